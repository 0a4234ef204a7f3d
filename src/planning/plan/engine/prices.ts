import { at, int, weighed } from '../lineup.js'
import type { Prepared } from '../prepare.js'
import { besidePlan, completed, keepable } from './first-plan.js'
import type { Demand, Labels } from './labels.js'
import { boundPlans } from './multipliers.js'
import {
  ascending,
  bestWay,
  demandOf,
  exceededBy,
  labelsOf,
  type Multipliers,
  type Network,
  type Relaxation,
  refund,
  twinsIn,
  UNIT,
  unused,
  usage,
  type Valued,
  valued,
  valuesTo,
  wholeUnits,
  withoutTwins,
} from './network.js'
import type { Quota } from './resources.js'
import { type Found, labelsFor, type Means, searchPlan } from './search.js'
import type { Timeline } from './timeline.js'

/** The best plan known that decides otherwise on a session, and what no such plan is worth more than. */
export interface Alternative {
  readonly weight: number
  readonly bound: number
  /** How it differs from the plan: places, ascending. */
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** A way by what it differs in from the plan: places, ascending. */
interface Change {
  /** What it comes out at. */
  readonly value: number
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** A way that decides otherwise, and what none can come out at more than. */
interface Guess extends Change {
  /** The quotas that it exceeds, or that make it come out at more than it is worth; none where it is a best plan. */
  readonly tooMuch: readonly Quota[]
}

/** Labels for each session: on the passes that price all of them, on each search for what they leave open, */
const [PASS_LABELS, LABELS] = [60, 1000]
/** Labels on a plan that is more alike. */
const LIKE_LABELS = 1000
/** Rounds of subgradient steps for a session by itself. */
const ROUNDS = 30
/** A search takes no more of them, so that the clock is looked at. */
const MOST_LABELS = 30_000

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
  const twins = twinsIn(network, likeness, (place) => fixed.has(place) || inPlan.has(place))
  const weights = withoutTwins(likeness, twins)
  const demand = demandOf(network, weights, fixed)
  for (const [place, candidate] of lineup.candidates.entries()) {
    if (!fixed.has(place) && obstaclesOf(candidate).fixed.length > 0) demand.weights[place] = Number.NEGATIVE_INFINITY
  }
  // What is fixed, has no length or hangs beside others under a quota is priced by a pass of its own.
  const isCut = (place: number) => {
    const isLoose = int(lineup.posters, place) < 0 || (!network.mayClash && network.uses[place]?.length === 0)
    return isLoose && !fixed.has(place) && at(lineup.starts, place) < at(lineup.ends, place)
  }
  const cuts = new Set(chosen.filter(isCut))
  const relaxed = { demand, multipliers, kept: [], cuts }
  const worth = weighed(chosen, likeness)
  const used = usage(network, chosen)
  const budget = labelsFor(network, PASS_LABELS, means)
  const critical = new Set(found.critical)
  // Where multipliers were needed, labels alone do not finish.
  const exact = multipliers.size > 0 ? undefined : { ...relaxed, kept: found.critical, most: budget }
  const first = (exact && bothWays(network, exact, chosen)) ?? allWays(network, relaxed, chosen)
  const alone = new Set<number>()
  const guesses = [...lineup.candidates.keys()].map((place) => {
    if (int(twins, place) !== place) return undefined
    if (!inPlan.has(place)) return judged(first.with(place))
    if (cuts.has(place)) return judged(first.without(place))
    alone.add(place)
    return judged(passWithout(place))
  })
  const isOpen = (guess: Guess | undefined) => guess !== undefined && guess.tooMuch.length > 0
  if (multipliers.size === 0) await priceTogether()
  const rates = guesses.some(isOpen) ? await ratesFor() : multipliers
  const answers = guesses.map((guess) => guess && changed(guess))
  const open = [...guesses].flatMap((guess, place) => (guess && isOpen(guess) ? { ...guess, place } : []))
  open.sort((a, b) => Number(inPlan.has(b.place)) - Number(inPlan.has(a.place)) || b.value - a.value)
  for (const { place, ...guess } of open) answers[place] = await answer(place, guess)
  return answers.map((own, place) => {
    const twin = int(twins, place)
    const other = answers[twin]
    if (twin === place || !other) return own
    return { ...other, gain: other.gain.map((one) => (one === twin ? place : one)).sort(ascending) }
  })

