import ICAL from 'ical.js'
import { type Instant, instant } from '../../model/time.js'
import type { ContentLine } from './lines.js'

/**
 * The moment at which a clock shows `shown` (milliseconds as if it were UTC). Undefined beyond the years that are read.
 */
export type ClockReader = (shown: number) => Instant | undefined

const FIRST = Date.UTC(1970, 0)
const LAST = Date.UTC(2100, 0)
/**
 * Open-ended rules from earlier years are made to begin in this one: Outlook's begin in 1601, and ical.js goes through
 * every year.
 */
const EARLY = 1969
const LINES = 2000
const RULES = 30

const NEEDED: ReadonlySet<string> = new Set(['BEGIN', 'END', 'TZID', 'DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RDATE'])

/**
 * Rules by which clocks are set: one day of one month, every year. ical.js would also follow others (every second up to
 * the year 9999, or 30 February) and never finish.
 */
const YEARLY =
  /^FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=(?:[1-9]|1[0-2])|BYDAY=(?:[+-]?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?:[1-9]|1\d|2[0-8])(?:,(?:[1-9]|[12]\d|3[01]))*|WKST=\w\w|COUNT=\d{1,3}|UNTIL=\d{8}(?:T\d{6}Z?)?))*$/i

/** A zone as the file itself defines it (RFC 5545 section 3.6.5); undefined if the definition is unusable. */
export function ownZone(lines: readonly ContentLine[]): ClockReader | undefined {
  if (lines.length > LINES) return undefined
  const rules = lines.filter(({ name }) => name === 'RRULE')
  if (rules.length > RULES || rules.some(({ value }) => !YEARLY.test(value))) return undefined
  const kept = lines.filter(({ name }) => NEEDED.has(name) || name === 'RRULE')
  const zone = timezoneOf(kept.map(({ text }) => text).join('\r\n'))
  if (!zone) return undefined
  return (shown) => {
    if (shown < FIRST || shown >= LAST) return undefined
    const date = new Date(shown)
    const time = new ICAL.Time(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        isDate: false,
      },
      zone,
    )
    return instant(time.toUnixTime() * 1000)
  }
}

/** If ical.js throws, the definition is invalid. The zone is then unknown, which is reported. */
function timezoneOf(text: string): ICAL.Timezone | undefined {
  try {
    const component = new ICAL.Component(ICAL.parse(text))
    const parts = component.getAllSubcomponents()
    for (const part of parts) beginLate(part)
    const useful = parts.some((part) => part.hasProperty('dtstart') && part.hasProperty('tzoffsetto'))
    const zone = new ICAL.Timezone(component)
    // Reads the whole definition once, so that its errors occur here and not at an event.
    zone.utcOffset(new ICAL.Time({ year: 2020, month: 1, day: 1, hour: 0, minute: 0, second: 0, isDate: false }, zone))
    return useful ? zone : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

function beginLate(part: ICAL.Component): void {
  const rule: unknown = part.getFirstPropertyValue('rrule')
  const start: unknown = part.getFirstPropertyValue('dtstart')
  if (!(rule instanceof ICAL.Recur) || !(start instanceof ICAL.Time) || rule.until || rule.count) return
  if (start.year >= EARLY) return
  const late = start.clone()
  late.year = EARLY
  part.updatePropertyWithValue('dtstart', late)
}
