import { appendTo } from '../../model/multimap.js'

/** The share of rooms that must end in the same words for these to be the city and not part of the room. */
const NEARLY_ALL = 0.8

/**
 * Maps every spelling of a room to its name: without the city and country at the end of nearly all names, and with one
 * spelling per room ("G104-105" and "G104 - 105 | Community Hub" become the latter). Linear.
 */
export function tidyRooms(written: readonly string[]): (room: string) => string {
  const tail = commonTail(written)
  const cut = (room: string) => (tail !== '' && room.endsWith(tail) ? room.slice(0, -tail.length) : room).trim()
  const names = new Map<string, string>()
  const full = fullNames(written.map(cut))
  for (const room of new Set(written)) names.set(room, full.get(keyOf(cut(room))) ?? cut(room))
  return (room) => names.get(room) ?? cut(room)
}

/** ", City, Country" or ", City": the longer one that nearly all rooms share. At least two rooms must have it. */
function commonTail(written: readonly string[]): string {
  if (new Set(written).size < 2) return ''
  for (const parts of [2, 1]) {
    const counts = new Map<string, number>()
    for (const room of written) {
      const pieces = room.split(', ')
      const tail = pieces.length > parts ? `, ${pieces.slice(-parts).join(', ')}` : ''
      if (tail !== '') counts.set(tail, (counts.get(tail) ?? 0) + 1)
    }
    for (const [tail, count] of counts) if (count >= written.length * NEARLY_ALL) return tail
  }
  return ''
}

/**
 * A short name stands for a longer one if it is the first part of only that one. Of several spellings, the most
 * frequent wins.
 */
function fullNames(rooms: readonly string[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, Map<string, number>>()
  for (const room of rooms) {
    const counts = spellings.get(keyOf(room)) ?? new Map<string, number>()
    spellings.set(keyOf(room), counts.set(room, (counts.get(room) ?? 0) + 1))
  }
  const inArea = new Map<string, string[]>()
  for (const key of spellings.keys()) {
    const [area = ''] = key.split('|')
    if (area !== key) appendTo(inArea, area, key)
  }
  const names = new Map<string, string>()
  for (const key of spellings.keys()) {
    const [only, ...others] = inArea.get(key) ?? []
    const meant = only !== undefined && others.length === 0 && /\d/.test(key) ? only : key
    names.set(key, mostFrequent(spellings.get(meant) ?? new Map()))
  }
  return names
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0])[0]
}

function keyOf(room: string): string {
  return room
    .toLowerCase()
    .replace(/\s*([-–|])\s*/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replaceAll('–', '-')
}
