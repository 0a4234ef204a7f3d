import { at } from './lineup.js'
import { isPlan, type Prepared } from './prepare.js'

/** All that is fixed, then what weighs most and still fits. */
export function greedyPlan(prepared: Prepared): readonly number[] {
  const { candidates, weights, fixed, clash } = prepared.lineup
  const isFixed = new Set(fixed)
  let plan = fixed
  const wanted = [...candidates.keys()].filter((place) => !isFixed.has(place) && at(weights, place) > 0)
  for (const place of wanted.sort((a, b) => at(weights, b) - at(weights, a) || a - b)) {
    if (plan.some((other) => clash(Math.min(place, other), Math.max(place, other)))) continue
    const more = [...plan, place].sort((a, b) => a - b)
    if (isPlan(prepared, more)) plan = more
  }
  return plan
}

/** Weights by which of each content only the session can be taken that `guide` takes of it, or the fixed or the first one. */
export function withinContents({ lineup, groups }: Prepared, guide: readonly number[]): Float64Array {
  const weights = lineup.weights.slice()
  const guided = new Set(guide)
  for (const { members } of groups) {
    const fixed = members.find((place) => lineup.candidates[place]?.fixed)
    const own = fixed ?? members.find((place) => guided.has(place)) ?? members[0]
    for (const place of members) if (place !== own) weights[place] = Number.NEGATIVE_INFINITY
  }
  return weights
}
