import type { Entry } from '../../../src/planning/agenda/clashes.js'
import type { BreakWindow, Candidate, PlanProblem } from '../../../src/planning/plan/problem.js'

/**
 * The best plan by trying every set of candidates, and its verdict on each. It shares no code with the planner: sets
 * are judged minute by minute, by the specification alone.
 */
export interface Verdict {
  /** Undefined if no set contains everything that is fixed. */
  readonly best: readonly string[] | undefined
  readonly value: number
  /** The value of the best plan that decides differently from `plan` on each candidate; undefined if there is none. */
  readonly otherwise: (plan: readonly string[]) => ReadonlyMap<string, number | undefined>
  /**
   * The value of the best plans with a candidate that give up as few fixed sessions as possible; undefined if there are
   * none.
   */
  readonly givingWay: (id: string) => number | undefined
  /** The fewest sessions of `plan` that the best plan with the opposite decision on a candidate must lose. */
  readonly fewestLost: (plan: readonly string[], id: string) => number
  /** The value of a set of candidates; undefined if it is not a plan. */
  readonly worth: (plan: readonly string[]) => number | undefined
}

const MINUTE = 60_000

export function judge(problem: PlanProblem): Verdict {
  const ordered = [...problem.candidates].sort(
    (a, b) => a.entry.start - b.entry.start || (a.entry.id < b.entry.id ? -1 : 1),
  )
  const isAllowed = ruleOf(problem)
  const units = new Map(ordered.map((one) => [one.entry.id, unitOf(one)]))
  const unitFor = (id: string) => units.get(id)
  const plans = subsets(ordered)
    .filter(isAllowed)
    .map((set) => {
      const has = new Set(set.map(({ entry }) => entry.id))
      // Of several fixed sittings, one is enough.
      const kept = new Set(set.filter(({ fixed }) => fixed).map(unitOf))
      const lacks = [...new Set(ordered.filter(({ fixed }) => fixed).map(unitOf))].filter((unit) => !kept.has(unit))
      // A session taken early beats one left out: 0 sorts before 1.
      const key = ordered.map(({ entry }) => (has.has(entry.id) ? '0' : '1')).join('')
      const idle = set.some((candidate) => !candidate.fixed && !pays(problem, candidate))
      return { has, lacks, key, idle, value: worthOf(problem, set) }
    })
  // Sessions without value are left out.
  const whole = plans.filter(({ lacks, idle }) => lacks.length === 0 && !idle)
  const [best] = whole.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
  const differing = (plan: readonly string[], id: string) => {
    const able = plans.filter(({ has, lacks }) => {
      return has.has(id) !== plan.includes(id) && lacks.every((unit) => plan.includes(id) && unit === unitFor(id))
    })
    const fewest = Math.min(...able.map(({ lacks }) => lacks.length))
    const others = able.filter(({ lacks }) => lacks.length === fewest)
    const value = Math.max(...others.map((other) => other.value))
    return { value, others: others.filter((other) => other.value === value) }
  }
  return {
    best: best && ordered.map(({ entry }) => entry.id).filter((id) => best.has.has(id)),
    value: best?.value ?? Number.NaN,
    otherwise(plan) {
      const rows = ordered.map(({ entry: { id } }) => {
        const { value, others } = differing(plan, id)
        return [id, others.length === 0 ? undefined : value] as const
      })
      return new Map(rows)
    },
    givingWay(id) {
      const yielding = new Set(ordered.filter(({ yields }) => yields).map(unitOf))
      const others = plans.filter(({ has, lacks }) => has.has(id) && lacks.every((lacking) => yielding.has(lacking)))
      const fewest = Math.min(...others.map(({ lacks }) => lacks.length))
      const values = others.filter(({ lacks }) => lacks.length === fewest).map(({ value: own }) => own)
      return values.length === 0 ? undefined : Math.max(...values)
    },
    fewestLost(plan, id) {
      return Math.min(...differing(plan, id).others.map(({ has }) => plan.filter((one) => !has.has(one)).length))
    },
    worth(plan) {
      const set = ordered.filter(({ entry }) => plan.includes(entry.id))
      return isAllowed(set) ? worthOf(problem, set) : undefined
    },
  }
}

/** The unit that is attended once: a content, or a single session. */
function unitOf({ group, entry }: Candidate): string {
  return group === undefined ? `the session ${entry.id}` : `the content ${group}`
}

