import { int } from '../lineup.js'
import { type Rest, restAfter, restFrom, touches } from '../rests.js'
import type { Timeline } from './timeline.js'

/** At most `most` of these sessions (places, ascending), each counted once or by an amount of its own. */
export interface Quota {
  readonly members: readonly number[]
  readonly amounts?: readonly number[]
  readonly most: number
}

/** How much of a quota some sessions use. */
export function usedOf({ members, amounts }: Quota, taken: (place: number) => boolean): number {
  let used = 0
  for (const [index, place] of members.entries()) if (taken(place)) used += amounts?.[index] ?? 1
  return used
}

/** Numbers by the index of a quota or a rest, ascending. */
type ByIndex = readonly (readonly [index: number, number: number])[]

/** What a way has used of the resources, as far as that still matters. */
export interface State {
  readonly used: ByIndex
  /** When the rest may begin at the earliest, where its window was touched; -Infinity once it was had. */
  readonly rests: ByIndex
}

/** The states of the resources along one timeline, numbered; 0 is untouched. */
export interface Resources {
  /** The state after taking a session, or -1 where a resource does not allow it. */
  readonly take: (state: number, place: number) => number
  /** The state once all before a position is decided: what can bind nobody any more is forgotten. */
  readonly settle: (state: number, position: number) => number
  /** Whether all that can follow `other` can follow `one`, too. */
  readonly covers: (one: number, other: number) => boolean
  readonly stateOf: (state: number) => State
  /** Whether taking a session uses anything up. */
  readonly uses: (place: number) => boolean
  /** The last position of each quota: it is forgotten after that. */
  readonly lastOf: readonly number[]
}

/** The moment of a rest that was had. */
const HAD = Number.NEGATIVE_INFINITY

const UNTOUCHED: State = { used: [], rests: [] }

/** `rests` are those of the timeline: see `mirrored`. */
export function resourcesOf(timeline: Timeline, quotas: readonly Quota[], rests: readonly Rest[]): Resources {
  const { position, order } = timeline
  const [usesAt, restsAt] = [listsFor(order.length), listsFor(order.length)]
  for (const [index, { members, amounts }] of quotas.entries()) {
    for (const [member, place] of members.entries()) usesAt[place]?.push([index, amounts?.[member] ?? 1])
  }
  const lastOf = quotas.map(({ members }) => Math.max(-1, ...members.map((place) => int(position, place))))
  const lastRest = rests.map((rest, index) => {
    const touching = order.filter((place) => touches(rest, timeline, place))
    for (const place of touching) restsAt[place]?.push([index, 0])
    return touching.length === 0 ? -1 : int(position, touching.at(-1) ?? 0)
  })

  const states: State[] = [UNTOUCHED]
  const numbers = new Map([['|', 0]])
  const numberOf = (state: State): number => {
    const key = `${state.used.join(' ')}|${state.rests.join(' ')}`
    const known = numbers.get(key) ?? states.push(state) - 1
    numbers.set(key, known)
    return known
  }
  const stateOf = (state: number) => states[state] ?? UNTOUCHED
  const isOpen =
    (last: readonly number[], here: number) =>
    ([index]: readonly [number, number]) =>
      (last[index] ?? -1) >= here

  function settle(state: number, here: number): number {
    const { used, rests: begun } = stateOf(state)
    const [counting, resting] = [isOpen(lastOf, here), isOpen(lastRest, here)]
    if (used.every(counting) && begun.every(resting)) return state
    return numberOf({ used: used.filter(counting), rests: begun.filter(resting) })
  }

  const isBound = order.map((_, place) => (usesAt[place]?.length ?? 0) + (restsAt[place]?.length ?? 0) > 0)

  function take(state: number, place: number): number {
    const after = int(position, place) + 1
    if (!isBound[place]) return state === 0 ? 0 : settle(state, after)
    const [uses, resting] = [usesAt[place] ?? [], restsAt[place] ?? []]
    const { used, rests: begun } = stateOf(state)
    const [amounts, moments] = [new Map(used), new Map(begun)]
    for (const [index, amount] of uses) {
      const sum = (amounts.get(index) ?? 0) + amount
      if (sum > (quotas[index]?.most ?? 0)) return -1
      amounts.set(index, sum)
    }
    for (const [index] of resting) {
      const rest = rests[index]
      if (!rest) continue
      const begins = restAfter(rest, moments.get(index) ?? restFrom(rest, rest.start), timeline, place)
      if (begins === Number.POSITIVE_INFINITY) return -1
      moments.set(index, begins)
    }
    return numberOf({
      used: inOrder(amounts).filter(isOpen(lastOf, after)),
      rests: inOrder(moments).filter(isOpen(lastRest, after)),
    })
  }

  return {
    take,
    settle,
    stateOf,
    lastOf,
    uses: (place) => isBound[place] ?? false,
    covers(one, other) {
      if (one === other) return true
      const [a, b] = [stateOf(one), stateOf(other)]
      return (
        isBelow(a.used, b.used) &&
        isBelow(a.rests, b.rests) &&
        b.rests.every((rest) => rest[1] !== HAD || has(a.rests, rest))
      )
    },
  }
}

/** Whether a way up to a session and one from it on, each the session included, can be one plan. */
export function joining(
  quotas: readonly Quota[],
  rests: readonly Rest[],
): (earlier: State, later: State, place: number) => boolean {
  return (earlier, later, place) => {
    for (const [index, used] of earlier.used) {
      const other = numberIn(later.used, index)
      const quota = quotas[index]
      if (!quota || other === undefined) continue
      if (used + other - usedOf(quota, (member) => member === place) > quota.most) return false
    }
    for (const [index, begins] of earlier.rests) {
      const ends = numberIn(later.rests, index)
      const rest = rests[index]
      if (!rest || ends === undefined || begins === HAD || ends === HAD) continue
      if (restFrom(rest, begins) + rest.length > -ends) return false
    }
    return true
  }
}

/** A rest as it is for a timeline that runs backward. */
export function mirrored({ start, end, length, busy }: Rest): Rest {
  const turned = busy.map((span) => ({ start: -span.end, end: -span.start }))
  return { start: -end, end: -start, length, busy: turned.sort((a, b) => a.start - b.start) }
}

function listsFor(places: number): [number, number][][] {
  return Array.from({ length: places }, () => [])
}

function inOrder(numbers: ReadonlyMap<number, number>): ByIndex {
  return [...numbers].sort(([a], [b]) => a - b)
}

function numberIn(list: ByIndex, index: number): number | undefined {
  return list.find(([own]) => own === index)?.[1]
}

function has(list: ByIndex, [index, number]: readonly [number, number]): boolean {
  return numberIn(list, index) === number
}

/** Whether every number of the first list stands in the second one, and is no less there. */
function isBelow(list: ByIndex, other: ByIndex): boolean {
  let behind = 0
  return list.every(([index, number]) => {
    while (behind < other.length && (other[behind]?.[0] ?? 0) < index) behind++
    const [same, most = 0] = other[behind] ?? []
    return same === index && number <= most
  })
}
