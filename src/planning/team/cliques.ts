import { at, int, type Lineup } from '../plan/lineup.js'

/**
 * Maximal sets of sessions that all clash with each other: those that run when a session starts, and each of `pairs`
 * (sets that contain every clashing pair), extended by whatever clashes with all of them. Pairs alone would be enough
 * for integers; large sets also rule out fractions and leave less to search. No set occurs twice.
 */
export function largestCliques(lineup: Lineup, pairs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rivals = rivalsIn(lineup)
  const found = new Map<string, readonly number[]>()
  for (const set of [...runningAtOnce(lineup), ...pairs]) {
    const clique = grown(set, rivals)
    found.set(clique.join(), clique)
  }
  return [...found.values()]
}

function rivalsIn({ candidates, lastRival, clash }: Lineup): readonly ReadonlySet<number>[] {
  const rivals = candidates.map(() => new Set<number>())
  for (const [place, mine] of rivals.entries()) {
    for (let later = place + 1; later <= int(lastRival, place); later++) {
      if (!clash(place, later)) continue
      mine.add(later)
      rivals[later]?.add(place)
    }
  }
  return rivals
}

function grown(set: readonly number[], rivals: readonly ReadonlySet<number>[]): readonly number[] {
  const clique = [...set]
  const [first, ...others] = set.map((place) => rivals[place] ?? new Set<number>())
  const common = [...(first ?? [])].filter((place) => others.every((mine) => mine.has(place)))
  for (const place of common.sort((a, b) => a - b)) {
    if (clique.slice(set.length).every((other) => rivals[other]?.has(place))) clique.push(place)
  }
  return clique.sort((a, b) => a - b)
}

function runningAtOnce({ starts, ends, clash }: Lineup): readonly (readonly number[])[] {
  const sets: (readonly number[])[] = []
  let running: readonly number[] = []
  for (const place of starts.keys()) {
    if (at(starts, place) === at(ends, place)) continue
    const still = running.filter((other) => at(ends, other) > at(starts, place) && clash(other, place))
    if (still.length < running.length && running.length > 1) sets.push(running)
    running = [...still, place]
  }
  return running.length > 1 ? [...sets, running] : sets
}
