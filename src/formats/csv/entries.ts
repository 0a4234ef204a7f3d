import type { Problem } from '../../model/problem.js'
import { entryOf, oneLine, proseOf, wholeTitle } from '../published/entry.js'
import type { PublishedEntry } from '../published/published.js'
import { cellOf, type Table } from './cells.js'
import type { Column } from './columns.js'
import type { DateOrder } from './dates.js'
import { peopleIn, tracksIn, wordsIn } from './people.js'
import type { CsvRow } from './rows.js'
import { timeOf } from './times.js'

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
  const [first] = outside
  if (first) {
    const mark = [...new Set(outside.map(statusOf))].join(', ')
    problems.push({ code: 'not-in-programme', at: place(first.range), count: outside.length, mark })
  }
  return { entries, problems }
}
