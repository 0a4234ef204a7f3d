import { MINUTE } from '../../model/time.js'
import { UNIT } from './engine/network.js'
import { type Quota, usedOf } from './engine/resources.js'
import { at, type Lineup, lineUp, type Rest, restAfter, restFrom, touches } from './lineup.js'
import { compareIds, findObstacles, type Obstacles } from './obstacles.js'
import { type BreakWindow, type Candidate, type PlanProblem, sessionsOf, type UnmetBreak } from './problem.js'

/** A problem made ready: who can be chosen, in order, and what binds them. */
export interface Prepared {
  readonly problem: PlanProblem
  /** All but `excluded`. */
  readonly lineup: Lineup
  /** At most one of the same content. */
  readonly groups: readonly Quota[]
  readonly days: readonly Quota[]
  readonly rests: readonly Rest[]
  readonly unmet: readonly UnmetBreak[]
  /** In no plan, nor in one that lacks a fixed session: a block or two fixed ones stand in their way. By start, then id. */
  readonly excluded: readonly Candidate[]
  readonly obstaclesOf: (candidate: Candidate) => Obstacles
  /** Points of a plan's weight. */
  readonly pointsOf: (weight: number) => number
}

/** Points are counted in whole thirtieths: so a point for each half hour is exact to the minute, and sums are. */
export const THIRTIETHS = 30

/** Points in thirtieths, the nearest. */
export function thirtieths(points: number): number {
  return Math.round(points * THIRTIETHS)
}

/** Points as they are counted: free of what sums and differences of fractions are off by. */
export function countedPoints(points: number): number {
  // Adding 0 turns -0 into 0.
  return thirtieths(points) / THIRTIETHS + 0
}

/** By start, then id: the order in which plans are made, shown and compared. */
export function inPlanOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => a.entry.start - b.entry.start || compareIds(a.entry, b.entry))
}

export function prepare(problem: PlanProblem): Prepared {
  const { blocks, walks, breaks, maxPerDay, maxMinutes, repair } = problem
  const ordered = inPlanOrder(problem.candidates)
  const obstaclesOf = findObstacles(ordered, problem)
  const excluded = new Set(
    ordered.filter((candidate) => {
      const obstacles = obstaclesOf(candidate)
      return obstacles.blocks.length > 0 || obstacles.fixed.length > 1
    }),
  )
  const candidates = ordered.filter((candidate) => !excluded.has(candidate))
  const change = thirtieths(repair?.changeCost ?? 0)
  const kept = new Set(repair?.picks)
  const weights = candidates.map(({ entry, score }) => thirtieths(score) + (kept.has(entry.id) ? change : 0))
  // With small whole numbers, a bound that is less than one above a plan proves it.
  const grain = weights.reduce(divisor, 0) || 1
  const windows = breaks.filter(({ minutes }) => minutes > 0).sort((a, b) => a.start - b.start || a.end - b.end)
  const rests = windows.map((window) => restOf(window, blocks))
  const isMet = rests.map((rest) => restFrom(rest, rest.start) < Number.POSITIVE_INFINITY)
  return {
    problem,
    lineup: lineUp(
      candidates,
      weights.map((weight) => (weight / grain) * UNIT),
      walks,
    ),
    groups: quotasOf(candidates, ({ group }) => group, 1),
    days: [
      ...(maxPerDay === undefined
        ? []
        : quotasOf(candidates, ({ entry, uncounted }) => (uncounted ? undefined : entry.day), maxPerDay)),
      ...(maxMinutes === undefined
        ? []
        : quotasOf(candidates, ({ entry }) => entry.day, maxMinutes, candidates.map(minutesIn))),
    ],
    rests: rests.filter((_, index) => isMet[index]),
    unmet: windows
      .filter((_, index) => !isMet[index])
      .map((window) => ({ ...window, because: within(window, blocks) })),
    excluded: [...excluded],
    obstaclesOf,
    pointsOf: (weight) => ((weight / UNIT) * grain - change * kept.size) / THIRTIETHS,
  }
}

/**
 * Whether sessions (places in the lineup, ascending) make a plan that holds all that is fixed, but for `without`, and breaks
 * no limit. O(n²).
 */
export function isPlan(
  { lineup, groups, days, rests }: Prepared,
  chosen: readonly number[],
  without?: number,
): boolean {
  const has = new Set(chosen)
  if (lineup.fixed.some((place) => place !== without && !has.has(place))) return false
  if (chosen.some((later, index) => chosen.slice(0, index).some((earlier) => lineup.clash(earlier, later))))
    return false
  if ([...groups, ...days].some((quota) => usedOf(quota, (place) => has.has(place)) > quota.most)) return false
  return rests.every((rest) => {
    const inside = chosen.filter((place) => touches(rest, lineup, place))
    const begins = inside.reduce((before, place) => restAfter(rest, before, lineup, place), restFrom(rest, rest.start))
    return begins < Number.POSITIVE_INFINITY
  })
}

/** Those of `chosen` that are at the time of a session, or of its content. */
export function rivalsOf({ lineup }: Prepared, place: number, chosen: readonly number[]): readonly number[] {
  const { candidates, clash } = lineup
  const group = candidates[place]?.group
  return chosen.filter((other) => {
    const alike = group !== undefined && candidates[other]?.group === group
    return alike || (other < place ? clash(other, place) : clash(place, other))
  })
}

/** A quota for every set of candidates that share a key, where it can bind. */
function quotasOf(
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string | undefined,
  most: number,
  amounts?: readonly number[],
): readonly Quota[] {
  const sets = new Map<string, number[]>()
  for (const [place, candidate] of candidates.entries()) {
    const key = keyOf(candidate)
    if (key === undefined) continue
    const members = sets.get(key) ?? []
    members.push(place)
    sets.set(key, members)
  }
  const quotas = [...sets.values()].map((members): Quota => {
    return { members, most, ...(amounts && { amounts: members.map((place) => at(amounts, place)) }) }
  })
  return quotas.filter((quota) => usedOf(quota, () => true) > most)
}

/** How long it takes, in whole minutes; the pauses of a run take none. */
export function minutesIn(candidate: Candidate): number {
  return sessionsOf(candidate).reduce((sum, { start, end }) => sum + Math.ceil((end - start) / MINUTE), 0)
}

/** The greatest common one (Euclid). */
export function divisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : divisor(b, a % b)
}

function restOf(window: BreakWindow, blocks: PlanProblem['blocks']): Rest {
  const { start, end, minutes } = window
  const busy = blocks.filter((block) => block.start < block.end && block.start < end && start < block.end)
  return { start, end, length: minutes * MINUTE, busy: busy.sort((a, b) => a.start - b.start) }
}

function within({ start, end }: BreakWindow, blocks: PlanProblem['blocks']): readonly string[] {
  const found = blocks.filter((block) => block.start < block.end && block.start < end && start < block.end)
  return found.sort((a, b) => a.start - b.start || compareIds(a, b)).map(({ id }) => id)
}
