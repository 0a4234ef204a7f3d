import { readZone, spellZone } from '../../clock/zone.js'
import { type ContentLine, firstValue } from './lines.js'
import { type ClockReader, ownZone } from './own-zone.js'
import { readText } from './property.js'
import { WINDOWS_ZONES } from './windows-zones.js'

export type Clock =
  | { readonly kind: 'utc' }
  /** The clock of the conference, wherever it is (a floating time in RFC 5545). */
  | { readonly kind: 'floating' }
  | { readonly kind: 'zone'; readonly zone: string }
  /** A zone that the file defines and that has no known name. */
  | { readonly kind: 'own'; readonly tzid: string; readonly instantOf: ClockReader }

/** Further unknown names are not looked up, as only a hostile file has more. */
const UNKNOWN = 20
const OWN = 16

/** Returns the clock of a TZID of this file; undefined if it is unknown. Each name is looked up once. */
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
 * The IANA zone that a calendar program means: a name of its own, perhaps after a prefix
 * (`/mozilla.org/.../Europe/Berlin`, RFC 5545 section 3.2.19), or a Windows name.
 */
export function placeZone(name: string): string | undefined {
  const windows = WINDOWS_ZONES.get(name.toLowerCase())
  if (windows !== undefined) return windows
  const parts = name.split('/').slice(-3)
  for (; parts.length > 1; parts.shift()) {
    // Names in another form are not looked up, because the suggestions would take long.
    const spelt = spellZone(parts.join('/'))
    const reading = spelt === undefined ? undefined : readZone(spelt)
    if (reading?.ok) return reading.zone
  }
  return undefined
}

/** The TZID of a definition is an escaped text; the parameter that refers to it is quoted. */
function nameOf(zone: readonly ContentLine[]): string {
  const line = zone.find(({ name }) => name === 'TZID')
  return line ? readText(line) : ''
}
