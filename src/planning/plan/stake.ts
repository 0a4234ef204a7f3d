import type { Candidate, PlanProblem } from './problem.js'

/** Points that are more than everything else in a problem is worth together. */
export function stakeOf({ candidates, repair }: PlanProblem): number {
  const all = candidates.reduce((sum, { score }) => sum + Math.abs(score), 0)
  return Math.ceil(all + (repair ? repair.changeCost * repair.picks.length : 0)) + 1
}

/** A fixed session that competes at such a stake: it goes only where nothing else helps. */
export function staked(candidate: Candidate, stake: number): Candidate {
  return { ...candidate, fixed: false, score: candidate.score + stake }
}
