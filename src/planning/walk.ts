import type { Agenda, Catalogue, Walk } from '../model/conference.js'
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
  const layers = [agenda.walks, rooms.walks].filter((walks) => walks.length > 0).map(layerOf)
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

/** What walks say of the parts of a venue, by their folded names. */
interface Layer {
  readonly parts: ReadonlySet<string>
  /** Of the walks between two parts the one that counts; `detail` tells which of two walks is the more specific one. */
  readonly between: ReadonlyMap<string, Rule>
  /** The longest walk of each part. */
  readonly longest: ReadonlyMap<string, Minutes>
}

interface Rule {
  readonly walk: Minutes
  readonly detail: number
}

/** O(walks). A walk `within` a part is one from the part to itself. */
function layerOf(walks: readonly Walk[]): Layer {
  const [parts, between, longest] = [new Set<string>(), new Map<string, Rule>(), new Map<string, Minutes>()]
  for (const walk of walks) {
    const [one, other] = 'within' in walk ? [walk.within, walk.within] : [walk.from, walk.to]
    const [from, to] = [fold(one), fold(other)]
    const rule = { walk: walk.walk, detail: from.length + to.length }
    between.set(pairOf(from, to), preferred(rule, between.get(pairOf(from, to))))
    for (const part of [from, to]) {
      parts.add(part)
      longest.set(part, Math.max(rule.walk, longest.get(part) ?? 0))
    }
  }
  return { parts, between, longest }
}

/** Names are folded: no line break is in them. */
function pairOf(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`
}

function preferred(one: Rule, other: Rule | undefined): Rule {
  if (!other || one.detail > other.detail) return one
  return one.detail === other.detail && one.walk > other.walk ? one : other
}

/** A room as far as walks know it. Rooms of one `sort` lie in the same parts: they walk alike to every other room. */
interface Place {
  readonly name: string
  readonly sort: number
  readonly parts: readonly string[]
  readonly onNetwork: boolean
  /** No walk to or from it is longer. */
  readonly reach: Minutes
}

function placesIn(layers: readonly Layer[], fallback: Minutes): (room: string) => Place {
  const parts = [...new Set(layers.flatMap((layer) => [...layer.parts]))]
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
    const walks = layers.flatMap(({ longest }) => inside.map((part) => longest.get(part) ?? 0))
    const place = { name, sort, parts: inside, onNetwork, reach: Math.max(onNetwork ? 0 : fallback, ...walks) }
    places.set(room, place)
    return place
  }
}

function walkBetween(a: Place, b: Place, layers: readonly Layer[]): Minutes | undefined {
  for (const { between } of layers) {
    let found: Rule | undefined
    for (const one of a.parts) {
      for (const other of b.parts) {
        const rule = between.get(pairOf(one, other))
        if (rule) found = preferred(rule, found)
      }
    }
    if (found) return found.walk
  }
  return undefined
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
