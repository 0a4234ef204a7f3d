import { IANAZone } from 'luxon'
import { MINUTE } from '../model/time.js'

const known = new Map<string, Map<number, number>>()

/**
 * Milliseconds that the clocks of `zone` are ahead of UTC at `moment` (epoch milliseconds). Whole minutes, except for
 * the local mean times of long ago. A lookup takes some microseconds, so answers are kept for each instant; no rule
 * about when clocks may change is assumed. Throws for a zone that `readZone` would not accept.
 */
export function offsetOf(moment: number, zone: string): number {
  let offsets = known.get(zone)
  if (offsets === undefined) {
    if (!IANAZone.isValidZone(zone)) throw new Error(`no such time zone: ${zone}`)
    offsets = new Map()
    known.set(zone, offsets)
  }
  let offset = offsets.get(moment)
  if (offset === undefined) {
    offset = Math.round(IANAZone.create(zone).offset(moment) * MINUTE)
    offsets.set(moment, offset)
  }
  return offset
}

/**
 * The first instant of the offset in force at `to`, provided that it differs from the one at `from` and changes once
 * between them. Bisects to the second, the resolution of time zone rules.
 */
export function changeBetween(from: number, to: number, zone: string): number {
  const after = offsetOf(to, zone)
  let before = Math.floor(from / 1000)
  let since = Math.ceil(to / 1000)
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2)
    if (offsetOf(middle * 1000, zone) === after) since = middle
    else before = middle
  }
  return since * 1000
}
