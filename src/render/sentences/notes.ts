import { dayLabel, durationLabel } from '../../clock/iso.js'
import type { Block } from '../../model/agenda.js'
import { clockAt } from '../../model/day.js'
import type { Note, SessionSitting } from '../../model/note.js'
import { safe } from '../terminal.js'
import { blockCommand } from '../text/block-command.js'
import { count } from '../text/count.js'
import { daysLabel, dayTimeLabel, spanLabel, timeLabel, whenLabel } from '../text/moments.js'
import { insteadCommand, typed } from '../text/shell.js'
import { type ByCode, clipped, quoted, type Sentences } from './words.js'

/** In sessions; further ones are only counted. */
const HAD = 5

const SENTENCES: Sentences<Note, string> = {
  'nothing-on-days': ({ days, asked, known }) => {
    const year = known[0]?.slice(0, 4) ?? ''
    const isSameYear = days.every((day) => day.startsWith(year))
    const when = days.length === 0 || !isSameYear ? quoted(asked) : daysLabel(days)
    return `Nothing on ${when}.${known.length > 0 ? ` The programme has ${daysLabel(known)}${isSameYear ? '' : ` ${year}`}.` : ''}`
  },
  'nothing-for-words': ({ words }) =>
    `No session has ${words.length > 1 ? 'all of ' : ''}${words.map(quoted).join(' ')}. Try fewer words, or other ones.`,
  'nothing-with': ({ flag, value }) =>
    `No session passes ${clipped(flag)}${value === undefined ? '' : ` ${clipped(value)}`}.`,
  'nothing-of-mine': () => 'No pick of yours passes these filters. All of them: kubeplan agenda',
  'nothing-fits': () =>
    'None of these fits into the gaps of your agenda. What it would cost: kubeplan why WORDS-OF-A-TITLE',
  'nothing-in-common': () => 'No session passes all of these filters together. Leave one out.',
  'no-sessions': () => 'This catalogue has no sessions.',
  'day-read-as': ({ asked, days }) => `${quoted(asked)} is ${daysLabel(days)}.`,
  'taken-for': ({ reference, session }) =>
    `No session is called ${quoted(reference)}. Taken as: ${clipped(session.title)} (${clipped(session.id)})`,
  picked: ({ session, stage }) => `Picked (${stage}): ${clipped(session.title)}`,
  'stage-changed': ({ session, stage }) => `Now ${stage}: ${clipped(session.title)}`,
  'priority-changed': ({ session, priority }) => `Now priority ${priority}: ${clipped(session.title)}`,
  'already-picked': ({ session, stage }) =>
    `Already on your agenda (${stage}), nothing changed: ${clipped(session.title)}`,
  dropped: ({ session }) => `Dropped: ${clipped(session.title)}`,
  'clashes-with': ({ session, with: other, span, minutes, reason }) => {
    const pair = `${clipped(session.title)} and ${clipped(other)}`
    const length = span.endAssumed ? undefined : durationLabel(minutes)
    if (reason === 'walk')
      return `Walk: ${pair}${length === undefined ? '' : `: ${length} too short`}. Both stay: kubeplan clashes`
    const time = spanLabel(span, clockAt(span.start, span.offset).day)
    return `Clash: ${pair}, ${time}${length === undefined ? '' : `, ${length}`}. Both stay: kubeplan clashes`
  },
  'given-again': ({ session, sitting }) =>
    `${clipped(session.title)} is given again ${sittingTime(sitting)}, and you are free then: ${insteadCommand(sitting.id, session.id)}`,
  'going-already': ({ session, sitting }) =>
    `You are going to this already, ${sittingTime(sitting)}: ${clipped(session.title)}. Attend one: ${insteadCommand(session.id, sitting.id)}   or kubeplan drop ${typed(session.id)}`,
  'pick-unknown': ({ session, seen, title, likely }) => {
    const was = title === undefined ? '' : ` (${clipped(title)})`
    const lost = `Not in the programme${seen ? ' any more' : ''}: ${clipped(session)}${was}.`
    return likely === undefined
      ? `${lost} Take it off: kubeplan drop ${typed(session)}`
      : `${lost} Perhaps now: ${clipped(likely.title)}. If so: ${insteadCommand(likely.id, session)}`
  },
  'pick-changed': ({ before, after }) => {
    const [was, is] = [before, after].map(({ when, room }) =>
      [when && whenLabel(when), room && clipped(room)].filter(Boolean).join(', '),
    ) as [string, string]
    const title = before.title === after.title ? '' : ` (was ${clipped(before.title)})`
    return `Changed since you picked it: ${clipped(after.title)}${title}${was === is ? '' : `, ${was} -> ${is}`}`
  },
  'picked-instead': ({ session, old }) =>
    `Picked instead of ${clipped(old.title)}, with all you said about it: ${clipped(session.title)}`,
  'replaces-itself': ({ session }) => `That is the same session, nothing changed: ${clipped(session.title)}`,
  'nothing-picked': () => 'Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE',
  'nothing-attended': () => 'None of these is marked as attended. After a session: kubeplan note SESSION --attended',
  'left-out-unscheduled': ({ sessions }) =>
    `Left out, because no day is known: ${few(sessions.map(({ title }) => clipped(title)))}`,
  exported: ({ file, count: written, what, cancelled, takenOff }) => {
    const off = cancelled > 0 ? `, ${cancelled} of them cancelled` : ''
    const gone = `${count(takenOff, 'cancellation')} for calendars that have ${takenOff === 1 ? 'it' : 'them'}`
    return `Wrote ${clipped(file)}: ${count(written, what)}${off}${takenOff > 0 ? `, and ${gone}` : ''}.`
  },
  serving: ({ picks }) =>
    picks === undefined
      ? 'Serving the programme to browsers and to calendars that subscribe. Ctrl-C ends it.'
      : picks === 0
        ? 'Nothing is picked yet; what you add appears on the page and in calendars that subscribe. Ctrl-C ends it.'
        : `Serving ${count(picks, 'pick')} to browsers and to calendars that subscribe. Ctrl-C ends it.`,
  'served-to-others': ({ host, notes, blocks }) => {
    const yours = [...(notes ? ['notes'] : []), ...(blocks ? ['commitments'] : [])].join(' and ')
    return `Whoever can reach ${clipped(host)} can read it${yours === '' ? '' : `, and your ${yours}`}.`
  },
  'not-beside-all': ({ flags }) =>
    `The programme holds nothing of yours, so ${flags.map(clipped).join(' and ')} ${flags.length > 1 ? 'have' : 'has'} no effect. Add --with-picks to make it your own.`,
  'only-beside-all': ({ flag }) => `Your agenda is your picks: ${clipped(flag)} has no effect without --all.`,
  'clashes-unmade': ({ count }) => `${count} more clashes at one time are not shown. All of them: kubeplan clashes`,
  'not-counted': ({ file }) =>
    `${clipped(file)} cannot be read, so calendars may not notice what changed. Move it away to begin a new one.`,
  opened: ({ url }) => `Opened ${clipped(url)}`,
  'saved-before': ({ saved }) =>
    saved.what === 'agenda'
      ? `Your agenda was saved before that: ${clipped(saved.path)}`
      : `The conference was stored before that: kubeplan list -c ${typed(saved.slug)}`,
  'agenda-left-out': () => 'Your agenda cannot be read: what is on it is not marked here.',
  'conference-broken': ({ slug }) =>
    `${clipped(slug)} cannot be read. Bring it back: kubeplan update -c ${typed(slug)}   or remove it: kubeplan conferences --remove ${typed(slug)}`,
  'conference-recovered': ({ slug }) =>
    `The file of ${clipped(slug)} could not be read: it was made again from what was fetched last.`,
  'conference-removed': ({ slug, shipped, command, agenda }) => {
    const back = shipped ? ' The one that came with kubeplan is back.' : ''
    // Three blanks separate a text that a person may copy.
    const mine = agenda === undefined ? '' : ` Your agenda stays: ${safe(agenda)}  `
    return `Removed ${clipped(slug)}.${back}${mine} To have it again: ${safe(command)}`
  },
  'in-use': ({ slug }) => `In use: ${clipped(slug)}`,
  imported: ({ name, slug, sessions, days, rooms, speakers, leftOut }) => {
    const counts = [count(sessions, 'session'), count(days, 'day'), count(rooms, 'room'), count(speakers, 'speaker')]
    const lost = leftOut > 0 ? `, ${leftOut} left out` : ''
    return `Imported ${clipped(name)}: ${counts.join(', ')}${lost}. It is in use now: kubeplan list (-c ${clipped(slug)} elsewhere)`
  },
  'slug-taken': ({ slug, instead }) =>
    `${clipped(slug)} is another conference here, so this one is ${clipped(instead)}. To replace that one: --as ${clipped(slug)}`,
  'up-to-date': ({ slug, sources }) =>
    `Nothing new: ${clipped(slug)} is as ${sources === 1 ? 'its source has' : `its ${sources} sources have`} it.`,
  'no-changes': ({ slug }) => `Nothing has changed in ${clipped(slug)} since you last looked.`,
  'changes-seen': ({ slug }) => `Seen. From now on changes of ${clipped(slug)} are told from here.`,
  'source-not-asked': ({ source }) =>
    `${source === '-' ? 'stdin' : clipped(source)} cannot be asked again: what it said last is kept.`,
  'no-blocks': ({ day }) => `No blocks yet. Keep time for yourself: ${blockCommand('Lunch', day)}`,
  blocked: ({ block }) => `Blocked: ${blockLabel(block)}`,
  'already-blocked': ({ block }) => `Blocked already, nothing changed: ${blockLabel(block)}`,
  unblocked: ({ block }) => `Free again: ${blockLabel(block)}`,
  'blocks-restored': ({ blocks }) => `Blocks are as they were: ${count(blocks, 'block')}`,
  undone: () => 'Taken back: notes, ratings or walks are as they were.',
  'unknown-to-programme': ({ person, title, nearest }) => {
    const meant = nearest === undefined ? '' : ` Nearest: ${clipped(nearest.title)} (${clipped(nearest.id)})`
    return `Not in the programme, but with ${clipped(person)}: ${clipped(title)}.${meant}`
  },
  'agenda-named-twice': ({ file }) => `${clipped(file)} is named twice and counts as two people.`,
  'taken-over': ({ person, added, had, too }) => {
    const also = too > 0 ? ` ${too} more came with others.` : ''
    const names =
      had
        .slice(0, HAD)
        .map(({ title }) => clipped(title))
        .join('; ') + (had.length > HAD ? `; and ${had.length - HAD} more` : '')
    const kept =
      had.length > 0 ? ` On your agenda already, left as ${had.length === 1 ? 'it is' : 'they are'}: ${names}` : ''
    const news = added === 0 ? 'nothing new' : `${count(added, 'pick')} added as maybe`
    return `From ${clipped(person)}: ${news}.${also}${kept}`
  },
  'nothing-to-take': ({ person }) => `${clipped(person)} has no pick that passes.`,
  noted: ({ session, ...what }) => `Noted on ${clipped(session.title)}: ${notedWords(what).join(', ')}.`,
  'nothing-noted': ({ session }) => `Nothing new, nothing changed: ${clipped(session.title)}`,
  'no-note': ({ session }) =>
    `No note yet on ${clipped(session.title)}. Write one: kubeplan note ${typed(session.id)} 'my words'`,
  'note-restored': ({ session, what }) =>
    `As before: ${what.map((word) => OWN_WORDS[word]).join(', ')} of ${clipped(session.title)}`,
  'more-of-the-same': ({ count: more }) => `and ${more} more of the same kind`,
}

