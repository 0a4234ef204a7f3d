import { besidePlan } from './first-plan.js'
import type { Demand } from './labels.js'
import type { Multipliers, Network, Valued } from './network.js'
import { type Course, searchPlan } from './search.js'

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
