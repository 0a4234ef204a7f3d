import { at, type Lineup } from '../lineup.js'
import { type Prepared, rivalsOf } from '../prepare.js'
import { firstPlan, keepable } from './first-plan.js'
import { type Demand, passStage, setLabels } from './labels.js'
import {
  charged,
  type Direction,
  demandOf,
  exceeded,
  type Multipliers,
  type Network,
  refund,
  UNIT,
  type Valued,
  valued,
} from './network.js'
import { joining, type Quota, resourcesOf } from './resources.js'
import { searchPlan } from './search.js'
import { type Found, labelsFor, type Means } from './solve.js'

/** The best plan known that decides otherwise on a session, and what no such plan is worth more than. */
export interface Alternative {
  readonly weight: number
  readonly bound: number
  /** How it differs from the plan: places, ascending. */
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** A way that decides otherwise, and what none can come out at more than. */
interface Guess {
  readonly place: number
  readonly bound: number
  readonly way: readonly number[]
}

/** Labels for each session: on each of the two passes, on each price that they leave open, and on a plan that is more alike. */
const [PASS_LABELS, LABELS, LIKE_LABELS] = [60, 20, 5]

/**
 * For each place the best plan that decides otherwise on it; of those that are worth the same one with as many sessions of the
 * plan as can be. A way that holds a session is the best way to it and the best way on from it: two passes tell them all.
 * What they leave open, because a way exceeds a quota or charges stand in between, is searched one by one: the
 * sessions of the plan first, then what misses it by least.
 */
export async function pricePlan(
  prepared: Prepared,
  network: Network,
  found: Found,
  means: Means,
): Promise<readonly (Alternative | undefined)[]> {
  const { lineup, obstaclesOf } = prepared
  const { chosen } = found.best
  const inPlan = new Set(chosen)
  // A plan has fewer sessions than a unit has parts, so likeness only tells plans apart that are worth the same.
  const likeness = lineup.weights.map((weight, place) => weight + (inPlan.has(place) && chosen.length < UNIT ? 1 : 0))
  const fixed = new Set(lineup.fixed)
  const passes = bothWays(network, demandOf(network, likeness, fixed), found, means)
  const guesses = lineup.candidates.map((candidate, place) => {
    return inPlan.has(place) || obstaclesOf(candidate).fixed.length > 0 ? undefined : passes.with(place)
  })
  const answers: (Alternative | undefined)[] = Array.from({ length: likeness.length })
  const open: Guess[] = []
  for (const place of lineup.candidates.keys()) {
    const guess = inPlan.has(place) ? without(place) : guesses[place]
    if (!guess) continue
    const plan = valued(guess.way, likeness)
    if (plan.value === guess.bound && exceeded(network, guess.way).length === 0)
      answers[place] = alternative(plan, plan.value)
    else open.push(guess)
  }
  open.sort(
    (a, b) => Number(inPlan.has(b.place)) - Number(inPlan.has(a.place)) || b.bound - a.bound || a.place - b.place,
  )
  for (const guess of open) answers[guess.place] = await searchOne(guess)
  return answers

  /**
   * The best way without a session either has another one at its time, and then is the best that holds that one; or it has none, and
   * the session could be added to it. Where the session uses something up, that is not all.
   */
  function without(place: number): Guess | undefined {
    if (!fixed.has(place) && !passes.uses(place)) {
      const left = passes.top.way.filter((other) => other !== place)
      const gap = left.length < passes.top.way.length ? at(passes.own, place) : 0
      let best: Guess = { place, bound: passes.top.bound - gap, way: left }
      for (const guess of rivalsAround(lineup, place).flatMap((other) => guesses[other] ?? [])) {
        if (guess.bound > best.bound) best = { ...guess, place }
      }
      if (!best.way.includes(place)) return best
    }
    return passes.without(place, otherwise(place))
  }

  /** What is asked where one decides otherwise on a place: it is out, or it is in whatever that costs. */
  function otherwise(place: number): Demand {
    if (!inPlan.has(place)) return demandOf(network, likeness, new Set([...fixed, place]))
    const demand = demandOf(network, likeness, new Set([...fixed].filter((one) => one !== place)))
    demand.weights[place] = Number.NEGATIVE_INFINITY
    return demand
  }

  async function searchOne({ place, bound, way }: Guess): Promise<Alternative | undefined> {
    const isIn = inPlan.has(place)
    const demand = otherwise(place)
    // Whatever is given up, what is fixed stays.
    const kept = [...demand.fixed].sort((a, b) => a - b)
    if (exceeded(network, kept).length > 0) return undefined
    const start = keepable(network, demand, way)
    const { course } = means
    if (!(await course.goOn())) return alternative(valued(start, likeness), bound)
    const known = firstPlan(network, demand, { start }) ?? valued(start, likeness)
    const search = { network, demand, multipliers: found.multipliers, course }
    const labels = labelsFor(network, LABELS, means)
    const dear = await searchPlan({ ...search, known, more: UNIT - (known.value % UNIT), labels })
    const best = dear.best ?? known
    if (!dear.isProven) return alternative(best, Math.min(bound, dear.bound))
    // Of plans worth the same one that is more like the plan, where that is no long search.
    const most = isIn ? chosen.length - 1 : chosen.length - rivalsOf(prepared, place, chosen).length
    if (best.value % UNIT >= most) return alternative(best, best.value)
    const like = await searchPlan({ ...search, known: best, more: 1, labels: labelsFor(network, LIKE_LABELS, means) })
    return alternative(like.best ?? best, best.value)
  }

  function alternative(plan: Valued, bound: number): Alternative {
    const has = new Set(plan.chosen)
    return {
      weight: wholeUnits(plan.value),
      bound: wholeUnits(bound),
      gain: plan.chosen.filter((place) => !inPlan.has(place)),
      lose: chosen.filter((place) => !has.has(place)),
    }
  }
}

function wholeUnits(value: number): number {
  return Math.floor(value / UNIT) * UNIT
}

interface Passes {
  /** The best way of all, with what it comes out at, and what each place weighs after the charges. */
  readonly top: Omit<Guess, 'place'>
  readonly own: Float64Array
  /** Whether a session uses up a resource that the labels keep to. */
  readonly uses: (place: number) => boolean
  /** The best way that holds a place. */
  readonly with: (place: number) => Guess | undefined
  /** The best way without a place, where something else is asked of its stage. */
  readonly without: (place: number, demand: Demand) => Guess | undefined
}

/** Labels up to each session and from each one on. They keep to the critical quotas, if that takes few enough labels. */
function bothWays(network: Network, demand: Demand, { critical, multipliers }: Found, means: Means): Passes {
  return (
    meetingWays(network, demand, multipliers, critical, labelsFor(network, PASS_LABELS, means)) ??
    meetingWays(network, demand, multipliers, [], Number.POSITIVE_INFINITY) ??
    impossible()
  )
}

/** The same for quotas to keep to; all others charge. Nothing where that takes more than `most` labels. */
function meetingWays(
  network: Network,
  demand: Demand,
  multipliers: Multipliers,
  kept: readonly Quota[],
  most: number,
): Passes | undefined {
  const { lineup, forward, backward } = network
  const set = new Set(kept)
  const back = refund(multipliers, set)
  const own = charged(demand.weights, multipliers, set)
  const asked = { weights: own, fixed: demand.fixed }
  const along = ({ timeline, rests }: Direction) => {
    const pass = { lineup, timeline, resources: resourcesOf(timeline, kept, rests), demand: asked, most }
    const labels = setLabels(pass)
    return labels && { ...pass, labels }
  }
  const later = along(backward)
  const earlier = later && along(forward)
  if (!earlier) return undefined
  const join = joining(kept, forward.rests)
  return {
    top: { bound: at(later.labels.value, later.labels.best) + back, way: later.labels.way(later.labels.best) },
    own,
    uses: later.resources.uses,
    with(place) {
      let [worth, one, other] = [Number.NEGATIVE_INFINITY, -1, -1]
      for (const before of earlier.labels.of[place] ?? []) {
        for (const after of later.labels.of[place] ?? []) {
          const sum = at(earlier.labels.value, before) + at(later.labels.value, after) - at(own, place)
          if (sum <= worth) break
          const [past, future] = [at(earlier.labels.state, before), at(later.labels.state, after)]
          if (!join(earlier.resources.stateOf(past), later.resources.stateOf(future), place)) continue
          ;[worth, one, other] = [sum, before, after]
        }
      }
      if (one < 0) return undefined
      const way = [...new Set([...earlier.labels.way(one), ...later.labels.way(other)])].sort((a, b) => a - b)
      return { place, bound: worth + back, way }
    },
    without(place, other) {
      if (demand.fixed.has(place)) {
        // What has its content may come in at any time.
        const labels = setLabels({
          ...later,
          most: Number.POSITIVE_INFINITY,
          demand: { ...other, weights: charged(other.weights, multipliers, set) },
        })
        if (!labels || labels.best < 0) return undefined
        return { place, bound: at(labels.value, labels.best) + back, way: labels.way(labels.best) }
      }
      const stage = backward.timeline.stages.findIndex((places) => places.includes(place))
      const pass = {
        ...later,
        most: Number.POSITIVE_INFINITY,
        demand: { ...other, weights: charged(other.weights, multipliers, set) },
      }
      const before = earlier.labels.borders[backward.timeline.stages.length - 1 - stage] ?? new Map()
      const after = passStage(later.labels, stage, pass) ?? new Map()
      let [worth, one, next] = [Number.NEGATIVE_INFINITY, -1, -1]
      for (const [past, early] of before) {
        for (const [future, late] of after) {
          const sum = at(earlier.labels.value, early) + at(later.labels.value, late)
          if (sum <= worth || !join(earlier.resources.stateOf(past), later.resources.stateOf(future), -1)) continue
          ;[worth, one, next] = [sum, early, late]
        }
      }
      if (one < 0) return undefined
      const way = [...earlier.labels.way(one), ...later.labels.way(next)].sort((a, b) => a - b)
      return { place, bound: worth + back, way }
    },
  }
}

/** The sessions that clash with one. */
function rivalsAround({ starts, ends, reach, clash, candidates }: Lineup, place: number): readonly number[] {
  const [from, until] = [at(starts, place) - at(reach, place), at(ends, place) + at(reach, place)]
  return [...candidates.keys()].filter((other) => {
    if (at(ends, other) <= from || at(starts, other) >= until || other === place) return false
    return other < place ? clash(other, place) : clash(place, other)
  })
}

function impossible(): never {
  throw new Error('a pass without a limit was cut short')
}
