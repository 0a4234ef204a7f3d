import type { Session, Speaker, Timed, When } from '../../../model/index.js'
import { clockAt, type Day, dayLabel, daysBetween } from '../../../model/time.js'
import type { Change, ChangedDetail } from '../../../planning/changes/changes.js'
import { widestOf } from '../../layout/columns.js'
import { hanging } from '../../layout/paragraph.js'
import type { Glyphs, Sheet, Tone } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import { momentLabel, spanLabel } from '../../words/labels.js'
import { speakerLabel, titleOf } from '../../words/session-rows.js'

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
export function setRows(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  return sheet.width < COLUMNS_FROM ? (row) => stacked(row, sheet) : columned(rows, sheet)
}

function columned(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  const { width, widthOf, padTo, wrapTo, ink } = sheet
  const widest = (own: readonly ChangeRow[], textOf: (row: ChangeRow) => string) => widestOf(own.map(textOf), sheet)
  const timeOf = (row: ChangeRow) => row.time
  const most = Math.max(Math.floor(width * SHARE), widest(rows, timeOf))
  const named = rows.filter(({ title }) => title !== '')
  const placed = named.filter(({ place }) => place !== '')
  const time = Math.min(most, widest(placed, timeOf))
  const middleOf = ({ time: own, place }: ChangeRow) => (place === '' ? own : `${padTo(own, time)}  ${place}`)
  // An old and a new room must be shown in full.
  const settle = (row: ChangeRow) => (row.what === 'room' && widthOf(middleOf(row)) > most ? placeBelow(row) : row)
  const middle = Math.min(most, widest(named.map(settle), middleOf))
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
    return under(`${start}${padTo(middleOf(own), middle)}${' '.repeat(GAP)}${first}`, further, lead + middle + GAP)
  }
}

function placeBelow(row: ChangeRow): ChangeRow {
  return { ...row, place: '', tail: row.place }
}

/** A title and its tail on one line, cutting the title if the tail is short; otherwise the whole tail below it. */
function besideEachOther({ title, tail, joint }: ChangeRow, room: number, sheet: Sheet): readonly string[] {
  const { widthOf, fitTo } = sheet
  if (tail === '') return [fitTo(title, room)]
  if (title === '') return hanging(tail, { ...sheet, width: room })
  const left = room - widthOf(joint + tail)
  const short = joint !== ' ' && left >= LEAST_TITLE
  if (short || widthOf(title) <= left) return [fitTo(title, left) + joint + tail]
  return [fitTo(title, room), ...hanging(tail, { ...sheet, width: room })]
}

function under(first: string, further: readonly string[], indent: number): readonly string[] {
  return [first.trimEnd(), ...further.map((line) => ' '.repeat(indent) + line)]
}

function stacked(row: ChangeRow, sheet: Sheet): readonly string[] {
  const { width, wrapTo, fitTo, glyphs, ink } = sheet
  const { what, title, tail } = row
  const [lead, indent] = [INDENT + what.length + GAP, INDENT + GAP]
  const circumstances = [row.time, row.place].filter(Boolean).join(` ${glyphs.dot} `)
  const [news, below] = circumstances === '' ? [tail, ''] : [circumstances, tail]
  const [first = '', ...further] = news === '' ? [] : wrapTo(news, width - lead)
  const start = `${' '.repeat(INDENT)}${ink[TONES[what]](what)}${' '.repeat(GAP)}${first}`
  const inset = (line: string) => ' '.repeat(indent) + line
  return [
    ...under(start, further, lead),
    ...(title === '' ? [] : [fitTo(title, width - indent)]).map(inset),
    ...(below === '' ? [] : hanging(below, { ...sheet, width: width - indent })).map(inset),
  ]
}

export interface ChangeRow {
  readonly what: Change['what'] | 'clash'
  readonly time: string
  readonly place: string
  /** Empty in every row of a session but its first, like time and place unless they changed. */
  readonly title: string
  /** The change: after the title, joined by `joint`, or below it. */
  readonly tail: string
  readonly joint: string
}

export type DayHint = (day: Day) => string

/** Uses weekdays as long as none of them could mean two dates. */
export function dayHinter(changes: readonly Change[]): DayHint {
  const sessions = changes.flatMap(({ before, after }) => [before, after].filter((session) => session !== undefined))
  const days = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [dayShown(when)])).sort()
  const [first, last] = [days[0], days.at(-1)]
  const near = first !== undefined && last !== undefined && daysBetween(first, last) < 7
  return (day) => (near ? dayLabel(day).slice(0, 3) : dayLabel(day))
}

export function changeRows(changes: readonly Change[], hint: DayHint, glyphs: Glyphs): readonly ChangeRow[] {
  return changes.map((change, index) => {
    const { time, place, tail = '', joint = ' ' } = newsOf(change, hint, glyphs)
    const row = { what: change.what, tail, joint }
    const session = subjectOf(change)
    const before = changes[index - 1]
    if (before && subjectOf(before) === session) return { ...row, time: time ?? '', place: place ?? '', title: '' }
    return {
      ...row,
      time: time ?? timeLabel(session.when, hint),
      place: time === undefined ? (place ?? safe(session.room ?? '')) : '',
      title: titleBefore(change),
    }
  })
}

export function subjectOf({ before, after }: Change): Session {
  return after ?? before
}

type News = Partial<Pick<ChangeRow, 'time' | 'place' | 'tail' | 'joint'>>

function newsOf(change: Change, hint: DayHint, glyphs: Glyphs): News {
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
      return movement(before.when, after.when, hint, to)
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
    default:
      return titleOf(before)
  }
}

function withPeople(session: Session): string {
  const { forms, more } = speakerLabel(session.speakers)
  const people = (forms.at(-1) ?? '') + more
  return people === '' ? titleOf(session) : `${titleOf(session)} (${people})`
}

/** `Tue 16:25`; words as in a list if there is no time. */
function timeLabel(when: When, hint: DayHint): string {
  if (when.kind === 'unscheduled') return 'unscheduled'
  const day = hint(dayShown(when))
  return when.kind === 'dated' ? `${day} day only` : `${day} ${momentLabel(when.start, when.offset)}`
}

/** Ends are shown if the length changed, the day if it changed. */
function movement(was: When, is: When, hint: DayHint, to: (text: string) => string): News {
  if (was.kind !== 'timed' || is.kind !== 'timed') return { time: `${timeLabel(was, hint)} ${to(timeLabel(is, hint))}` }
  const [from, until] = [dayShown(was), dayShown(is)]
  const sameLength = lengthOf(was) === lengthOf(is)
  const clock = (when: typeof was, day: Day) =>
    sameLength ? momentLabel(when.start, when.offset) : spanLabel(when, day)
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
