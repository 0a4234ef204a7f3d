import { at } from './lineup.js'
import type { Loose } from './loose.js'
import { isPlan, type Prepared } from './prepare.js'
import { type Alternative, bestPlan, likenessTo, priceAll } from './prices.js'
import { programOf, type Solve, takenBy } from './program.js'
import { type Budget, charged, refund, type Start, searchPlan } from './search.js'
import type { Found, Solved } from './solve.js'

interface Asked extends Found {
  readonly loose: Loose
  /** Those of the lineup, but what has the content of a fixed session is worth -Infinity. */
  readonly weights: Float64Array
  readonly solve: Solve | undefined
  readonly budget: Budget
}

/**
 * For each place the best plan that decides otherwise on it; of those that are worth the same, one with as many sessions of the
 * plan as can be. Two passes over the graphs bound them all, and mostly these bounds are plans; the others are searched one by one.
 */
export async function pricesOf(prepared: Prepared, asked: Asked): Promise<Solved['otherwise']> {
  const { lineup } = prepared
  const { weight, bound, chosen, weights, priced, loose } = asked
  const inPlan = new Set(chosen)
  const extra = refund(priced)
  const first = priceAll(loose.parts, charged(weights, priced), chosen)
  const isLike = first.chosen.length === chosen.length && first.chosen.every((place) => inPlan.has(place))
  const search = searching(prepared, asked)
  const answers: Solved['otherwise'][number][] = []
  for (const place of lineup.candidates.keys()) answers.push(await answer(place))
  return answers

  async function answer(place: number): Promise<Solved['otherwise'][number]> {
    const candidate = lineup.candidates[place]
    const isIn = inPlan.has(place)
    if (!candidate || (!isIn && prepared.obstaclesOf(candidate).fixed.length > 0)) return undefined
    // Without a fixed session others of its content may come in, and `weights` rule them out.
    const isWhole = !candidate.fixed || !prepared.groups.some(({ members }) => members.includes(place))
    const other = first.otherwise[place]
    if (isWhole && !other && first.chosen.includes(place) === isIn) return undefined
    if (weight < bound) return 'unproven'
    if (isWhole && isLike && other && other.weight + extra === worthWith(other) && isSound(place, other)) {
      return { ...other, weight: other.weight + extra }
    }
    const found = search(place)
    if (found === 'none') return undefined
    if (found !== 'unknown') return changed(found)
    return ask(place)
  }

  function worthWith({ gain, lose }: Alternative): number {
    const sum = (places: readonly number[]) => places.reduce((all, place) => all + at(lineup.weights, place), 0)
    return weight + sum(gain) - sum(lose)
  }

  /** Whether a change of the plan makes a plan. */
  function isSound(place: number, { gain, lose }: Alternative): boolean {
    const lost = new Set(lose)
    if (!loose.isExact) {
      return isOther(
        place,
        [...chosen.filter((one) => !lost.has(one)), ...gain].sort((a, b) => a - b),
      )
    }
    const gained = new Set(gain)
    const isTaken = (one: number) => gained.has(one) || (inPlan.has(one) && !lost.has(one))
    return loose.broken.every(({ members, most }) => members.filter(isTaken).length <= most)
  }

  /** Whether sessions make a plan that decides otherwise on `place`; one without a fixed session holds all others. */
  function isOther(place: number, plan: readonly number[]): boolean {
    const isIn = inPlan.has(place)
    const without = isIn && lineup.candidates[place]?.fixed ? place : undefined
    return plan.includes(place) !== isIn && isPlan(prepared, plan, without)
  }

  function changed(plan: readonly number[]): Alternative {
    const has = new Set(plan)
    return {
      weight: plan.reduce((sum, place) => sum + at(lineup.weights, place), 0),
      gain: plan.filter((place) => !inPlan.has(place)),
      lose: chosen.filter((place) => !has.has(place)),
    }
  }

  async function ask(place: number): Promise<Alternative | 'unproven' | undefined> {
    const solution = await asked.solve?.(programOf(prepared, inPlan.has(place) ? { without: place } : { with: place }))
    if (!solution) return 'unproven'
    if (solution.status === 'infeasible') return undefined
    const plan = takenBy(solution, lineup)
    return solution.status === 'optimal' && isOther(place, plan) ? changed(plan) : 'unproven'
  }
}

/** Searches the best plan that decides otherwise on a place. */
function searching(
  { lineup, groups }: Prepared,
  { chosen, weights, priced, loose, budget }: Asked,
): (place: number) => ReturnType<typeof searchPlan> {
  if (!loose.isExact) return () => 'unknown'
  const unit = weights.length + 1
  const relaxed = { ...priced, prices: priced.prices.map((price) => price * unit) }
  const likeness = likenessTo(chosen, lineup.weights)
  const open = likenessTo(chosen, charged(weights, priced))
  const before = bestPlan(loose.parts, open)
  const stake = likeness.reduce((sum, worth) => sum + Math.abs(worth), 1)
  const valueOf = (plan: readonly number[]) => plan.reduce((sum, place) => sum + at(likeness, place), 0)
  const startWithout = (place: number): Start => {
    const wanted = open.slice()
    const fixed = lineup.candidates[place]?.fixed
    wanted[place] = fixed ? at(open, place) : Number.NEGATIVE_INFINITY
    const restored = likenessTo(chosen, charged(lineup.weights, priced))
    for (const { members } of fixed ? groups.filter((group) => group.members.includes(place)) : []) {
      for (const other of members) if (other !== place) wanted[other] = at(restored, other)
    }
    const lacking = fixed ? place : undefined
    const best = bestPlan(loose.parts, wanted, before, lacking)
    return { best, extra: refund(relaxed), ...(lacking !== undefined && { lacking }) }
  }
  const startWith = (place: number): Start => {
    const wanted = open.slice()
    wanted[place] = at(open, place) + stake
    return { best: bestPlan(loose.parts, wanted, before), extra: refund(relaxed) - stake, must: place }
  }
  return (place) => {
    if (budget.left <= 0) return 'unknown'
    const start = chosen.includes(place) ? startWithout(place) : startWith(place)
    budget.left -= start.best.steps
    return searchPlan(relaxed, start, valueOf, budget)
  }
}
