import { at } from '../lineup.js'
import type { Demand } from './labels.js'
import {
  ascending,
  bestWay,
  demandOf,
  exceeded,
  type Multipliers,
  type Network,
  type Valued,
  valued,
} from './network.js'
import { usedOf } from './resources.js'
import { type Course, searchPlan } from './search.js'

/**
 * A good plan, quickly: stage after stage, without what the stages before have used up; then each stage again beside all the
 * others, as long as that makes it better. `start` is a plan to begin with.
 */
export function firstPlan(
  network: Network,
  { weights, fixed }: Demand,
  start: readonly number[] = [],
): Valued | undefined {
  const stages = network.forward.timeline.stages.map(({ places }) => places)
  let plan = valued([...new Set([...start, ...fixed])].sort(ascending), weights)
  const again = (stage: readonly number[]) => {
    const way = bestWay(network, besidePlan(network, { weights, fixed }, plan.chosen, stage))
    return way && valued(keepable(network, { weights, fixed }, way.chosen), weights)
  }
  if (start.length === 0) for (const stage of stages) plan = again(stage) ?? plan
  for (let before = Number.NEGATIVE_INFINITY; before < plan.value; ) {
    before = plan.value
    for (const stage of stages) {
      const other = again(stage)
      if (other && other.value > plan.value) plan = other
    }
  }
  return completed(network, { weights, fixed }, plan.chosen)
}

/** Labels for two stages. */
const LABELS = 20_000

/** Plans every two stages anew beside the rest, again and again, until none of them gives a better plan. */
export async function improvePlan(
  network: Network,
  demand: Demand,
  multipliers: Multipliers,
  known: Valued,
  course: Course,
): Promise<Valued> {
  const stages = network.forward.timeline.stages.map(({ places }) => places)
  const pairs = stages.flatMap((one, index) => stages.slice(index + 1).map((other) => [...one, ...other]))
  let best = known
  for (let turn = 0, since = 0; since < pairs.length; turn++, since++) {
    const open = pairs[turn % pairs.length] ?? []
    const asked = besidePlan(network, demand, best.chosen, open)
    const search = { network, demand: asked, multipliers, known: best, labels: LABELS, course: { goOn: course.goOn } }
    const { best: found } = await searchPlan(search)
    if (found && found.value > best.value) {
      best = found
      since = -1
    }
    if (!(await course.goOn())) break
  }
  return best
}

/** A plan with everything added that there is room for; undefined if it is not a plan. */
export function completed(network: Network, demand: Demand, start: readonly number[]): Valued | undefined {
  const { weights } = demand
  let plan = valued([...new Set([...start, ...demand.fixed])].sort(ascending), weights)
  for (let before = Number.NEGATIVE_INFINITY; before < plan.value; ) {
    before = plan.value
    const fixed = new Set(plan.chosen)
    const way = bestWay(network, demandOf(network, weights, fixed))
    const other = way && valued(keepable(network, { weights, fixed }, way.chosen), weights)
    if (other && other.value > plan.value) plan = other
  }
  return exceeded(network, plan.chosen).length === 0 ? plan : undefined
}

/** What is asked where only `open` places may be taken beside those of a plan. */
export function besidePlan(
  network: Network,
  { weights, fixed }: Demand,
  plan: readonly number[],
  open: readonly number[],
): Demand {
  const free = new Set(open)
  const kept = new Set(plan.filter((place) => !free.has(place) || fixed.has(place)))
  const own = weights.map((weight, place) => (free.has(place) || kept.has(place) ? weight : Number.NEGATIVE_INFINITY))
  return demandOf(network, own, kept)
}

/** What is left of a way when it gives up the least valuable of what is too much. */
export function keepable(network: Network, { weights, fixed }: Demand, way: readonly number[]): readonly number[] {
  const kept = new Set(way)
  for (const quota of exceeded(network, way)) {
    const mine = quota.members.filter((place) => kept.has(place) && !fixed.has(place))
    for (const place of mine.sort((a, b) => at(weights, a) - at(weights, b))) {
      if (usedOf(quota, (member) => kept.has(member)) <= quota.most) break
      kept.delete(place)
    }
  }
  return [...kept].sort(ascending)
}
