import { daysOf, type Session, type Timed } from '../../model/index.js'
import {
  clockAt,
  DAY_MINUTES,
  type Day,
  dayLabel,
  daysBetween,
  daysLength,
  durationLabel,
  type Instant,
  minutesBetween,
  overlapOf,
} from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import {
  type Ahead,
  type Follower,
  type Instead,
  type Leave,
  type Now,
  type ProgrammeNow,
  takesTime,
  type Whereabouts,
} from '../../planning/now.js'
import { columnsFor, GUTTER, widestOf } from '../layout/columns.js'
import { closing, cutLines, flow, headline, type Part, painted, running } from '../layout/paragraph.js'
import { NOT_FREE, type NumberedLines, numberRows } from '../layout/rows.js'
import type { Glyphs, Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { NowView } from '../views.js'
import { fetchedLabel, zonePart } from '../words/headline.js'
import { count, momentLabel, type Times } from '../words/labels.js'
import { fitLabel, givenAgain, groupRows, titleOf, unknownWalks } from '../words/session-rows.js'
import { distinctNames, withoutSharedLabels } from '../words/shared-parts.js'
import { sessionTable } from './list.js'

export function nowLines(view: NowView, sheet: Sheet): NumberedLines {
  const { programme } = view
  const body = programme ? programmeLines(view, programme, sheet) : ownLines(nowRows(view, sheet), sheet)
  const lines = [
    ...headline(headOf(view, sheet.times), sheet),
    ...running(stateOf(view, sheet.times), sheet),
    ...body.lines,
    ...closing(endingOf(view, sheet), sheet),
  ]
  return { lines, rows: body.rows }
}

/** The current time comes first. */
function headOf({ now, offset, zone, catalogue, programme, rooms = [] }: NowView, times: Times): readonly Part[] {
  const { day } = clockAt(now.at, offset)
  const date = now.phase === 'during' ? dayLabel(day).slice(0, 3) : `${dayLabel(day)} ${day.slice(0, 4)}`
  return [
    { text: `${date} ${times.moment(now.at, offset)}`, tone: 'strong' },
    { text: rooms.map(safe).join(', '), tone: 'strong' },
    zonePart(zone, [offset]),
    { text: safe(catalogue.conference.name) },
    { text: fetchedLabel(catalogue.conference, now.at) },
    ...(programme ? [] : [unknownWalks(now.roomChanges)]),
  ]
}

function stateOf({ now, offset, catalogue, empty, programme, sittingsOf }: NowView, times: Times): readonly string[] {
  const days = daysOf(catalogue)
  const [first, last] = [days[0], days.at(-1)]
  const { day } = clockAt(now.at, offset)
  const lost = now.cancelled.map(({ entry }) => {
    const again = givenAgain(sittingsOf?.(entry.id) ?? [], day, times)
    return `Cancelled: ${safe(entry.title)}, ${times.time(entry.start, entry.offset, day)}${again && `; ${again}`}.`
  })
  if (now.phase === 'before' && first !== undefined) {
    const away = daysBetween(now.today, first)
    return [
      `It begins ${away === 1 ? 'tomorrow' : `in ${count(away, 'day')}`}, on ${dateLabel(first, now.today)}.`,
      ...lost,
    ]
  }
  if (now.phase === 'after' && last !== undefined) {
    const away = daysBetween(last, now.today)
    return [
      away <= 0 ? 'It is over.' : `It has been over since ${dateLabel(last, now.today)}, ${daysLength(away)} ago.`,
    ]
  }
  if (programme || empty || now.current.length + now.maybe.length > 0) return lost
  const [next] = now.next
  if (next === undefined) return ['Nothing left on your agenda.', ...lost]
  return [...(next.day === now.today ? [] : ['Nothing left on your agenda today.']), ...lost]
}

/** With the year if it differs from today's. */
function dateLabel(day: Day, today: Day): string {
  const year = day.slice(0, 4)
  return year === today.slice(0, 4) ? dayLabel(day) : `${dayLabel(day)} ${year}`
}

function endingOf({ now, programme, rooms, empty, rateable }: NowView, { suggest }: Sheet): readonly string[] {
  if (now.phase === 'after' && empty) return [`The programme: ${suggest('list')}`]
  if (now.phase === 'after')
    return [
      `Look back: ${suggest('recap')}`,
      ...(rateable ? [`Rate what you saw: ${suggest('note', ['last'], [['--rating', '5']])}`] : []),
    ]
  if (rooms)
    return [`All that is there: ${suggest('list', [], roomFlags(rooms))}`, `Everywhere: ${suggest('now --all')}`]
  if (empty) return ['Nothing on your agenda yet.', `Pick: ${suggest('add', ['WORDS-OF-A-TITLE'])}`]
  if (programme) return [`Only yours: ${suggest('now')}`]
  if (now.phase === 'before') return [`Your days: ${suggest('agenda')}`]
  const maybes = now.instead.filter(({ stage }) => stage === 'maybe')
  if (Math.max(maybes.length, now.maybe.length) > MOST_ROWS)
    return [`More maybes: ${suggest('agenda', [], [['--stage', 'maybe']])}`]
  return now.instead.length > 0 ? [] : [`What else is on: ${suggest('now --all')}`]
}

function roomFlags(rooms: readonly string[] = []): readonly (readonly [flag: string, room: string])[] {
  return rooms.map((room) => ['--room', room] as const)
}

const SHOWN = 10

/** Current and next sessions of the programme, mine first, with the number of those not shown. */
function programmeLines(view: NowView, { current, next }: ProgrammeNow, sheet: Sheet): NumberedLines {
  const { now, stages, rooms } = view
  const place = [...current, ...next].some(({ room }) => room !== undefined) ? 'room' : 'track'
  const partOf = (
    label: 'NOW' | 'NEXT',
    sessions: readonly Session[],
    timeOf: (first: Timed) => readonly [flag: string, time: string],
  ) => {
    const [first] = sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
    const mine = (stage: string | undefined) => sessions.filter(({ id }) => stages.get(id) === stage)
    const ordered = rooms ? sessions : [...mine('going'), ...mine('maybe'), ...mine(undefined)]
    const shown = ordered.slice(0, SHOWN)
    const rows = groupRows({ ranked: true, stages }, shown, place, sheet.times).flatMap((group) => group.rows)
    const more = sessions.length - shown.length
    const day = label === 'NEXT' && first && first.day !== now.today ? `, ${dayLabel(first.day)}` : ''
    const heading = `${label}  ${first ? count(sessions.length, 'session') + day : 'nothing'}`
    const last =
      first && more > 0
        ? flow(
            [
              {
                text: `and ${more} more: ${sheet.suggest('list', [], [['--day', first.day], timeOf(first), ...roomFlags(rooms)])}`,
              },
            ],
            sheet,
          )
        : []
    return { heading: sheet.ink.heading(sheet.fitTo(heading, sheet.width)), rows, last }
  }
  const parts = [
    partOf('NOW', current, ({ offset }) => ['--at', momentLabel(now.at, offset)]),
    partOf('NEXT', next, ({ start, offset }) => ['--after', momentLabel(start, offset)]),
  ]
  const numbers = numberRows(
    parts.flatMap(({ rows }) => rows),
    ({ ids }) => ids,
    sheet,
  )
  const lines = parts.flatMap(({ heading, rows, last }) => {
    const { linesOf } = sessionTable(rows, { place, stages }, numbers.sheet)
    return [heading, ...rows.flatMap((row) => numbers.before(row, linesOf(row))), ...last]
  })
  return { lines, rows: numbers.rows }
}

type NowLabel = 'NOW' | 'MAYBE' | 'NEXT' | 'FULL?' | 'THEN' | 'TODAY'

/** A line about what is on or next. All texts are safe. */
interface NowRow {
  /** Of the session; empty for a block or free time. */
  readonly ids: readonly string[]
  readonly label: NowLabel
  readonly time: string
  readonly title: string
  /** Of the session. */
  readonly url?: string | undefined
  readonly room: string
  /**
   * If set, the title is shown in full with these facts below it; otherwise everything is on one line with a remark.
   */
  readonly facts?: readonly Part[]
  readonly remark: string
}

/** Enough rows with one label for a glance. */
const MOST_ROWS = 4

function nowRows(view: NowView, sheet: Sheet): readonly NowRow[] {
  const { now } = view
  const { times } = sheet
  const date = clockAt(now.at, view.offset).day
  const current = now.current.map((entry) => currentRow(entry, now, date, sheet))
  const next = now.next.map((entry) => nextRow(entry, view, date, sheet))
  const full = atAGlance(now.instead).map((instead) => insteadRow(instead, date, times))
  // People at a full room have to find the alternatives first.
  const atTheDoor = now.instead.some(({ of }) => of.start <= now.at)
  return [
    ...freeRow(view, date, times),
    ...current,
    ...(atTheDoor ? full : []),
    ...now.maybe.slice(0, MOST_ROWS).map((entry) => maybeRow(entry, now, date, times)),
    ...next,
    ...(atTheDoor ? [] : full),
    ...now.after.map((entry) => afterRow(entry, date, sheet)),
    ...now.untimed.slice(0, MOST_ROWS).map(untimedRow),
  ]
}

function freeRow({ now: { free, next } }: NowView, date: Day, times: Times): readonly NowRow[] {
  const [first] = next
  if (free === undefined || free <= NOT_FREE || first === undefined) return []
  const until = `until ${times.time(first.entry.start, first.entry.offset, date)}`
  return [
    {
      label: 'NOW',
      ids: [],
      time: '',
      title: `free for ${durationLabel(free)}, ${until}`,
      room: '',
      remark: '',
      facts: [],
    },
  ]
}

function currentRow(
  one: AgendaEntry,
  { at, current }: NowView['now'],
  date: Day,
  { glyphs: { clash }, times }: Sheet,
): NowRow {
  const torn = takesTime(one) && current.filter(takesTime).length > 1
  const facts: readonly Part[] = [
    { text: leftLabel(one.entry, at, date, times), tone: 'strong' },
    { text: safe(one.entry.room ?? '') },
    { text: sortOf(one) },
    { text: torn ? `${clash} at the same time` : '', tone: 'bad' },
  ]
  return { ...base('NOW', one, date, times), facts }
}

function nextRow(one: Ahead, { now }: NowView, date: Day, { glyphs, times }: Sheet): NowRow {
  const late = one.leave !== undefined && minutesBetween(now.at, one.leave.at) < 0
  const facts: readonly Part[] = [
    { text: untilLabel(one, now), tone: 'strong' },
    { text: safe(one.entry.room ?? '') },
    { text: sortOf(one) },
    { text: one.leave ? leaveLabel(one.leave, one.entry, now.at, date, times) : '', ...(late && { tone: 'bad' }) },
    ...clashesOf(one, now, glyphs).map((text) => ({ text, tone: 'bad' as const })),
  ]
  return { ...base('NEXT', one, date, times), facts }
}

function clashesOf(one: Ahead, { current, next }: NowView['now'], { clash }: Glyphs): readonly string[] {
  if (!takesTime(one)) return []
  const running = current.filter((other) => takesTime(other) && overlapOf(other.entry, one.entry))
  const over = running.reduce((most, { entry }) => Math.max(most, minutesBetween(one.entry.start, entry.end)), 0)
  const open = running.some(({ entry }) => entry.endAssumed)
  const together = next.filter(takesTime).length > 1
  return [
    ...(over > 0 ? [open ? `${clash} NOW` : `${clash} NOW, ${durationLabel(over)}`] : []),
    ...(together ? [`${clash} start together`] : []),
  ]
}

/** Enough for a glance; another sitting is more useful than one more maybe. */
function atAGlance(instead: readonly Instead[]): readonly Instead[] {
  const shown = instead.slice(0, MOST_ROWS)
  const again = instead.find(({ why }) => why === 'repeat')
  return again === undefined || shown.includes(again) ? shown : [...shown.slice(0, -1), again]
}

function insteadRow({ entry, session, why, stage, likes = [] }: Instead, date: Day, times: Times): NowRow {
  const again = stage === 'going' ? 'given again (going)' : 'given again'
  return {
    label: 'FULL?',
    ids: [session.id],
    ...placed(entry, date, times),
    title: titleOf(session),
    url: session.url,
    remark: { maybe: 'maybe', like: `you like ${likes.map(safe).join(', ')}`, repeat: again }[why],
  }
}

function maybeRow(one: AgendaEntry, now: NowView['now'], date: Day, times: Times): NowRow {
  const on = one.entry.start <= now.at
  return {
    ...base('MAYBE', one, date, times),
    remark: on ? leftLabel(one.entry, now.at, date, times) : untilLabel(one, now),
  }
}

function afterRow(one: Follower, date: Day, { glyphs: { clash }, times }: Sheet): NowRow {
  return { ...base('THEN', one, date, times), remark: gapLabel(one, clash) }
}

/** `15 min gap, walk 6`. */
function gapLabel({ gap, walk }: Follower, sign: string): string {
  if (gap === undefined) return ''
  if (gap < 0) return `${sign} NEXT, ${durationLabel(-gap)}`
  const short = walk !== undefined && walk > gap ? `, ${walk - gap} short` : ''
  return `${gap === 0 ? 'no gap' : `${durationLabel(gap)} gap`}${walk === undefined ? '' : `, walk ${walk}${short}`}`
}

function untimedRow(session: Session): NowRow {
  const remark = 'time not known'
  return {
    label: 'TODAY',
    ids: [session.id],
    time: '',
    title: titleOf(session),
    url: session.url,
    room: safe(session.room ?? ''),
    remark,
  }
}

function base(label: NowLabel, one: AgendaEntry, date: Day, times: Times): Omit<NowRow, 'facts'> {
  const title = one.session ? titleOf(one.session) : safe(one.entry.title)
  const ids = one.session ? [one.session.id] : []
  return { label, ids, ...placed(one.entry, date, times), title, url: one.session?.url, remark: '' }
}

function placed(entry: Entry, date: Day, times: Times): Pick<NowRow, 'time' | 'room'> {
  return { time: times.time(entry.start, entry.offset, date), room: safe(entry.room ?? '') }
}

function sortOf(one: AgendaEntry): string {
  if (one.stage === 'block') return 'my block'
  return takesTime(one) ? '' : 'contains other sessions'
}

const LABEL = 7
/** From this width on times have a column, and so have less important facts. */
const COLUMNS_FROM = 80
/** In columns; with less room beside the time, a title goes below it. */
const TITLE = 16

type SetRow = (row: NowRow) => readonly string[]

/** Rows as lines: a label where a new one begins, then the time. Titles of what matters now are never cut. */
function ownLines(rows: readonly NowRow[], paper: Sheet): NumberedLines {
  const { sheet, ...numbers } = numberRows(rows, ({ ids }) => ids, paper)
  const set = (paper.width < COLUMNS_FROM ? stacked : columned)(rows, sheet)
  const lines = rows.flatMap((row, index) => {
    const label = rows[index - 1]?.label === row.label ? '' : row.label
    const lead = sheet.ink.heading(label) + ' '.repeat(LABEL - label.length)
    const [first = '', ...further] = set(row)
    return numbers.before(row, [lead + first, ...further.map((line) => ' '.repeat(LABEL) + line)])
  })
  return { lines, rows: numbers.rows }
}

function columned(rows: readonly NowRow[], sheet: Sheet): SetRow {
  const { width, wrapTo, padTo, times } = sheet
  const starts = rows.map((row) => times.aligned(row.time))
  const time = GUTTER + widestOf(starts, sheet)
  const lined = rows.filter(({ facts }) => facts === undefined)
  const [rooms, titles] = [
    distinctNames(
      rows.map(({ room }) => room),
      sheet,
    ),
    withoutSharedLabels(lined.map(({ title }) => title)),
  ]
  // The place is more important than the end of a title, and the remark more than both.
  const { line } = columnsFor(
    lined,
    [
      {
        text: ({ title }) => title,
        within: ({ title }, most) => fitLabel({ forms: titles(title), more: '' }, most, sheet),
        href: ({ url }) => url,
        least: 24,
        rank: 1,
      },
      {
        text: ({ room }) => room,
        within: ({ room }, most) => rooms.fit(room, most),
        tone: 'faint',
        snug: true,
        least: 14,
        rank: 2,
      },
      { text: ({ remark }) => remark, tone: 'faint', least: 20, rank: 3 },
    ],
    width - LABEL - time,
    sheet,
  )
  return (row) => {
    const { title, facts, url } = row
    const strong = (text: string) => painted({ text, tone: 'strong', href: url }, sheet)
    const start = times.aligned(row.time)
    if (facts) {
      const indent = start === '' ? 0 : time
      const [first = '', ...further] = wrapTo(title, width - LABEL - indent)
      return [
        (start === '' ? '' : padTo(start, indent)) + strong(first),
        ...further.map((line) => ' '.repeat(indent) + strong(line)),
        ...factLines(row, sheet),
      ]
    }
    return [padTo(start, time) + line(row).text]
  }
}

/** For narrow screens: time and title, then the rest, one below the other. */
function stacked(rows: readonly NowRow[], sheet: Sheet): SetRow {
  const { glyphs, width, wrapTo } = sheet
  const room = width - LABEL
  const rooms = distinctNames(
    rows.map((row) => row.room),
    sheet,
  )
  const titles = withoutSharedLabels(rows.map(({ title }) => title))
  return (row) => {
    const { time, title, facts, url, remark } = row
    const strong = (text: string) => painted({ text, tone: 'strong', href: url }, sheet)
    const beside = time === '' || room - time.length - GUTTER >= TITLE
    const above = beside ? [] : [time]
    const start = beside && time !== '' ? time + ' '.repeat(GUTTER) : ''
    if (facts) {
      // Wrapping leaves one blank between words.
      const [first = '', ...further] = wrapTo(start.slice(0, -1) + title, room - 1)
      const opening = first.slice(Math.max(0, start.length - 1))
      return [...above, start + strong(opening), ...further.map(strong), ...factLines(row, sheet)]
    }
    const dot = ` ${glyphs.dot} `
    const place = rooms.fit(row.room, Math.max(1, room - (remark === '' ? 0 : sheet.widthOf(dot + remark))))
    const details = [place, remark].filter(Boolean).join(dot)
    const below = cutLines([{ text: details, tone: 'faint' }], { ...sheet, width: room })
    const shown = fitLabel({ forms: titles(title), more: '' }, room - start.length, sheet)
    return [...above, start + painted({ text: shown, href: url }, sheet), ...below]
  }
}

function factLines({ facts = [] }: NowRow, sheet: Sheet): readonly string[] {
  return flow(facts, { ...sheet, width: sheet.width - LABEL })
}

/** `in 4 min`, `in 1 h 30`; from a day on in conference days: `in 3 days`. */
function untilLabel({ entry, day }: AgendaEntry, { at, today }: Pick<Now, 'at' | 'today'>): string {
  const minutes = minutesBetween(at, entry.start)
  return minutes < DAY_MINUTES
    ? `in ${durationLabel(minutes)}`
    : `in ${count(Math.max(1, daysBetween(today, day)), 'day')}`
}

/** `34 min left, until 16:45`. */
function leftLabel({ end, endOffset, endAssumed }: Entry, now: Instant, date: Day, times: Times): string {
  if (endAssumed) return 'end not known'
  return `${durationLabel(minutesBetween(now, end))} left, until ${times.time(end, endOffset, date)}`
}

const WHERE: Readonly<Record<Whereabouts['known'], string>> = {
  said: '',
  current: ' (where you are)',
  last: ' (your last room)',
}

/** `6 min from Amtrium 1+2 (your last room): leave at 16:09`, or `go now, 2 min late`. */
function leaveLabel({ from, walk, at }: Leave, entry: Entry, now: Instant, date: Day, times: Times): string {
  if (walk === 0) return 'same room'
  const left = minutesBetween(now, at)
  const late = left < 0 ? `, ${durationLabel(-left)} late` : ''
  const when = left > 0 ? `leave at ${times.time(at, entry.offset, date)}` : `go now${late}`
  const where = from.room === undefined ? 'away' : `from ${safe(from.room)}${WHERE[from.known]}`
  return `${durationLabel(walk)} ${where}: ${when}`
}