function sittingTime({ start, offset, near }: SessionSitting): string {
  return dayTimeLabel(start, offset, near)
}

/** How many are named before the others are counted. */
const NAMED = 3

/** `A; B; C; and 12 more`. A single further one is named as well. */
function few(names: readonly string[]): string {
  if (names.length <= NAMED + 1) return names.join('; ')
  return `${names.slice(0, NAMED).join('; ')}; and ${names.length - NAMED} more`
}

const OWN_WORDS = {
  note: 'note',
  take: 'take',
  rating: 'rating',
  attended: 'attendance',
  takeaways: 'takeaways',
} as const

function notedWords({
  note,
  take,
  rating,
  attended,
  takeaways,
}: Omit<ByCode<Note>['noted'], 'code' | 'session'>): string[] {
  const learned = takeaways === 0 ? 'no takeaways any more' : count(takeaways ?? 0, 'takeaway')
  return [
    ...(note === undefined ? [] : [`note ${note}`]),
    ...(take === undefined ? [] : [`take ${take}`]),
    ...(rating === undefined ? [] : [`rated ${rating}/5`]),
    ...(attended === undefined ? [] : [attended ? 'attended' : 'missed']),
    ...(takeaways === undefined ? [] : [learned]),
  ]
}

function blockLabel(block: Block): string {
  const room = block.room === undefined ? '' : ` · ${clipped(block.room)}`
  const [start, end] = [clockAt(block.start, block.offset), clockAt(block.end, block.endOffset)]
  const time =
    end.day === start.day
      ? spanLabel(block, block.day)
      : `${timeLabel(block.start, block.offset, block.day)} until ${timeLabel(block.end, block.endOffset, start.day)}`
  return `${clipped(block.title)}, ${dayLabel(block.day)} ${time}${room}`
}

export function noteSentence(note: Note): string {
  return sentenceFor(note.code, note)
}

function sentenceFor<C extends Note['code']>(code: C, note: ByCode<Note>[C]): string {
  return SENTENCES[code](note)
}
