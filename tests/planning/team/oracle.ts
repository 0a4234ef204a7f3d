import { collide } from '../../../src/planning/clash.js'
import { compareText } from '../../../src/planning/order.js'
import type { TeamCandidate, TeamProblem } from '../../../src/planning/team/problem.js'

/** Who attends a session: indices of members. */
type Attendance = readonly number[]

interface Split {
  /** By member the ids, by start, then id. */
  readonly sessions: readonly (readonly string[])[]
  readonly value: number
  readonly covered: number
  /**
   * One letter for each content that must be covered, by its first session: `a` where it is. Then one for each member and
   * session, in that order: `a` where the member attends it.
   */
  readonly order: string
}

/** Every way to attend every session is tried out, and the best one kept, by the words of the rules. */
export function bestSplit(problem: TeamProblem): Split {
  const candidates = [...problem.candidates].sort(
    ({ entry: a }, { entry: b }) => a.start - b.start || compareText(a.id, b.id),
  )
  let best: Split | undefined
  const attended: (readonly [TeamCandidate, Attendance])[] = []
  const search = (index: number) => {
    const candidate = candidates[index]
    if (candidate) {
      for (const members of attendances(candidate, problem)) {
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
  if (!best) throw new Error('nobody has to go anywhere')
  return best
}

function attendances({ content, scores }: TeamCandidate, { members, together, cover }: TeamProblem): Attendance[] {
  const able = [...members.keys()].filter((member) => (scores[member] ?? 0) > 0 || cover.has(content))
  if (!together.has(content)) return [[], ...able.map((member) => [member])]
  return Array.from({ length: 2 ** able.length }, (_, set) => able.filter((_, bit) => Math.floor(set / 2 ** bit) % 2))
}

function isFree(
  member: number,
  { entry }: TeamCandidate,
  attended: readonly (readonly [TeamCandidate, Attendance])[],
  { members }: TeamProblem,
): boolean {
  const who = members[member]
  if (!who) return false
  const mine = attended.filter(([, others]) => others.includes(member)).map(([other]) => other.entry)
  return ![...mine, ...who.blocks].some((other) => collide(other, entry, who.walks))
}

/** A content is attended once in the team; one for all once by each, and on duty by one at most and only if nobody wants to. */
function isAllowed(attended: readonly (readonly [TeamCandidate, Attendance])[], { together }: TeamProblem): boolean {
  const contents = new Map<string, { readonly member: number; readonly wants: boolean }[]>()
  for (const [{ content, scores }, members] of attended) {
    const people = members.map((member) => ({ member, wants: (scores[member] ?? 0) > 0 }))
    contents.set(content, [...(contents.get(content) ?? []), ...people])
  }
  return [...contents].every(([content, people]) => {
    if (!together.has(content)) return people.length <= 1
    const once = new Set(people.map(({ member }) => member)).size === people.length
    const dutiful = people.filter(({ wants }) => !wants).length
    return once && (dutiful === 0 || people.length === 1)
  })
}

function splitOf(attended: readonly (readonly [TeamCandidate, Attendance])[], { members, cover }: TeamProblem): Split {
  const people = [...members.keys()]
  const covered = new Set(attended.filter(([, who]) => who.length > 0).map(([{ content }]) => content))
  return {
    sessions: people.map((member) => attended.filter(([, who]) => who.includes(member)).map(([{ entry }]) => entry.id)),
    value: attended.reduce(
      (sum, [{ scores }, who]) => sum + who.reduce((own, member) => own + Math.round((scores[member] ?? 0) * 1000), 0),
      0,
    ),
    covered: [...covered].filter((content) => cover.has(content)).length,
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
  return one.order < other.order
}
