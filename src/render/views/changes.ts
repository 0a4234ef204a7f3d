import type { Session, Speaker, Timed, When } from '../../model/index.js'
import { clockAt, type Day, dayLabel, daysBetween, durationLabel, type Instant } from '../../model/time.js'
import type { Clash } from '../../planning/agenda/clashes.js'
import { bestSitting } from '../../planning/agenda/sittings.js'
import { type Change, type ChangedDetail, changedSessions, isPast, pickFinder } from '../../planning/changes/changes.js'
import { widestOf } from '../layout/columns.js'
import { closing, hanging, headline, type Part, painted } from '../layout/paragraph.js'
import { type NumberedLines, numberRows } from '../layout/rows.js'
import type { Glyphs, Sheet, Tone } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { ChangesView } from '../views.js'
import { zonePart } from '../words/headline.js'
import { count, daysLabel, type Times } from '../words/labels.js'
import { speakerLabel, titleOf } from '../words/session-rows.js'
import { distinctNames } from '../words/shared-parts.js'
import { ifSo, insteadCommand, type Suggest } from '../words/shell.js'

interface Sorted {
  readonly mine: readonly Change[]
  readonly others: readonly Change[]
  readonly over: readonly Change[]
  readonly clashes: readonly Clash[]
}

export async function changesLines(view: ChangesView, sheet: Sheet): Promise<NumberedLines> {
  const sorted = sortChanges(view)
  const hint = dayHinter(view.changes)
  const sections = [
    {
      heading: 'Yours',
      rows: [...changeRows(sorted.mine, hint, sheet), ...clashRows(sorted.clashes, hint, sheet)],
    },
    { heading: othersHeading(view), rows: changeRows(sorted.others, hint, sheet) },
  ].filter(({ rows }) => rows.length > 0)
  const head = await headOf(view, sorted, sheet.times)
  const rows = sections.flatMap((section) => section.rows)
  const numbers = numberRows(rows, ({ ids }) => ids, sheet)
  const set = setRows(rows, numbers.sheet)
  const body = sections.flatMap(({ heading, rows: own }) => [
    ...(heading === '' ? [] : sheet.wrapTo(heading, sheet.width).map(sheet.ink.heading)),
    ...own.flatMap((row) => numbers.before(row, set(row))),
  ])
  return {
    lines: [...headline(head, sheet), ...body, ...closing(endingOf(view, sorted, sheet), sheet)],
    rows: numbers.rows,
  }
}

function sortChanges({ changes, agenda, now, all, newClashes }: ChangesView): Sorted {
  const pickOf = pickFinder(agenda)
  const shown = changes.filter((change) => all || !isPast(change, now))
  return {
    mine: shown.filter((change) => pickOf(change) !== undefined),
    others: shown.filter((change) => pickOf(change) === undefined),
    over: all ? [] : changes.filter((change) => isPast(change, now)),
    clashes: newClashes.filter(({ end }) => all || end > now),
  }
}

/** Includes changes that are over, so that all numbers in the headline are of the same set. */
async function headOf(view: ChangesView, { clashes }: Sorted, times: Times): Promise<readonly Part[]> {
  const { changes, catalogue, agenda, zone, since: fetched, newClashes } = view
  const pickOf = pickFinder(agenda)
  const mine = changedSessions(changes.filter((change) => pickOf(change) !== undefined))
  const number = changedSessions(changes)
  const since = fetched === undefined ? '' : ` since ${await momentIn(zone, fetched, times)}`
  const clashing = clashesLabel(newClashes.length, newClashes.length - clashes.length)
  const yours = mine === 0 && newClashes.length === 0 ? 'none of yours' : `${mine || 'none'} of yours, ${clashing}`
  const whens = changes.map((change) => subjectOf(change).when)
  return [
    { text: `${changedLabel(changes, catalogue.sessions.length)}${since}`, tone: 'strong' },
    {
      text: number === 0 || agenda.picks.length === 0 ? '' : yours,
      ...(clashes.length > 0 && { tone: 'bad' as const }),
    },
    { text: safe(catalogue.conference.name) },
    zonePart(
      zone,
      whens.flatMap((when) => (when.kind === 'timed' ? [when.offset] : [])),
    ),
  ]
}

