import type { Alternative } from './engine/prices.js'
import type { Solved } from './engine/solve.js'
import type { Chosen, LeftOut, Limit, Plan, Price, Swap } from './plan.js'
import { inPlanOrder, type Prepared, rivalsOf, THOUSAND } from './prepare.js'
import type { Candidate } from './problem.js'
import { repairOf } from './repair.js'

/** A solved plan in ids and points, with what stands in the way of what it leaves out. */
export function tellPlan(prepared: Prepared, solved: Solved): Plan {
  const { problem, lineup, excluded, pointsOf, unmet } = prepared
  const inPlan = new Set(solved.chosen)
  const swapOf = ({ gain, lose }: Alternative): Swap => ({ gain: idsAt(prepared, gain), lose: idsAt(prepared, lose) })
  const priceOf = ({ weight, bound }: Alternative): Price => {
    const [least, most] = [bound, weight].map((worth) => rounded(pointsOf(solved.weight) - pointsOf(worth)))
    return least === most ? (most ?? 0) : [least ?? 0, most ?? 0]
  }

  const chosen = solved.chosen.flatMap((place): Chosen[] => {
    const candidate = lineup.candidates[place]
    const other = solved.otherwise[place]
    if (!candidate) return []
    const { entry } = candidate
    const score = counted(candidate)
    if (other === undefined) return [{ id: entry.id, score, regret: null }]
    return [{ id: entry.id, score, regret: priceOf(other), swap: swapOf(other) }]
  })
  const leftOut = new Map<Candidate, LeftOut>()
  for (const [place, candidate] of lineup.candidates.entries()) {
    if (inPlan.has(place)) continue
    const other = solved.otherwise[place]
    const own = { id: candidate.entry.id, score: counted(candidate) }
    if (other === undefined) leftOut.set(candidate, { ...own, regret: null, ...whyImpossible(prepared, candidate) })
    else {
      const swap = swapOf(other)
      const direct = idsAt(prepared, rivalsOf(prepared, place, other.lose))
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
  const left = inPlanOrder([...leftOut.keys()]).flatMap((candidate) => leftOut.get(candidate) ?? [])
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

/** A score as it is counted. */
function counted({ score }: Candidate): number {
  return rounded(score)
}

function rounded(points: number): number {
  return Math.round(points * THOUSAND) / THOUSAND
}

function idsAt({ lineup }: Prepared, places: readonly number[]): readonly string[] {
  return places.flatMap((place) => lineup.candidates[place]?.entry.id ?? [])
}

/** Blocks and fixed sessions in the way of what no plan can hold, or the limit that they leave no room under. */
function whyImpossible(prepared: Prepared, candidate: Candidate): Pick<LeftOut, 'because' | 'limit'> {
  const { blocks, fixed } = prepared.obstaclesOf(candidate)
  const obstacles = [...blocks, ...fixed.map(({ entry }) => entry)]
  if (obstacles.length > 0) {
    const because = obstacles.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
    return { because }
  }
  return { because: [], limit: limitOn(prepared, candidate, prepared.lineup.fixed) }
}

/** Which limit keeps a session out of what it clashes with nothing of. */
function limitOn({ lineup, problem: { maxPerDay } }: Prepared, { entry }: Candidate, chosen: readonly number[]): Limit {
  const onDay = chosen.filter((place) => lineup.candidates[place]?.entry.day === entry.day)
  return maxPerDay !== undefined && onDay.length >= maxPerDay ? 'max-per-day' : 'break'
}

/** The changes of what is left out that leave the worth as it is, each once. */
export function zeroCostSwaps(leftOut: readonly LeftOut[]): readonly Swap[] {
  const swaps = new Map<string, Swap>()
  for (const { regret, swap } of leftOut) {
    if (regret === 0 && swap && swap.lose.length > 0) swaps.set(JSON.stringify([swap.gain, swap.lose]), swap)
  }
  return [...swaps.values()]
}
