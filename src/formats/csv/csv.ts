import { isZoneOfPlace } from '../../clock/zone.js'
import {
  type Conditions,
  definedFields,
  KINDS,
  type Place,
  type Problem,
  SEATS,
  type Seats,
  type Speaker,
  STATUSES,
  undefuse,
} from '../../model/index.js'
import { type DateHints, type DateOrder, type Day, parseDay, weekdayOf } from '../../model/time.js'
import { placesIn, unreadable, warnOfOutside } from '../own/findings.js'
import {
  entryOf,
  leftOf,
  NONE,
  oneLine,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  statusOf,
  unknownZones,
  wholeTitle,
  zonesIn,
} from '../published/published.js'
import { spanBetween } from '../published/written-time.js'
import { type CsvRow, cellOf, cellsIn, hintOf, readRows, type Table } from './csv-cells.js'
import { type DateSense, isDayLabel, readDate, readWeekday, senseOf } from './csv-dates.js'
import { gridTable } from './csv-grid.js'
import { type Column, type Columns, columnsOf, isSchedule, MOST_HEADS, zoneInHead } from './csv-heads.js'
import { dayIn, onClock, readTableZone, serialReader, timeOf, withoutZone } from './csv-times.js'

const SEPARATORS = [',', ';', '\t'] as const

