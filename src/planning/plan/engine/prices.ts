import { at, int, weighed } from '../lineup.js'
import type { Prepared } from '../prepare.js'
import { besidePlan, firstPlan, keepable } from './first-plan.js'
import type { Demand, Labels } from './labels.js'
import { boundPlans } from './multipliers.js'
import {
  bestWay,
  demandOf,
  exceeded,
  labelsOf,
  type Multipliers,
  type Network,
  type Relaxation,
  refund,
  UNIT,
  unused,
  type Valued,
  valued,
  valuesTo,
} from './network.js'
import type { Quota } from './resources.js'
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
  readonly bound: number
  readonly way: readonly number[]
  /** The quotas that it exceeds, or that make it come out at more than it is worth; none where it is a best plan. */
  readonly tooMuch: readonly Quota[]
}

/** Labels for each session: on the passes that price all of them, on each search for what they leave open, and on a plan that is more alike. */
const [PASS_LABELS, LABELS, LIKE_LABELS] = [60, 1000, 5]
/** A search takes no more of them, so that the clock is looked at. */
const MOST_LABELS = 250_000

/** So close must a bound by multipliers be to what a plan is worth. */
const CLOSE = 0.05

/**
 * For each place the best plan that decides otherwise on it; of those that are worth the same one with as many sessions of the
 * plan as can be. A way that holds a session is the best way to it and the best way on from it: two passes of labels tell
 * them all. Where such a way exceeds a quota, labels keep to it from then on, and two more passes tell what is left; ways that
 * are worth less than what is asked about are left out, so that they stay short.
 */