/** `3 of 8 changed, 2 added, 1 removed`. Added and removed sessions do not count as changed. */
function changedLabel(changes: readonly Change[], sessions: number): string {
  const ways = ({ what }: Change) => (what === 'added' || what === 'removed' ? what : 'changed')
  const number = (way: ReturnType<typeof ways>) => changedSessions(changes.filter((change) => ways(change) === way))
  const [changed, added, removed] = [number('changed'), number('added'), number('removed')]
  const parts = [
    ...(changed > 0 ? [`${changed} of ${sessions} changed`] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ]
  return parts.length === 0 ? 'Nothing changed' : parts.join(', ')
}

function clashesLabel(all: number, over: number): string {
  if (all === 0) return 'no new clash'
  const number = count(all, 'new clash', 'new clashes')
  if (over === 0) return number
  return over === all ? `${number}, already over` : `${number}, ${over} already over`
}

/** `Sun 22 Mar 16:16` on the clocks of `zone`. */
async function momentIn(zone: string, moment: Instant, times: Times): Promise<string> {
  const { offsetAt } = await import('../../clock/zone.js')
  const offset = offsetAt(moment, zone)
  return `${dayLabel(clockAt(moment, offset).day)} ${times.moment(moment, offset)}`
}

function othersHeading({ agenda, all }: ChangesView): string {
  if (agenda.picks.length === 0) return all ? '' : 'Still to come'
  return all ? 'Others' : 'Others, still to come'
}

function clashRows(
  clashes: readonly Clash[],
  hint: DayHint,
  { glyphs: { clash: sign }, times }: Sheet,
): readonly ChangeRow[] {
  return clashes.map(({ entries: [first, second], start, offset, minutes, reason, endAssumed }) => {
    const length = endAssumed ? '' : durationLabel(minutes)
    const extent = reason === 'walk' ? ['walk', length, length && 'short'].filter(Boolean).join(' ') : length
    return {
      what: 'clash',
      ids: [],
      time: `${hint(clockAt(start, offset).day)} ${times.moment(start, offset)}`,
      place: extent,
      title: safe(first.title),
      tail: `${sign} ${safe(second.title)}`,
      joint: ' ',
    }
  })
}

function endingOf(view: ChangesView, { mine, over, clashes }: Sorted, sheet: Sheet): readonly string[] {
  const past = over.length === 0 ? [] : [`${changedSessions(over)} about ${daysOver(over)}, already over (--all).`]
  return [...past, ...advice(view, mine, sheet), ...stepsOf(view, clashes, sheet.suggest)]
}

function daysOver(over: readonly Change[]): string {
  return daysLabel(over.flatMap(dayOf))
}

function dayOf(change: Change): Day[] {
  const { when } = subjectOf(change)
  return when.kind === 'unscheduled' ? [] : [when.day]
}

/** Enough to answer at once. */
const MOST_AGAIN = 3

function advice(
  { agenda, catalogue, likely = new Map(), sittingsOf, whyNot }: ChangesView,
  mine: readonly Change[],
  { suggest, times }: Sheet,
): readonly string[] {
  const pickOf = pickFinder(agenda)
  const picksThat = (what: Change['what']) =>
    mine.flatMap((change) => (change.what === what ? (pickOf(change) ?? []) : []))
  const replaced = new Set(picksThat('replaced').flatMap(({ session, stage }) => (stage === 'maybe' ? [session] : [])))
  const other = catalogue.sessions.find((session) => replaced.has(session.id) && whyNot(session) === undefined)
  const lost = picksThat('removed')
  const [gone] = lost.filter(({ session }) => !likely.has(session))
  const again = picksThat('cancelled').flatMap(({ session }) => {
    const best = bestSitting(sittingsOf?.(session) ?? [])
    return best?.free ? [{ session, best: best.entry }] : []
  })
  return [
    ...(other ? [`A different talk now, so it is a maybe. To go anyway: ${suggest('add', [other.id])}`] : []),
    ...lost.flatMap(({ session }) => {
      const now = likely.get(session)
      return now
        ? [`Not in the programme any more, but perhaps ${safe(now.title)}. ${ifSo(now, session, whyNot, suggest)}`]
        : []
    }),
    ...picksThat('cancelled').flatMap(({ session }) => {
      const now = likely.get(session)
      return now ? [`Cancelled, but perhaps ${safe(now.title)} instead. ${ifSo(now, session, whyNot, suggest)}`] : []
    }),
    ...again.slice(0, MOST_AGAIN).map(({ session, best: { id, title, start, offset, day } }) => {
      return `${safe(title)} is given ${times.dayTime(start, offset, day)}, and you are free then: ${insteadCommand(id, session, suggest)}`
    }),
    ...(gone ? [`Not in the programme any more. Drop it: ${suggest('drop', [gone.session])}`] : []),
  ]
}

function stepsOf(
  { changes, isSinceSeen }: ChangesView,
  clashes: readonly Clash[],
  suggest: Suggest,
): readonly string[] {
  return [
    ...(clashes.length > 0 ? [`What clashes: ${suggest('clashes')}`] : []),
    ...(isSinceSeen && changes.length > 0 ? [`${suggest('changes --seen')} clears this list`] : []),
    ...(isSinceSeen === false ? [`Everything since you last looked: ${suggest('changes')}`] : []),
  ]
}

const COLUMNS_FROM = 72
const INDENT = 2
const GAP = 2
/** The largest share of the width for time and place; times are never cut. */
const SHARE = 0.36
/** In columns; a title is cut no further to make room for its tail. */
const LEAST_TITLE = 20

const TONES: Readonly<Record<ChangeRow['what'], Tone>> = {
  added: 'going',
  removed: 'bad',
  cancelled: 'bad',
  replaced: 'bad',
  moved: 'warning',
  room: 'warning',
  title: 'faint',
  speakers: 'faint',
  other: 'faint',
  clash: 'bad',
}

type SetRow = (row: ChangeRow) => readonly string[]

/** Sets rows in common columns or, on a narrow screen, one below the other. */
function setRows(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  return sheet.width < COLUMNS_FROM ? (row) => stacked(row, sheet) : columned(rows, sheet)
}

function columned(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  const { width, widthOf, padTo, wrapTo, ink, times } = sheet
  const widest = (own: readonly ChangeRow[], textOf: (row: ChangeRow) => string) => widestOf(own.map(textOf), sheet)
  const timeOf = (row: ChangeRow) => times.aligned(row.time)
  const most = Math.max(Math.floor(width * SHARE), widest(rows, timeOf))
  const named = rows.filter(({ title }) => title !== '')
  const placed = named.filter(({ place }) => place !== '')
  const time = Math.min(most, widest(placed, timeOf))
  const middleOf = (row: ChangeRow) => (row.place === '' ? timeOf(row) : `${padTo(timeOf(row), time)}  ${row.place}`)
  // An old and a new room must be shown in full.
  const settle = (row: ChangeRow) => (row.what === 'room' && widthOf(middleOf(row)) > most ? placeBelow(row) : row)
  const middle = Math.min(most, widest(named.map(settle), middleOf))
  const places = rows.filter(({ what: kind }) => kind !== 'room' && kind !== 'clash').map(({ place }) => place)
  const rooms = distinctNames(places, sheet)
  const fitted = (row: ChangeRow) => ({ ...row, place: rooms.fit(row.place, Math.max(1, middle - time - GAP)) })
  const what = widest(rows, (row) => row.what)
  const lead = INDENT + what + GAP
  const room = width - lead - middle - GAP
  if (room < LEAST_TITLE) return (row) => stacked(row, sheet)
  return (row) => {
    const start = `${' '.repeat(INDENT)}${ink[TONES[row.what]](padTo(row.what, what))}${' '.repeat(GAP)}`
    if (row.title === '' && row.tail === '') {
      const indent = row.time === '' && time > 0 ? time + GAP : 0
      const [first = '', ...further] = wrapTo(row.time + row.place, width - lead - indent)
      return under(start + ' '.repeat(indent) + first, further, lead + indent)
    }
    const own = settle(row)
    const [first = '', ...further] = besideEachOther(own, room, sheet)
    return under(
      `${start}${padTo(middleOf(own.what === 'room' ? own : fitted(own)), middle)}${' '.repeat(GAP)}${first}`,
      further,
      lead + middle + GAP,
    )
  }
}

function placeBelow(row: ChangeRow): ChangeRow {
  return { ...row, place: '', tail: row.place }
}

/** A title and its tail on one line, cutting the title if the tail is short; otherwise the whole tail below it. */
function besideEachOther({ title, url, tail, joint }: ChangeRow, room: number, sheet: Sheet): readonly string[] {
  const { widthOf, fitTo } = sheet
  const linked = (most: number) => painted({ text: fitTo(title, most), href: url }, sheet)
  if (tail === '') return [linked(room)]
  if (title === '') return hanging(tail, { ...sheet, width: room })
  const left = room - widthOf(joint + tail)
  const short = joint !== ' ' && left >= LEAST_TITLE
  if (short || widthOf(title) <= left) return [linked(left) + joint + tail]
  return [linked(room), ...hanging(tail, { ...sheet, width: room })]
}

function under(first: string, further: readonly string[], indent: number): readonly string[] {
  return [first.trimEnd(), ...further.map((line) => ' '.repeat(indent) + line)]
}

function stacked(row: ChangeRow, sheet: Sheet): readonly string[] {
  const { width, wrapTo, fitTo, glyphs, ink } = sheet
  const { what, title, url, tail } = row
  const [lead, indent] = [INDENT + what.length + GAP, INDENT + GAP]
  const circumstances = [row.time, row.place].filter(Boolean).join(` ${glyphs.dot} `)
  const [news, below] = circumstances === '' ? [tail, ''] : [circumstances, tail]
  const [first = '', ...further] = news === '' ? [] : wrapTo(news, width - lead)
  const start = `${' '.repeat(INDENT)}${ink[TONES[what]](what)}${' '.repeat(GAP)}${first}`
  const inset = (line: string) => ' '.repeat(indent) + line
  return [
    ...under(start, further, lead),
    ...(title === '' ? [] : [painted({ text: fitTo(title, width - indent), href: url }, sheet)]).map(inset),
    ...(below === '' ? [] : hanging(below, { ...sheet, width: width - indent })).map(inset),
  ]
}

interface ChangeRow {
  /** Of the session, in its first row; otherwise empty. */
  readonly ids: readonly string[]
  readonly what: Change['what'] | 'clash'
  readonly time: string
  readonly place: string
  /** Empty in every row of a session but its first, like time and place unless they changed. */
  readonly title: string
  /** Of the session. */
  readonly url?: string | undefined
  /** The change: after the title, joined by `joint`, or below it. */
  readonly tail: string
  readonly joint: string
}

type DayHint = (day: Day) => string

/** Uses weekdays as long as none of them could mean two dates. */
function dayHinter(changes: readonly Change[]): DayHint {
  const sessions = changes.flatMap(({ before, after }) => [before, after].filter((session) => session !== undefined))
  const days = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [dayShown(when)])).sort()
  const [first, last] = [days[0], days.at(-1)]
  const near = first !== undefined && last !== undefined && daysBetween(first, last) < 7
  return (day) => (near ? dayLabel(day).slice(0, 3) : dayLabel(day))
}

