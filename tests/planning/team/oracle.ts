import { collide, type Entry } from '../../../src/planning/agenda/clashes.js'
import { compareText } from '../../../src/planning/sessions/order.js'
import type { TeamCandidate, TeamMember, TeamProblem } from '../../../src/planning/team/team-problem.js'

/** Indexes of the members who attend a session. */
type Attendance = readonly number[]

interface Split {
  /** By member the ids, by start, then id. */
  readonly sessions: readonly (readonly string[])[]
  readonly value: number
  readonly covered: number
  /** The points of each member, ascending. */
  readonly shares: readonly number[]
  /**
   * One letter for each content that must be covered, by its first session: `a` if it is. Then one for each member and
   * session, in that order: `a` if the member attends it.
   */
  readonly order: string
}

type Attended = readonly (readonly [TeamCandidate, Attendance])[]

/** Tries every way to attend every session and keeps the best one by the rules. */
export function bestSplit(problem: TeamProblem): Split {
  const candidates = [...problem.candidates].sort(
    ({ entry: a }, { entry: b }) => a.start - b.start || compareText(a.id, b.id),
  )
  const kept = problem.members.map((member) => keptBy(member, candidates))
  let best: Split | undefined
  const attended: (readonly [TeamCandidate, Attendance])[] = []
  const search = (index: number) => {
    const candidate = candidates[index]
    if (candidate) {
      for (const members of attendances(candidate, problem)) {
        if (kept.some((ids, member) => ids.has(candidate.entry.id) && !members.includes(member))) continue
        if (!members.every((member) => isFree(member, candidate, attended, problem))) continue
        attended.push([candidate, members])
        search(index + 1)
        attended.pop()
      }
      return
    }
    if (!isAllowed(attended, problem)) return
    const split = splitOf(attended, problem)
    if (!best || isBetter(split, best)) best = split
  }
  search(0)
  if (!best) throw new Error('nobody has to go anywhere new')
  return best
}

/** Whether a split, as ids by member, satisfies every rule, whatever its value. */
export function isSplit(problem: TeamProblem, sessions: readonly (readonly string[])[]): boolean {
  const attended: (readonly [TeamCandidate, Attendance])[] = []
  for (const candidate of problem.candidates) {
    const who = [...problem.members.keys()].filter((member) => sessions[member]?.includes(candidate.entry.id))
    if (!attendances(candidate, problem).some((able) => able.join() === who.join())) return false
    if (!who.every((member) => isFree(member, candidate, attended, problem))) return false
    attended.push([candidate, who])
  }
  const keepsAll = problem.members.every((member, place) =>
    [...keptBy(member, problem.candidates)].every((id) => sessions[place]?.includes(id)),
  )
  return keepsAll && isAllowed(attended, problem)
}

function attendances(candidate: TeamCandidate, problem: TeamProblem): Attendance[] {
  const { content, scores, entry, closed } = candidate
  const { members, together, cover } = problem
  const able = [...members.keys()].filter(
    (member) => members[member]?.going.has(entry.id) || (!closed && ((scores[member] ?? 0) > 0 || cover.has(content))),
  )
  const sets = Array.from({ length: 2 ** able.length }, (_, set) =>
    able.filter((_, bit) => Math.floor(set / 2 ** bit) % 2),
  )
  if (together.has(content)) return sets
  return sets.filter((set) => set.filter((member) => !claims(member, content, problem)).length <= 1)
}

/** Whether a member is already going to a content, at any sitting. */
function claims(member: number, content: string, { members, candidates }: TeamProblem): boolean {
  return candidates.some((one) => one.content === content && members[member]?.going.has(one.entry.id))
}

/**
 * The sessions that a member is going to and keeps: no two that clash or have the same content, none that clashes with
 * a block, none beyond a limit.
 */
function keptBy(who: TeamMember, candidates: readonly TeamCandidate[]): ReadonlySet<string> {
  const going = candidates.filter(({ entry }) => who.going.has(entry.id))
  const sound = going.filter(
    (one) =>
      !who.blocks.some((block) => collide(block, one.entry, who.walks)) &&
      !going.some(
        (other) => other !== one && (other.content === one.content || collide(other.entry, one.entry, who.walks)),
      ),
  )
  const entries = sound.map(({ entry }) => entry)
  const { breaks } = who.limits
  const over = entries.filter(({ day }) =>
    isTooMuch(
      entries.filter((other) => other.day === day),
      who,
    ),
  )
  for (const window of breaks) {
    if (canRest(window, who.blocks) && !canRest(window, [...who.blocks, ...entries]))
      over.push(...entries.filter((one) => overlap(one, window)))
  }
  return new Set(entries.filter((one) => !over.includes(one)).map(({ id }) => id))
}