  /**
   * Passes again and again for what is open, with the quotas that the ways so far exceed: first for what is worth nearly as
   * much as the plan, then for twice the difference, and so on.
   */
  async function priceTogether(): Promise<void> {
    const open = new Map<number, Guess>()
    for (const [place, guess] of guesses.entries()) {
      if (guess && guess.tooMuch.length > 0 && !alone.has(place)) open.set(place, guess)
    }
    if (open.size === 0) return
    const completions = allWays(network, relaxed, chosen)
    for (let [left, least] = [budget, worth]; open.size > 0 && (await means.course.goOn()); ) {
      const highest = Math.max(...[...open.values()].map(({ value }) => value))
      if (highest < least) least = Math.min(2 * least - worth - UNIT, highest)
      const asked = [...open].filter(([, { value }]) => value >= least)
      for (const [, { tooMuch }] of asked) for (const quota of tooMuch) critical.add(quota)
      const passes = bothWays(network, { ...relaxed, kept: [...critical], least, most: left }, chosen, completions)
      if (!passes) return
      left -= passes.count
      for (const [place, before] of asked) {
        const way = inPlan.has(place) ? passes.without(place) : passes.with(place)
        const guess = (way && way.value >= least && judged(way)) || { ...before, value: least - 1 }
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

  function judged(change: Change | undefined): Guess | undefined {
    if (!change) return undefined
    const { value } = change
    const over = exceededBy(network, change, chosen, used)
    const isCharged = over.length === 0 && multipliers.size > 0 && weightOf(change) !== value
    return { ...change, tooMuch: isCharged ? unused(network, wayOf(change), multipliers) : over }
  }

  function weightOf({ gain, lose }: Pick<Change, 'gain' | 'lose'>): number {
    return worth + weighed(gain, likeness) - weighed(lose, likeness)
  }

  function wayOf({ gain, lose }: Pick<Change, 'gain' | 'lose'>): readonly number[] {
    return [...lacking(chosen, lose), ...gain].sort((a, b) => a - b)
  }

  function changed({ value, gain, lose }: Change): Alternative {
    return { weight: wholeUnits(weightOf({ gain, lose })), bound: wholeUnits(value), gain, lose }
  }

  /** What is asked where one decides otherwise on a place: it is out, or it is in whatever that costs. */
  function otherwise(place: number): Demand {
    if (!inPlan.has(place)) return demandOf(network, weights, new Set([...fixed, place]))
    const asked = demandOf(network, weights, new Set([...fixed].filter((one) => one !== place)))
    asked.weights[place] = Number.NEGATIVE_INFINITY
    return asked
  }

  /** Nothing else is fixed then, and what has its content may come in at any time. */
  function passWithout(place: number): Change | undefined {
    const labels = labelsOf(network, network.backward, { ...relaxed, kept: found.critical, demand: otherwise(place) })
    if (!labels || labels.best < 0) return undefined
    const back = refund(multipliers, new Set(found.critical))
    const way = labels.way(labels.best)
    const value = at(labels.value, labels.best) + back
    return { value, gain: lacking(way, chosen), lose: lacking(chosen, way) }
  }

  /** What is known of a place whose best way is no plan. It is searched for as long as there is time. */
  async function answer(place: number, guess: Guess): Promise<Alternative> {
    const asked = otherwise(place)
    const bound = guess.value
    const start = valued(keepable(network, asked, wayOf(guess)), likeness)
    if (!(await means.course.goOn())) return alternative(start, bound)
    const course = { goOn: means.course.goOn }
    const isPriced = (plan: Valued, most: number) => wholeUnits(most) <= wholeUnits(plan.value)
    // As much of the plan as can be, and what there is room for beside it.
    const beside = bestWay(network, besidePlan(network, asked, [...asked.fixed], chosen))
    let known = beside ? better(start, valued(keepable(network, asked, beside.chosen), likeness)) : start
    if (!isPriced(known, bound)) known = completed(network, asked, known.chosen) ?? known
    let most = bound
    let search = { network, demand: asked, multipliers: rates, course }
    if (!isPriced(known, bound)) {
      const bounded = await boundPlans(network, asked, known, course, { start: rates, rounds: ROUNDS })
      known = bounded.best
      most = Math.min(bound, bounded.bound)
      search = { ...search, multipliers: bounded.multipliers }
    }
    if (isPriced(known, most)) return like(known, known.value)
    const labels = Math.min(labelsFor(network, LABELS, means), MOST_LABELS)
    const dear = await searchPlan({ ...search, known, more: UNIT - (known.value % UNIT), labels })
    const best = dear.best ?? known
    return dear.isProven ? like(best, best.value) : alternative(best, Math.min(most, dear.bound))

    /** Of plans worth the same one that is more like the plan, where that is no long search. */
    async function like(known: Valued, worth: number): Promise<Alternative> {
      // None loses less than the session itself, or than one for a session that is worth something.
      const lost = lacking(chosen, known.chosen).length
      if (lost <= (inPlan.has(place) || at(likeness, place) > 0 ? 1 : 0)) return alternative(known, worth)
      const found = await searchPlan({ ...search, known, more: 1, labels: means.labels ?? LIKE_LABELS })
      return alternative(found.best ?? known, worth)
    }
  }

  function alternative({ value, chosen: way }: Valued, bound: number): Alternative {
    const [gain, lose] = [lacking(way, chosen), lacking(chosen, way)]
    return { weight: wholeUnits(value), bound: wholeUnits(bound), gain, lose }
  }
}

function better(one: Valued, other: Valued): Valued {
  return other.value > one.value ? other : one
}

/** The numbers of an ascending list that another one lacks. */
function lacking(list: readonly number[], other: readonly number[]): readonly number[] {
  let index = 0
  return list.filter((place) => {
    while (at(other, index) < place) index++
    return other[index] !== place
  })
}

interface Passes {
  /** The labels of both. */
  readonly count: number
  /** The best way that holds a place; nothing where there is none, or where it is worth too little. */
  readonly with: (place: number) => Change | undefined
  /** The best way without a place that the passes were asked to leave out. */
  readonly without: (place: number) => Change | undefined
  /** The most that is before and behind each place. */
  readonly completion: { readonly earlier: Float64Array; readonly later: Float64Array }
}

/** Labels up to each session and from each one on; nothing where that takes too many. */
function bothWays(
  network: Network,
  asked: Relaxation,
  chosen: readonly number[],
  { completion }: Partial<Passes> = {},
): Passes | undefined {
  const later = labelsOf(network, network.backward, { ...asked, completion: completion?.earlier })
  const earlier = later && labelsOf(network, network.forward, { ...asked, completion: completion?.later })
  if (!earlier) return undefined
  return meetingOf(earlier, later, asked, chosen)
}

function meetingOf(
  earlier: Labels,
  later: Labels,
  { multipliers, kept }: Relaxation,
  chosen: readonly number[],
): Passes {
  const back = refund(multipliers, new Set(kept))
  const { lineup, resources, timeline } = earlier.pass
  const { starts, ends } = timeline
  const { weights } = later.pass.demand
  const inPlan = new Set(chosen)
  const plan = inOrderOf(timeline, chosen)
  const [before, behind] = [partsOf(earlier, plan), partsOf(later, [...plan].reverse())]
  const sorted = ({ value, pass }: Labels, list: number[]) =>
    pass.resources.isCharged ? list.sort((a, b) => at(value, b) - at(value, a)) : list

  /** The best of the ways made of one of either list, the best of which are first; both hold `place`, if one is said. */
  function meet(ones: readonly number[], others: readonly number[], place = -1): Change | undefined {
    let worth = Number.NEGATIVE_INFINITY
    let one = -1
    let other = -1
    const most = at(later.value, others[0] ?? 0)
    for (const first of ones) {
      if (at(earlier.value, first) + most <= worth) break
      for (const second of others) {
        const sum = at(earlier.value, first) + at(later.value, second)
        if (sum <= worth) break
        if (place < 0 && isTooFar(int(earlier.place, first), int(later.place, second))) continue
        const { words, pass } = later
        const cell = first * resources.size
        if (!resources.joins(earlier.words, cell, pass.resources, words, second * resources.size, place)) continue
        worth = sum
        one = first
        other = second
      }
    }
    if (one < 0) return undefined
    const twice = place < 0 ? 0 : at(weights, place)
    return { value: worth - twice + back, ...changeOf(place < 0 ? one : int(earlier.before, one), other) }
  }

  /** What a way adds between the parts of the plan that it begins and ends with, and what it leaves out there. */
  function changeOf(one: number, other: number): Pick<Change, 'gain' | 'lose'> {
    const between: number[] = []
    let [first, last] = [one, other]
    for (; !before.has(first); first = int(earlier.before, first)) between.push(int(earlier.place, first))
    for (; !behind.has(last); last = int(later.before, last)) between.push(int(later.place, last))
    const passed = plan.slice(before.get(first), plan.length - (behind.get(last) ?? 0))
    return {
      gain: between.filter((place) => !inPlan.has(place)).sort(ascending),
      lose: passed.filter((place) => !between.includes(place)).sort(ascending),
    }
  }

  function isTooFar(last: number, next: number): boolean {
    if (last < 0 || next < 0 || at(starts, next) === Number.NEGATIVE_INFINITY) return false
    return at(ends, last) + lineup.walk(last, next) > at(starts, next)
  }

  const held = new Map<number, Change | undefined>()
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
        if (!way) continue
        // A poster can be left out from beside another of its wall.
        const isBeside = int(lineup.posters, other) >= 0 && int(lineup.posters, other) === int(lineup.posters, place)
        const isHeld = isBeside && !way.lose.includes(place)
        const value = isHeld ? way.value - at(weights, place) : way.value
        if (value <= (best?.value ?? Number.NEGATIVE_INFINITY)) continue
        best = isHeld ? { ...way, value, lose: [...way.lose, place].sort(ascending) } : way
      }
      return best
    },
  }
}

function allWays(network: Network, asked: Relaxation, chosen: readonly number[]): Passes {
  const passes = bothWays(network, asked, chosen)
  if (!passes) throw new Error('a pass without a limit was cut short')
  return passes
}

function inOrderOf({ position }: Timeline, chosen: readonly number[]): readonly number[] {
  return [...chosen].sort((a, b) => int(position, a) - int(position, b))
}

/** The labels that are the first sessions of a plan, with how many these are. */
function partsOf(labels: Labels, plan: readonly number[]): ReadonlyMap<number, number> {
  const parts = new Map([[0, 0]])
  let known = 0
  for (const place of plan) {
    const next = labels.of(place).find((label) => int(labels.before, label) === known)
    if (next === undefined) break
    known = next
    parts.set(known, parts.size)
  }
  return parts
}