function changeRows(changes: readonly Change[], hint: DayHint, sheet: Sheet): readonly ChangeRow[] {
  return changes.map((change, index) => {
    const { time, place, tail = '', joint = ' ' } = newsOf(change, hint, sheet)
    const row = { what: change.what, tail, joint }
    const session = subjectOf(change)
    const before = changes[index - 1]
    if (before && subjectOf(before) === session)
      return { ...row, ids: [], time: time ?? '', place: place ?? '', title: '' }
    return {
      ...row,
      ids: [session.id],
      time: time ?? timeLabel(session.when, hint, sheet.times),
      place: time === undefined ? (place ?? safe(session.room ?? '')) : '',
      title: titleBefore(change),
      url: session.url,
    }
  })
}

function subjectOf({ before, after }: Change): Session {
  return after ?? before
}

type News = Partial<Pick<ChangeRow, 'time' | 'place' | 'tail' | 'joint'>>

function newsOf(change: Change, hint: DayHint, { glyphs, times }: Sheet): News {
  const { what, before, after } = change
  const to = (text: string) => `${glyphs.arrow} ${text}`
  switch (what) {
    case 'added':
    case 'removed':
    case 'cancelled':
      return {}
    case 'replaced':
      return { tail: to(withPeople(after)) }
    case 'moved':
      return movement(before.when, after.when, hint, to, times)
    case 'room':
      return { place: `${safe(before.room ?? 'no room')} ${to(safe(after.room ?? 'no room'))}` }
    case 'title':
      return { tail: to(safe(after.title)) }
    case 'speakers':
      return { tail: peopleLabel(before.speakers, after.speakers), joint: ', ' }
    case 'other':
      return { tail: detailsLabel(change, glyphs), joint: ` ${glyphs.dot} ` }
  }
}