export function recognise(beginning: string): boolean {
  return !/^\s*(?:[{[<]|BEGIN:)/i.test(beginning) && isSchedule(separatorOf(beginning).columns)
}

/** Whether a text looks like a table, though perhaps of other things. */
export function isTable(beginning: string): boolean {
  if (/^\s*[{[<]/.test(beginning)) return false
  const lines = beginning.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  const [first = '', second = ''] = lines
  return SEPARATORS.some(
    (mark) => first.split(mark).length > 2 && first.split(mark).length === second.split(mark).length,
  )
}

/**
 * Reads a table of sessions with a row of heads, perhaps below a few others. Tables that kubeplan wrote are read back as
 * they were.
 */
export function read(text: string, file: string, hints: DateHints = {}): PublishedReading {
  if (text.trim() === '') return unreadable({ code: 'empty-file', at: placesIn(file, text)([0, 0]) })
  const { separator, begin } = separatorOf(text)
  const reading = readRows(text, begin, separator, file)
  if (!reading.ok) return reading
  const place = placesIn(file, text)
  const grid = asGrid(reading.rows)
  const all = grid ?? reading.rows
  const [first] = all
  const top = headRow(all)
  const heads = top && all[top.at]
  if (!top || !heads) {
    const found = namedHeads(first?.cells ?? [])
    return unreadable({ code: 'table-unclear', at: place(first?.range ?? [begin, begin]), lacks: 'title', found })
  }
  const { columns } = top
  const below = all.slice(top.at + 1).filter(({ cells }) => cells.some((cell, at) => cell !== heads.cells[at]))
  const rows = withoutSerials(below, columns)
  const table: Table = { heads: heads.cells, columns, rows, above: all.slice(0, top.at), place }
  if (isOwn(heads.cells)) return { ok: true, published: { format: 'csv', ...ownEntriesOf(table) } }
  if (rows.length === 0) {
    return unreadable({ code: 'table-unclear', at: place(heads.range), lacks: 'rows', found: namedHeads(heads.cells) })
  }
  const texts = datesIn(table)
  const alone = senseOf(texts, hints)
  const dateOrder = alone.ok ? undefined : orderInHeads(table)
  const dates = dateOrder && !alone.ok && alone.needs === 'date-order' ? senseOf(texts, { ...hints, dateOrder }) : alone
  const placeOf = (text: string) => place((rows.find(({ cells }) => cells.includes(text)) ?? heads).range)
  if (!dates.ok) {
    const { needs, text: date } = dates
    return unreadable({ code: 'date-unclear', at: placeOf(date), needs, text: date, command: [], zone: false })
  }
  const { entries, problems } = entriesOf(table, dates.sense)
  const { misnamed } = dates.sense
  const doubt: readonly Problem[] = misnamed
    ? [{ code: 'conference-doubt', at: placeOf(misnamed.text), detail: weekdayDoubt(misnamed) }]
    : []
  const unused = unusedHeads(table)
  return {
    ok: true,
    published: definedFields({
      format: 'csv' as const,
      timezone: placeIn(entries),
      unused: unused.length > 0 ? unused : undefined,
      entries,
      problems: [...doubt, ...problems],
    }),
  }
}

/** The place on whose clock all times are. */
function placeIn(entries: readonly PublishedEntry[]): string | undefined {
  const zones = zonesIn(entries)
  const [only] = zones
  return zones.size === 1 && isZoneOfPlace(only) ? only : undefined
}

function weekdayDoubt({ text, day }: { readonly text: string; readonly day: Day }): string {
  const weekday = weekdayOf(day)
  return `"${text}" was read as ${day}, which is a ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`
}

/** The names of columns that hold something and are not read. */
function unusedHeads({ heads, columns, rows }: Table): readonly string[] {
  const used = new Set(columns.values())
  return heads.filter((head, at) => head !== '' && !used.has(at) && rows.some(({ cells }) => cells[at]))
}

/** Where the heads are looked for, in lines or rows: other rows may say what the table is about. */
const TOP = 40

/** The rows of a grid of rooms and times as those of a table; undefined for what is a table already. */
function asGrid(rows: readonly CsvRow[]): readonly CsvRow[] | undefined {
  const top = headRow(rows)
  if (top && isSchedule(top.columns)) return undefined
  const grid = gridTable(rows)
  const [first] = rows
  return grid && first && [{ cells: grid.heads, range: first.range }, ...grid.rows]
}

/** The row with the most heads that are known; undefined if none names a title. */
function headRow(rows: readonly CsvRow[]): { readonly at: number; readonly columns: Columns } | undefined {
  let best: { readonly at: number; readonly columns: Columns } | undefined
  for (const [at, { cells }] of rows.slice(0, TOP).entries()) {
    const columns = columnsOf(cells)
    if (columns.has('title') && columns.size > (best?.columns.size ?? 0)) best = { at, columns }
  }
  return best
}

function namedHeads(heads: readonly string[]): readonly string[] {
  return heads.filter((head) => head !== '').slice(0, MOST_HEADS)
}

function separatorOf(text: string): { readonly separator: string; readonly columns: Columns; readonly begin: number } {
  const { separator: hinted, begin } = hintOf(text)
  const lines = text
    .slice(begin, begin + 65_536)
    .split(/\r\n?|\n/, TOP)
    .filter((line) => !/[{}]/.test(line))
  let best: { readonly separator: string; readonly columns: Columns; readonly begin: number } | undefined
  for (const line of lines) {
    for (const separator of hinted === undefined ? SEPARATORS : [hinted]) {
      const heads = line.split(separator).map((head) => head.trim().replace(/^"(.*)"$/, '$1'))
      const columns = columnsOf(heads)
      if (columns.size > (best?.columns.size ?? 0)) best = { separator, columns, begin }
    }
  }
  return best ?? { separator: hinted ?? likeliest(lines), columns: new Map(), begin }
}

function likeliest([first = '']: readonly string[]): string {
  const counts = SEPARATORS.map((separator) => ({ separator, cells: first.split(separator).length }))
  return counts.reduce((best, next) => (next.cells > best.cells ? next : best), { separator: ',', cells: 1 }).separator
}

const DATES: readonly Column[] = ['date', 'endDate', 'start', 'end']

/** The order that the head of a date names: `Date (MM/DD/YYYY)`. It may be left over from a template, so dates count more. */
function orderInHeads({ heads, columns }: Table): DateOrder | undefined {
  const said = DATES.map((column) => heads[columns.get(column) ?? -1]).join(' ')
  return ORDERS.find(([, pattern]) => pattern.test(said))?.[0]
}

const ORDERS: readonly (readonly [DateOrder, RegExp])[] = [
  ['ymd', /\b(?:y{2,4}|j{4}|a{4})[-/. ]m{1,2}[-/. ]/i],
  ['mdy', /\bm{1,2}[-/. ]d{1,2}\b/i],
  ['dmy', /\b(?:d{1,2}|tt|jj|g{2})[-/. ]m{1,2}\b/i],
]

/** Rows with the dates and times that a spreadsheet program counts in days in the usual form. */
function withoutSerials(rows: readonly CsvRow[], columns: Columns): readonly CsvRow[] {
  const readers = [...DATES, 'duration' as const].flatMap((column) => {
    const index = columns.get(column)
    const read = index === undefined ? undefined : serialReader(cellsIn(rows, columns, column), column === 'duration')
    return read && index !== undefined ? [{ index, read }] : []
  })
  if (readers.length === 0) return rows
  return rows.map(({ cells, range }) => {
    const read = [...cells]
    for (const { index, read: serial } of readers) read[index] = serial(cells[index] ?? '') ?? cells[index] ?? ''
    return { cells: read, range }
  })
}

/** Each text of a table that may hold a date, once. */
function datesIn({ columns, rows, above }: Table): ReadonlySet<string> {
  const texts = new Set(above.flatMap((row) => onlyCell(row) ?? []))
  const dated = DATES.filter((column) => columns.has(column))
  for (const row of rows) {
    for (const column of dated) {
      const cell = cellOf(row, columns, column)
      if (cell !== undefined) texts.add(datePart(cell))
    }
    const alone = onlyCell(row)
    if (alone !== undefined) texts.add(alone)
  }
  return texts
}

/** A cell without the time behind its date, if nothing is unclear: a large table has many times and few dates. */
function datePart(cell: string): string {
  return /^\d{4}-\d{2}-\d{2}(?!\d)/.test(cell) ? cell.slice(0, 10) : cell
}

/** The text of a row that has only one. */
function onlyCell({ cells }: CsvRow): string | undefined {
  let only: string | undefined
  for (const cell of cells) {
    if (cell === '') continue
    if (only !== undefined) return undefined
    only = cell
  }
  return only
}

const OUTSIDE = /^(?:reject|declin|withdraw|pending|draft|submitted|waitlist|not |deleted)/i

function timesIn(cell: (name: Column) => string | undefined) {
  const [start, end] = [withoutZone(cell('start')), withoutZone(cell('end'))]
  return {
    date: cell('date'),
    endDate: cell('endDate'),
    start: start.text,
    end: end.text,
    duration: cell('duration'),
    mark: start.mark ?? end.mark,
  }
}

/**
 * The rows of a publisher's table as entries. Rows that are not sessions are reported with their places, and so is a row
 * that repeats another one of which nobody could tell it apart.
 */
export function entriesOf(
  { heads, columns, rows, above, place }: Table,
  sense: DateSense,
): { readonly entries: readonly PublishedEntry[]; readonly problems: readonly Problem[] } {
  const column = (name: Column) => cellsIn(rows, columns, name)
  const people = peopleIn({ head: heads[columns.get('speakers') ?? -1] ?? '', cells: column('speakers') })
  const words = wordsIn(column('tags'))
  const tracks = tracksIn({ head: heads[columns.get('track') ?? -1] ?? '', cells: column('track') })
  const markOf = (row: CsvRow) =>
    /^(?:n|no|false|0)$/i.test(cellOf(row, columns, 'active') ?? '')
      ? 'not active'
      : (cellOf(row, columns, 'status') ?? '')
  const problems: Problem[] = []
  const outside: CsvRow[] = []
  const days = carriedDays(column('date'), sense)
  for (const row of above) {
    const heading = dayHeading(onlyCell(row), false, sense)
    if (heading) days.begin(heading.day)
  }
  const inHead = zoneInHead(heads[columns.get('start') ?? -1] ?? '')
  const unknown: { readonly zone: string; readonly at: Place }[] = []
  const once = new Set<string>()
  const again: CsvRow[] = []
  const entries = rows.flatMap((row): readonly PublishedEntry[] => {
    const cell = (name: Column) => cellOf(row, columns, name)
    const heading = dayHeading(onlyCell(row), cell('title') !== undefined, sense)
    if (heading) {
      days.begin(heading.day)
      return []
    }
    const status = markOf(row)
    if (OUTSIDE.test(status)) {
      outside.push(row)
      return []
    }
    const at = place(row.range)
    const title = oneLine(cell('title'))
    if (title === undefined) {
      problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
      return []
    }
    const times = timesIn(cell)
    const { time: shown, doubt } = timeOf(times, sense, days.of(times))
    const zone = cell('zone') ?? times.mark ?? inHead
    const clock = zone === undefined ? undefined : readTableZone(zone)
    if (zone !== undefined && !clock && shown.kind === 'wall') unknown.push({ zone, at })
    const time = onClock(shown, clock)
    if (time.kind === 'unscheduled' && cell('room') === undefined && cell('id') === undefined) {
      const [only = ''] = row.cells
      if (once.size === once.add(row.cells.length === 1 ? only : row.cells.join('\n')).size) {
        again.push(row)
        return []
      }
    }
    if (doubt) problems.push({ code: 'time-left-out', at, title, ...doubt, left: leftOf(time) })
    return [entryFrom(cell, { at, title, time, status }, { people, words, tracks })]
  })
  const [first] = again
  if (first) {
    const detail = `${again.length} of its rows repeat others word for word, without a time, room or id: each was kept once`
    problems.push({ code: 'conference-doubt', at: place(first.range), detail })
  }
  problems.push(...unknownZones(unknown))
  return { entries, problems: [...problems, ...warnOfOutside(outside, (row) => place(row.range), markOf)] }
}

interface Splitters {
  readonly people: ReturnType<typeof peopleIn>
  readonly words: ReturnType<typeof wordsIn>
  readonly tracks: ReturnType<typeof wordsIn>
}

function entryFrom(
  cell: (name: Column) => string | undefined,
  { at, title, time, status }: Pick<PublishedEntry, 'at' | 'title' | 'time'> & { readonly status: string },
  { people, words, tracks }: Splitters,
): PublishedEntry {
  const [track, tagged, speakers] = [cell('track'), cell('tags'), cell('speakers')]
  // With the rest of an object in front it would be a dictionary, which takes several times the time and memory.
  return entryOf({
    at,
    uid: cell('id'),
    title: wholeTitle(title, cell('subtitle')),
    time,
    sort: cell('sort'),
    tracks: track === undefined ? NONE : tracks(track),
    tags: tagged === undefined ? NONE : words(tagged),
    level: cell('level'),
    room: cell('room'),
    speakers: speakers === undefined ? NONE : people(speakers, cell('organization')),
    abstract: proseOf(cell('abstract'), cell('description')),
    url: cell('url'),
    video: cell('video'),
    conditions: conditionsOf(cell),
    status: statusOf(status),
  })
}

/**
 * The day of rows that have none, from those above. A row without a time has a day only if the table writes each day
 * once, and not as a part of a start: elsewhere its day is not known.
 */
function carriedDays(dates: readonly string[], sense: DateSense) {
  const once = dates.every((date, index) => date !== dates[index - 1])
  const known = new Map<string, Day | undefined>()
  const dayOf = (cell: string | undefined): Day | undefined => {
    if (cell === undefined) return undefined
    const date = datePart(cell)
    if (!known.has(date)) known.set(date, dayIn(date, sense))
    return known.get(date)
  }
  let above: Day | undefined
  let isWritten = true
  return {
    begin(day: Day | undefined): void {
      above = day
      isWritten = true
    },
    of({ date, start }: { readonly date: string | undefined; readonly start: string | undefined }): Day | undefined {
      const written = dayOf(date)
      const own = written ?? dayOf(start)
      if (own !== undefined) [above, isWritten] = [own, written !== undefined]
      return start !== undefined || (once && isWritten) ? above : undefined
    },
  }
}

/** The day that a row alone says for those below; undefined if it says something else. */
function dayHeading(
  text: string | undefined,
  isTitle: boolean,
  sense: DateSense,
): { readonly day: Day | undefined } | undefined {
  if (text === undefined) return undefined
  const date = readDate(text, sense)
  if (date) return !isTitle || date.rest === '' ? { day: date.day } : undefined
  return isDayLabel(text) ? { day: readWeekday(text, sense) } : undefined
}

function conditionsOf(cell: (name: Column) => string | undefined): Conditions | undefined {
  const [language, recorded, capacity, seats] = [cell('language'), cell('recorded'), cell('capacity'), cell('seats')]
  if (language === undefined && recorded === undefined && capacity === undefined && seats === undefined)
    return undefined
  return definedFields({
    language,
    recorded: recorded === undefined ? undefined : truthOf(recorded),
    // "Seats" are how many there are, or how many are left.
    capacity: numberOf(capacity ?? seats ?? ''),
    seats: SEATS.find((state) => SEAT_WORDS[state].test(seats ?? '')),
  })
}

const SEAT_WORDS: Readonly<Record<Seats, RegExp>> = {
  available: /^(?:available|open|yes|free)$/i,
  limited: /^(?:limited|few(?: left)?|almost full|filling(?: up)?)$/i,
  full: /^(?:full|sold[ -]?out|wait ?list(?:ed)?|closed|booked out|ausgebucht|complet|completo|volzet|esaurito|esgotado)$/i,
  'walk-up': /^walk[ -]?(?:up|in)s?(?: only)?$/i,
}

function truthOf(text: string): boolean | undefined {
  if (/^(?:y|yes|true|1|x|ja|oui|s[iíì]|sim|wahr|vrai)$/i.test(text)) return true
  return /^(?:n|no|false|0|nein|non|nee|n[aã]o|falsch|faux)$/i.test(text) ? false : undefined
}

function numberOf(text: string): number | undefined {
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined
}

export interface PeopleColumn {
  readonly head: string
  readonly cells: readonly string[]
}

/**
 * The speakers in the cells of a column of speakers and one of organizations. If the column has any semicolons, line
 * ends or vertical bars, these separate people, and a comma separates a name from its organization. Otherwise commas
 * separate people under a plural head; under "Speaker" a comma may precede an organization, so the cell is left whole.
 */
export function peopleIn({
  head,
  cells,
}: PeopleColumn): (cell: string, organizations: string | undefined) => readonly Speaker[] {
  const marked = cells.some((cell) => STRONG.test(cell))
  const plural = isPlural(head)
  const split = (cell: string) => listOf(cell, marked ? STRONG : plural ? /,|\s&\s|\sand\s/ : /\s&\s|\sand\s/)
  return (cell, organizations) => {
    const people = split(cell)
    const stated = organizations === undefined ? [] : listOf(organizations, people.length > 1 ? /[;\n|,]/ : /[;\n|]/)
    if (stated.length > 0)
      return people.map((name, index) =>
        person(name, stated.length === people.length ? stated[index] : stated.length === 1 ? stated[0] : undefined),
      )
    return people.map((text) => {
      const [, name, inside] = BRACKETED.exec(text) ?? []
      if (name !== undefined && inside !== undefined && !PRONOUNS.test(inside)) return person(name, inside.trim())
      const comma = marked ? text.indexOf(',') : -1
      return comma === -1 ? { name: text } : person(text.slice(0, comma).trim(), text.slice(comma + 1).trim())
    })
  }
}

const STRONG = /[;\n|]/
/** "Ana Example (Example BV)". */
const BRACKETED = /^([^()]*[^()\s])\s*\(([^()]+)\)$/
const PRONOUNS = /\/|^(?:she|he|they|her|him|them|any|all)\b/i

export function wordsIn(cells: readonly string[]): (cell: string) => readonly string[] {
  const separator = cells.some((cell) => STRONG.test(cell)) ? STRONG : /,/
  return (cell) => listOf(cell, separator)
}

/**
 * The tracks of a session in one cell. Under a plural head they are a list; otherwise a comma or a bar is part of a
 * track's name, and only semicolons separate tracks.
 */
export function tracksIn({ head, cells }: PeopleColumn): (cell: string) => readonly string[] {
  return isPlural(head) ? wordsIn(cells) : listIn
}

function isPlural(head: string): boolean {
  return /s\)?$/i.test(head.replace(/\s*\((?!s\)$)[^()]*\)\s*$/i, '').trim())
}

function listOf(cell: string, separator: RegExp): readonly string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function person(name: string, organization: string | undefined): Speaker {
  return { name, ...(organization !== undefined && organization !== '' && { organization }) }
}

export function isOwn(heads: readonly string[]): boolean {
  return ['id', 'title', 'kind', 'speakers', 'repeat_of', 'status'].every((head) => heads.includes(head))
}

/** `Name, Organization; Name2, Organization2`: the first comma separates a name from its organization. */
export function ownSpeakers(cell: string): readonly Speaker[] {
  return listIn(cell).map((part) => {
    const comma = part.indexOf(', ')
    return comma === -1 ? { name: part } : { name: part.slice(0, comma), organization: part.slice(comma + 2) }
  })
}

/** Splits `one; two`, where `\\;` and `\\\\` are escapes. */
export function listIn(cell: string): readonly string[] {
  const parts = cell.match(/(?:\\[\\;]|[^;])+/g) ?? []
  return parts.map((part) => part.replace(/\\([\\;])/g, '$1').trim()).filter((part) => part !== '')
}

/** The rows of a table that kubeplan wrote, with every text unchanged. */
export function ownEntriesOf({ heads, rows, place }: Table): {
  readonly entries: readonly PublishedEntry[]
  readonly problems: readonly Problem[]
  readonly name?: string
} {
  const indexes = new Map(heads.map((head, index) => [head, index]))
  const problems: Problem[] = []
  const entries = rows.flatMap((row) => {
    const at = place(row.range)
    const said = (head: string) => saidIn(row, indexes.get(head))
    const [title, time] = [said('title'), ownTimeOf(said)]
    if (title === undefined) problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    else {
      if (time.doubt !== undefined)
        problems.push({
          code: 'time-left-out',
          at,
          title,
          reason: 'bad-time',
          text: time.doubt,
          left: leftOf(time.time),
        })
      return [ownEntry(at, title, time.time, said)]
    }
    return []
  })
  const [name] = rows.flatMap((row) => saidIn(row, indexes.get('conference')) ?? [])
  return definedFields({ entries, problems, name })
}

type Said = (head: string) => string | undefined

function saidIn({ cells }: CsvRow, index: number | undefined): string | undefined {
  const cell = index === undefined ? undefined : cells[index]
  return cell === undefined || cell === '' ? undefined : undefuse(cell)
}

function ownEntry(at: PublishedEntry['at'], title: string, time: PublishedTime, said: Said): PublishedEntry {
  const kind = KINDS.find((known) => known === said('kind'))
  return definedFields({
    at,
    uid: said('uid'),
    title,
    tracks: listIn(said('track') ?? ''),
    tags: listIn(said('tags') ?? ''),
    level: said('level'),
    room: said('room'),
    time,
    speakers: ownSpeakers(said('speakers') ?? ''),
    speakersInTitle: false,
    abstract: said('abstract'),
    url: said('url'),
    video: said('video'),
    conditions: ownConditions(said),
    status: STATUSES.find((known) => known === said('status')) ?? 'confirmed',
    own: definedFields({ id: said('id'), kind, repeatOf: said('repeat_of') }),
  })
}

function ownConditions(said: Said): Conditions | undefined {
  const [language, recorded, capacity] = [said('language'), said('recorded'), said('capacity')]
  const seats = SEATS.find((state) => state === said('seats'))
  const found = definedFields({
    language,
    recorded: recorded === undefined ? undefined : truthOf(recorded),
    capacity: numberOf(capacity ?? ''),
    seats,
  })
  return Object.keys(found).length === 0 ? undefined : found
}

/** `doubt` is what cannot be read, because a person edited it. */
function ownTimeOf(said: Said): { readonly time: PublishedTime; readonly doubt?: string } {
  const [from, to, date] = [said('start'), said('end'), said('date')]
  const day = date === undefined ? undefined : parseDay(date)
  const dated: PublishedTime = day === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day }
  if (from === undefined)
    return date === undefined || day !== undefined ? { time: dated } : { time: dated, doubt: date }
  const doubts: string[] = []
  const time = spanBetween(from, to, (text) => doubts.push(text))
  return definedFields({ time: time.kind === 'unscheduled' ? dated : time, doubt: doubts[0] })
}