/** The sessions that a member keeps at times that are not split; not part of the answer and without points. */
export function hiddenFrom(who: TeamMember, candidates: readonly TeamCandidate[]): readonly string[] {
  return [...keptBy(who, candidates)].filter((id) => who.outside.has(id))
}

/** Whether a day has more sessions, or more time in sessions, than somebody accepts. */
function isTooMuch(entries: readonly Entry[], { limits }: TeamMember): boolean {
  const { maxPerDay = Number.POSITIVE_INFINITY, maxMinutes = Number.POSITIVE_INFINITY } = limits
  const minutes = entries.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0)
  return entries.length > maxPerDay || minutes > maxMinutes
}

function overlap(one: Pick<Entry, 'start' | 'end'>, other: Pick<Entry, 'start' | 'end'>): boolean {
  return one.start < one.end && one.start < other.end && other.start < one.end
}

const TEN_MINUTES = 600_000

/** All times of the instances are multiples of ten minutes. */
function canRest(
  { start, end, minutes }: TeamMember['limits']['breaks'][number],
  busy: readonly Pick<Entry, 'start' | 'end'>[],
): boolean {
  for (let from: number = start; from + minutes * 60_000 <= end; from += TEN_MINUTES) {
    const to = from + minutes * 60_000
    if (!busy.some((one) => one.start < one.end && one.start < to && from < one.end)) return true
  }
  return false
}

function isFree(member: number, { entry }: TeamCandidate, attended: Attended, { members }: TeamProblem): boolean {
  const who = members[member]
  if (!who) return false
  const mine = attended.filter(([, others]) => others.includes(member)).map(([other]) => other.entry)
  if ([...mine, ...who.blocks].some((other) => collide(other, entry, who.walks))) return false
  const { breaks } = who.limits
  if (
    isTooMuch(
      [...mine, entry].filter(({ day }) => day === entry.day),
      who,
    )
  )
    return false
  return breaks.every((window) => !canRest(window, who.blocks) || canRest(window, [...who.blocks, ...mine, entry]))
}

/**
 * Nobody attends a content twice. Those already going to it attend it whatever the others do. Of all others one attends
 * it, and only if none of those does; content attended together goes to everybody who wants it, and to one on duty only
 * if nobody else goes.
 */
function isAllowed(attended: Attended, problem: TeamProblem): boolean {
  const contents = new Map<string, { readonly member: number; readonly wants: boolean }[]>()
  for (const [{ content, scores }, members] of attended) {
    const people = members.map((member) => ({ member, wants: (scores[member] ?? 0) > 0 }))
    contents.set(content, [...(contents.get(content) ?? []), ...people])
  }
  return [...contents].every(([content, people]) => {
    const once = new Set(people.map(({ member }) => member)).size === people.length
    const others = people.filter(
      ({ member, wants }) => !claims(member, content, problem) && !(problem.together.has(content) && wants),
    ).length
    return once && (others === 0 || people.length === 1)
  })
}

function splitOf(attended: Attended, { members, cover, candidates }: TeamProblem): Split {
  const people = [...members.keys()]
  const hidden = members.map((member) => hiddenFrom(member, candidates))
  const isTold = (member: number, id: string) => !hidden[member]?.includes(id)
  const covered = new Set(attended.filter(([, who]) => who.length > 0).map(([{ content }]) => content))
  const shareOf = (member: number) =>
    attended.reduce(
      (sum, [{ scores, entry }, who]) =>
        sum + (who.includes(member) && isTold(member, entry.id) ? Math.round((scores[member] ?? 0) * 30) : 0),
      0,
    )
  const shares = people.map(shareOf)
  return {
    sessions: people.map((member) =>
      attended.flatMap(
        ([
          {
            entry: { id },
          },
          who,
        ]) => (who.includes(member) && isTold(member, id) ? [id] : []),
      ),
    ),
    value: shares.reduce((sum, share) => sum + share, 0),
    covered: [...covered].filter((content) => cover.has(content)).length,
    shares: shares.sort((a, b) => a - b),
    order: [
      ...[...new Set(attended.map(([{ content }]) => content))]
        .filter((content) => cover.has(content))
        .map((content) => (covered.has(content) ? 'a' : 'b')),
      ...people.flatMap((member) => attended.map(([, who]) => (who.includes(member) ? 'a' : 'b'))),
    ].join(''),
  }
}

function isBetter(one: Split, other: Split): boolean {
  if (one.covered !== other.covered) return one.covered > other.covered
  if (one.value !== other.value) return one.value > other.value
  const level = one.shares.findIndex((share, index) => share !== other.shares[index])
  if (level >= 0) return (one.shares[level] ?? 0) > (other.shares[level] ?? 0)
  return one.order < other.order
}
