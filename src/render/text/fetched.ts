import { ageLabel } from '../../clock/age.js'
import type { Conference } from '../../model/conference.js'
import { type Instant, instant } from '../../model/time.js'

/** Clocks differ by less: who fetched later than this looks at another moment than the present one (KUBEPLAN_NOW). */
const SKEW_MS = 3_600_000

/** `fetched 2 h ago`: how old the oldest source of a schedule is; empty where it was not fetched yet, or not at all. */
export function fetchedLabel({ sources }: Conference, now: Instant | undefined): string {
  const fetched = sources.flatMap((source) => source.fetched ?? []).sort()[0]
  if (fetched === undefined || now === undefined) return ''
  const at = instant(Date.parse(fetched))
  return at - now > SKEW_MS ? '' : `fetched ${ageLabel(at, now)}`
}
