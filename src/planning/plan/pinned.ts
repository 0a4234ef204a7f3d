import { findObstacles } from './obstacles.js'
import { inPlanOrder, prepare } from './prepare.js'
import type { Candidate, PlanProblem } from './problem.js'
import { restAfter, restFrom, touches } from './rests.js'

/** A problem in which the going picks that stand in each other's way compete. */
export interface Pinned {
  readonly problem: PlanProblem
  /** Their ids, by start, then id. */
  readonly competing: readonly string[]
}

/**
 * Lets fixed candidates compete that are no musts and cannot be kept with the rest: those that clash with each other, with a
 * must or with a block, or have the same content; then those on a day that has more than its maximum, or in a window that they
 * and the musts leave no break in. Musts stay fixed, whatever they do to each other; the other picks stay so as well, but what
 * they keep out is told at the price of giving them up.
 */
export function pinPicks(problem: PlanProblem, musts: ReadonlySet<string>): Pinned {
  const fixed = inPlanOrder(problem.candidates.filter((candidate) => candidate.fixed))
  const obstaclesOf = findObstacles(fixed, problem)
  const competing = new Set<Candidate>()
  const release = (candidates: readonly Candidate[]) => {
    for (const candidate of candidates) if (!musts.has(candidate.entry.id)) competing.add(candidate)
  }
  release(
    fixed.filter((candidate) => {
      const { blocks, fixed: rivals } = obstaclesOf(candidate)
      return blocks.length + rivals.length > 0
    }),
  )
  const kept = fixed.filter((candidate) => !competing.has(candidate))
  const { lineup, days, rests } = prepare({ ...problem, candidates: kept.map((one) => ({ ...one, fixed: false })) })
  const own = new Map(kept.map((candidate) => [candidate.entry, candidate]))
  const originals = lineup.candidates.flatMap(({ entry }) => own.get(entry) ?? [])
  const named = (places: readonly number[]) => places.flatMap((place) => originals[place] ?? [])
  for (const { members } of days.filter(({ members, most }) => members.length > most)) release(named(members))
  for (const rest of rests) {
    const inside = [...originals.keys()].filter((place) => touches(rest, lineup, place))
    const begins = inside.reduce((before, place) => restAfter(rest, before, lineup, place), restFrom(rest, rest.start))
    if (begins === Number.POSITIVE_INFINITY) release(named(inside))
  }
  const candidates = problem.candidates.map((one): Candidate => {
    if (competing.has(one)) return { ...one, fixed: false }
    return one.fixed && !musts.has(one.entry.id) ? { ...one, yields: true } : one
  })
  return { problem: { ...problem, candidates }, competing: inPlanOrder([...competing]).map(({ entry }) => entry.id) }
}
