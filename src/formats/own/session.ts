import { offsetAt } from '../../clock/zone.js'
import {
  type Details,
  definedFields,
  KINDS,
  SEATS,
  type Session,
  type Speaker,
  STATUSES,
  type Take,
  type Takeaway,
  type Timed,
  type When,
} from '../../model/index.js'
import { addMinutes, conferenceDay, type Minutes } from '../../model/time.js'
import { roomNamed } from '../../planning/agenda/walks.js'
import { openTime } from '../../planning/sessions/assume-ends.js'
import { either, from, identifier, list, oneOf, text, truth, url, wholeNumber } from './field-kinds.js'
import { day, duration, type Moment, moment, readMoment, type Written } from './field-times.js'
import { type Kind, mapping, optional, type Row, required, type Shape } from './fields.js'
import { ENTRIES, LIMITS } from './findings.js'

/** A session as written, before the ids of the others are known. */
export interface Draft {
  readonly session: Omit<Session, 'id'>
  readonly details: Details
  readonly id?: string
  readonly row: Row
}

/** The clocks by which a session's times are read. `zone` is undefined if the conference's own cannot be read. */
interface Clocks {
  readonly zone: string | undefined
  readonly dayChange: Minutes
}

/** Reads every field of a session and reports what is wrong. A bad title becomes the empty string. */
export function readSession(row: Row, clocks: Clocks): Draft {
  const title = row.get(SESSION.title) ?? ''
  return definedFields({
    id: row.get(SESSION.id),
    row,
    details: definedFields({
      abstract: row.get(SESSION.abstract),
      takes: row.get(SESSION.takes) ?? [],
      takeaways: row.get(SESSION.takeaways) ?? [],
    }),
    session: definedFields({
      uid: row.get(SESSION.uid),
      title,
      kind: row.get(SESSION.kind) ?? 'talk',
      tracks: row.get(SESSION.track) ?? [],
      tags: row.get(SESSION.tags) ?? [],
      level: row.get(SESSION.level),
      room: roomNamed(row.get(SESSION.room)),
      when: readWhen(row, title, clocks),
      speakers: row.get(SESSION.speakers) ?? [],
      url: row.get(SESSION.url),
      video: row.get(SESSION.video),
      language: row.get(SESSION.language),
      recorded: row.get(SESSION.recorded),
      capacity: row.get(SESSION.capacity),
      seats: row.get(SESSION.seats),
      repeatOf: row.get(SESSION.repeatOf),
      status: row.get(SESSION.status) ?? 'confirmed',
      source: row.get(SESSION.source),
    }),
  })
}

function readWhen(row: Row, title: string, clocks: Clocks): When {
  const { findings } = row
  const [start, end, length] = [row.get(SESSION.start), row.get(SESSION.end), row.get(SESSION.duration)]
  const day = row.get(SESSION.date)
  const both = (key: 'date' | 'duration', other: string) =>
    findings.report(row.at(SESSION[key]), (at) => ({ code: 'both-given', at, key, other }))
  if (row.has(SESSION.end) && row.has(SESSION.duration)) both('duration', 'end')
  if (row.has(SESSION.start)) {
    if (row.has(SESSION.date)) both('date', 'start')
    return readTimed(row, { title, start, end, length }, clocks) ?? { kind: 'unscheduled' }
  }
  for (const field of [SESSION.end, SESSION.duration].filter((length) => row.has(length))) {
    findings.report(row.at(field), (at) => ({ code: 'end-without-start', at, key: field.key }))
  }
  return day === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day }
}

interface Times {
  readonly title: string
  readonly start: Written | undefined
  readonly end: Written | undefined
  readonly length: Minutes | undefined
}

function readTimed(row: Row, { title, start, end, length }: Times, clocks: Clocks): Timed | undefined {
  const from = start && readMoment(start, clocks.zone)
  // Without a start, a full end time is still checked; a clock time alone has no meaning.
  const to = end && (from || !/^\d{1,2}:/.test(end.text)) ? readMoment(end, clocks.zone, from) : undefined
  if (!start || !from) return undefined
  const open = !row.has(SESSION.end) && !row.has(SESSION.duration)
  const until = to ?? (length !== undefined ? later(from, length, clocks.zone) : open ? from : undefined)
  if (!until) return undefined
  const { findings } = row
  const lengthRange = row.has(SESSION.end) ? row.at(SESSION.end) : row.at(SESSION.duration)
  if (from.instant < EARLIEST || until.instant > LATEST) {
    findings.report(from.instant < EARLIEST ? row.at(SESSION.start) : lengthRange, (at) => {
      return { code: 'no-such-day', at, text: from.instant < EARLIEST ? start.text : (end ?? start).text }
    })
    return undefined
  }
  if (until.instant === from.instant && !open) findings.warn(lengthRange, (at) => ({ code: 'zero-length', at, title }))
  if (end && until.instant < from.instant && isComparable(clocks.zone, start, end)) {
    const texts = { start: start.text, end: end.text }
    findings.report(lengthRange, (at) => ({ code: 'ends-before-start', at, ...texts }))
  }
  const when: Timed = {
    kind: 'timed',
    day: conferenceDay(from.instant, from.offset, clocks.dayChange),
    start: from.instant,
    end: until.instant,
    offset: from.offset,
    endOffset: until.offset,
    shift: 0,
  }
  return open ? openTime(when) : when
}

