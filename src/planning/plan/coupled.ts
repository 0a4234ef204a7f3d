import { at, type Lineup } from './lineup.js'
import { type Bounds, boundAll, drawLoose, type Loose } from './loose.js'
import { isPlan, type Prepared } from './prepare.js'
import { type Alternative, bestPlan, priceAll } from './prices.js'
import { type Demand, programOf, type Solve, takenBy } from './program.js'
import type { Solved } from './solve.js'

/**
 * The best plan where one graph of all plans would be too large, mostly because many repeats lie far apart. A looser graph bounds
 * every answer from above; real plans bound it from below. Where both meet, it is proven; the solver is asked for the plan where
 * they do not, and for each alternative that stays in doubt. Without an answer of the solver that stays unproven.
 */
export async function solveCoupled(prepared: Prepared, solve?: Solve, most?: number): Promise<Solved> {
  const loose = drawLoose(prepared, most)
  const { lineup } = prepared
  const weigh = (chosen: readonly number[]) => chosen.reduce((sum, place) => sum + at(lineup.weights, place), 0)
  const better = (one: readonly number[], other: readonly number[] | undefined) =>
    other !== undefined && isPlan(prepared, other) && weigh(other) > weigh(one) ? other : one

  let plan = greedyPlan(prepared)
  plan = better(plan, withinContents(prepared, loose, plan).chosen)
  const bounds = boundAll(prepared, loose, weigh(plan))
  plan = better(plan, bounds.chosen)
  plan = better(plan, withinContents(prepared, loose, bounds.chosen).chosen)
  let bound = bounds.weight
  if (weigh(plan) < bound && solve) {
    const found = await solve(programOf(prepared))
    if (found.status === 'optimal' || found.status === 'feasible') plan = better(plan, takenBy(found, lineup))
    if (found.status !== 'infeasible') bound = Math.min(bound, Math.floor(found.bound + TOLERANCE))
  }
  bound = Math.max(bound, weigh(plan))
  const strict = withinContents(prepared, loose, plan)
  if (weigh(strict.chosen) === weigh(plan) && isPlan(prepared, strict.chosen)) plan = strict.chosen
  const proven = weigh(plan) === bound
  const otherwise: (Alternative | 'unproven' | undefined)[] = []
  for (const place of lineup.candidates.keys()) {
    otherwise.push(await decideOtherwise({ prepared, loose, bounds, plan, strict, solve, proven }, place))
  }
  return { weight: weigh(plan), bound, chosen: plan, otherwise }
}

/** Solvers count in floating point; worths are whole numbers. */
const TOLERANCE = 1e-4

interface Found {
  readonly prepared: Prepared
  readonly loose: Loose
  readonly bounds: Bounds
  readonly plan: readonly number[]
  readonly strict: ReturnType<typeof withinContents>
  readonly solve: Solve | undefined
  readonly proven: boolean
}

async function decideOtherwise(found: Found, place: number): Promise<Alternative | 'unproven' | undefined> {
  const { prepared, bounds, plan, strict, solve } = found
  const { lineup, obstaclesOf } = prepared
  const candidate = lineup.candidates[place]
  const isIn = plan.includes(place)
  if (!candidate || (!isIn && obstaclesOf(candidate).fixed.length > 0)) return undefined
  const most = isIn ? bounds.without(place) : bounds.with(place)
  if (most === Number.NEGATIVE_INFINITY) return undefined
  if (!found.proven) return 'unproven'
  const known = strict.chosen === plan ? strict.otherwise[place] : undefined
  if (known && known.weight >= most && isOther(found, place, applied(plan, known))) return known
  const switched = isIn ? undefined : withinContents(prepared, found.loose, plan, place).chosen
  if (switched && weighed(switched, lineup) >= most && isOther(found, place, switched)) return changed(found, switched)
  if (!solve) return 'unproven'
  const demand: Demand = isIn ? { without: place } : { with: place }
  const answer = await solve(programOf(prepared, demand))
  if (answer.status === 'infeasible') return undefined
  const other = takenBy(answer, lineup)
  return answer.status === 'optimal' && isOther(found, place, other) ? changed(found, other) : 'unproven'
}

/** Whether sessions make a plan that decides otherwise on `place`; one without a fixed session holds all others. */
function isOther({ prepared, plan }: Found, place: number, chosen: readonly number[]): boolean {
  const isIn = plan.includes(place)
  const fixed = prepared.lineup.candidates[place]?.fixed === true
  return chosen.includes(place) !== isIn && isPlan(prepared, chosen, isIn && fixed ? place : undefined)
}

function changed({ prepared: { lineup }, plan }: Found, other: readonly number[]): Alternative {
  return {
    weight: weighed(other, lineup),
    gain: other.filter((place) => !plan.includes(place)),
    lose: plan.filter((place) => !other.includes(place)),
  }
}

function applied(plan: readonly number[], { gain, lose }: Alternative): readonly number[] {
  return [...plan.filter((place) => !lose.includes(place)), ...gain].sort((a, b) => a - b)
}

function weighed(chosen: readonly number[], { weights }: Lineup): number {
  return chosen.reduce((sum, place) => sum + at(weights, place), 0)
}

/** All that is fixed, then what weighs most and still fits. */
function greedyPlan(prepared: Prepared): readonly number[] {
  const { candidates, weights, fixed } = prepared.lineup
  let plan = fixed
  const wanted = [...candidates.keys()].filter((place) => !candidates[place]?.fixed && at(weights, place) > 0)
  for (const place of wanted.sort((a, b) => at(weights, b) - at(weights, a) || a - b)) {
    const more = [...plan, place].sort((a, b) => a - b)
    if (isPlan(prepared, more)) plan = more
  }
  return plan
}

/**
 * The best plan, with its alternatives, that takes of each content only the session that `guide` takes of it, or the first; with
 * `must` that one, which is then in it.
 */
function withinContents(
  { lineup, groups }: Prepared,
  { diagram }: Loose,
  guide: readonly number[],
  must?: number,
): Pick<Solved, 'chosen'> & { readonly otherwise: readonly (Alternative | undefined)[] } {
  const weights = lineup.weights.slice()
  for (const { members } of groups) {
    const fixed = members.find((place) => lineup.candidates[place]?.fixed)
    const own = members.find((place) => place === must) ?? fixed ?? members.find((place) => guide.includes(place))
    for (const place of members) if (place !== (own ?? members[0])) weights[place] = Number.NEGATIVE_INFINITY
  }
  if (must === undefined) return priceAll(diagram, { weights })
  weights[must] = at(weights, must) + lineup.weights.reduce((sum, weight) => sum + Math.abs(weight), 1)
  return { ...bestPlan(diagram, { weights }), otherwise: [] }
}
