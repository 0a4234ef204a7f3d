import type { Conference } from '../../model/conference.js'
import { ageLabel, type Instant, instant } from '../../model/time.js'

/** Clocks differ by less. If a fetch is later than this, the present moment is not the real one (KUBEPLAN_NOW). */
const SKEW_MS = 3_600_000

/** `fetched 2 h ago`: the age of the oldest source of a schedule; empty if it was never fetched. */
export function fetchedLabel({ sources }: Conference, now: Instant | undefined): string {
  const fetched = sources.flatMap((source) => source.fetched ?? []).sort()[0]
  if (fetched === undefined || now === undefined) return ''
  const at = instant(Date.parse(fetched))
  return at - now > SKEW_MS ? '' : `fetched ${ageLabel(at, now)}`
}
