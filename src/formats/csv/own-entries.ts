import { KINDS, STATUSES } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import type { Problem } from '../../model/problem.js'
import { undefuse } from '../../model/spreadsheet.js'
import { parseDay } from '../../model/time.js'
import type { OwnWords, PublishedEntry, PublishedTime } from '../published/published.js'
import { timeBetween } from '../published/written-time.js'
import type { Table } from './cells.js'
import { listIn, ownSpeakers } from './own.js'
import type { CsvRow } from './rows.js'

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
    const [title, time] = [said('title'), timeOf(said)]
    if (title === undefined) problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    else if (typeof time === 'string')
      problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text: time })
    else return [ownEntry(at, title, time, said)]
    return []
  })
  const [name] = rows.flatMap((row) => saidIn(row, indexes.get('conference')) ?? [])
  return defined({ entries, problems, name })
}

type Said = (head: string) => string | undefined

function saidIn({ cells }: CsvRow, index: number | undefined): string | undefined {
  const cell = index === undefined ? undefined : cells[index]
  return cell === undefined || cell === '' ? undefined : undefuse(cell)
}

function ownEntry(at: PublishedEntry['at'], title: string, time: PublishedTime, said: Said): PublishedEntry {
  const [id, repeatOf] = [said('id'), said('repeat_of')]
  const uid = said('uid') ?? id
  const kind = KINDS.find((known) => known === said('kind'))
  const own: OwnWords = defined({
    id,
    kind,
    repeatOf,
  })
  const [level, room, abstract] = [said('level'), said('room'), said('abstract')]
  const [url, video] = [said('url'), said('video')]
  return defined({
    at,
    uid,
    title,
    tracks: listIn(said('track') ?? ''),
    tags: listIn(said('tags') ?? ''),
    level,
    room,
    time,
    speakers: ownSpeakers(said('speakers') ?? ''),
    speakersInTitle: false,
    abstract,
    url,
    video,
    status: STATUSES.find((known) => known === said('status')) ?? 'confirmed',
    own,
  })
}

/** Returns the text of a time that cannot be read, which a person may have edited. */
function timeOf(said: Said): PublishedTime | string {
  const [from, to, date] = [said('start'), said('end'), said('date')]
  if (from === undefined) {
    const day = date === undefined ? undefined : parseDay(date)
    return day === undefined ? (date ?? { kind: 'unscheduled' }) : { kind: 'dated', day }
  }
  return timeBetween(from, to)
}
