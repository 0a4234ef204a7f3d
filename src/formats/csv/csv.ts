import { definedFields, KINDS, type Problem, type Speaker, STATUSES, undefuse } from '../../model/index.js'
import { parseDay } from '../../model/time.js'
import { brokenFile, placesIn, unreadable, warnOfOutside } from '../own/findings.js'
import {
  entryOf,
  oneLine,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  wholeTitle,
} from '../published/published.js'
import { timeBetween } from '../published/written-time.js'
import { type CsvRow, cellOf, hintOf, readRows, type Table } from './csv-cells.js'
import { type DateOrder, orderOf } from './csv-dates.js'
import { type Column, type Columns, columnsOf, isSchedule } from './csv-heads.js'
import { timeOf } from './csv-times.js'

const SEPARATORS = [',', ';', '\t'] as const

export function recognise(beginning: string): boolean {
  return !/^\s*(?:[{[<]|BEGIN:)/i.test(beginning) && isSchedule(headsOf(beginning).columns)
}

/**
 * Reads a table of sessions whose head row names the columns. Tables that kubeplan wrote are read back as they were.
 */
export function read(text: string, file: string): PublishedReading {
  if (text.trim() === '') return unreadable({ code: 'empty-file', at: placesIn(file, text)([0, 0]) })
  const { separator, begin } = headsOf(text)
  const reading = readRows(text, begin, separator, file)
  if (!reading.ok) return reading
  const [heads, ...rows] = reading.rows
  const place = placesIn(file, text)
  const columns = columnsOf(heads?.cells ?? [])
  const at = place(heads?.range ?? [begin, begin])
  if (!heads || !columns.has('title')) {
    return brokenFile(at, 'CSV', 'no column in its first row is called title')
  }
  const table: Table = { heads: heads.cells, columns, rows, place }
  if (isOwn(heads.cells)) return { ok: true, published: { format: 'csv', ...ownEntriesOf(table) } }
  const datesIn = (row: CsvRow) => DATES.flatMap((column) => cellOf(row, columns, column) ?? [])
  const order = orderOf(rows.flatMap(datesIn))
  if (order.ok) return { ok: true, published: { format: 'csv', ...entriesOf(table, order.order) } }
  const row = rows.find((one) => datesIn(one).includes(order.text)) ?? heads
  return unreadable({ code: 'bad-time', at: place(row.range), text: order.text, form: order.form })
}

const DATES: readonly Column[] = ['date', 'endDate', 'start', 'end']

function headsOf(text: string): { readonly separator: string; readonly columns: Columns; readonly begin: number } {
  const { separator: hinted, begin } = hintOf(text)
  const first = /\S.*/.exec(text.slice(begin, begin + 65_536))?.[0] ?? ''
  const candidates = (hinted === undefined ? SEPARATORS : [hinted]).map((separator) => {
    const heads = first.split(separator).map((head) => head.trim().replace(/^"(.*)"$/, '$1'))
    return { separator, columns: columnsOf(heads), begin }
  })
  const [best] = candidates.toSorted((a, b) => b.columns.size - a.columns.size)
  return best ?? { separator: ',', columns: new Map(), begin }
}

const OUTSIDE = /^(?:reject|declin|withdraw|pending|draft|submitted|waitlist|not |deleted)/i

/** The rows of a publisher's table as entries. Rows that are not sessions are reported with their places. */
export function entriesOf(
  { heads, columns, rows, place }: Table,
  order: DateOrder | undefined,
): { readonly entries: readonly PublishedEntry[]; readonly problems: readonly Problem[] } {
  const column = (name: Column) => rows.flatMap((row) => cellOf(row, columns, name) ?? [])
  const people = peopleIn({ head: heads[columns.get('speakers') ?? -1] ?? '', cells: column('speakers') })
  const words = wordsIn(column('tags'))
  const tracks = tracksIn({ head: heads[columns.get('track') ?? -1] ?? '', cells: column('track') })
  const statusOf = (row: CsvRow) =>
    /^(?:n|no|false|0)$/i.test(cellOf(row, columns, 'active') ?? '')
      ? 'not active'
      : (cellOf(row, columns, 'status') ?? '')
  const problems: Problem[] = []
  const outside: CsvRow[] = []
  const entries = rows.flatMap((row): readonly PublishedEntry[] => {
    const cell = (name: Column) => cellOf(row, columns, name)
    const status = statusOf(row)
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
    const [date, endDate, duration] = [cell('date'), cell('endDate'), cell('duration')]
    const time = timeOf({ date, endDate, start: cell('start'), end: cell('end'), duration }, order)
    if (!time.ok) {
      problems.push({ code: 'entry-left-out', at, title, reason: time.reason, text: time.text })
      return []
    }
    return [
      entryOf({
        at,
        uid: cell('id'),
        title: wholeTitle(title, cell('subtitle')),
        sort: cell('sort'),
        tracks: tracks(cell('track') ?? ''),
        tags: words(cell('tags') ?? ''),
        level: cell('level'),
        room: cell('room'),
        time: time.time,
        speakers: people(cell('speakers') ?? '', cell('organization')),
        abstract: proseOf(cell('abstract'), cell('description')),
        url: cell('url'),
        video: cell('video'),
        status: /^cancell?ed$/i.test(status) ? 'cancelled' : 'confirmed',
      }),
    ]
  })
  return { entries, problems: [...problems, ...warnOfOutside(outside, (row) => place(row.range), statusOf)] }
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
  const plural = /s$/i.test(head.trim())
  const split = (cell: string) => listOf(cell, marked ? STRONG : plural ? /,|\s&\s|\sand\s/ : /\s&\s|\sand\s/)
  return (cell, organizations) => {
    const people = split(cell)
    const stated = organizations === undefined ? [] : listOf(organizations, people.length > 1 ? /[;\n|,]/ : /[;\n|]/)
    if (stated.length > 0)
      return people.map((name, index) =>
        person(name, stated.length === people.length ? stated[index] : stated.length === 1 ? stated[0] : undefined),
      )
    return people.map((text) => {
      const comma = marked ? text.indexOf(',') : -1
      return comma === -1 ? { name: text } : person(text.slice(0, comma).trim(), text.slice(comma + 1).trim())
    })
  }
}

const STRONG = /[;\n|]/

export function wordsIn(cells: readonly string[]): (cell: string) => readonly string[] {
  const separator = cells.some((cell) => STRONG.test(cell)) ? STRONG : /,/
  return (cell) => listOf(cell, separator)
}

/**
 * The tracks of a session in one cell. Under a plural head they are a list; otherwise a comma or a bar is part of a
 * track's name, and only semicolons separate tracks.
 */
export function tracksIn({ head, cells }: PeopleColumn): (cell: string) => readonly string[] {
  return /s$/i.test(head.trim()) ? wordsIn(cells) : listIn
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
    else if (typeof time === 'string')
      problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text: time })
    else return [ownEntry(at, title, time, said)]
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
    uid: said('uid') ?? said('id'),
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
    status: STATUSES.find((known) => known === said('status')) ?? 'confirmed',
    own: definedFields({ id: said('id'), kind, repeatOf: said('repeat_of') }),
  })
}

/** Returns the text of a time that cannot be read, which a person may have edited. */
function ownTimeOf(said: Said): PublishedTime | string {
  const [from, to, date] = [said('start'), said('end'), said('date')]
  if (from === undefined) {
    const day = date === undefined ? undefined : parseDay(date)
    return day === undefined ? (date ?? { kind: 'unscheduled' }) : { kind: 'dated', day }
  }
  return timeBetween(from, to)
}