/** Years have four digits on every clock, so nothing begins or ends on the first or last day of that range. */
export const [EARLIEST, LATEST] = [Date.parse('0001-01-02'), Date.parse('9999-12-30')]

function later({ instant }: Moment, length: Minutes, zone: string | undefined): Moment {
  const end = addMinutes(instant, length)
  return { instant: end, offset: offsetAt(end, zone ?? 'UTC') }
}

function isComparable(zone: string | undefined, ...times: readonly Written[]): boolean {
  return zone !== undefined || !times.some(({ text }) => /(?:Z|[+-]\d{2}:?\d{2})$/.test(text))
}

export const NAME = text(LIMITS.name)

export const SPEAKER = {
  name: required('name', NAME, 'The name of the speaker.'),
  organization: optional('organization', NAME, 'Who the speaker works for or represents.'),
}

const speaker: Kind<Speaker> = either(
  from(NAME, (name) => ({ name })),
  mapping({ fields: Object.values(SPEAKER) }, (row) => {
    const [name, organization] = [row.get(SPEAKER.name), row.get(SPEAKER.organization)]
    return name === undefined ? undefined : definedFields({ name, organization })
  }),
)

const tracks: Kind<readonly string[]> = either(
  from(NAME, (track) => [track]),
  from(list(NAME, ENTRIES), (names) => [...new Set(names)]),
)

const TAKE = {
  by: required('by', text(LIMITS.name), 'Who recommends the session.'),
  text: required('text', text(LIMITS.prose), 'Why.'),
  source: optional('source', url(LIMITS.line), 'Where to read it.'),
}

const take: Kind<Take> = mapping({ fields: Object.values(TAKE) }, (row) => {
  const [by, reason, link] = [row.get(TAKE.by), row.get(TAKE.text), row.get(TAKE.source)]
  if (by === undefined || reason === undefined) return undefined
  return definedFields({ by, text: reason, source: link })
})

const TAKEAWAY = {
  by: required('by', text(LIMITS.name), 'Who learned something.'),
  points: required('points', list(text(LIMITS.prose), ENTRIES), 'What, point by point.'),
  source: optional('source', url(LIMITS.line), 'Where to read it.'),
}

const takeaway: Kind<Takeaway> = mapping({ fields: Object.values(TAKEAWAY) }, (row) => {
  const [by, points, link] = [row.get(TAKEAWAY.by), row.get(TAKEAWAY.points), row.get(TAKEAWAY.source)]
  if (by === undefined || points === undefined) return undefined
  return definedFields({ by, points, source: link })
})

export const SESSION = {
  id: optional('id', identifier(LIMITS.name), 'Stable and easy to type; derived from the title if missing.'),
  uid: optional('uid', identifier(LIMITS.title), "The publisher's own id of the session, if imported."),
  title: required('title', text(LIMITS.title), 'The title.'),
  kind: optional('kind', oneOf(KINDS), 'What kind of session it is; a talk if missing.'),
  track: optional('track', tracks, 'The track it belongs to, or a list of several.'),
  tags: optional('tags', list(NAME, ENTRIES), 'Words to find it by.'),
  level: optional('level', text(LIMITS.name), 'Who it is for; "any" means everyone.'),
  room: optional('room', text(LIMITS.name), 'The room it is in.'),
  start: optional('start', moment(false), "When it begins: YYYY-MM-DD HH:MM on the venue's clocks, or with an offset."),
  end: optional(
    'end',
    moment(true),
    'When it ends: like start, or HH:MM on the day of the start. Unknown if neither this nor duration is given.',
  ),
  duration: optional('duration', duration(), 'How long it lasts, such as 35m; instead of end.'),
  date: optional('date', day(), 'The day, YYYY-MM-DD, if no time is known; instead of start.'),
  speakers: optional('speakers', list(speaker, ENTRIES), 'Who speaks: names, or names and organizations.'),
  abstract: optional('abstract', text(LIMITS.prose), 'What it is about.'),
  url: optional('url', url(LIMITS.line), 'Its web page.'),
  video: optional('video', url(LIMITS.line), 'Its recording.'),
  language: optional('language', text(LIMITS.name), 'The language it is given in, such as en.'),
  recorded: optional('recorded', truth(), 'false if it is known that it is not recorded.'),
  capacity: optional('capacity', wholeNumber(0, 1_000_000), 'How many people fit into the room.'),
  seats: optional('seats', oneOf(SEATS), 'How many seats are left.'),
  repeatOf: optional('repeat_of', identifier(LIMITS.name), 'The id of the session that this one repeats.'),
  status: optional('status', oneOf(STATUSES), 'Confirmed if missing.'),
  source: optional(
    'source',
    text(LIMITS.line),
    'The url of the source it came from; written by import if there are several.',
  ),
  takes: optional('takes', list(take, ENTRIES), 'Why people recommend it.'),
  takeaways: optional('takeaways', list(takeaway, ENTRIES), 'What people learned from it.'),
}

export const SESSION_SHAPE: Shape = {
  fields: Object.values(SESSION),
  rules: {
    dependentRequired: { end: ['start'], duration: ['start'] },
    allOf: [{ not: { required: ['date', 'start'] } }, { not: { required: ['end', 'duration'] } }],
  },
}
