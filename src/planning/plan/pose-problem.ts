import { type Agenda, byId, type Session } from '../../model/index.js'
import type { Day, Instant } from '../../model/time.js'
import { blockEntry, type Entry } from '../agenda/clashes.js'
import { phaseAt } from '../agenda/relative-to-now.js'
import type { Walks } from '../agenda/walks.js'
import { contentFinder } from '../sessions/repeats.js'
import { candidatesFor, type PlanWishes, type Unplaceable, type Unplaced } from './candidates.js'
import { joinRuns } from './keynote-runs.js'
import { leaveOutside, pinPicks } from './pin-picks.js'
import type { Candidate, PlanProblem } from './problem.js'

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
