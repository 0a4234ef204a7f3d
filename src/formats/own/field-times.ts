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
import { type Kind, refuse, type Spot, type TextKind } from './fields.js'

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
  return scalar('a date', { type: 'string', pattern: form.source }, (text, spot) => {
    const found = parseDay(text)
    if (found !== undefined) return found
    return refuse(spot, (at) =>
      form.test(text) ? { code: 'no-such-day', at, text } : { code: 'bad-time', at, text, form: DAY_FORM },
    )
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
    if (!form.test(text)) return refuse(spot, (at) => ({ code: 'bad-time', at, text, form: '2020-11-20T16:00:00Z' }))
    const clock = text.replace(/(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/, 'Z')
    return readMoment({ text: clock, spot }, 'UTC') && text
  })
}

export function duration(): Kind<Minutes> {
  const schema = { type: ['string', 'integer'], pattern: '\\d', minimum: 0 }
  return scalar('a length of time', schema, (text, spot) => {
    const minutes = readDuration(text)
    return minutes ?? refuse(spot, (at) => ({ code: 'bad-time', at, text, form: DURATION_FORM }))
  })
}

/** A time of day, `HH:MM`, as minutes since midnight (0-1439). */
export function minuteOfDay(): TextKind<Minutes> {
  const form = /^(\d{2}):(\d{2})$/
  return scalar('a time of day', { type: 'string', pattern: form.source }, (text, spot) => {
    const match = form.exec(text)
    const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
    if (match && hour < 24 && minute < 60) return hour * 60 + minute
    return refuse(spot, (at) =>
      match ? { code: 'no-such-time', at, text } : { code: 'bad-time', at, text, form: '04:00' },
    )
  })
}

/** An IANA time zone, returned in the database's spelling. */
export function zone(): Kind<string> {
  return scalar('a time zone', { type: 'string', pattern: '\\S' }, (text, spot) => {
    const reading = readZone(text)
    if (reading.ok) return reading.zone
    return refuse(spot, (at) =>
      reading.why === 'abbreviation'
        ? { code: 'zone-abbreviation', at, zone: text, likely: reading.likely }
        : { code: 'unknown-zone', at, zone: text, nearest: reading.nearest },
    )
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
  return refuseTime(reading, written, zone, start !== undefined)
}

type Refused = Extract<WallReading, { readonly ok: false }>

function refuseTime(
  reading: Refused,
  { text, spot }: Written,
  zone: string | undefined,
  clockAllowed: boolean,
): undefined {
  if (reading.why === 'gap' || reading.why === 'wrong-offset') {
    if (zone === undefined) return undefined
    return refuse(spot, (at) =>
      reading.why === 'gap'
        ? { code: 'dst-gap', at, text, zone, resumes: reading.resumes }
        : { code: 'wrong-offset', at, text, zone, offset: reading.offset },
    )
  }
  const { why } = reading
  if (why === 'form') {
    const form = clockAllowed && text.includes(':') && !text.includes('-') ? CLOCK_FORM : WALL_FORM
    return refuse(spot, (at) => ({ code: 'bad-time', at, text, form }))
  }
  if (why !== 'clock-only') return refuse(spot, (at) => ({ code: why, at, text }))
  // Where a clock time is enough, one that lacks a digit is reported as a bad time.
  return refuse(spot, (at) =>
    clockAllowed ? { code: 'bad-time', at, text, form: CLOCK_FORM } : { code: 'clock-without-date', at, text },
  )
}
