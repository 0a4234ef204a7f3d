import type { Agenda } from '../model/agenda.js'
import type { Catalogue, Walk } from '../model/conference.js'
import { pattern } from '../model/pattern.js'
import type { Minutes } from '../model/time.js'
import { fold } from './fold.js'
import { isOnline } from './places.js'

/** How long it takes from room to room, in whole minutes; the same both ways. An entry without a room has none. */
export interface Walks {
  readonly between: (one: string | undefined, other: string | undefined) => Minutes
  /** Whether anybody said how long that takes; else no time is counted for it. */
  readonly knows: (one: string | undefined, other: string | undefined) => boolean
  /** No walk to or from this room is longer. */
  readonly reach: (room: string | undefined) => Minutes
}

/** Everything is next door. */
export const NO_WALKS: Walks = { between: () => 0, knows: () => true, reach: () => 0 }

/**
 * The walks of one person: the agenda's, else the catalogue's, else `default_walk`, else none. Of several walks that match
 * two rooms the most specific counts, by the length of the names that it gives; of those that tie, the longest walk.
 * Nobody walks within a room, nor to or from an unknown one; to what is on the network (`isOnline`) only where a walk names it.
 * `override` replaces all of it by one walk between different
 * rooms, all entries without a room being in one unnamed room.
 */
export function walksOf(agenda: Pick<Agenda, 'walks'>, { rooms }: Pick<Catalogue, 'rooms'>, override?: Minutes): Walks {
  const onNetwork = remembered(isOnline)
  const isNowhere = (room: string | undefined) => room !== undefined && onNetwork(room)
  if (override !== undefined) {
    return {
      between: (one, other) => (nameOf(one) === nameOf(other) || isNowhere(one) || isNowhere(other) ? 0 : override),
      knows: () => true,
      reach: (room) => (isNowhere(room) ? 0 : override),
    }
  }
  const fallback = rooms.defaultWalk ?? 0
  const layers = [rulesOf(agenda.walks), rulesOf(rooms.walks)].filter((rules) => rules.length > 0)
  if (layers.length === 0) {
    return {
      between(one, other) {
        if (fallback === 0 || one === undefined || other === undefined || nameOf(one) === nameOf(other)) return 0
        return isNowhere(one) || isNowhere(other) ? 0 : fallback
      },
      knows: () => rooms.defaultWalk !== undefined,
      reach: (room) => (room === undefined || isNowhere(room) ? 0 : fallback),
    }
  }
  const findPlace = placesIn(layers, fallback)
  const known = new Map<number, Minutes | undefined>()
  const written = (a: Place, b: Place) => {
    const pair = Math.max(a.sort, b.sort) ** 2 + Math.min(a.sort, b.sort)
    if (!known.has(pair)) known.set(pair, walkBetween(a, b, layers))
    return known.get(pair)
  }
  return {
    between(one, other) {
      if (one === undefined || other === undefined) return 0
      const [a, b] = [findPlace(one), findPlace(other)]
      if (a.name === b.name) return 0
      return written(a, b) ?? (a.onNetwork || b.onNetwork ? 0 : fallback)
    },
    knows(one, other) {
      if (rooms.defaultWalk !== undefined || one === undefined || other === undefined) return true
      return written(findPlace(one), findPlace(other)) !== undefined
    },
    reach: (room) => (room === undefined ? 0 : findPlace(room).reach),
  }
}

/** A walk between two parts of the venue; `within` is a walk from a part to itself. */
interface Rule {
  readonly ends: readonly [string, string]
  readonly walk: Minutes
  readonly detail: number
}

function rulesOf(walks: readonly Walk[]): readonly Rule[] {
  const rules = walks.map((walk): Rule => {
    const ends = 'within' in walk ? ([walk.within, walk.within] as const) : ([walk.from, walk.to] as const)
    const [from, to] = [fold(ends[0]), fold(ends[1])]
    return { ends: [from, to], walk: walk.walk, detail: from.length + to.length }
  })
  return rules.sort((a, b) => b.detail - a.detail || b.walk - a.walk)
}

/** A room as far as walks know it. Rooms of one `sort` lie in the same parts: they walk alike to every other room. */
interface Place {
  readonly name: string
  readonly sort: number
  readonly parts: ReadonlySet<string>
  readonly onNetwork: boolean
  /** No walk to or from it is longer. */
  readonly reach: Minutes
}

function placesIn(layers: readonly (readonly Rule[])[], fallback: Minutes): (room: string) => Place {
  const parts = [...new Set(layers.flat().flatMap(({ ends }) => ends))]
  const sorts = new Map<string, number>()
  const places = new Map<string, Place>()
  return (room) => {
    const known = places.get(room)
    if (known) return known
    const name = fold(room)
    const inside = parts.filter((part) => liesIn(name, part))
    const onNetwork = isOnline(room)
    const key = JSON.stringify([onNetwork, ...inside])
    const sort = sorts.get(key) ?? sorts.size
    sorts.set(key, sort)
    const own = new Set(inside)
    const place = { name, sort, parts: own, onNetwork, reach: longestFrom(own, layers, onNetwork ? 0 : fallback) }
    places.set(room, place)
    return place
  }
}

function walkBetween(a: Place, b: Place, layers: readonly (readonly Rule[])[]): Minutes | undefined {
  for (const rules of layers) {
    const rule = rules.find(
      ({ ends: [from, to] }) => (a.parts.has(from) && b.parts.has(to)) || (a.parts.has(to) && b.parts.has(from)),
    )
    if (rule) return rule.walk
  }
  return undefined
}

function longestFrom(parts: ReadonlySet<string>, layers: readonly (readonly Rule[])[], fallback: Minutes): Minutes {
  const mine = layers.flat().filter(({ ends }) => ends.some((end) => parts.has(end)))
  return mine.reduce((longest, { walk }) => Math.max(longest, walk), fallback)
}

/** Whether a part of the venue is the room or the leading words of its name: "Hall 8" holds "Hall 8 | Room F", not "Hall 80". */
function liesIn(room: string, part: string): boolean {
  return (
    part !== '' && room.startsWith(part) && !(WORD_AT_END().test(part) && WORD_AT_START().test(room.slice(part.length)))
  )
}

/** Letters and digits that make one word with what stands next to them; scripts without blanks between words make none. */
const WORD = String.raw`(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}]`
const WORD_AT_END = pattern(`${WORD}$`, 'u')
const WORD_AT_START = pattern(`^${WORD}`, 'u')

function nameOf(room: string | undefined): string | undefined {
  return room === undefined ? undefined : fold(room)
}

/** The same function, which answers what it was asked before from memory. */
function remembered(ask: (room: string) => boolean): (room: string) => boolean {
  const known = new Map<string, boolean>()
  return (room) => {
    const answer = known.get(room) ?? ask(room)
    known.set(room, answer)
    return answer
  }
}
