import { withinContents } from './guess.js'
import { at, weighed } from './lineup.js'
import { type Loose, wholeIn } from './loose.js'
import { isPlan, type Prepared, rivalsOf } from './prepare.js'
import { type Alternative, bestPlan, likenessTo, type Prices, priceAll } from './prices.js'
import { programOf, type Solve, takenBy } from './program.js'
import { type Budget, charged, refund, type Start, searchPlan } from './search.js'
import type { Found, Solved } from './solve.js'

interface Asked extends Found {
  readonly loose: Loose
  /** Those of the lineup, but what has the content of a fixed session is worth -Infinity. */
  readonly weights: Float64Array
  readonly solve?: Solve
  readonly budget: Budget
  /** What was found before; only what is unproven there is asked for. */
  readonly known?: Solved['otherwise']
}

/**
 * For each place the best plan that decides otherwise on it; of those that are worth the same, one with as many sessions of the
 * plan as can be. Two passes over the graphs bound them all, and mostly these bounds are plans; the others are searched one by one.
 */
export async function pricesOf(prepared: Prepared, asked: Asked): Promise<Solved['otherwise']> {
  const { lineup, groups, obstaclesOf } = prepared
  const { weight, bound, chosen, weights, priced, loose } = asked
  const inPlan = new Set(chosen)
  const extra = refund(priced)
  const cut = wholeIn(lineup.weights)
  const first = priceAll(loose.parts, charged(weights, priced), chosen)
  // Where repeats had to be paid for, what comes next to the plan mostly holds some of them twice.
  const sources = extra === 0 ? [first] : [first, priceAll(loose.parts, withinContents(prepared, chosen), chosen)]
  const isLike = sources.map((source) => source.chosen.join() === chosen.join())
  let search: ReturnType<typeof searching> | undefined
  /** The solver has no time left for any other program either. */
  let isLate = false
  const answers: Solved['otherwise'][number][] = []
  for (const place of lineup.candidates.keys()) {
    const before = asked.known ? asked.known[place] : 'unproven'
    answers.push(before === 'unproven' ? await answer(place) : before)
  }
  return answers

  async function answer(place: number): Promise<Solved['otherwise'][number]> {
    const candidate = lineup.candidates[place]
    const isIn = inPlan.has(place)
    if (!candidate || (!isIn && obstaclesOf(candidate).fixed.length > 0)) return undefined
    // Without a fixed session others of its content may come in, and `weights` rule them out.
    const isWhole = !candidate.fixed || !groups.some(({ members }) => members.includes(place))
    const most = otherwiseIn(first, place)?.weight ?? Number.NEGATIVE_INFINITY
    if (isWhole && most === Number.NEGATIVE_INFINITY) return undefined
    if (weight < bound) return 'unproven'
    const near = isWhole && nearest(place, most + extra)
    if (near) return near
    search ??= searching(prepared, asked)
    const found = search(place)
    if (found === 'none') return undefined
    return found === 'unknown' ? ask(place) : changed(found.chosen)
  }

  /** A plan of the graphs that decides otherwise, where none that is worth `most` can be better or liker. */
  function nearest(place: number, most: number): Alternative | undefined {
    const changes = sources.map((source, index) => {
      const other = otherwiseIn(source, place)
      if (!other) return undefined
      return isLike[index] ? { ...other, weight: worthWith(other) } : changed(applied(source.chosen, other))
    })
    return changes.find((change) => {
      if (!change || !isSound(place, change)) return false
      return change.weight === most || (change.weight === cut(most) && change.lose.length === leastLost(place))
    })
  }

  function otherwiseIn(source: Prices, place: number): Alternative | undefined {
    return inPlan.has(place) === source.chosen.includes(place)
      ? source.otherwise[place]
      : { weight: source.weight, gain: [], lose: [] }
  }

  function worthWith({ gain, lose }: Alternative): number {
    return weight + weighed(gain, lineup.weights) - weighed(lose, lineup.weights)
  }

  function leastLost(place: number): number {
    return inPlan.has(place) ? 1 : rivalsOf(prepared, place, chosen).length
  }

  /** Whether a change of the plan makes a plan. */
  function isSound(place: number, change: Alternative): boolean {
    if (!loose.isExact) return isOther(place, applied(chosen, change))
    const [gained, lost] = [new Set(change.gain), new Set(change.lose)]
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
      weight: weighed(plan, lineup.weights),
      gain: plan.filter((place) => !inPlan.has(place)),
      lose: chosen.filter((place) => !has.has(place)),
    }
  }

  async function ask(place: number): Promise<Alternative | 'unproven' | undefined> {
    if (isLate || !asked.solve) return 'unproven'
    const solution = await asked.solve(programOf(prepared, inPlan.has(place) ? { without: place } : { with: place }))
    isLate = solution.status === 'time-limit'
    if (solution.status === 'infeasible') return undefined
    const plan = takenBy(solution, lineup)
    return solution.status === 'optimal' && isOther(place, plan) ? changed(plan) : 'unproven'
  }
}

function applied(plan: readonly number[], { gain, lose }: Alternative): readonly number[] {
  return [...plan.filter((place) => !lose.includes(place)), ...gain].sort((a, b) => a - b)
}

/** Searches the best plan that decides otherwise on a place, and of those that are worth the same one that is like the plan. */
function searching(
  prepared: Prepared,
  { chosen, weights, priced, loose, budget }: Asked,
): (place: number) => ReturnType<typeof searchPlan> {
  if (!loose.isExact) return () => 'unknown'
  const { lineup, groups } = prepared
  const unit = weights.length + 1
  const relaxed = { ...priced, prices: priced.prices.map((price) => price * unit) }
  const open = likenessTo(chosen, weights)
  const likeness = likenessTo(chosen, lineup.weights)
  const known = [bestPlan(loose.parts, open), bestPlan(loose.parts, charged(open, relaxed))] as const
  const stake = likeness.reduce((sum, worth) => sum + Math.abs(worth), 1)
  const whole = wholeIn(lineup.weights)
  /** A plan with so many sessions of the plan at most cannot be liker than that. */
  const cutFor = (alike: number, paid: number) => (bound: number) =>
    Math.min(bound, paid + unit * whole(Math.floor((bound - paid) / unit)) + alike)
  const startWithout = (place: number): Start => {
    const own = open.slice()
    const cut = cutFor(chosen.length - 1, 0)
    if (!lineup.candidates[place]?.fixed) {
      own[place] = Number.NEGATIVE_INFINITY
      return { weights: own, known, cut, ties: 'any' }
    }
    for (const { members } of groups.filter((group) => group.members.includes(place))) {
      for (const other of members) own[other] = at(likeness, other)
    }
    return { weights: own, known, lacking: place, cut, ties: 'any' }
  }
  const startWith = (place: number): Start => {
    const own = open.slice()
    own[place] = at(open, place) + stake
    const alike = chosen.length - rivalsOf(prepared, place, chosen).length
    return { weights: own, known, must: place, cut: cutFor(alike, stake), ties: 'any' }
  }
  return (place) => {
    if (budget.left < 0) return 'unknown'
    return searchPlan(relaxed, chosen.includes(place) ? startWithout(place) : startWith(place), budget)
  }
}
