import type { Diagram, Leaving } from './diagram.js'
import { at, int } from './lineup.js'
import type { Part } from './parts.js'
import { type Bend, bestPath, bestWaysFrom, bestWaysTo, detour, type Onward } from './paths.js'

/** The best plan with or without a session. Weights are thousandths of a point. */
export interface Alternative {
  readonly weight: number
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** The best plan and what stands beside it; sessions are places in the lineup. */
export interface Prices {
  readonly weight: number
  readonly chosen: readonly number[]
  /** For each place the best plan that decides otherwise: without a chosen session, with one left out. Nothing where there is none. */
  readonly otherwise: readonly (Alternative | undefined)[]
}

/** A best plan, and what it is made of: parts of which the weights do not change need not be planned again. */
export interface Best extends Pick<Prices, 'weight' | 'chosen'> {
  readonly weights: Float64Array
  readonly parts: readonly Pick<Prices, 'weight' | 'chosen'>[]
  /** Steps that it took to find. */
  readonly steps: number
}

/**
 * The best of all plans, and the first of those that are worth the same; of those without the fixed session `lacking`, where that
 * is given. O(steps of the parts that `before` does not know).
 */
export function bestPlan(parts: readonly Part[], weights: Float64Array, before?: Best, lacking = -1): Best {
  let steps = 0
  const found = parts.map(({ first, diagram }, index) => {
    const own = weights.subarray(first, first + diagram.merge.length)
    const known = before?.parts[index]
    const isLacking = diagram.lacking.has(lacking - first)
    if (known && !isLacking && own.every((weight, place) => weight === at(before.weights, first + place))) return known
    steps += diagram.from.length
    return isLacking ? bestWithout(diagram, own, lacking - first) : bestOf(diagram, own)
  })
  const weight = found.reduce((sum, part) => sum + part.weight, 0)
  return { weight, chosen: joined(parts, found), weights, parts: found, steps }
}

function bestOf(diagram: Diagram, weights: Float64Array): Pick<Prices, 'weight' | 'chosen'> {
  const onward = bestWaysFrom(diagram, weights)
  return { weight: at(onward.worth, diagram.root), chosen: bestPath(diagram, onward).taken }
}

function bestWithout(diagram: Diagram, weights: Float64Array, place: number): Pick<Prices, 'weight' | 'chosen'> {
  const ways = [bestWaysTo(diagram, weights), bestWaysFrom(diagram, weights)] as const
  const [before, later] = ways
  const worthOf = ({ from, to }: Leaving) => at(before.worth, from) + at(later.worth, to)
  const best = greatest(diagram.lacking.get(place) ?? [], worthOf)
  if (!best) return { weight: Number.NEGATIVE_INFINITY, chosen: [] }
  const nowhere = { taken: [], rank: new Int32Array(diagram.nodes).fill(-1) }
  nowhere.rank[diagram.root] = 0
  const way = detour(diagram, nowhere, ways, { node: best.from, on: best.to, step: int(later.step, best.to) })
  return { weight: worthOf(best), chosen: way.taken }
}

function joined(parts: readonly Part[], found: readonly Pick<Prices, 'chosen'>[]): readonly number[] {
  return parts.flatMap(({ first }, index) => found[index]?.chosen.map((place) => first + place) ?? [])
}

/**
 * The best plan, and what deciding otherwise on each session comes to. Where plans are worth the same it is `like`, if that is one
 * of them, or the first.
 */
export function priceAll(parts: readonly Part[], weights: Float64Array, like?: readonly number[]): Prices {
  const found = parts.map(({ first, diagram }) => {
    const end = first + diagram.merge.length
    const own = weights.subarray(first, end)
    const mine = like?.filter((place) => first <= place && place < end).map((place) => place - first)
    return pricesIn(diagram, own, mine ?? bestOf(diagram, own).chosen)
  })
  const weight = found.reduce((sum, part) => sum + part.weight, 0)
  const otherwise = parts.flatMap(({ first }, index) => {
    const part = found[index]
    return (part?.otherwise ?? []).map((other): Alternative | undefined => {
      const shift = (places: readonly number[]) => places.map((place) => first + place)
      return (
        part &&
        other && { weight: weight - part.weight + other.weight, gain: shift(other.gain), lose: shift(other.lose) }
      )
    })
  })
  return { weight, chosen: joined(parts, found), otherwise }
}

/** How much more a session of a plan counts than one of another, so that of plans worth the same the likest is the best. */
export function likenessTo(chosen: readonly number[], weights: Float64Array): Float64Array {
  const unit = weights.length + 1
  const likeness = weights.map((weight) => weight * unit)
  for (const place of chosen) likeness[place] = at(likeness, place) + 1
  return likeness
}

/**
 * One that takes session p goes by a step that takes p, one that does not goes by a node that is there at p and on without that
 * step; the forward and the backward pass know the best way to and from both. Of such plans that are worth the same, the one
 * with most of the sessions of `like` counts, so that a swap changes no more than it must. O(steps + what differs).
 */
function pricesIn(diagram: Diagram, weights: Float64Array, like: readonly number[]): Prices {
  const likeness = likenessTo(like, weights)
  const first = bestWaysFrom(diagram, likeness)
  const path = bestPath(diagram, first)
  const isChosen = new Int32Array(weights.length)
  for (const place of path.taken) isChosen[place] = 1
  const unit = weights.length + 1
  const before = bestWaysTo(diagram, likeness)
  const otherwise: (Alternative | undefined)[] = Array.from({ length: weights.length })
  const note = (place: number, worth: number, bend: Bend, later: Onward) => {
    const way = detour(diagram, path, [before, later], bend)
    otherwise[place] = {
      weight: Math.floor(worth / unit),
      gain: way.taken.filter((session) => int(isChosen, session) === 0),
      lose: path.taken.slice(way.from, way.until).filter((session) => !way.taken.includes(session)),
    }
  }

  bestWaysFrom(diagram, likeness, {
    onPlace(place, present, later) {
      if (int(isChosen, place) === 0) return
      const leaving = diagram.lacking.get(place) ?? present().map((node) => ({ from: node, to: node }))
      const worthOf = ({ from, to }: Leaving) => at(before.worth, from) + at(later.worth, to)
      const best = greatest(leaving, worthOf)
      if (best) note(place, worthOf(best), { node: best.from, on: best.to, step: int(later.step, best.to) }, later)
    },
    onTakes(place, steps, later) {
      if (int(isChosen, place) === 1) return
      const worthOf = (step: number) =>
        at(before.worth, int(diagram.from, step)) + at(likeness, place) + at(later.worth, int(diagram.to, step))
      const best = greatest(steps, worthOf)
      if (best === undefined) return
      const node = int(diagram.from, best)
      note(place, worthOf(best), { node, on: node, step: best }, later)
    },
  })
  return { weight: Math.floor(at(first.worth, diagram.root) / unit), chosen: path.taken, otherwise }
}

/** The first of the greatest; nothing where all are none. */
function greatest<T>(candidates: Iterable<T>, worthOf: (candidate: T) => number): T | undefined {
  let [best, worth]: [T | undefined, number] = [undefined, Number.NEGATIVE_INFINITY]
  for (const candidate of candidates) {
    const own = worthOf(candidate)
    if (own > worth) [best, worth] = [candidate, own]
  }
  return best
}
