import type { Block, Note, SessionSitting } from '../../model/index.js'
import { clockAt, dayLabel, durationLabel } from '../../model/time.js'
import { running } from '../layout/paragraph.js'
import { withSheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { Screen } from '../views.js'
import { count, daysLabel, listed, TIMES, type Times } from '../words/labels.js'
import { blockCommand, insteadCommand, type Suggest, suggesting, typed, typedAgain } from '../words/shell.js'
import { type ByCode, clipped, publishQuestion, quoted, type Sentences, valueNamed } from './words.js'

/** In sessions; further ones are only counted. */
const HAD = 5

const SENTENCES: Sentences<Note, string> = {
  'nothing-on-days': ({ days, asked, known }) => {
    const year = known[0]?.slice(0, 4) ?? ''
    const isSameYear = days.every((day) => day.startsWith(year))
    const when = days.length === 0 || !isSameYear ? quoted(asked) : daysLabel(days)
    return `Nothing on ${when}.${known.length > 0 ? ` The programme has ${daysLabel(known)}${isSameYear ? '' : ` ${year}`}.` : ''}`
  },
  'nothing-for-words': ({ words, explained }) =>
    `No session matches ${words.length > 1 ? 'all of ' : ''}${words.map(quoted).join(' ')}.${explained ? '' : ' Try fewer or other words.'}`,
  'words-are-value': ({ value, flag, command }) => `${clipped(value)} is ${valueNamed(flag)}: ${typedAgain(command)}`,
  'nothing-with': ({ flag, value, known = [] }) => {
    const there = known.length > 0 ? ` There are: ${known.map(safe).join(', ')}.` : ''
    return `No session matches ${clipped(flag)}${value === undefined ? '' : ` ${clipped(value)}`}.${there}`
  },
  'nothing-of-mine': (_, suggest) => `None of your picks matches these filters. All of them: ${suggest('agenda')}`,
  'nothing-fits': (_, suggest) =>
    `None of these fits into the gaps in your agenda. What one would cost: ${suggest('why', ['WORDS-OF-A-TITLE'])}`,
  'nothing-in-common': () => 'No session matches all of these filters. Leave one out.',
  'zone-unused': ({ timezone }) =>
    `--timezone is only for files. To see the times in another zone: --tz ${typed(timezone)}`,
  'columns-unused': ({ file, heads }) =>
    `${clipped(file)}: these columns are not used: ${listed(heads.map(quoted), 'and', 20)}.`,
  'no-sessions': () => 'This catalogue has no sessions.',
  'day-read-as': ({ asked, days }) => `${quoted(asked)} is ${daysLabel(days)}.`,
  'taken-for': ({ reference, session }) =>
    `No session is called ${quoted(reference)}. Assuming: ${clipped(session.title)} (${clipped(session.id)})`,
  picked: ({ session, stage }) => `Picked (${stage}): ${clipped(session.title)}`,
  'stage-changed': ({ session, stage }) => `Now ${stage}: ${clipped(session.title)}`,
  'priority-changed': ({ session, priority }) => `Now priority ${priority}: ${clipped(session.title)}`,
  'already-picked': ({ session, stage }) =>
    `Already on your agenda (${stage}), nothing changed: ${clipped(session.title)}`,
  dropped: ({ session }) => `Dropped: ${clipped(session.title)}`,
  'clashes-with': ({ session, with: other, span, minutes, reason }, suggest, times) => {
    const pair = `${clipped(session.title)} and ${clipped(other)}`
    const length = span.endAssumed ? undefined : durationLabel(minutes)
    if (reason === 'walk')
      return `Walk: ${pair}${length === undefined ? '' : `: ${length} short`}. Both kept: ${suggest('clashes')}`
    const time = times.span(span, clockAt(span.start, span.offset).day)
    return `Clash: ${pair}, ${time}${length === undefined ? '' : `, ${length}`}. Both kept: ${suggest('clashes')}`
  },
  'given-again': ({ session, sitting }, suggest, times) =>
    `${clipped(session.title)} is given again ${sittingTime(sitting, times)}, and you are free then: ${insteadCommand(sitting.id, session.id, suggest)}`,
  'going-already': ({ session, sitting }, suggest, times) =>
    `You are already going to this, ${sittingTime(sitting, times)}: ${clipped(session.title)}. Attend one: ${insteadCommand(session.id, sitting.id, suggest)}   or ${suggest('drop', [session.id])}`,
  'pick-unknown': ({ session, seen, title, likely }, suggest) => {
    const was = title === undefined ? '' : ` (${clipped(title)})`
    const lost = `Not in the programme${seen ? ' any more' : ''}: ${clipped(session)}${was}.`
    return likely === undefined
      ? `${lost} Drop it: ${suggest('drop', [session])}`
      : `${lost} Perhaps now: ${clipped(likely.title)}. If so: ${insteadCommand(likely.id, session, suggest)}`
  },
  'pick-changed': ({ before, after }, _, times) => {
    const [was, is] = [before, after].map(({ when, room }) =>
      [when && times.when(when), room && clipped(room)].filter(Boolean).join(', '),
    ) as [string, string]
    const title = before.title === after.title ? '' : ` (was ${clipped(before.title)})`
    return `Changed since you picked it: ${clipped(after.title)}${title}${was === is ? '' : `, ${was} -> ${is}`}`
  },
  'picked-instead': ({ session, old }) =>
    `Picked instead of ${clipped(old.title)}, with your note, rating and so on: ${clipped(session.title)}`,
  'replaces-itself': ({ session }) => `That is the same session, nothing changed: ${clipped(session.title)}`,
  'nothing-picked': (_, suggest) =>
    `Nothing on your agenda yet. Pick something: ${suggest('add', ['WORDS-OF-A-TITLE'])}`,
  'no-takes': (_, suggest) =>
    `None of these has a take. Say why you recommend one: ${suggest('note', ['SESSION'], [['--take', 'WORDS']])}`,
  'no-notes': (_, suggest) => `None of these has a note. Write one: ${suggest('note', ['SESSION', 'WORDS'])}`,
  'edits-kept': ({ file, kept }) => {
    const those = (why: string) => kept.filter((one) => one.why === why).map(({ heading }) => quoted(heading))
    const [changed, gone, foreign] = [those('changed'), those('gone'), those('foreign')]
    return [
      ...(changed.length > 0
        ? [`Kept as you edited it, although it has changed since: ${listed(changed, 'and', HAD)}.`]
        : []),
      ...(gone.length > 0
        ? [`Kept because you edited it, although it is no longer selected: ${listed(gone, 'and', HAD)}.`]
        : []),
      ...(foreign.length > 0 ? [`Left alone, because kubeplan did not write it: ${listed(foreign, 'and', HAD)}.`] : []),
      `To write all of ${clipped(file)} anew: --force`,
    ].join(' ')
  },
  'nothing-attended': (_, suggest) =>
    `None of these is marked as attended. After a session: ${suggest('note', ['SESSION'], [['--attended']])}`,
  'left-out-unscheduled': ({ sessions }) =>
    `Left out because no day is known: ${few(sessions.map(({ title }) => clipped(title)))}`,
  'agendas-left-out': ({ files }, suggest) =>
    `Left out, because kubeplan cannot read ${files.length === 1 ? 'it' : 'them'}: ${listed(files.map(clipped), 'and', HAD)}. Why: ${suggest('check', files.slice(0, 1))}`,
  'left-out-untimed': ({ sessions }) =>
    `Left out because no time is known: ${few(sessions.map(({ title }) => clipped(title)))}`,
  'ends-assumed': ({ count: number }) =>
    `${count(number, 'session has', 'sessions have')} no known end: a likely length was written.`,
  'not-in-schedule': ({ format, flags }) =>
    `${clipped(format)} has only sessions of the programme, so ${flags.map(clipped).join(' and ')} ${flags.length > 1 ? 'have' : 'has'} no effect.`,
  exported: ({ file, count: written, what, cancelled, takenOff }) => {
    const off = cancelled > 0 ? `, ${cancelled} of them cancelled` : ''
    const gone = `${count(takenOff, 'cancellation')} for calendars that have ${takenOff === 1 ? 'it' : 'them'}`
    return `Wrote ${clipped(file)}: ${count(written, what)}${off}${takenOff > 0 ? `, and ${gone}` : ''}.`
  },
  serving: ({ all, picks, notes, blocks, host }) => {
    const words = notes === blocks ? 'notes and blocks' : notes ? 'notes, without blocks' : 'blocks, without notes'
    const mine = `${picks === 0 ? 'no picks yet' : count(picks ?? 0, 'pick')}, ${notes || blocks ? 'with' : 'without'} ${words}`
    const what = `${all ? 'the programme' : 'your agenda'} (${picks === undefined ? 'without your picks' : mine})`
    const whom = host === undefined ? 'this machine only' : `everyone who can reach ${clipped(host)}`
    const grows = picks === 0 ? ' What you add appears on the page and in subscribed calendars.' : ''
    return `Serving ${what} to ${whom}.${grows} Press Ctrl-C to stop.`
  },
  'not-beside-all': ({ flags }) =>
    `The programme contains nothing of yours, so ${flags.map(clipped).join(' and ')} ${flags.length > 1 ? 'have' : 'has'} no effect. To include your picks: --with-picks`,
  'only-beside-all': ({ flag }) => `${clipped(flag)} has no effect without --all: your agenda has only your picks.`,
  'clashes-unmade': ({ count }, suggest) =>
    `${count} more clashes at one time are not shown. All of them: ${suggest('clashes')}`,
  'not-counted': ({ file }) =>
    `${clipped(file)} cannot be read, so calendars may miss changes. Move it away to start a new one.`,
  opened: () => 'Opened it in your browser.',
  'no-screen': () => 'Not opened: this terminal has no screen for a browser.',
  'saved-before': ({ saved }, suggest) => {
    if (saved.what === 'publication')
      return `${count(saved.files, 'file')} had already been published. Run it again for the rest.`
    return saved.what === 'agenda'
      ? `Your agenda had already been saved: ${clipped(saved.path)}`
      : `The conference had already been stored: ${suggest('list', [], [['-c', saved.slug]])}`
  },
  publishes: ({ to, question }) => publishQuestion(to, question),
  published: ({ to, changed, removed, rehearsal, hint }) => {
    const parts = [
      ...(changed > 0 ? [`${count(changed, 'file')} ${rehearsal ? 'to write' : 'written'}`] : []),
      ...(removed > 0 ? [`${count(removed, 'file')} ${rehearsal ? 'to remove' : 'removed'}`] : []),
    ]
    const news = parts.length === 0 ? 'nothing changed' : parts.join(', ')
    const server = hint === 'needs-server' ? ' Others can subscribe once a web server serves this folder.' : ''
    const pages = hint === 'needs-pages' ? ' Others can subscribe once that branch is served as a website.' : ''
    return `${rehearsal ? 'Nothing was published to' : 'Published to'} ${clipped(to)}: ${news}.${server}${pages}`
  },
  'agenda-left-out': () => 'Your agenda cannot be read, so your picks are not marked here.',
  'conference-broken': ({ slug }, suggest) =>
    `${clipped(slug)} cannot be read. Fetch it again: ${suggest('update', [], [['-c', slug]])}   or remove it: ${suggest('conferences', [], [['--remove', slug]])}`,
  'conference-recovered': ({ slug }) =>
    `The file of ${clipped(slug)} could not be read, so it was rebuilt from the last download.`,
  'conference-removed': ({ slug, shipped, command, agenda }) => {
    const back = shipped ? ' The one that came with kubeplan is back.' : ''
    // Three blanks separate a text that a person may copy.
    const mine = agenda === undefined ? '' : ` Your agenda is kept: ${safe(agenda)}  `
    return `Removed ${clipped(slug)}.${back}${mine} To get it again: ${safe(command)}`
  },
  'in-use': ({ slug }) => `In use: ${clipped(slug)}`,
  imported: ({ name, slug, sessions, days, rooms, speakers, leftOut }, suggest) => {
    const counts = [count(sessions, 'session'), count(days, 'day'), count(rooms, 'room'), count(speakers, 'speaker')]
    const lost = leftOut > 0 ? `, ${leftOut} left out` : ''
    return `Imported ${clipped(name)}: ${counts.join(', ')}${lost}. It is in use now: ${suggest('list')} (-c ${clipped(slug)} elsewhere)`
  },
  'slug-taken': ({ slug, instead }) =>
    `The slug ${clipped(slug)} is taken by another conference, so this one is ${clipped(instead)}. To replace the other: --as ${clipped(slug)}`,
  'up-to-date': ({ slug, sources }) =>
    `Nothing new: ${clipped(slug)} matches its ${sources === 1 ? 'source' : `${sources} sources`}.`,
  'no-changes': ({ slug, seen }) => `Nothing has changed in ${clipped(slug)}${seen ? ' since you last looked' : ''}.`,
  'zone-changed': ({ slug, was, is }, suggest) =>
    `The time zone of ${clipped(slug)} changed from ${clipped(was)} to ${clipped(is)}, so clocks read differently. To go back: ${suggest(
      'update',
      [],
      [
        ['-c', slug],
        ['--timezone', was],
      ],
    )}`,
  'changes-seen': ({ slug }) => `Marked as seen. From now on only later changes to ${clipped(slug)} are shown.`,
  'source-not-asked': ({ source }) =>
    `${source === '-' ? 'stdin' : clipped(source)} cannot be read again, so what it last said is kept.`,
  'no-blocks': ({ day }, suggest) => `No blocks yet. Keep time for yourself: ${blockCommand('Lunch', suggest, day)}`,
  blocked: ({ block }, _, times) => `Blocked: ${blockLabel(block, times)}`,
  'already-blocked': ({ block }, _, times) => `Already blocked, nothing changed: ${blockLabel(block, times)}`,
  unblocked: ({ block }, _, times) => `Unblocked: ${blockLabel(block, times)}`,
  'details-changed': () =>
    'Only details changed: wishes for plans, walks, or what your picks looked like when you chose them.',
  undone: ({ left }, suggest) => `Undone. ${moreSteps(left, 'undo', 'undone')} To make it again: ${suggest('redo')}`,
  redone: ({ left }, suggest) => `Redone. ${moreSteps(left, 'redo', 'redone')} To take it back: ${suggest('undo')}`,
  'unknown-to-programme': ({ person, title, nearest }) => {
    const meant = nearest === undefined ? '' : ` Nearest: ${clipped(nearest.title)} (${clipped(nearest.id)})`
    return `Not in the programme, but on the agenda of ${clipped(person)}: ${clipped(title)}.${meant}`
  },
  'agenda-named-twice': ({ file }) => `${clipped(file)} is named twice and counts as two people.`,
  'taken-over': ({ person, added, going, had, too }) => {
    const also = too > 0 ? ` ${too} more ${too === 1 ? 'was' : 'were'} already added from others.` : ''
    const names =
      had
        .slice(0, HAD)
        .map(({ title }) => clipped(title))
        .join('; ') + (had.length > HAD ? `; and ${had.length - HAD} more` : '')
    const kept =
      had.length > 0 ? ` Already on your agenda, left as ${had.length === 1 ? 'it is' : 'they are'}: ${names}` : ''
    const both = going > 0 && going < added
    const as = both ? `: ${going} going, ${added - going} maybe` : ` as ${going > 0 ? 'going' : 'maybe'}`
    const news = added === 0 ? 'nothing new' : `${count(added, 'pick')} added${as}`
    return `From ${clipped(person)}: ${news}.${also}${kept}`
  },
  'nothing-to-take': ({ person }) => `${clipped(person)} has no pick that matches.`,
  noted: ({ session, ...what }) => `Noted on ${clipped(session.title)}: ${notedWords(what).join(', ')}.`,
  'nothing-noted': ({ session }) => `Nothing new, nothing changed: ${clipped(session.title)}`,
  'no-note': ({ session }, suggest) =>
    `No note yet on ${clipped(session.title)}. Write one: ${suggest('note', [session.id, 'my words'])}`,
  'note-restored': ({ session, what }) =>
    `Restored: ${what.map((word) => (word === 'attended' ? 'attendance' : word)).join(', ')} of ${clipped(session.title)}`,
  'more-of-the-same': ({ count: more }) => `and ${more} more of the same kind`,
}

function sittingTime({ start, offset, near }: SessionSitting, times: Times): string {
  return times.dayTime(start, offset, near)
}

/** How many are named before the others are counted. */
const NAMED = 3

/** `A; B; C; and 12 more`. A single further one is named as well. */
function few(names: readonly string[]): string {
  if (names.length <= NAMED + 1) return names.join('; ')
  return `${names.slice(0, NAMED).join('; ')}; and ${names.length - NAMED} more`
}

type Noted = Omit<ByCode<Note>['noted'], 'code' | 'session'>

function notedWords({ note, take, rating, attended, takeaways }: Noted): readonly string[] {
  return [
    ...(note === undefined ? [] : [`note ${note}`]),
    ...(take === undefined ? [] : [`take ${take}`]),
    ...(rating === undefined ? [] : [`rated ${rating}/5`]),
    ...(attended === undefined ? [] : [attended ? 'attended' : 'missed']),
    ...(takeaways === undefined ? [] : [takeaways === 0 ? 'takeaways removed' : count(takeaways, 'takeaway')]),
  ]
}

function moreSteps(left: number, command: string, done: string): string {
  return left === 0 ? `Nothing more can be ${done}.` : `${left} more can be ${done}: kubeplan ${command}.`
}

function blockLabel(block: Block, times: Times): string {
  const room = block.room === undefined ? '' : ` · ${clipped(block.room)}`
  const [start, end] = [clockAt(block.start, block.offset), clockAt(block.end, block.endOffset)]
  const time =
    end.day === start.day
      ? times.span(block, block.day)
      : `${times.time(block.start, block.offset, block.day)} until ${times.time(block.end, block.endOffset, start.day)}`
  return `${clipped(block.title)}, ${dayLabel(block.day)} ${time}${room}`
}

export function noteSentence(note: Note, suggest = suggesting(), times = TIMES): string {
  return sentenceFor(note.code, note, suggest, times)
}

function sentenceFor<C extends Note['code']>(code: C, note: ByCode<Note>[C], suggest: Suggest, times: Times): string {
  return SENTENCES[code](note, suggest, times)
}

const NEXT_SENTENCE = /(?<=[.?!]) (?=[A-Z(])/

/** A note for a terminal, wrapped at the width of the screen. Does not end with a line end. */
export async function noteText(note: Note, screen: Screen): Promise<string> {
  return (
    await withSheet(screen, (sheet) =>
      running(noteSentence(note, sheet.suggest, sheet.times).split(NEXT_SENTENCE), sheet),
    )
  ).join('\n')
}
