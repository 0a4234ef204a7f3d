import type { Session, Timed } from '../model/conference.js'
import { nearest } from '../model/names.js'
import { addDays, clockAt, type Day, type Instant, MINUTE, type Minutes } from '../model/time.js'
import { offsetOf } from './offset.js'
import { zonesAbbreviated } from './zone-abbreviations.js'
import { RENAMED, spellZone } from './zone-names.js'

/** A zone as IANA spells it, or why the text is not a zone, with the most likely zones, best first. */
export type ZoneReading =
  | { readonly ok: true; readonly zone: string }
  | { readonly ok: false; readonly why: 'unknown'; readonly nearest: readonly string[] }
  | { readonly ok: false; readonly why: 'abbreviation'; readonly likely: readonly string[] }
const SUGGESTIONS = 3

/**
 * Reads a zone of the IANA database, `Area/City` (old names as well) or `UTC`, in any case. A name keeps its own
 * spelling: `asia/kolkata` is `Asia/Kolkata`, although JavaScript would call it Asia/Calcutta.
 */
export function readZone(text: string): ZoneReading {
  const zone = spellZone(text)
  if (zone !== undefined && engineName(zone) !== undefined) return { ok: true, zone }
  const likely = zonesAbbreviated(text)
  if (likely !== undefined) return { ok: false, why: 'abbreviation', likely }
  return { ok: false, why: 'unknown', nearest: zonesLike(text.trim().replaceAll(' ', '_')) }
}

/** Minutes that the clocks of `zone` are ahead of UTC at `moment`. Local mean times are rounded. */
export function offsetAt(moment: Instant, zone: string): Minutes {
  return Math.round(offsetOf(moment, zone) / MINUTE)
}

/** The conference day at `now`, where days begin at minute `dayChange` on the clocks of `zone`. */
export function todayIn(now: Instant, zone: string, dayChange: Minutes): Day {
  const { day, minute } = clockAt(now, offsetAt(now, zone))
  return minute < dayChange ? addDays(day, -1) : day
}

/** The same sessions on the clock of `zone`. Their conference days do not change. */
export function stampZone(sessions: readonly Session[], zone: string): readonly Session[] {
  return sessions.map((session) => {
    const { when } = session
    return when.kind === 'timed' ? { ...session, when: stampTimed(when, zone) } : session
  })
}

export function stampTimed<T extends Timed>(when: T, zone: string): T {
  const [offset, endOffset] = [offsetAt(when.start, zone), offsetAt(when.end, zone)]
  const shift = offset - (when.offset - when.shift)
  const endShift = endOffset - (when.endOffset - (when.endShift ?? when.shift))
  return { ...when, offset, endOffset, shift, ...(endShift !== shift && { endShift }) }
}

/** Every zone, by its current name. */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf('timeZone').map((name) => RENAMED.get(name) ?? name)
}

function zonesLike(text: string): readonly string[] {
  const names = zoneNames()
  const wanted = text.slice(text.lastIndexOf('/') + 1).toLowerCase()
  const same = names.filter((name) => wanted !== '' && cityOf(name) === wanted)
  if (same.length > 0) return same.slice(0, SUGGESTIONS)
  const other = /^[a-z-]+$/i.test(text) ? engineName(text) : undefined
  if (other !== undefined) return [RENAMED.get(other) ?? other]
  if (text.includes('/')) return nearest(text, names, SUGGESTIONS)
  const cities = nearest(text, new Set(names.map(cityOf)), SUGGESTIONS)
  return cities.flatMap((city) => names.filter((name) => cityOf(name) === city)).slice(0, SUGGESTIONS)
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase()
}

function engineName(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
