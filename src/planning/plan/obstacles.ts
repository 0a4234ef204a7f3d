import { collide, type Entry, reachOf } from '../clash.js'
import type { Walks } from '../walk.js'
import type { Candidate, PlanProblem } from './problem.js'

/** What keeps a candidate out of every plan, each by start: blocks, and fixed sessions at its time or of its content. */
export interface Obstacles {
  readonly blocks: readonly Entry[]
  readonly fixed: readonly Candidate[]
}

const NOTHING: Obstacles = { blocks: [], fixed: [] }

/** The obstacles of candidates, which are in the order of time. O(n log n + pairs of candidates and obstacles on one day). */
export function findObstacles(
  candidates: readonly Candidate[],
  { blocks, walks }: Pick<PlanProblem, 'blocks' | 'walks'>,
): (candidate: Candidate) => Obstacles {
  const ordered = [...blocks].sort((a, b) => a.start - b.start || compareIds(a, b))
  const fixed = candidates.filter((candidate) => candidate.fixed)
  const blocked = gather(candidates, ordered, (block) => block, walks)
  const rivals = gather(candidates, fixed, ({ entry }) => entry, walks)
  const groups = new Map<string, Candidate[]>()
  for (const candidate of fixed) {
    if (candidate.group !== undefined) groups.set(candidate.group, [...(groups.get(candidate.group) ?? []), candidate])
  }
  return (candidate) => {
    const alike = candidate.group === undefined ? [] : (groups.get(candidate.group) ?? [])
    const [mine, others] = [blocked.get(candidate), [...(rivals.get(candidate) ?? []), ...alike]]
    if (!mine && others.length === 0) return NOTHING
    const found = new Set(others.filter((other) => other !== candidate))
    return { blocks: mine ?? [], fixed: fixed.filter((other) => found.has(other)) }
  }
}

/** For each candidate those of `obstacles` that it clashes with, in their order. */
export function gather<T>(
  candidates: readonly Candidate[],
  obstacles: readonly T[],
  entryOf: (obstacle: T) => Entry,
  walks: Walks,
): ReadonlyMap<Candidate, readonly T[]> {
  const found = new Map<Candidate, T[]>()
  let longest = 0
  for (const { entry } of candidates) longest = Math.max(longest, reachOf(entry, walks) - entry.start)
  let first = 0
  for (const obstacle of obstacles) {
    const entry = entryOf(obstacle)
    const until = reachOf(entry, walks)
    while (first < candidates.length && (candidates[first]?.entry.start ?? 0) + longest <= entry.start) first++
    for (let place = first; place < candidates.length; place++) {
      const candidate = candidates[place]
      if (!candidate || candidate.entry.start >= until) break
      if (!collide(entry, candidate.entry, walks)) continue
      const mine = found.get(candidate) ?? []
      mine.push(obstacle)
      found.set(candidate, mine)
    }
  }
  return found
}

/** By code units: the same everywhere. */
export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
