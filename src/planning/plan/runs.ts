import type { Session } from '../../model/session.js'
import { backToBack } from '../back-to-back.js'
import { findObstacles } from './obstacles.js'
import { inPlanOrder } from './prepare.js'
import type { Candidate, PlanProblem } from './problem.js'

/**
 * The same problem with keynotes back to back as one choice: nobody leaves the hall between two of them, and ten of ten minutes
 * should not fill a day. What clashes with a block or something fixed, or is given several times, is judged by itself, and so is `alone`.
 */
export function joinRuns(
  problem: PlanProblem,
  sessionOf: (id: string) => Session | undefined,
  alone?: string,
): PlanProblem {
  const ordered = inPlanOrder(problem.candidates)
  if (ordered.every(({ entry }) => sessionOf(entry.id)?.kind !== 'keynote')) return problem
  const obstaclesOf = findObstacles(ordered, problem)
  const contents = new Map<string, number>()
  for (const { group = '' } of ordered) contents.set(group, (contents.get(group) ?? 0) + 1)
  const traitOf = (one: Candidate) => {
    const { blocks, fixed } = obstaclesOf(one)
    const isAlone =
      one.entry.id === alone ||
      blocks.length + fixed.length > 0 ||
      (one.group !== undefined && contents.get(one.group) !== 1)
    return isAlone ? undefined : `${one.fixed} ${one.yields}`
  }
  const lines = backToBack(ordered, (one) => {
    const session = sessionOf(one.entry.id)
    return session && { session, trait: traitOf(one) }
  })
  const candidates = lines.map(({ items: [first, ...others] }): Candidate => {
    const last = others.at(-1)
    if (!last) return first
    const { end, endOffset, endAssumed } = last.entry
    const run = [first, ...others].map(({ entry, score }) => ({ id: entry.id, score }))
    return {
      ...first,
      entry: { ...first.entry, end, endOffset, ...(endAssumed && { endAssumed }) },
      score: run.reduce((sum, { score }) => sum + score, 0),
      run,
    }
  })
  return { ...problem, candidates }
}
