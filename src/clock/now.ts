import { dayOf } from '../model/day.js'
import { type Instant, instant } from '../model/time.js'

export const NOW_FORM = '2020-11-20T16:00:00Z'

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/

/**
 * The moment in KUBEPLAN_NOW: an ISO 8601 date and time with `Z` or an offset. Undefined for any other text; without an
 * offset it would depend on the machine's zone.
 */
export function readNow(text: string): Instant | undefined {
  const match = FORM.exec(text.trim())
  if (match === null) return undefined
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const [sign, ahead, aheadMinutes] = [match[8] === '-' ? -1 : 1, Number(match[9] ?? 0), Number(match[10] ?? 0)]
  const day = dayOf(year ?? 0, month ?? 0, date ?? 0)
  if (day === undefined || ahead > 23 || aheadMinutes > 59) return undefined
  const clock = (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)
  const exists = ((hour ?? 0) <= 23 && (minute ?? 0) <= 59 && (second ?? 0) <= 59) || (hour === 24 && clock === 86_400)
  if (!exists) return undefined
  const thousandths = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  return instant(Date.parse(day) + clock * 1000 + thousandths - sign * (ahead * 60 + aheadMinutes) * 60_000)
}
