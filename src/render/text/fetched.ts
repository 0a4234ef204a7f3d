import { ageLabel } from '../../clock/age.js'
import type { Conference } from '../../model/conference.js'
import { type Instant, instant } from '../../model/time.js'

/** `fetched 2 h ago`: how old the oldest source of a schedule is; empty where it was not fetched at all. */
export function fetchedLabel({ sources }: Conference, now: Instant | undefined): string {
  const fetched = sources.flatMap((source) => source.fetched ?? []).sort()[0]
  return fetched === undefined || now === undefined ? '' : `fetched ${ageLabel(instant(Date.parse(fetched)), now)}`
}
