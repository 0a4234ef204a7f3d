import { type Agenda, appendTo, byId, type Session } from '../../model/index.js'
import type { Day, Instant } from '../../model/time.js'
import { blockEntry, type Entry } from '../agenda/clashes.js'
import { phaseAt } from '../agenda/relative-to-now.js'
import type { Walks } from '../agenda/walks.js'
import { contentFinder } from '../sessions/repeats.js'
import { type Candidacy, candidatesFor, type PlanWishes, type Unplaceable, type Unplaced } from './candidates.js'
import { unitOf } from './keep-bonus.js'
import { countHallsOnce, joinRuns } from './keynote-runs.js'
import { restAfter, restFrom, touches } from './lineup.js'
import { findObstacles, findObstructed } from './obstacles.js'
import { inPlanOrder, isPlan, prepare } from './prepare.js'
import { type Candidate, type PlanProblem, sessionsOf } from './problem.js'

/** What a problem to plan is made from. */
export interface ProblemWish {
  readonly agenda: Agenda
  /** The programme. */
  readonly sessions: readonly Session[]
  readonly walks: Walks
  readonly wishes: PlanWishes
  readonly limitsOn: (days: readonly Day[]) => Omit<PlanProblem, 'candidates' | 'blocks' | 'walks' | 'repair'>
  /** Only the time after it is planned. */
  readonly since?: Instant
  /** The session that is asked about: it always competes. */
  readonly also?: Session
  /** For a repair, the points that each pick costs which it loses or moves. */
  readonly changeCost?: number
}

/** A problem to plan, with the facts that the answer mentions. */
export interface Posed {
  readonly days: readonly Day[]
  /** Going picks that clash with each other, and so compete instead of being kept. */
  readonly competing: readonly Session[]
  /** Whether some of them compete only because of limits. */
  readonly limited: boolean
  readonly unplaced: readonly Unplaced[]
  /** Going picks at times that are not planned: kept, but not part of the answer. */
  readonly outside: ReadonlySet<string>
  /** Blocks of the days that are planned. */
  readonly blocks: readonly Entry[]
  readonly problem: PlanProblem
}

/** Makes a problem of an agenda and what is wished of a plan, or of its repair. */
export function poseProblem(wish: ProblemWish): Posed {
  const { agenda, sessions, walks, wishes, limitsOn, since, also, changeCost } = wish
  const isShown = (days: readonly Day[]) => (block: Entry) =>
    days.includes(block.day) && (since === undefined || phaseAt(block, since) !== 'over')
  const prepared = (wished: PlanWishes) => {
    const candidacy = leaveOutside(candidatesFor(sessions, agenda, wished), walks)
    const days = [...new Set(candidacy.candidates.map(({ entry }) => entry.day))].sort()
    const blocks = agenda.blocks.map(blockEntry)
    const whole: PlanProblem = {
      candidates: candidacy.candidates,
      blocks: [...blocks, ...candidacy.elsewhere],
      walks,
      ...limitsOn(days),
    }
    return { ...candidacy, days, blocks: blocks.filter(isShown(days)), whole }
  }
  const known = byId(sessions)
  const { whole, days, blocks, musts, unplaced, outside } = prepared(wishes)
  const sessionOf = (id: string) => known.get(id)
  const pinned = pinPicks(
    changeCost === undefined ? joinRuns(whole, sessionOf, { musts, asked: also?.id }) : whole,
    musts,
  )
  const facts = { days, unplaced, outside, blocks }
  const competing = pinned.competing.flatMap((id) => known.get(id) ?? [])
  if (changeCost === undefined) {
    const { limited } = pinned
    return { ...facts, competing, limited, problem: { ...pinned.problem, candidates: openFor(pinned.problem, also) } }
  }
  const picks = agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session)
  const contentOf = contentFinder(sessions)
  const gone = new Set(unplaced.flatMap(({ session, because }) => (GONE.has(because) ? session : [])))
  const lacking = new Set(picks.filter((id) => gone.has(id)).map(contentOf))
  const { whole: repaired } = prepared({ ...wishes, going: 'repaired' })
  const going = repaired.candidates.filter(({ fixed, yields }) => fixed || yields)
  const canMove = going.some(({ group }) => group !== undefined && lacking.has(group))
  // Without a clash nothing changes, but for what is gone and given again.
  const sound = canMove ? going : pinned.problem.candidates.filter(({ fixed }) => fixed)
  const candidates = competing.length === 0 ? sound : repaired.candidates
  const ids = new Set(candidates.map(({ entry }) => entry.id))
  const isCandidate = (id: string) => ids.has(id)
  const absent = picks.flatMap((id) => (isCandidate(id) ? [] : [{ id, group: contentOf(id) }]))
  const repair = { picks: picks.filter(isCandidate), gone: absent, changeCost }
  return { ...facts, competing: [], limited: false, problem: { ...repaired, candidates, repair } }
}

const GONE: ReadonlySet<Unplaceable> = new Set<Unplaceable>(['cancelled', 'not-in-programme'])

/** Of several sittings only the kept one remains. The session that is asked about always competes. */
function openFor({ candidates }: PlanProblem, also: Session | undefined): readonly Candidate[] {
  const kept = new Set(candidates.flatMap(({ fixed, yields, group }) => (fixed && yields && group ? group : [])))
  return candidates.flatMap((one): readonly Candidate[] => {
    const { yields, ...rest } = one
    if (one.entry.id === also?.id) return [{ ...rest, fixed: false }]
    return yields || one.group === undefined || !kept.has(one.group) ? [one] : []
  })
}

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
