import { zoneNames } from '../../clock/zone.js'

/** A limit, because a hostile file may have any number of rooms. */
const PLACES = 500

/**
 * Zones suggested by the rooms of a schedule: those of the city that most of them name ("Hall 8, Amsterdam,
 * Netherlands").
 */
export function zonesNamedIn(places: readonly string[]): readonly string[] {
  const zones = new Map(zoneNames().map((zone) => [cityOf(zone), zone]))
  const counts = new Map<string, number>()
  for (const place of places.slice(0, PLACES)) {
    const cities = place
      .toLowerCase()
      .split(/[^\p{L} ]+/u)
      .flatMap((part) => [part.trim(), ...part.trim().split(' ')])
    for (const city of new Set(cities)) {
      const zone = zones.get(city)
      if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([zone]) => zone)
    .slice(0, 3)
}

function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase()
}
