import type { Observance, RuledObservance, YearlyRule } from '../../clock/transitions.js'
import { addMinutes, type Instant, instant, MINUTE, type Minutes } from '../../model/time.js'
import { contentLine, escapeText } from './text.js'
import { compact, utcText } from './time.js'

/** The venue's clock. It contains all that it needs, because web pages compose calendars without one. */
export interface VenueClock {
  readonly zone: string
  /** The VTIMEZONE that its times refer to (RFC 5545 section 3.6.5). */
  readonly lines: string
  /**
   * The local time, `20201120T160000`. Undefined in the hours that occur twice: a local time with TZID means the first
   * of them (RFC 5545 section 3.3.5), but readers differ.
   */
  readonly shownAt: (moment: Instant) => string | undefined
}

export function venueClock(
  zone: string,
  observances: readonly Observance[],
  rules: readonly RuledObservance[],
): VenueClock {
  const begun = observances.map((observance) => ({ ...observance, onset: onsetOf(observance) }))
  return { zone, lines: zoneLines(zone, rules), shownAt: (moment) => timeShown(moment, begun) }
}

function onsetOf({ start, offsetFrom }: Observance): Instant {
  return addMinutes(instant(Date.parse(`${start}Z`)), -offsetFrom)
}

function zoneLines(zone: string, rules: readonly RuledObservance[]): string {
  const parts = rules.map(observanceLines).join('')
  return `${contentLine('BEGIN', 'VTIMEZONE')}${contentLine('TZID', escapeText(zone))}${parts}${contentLine('END', 'VTIMEZONE')}`
}

function observanceLines({ start, offsetFrom, offsetTo, daylight, name, rule }: RuledObservance): string {
  const component = daylight ? 'DAYLIGHT' : 'STANDARD'
  return (
    contentLine('BEGIN', component) +
    contentLine('DTSTART', compact(start)) +
    contentLine('TZOFFSETFROM', offsetText(offsetFrom)) +
    contentLine('TZOFFSETTO', offsetText(offsetTo)) +
    contentLine('TZNAME', escapeText(name)) +
    (rule ? contentLine('RRULE', ruleText(rule)) : '') +
    contentLine('END', component)
  )
}

/** A rule in the form of RFC 5545 section 3.3.10: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`. */
function ruleText({ month, weekday, nth, days }: YearlyRule): string {
  const parts = [
    'FREQ=YEARLY',
    `BYMONTH=${month}`,
    ...(days ? [`BYMONTHDAY=${days.join(',')}`] : []),
    ...(weekday === undefined ? [] : [`BYDAY=${nth ?? ''}${weekday.slice(0, 2).toUpperCase()}`]),
  ]
  return parts.join(';')
}

function timeShown(
  moment: Instant,
  observances: readonly (Observance & { readonly onset: Instant })[],
): string | undefined {
  const current = observances.findLast(({ onset }) => onset <= moment)
  if (current === undefined) return undefined
  const twice = observances.some(({ onset, offsetFrom, offsetTo }) => {
    const back = (offsetFrom - offsetTo) * MINUTE
    return onset - back <= moment && moment < onset + back
  })
  return twice ? undefined : utcText(addMinutes(moment, current.offsetTo)).slice(0, -1)
}

function offsetText(offset: Minutes): string {
  const minutes = Math.abs(offset)
  const digits = Math.floor(minutes / 60) * 100 + (minutes % 60)
  return `${offset < 0 ? '-' : '+'}${String(digits).padStart(4, '0')}`
}
