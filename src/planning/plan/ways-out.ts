import type { Diagram } from './diagram.js'
import { at, int } from './lineup.js'
import { bestWaysFrom } from './paths.js'
import { inPlanOrder, prepare } from './prepare.js'
import type { Candidate, PlanProblem } from './problem.js'
import type { Solve } from './program.js'
import { exactDiagram, solvePlan } from './solve.js'
import { staked, stakeOf } from './stake.js'

/** So many ways out are told at most. */
export const WAYS_OUT = 12
/** So many are looked at for the best ones. */
const LOOKED_AT = 200

/** Whether all that is fixed can be kept: the fixed sessions alone make a plan. */
export function canKeepFixed(problem: PlanProblem): boolean {
  const fixed = problem.candidates.filter((candidate) => candidate.fixed)
  if (fixed.length === 0) return true
  const prepared = prepare({ ...problem, candidates: fixed })
  const diagram = prepared.excluded.length === 0 ? exactDiagram(prepared) : undefined
  return diagram !== undefined && diagram.end >= 0
}

/** A set of fixed sessions to give up, and what is left to plan: the others are fixed as before. */
export interface Escape {
  /** In time order. */
  readonly drop: readonly string[]
  readonly problem: PlanProblem
}

/**
 * The smallest sets of fixed sessions without which the rest can be kept; no smaller one is enough. The set that leaves the best
 * plan stands first, then those whose kept sessions score most. To find the best one, every fixed session competes at more
 * than all others are worth together; to find all, the graph of the fixed sessions alone is searched.
 */
export async function findEscapes(problem: PlanProblem, solve?: Solve): Promise<readonly Escape[]> {
  const { candidates } = problem
  const fixed = inPlanOrder(candidates.filter((candidate) => candidate.fixed))
  const stake = stakeOf(problem)
  const competing = candidates.map((candidate) => (candidate.fixed ? staked(candidate, stake) : candidate))
  const prepared = prepare({ ...problem, candidates: competing })
  const { chosen } = await solvePlan(prepared, solve)
  const best = chosen.flatMap((place) => prepared.lineup.candidates[place] ?? []).map(({ entry }) => entry.id)

  const scores = new Map(fixed.map(({ entry, score }) => [entry.id, score]))
  const worthOf = (kept: ReadonlySet<string>) => [...kept].reduce((sum, id) => sum + (scores.get(id) ?? 0), 0)
  const others = largestSets(problem, fixed).map((kept) => ({ kept: new Set(kept), worth: worthOf(new Set(kept)) }))
  others.sort((a, b) => b.worth - a.worth)
  const escapes = new Map<string, Escape>()
  for (const kept of [new Set(best), ...others.map((other) => other.kept)]) {
    const drop = fixed.map(({ entry }) => entry.id).filter((id) => !kept.has(id))
    const left = candidates.map((candidate) => ({
      ...candidate,
      fixed: candidate.fixed && kept.has(candidate.entry.id),
    }))
    if (!escapes.has(drop.join('\n'))) escapes.set(drop.join('\n'), { drop, problem: { ...problem, candidates: left } })
  }
  return [...escapes.values()].slice(0, WAYS_OUT)
}

/** The largest sets of sessions that make a plan, by their ids, the first ones in the order of plans; none where that is too much. */
function largestSets(problem: PlanProblem, sessions: readonly Candidate[]): readonly (readonly string[])[] {
  const { repair: _, ...plain } = problem
  const prepared = prepare({
    ...plain,
    candidates: sessions.map((session) => ({ ...session, fixed: false, score: 1 })),
  })
  const diagram = exactDiagram(prepared)
  if (!diagram) return []
  const { candidates, weights } = prepared.lineup
  return heaviestPaths(diagram, weights, LOOKED_AT).map((path) =>
    path.flatMap((place) => candidates[place]?.entry.id ?? []),
  )
}

/** The sessions of each heaviest path, at most so many paths. Every step on them keeps what can still be had. */
function heaviestPaths(diagram: Diagram, weights: Float64Array, most: number): readonly (readonly number[])[] {
  const { from, to, taken, root, end } = diagram
  const { worth } = bestWaysFrom(diagram, weights)
  const steps = new Map<number, number[]>()
  for (const index of from.keys()) {
    const gain = int(taken, index) < 0 ? 0 : at(weights, int(taken, index))
    if (at(worth, int(to, index)) + gain !== at(worth, int(from, index))) continue
    const out = steps.get(int(from, index)) ?? []
    out.push(index)
    steps.set(int(from, index), out)
  }
  const found: (readonly number[])[] = []
  const ways: { readonly node: number; readonly sessions: readonly number[] }[] = [{ node: root, sessions: [] }]
  for (let way = ways.pop(); way && found.length < most; way = ways.pop()) {
    if (way.node === end) found.push(way.sessions)
    for (const index of (steps.get(way.node) ?? []).reverse()) {
      const session = int(taken, index)
      ways.push({ node: int(to, index), sessions: session < 0 ? way.sessions : [...way.sessions, session] })
    }
  }
  return found
}
