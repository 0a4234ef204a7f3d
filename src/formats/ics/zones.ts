import { readZone } from '../../clock/zone.js'
import { spellZone } from '../../clock/zone-names.js'
import { type ContentLine, firstValue } from './lines.js'
import { type ClockReader, ownZone } from './own-zone.js'
import { readText } from './property.js'
import { WINDOWS_ZONES } from './windows-zones.js'

/** Whose clock a time is on. */
export type Clock =
  | { readonly kind: 'utc' }
  /** Wherever the conference is (RFC 5545 calls such a time floating). */
  | { readonly kind: 'floating' }
  /** An IANA zone. */
  | { readonly kind: 'zone'; readonly zone: string }
  /** A zone that the file defines itself and that has no name elsewhere. */
  | { readonly kind: 'own'; readonly tzid: string; readonly instantOf: ClockReader }

/** More names that nobody knows are an attack: the rest of them is not looked up. */
const UNKNOWN = 20
/** So are more zones of its own than any file has: to know one costs a millisecond or ten. */
const OWN = 16

/** What a TZID of this file means; nothing where nobody knows. Each name is looked up once. */
export function clocksOf(zones: readonly (readonly ContentLine[])[]): (tzid: string) => Clock | undefined {
  const definitions = new Map(zones.map((lines) => [nameOf(lines), lines]))
  const known = new Map<string, Clock>()
  const unknown = new Set<string>()
  let owned = 0
  return (tzid) => {
    const before = known.get(tzid)
    if (before || unknown.has(tzid) || unknown.size >= UNKNOWN) return before
    const clock = clockOf(tzid, definitions.get(tzid), owned < OWN)
    if (clock?.kind === 'own') owned++
    if (clock) known.set(tzid, clock)
    else unknown.add(tzid)
    return clock
  }
}

function clockOf(tzid: string, definition: readonly ContentLine[] | undefined, mayOwn: boolean): Clock | undefined {
  if (/^(?:\/.*\/)?(?:etc\/)?(?:utc|gmt|z|zulu|universal)$/i.test(tzid)) return { kind: 'utc' }
  const zone = placeZone(tzid) ?? placeZone(firstValue(definition ?? [], 'X-LIC-LOCATION') ?? '')
  if (zone !== undefined) return { kind: 'zone', zone }
  const instantOf = definition && mayOwn ? ownZone(definition) : undefined
  return instantOf && { kind: 'own', tzid, instantOf }
}

/**
 * The IANA zone that a calendar program means: its own name, also behind the program's (`/mozilla.org/.../Europe/Berlin`,
 * RFC 5545 section 3.2.19), or the name that Windows has for it.
 */
export function placeZone(name: string): string | undefined {
  const windows = WINDOWS_ZONES.get(name.toLowerCase())
  if (windows !== undefined) return windows
  const parts = name.split('/').slice(-3)
  for (; parts.length > 1; parts.shift()) {
    // A name that is not of the right form is not asked for: the answer, with suggestions, takes long.
    const spelt = spellZone(parts.join('/'))
    const reading = spelt === undefined ? undefined : readZone(spelt)
    if (reading?.ok) return reading.zone
  }
  return undefined
}

/** The TZID of a definition: a text, with escapes, where the parameter that names it has quotes. */
function nameOf(zone: readonly ContentLine[]): string {
  const line = zone.find(({ name }) => name === 'TZID')
  return line ? readText(line) : ''
}
