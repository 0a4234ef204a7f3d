import { DURATION_FORM, readDuration } from '../clock/duration.js'
import { readNow } from '../clock/now.js'
import { type Kind, mapping, optional, type Row, required, type Shape } from '../formats/fields.js'
import { from, identifier, list, oneOf, scalar, slug, text, truth, wholeNumber } from '../formats/kinds.js'
import type { Range } from '../formats/place.js'
import type { Written } from '../formats/times.js'
import { DEFAULT_PRIORITY, type Dropped, type Pick, type Seen, STAGES } from '../model/agenda.js'
import type { Walk } from '../model/conference.js'
import { parseDay } from '../model/day.js'

/** A value and where it stands, for what can only be judged when the whole file is known. */
export interface Found<T> {
  readonly value: T
  readonly range: Range
}

/** A block as written; its times wait for the conference's clock. */
export interface WrittenBlock {
  readonly title: string
  readonly start: Written
  readonly end?: Written
  readonly duration?: number
  readonly room?: string
}

/** No text of an agenda is longer: nobody types so much, and everything that a catalogue holds fits. */
const LONGEST = 20_000
const MOST_SEQUENCE = 2_147_483_647

const words = text(LONGEST)

const length: Kind<number> = from(text(40), (found, { range, findings }) => {
  const minutes = readDuration(found)
  if (minutes !== undefined) return minutes
  findings.report(range, (at) => ({ code: 'bad-time', at, text: found, form: DURATION_FORM }))
  return undefined
})

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
  return {
    ...(uid !== undefined && { uid }),
    ...(title !== undefined && { title }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(room !== undefined && { room }),
  }
})

const PICK = {
  session: required('session', identifier(LONGEST), "The session's id."),
  stage: optional('stage', oneOf(STAGES), 'going, or maybe.'),
  priority: optional('priority', wholeNumber(1, 5), '1 nice ... 5 must; 3 when missing.'),
  note: optional('note', words, 'My own words.'),
  rating: optional('rating', wholeNumber(1, 5), '1 to 5.'),
  attended: optional('attended', truth(), 'Whether I was there.'),
  takeaways: optional('takeaways', list(words), 'What I learned.'),
  seen: optional('seen', seen, 'What it looked like when it was picked or last updated.'),
  sequence: optional('sequence', wholeNumber(0, MOST_SEQUENCE), 'For calendars: how often the pick changed.'),
  changed: optional('changed', moment, 'When the pick last changed, in UTC.'),
}

const pick = mapping<Found<Pick>>(shapeOf(PICK), (row) => {
  const [note, rating, attended] = [row.get(PICK.note), row.get(PICK.rating), row.get(PICK.attended)]
  const chosen = { stage: row.get(PICK.stage) ?? 'going', priority: row.get(PICK.priority) ?? DEFAULT_PRIORITY }
  const takeaways = row.get(PICK.takeaways) ?? []
  const last = lastOf(row)
  if (last === undefined) return undefined
  const value = {
    ...chosen,
    ...(note !== undefined && { note }),
    ...(rating !== undefined && { rating }),
    ...(attended !== undefined && { attended }),
    takeaways,
    ...last,
  }
  return { value, range: row.at(PICK.session) }
})

const dropped = mapping<Dropped>(shapeOf(PICK), lastOf)

/** What a pick and a drop have in common. */
function lastOf(row: Row): Dropped | undefined {
  const [session, last, sequence] = [row.get(PICK.session), row.get(PICK.seen), row.get(PICK.sequence) ?? 0]
  const changed = row.get(PICK.changed)
  if (session === undefined) return undefined
  return { session, ...(last && { seen: last }), sequence, ...(changed !== undefined && { changed }) }
}

const written: Kind<Written> = scalar('a date and time', { type: 'string' }, (found, spot) => ({ text: found, spot }))

const BLOCK = {
  title: required('title', words, 'What it is.'),
  start: required('start', written, "2020-11-19 13:00 on the conference's clock, or an ISO time with offset."),
  end: optional('end', written, 'The same, or only the time of day.'),
  duration: optional('duration', length, 'Instead of end.'),
  room: optional('room', words, 'Where it is.'),
}

const block = mapping<WrittenBlock>(shapeOf(BLOCK), (row) => {
  const [title, start, end] = [row.get(BLOCK.title), row.get(BLOCK.start), row.get(BLOCK.end)]
  const [duration, room] = [row.get(BLOCK.duration), row.get(BLOCK.room)]
  if (end === undefined && duration === undefined && !row.has(BLOCK.end) && !row.has(BLOCK.duration)) {
    row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key: 'end' }))
  }
  if (row.has(BLOCK.end) && row.has(BLOCK.duration)) {
    row.findings.report(row.at(BLOCK.duration), (at) => ({ code: 'both-given', at, key: 'duration', other: 'end' }))
  }
  if (title === undefined || start === undefined) return undefined
  return {
    title,
    start,
    ...(end !== undefined && { end }),
    ...(duration !== undefined && { duration }),
    ...(room !== undefined && { room }),
  }
})

const WALK = {
  from: optional('from', words, 'A room, or the beginning of its name.'),
  to: optional('to', words, 'The other room.'),
  within: optional('within', words, 'Between any two rooms whose names begin like this.'),
  walk: required('walk', length, 'How long it takes, such as 6m.'),
}

const walk = mapping<Walk>(shapeOf(WALK), (row) => {
  const [start, to, within, minutes] = [row.get(WALK.from), row.get(WALK.to), row.get(WALK.within), row.get(WALK.walk)]
  if (row.has(WALK.within) && (row.has(WALK.from) || row.has(WALK.to))) {
    row.findings.report(row.at(WALK.within), (at) => ({ code: 'both-given', at, key: 'within', other: 'from' }))
  }
  if (!row.has(WALK.within)) {
    for (const { key } of [WALK.from, WALK.to].filter((field) => !row.has(field))) {
      row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key }))
    }
  }
  if (minutes === undefined) return undefined
  if (within !== undefined) return { within, walk: minutes }
  return start === undefined || to === undefined ? undefined : { from: start, to, walk: minutes }
})

/** The number behind `agenda/`. */
const version: Kind<number> = scalar('agenda/1', { type: 'string' }, (found, { range, findings }) => {
  const number = /^agenda\/(\d{1,9})$/.exec(found)?.[1]
  if (number !== undefined && Number(number) > 0) return Number(number)
  findings.report(range, (at) => ({ code: 'not-an-agenda', at, found }))
  return undefined
})

export const AGENDA = {
  kubeplan: optional('kubeplan', version, 'agenda/1'),
  conference: required('conference', slug(LONGEST), "The conference's slug."),
  person: optional('person', words, 'Whose agenda it is.'),
  picks: optional('picks', list(pick), 'Sessions, by id.'),
  blocks: optional('blocks', list(block), 'My own commitments.'),
  walks: optional('walks', list(walk), "My own walking times, over the catalogue's."),
  dropped: optional('dropped', list(dropped), 'Picks that were taken off.'),
}

/** Keys that kubeplan does not know are the person's, or a newer version's: they stay and are not judged. */
export function shapeOf(fields: Readonly<Record<string, Shape['fields'][number]>>): Shape {
  return { fields: Object.values(fields), open: true }
}
