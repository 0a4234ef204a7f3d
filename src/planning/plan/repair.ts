import { collide } from '../agenda/clashes.js'
import { inPlanOrder } from './prepare.js'
import type { Candidate, Chosen, PlanProblem, Repair, RepairWish } from './problem.js'

/**
 * What became of each pick that stood before. One that is not kept was swapped for a session of its content, else for a new one
 * at its time, the earliest first and each only once. What is no candidate is neither kept nor lost, but may have been swapped.
 */
export function repairOf(
  { candidates, walks }: PlanProblem,
  chosen: readonly Chosen[],
  { picks, gone = [] }: RepairWish,
): Repair {
  const ordered = inPlanOrder(candidates)
  const isChosen = new Set(chosen.map(({ id }) => id))
  const stood = new Set(picks)
  const before = ordered.filter(({ entry }) => stood.has(entry.id))
  const attended = ordered.filter(({ entry }) => isChosen.has(entry.id))
  const gained = new Set(attended.filter(({ entry }) => !stood.has(entry.id)))

  const swaps = new Map<string, Candidate>()
  const swap = (id: string, gain: Candidate | undefined) => {
    if (!gain) return
    swaps.set(id, gain)
    gained.delete(gain)
  }
  const sittingOf = (group: string | undefined) => attended.find((one) => group !== undefined && one.group === group)
  const dropped = before.filter(({ entry }) => !isChosen.has(entry.id))
  for (const { id, group } of gone) swap(id, sittingOf(group))
  for (const { entry, group } of dropped) swap(entry.id, sittingOf(group))
  for (const { entry } of dropped) {
    if (!swaps.has(entry.id))
      swap(
        entry.id,
        [...gained].find((other) => collide(entry, other.entry, walks)),
      )
  }
  return {
    kept: idsOf(before.filter(({ entry }) => isChosen.has(entry.id))),
    swapped: [...idsOf(dropped), ...gone.map(({ id }) => id)].flatMap((lost) => {
      const gain = swaps.get(lost)
      return gain ? [{ lost, gained: gain.entry.id }] : []
    }),
    lost: idsOf(dropped.filter(({ entry }) => !swaps.has(entry.id))),
    gained: idsOf([...gained]),
  }
}

function idsOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ entry }) => entry.id)
}
