import { appendTo } from '../../model/index.js'
import { collide, type Entry, reachOf } from '../agenda/clashes.js'
import type { Walks } from '../agenda/walks.js'
import { int } from './lineup.js'
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
    if (candidate.group !== undefined) appendTo(groups, candidate.group, candidate)
  }
  return (candidate) => {
    const alike = candidate.group === undefined ? [] : (groups.get(candidate.group) ?? [])
    const mine = blocked.get(candidate)
    const others = [...(rivals.get(candidate) ?? []), ...alike]
    if (!mine && others.length === 0) return NOTHING
    const found = new Set(others.filter((other) => other !== candidate))
    return { blocks: mine ?? [], fixed: fixed.filter((other) => found.has(other)) }
  }
}

/**
 * The candidates that a block, something else that is fixed, or another fixed sitting of their content is in the way of. Both lists
 * are in the order of time. What is known to be obstructed is skipped, so that thousands at one time take no longer than one by one.
 */
export function findObstructed(
  candidates: readonly Candidate[],
  fixed: readonly Candidate[],
  { blocks, walks }: Pick<PlanProblem, 'blocks' | 'walks'>,
): ReadonlySet<Candidate> {
  const found = new Set<Candidate>()
  // For each place the next one that is not obstructed yet, as far as is known.
  const next = Int32Array.from({ length: candidates.length + 1 }, (_, place) => place)
  const openFrom = (place: number) => {
    let open = place
    while (int(next, open) !== open) open = int(next, open)
    for (let at = place; at !== open; ) {
      const after = int(next, at)
      next[at] = open
      at = after
    }
    return open
  }
  let longest = 0
  for (const { entry } of candidates) longest = Math.max(longest, reachOf(entry, walks) - entry.start)
  let first = 0
  const obstacles = [...blocks, ...fixed.map(({ entry }) => entry)].sort((a, b) => a.start - b.start)
  for (const obstacle of obstacles) {
    const until = reachOf(obstacle, walks)
    while ((candidates[first]?.entry.start ?? Number.POSITIVE_INFINITY) + longest <= obstacle.start) first++
    for (let place = openFrom(first); place < candidates.length; place = openFrom(place + 1)) {
      const candidate = candidates[place]
      if (!candidate || candidate.entry.start >= until) break
      if (candidate.entry === obstacle || !collide(obstacle, candidate.entry, walks)) continue
      found.add(candidate)
      next[place] = place + 1
    }
  }
  const groups = new Map<string, Candidate[]>()
  for (const one of fixed) if (one.group !== undefined) appendTo(groups, one.group, one)
  for (const one of candidates) {
    if (one.group !== undefined && groups.get(one.group)?.some((other) => other !== one)) found.add(one)
  }
  return found
}

/** For each candidate those of `obstacles` that it clashes with, in their order. */
export function gather<T>(
  candidates: readonly Candidate[],
  obstacles: readonly T[],
  entryOf: (obstacle: T) => Entry,
  walks: Walks,
): ReadonlyMap<Candidate, readonly T[]> {
  const found = new Map<Candidate, T[]>()
  if (obstacles.length === 0) return found
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
