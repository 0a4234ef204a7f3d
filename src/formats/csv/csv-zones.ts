import { readNamedZone, zonesAbbreviated } from '../../clock/zone.js'
import { type Instant, instant, MINUTE, type Minutes } from '../../model/time.js'
import { placeZone } from '../ics/ics-zones.js'
import type { PublishedTime } from '../published/published.js'

/** The clock that a person means: a zone, or so many minutes ahead of UTC; undefined if that is not certain. */
type TableClock = { readonly zone: string } | { readonly ahead: Minutes } | undefined

/** Further from UTC is no zone. */
const FURTHEST = 15 * 60

/**
 * Reads what a table says of the zone of its times: an IANA name, `UTC`, an offset such as `UTC+2` or `GMT-05:30`, or
 * what calendar programs call zones. An abbreviation such as EST is not certain, because people also use it in summer.
 */
export function readTableZone(text: string): TableClock {
  const typed = text.trim().replace('−', '-')
  if (/^(?:utc|gmt|z)$/i.test(typed)) return { zone: 'UTC' }
  const [, sign, hours, minutes = 0] = /^(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(typed) ?? []
  if (hours !== undefined) {
    const ahead = Number(hours) * 60 + Number(minutes)
    return ahead > FURTHEST ? undefined : { ahead: sign === '-' ? -ahead : ahead }
  }
  const zone = zonesAbbreviated(typed) ? undefined : (readNamedZone(typed) ?? placeZone(typed))
  return zone === undefined ? undefined : { zone }
}

/** The time on that clock. */
export function onClock(time: PublishedTime, clock: TableClock): PublishedTime {
  if (time.kind !== 'wall' || clock === undefined) return time
  if ('zone' in clock) return { ...time, zone: clock.zone }
  const moment = (text: string): Instant => instant(Date.parse(`${text}Z`) - clock.ahead * MINUTE)
  return { kind: 'instants', start: moment(time.start), ...(time.end !== undefined && { end: moment(time.end) }) }
}

/** Whether capitals beside a time say its zone. */
export function isZoneMark(text: string): boolean {
  return /^(?:UTC|GMT)$/.test(text) || zonesAbbreviated(text) !== undefined
}

/** In characters: longer cells are no times, and the pattern would scan their blanks again and again. */
const LONGEST = 100
const MARK = /\s*[([]?\b(?<mark>[A-Z]{2,5})\b[)\]]?(?!\/)/g

/** A text of a time without the zone beside it: `9:00 AM EST - 10:00 AM EST` is `9:00 AM - 10:00 AM`. */
export function withoutZone(text: string | undefined): { readonly text: string | undefined; readonly mark?: string } {
  let mark: string | undefined
  if (text === undefined || text.length > LONGEST) return { text }
  const rest = text.replace(MARK, (whole: string, word: string) => {
    if (!isZoneMark(word)) return whole
    mark = word
    return ''
  })
  return mark === undefined ? { text } : { text: rest.trim() || undefined, mark }
}
