import { at } from './lineup.js'
import type { Loose } from './loose.js'
import { isPlan, type Prepared } from './prepare.js'
import { bestPlan } from './prices.js'

/** All that is fixed, then what weighs most and still fits. */
export function greedyPlan(prepared: Prepared): readonly number[] {
  const { candidates, weights, fixed } = prepared.lineup
  const isFixed = new Set(fixed)
  let plan = fixed
  const wanted = [...candidates.keys()].filter((place) => !isFixed.has(place) && at(weights, place) > 0)
  for (const place of wanted.sort((a, b) => at(weights, b) - at(weights, a) || a - b)) {
    const more = [...plan, place].sort((a, b) => a - b)
    if (isPlan(prepared, more)) plan = more
  }
  return plan
}

/** The best plan that takes of each content only the session that `guide` takes of it, or the first. */
export function withinContents(
  { lineup, groups }: Prepared,
  { parts }: Loose,
  guide: readonly number[],
): readonly number[] {
  const weights = lineup.weights.slice()
  for (const { members } of groups) {
    const fixed = members.find((place) => lineup.candidates[place]?.fixed)
    const own = fixed ?? members.find((place) => guide.includes(place)) ?? members[0]
    for (const place of members) if (place !== own) weights[place] = Number.NEGATIVE_INFINITY
  }
  return bestPlan(parts, weights).chosen
}
