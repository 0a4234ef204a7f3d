import { collide } from '../clash.js'
import type { Chosen, Repair } from './plan.js'
import { inPlanOrder } from './prepare.js'
import type { Candidate, PlanProblem, RepairWish } from './problem.js'

/**
 * What became of each pick that stood before. One that is not kept was swapped for a new session of its content, else for one at
 * its time, the earliest first and each only once. What is no candidate is neither kept nor lost.
 */
export function repairOf({ candidates, walks }: PlanProblem, chosen: readonly Chosen[], { picks }: RepairWish): Repair {
  const ordered = inPlanOrder(candidates)
  const isChosen = new Set(chosen.map(({ id }) => id))
  const stood = new Set(picks)
  const before = ordered.filter(({ entry }) => stood.has(entry.id))
  const gained = new Set(ordered.filter(({ entry }) => isChosen.has(entry.id) && !stood.has(entry.id)))

  const pairs = new Map<Candidate, Candidate>()
  const alike = (one: Candidate, other: Candidate) => one.group !== undefined && one.group === other.group
  const atOnce = (one: Candidate, other: Candidate) => collide(one.entry, other.entry, walks)
  const gone = before.filter(({ entry }) => !isChosen.has(entry.id))
  for (const replaces of [alike, atOnce]) {
    for (const lost of gone) {
      const gain = pairs.has(lost) ? undefined : [...gained].find((other) => replaces(lost, other))
      if (!gain) continue
      pairs.set(lost, gain)
      gained.delete(gain)
    }
  }
  return {
    kept: idsOf(before.filter(({ entry }) => isChosen.has(entry.id))),
    swapped: gone.flatMap((lost) => {
      const gain = pairs.get(lost)
      return gain ? [{ lost: lost.entry.id, gained: gain.entry.id }] : []
    }),
    lost: idsOf(gone.filter((lost) => !pairs.has(lost))),
    gained: idsOf([...gained]),
  }
}

function idsOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ entry }) => entry.id)
}