/** The title that the person knows; the new one follows it. */
function titleBefore({ what, before, after }: Change): string {
  switch (what) {
    case 'added':
      return withPeople(after)
    case 'replaced':
      return withPeople(before)
    case 'cancelled':
      return safe(after.title)
    case 'removed':
      return titleOf(before)
    default:
      return titleOf({ ...before, status: after.status })
  }
}

function withPeople(session: Session): string {
  const { forms, more } = speakerLabel(session.speakers)
  const people = (forms.at(-1) ?? '') + more
  return people === '' ? titleOf(session) : `${titleOf(session)} (${people})`
}

/** `Tue 16:25`; words as in a list if there is no time. */
function timeLabel(when: When, hint: DayHint, times: Times): string {
  if (when.kind === 'unscheduled') return 'unscheduled'
  const day = hint(dayShown(when))
  return when.kind === 'dated' ? `${day} day only` : `${day} ${times.moment(when.start, when.offset)}`
}

/** Ends are shown if the length changed, the day if it changed. */
function movement(was: When, is: When, hint: DayHint, to: (text: string) => string, times: Times): News {
  if (was.kind !== 'timed' || is.kind !== 'timed')
    return { time: `${timeLabel(was, hint, times)} ${to(timeLabel(is, hint, times))}` }
  const [from, until] = [dayShown(was), dayShown(is)]
  const sameLength = lengthOf(was) === lengthOf(is)
  const clock = (when: typeof was, day: Day) =>
    sameLength ? times.moment(when.start, when.offset) : times.span(when, day)
  const day = from === until ? '' : `${hint(until)} `
  return { time: `${hint(from)} ${clock(was, from)} ${to(`${day}${clock(is, until)}`)}` }
}

