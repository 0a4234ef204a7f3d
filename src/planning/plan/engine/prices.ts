import { at, int, weighed } from '../lineup.js'
import type { Prepared } from '../prepare.js'
import { besidePlan, completed, keepable } from './first-plan.js'
import { type Change, type JoinedPasses, joinPasses } from './join-passes.js'
import type { Demand } from './labels.js'
import { boundPlans, branchPlans } from './multipliers.js'
import {
  ascending,
  bestWay,
  demandOf,
  exceeded,
  labelsOf,
  type Multipliers,
  type Network,
  type Relaxation,
  refund,
  twinsIn,
  UNIT,
  unused,
  type Valued,
  valued,
  wholeUnits,
  withoutTwins,
} from './network.js'
import type { Quota } from './resources.js'
import { type Found, labelsFor, type Means, searchPlan } from './search.js'

/** The best plan known that decides otherwise on a session, and what no such plan is worth more than. */
export interface Alternative {
  readonly weight: number
  readonly bound: number
  /** How it differs from the plan: places, ascending. */
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** A way that decides otherwise. No other one has a greater value. */
interface Guess extends Change {
  /** The quotas that it exceeds, or because of which its value is more than it is worth; none where it is a best plan. */
  readonly tooMuch: readonly Quota[]
}

/** Labels for each session: on the passes that price all of them, and on each search for what they leave open. */
const [PASS_LABELS, LABELS] = [60, 1000]
/** Labels of such a search at most. */
const MOST_LABELS = 10_000
/** Rounds of subgradient steps for a session by itself. */
const ROUNDS = 100
/** Multipliers are used if their bound is within this share of the plan's worth. */
const CLOSE = 0.05
/** Labels of a search for a plan with more sessions of the plan that is priced; where so many took more, no other is made. */
const [LIKE_LABELS, LONG_SEARCHES] = [1000, 5]
/** Parts of a search at most: so few that each session gets some of the time, then more for those that are still open. */
const MOST_PARTS = [10, 1000]

/** A plan that is to be priced. */
interface Priced {
  readonly network: Network
  readonly found: Found
  readonly means: Means
  readonly chosen: readonly number[]
  readonly inPlan: ReadonlySet<number>
  readonly fixed: ReadonlySet<number>
  /** Weights, with a little more for each session of the plan: of plans worth the same the one that changes least is best. */
  readonly likeness: Float64Array
  /** For each place the one that is priced for it: see `twinsIn`. */
  readonly twins: Int32Array
  /** What the plan is worth in likeness. */
  readonly worth: number
  /** How many searches for plans that are more alike were given up. */
  readonly longSearches: { count: number }
  /** What is asked of the passes that price all sessions. */
  readonly relaxed: Relaxation & { readonly cuts: ReadonlySet<number> }
}

/**
 * For each place the best plan that decides otherwise on it; among equals, one that keeps as many sessions of the plan as
 * possible. The best way through a session is the best way to it and the best way on from it, so two passes of labels give them
 * all. If such a way exceeds a quota, its session is priced again by passes that keep to that quota, or alone.
 */
export async function pricePlan(
  prepared: Prepared,
  network: Network,
  found: Found,
  means: Means,
): Promise<readonly (Alternative | undefined)[]> {
  const priced = pricedOf(prepared, network, found, means)
  const { inPlan, twins } = priced
  const guesses = firstGuesses(priced)
  if (found.multipliers.size === 0) await priceTogether(priced, guesses)
  const rates = guesses.some(isOpen) ? await ratesFor(priced) : found.multipliers
  const answers = guesses.map((guess) => guess && changed(priced, guess))
  let open = guesses.flatMap((guess, place) => (guess && isOpen(guess) ? { ...guess, place } : []))
  open.sort((a, b) => Number(inPlan.has(b.place)) - Number(inPlan.has(a.place)) || b.value - a.value)
  const known = new Map<number, Valued>()
  for (const parts of MOST_PARTS) {
    for (const { place, ...guess } of open) {
      const answer = await priceAlone(priced, place, guess, { rates, parts, known: known.get(place) })
      answers[place] = answer
      // A plan that decides otherwise on several sessions is known for each of them, unless it lacks what is fixed.
      if (answer.lose.some((one) => priced.fixed.has(one))) continue
      const plan = valued(wayOf(priced, answer), priced.likeness)
      for (const other of [...answer.gain, ...answer.lose]) {
        if (plan.value > (known.get(other)?.value ?? Number.NEGATIVE_INFINITY)) known.set(other, plan)
      }
    }
    open = open.flatMap((guess) => {
      const found = answers[guess.place]
      return found && found.weight < found.bound ? { ...guess, ...found, value: found.bound + UNIT - 1 } : []
    })
  }
  return answers.map((own, place) => {
    const twin = int(twins, place)
    const other = answers[twin]
    if (twin === place || !other) return own
    return { ...other, gain: other.gain.map((one) => (one === twin ? place : one)).sort(ascending) }
  })
}

function pricedOf({ lineup, obstaclesOf }: Prepared, network: Network, found: Found, means: Means): Priced {
  const { chosen } = found.best
  const inPlan = new Set(chosen)
  const fixed = new Set(lineup.fixed)
  // A plan has fewer sessions than a unit has parts, so likeness only decides between plans worth the same.
  const likeness = lineup.weights.map((weight, place) => weight + (inPlan.has(place) && chosen.length < UNIT ? 1 : 0))
  const twins = twinsIn(network, likeness, (place) => fixed.has(place) || inPlan.has(place))
  const demand = demandOf(network, withoutTwins(likeness, twins), fixed)
  for (const [place, candidate] of lineup.candidates.entries()) {
    if (!fixed.has(place) && obstaclesOf(candidate).fixed.length > 0) demand.weights[place] = Number.NEGATIVE_INFINITY
  }
  // What is fixed, has no length or is a poster with quotas is priced by a separate pass.
  const isCut = (place: number) => {
    const isLoose = int(lineup.posters, place) < 0 || (!network.mayClash && network.uses[place]?.length === 0)
    return isLoose && !fixed.has(place) && at(lineup.starts, place) < at(lineup.ends, place)
  }
  const cuts = new Set(chosen.filter(isCut))
  return {
    network,
    found,
    means,
    chosen,
    inPlan,
    fixed,
    likeness,
    twins,
    worth: weighed(chosen, likeness),
    longSearches: { count: 0 },
    relaxed: { demand, multipliers: found.multipliers, kept: [], cuts },
  }
}

/** The best ways that decide otherwise on each place. */
function firstGuesses(priced: Priced): (Guess | undefined)[] {
  const { network, found, means, chosen, inPlan, twins, relaxed } = priced
  // Where multipliers were needed, labels alone do not finish.
  const exact = { ...relaxed, kept: found.critical, most: labelsFor(network, PASS_LABELS, means) }
  const passes = (found.multipliers.size === 0 && joinPasses(network, exact, chosen)) || wholeMeeting(priced)
  return [...network.lineup.candidates.keys()].map((place) => {
    if (int(twins, place) !== place) return undefined
    const isAlone = inPlan.has(place) && !relaxed.cuts.has(place)
    return judged(priced, isAlone ? wayWithout(priced, place) : otherwiseIn(priced, passes, place))
  })
}

function otherwiseIn({ inPlan }: Priced, passes: JoinedPasses, place: number): Change | undefined {
  return inPlan.has(place) ? passes.without(place) : passes.with(place)
}

/** The passes that keep to no quota. */
function wholeMeeting({ network, chosen, relaxed }: Priced): JoinedPasses {
  const passes = joinPasses(network, relaxed, chosen)
  if (!passes) throw new Error('a pass without a limit was cut short')
  return passes
}

/**
 * Passes again and again for what is open, with the quotas that the ways so far exceed: first for what is worth nearly as
 * much as the plan, then for twice the difference, and so on; ways that are worth less are left out, so the passes stay short.
 */
async function priceTogether(priced: Priced, guesses: (Guess | undefined)[]): Promise<void> {
  const { network, found, means, chosen, inPlan, worth, relaxed } = priced
  const open = new Map<number, Guess>()
  for (const [place, guess] of guesses.entries()) {
    if (guess && isOpen(guess) && (!inPlan.has(place) || relaxed.cuts.has(place))) open.set(place, guess)
  }
  if (open.size === 0) return
  const critical = new Set(found.critical)
  const { completion } = wholeMeeting(priced)
  let left = labelsFor(network, PASS_LABELS, means)
  for (let least = worth; open.size > 0 && (await means.course.goOn()); ) {
    const highest = Math.max(...[...open.values()].map(({ value }) => value))
    if (highest < least) least = Math.min(2 * least - worth - UNIT, highest)
    const asked = [...open].filter(([, { value }]) => value >= least)
    for (const [, { tooMuch }] of asked) for (const quota of tooMuch) critical.add(quota)
    const relaxation = { ...relaxed, kept: [...critical], least, most: left }
    const passes = joinPasses(network, relaxation, chosen, completion)
    if (!passes) return
    left -= passes.count
    for (const [place, before] of asked) {
      const way = otherwiseIn(priced, passes, place)
      const guess = (way && way.value >= least && judged(priced, way)) || { ...before, value: least - 1 }
      guesses[place] = guess
      open.set(place, guess)
      if (!isOpen(guess)) open.delete(place)
    }
  }
}

/** Multipliers for single searches, where the plan was proven without and their bound is nearly what it is worth. */
async function ratesFor({ network, found, means, chosen, likeness, relaxed }: Priced): Promise<Multipliers> {
  if (found.multipliers.size > 0) return found.multipliers
  const plan = valued(chosen, likeness)
  const bounded = await boundPlans(network, relaxed.demand, plan, { goOn: means.course.goOn })
  return bounded.bound - plan.value < plan.value * CLOSE ? bounded.multipliers : found.multipliers
}

function isOpen(guess: Guess | undefined): boolean {
  return guess !== undefined && guess.tooMuch.length > 0
}

function judged(priced: Priced, change: Change | undefined): Guess | undefined {
  if (!change) return undefined
  const { network, found } = priced
  if (network.quotas.length === 0 && !network.mayClash) return { ...change, tooMuch: [] }
  const way = wayOf(priced, change)
  const over = exceeded(network, way)
  const isCharged = over.length === 0 && found.multipliers.size > 0 && likenessOf(priced, change) !== change.value
  return { ...change, tooMuch: isCharged ? unused(network, way, found.multipliers) : over }
}

function likenessOf({ worth, likeness }: Priced, { gain, lose }: Change): number {
  return worth + weighed(gain, likeness) - weighed(lose, likeness)
}

function wayOf({ chosen }: Priced, { gain, lose }: Pick<Change, 'gain' | 'lose'>): readonly number[] {
  return [...lacking(chosen, lose), ...gain].sort(ascending)
}

function changed(priced: Priced, change: Change): Alternative {
  const { value, gain, lose } = change
  return { weight: wholeUnits(likenessOf(priced, change)), bound: wholeUnits(value), gain, lose }
}

function alternative({ chosen }: Priced, { value, chosen: way }: Valued, bound: number): Alternative {
  const [gain, lose] = [lacking(way, chosen), lacking(chosen, way)]
  return { weight: wholeUnits(value), bound: wholeUnits(bound), gain, lose }
}

/** The demand for plans that decide otherwise on a place: it is ruled out, or it is fixed. */
function otherwise({ network, inPlan, fixed, likeness, twins }: Priced, place: number): Demand {
  const weights = withoutTwins(likeness, twins)
  if (!inPlan.has(place)) return demandOf(network, weights, new Set([...fixed, place]))
  const asked = demandOf(network, weights, new Set([...fixed].filter((one) => one !== place)))
  asked.weights[place] = Number.NEGATIVE_INFINITY
  return asked
}

/** The best way without a session, by a separate pass: other sittings of its content may come in at any time. */
function wayWithout(priced: Priced, place: number): Change | undefined {
  const { network, found, chosen, relaxed } = priced
  const asked = { ...relaxed, kept: found.critical, demand: otherwise(priced, place) }
  const labels = labelsOf(network, network.backward, asked)
  if (!labels || labels.best < 0) return undefined
  const way = labels.way(labels.best)
  const value = at(labels.value, labels.best) + refund(found.multipliers, new Set(found.critical))
  return { value, gain: lacking(way, chosen), lose: lacking(chosen, way) }
}

/** The best plan found for a place whose best way is not a plan, as far as time allows. */
async function priceAlone(
  priced: Priced,
  place: number,
  guess: Guess,
  given: { readonly rates: Multipliers; readonly parts: number; readonly known: Valued | undefined },
): Promise<Alternative> {
  const { network, found, means, chosen, fixed, likeness } = priced
  const demand = otherwise(priced, place)
  const course = { goOn: means.course.goOn }
  // Only without something fixed can a plan be worth more than the bound of all plans.
  const bound = fixed.has(place) ? guess.value : Math.min(guess.value, found.bound + UNIT - 1)
  let known = valued(keepable(network, demand, wayOf(priced, guess)), likeness)
  if (given.known && given.known.value > known.value) known = given.known
  if (!(await course.goOn())) return alternative(priced, known, bound)
  // As much of the plan as possible, and what there is room for beside it.
  const beside = bestWay(network, besidePlan(network, demand, [...demand.fixed], chosen))
  const kept = beside && valued(keepable(network, demand, beside.chosen), likeness)
  if (kept && kept.value > known.value) known = kept
  if (!isPriced(known, bound)) known = completed(network, demand, known.chosen) ?? known
  let most = bound
  let search = { network, demand, multipliers: given.rates, course }
  // Where labels proved the plan, they price most of it.
  if (!found.isBranched && !isPriced(known, bound)) {
    const steps = { start: given.rates, rounds: ROUNDS, plans: 1 }
    const bounded = await boundPlans(network, demand, known, course, steps)
    known = bounded.best
    most = Math.min(bound, bounded.bound)
    search = { ...search, multipliers: bounded.multipliers }
    const labels = Math.min(labelsFor(network, LABELS, means), MOST_LABELS)
    while (!isPriced(known, most)) {
      // The most that there can be is looked for first, as few ways are worth it.
      const target = wholeUnits(most)
      const dear = await searchPlan({ ...search, known, more: target - known.value, labels })
      known = dear.best ?? known
      if (!dear.isProven) {
        most = Math.min(most, dear.bound)
        break
      }
      most = Math.max(known.value, target - 1)
    }
  }
  if (!isPriced(known, most)) {
    const branched = await branchPlans({ ...search, known, parts: given.parts })
    known = branched.best
    most = Math.min(most, branched.bound)
    if (!isPriced(known, most)) return alternative(priced, known, most)
  }
  // Among plans worth the same, one with more sessions of the plan, unless none can have more or the search is long.
  const fewest = priced.inPlan.has(place) || at(likeness, place) > 0 ? 1 : 0
  const isAlike = most <= known.value || lacking(chosen, known.chosen).length <= fewest
  if (isAlike || priced.longSearches.count === LONG_SEARCHES) return alternative(priced, known, known.value)
  const alike = await searchPlan({ ...search, known, more: 1, labels: means.labels ?? LIKE_LABELS })
  if (!alike.isProven) priced.longSearches.count++
  return alternative(priced, alike.best ?? known, known.value)
}

/** Whether a plan is worth as much as the bound allows, in whole units. */
function isPriced(plan: Valued, most: number): boolean {
  return wholeUnits(most) <= wholeUnits(plan.value)
}

/** The numbers of an ascending list that another one lacks. */
function lacking(list: readonly number[], other: readonly number[]): readonly number[] {
  let index = 0
  return list.filter((place) => {
    while (at(other, index) < place) index++
    return other[index] !== place
  })
}
