import { readClockOn, readWall, WALL_FORM, type WallReading } from '../../clock/wall.js'
import { readZone } from '../../clock/zone.js'
import {
  clockAt,
  type Day,
  DURATION_FORM,
  type Instant,
  type Minutes,
  parseDay,
  readDuration,
} from '../../model/time.js'
import { scalar } from './field-kinds.js'
import type { Kind, Spot, TextKind } from './fields.js'

const DAY = '\\d{4}-\\d{2}-\\d{2}'
const CLOCK = '\\d{2}:\\d{2}(:\\d{2})?'
const OFFSET = '(Z|[+-]\\d{2}:?\\d{2})?'
const DAY_FORM = '2020-11-20'
const CLOCK_FORM = '16:35'

/** A date and clock time as written in a file. Its meaning depends on a zone, see `readMoment`. */
export interface Written {
  readonly text: string
  readonly spot: Spot
}

/** `offset` is the zone's at that instant, in minutes ahead of UTC. */
export interface Moment {
  readonly instant: Instant
  readonly offset: Minutes
}

export function day(): TextKind<Day> {
  const form = new RegExp(`^${DAY}$`)
  return scalar('a date', { type: 'string', pattern: form.source }, (text, { range, findings }) => {
    const found = parseDay(text)
    if (found !== undefined) return found
    findings.report(range, (at) =>
      form.test(text) ? { code: 'no-such-day', at, text } : { code: 'bad-time', at, text, form: DAY_FORM },
    )
    return undefined
  })
}

/** A date and time or, with `clockAlone`, only the clock time on a day known from elsewhere. */
export function moment(clockAlone: boolean): TextKind<Written> {
  const wall = `${DAY}[T ]${CLOCK}${OFFSET}`
  const pattern = clockAlone ? `^(${wall}|${CLOCK}${OFFSET})$` : `^${wall}$`
  return scalar('a date and time', { type: 'string', pattern }, (text, spot) => ({ text, spot }))
}

/** An ISO 8601 time with an offset, kept as written. */
export function timestamp(): Kind<string> {
  const form = new RegExp(`^${DAY}[T ]${CLOCK}(\\.\\d+)?(Z|[+-]\\d{2}:?\\d{2})$`)
  return scalar('a date and time', { type: 'string', pattern: form.source }, (text, spot) => {
    if (!form.test(text)) {
      spot.findings.report(spot.range, (at) => ({ code: 'bad-time', at, text, form: '2020-11-20T16:00:00Z' }))
      return undefined
    }
    const clock = text.replace(/(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/, 'Z')
    return readMoment({ text: clock, spot }, 'UTC') && text
  })
}

export function duration(): Kind<Minutes> {
  return scalar(
    'a length of time',
    { type: ['string', 'integer'], pattern: '\\d', minimum: 0 },
    (text, { range, findings }) => {
      const minutes = readDuration(text)
      if (minutes !== undefined) return minutes
      findings.report(range, (at) => ({ code: 'bad-time', at, text, form: DURATION_FORM }))
      return undefined
    },
  )
}

/** A time of day, `HH:MM`, as minutes since midnight (0-1439). */
export function minuteOfDay(): TextKind<Minutes> {
  const form = /^(\d{2}):(\d{2})$/
  return scalar('a time of day', { type: 'string', pattern: form.source }, (text, { range, findings }) => {
    const match = form.exec(text)
    const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
    if (match && hour < 24 && minute < 60) return hour * 60 + minute
    findings.report(range, (at) =>
      match ? { code: 'no-such-time', at, text } : { code: 'bad-time', at, text, form: '04:00' },
    )
    return undefined
  })
}

/** An IANA time zone, returned in the database's spelling. */
export function zone(): Kind<string> {
  return scalar('a time zone', { type: 'string', pattern: '\\S' }, (text, { range, findings }) => {
    const reading = readZone(text)
    if (reading.ok) return reading.zone
    findings.report(range, (at) =>
      reading.why === 'abbreviation'
        ? { code: 'zone-abbreviation', at, zone: text, likely: reading.likely }
        : { code: 'unknown-zone', at, zone: text, nearest: reading.nearest },
    )
    return undefined
  })
}

/**
 * The meaning of a written time in a zone, or undefined after reporting what is wrong with it. If the zone itself is
 * unknown (undefined), only the form, the date and the clock are checked. A clock time alone takes its date from
 * `start`.
 */
export function readMoment(written: Written, zone: string | undefined, start?: Moment): Moment | undefined {
  const { text, spot } = written
  const inZone = zone ?? 'UTC'
  const whole = readWall(text, inZone)
  const clockAlone = start && !whole.ok && whole.why === 'clock-only'
  const reading = clockAlone ? readClockOn(clockAt(start.instant, start.offset).day, text, inZone) : whole
  if (reading.ok) {
    if (reading.overlap && zone !== undefined) {
      const { offset } = reading
      spot.findings.warn(spot.range, (at) => ({ code: 'dst-overlap', at, text, zone, offset }))
    }
    return reading
  }
  reportTime(reading, written, zone, start !== undefined)
  return undefined
}

type Refused = Extract<WallReading, { readonly ok: false }>

function reportTime(reading: Refused, { text, spot }: Written, zone: string | undefined, clockAllowed: boolean): void {
  const { range, findings } = spot
  if (reading.why === 'form') {
    const form = clockAllowed && text.includes(':') && !text.includes('-') ? CLOCK_FORM : WALL_FORM
    findings.report(range, (at) => ({ code: 'bad-time', at, text, form }))
  } else if (reading.why === 'gap') {
    const { resumes } = reading
    if (zone !== undefined) findings.report(range, (at) => ({ code: 'dst-gap', at, text, zone, resumes }))
  } else if (reading.why === 'wrong-offset') {
    const { offset } = reading
    if (zone !== undefined) findings.report(range, (at) => ({ code: 'wrong-offset', at, text, zone, offset }))
  } else if (reading.why === 'clock-only') {
    // Where a clock time is enough, one that lacks a digit is reported as a bad time.
    findings.report(range, (at) =>
      clockAllowed ? { code: 'bad-time', at, text, form: CLOCK_FORM } : { code: 'clock-without-date', at, text },
    )
  } else {
    const { why } = reading
    findings.report(range, (at) => ({ code: why, at, text }))
  }
}
