import { collide, type Entry } from '../agenda/clashes.js'
import type { Alternative } from './engine/prices.js'
import type { Solved } from './engine/solve.js'
import { countedPoints, inPlanOrder, minutesIn, type Prepared, rivalsOf } from './prepare.js'
import {
  type Candidate,
  type Chosen,
  type LeftOut,
  type Limit,
  type Plan,
  type PlanProblem,
  type Price,
  type Repair,
  type RepairWish,
  type Swap,
  sessionsOf,
} from './problem.js'

/** A solved plan in ids and points, with the reasons for what it leaves out. */
export function describePlan(prepared: Prepared, solved: Solved): Plan {
  const { problem, lineup, excluded, pointsOf, unmet } = prepared
  const inPlan = new Set(solved.chosen)
  const swapOf = ({ gain, lose }: Alternative): Swap => ({ gain: idsAt(prepared, gain), lose: idsAt(prepared, lose) })
  const priceOf = ({ weight, bound }: Alternative): Price => {
    const most = countedPoints(pointsOf(solved.weight) - pointsOf(weight))
    const least = countedPoints(pointsOf(solved.weight) - pointsOf(bound))
    return least === most ? most : [least, most]
  }

  const chosen = solved.chosen.flatMap((place): readonly Chosen[] => {
    const candidate = lineup.candidates[place]
    const other = solved.otherwise[place]
    if (!candidate) return []
    const { entry } = candidate
    const score = counted(candidate)
    if (other === undefined) return runOf(candidate, { id: entry.id, score, regret: null })
    return runOf(candidate, { id: entry.id, score, regret: priceOf(other), swap: swapOf(other) })
  })
  const leftOut = new Map<Candidate, LeftOut>()
  for (const [place, candidate] of lineup.candidates.entries()) {
    if (inPlan.has(place)) continue
    const other = solved.otherwise[place]
    const own = { id: candidate.entry.id, score: counted(candidate) }
    if (other === undefined) leftOut.set(candidate, { ...own, regret: null, ...whyImpossible(prepared, candidate) })
    else {
      const swap = swapOf(other)
      const direct = rivalsOf(prepared, place, other.lose).flatMap((rival) => inTheWay(prepared, rival, candidate))
      const limit = direct.length === 0 &&
        swap.lose.length > 0 && { limit: limitOn(prepared, candidate, solved.chosen) }
      leftOut.set(candidate, {
        ...own,
        regret: priceOf(other),
        because: direct.length > 0 ? direct : swap.lose,
        ...limit,
        swap,
      })
    }
  }
  for (const candidate of excluded) {
    const own = { id: candidate.entry.id, score: counted(candidate) }
    leftOut.set(candidate, { ...own, regret: null, ...whyImpossible(prepared, candidate) })
  }
  const left = inPlanOrder([...leftOut.keys()]).flatMap((candidate) => {
    const own = leftOut.get(candidate)
    return own ? runOf(candidate, own) : []
  })
  const repair = problem.repair && repairOf(problem, chosen, problem.repair)
  return {
    value: pointsOf(solved.weight),
    bound: pointsOf(solved.bound),
    proven: solved.weight === solved.bound,
    chosen,
    leftOut: left,
    zeroCostSwaps: zeroCostSwaps(left),
    conflicts: [],
    unmet,
    ...(repair && { repair }),
  }
}

/** The row of a candidate, repeated for each session of its run. */
function runOf<T extends Chosen | LeftOut>({ run, entry }: Candidate, own: T): readonly T[] {
  return run?.map((one) => ({ ...own, id: one.entry.id, score: countedPoints(one.score), run: entry.id })) ?? [own]
}

/** A score as it is counted. */
function counted({ score }: Candidate): number {
  return countedPoints(score)
}

function idsAt({ lineup }: Prepared, places: readonly number[]): readonly string[] {
  return places.flatMap((place) => {
    const candidate = lineup.candidates[place]
    return candidate ? sessionsOf(candidate).map(({ id }) => id) : []
  })
}

/** What of a chosen candidate is in the way of one that is left out: of a run only the sessions that clash with it. */
function inTheWay({ lineup, problem }: Prepared, place: number, out: Candidate): readonly string[] {
  const candidate = lineup.candidates[place]
  return candidate ? clashingIn(candidate, out, problem).map(({ id }) => id) : []
}

function clashingIn(candidate: Candidate, out: Candidate, { walks }: Pick<PlanProblem, 'walks'>): readonly Entry[] {
  const sessions = sessionsOf(candidate)
  if (sessions.length === 1) return sessions
  const others = sessionsOf(out)
  const clashing = sessions.filter((one) => others.some((other) => collide(one, other, walks)))
  return clashing.length > 0 ? clashing : sessions.slice(0, 1)
}

/** Blocks and fixed sessions in the way of what no plan can hold, or the limit that they leave no room under. */
function whyImpossible(prepared: Prepared, candidate: Candidate): Pick<LeftOut, 'because' | 'limit'> {
  const { blocks, fixed } = prepared.obstaclesOf(candidate)
  const obstacles = [...blocks, ...fixed.flatMap((one) => clashingIn(one, candidate, prepared.problem))]
  if (obstacles.length > 0) {
    const because = obstacles.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
    return { because }
  }
  return { because: [], limit: limitOn(prepared, candidate, prepared.lineup.fixed) }
}

/** Which limit keeps a session out of what it clashes with nothing of. */
function limitOn(
  { lineup, problem: { maxPerDay, maxMinutes } }: Prepared,
  out: Candidate,
  chosen: readonly number[],
): Limit {
  const onDay = chosen
    .flatMap((place) => lineup.candidates[place] ?? [])
    .filter(({ entry }) => entry.day === out.entry.day)
  if (maxPerDay !== undefined && onDay.filter(({ uncounted }) => !uncounted).length >= maxPerDay) return 'max-per-day'
  const minutes = [...onDay, out].reduce((sum, one) => sum + minutesIn(one), 0)
  return maxMinutes !== undefined && minutes > maxMinutes ? 'max-hours' : 'break'
}

/** The changes of what is left out that leave the worth as it is, each once. */
export function zeroCostSwaps(leftOut: readonly LeftOut[]): readonly Swap[] {
  const swaps = new Map<string, Swap>()
  for (const { regret, swap } of leftOut) {
    if (regret === 0 && swap && swap.lose.length > 0) swaps.set(JSON.stringify([swap.gain, swap.lose]), swap)
  }
  return [...swaps.values()]
}

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
