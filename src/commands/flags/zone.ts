import { readZone } from '../../clock/zone.js'
import { badValue } from '../../model/index.js'
import type { World } from '../../world.js'

/** The zone named by a flag: an IANA name in any case, or `local` for the machine's own. */
export function zoneNamed(flag: '--tz' | '--timezone', text: string, world: Pick<World, 'machineZone'>): string {
  const reading = readZone(text.toLowerCase() === 'local' ? world.machineZone() : text)
  if (reading.ok) return reading.zone
  const nearest = reading.why === 'abbreviation' ? reading.likely : reading.nearest
  const form =
    reading.why === 'abbreviation' ? 'an Area/City name (an abbreviation can mean several)' : 'Area/City, UTC or local'
  return badValue(flag, text, form, nearest)
}
