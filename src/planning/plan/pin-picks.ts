import { appendTo } from '../../model/index.js'
import type { Walks } from '../agenda/walks.js'
import type { Candidacy } from './candidates.js'
import { unitOf } from './keep-bonus.js'
import { countHallsOnce } from './keynote-runs.js'
import { restAfter, restFrom, touches } from './lineup.js'
import { findObstacles, findObstructed } from './obstacles.js'
import { inPlanOrder, isPlan, prepare } from './prepare.js'
import { type Candidate, type PlanProblem, sessionsOf } from './problem.js'

/**
 * Going picks at times that are not planned and that clash with others of them alone are no matter of the plan: they take their
 * time, and do not compete.
 */
export function leaveOutside(candidacy: Candidacy, walks: Walks): Candidacy {
  const { candidates, outside, elsewhere } = candidacy
  if (outside.size < 2) return candidacy
  const going = inPlanOrder(candidates.filter(({ fixed, yields }) => fixed || yields))
  const others = going.filter(({ entry }) => outside.has(entry.id))
  const planned = going.filter(({ entry }) => !outside.has(entry.id))
  const inTheWayOf = (obstacles: readonly Candidate[]) =>
    findObstructed(others, [], { blocks: obstacles.map(({ entry }) => entry), walks })
  const [clashing, competing] = [inTheWayOf(others), inTheWayOf(planned)]
  const left = new Set(others.filter((one) => clashing.has(one) && !competing.has(one)))
  return {
    ...candidacy,
    candidates: candidates.filter((one) => !left.has(one)),
    elsewhere: [...elsewhere, ...[...left].map(({ entry }) => entry)],
  }
}

/** A problem in which the going picks that stand in each other's way compete. */
export interface PinnedProblem {
  readonly problem: PlanProblem
  /** Their ids, by start, then id. */
  readonly competing: readonly string[]
  /** Some of them only because limits leave no room for all. */
  readonly limited: boolean
}

/**
 * Lets fixed candidates compete that are no musts and cannot be kept with the rest: those that clash with each other, with a
 * must or with a block, or have the same content; then those on a day that has more than its most, or in a window that they
 * and the musts leave no break in; then those at the time of a must that could be attended at several sittings, where they leave it
 * none. Musts stay fixed, whatever they do to each other; the other picks stay so as well, but what they keep out is told at the
 * price of giving them up.
 */
export function pinPicks(problem: PlanProblem, musts: ReadonlySet<string>): PinnedProblem {
  const fixed = inPlanOrder(problem.candidates.filter((candidate) => candidate.fixed))
  const mustUnits = fixed.filter(({ entry }) => musts.has(entry.id)).map(unitOf)
  const isOneOfSeveral = (one: Candidate) => {
    return musts.has(one.entry.id) && mustUnits.indexOf(unitOf(one)) !== mustUnits.lastIndexOf(unitOf(one))
  }
  const sittings = fixed.filter(isOneOfSeveral)
  const single = fixed.filter((one) => !isOneOfSeveral(one))
  const competing = new Set<Candidate>()
  const release = (candidates: readonly Candidate[]) => {
    for (const candidate of candidates) if (!musts.has(candidate.entry.id)) competing.add(candidate)
  }
  release([...findObstructed(single, single, problem)])
  const clashing = competing.size
  const kept = single.filter((candidate) => !competing.has(candidate))
  const { lineup, days, rests } = prepare({
    ...problem,
    candidates: countHallsOnce(kept).map((one) => ({ ...one, fixed: false })),
  })
  const own = new Map(kept.map((candidate) => [candidate.entry, candidate]))
  const originals = lineup.candidates.flatMap(({ entry }) => own.get(entry) ?? [])
  const named = (places: readonly number[]) => places.flatMap((place) => originals[place] ?? [])
  for (const { members } of days) release(named(members))
  for (const rest of rests) {
    const inside = [...originals.keys()].filter((place) => touches(rest, lineup, place))
    const begins = inside.reduce((before, place) => restAfter(rest, before, lineup, place), restFrom(rest, rest.start))
    if (begins === Number.POSITIVE_INFINITY) release(named(inside))
  }
  const limited = competing.size > clashing
  const still = kept.filter((candidate) => !competing.has(candidate))
  if (sittings.length > 0 && !canAttendOneOfEach(problem, still, sittings)) {
    const rivals = findObstacles(inPlanOrder([...still, ...sittings]), problem)
    release(still.filter((one) => rivals(one).fixed.some((other) => isOneOfSeveral(other))))
  }
  const candidates = problem.candidates.map((one): Candidate => {
    const { yields: _, ...rest } = one
    if (competing.has(one)) return { ...rest, fixed: false }
    return one.fixed && !musts.has(one.entry.id) ? { ...one, yields: true } : one
  })
  return {
    problem: { ...problem, candidates: countHallsOnce(candidates) },
    competing: inPlanOrder([...competing]).flatMap((one) => sessionsOf(one).map(({ id }) => id)),
    limited,
  }
}

/** So many sets of sittings are tried; musts are few, so that more would be a mistake. */
const TRIED = 20_000

/** Whether one sitting of each content can be attended beside what is kept. */
function canAttendOneOfEach(problem: PlanProblem, kept: readonly Candidate[], sittings: readonly Candidate[]): boolean {
  const prepared = prepare({
    ...problem,
    candidates: [...countHallsOnce(kept), ...sittings].map((one) => ({ ...one, fixed: false })),
  })
  const ids = new Set(sittings.map(({ entry }) => entry.id))
  const units = new Map<string, number[]>()
  const plan: number[] = []
  for (const [place, one] of prepared.lineup.candidates.entries()) {
    if (ids.has(one.entry.id)) appendTo(units, unitOf(one), place)
    else plan.push(place)
  }
  if (units.size < new Set(sittings.map(unitOf)).size) return false
  const choices = [...units.values()]
  let tried = 0
  const canExtend = (chosen: readonly number[], next: number): boolean => {
    const places = choices[next]
    if (!places) return true
    return places.some((place) => {
      const more = [...chosen, place].sort((a, b) => a - b)
      return ++tried < TRIED && isPlan(prepared, more) && canExtend(more, next + 1)
    })
  }
  return canExtend(plan, 0)
}