/** In milliseconds; undefined if the end is unknown. */
function lengthOf({ start, end, endAssumed }: Timed): number | undefined {
  return endAssumed ? undefined : end - start
}

function dayShown(when: Exclude<When, { kind: 'unscheduled' }>): Day {
  return when.kind === 'dated' ? when.day : clockAt(when.start, when.offset).day
}

/** More names are counted. */
const NAMED = 3

/** Speakers who were added, who left and who changed employer: `with Ana Lind, no Bo Ek`. */
export function peopleLabel(before: readonly Speaker[], after: readonly Speaker[]): string {
  const were = new Map(before.map((speaker) => [speaker.name, speaker]))
  const are = new Map(after.map((speaker) => [speaker.name, speaker]))
  const came = [...are.keys()].filter((name) => !were.has(name))
  const left = [...were.keys()].filter((name) => !are.has(name))
  const moved = [...are.values()].filter(({ name, organization }) => {
    const was = were.get(name)
    return was !== undefined && was.organization !== organization
  })
  return [
    ...(came.length > 0 ? [`with ${named(came)}`] : []),
    ...(left.length > 0 ? [`no ${named(left)}`] : []),
    ...moved.map(
      ({ name, organization }) =>
        `${safe(name)} now ${organization === undefined ? 'without an organization' : `at ${safe(organization)}`}`,
    ),
  ].join(', ')
}

function named(names: readonly string[]): string {
  const shown = names.length > NAMED ? names.slice(0, NAMED - 1) : names
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return shown.map(safe).join(', ') + more
}

/** Other differences: both values if they are short, or else only the field. */
export function detailsLabel({ before, after, details = [] }: Change, { arrow }: Glyphs): string {
  if (!before || !after) return ''
  const both = (word: string, was: string | undefined, is: string | undefined) =>
    `${word} ${safe(was ?? 'none')} ${arrow} ${safe(is ?? 'none')}`
  const labels: Readonly<Record<ChangedDetail, () => string>> = {
    status: () => 'takes place after all',
    kind: () => both('kind', before.kind, after.kind),
    track: () => both('track', before.tracks.join(', ') || undefined, after.tracks.join(', ') || undefined),
    tags: () => `tags ${tagsLabel(before.tags, after.tags)}`,
    level: () => both('level', before.level, after.level),
    abstract: () => 'abstract',
    url: () => 'link',
    video: () => 'video',
    language: () => both('language', before.language, after.language),
    recorded: () => (after.recorded === false ? 'not recorded' : 'recorded after all'),
    capacity: () => both('capacity', before.capacity?.toString(), after.capacity?.toString()),
    seats: () => both('seats', before.seats, after.seats),
    repeat_of: () => 'repeats',
    takes: () => 'takes',
    takeaways: () => 'takeaways',
  }
  return details.map((detail) => labels[detail]()).join(', ')
}

/** `+sold-out -beginner`. */
function tagsLabel(before: readonly string[], after: readonly string[]): string {
  const [were, are] = [new Set(before), new Set(after)]
  const came = [...are].filter((tag) => !were.has(tag)).map((tag) => `+${safe(tag)}`)
  const left = [...were].filter((tag) => !are.has(tag)).map((tag) => `-${safe(tag)}`)
  return [...came, ...left].join(' ')
}