/**
 * The least number of fixed contents to drop, and for each such set the value of the best plan that keeps the others. A
 * content is identified by its first fixed sitting.
 */
export function judgeWaysOut(problem: PlanProblem): ReadonlyMap<string, number> {
  const fixed = [...problem.candidates]
    .filter((candidate) => candidate.fixed)
    .sort((a, b) => a.entry.start - b.entry.start || (a.entry.id < b.entry.id ? -1 : 1))
  const sets = subsets(fixed).filter(ruleOf(problem))
  const most = Math.max(...sets.map((kept) => kept.length))
  const ways = sets.filter((kept) => kept.length === most).map((kept) => new Set(kept.map(unitOf)))
  return new Map(
    ways.map((kept) => {
      const dropped = new Map<string, string>()
      for (const one of fixed) {
        if (!kept.has(unitOf(one)) && !dropped.has(unitOf(one))) dropped.set(unitOf(one), one.entry.id)
      }
      const candidates = problem.candidates.map((one) => ({ ...one, fixed: one.fixed && kept.has(unitOf(one)) }))
      return [[...dropped.values()].sort().join(), judge({ ...problem, candidates }).value] as const
    }),
  )
}

function worthOf({ repair }: PlanProblem, set: readonly Candidate[]): number {
  const score = set.reduce((sum, candidate) => sum + candidate.score, 0)
  const lost = repair?.picks.filter((id) => set.every(({ entry }) => entry.id !== id)) ?? []
  return round(score - lost.length * (repair?.changeCost ?? 0))
}

/** Whether taking a session is worth more than not taking it, all else equal. */
function pays({ repair }: PlanProblem, { entry, score }: Candidate): boolean {
  return score + (repair?.picks.includes(entry.id) ? repair.changeCost : 0) > 0
}

/** Whether a set of candidates can be attended, apart from what is fixed. Pairs are judged once. */
export function ruleOf({ candidates, blocks, walks, breaks, maxPerDay, maxMinutes }: PlanProblem) {
  const clashing = (a: Entry, b: Entry) => {
    if (a.posters !== undefined && a.posters === b.posters) return false
    if (a.start >= a.end || b.start >= b.end) return false
    if (minutesShared(a, b) > 0) return true
    const apart = a.end <= b.start ? b.start - a.end : a.start - b.end
    return apart < (a.walks === false || b.walks === false ? 0 : walks.between(a.room, b.room) * MINUTE)
  }
  const bad = new Map(
    candidates.map((one) => [one, new Set(candidates.filter((two) => one !== two && clashing(one.entry, two.entry)))]),
  )
  const blocked = new Set(candidates.filter(({ entry }) => blocks.some((block) => clashing(entry, block))))
  const hasBreak = (busy: readonly Entry[], { start, end, minutes }: BreakWindow) => {
    for (let from: number = start; from + minutes * MINUTE <= end; from += MINUTE) {
      const rest = { start: from, end: from + minutes * MINUTE }
      if (busy.every((thing) => minutesShared(thing, rest) === 0)) return true
    }
    return false
  }
  // A break that blocks alone make impossible is not required.
  const wanted = breaks.filter((window) => hasBreak(blocks, window))
  return (set: readonly Candidate[]): boolean => {
    if (set.some((one) => blocked.has(one) || set.some((two) => bad.get(one)?.has(two)))) return false
    const contents = set.flatMap(({ group }) => group ?? [])
    if (new Set(contents).size < contents.length) return false
    const days = new Map<string, number>()
    for (const { entry } of set) days.set(entry.day, (days.get(entry.day) ?? 0) + 1)
    if (maxPerDay !== undefined && [...days.values()].some((count) => count > maxPerDay)) return false
    const minutes = new Map<string, number>()
    for (const { entry } of set) {
      minutes.set(entry.day, (minutes.get(entry.day) ?? 0) + (entry.end - entry.start) / MINUTE)
    }
    if (maxMinutes !== undefined && [...minutes.values()].some((sum) => sum > maxMinutes)) return false
    return wanted.every((window) => hasBreak([...blocks, ...set.map(({ entry }) => entry)], window))
  }
}

function minutesShared(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): number {
  let shared = 0
  for (let minute = a.start; minute < a.end; minute += MINUTE) if (b.start <= minute && minute < b.end) shared++
  return shared
}

export function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items
  if (first === undefined) return [[]]
  const without = subsets(rest)
  return [...without.map((set) => [first, ...set]), ...without]
}

function round(value: number): number {
  return Math.round(value * 30) / 30
}
