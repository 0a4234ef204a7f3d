import { type Kind, mapping, optional, type Row, required } from '../../formats/own/fields.js'
import type { Range } from '../../formats/own/findings.js'
import { either, from, identifier, oneOf, openList, scalar, truth, wholeNumber } from '../../formats/own/kinds.js'
import {
  type AgendaPick,
  DEFAULT_PRIORITY,
  type Dropped,
  LONGEST,
  MOST_SEQUENCE,
  type Seen,
  STAGES,
} from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { parseDay, readNow } from '../../model/time.js'
import { shapeOf, words } from './words.js'

/** A value and where it stands, for what can only be judged when the whole file is known. */
export interface Found<T> {
  readonly value: T
  readonly range: Range
}

const moment = timeKind('2020-11-18T12:00:00Z', (found) => readNow(found) !== undefined)

const momentOrDay = timeKind(
  '2020-11-20T16:00:00-05:00',
  (found) => readNow(found) !== undefined || parseDay(found) !== undefined,
)

function timeKind(form: string, isTime: (found: string) => boolean): Kind<string> {
  return scalar('a time', { type: 'string' }, (found, { range, findings }) => {
    if (isTime(found)) return found
    findings.report(range, (at) => ({ code: 'bad-time', at, text: found, form }))
    return undefined
  })
}

const SEEN = {
  uid: optional('uid', words, "The publisher's own identity."),
  title: optional('title', words, 'Its title.'),
  start: optional('start', momentOrDay, 'When it began, with offset; or its day.'),
  end: optional('end', momentOrDay, 'When it ended, with offset.'),
  room: optional('room', words, 'Where it was.'),
}

const seen = mapping<Seen>(shapeOf(SEEN), (row) => {
  const [uid, title, room] = [row.get(SEEN.uid), row.get(SEEN.title), row.get(SEEN.room)]
  const [start, end] = [row.get(SEEN.start), row.get(SEEN.end)]
  return defined({ uid, title, start, end, room })
})

const sessionId = identifier(LONGEST)

const PICK = {
  session: required('session', sessionId, "The session's id."),
  stage: optional('stage', oneOf(STAGES), 'going, or maybe.'),
  priority: optional('priority', wholeNumber(1, 5), '1 nice ... 5 must; 3 when missing.'),
  note: optional('note', words, 'My own words, for me alone.'),
  take: optional('take', words, 'Why I recommend it, for others to read.'),
  rating: optional('rating', wholeNumber(1, 5), '1 to 5.'),
  attended: optional('attended', truth(), 'Whether I was there.'),
  takeaways: optional('takeaways', openList(words), 'What I learned.'),
  seen: optional('seen', seen, 'What it looked like when it was picked or last updated.'),
  sequence: optional(
    'sequence',
    wholeNumber(0, MOST_SEQUENCE),
    'Written by earlier versions; now counted in a file next to this one.',
  ),
  changed: optional('changed', moment, 'Written by earlier versions, in UTC.'),
}

const wholePick = mapping<Found<AgendaPick>>(shapeOf(PICK), (row) => {
  const [note, take] = [row.get(PICK.note), row.get(PICK.take)]
  const [rating, attended] = [row.get(PICK.rating), row.get(PICK.attended)]
  const chosen = { stage: row.get(PICK.stage) ?? 'going', priority: row.get(PICK.priority) ?? DEFAULT_PRIORITY }
  const takeaways = row.get(PICK.takeaways) ?? []
  const [session, sequence] = [row.get(PICK.session), row.get(PICK.sequence)]
  if (session === undefined) return undefined
  const value = defined({
    ...chosen,
    note,
    take,
    rating,
    attended,
    takeaways,
    session,
    ...lastOf(row),
    sequence,
  })
  return { value, range: row.at(PICK.session) }
})

/** An id alone is a pick, too. */
const shortPick = from(sessionId, (session, { range }): Found<AgendaPick> => {
  return { value: { session, stage: 'going', priority: DEFAULT_PRIORITY, takeaways: [] }, range }
})

export const pick = either(shortPick, wholePick)

export const dropped = mapping<Dropped>(shapeOf(PICK), (row) => {
  const session = row.get(PICK.session)
  return session === undefined ? undefined : { session, ...lastOf(row), sequence: row.get(PICK.sequence) ?? 0 }
})

/** What a pick and a drop have in common. */
function lastOf(row: Row): globalThis.Pick<Dropped, 'seen' | 'changed'> {
  const [last, changed] = [row.get(PICK.seen), row.get(PICK.changed)]
  return defined({ seen: last, changed })
}
