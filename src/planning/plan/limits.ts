import { at, int, type Lineup } from './lineup.js'
import { type Rest, restAfter, restFrom, touches } from './rests.js'

/** At most so many of these candidates (places in the lineup, ascending) are chosen. */
export interface Quota {
  readonly members: readonly number[]
  readonly most: number
}

/** How far the limits of a plan are used up, as numbered states; 0 is untouched. */
export interface Limits {
  /** The state after taking a session, or -1 where a limit forbids it. */
  readonly take: (state: number, session: number) => number
  /** The state once all before `place` is decided: what can bind nobody any more is forgotten. */
  readonly settle: (state: number, place: number) => number
  /** Whether `settle` may change states at a place. */
  readonly endsAt: (place: number) => boolean
  /** The state of the same past without one fixed session. */
  readonly without: (state: number) => number
  readonly isWithout: (state: number) => boolean
}

interface State {
  /** A fixed session was left out. */
  readonly without: boolean
  /** Quota by quota how many were taken, of those that still bind. */
  readonly used: ReadonlyMap<number, number>
  /** Rest by rest when it can begin at the earliest, of those touched and not over. */
  readonly rests: ReadonlyMap<number, number>
}

export function limitStates(lineup: Lineup, quotas: readonly Quota[], rests: readonly Rest[]): Limits {
  const places = lineup.candidates.length
  const quotasAt = listsOf(
    places,
    quotas.map(({ members }) => members),
    (members) => chainsAfter(members, lineup),
  )
  const touching = rests.map((rest) => [...lineup.candidates.keys()].filter((place) => touches(rest, lineup, place)))
  const restsAt = listsOf(places, touching)
  const lastOf = (members: readonly number[]) => members.at(-1) ?? -1
  const ending = new Set([...quotas.map(({ members }) => members), ...touching].map((members) => lastOf(members) + 1))

  const states: State[] = []
  const numbers = new Map<string, number>()
  const numberOf = (state: State): number => {
    const key = `${state.without}|${written(state.used)}|${written(state.rests)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, states.length)
    return states.push(state) - 1
  }
  const untouched: State = { without: false, used: new Map(), rests: new Map() }
  numberOf(untouched)
  const stateOf = (number: number) => states[number] ?? untouched

  const take = ({ without, used, rests: begun }: State, session: number): number => {
    const [counts, begins] = [new Map(used), new Map(begun)]
    for (const { index, left } of quotasAt[session] ?? []) {
      const most = quotas[index]?.most ?? Number.POSITIVE_INFINITY
      const count = (counts.get(index) ?? 0) + 1
      if (count > most) return -1
      if (count + left <= most) counts.delete(index)
      else counts.set(index, count)
    }
    for (const { index } of restsAt[session] ?? []) {
      const rest = rests[index]
      if (!rest) continue
      const before = begins.get(index) ?? restFrom(rest, rest.start)
      const after = restAfter(rest, before, lineup, session)
      if (after === Number.POSITIVE_INFINITY) return -1
      begins.set(index, after)
    }
    return numberOf({ without, used: counts, rests: begins })
  }

  const sorts = sortsOf(lineup, quotas, quotasAt, restsAt)
  const taken = new Map<number, number>()
  const settled = rememberPerPlace((number, place) => {
    const { without, used, rests: begun } = stateOf(number)
    return numberOf({
      without,
      used: new Map([...used].filter(([quota]) => lastOf(quotas[quota]?.members ?? []) >= place)),
      rests: new Map([...begun].filter(([rest]) => lastOf(touching[rest] ?? []) >= place)),
    })
  })
  return {
    take(state, session) {
      const sort = sorts[session]
      if (sort === undefined) return state
      const key = state * places + sort
      const known = taken.get(key) ?? take(stateOf(state), session)
      taken.set(key, known)
      return known
    },
    settle: (state, place) => (ending.has(place) ? settled(state, place) : state),
    endsAt: (place) => ending.has(place),
    without: (state) => numberOf({ ...stateOf(state), without: true }),
    isWithout: (state) => stateOf(state).without,
  }
}

interface Membership {
  readonly index: number
  /** No more members of the list can be taken after this one. */
  readonly left: number
}

/** For each place the lists that it is in; nothing where it is in none. */
function listsOf(
  places: number,
  lists: readonly (readonly number[])[],
  leftAfter: (members: readonly number[]) => readonly number[] = () => [],
): readonly (readonly Membership[] | undefined)[] {
  const found: (Membership[] | undefined)[] = Array.from({ length: places })
  for (const [index, members] of lists.entries()) {
    const left = leftAfter(members)
    for (const [order, member] of members.entries()) {
      const mine = found[member] ?? []
      mine.push({ index, left: left[order] ?? 0 })
      found[member] = mine
    }
  }
  return found
}

/** For each member of a list how many that come after it can be attended one after the other, walks not counted. */
function chainsAfter(members: readonly number[], { starts, ends, firstAfter, posters }: Lineup): readonly number[] {
  // What has no length can always be attended, and a poster perhaps beside another.
  const isIdle = (member: number) => at(starts, member) === at(ends, member) || int(posters, member) >= 0
  /** Of the last members, how many of length and how many of none can be taken. */
  const [chains, idle] = [[0], [0]]
  const left: number[] = []
  for (const [back, member] of [...members].reverse().entries()) {
    let behind = members.length - back
    while (!isIdle(member) && at(members, behind) < int(firstAfter, member)) behind++
    const after = at(chains, members.length - behind)
    left.push(after + at(idle, back))
    chains.push(isIdle(member) ? at(chains, back) : Math.max(at(chains, back), 1 + after))
    idle.push(at(idle, back) + (isIdle(member) ? 1 : 0))
  }
  return left.reverse()
}

/** For each place a number that it shares with those which use up every limit as it does; nothing where it uses up none. */
function sortsOf(
  { starts, ends }: Lineup,
  quotas: readonly Quota[],
  quotasAt: readonly (readonly Membership[] | undefined)[],
  restsAt: readonly (readonly Membership[] | undefined)[],
): readonly (number | undefined)[] {
  const sorts = new Map<string, number>()
  return quotasAt.map((counting, place) => {
    const resting = restsAt[place]
    if (!counting && !resting) return undefined
    // How many come after it tells only whether the quota can bind yet.
    const counts = counting?.map(({ index, left }) => [index, Math.min(left, quotas[index]?.most ?? left)])
    const key = `${counts}|${resting ? [at(starts, place), at(ends, place), ...resting.map(({ index }) => index)] : ''}`
    const sort = sorts.get(key) ?? sorts.size
    sorts.set(key, sort)
    return sort
  })
}

function written(numbers: ReadonlyMap<number, number>): string {
  return [...numbers]
    .sort(([a], [b]) => a - b)
    .map(([key, value]) => `${key}:${value}`)
    .join()
}

/** Places are asked for one after the other, the same states at each of them many times. */
function rememberPerPlace(answer: (state: number, place: number) => number): (state: number, place: number) => number {
  let here = -1
  const known = new Map<number, number>()
  return (state, place) => {
    if (place !== here) known.clear()
    here = place
    const before = known.get(state)
    if (before !== undefined) return before
    const now = answer(state, place)
    known.set(state, now)
    return now
  }
}