export async function pricePlan(
  prepared: Prepared,
  network: Network,
  found: Found,
  means: Means,
): Promise<readonly (Alternative | undefined)[]> {
  const { lineup, obstaclesOf } = prepared
  const { multipliers } = found
  const { chosen } = found.best
  const inPlan = new Set(chosen)
  const fixed = new Set(lineup.fixed)
  // A plan has fewer sessions than a unit has parts, so likeness only tells plans apart that are worth the same.
  const likeness = lineup.weights.map((weight, place) => weight + (inPlan.has(place) && chosen.length < UNIT ? 1 : 0))
  const demand = demandOf(network, likeness, fixed)
  for (const [place, candidate] of lineup.candidates.entries()) {
    if (!fixed.has(place) && obstaclesOf(candidate).fixed.length > 0) demand.weights[place] = Number.NEGATIVE_INFINITY
  }
  // What hangs beside others, has no length or is fixed is priced by a pass of its own.
  const cuts = new Set(
    chosen.filter((place) => {
      return !fixed.has(place) && int(lineup.posters, place) < 0 && at(lineup.starts, place) < at(lineup.ends, place)
    }),
  )
  const relaxed = { demand, multipliers, kept: [], cuts }
  const budget = labelsFor(network, PASS_LABELS, means)
  const critical = new Set(found.critical)
  const first = bothWays(network, { ...relaxed, kept: found.critical, most: budget }) ?? allWays(network, relaxed)
  const alone = new Set<number>()
  const guesses = [...lineup.candidates.keys()].map((place) => {
    if (!inPlan.has(place)) return judged(first.with(place))
    if (cuts.has(place)) return judged(first.without(place))
    alone.add(place)
    return judged(passWithout(place))
  })
  await priceTogether()
  const answers = guesses.map((guess) => guess && alternative(valued(guess.way, likeness), guess.bound))
  const open = [...guesses].flatMap((guess, place) => (guess && guess.tooMuch.length > 0 ? { ...guess, place } : []))
  open.sort((a, b) => Number(inPlan.has(b.place)) - Number(inPlan.has(a.place)) || b.bound - a.bound)
  const rates = open.length > 0 ? await ratesFor() : multipliers
  for (const { place, ...guess } of open) answers[place] = await answer(place, guess)
  return answers

  /**
   * Passes again and again for what is open, with the quotas that the ways so far exceed: first for what is worth nearly as
   * much as the plan, then for twice the difference, and so on.
   */
  async function priceTogether(): Promise<void> {
    const top = weighed(chosen, likeness)
    const open = new Map<number, Guess>()
    for (const [place, guess] of guesses.entries()) {
      if (guess && guess.tooMuch.length > 0 && !alone.has(place)) open.set(place, guess)
    }
    if (open.size === 0) return
    const completions = allWays(network, relaxed)
    for (let [left, least] = [budget, top]; open.size > 0 && (await means.course.goOn()); ) {
      const highest = Math.max(...[...open.values()].map(({ bound }) => bound))
      if (highest < least) least = Math.min(2 * least - top - UNIT, highest)
      const asked = [...open].filter(([, { bound }]) => bound >= least)
      for (const [, { tooMuch }] of asked) for (const quota of tooMuch) critical.add(quota)
      const passes = bothWays(network, { ...relaxed, kept: [...critical], least, most: left }, completions)
      if (!passes) return
      left -= passes.count
      for (const [place, before] of asked) {
        const way = inPlan.has(place) ? passes.without(place) : passes.with(place)
        const guess = (way && way.value >= least && judged(way)) || { ...before, bound: least - 1 }
        guesses[place] = guess
        open.set(place, guess)
        if (guess.tooMuch.length === 0) open.delete(place)
      }
    }
  }

  /** Multipliers for single searches, where the plan was proven without and they tell nearly as much as it is worth. */
  async function ratesFor(): Promise<Multipliers> {
    if (multipliers.size > 0) return multipliers
    const plan = valued(chosen, likeness)
    const bounded = await boundPlans(network, demand, plan, { goOn: means.course.goOn })
    return bounded.bound - plan.value < plan.value * CLOSE ? bounded.multipliers : multipliers
  }

  function judged(guess: Valued | undefined): Guess | undefined {
    if (!guess) return undefined
    const over = exceeded(network, guess.chosen)
    const isWorth = weighed(guess.chosen, likeness) === guess.value
    const tooMuch = over.length > 0 || isWorth ? over : unused(network, guess.chosen, multipliers)
    return { bound: guess.value, way: guess.chosen, tooMuch }
  }

  /** What is asked where one decides otherwise on a place: it is out, or it is in whatever that costs. */
  function otherwise(place: number): Demand {
    if (!inPlan.has(place)) return demandOf(network, likeness, new Set([...fixed, place]))
    const asked = demandOf(network, likeness, new Set([...fixed].filter((one) => one !== place)))
    asked.weights[place] = Number.NEGATIVE_INFINITY
    return asked
  }

  /** Nothing else is fixed then, and what has its content may come in at any time. */
  function passWithout(place: number): Valued | undefined {
    const labels = labelsOf(network, network.backward, { ...relaxed, kept: found.critical, demand: otherwise(place) })
    if (!labels || labels.best < 0) return undefined
    const back = refund(multipliers, new Set(found.critical))
    return { value: at(labels.value, labels.best) + back, chosen: labels.way(labels.best) }
  }

  /** What is known of a place whose best way is no plan. It is searched for as long as there is time. */
  async function answer(place: number, { bound, way }: Guess): Promise<Alternative> {
    const asked = otherwise(place)
    const starts = [valued(keepable(network, asked, way), likeness)]
    if (await means.course.goOn()) {
      // As much of the plan as can be.
      const beside = bestWay(network, besidePlan(network, asked, [...asked.fixed], chosen))
      if (beside) starts.push(valued(keepable(network, asked, beside.chosen), likeness))
    }
    const start = starts.reduce((best, other) => (other.value > best.value ? other : best))
    if (!(await means.course.goOn())) return alternative(start, bound)
    const known = firstPlan(network, asked, { start: start.chosen }) ?? start
    const search = { network, demand: asked, multipliers: rates, course: { goOn: means.course.goOn } }
    const labels = Math.min(labelsFor(network, LABELS, means), MOST_LABELS)
    const dear = await searchPlan({ ...search, known, more: UNIT - (known.value % UNIT), labels })
    const best = dear.best ?? known
    if (!dear.isProven) return alternative(best, Math.min(bound, dear.bound))
    // Of plans worth the same one that is more like the plan, where that is no long search.
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
  /** The labels of both. */
  readonly count: number
  /** The best way that holds a place; nothing where there is none, or where it is worth too little. */
  readonly with: (place: number) => Valued | undefined
  /** The best way without a place that the passes were asked to leave out. */
  readonly without: (place: number) => Valued | undefined
  /** The most that is before and behind each place. */
  readonly completion: { readonly earlier: Float64Array; readonly later: Float64Array }
}

/** Labels up to each session and from each one on; nothing where that takes too many. */
function bothWays(network: Network, asked: Relaxation, { completion }: Partial<Passes> = {}): Passes | undefined {
  const later = labelsOf(network, network.backward, { ...asked, completion: completion?.earlier })
  const earlier = later && labelsOf(network, network.forward, { ...asked, completion: completion?.later })
  if (!earlier) return undefined
  return meetingOf(earlier, later, asked)
}

function meetingOf(earlier: Labels, later: Labels, { multipliers, kept }: Relaxation): Passes {
  const back = refund(multipliers, new Set(kept))
  const { lineup, resources, timeline } = earlier.pass
  const { starts, ends } = timeline
  const { weights } = later.pass.demand
  const sorted = ({ value, pass }: Labels, list: number[]) =>
    pass.resources.isCharged ? list.sort((a, b) => at(value, b) - at(value, a)) : list

  /** The best of the ways made of one of either list, the best of which are first; both hold `place`, if one is said. */
  function meet(ones: readonly number[], others: readonly number[], place = -1): Valued | undefined {
    let [worth, one, other] = [Number.NEGATIVE_INFINITY, -1, -1]
    const most = at(later.value, others[0] ?? 0)
    for (const before of ones) {
      if (at(earlier.value, before) + most <= worth) break
      for (const after of others) {
        const sum = at(earlier.value, before) + at(later.value, after)
        if (sum <= worth) break
        if (place < 0 && isTooFar(int(earlier.place, before), int(later.place, after))) continue
        const [cell, otherCell] = [before * resources.size, after * resources.size]
        if (!resources.joins(earlier.words, cell, later.pass.resources, later.words, otherCell, place)) continue
        ;[worth, one, other] = [sum, before, after]
      }
    }
    if (one < 0) return undefined
    const twice = place < 0 ? 0 : at(weights, place)
    const chosen = [...new Set([...earlier.way(one), ...later.way(other)])].sort((a, b) => a - b)
    return { value: worth - twice + back, chosen }
  }

  function isTooFar(last: number, next: number): boolean {
    if (last < 0 || next < 0 || at(starts, next) === Number.NEGATIVE_INFINITY) return false
    return at(ends, last) + lineup.walk(last, next) > at(starts, next)
  }

  const held = new Map<number, Valued | undefined>()
  const holding = (place: number) => {
    if (!held.has(place)) {
      held.set(place, meet(sorted(earlier, earlier.of(place)), sorted(later, later.of(place)), place))
    }
    return held.get(place)
  }
  return {
    count: earlier.count + later.count,
    completion: { earlier: valuesTo(earlier), later: valuesTo(later) },
    with: holding,
    without(place) {
      const moment = at(starts, place)
      let best = meet(
        sorted(earlier, [...(earlier.fronts.get(place) ?? [])]),
        sorted(later, [...(later.fronts.get(place) ?? [])]),
      )
      const stage = timeline.stages.find(({ places }) => places.includes(place))
      for (const other of stage?.places ?? []) {
        if (other === place || at(starts, other) > moment || at(ends, other) <= moment) continue
        const way = holding(other)
        if (way && way.value > (best?.value ?? Number.NEGATIVE_INFINITY)) best = way
      }
      return best
    },
  }
}

function allWays(network: Network, asked: Relaxation): Passes {
  const passes = bothWays(network, asked)
  if (!passes) throw new Error('a pass without a limit was cut short')
  return passes
}
