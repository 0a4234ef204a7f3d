import type { Session } from '../../model/index.js'
import { backToBack } from '../agenda/walks.js'
import { severallyFixed, unitOf } from './keep-bonus.js'
import { findObstructed, gather } from './obstacles.js'
import { inPlanOrder } from './prepare.js'
import type { Candidate, PlanProblem } from './problem.js'

/** What is not joined with others. */
export interface NeverJoined {
  /** Ids of what must be in. */
  readonly musts: ReadonlySet<string>
  /** The id of what is asked about: of what is kept, it alone may be given up. */
  readonly asked?: string | undefined
}

/**
 * The same problem with keynotes back to back as one choice: nobody leaves the hall between two of them, and ten of ten minutes
 * should not fill a day. What clashes with a block or something fixed, or is given several times, is judged by itself. What was
 * picked is joined with other picks: where sessions of a day are counted as a whole, else as far as the same sessions clash with
 * them, so that none is given up for nothing.
 */
export function joinRuns(
  problem: PlanProblem,
  sessionOf: (id: string) => Session | undefined,
  { musts, asked }: NeverJoined,
): PlanProblem {
  const ordered = inPlanOrder(problem.candidates)
  const keynotes = ordered.filter(({ entry }) => sessionOf(entry.id)?.kind === 'keynote')
  if (keynotes.length === 0) return problem
  const obstructed = findObstructed(
    keynotes,
    ordered.filter((one) => one.fixed),
    problem,
  )
  const isCounted = problem.maxPerDay !== undefined
  const halls = hallsOf(keynotes, sessionOf)
  const judged = isCounted ? [] : keynotes.filter((one) => one.picked && halls.has(one))
  const rivals = gather(judged, ordered, ({ entry }) => entry, problem.walks)
  const namesOf = (one: Candidate) =>
    (rivals.get(one) ?? []).flatMap(({ entry: { id } }) => (id === one.entry.id ? [] : id))
  const contents = new Map<string, number>()
  for (const { group = '' } of ordered) contents.set(group, (contents.get(group) ?? 0) + 1)
  const traitOf = (one: Candidate) => {
    const { entry, fixed, yields, group } = one
    const isAlone =
      musts.has(entry.id) ||
      (fixed && entry.id === asked) ||
      obstructed.has(one) ||
      (group !== undefined && contents.get(group) !== 1)
    return isAlone ? undefined : JSON.stringify([fixed, yields, one.picked, ...namesOf(one)])
  }
  const lines = backToBack(ordered, (one) => {
    const session = sessionOf(one.entry.id)
    return session && { session, trait: traitOf(one) }
  })
  const candidates = lines.map(({ items: [alone, ...others] }): Candidate => {
    const hall = isCounted ? halls.get(alone) : undefined
    const first = hall === undefined ? alone : { ...alone, hall }
    const last = others.at(-1)
    if (!last) return first
    const { end, endOffset, endAssumed } = last.entry
    const run = [first, ...others].map(({ entry, score }) => ({ entry, score }))
    return {
      ...first,
      entry: { ...first.entry, end, endOffset, ...(endAssumed && { endAssumed }) },
      score: run.reduce((sum, { score }) => sum + score, 0),
      run,
    }
  })
  return { ...problem, candidates }
}

/** Back-to-back keynotes, however they differ, by the first of them. */
function hallsOf(
  keynotes: readonly Candidate[],
  sessionOf: (id: string) => Session | undefined,
): ReadonlyMap<Candidate, string> {
  const lines = backToBack(keynotes, ({ entry }) => {
    const session = sessionOf(entry.id)
    return session && { session, trait: '' }
  })
  return new Map(lines.flatMap(({ items, run }) => (run ? items.map((one) => [one, items[0].entry.id] as const) : [])))
}

/** The same candidates, of which those count no more in whose hall one is kept anyway: the first of them counts. */
export function countHallsOnce(candidates: readonly Candidate[]): readonly Candidate[] {
  const counted = new Map<string, Candidate>()
  const several = severallyFixed(candidates)
  for (const one of candidates) {
    const isKept = one.fixed && !several.has(unitOf(one))
    if (one.hall !== undefined && isKept && !counted.has(one.hall)) counted.set(one.hall, one)
  }
  return candidates.map((one): Candidate => {
    const { uncounted: _, ...rest } = one
    const first = one.hall === undefined ? undefined : counted.get(one.hall)
    return first && first !== one ? { ...rest, uncounted: true } : one.uncounted ? rest : one
  })
}
