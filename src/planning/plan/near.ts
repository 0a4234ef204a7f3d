import { at, int, type Lineup } from './lineup.js'

/**
 * What of a plan's past still bears on its future: the sessions taken that something not yet decided may clash with. Sets of
 * them are numbered; 0 is the empty one.
 */
export interface Near {
  /** The set after taking a session, or -1 where it clashes with one of the set. */
  readonly take: (set: number, session: number) => number
  /** The set once all before `place` is decided. */
  readonly settle: (set: number, place: number) => number
  /** Whether `settle` may change sets at a place. */
  readonly endsAt: (place: number) => boolean
  /** Before this place the set clashes with every session that has a length, and stays as it is. */
  readonly idleUntil: (set: number) => number
  /** Whether a session has no length: it clashes with nothing. */
  readonly isIdle: (session: number) => boolean
}

/**
 * A session m that was taken matters after taking s only if some later k clashes with m and not with s: one that clashes with s
 * is out anyway. So the exact set is kept, and where walks obey the triangle inequality it is the last session alone. With
 * `onlyLast` it always is: then plans may hold clashes of sessions that are no neighbours, and what comes out is a bound.
 */
export function nearSets(lineup: Lineup, onlyLast: boolean): Near {
  const { starts, ends, lastRival, firstAfter, posters, clash } = lineup
  const sets: (readonly number[])[] = [[]]
  const changes: number[] = [Number.POSITIVE_INFINITY]
  const idle: number[] = [0]
  const ending = new Int32Array(starts.length + 1)
  const single = new Int32Array(starts.length).fill(-1)
  const several = new Map<string, number>()
  const likeness = likenessIn(lineup)

  /** From the place where it is over on, a session stands for all that clash with the same later ones. */
  const changeOf = (member: number) =>
    likeness(member) === member ? int(lastRival, member) + 1 : int(firstAfter, member)
  const add = (members: readonly number[]) => {
    sets.push(members)
    const change = Math.min(...members.map(changeOf))
    changes.push(change)
    ending[change] = 1
    const last = members.at(-1) ?? 0
    // What hangs beside a poster may follow it at once.
    idle.push(int(posters, last) >= 0 ? last + 1 : Math.min(change, int(firstAfter, last)))
    return sets.length - 1
  }
  const alone = (member: number) => {
    if (int(single, member) < 0) single[member] = add([member])
    return int(single, member)
  }
  const setOf = (members: readonly number[]): number => {
    const [first] = members
    if (first === undefined) return 0
    if (members.length === 1) return alone(first)
    const key = members.join()
    const known = several.get(key) ?? add(members)
    several.set(key, known)
    return known
  }

  const matters = (member: number, taken: number) => {
    const last = int(lastRival, member)
    for (let later = int(firstAfter, taken); later <= last; later++) {
      if (clash(member, later) && !clash(taken, later)) return true
    }
    return false
  }

  return {
    take(set, session) {
      if (at(starts, session) === at(ends, session)) return set
      const members = sets[set] ?? []
      for (const member of members) if (clash(member, session)) return -1
      const own = int(lastRival, session) > session
      const others = onlyLast ? [] : members.filter((member) => matters(member, session))
      if (others.length === 0) return own ? alone(session) : 0
      return setOf(own ? [...others, session] : others)
    },
    settle(set, place) {
      if (at(changes, set) > place) return set
      const still = (sets[set] ?? []).filter((member) => int(lastRival, member) >= place)
      const alike = still.map((member) => (int(firstAfter, member) <= place ? likeness(member) : member))
      return setOf([...new Set(alike)].sort((a, b) => a - b))
    },
    endsAt: (place) => int(ending, place) === 1,
    idleUntil: (set) => at(idle, set),
    isIdle: (session) => at(starts, session) === at(ends, session),
  }
}

/** So many sorts of sessions that end together are told apart: where there are more, hardly two are alike. */
const SORTS = 8

/** For a session one that clashes with the same sessions after both are over; itself where none is known. */
function likenessIn({ starts, lastRival, firstAfter, clash }: Lineup): (session: number) => number {
  const known = new Int32Array(starts.length).fill(-1)
  const sorts = new Map<number, number[]>()
  const isAlike = (one: number, other: number) => {
    if (int(lastRival, one) !== int(lastRival, other)) return false
    for (let later = int(firstAfter, one); later <= int(lastRival, one); later++) {
      if (clash(one, later) !== clash(other, later)) return false
    }
    return true
  }
  const find = (session: number) => {
    const after = int(firstAfter, session)
    if (int(lastRival, session) < after) return session
    const others = sorts.get(after) ?? []
    sorts.set(after, others)
    const like = others.find((other) => isAlike(session, other))
    if (like === undefined && others.length < SORTS) others.push(session)
    return like ?? session
  }
  return (session) => {
    if (int(known, session) < 0) known[session] = find(session)
    return int(known, session)
  }
}
