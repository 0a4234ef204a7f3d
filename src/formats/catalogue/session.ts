import { offsetAt } from '../../clock/zone.js'
import type { Details, Session, Timed, When } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { addDays, addMinutes, clockAt, type Day, type Minutes } from '../../model/time.js'
import { roomNamed } from '../../planning/agenda/walks.js'
import { openTime } from '../../planning/sessions/assume-ends.js'
import type { Row } from '../fields/fields.js'
import { type Moment, readMoment, type Written } from '../fields/times.js'
import { SESSION } from './session-fields.js'

/** A session as written, before the ids of the others are known. */
export interface Draft {
  readonly session: Omit<Session, 'id'>
  readonly details: Details
  readonly id?: string
  readonly row: Row
}

/** The clocks by which a session's times are read. `zone` is undefined if the conference's own cannot be read. */
export interface Clocks {
  readonly zone: string | undefined
  readonly dayChange: Minutes
}

/** Reads every field of a session and reports what is wrong. A bad title becomes the empty string. */
export function readSession(row: Row, clocks: Clocks): Draft {
  const id = row.get(SESSION.id)
  const uid = row.get(SESSION.uid)
  const level = row.get(SESSION.level)
  const room = roomNamed(row.get(SESSION.room))
  const url = row.get(SESSION.url)
  const video = row.get(SESSION.video)
  const repeatOf = row.get(SESSION.repeatOf)
  const source = row.get(SESSION.source)
  const title = row.get(SESSION.title) ?? ''
  return defined({
    id,
    row,
    details: readDetails(row),
    session: defined({
      uid,
      title,
      kind: row.get(SESSION.kind) ?? 'talk',
      tracks: row.get(SESSION.track) ?? [],
      tags: row.get(SESSION.tags) ?? [],
      level,
      room,
      when: readWhen(row, title, clocks),
      speakers: row.get(SESSION.speakers) ?? [],
      url,
      video,
      repeatOf,
      status: row.get(SESSION.status) ?? 'confirmed',
      source,
    }),
  })
}

function readDetails(row: Row): Details {
  const abstract = row.get(SESSION.abstract)
  return defined({ abstract, takes: row.get(SESSION.takes) ?? [], takeaways: row.get(SESSION.takeaways) ?? [] })
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
    day: conferenceDay(from, clocks.dayChange),
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

function conferenceDay({ instant, offset }: Moment, dayChange: Minutes): Day {
  const { day, minute } = clockAt(instant, offset)
  return minute < dayChange ? addDays(day, -1) : day
}
