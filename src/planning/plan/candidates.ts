import type { Agenda, AgendaPick, Session, Unplannable } from '../../model/index.js'
import type { Day } from '../../model/time.js'
import { type Entry, isAttended, timeTakenBy } from '../agenda/clashes.js'
import { pointsFor } from '../selection/select.js'
import { contentFinder } from '../sessions/repeats.js'
import type { Candidate, LeftOut, Plan } from './problem.js'

/** What a person wants of a plan, besides what is on the agenda. */
export interface PlanWishes {
  /** Points for each half hour, by session id. */
  readonly interests: ReadonlyMap<string, number>
  /** Every session counts one point for each half hour, if no interest counts it; lightning talks only where `lightning` says so. */
  readonly all: boolean
  readonly lightning: boolean
  /** Ids of sessions whose content must be in. */
  readonly musts: ReadonlySet<string>
  /** Going picks: kept where they are, kept if that can be (a repair), or competing like the others. */
  readonly going: 'kept' | 'repaired' | 'competing'
  /** Whether the flags choose a session. */
  readonly isSelected: (session: Session) => boolean
  /** Whether a session is on the days and at the times that are planned, whatever other flags say. */
  readonly isPlanned: (session: Session) => boolean
  /** Whether a session that is not fixed may be chosen at all: the hours of a day. */
  readonly isOpen: (session: Session) => boolean
  /** Where only the rest of the conference is planned: whether a session is over. */
  readonly isOver?: (session: Session) => boolean
  /** Is a candidate in any case, and not fixed by itself. */
  readonly also?: string
}

/** Why a pick, or what an interest matches, is not in a plan nor left out of it. */
export type Unplaceable =
  | Exclude<Unplannable, 'over'>
  | 'outside-hours'
  | 'not-in-programme'
  /** Its content is attended at a time that is not planned. */
  | 'going-elsewhere'
  /** The flags do not choose it. */
  | 'not-selected'

/** A wish that a plan does not look at. */
export interface Unplaced {
  readonly session: string
  readonly because: Unplaceable
}

/** What a plan is made from. */
export interface Candidacy {
  readonly candidates: readonly Candidate[]
  /** Ids of the candidates that `--must` asks for, all sittings of each. */
  readonly musts: ReadonlySet<string>
  /** Going picks that are over or of days that are not planned: they take their time and their content. */
  readonly elsewhere: readonly Entry[]
  /** Going picks at times that are not planned: they are kept, and not what the plan is about. */
  readonly outside: ReadonlySet<string>
  readonly unplaced: readonly Unplaced[]
}

/**
 * The sessions that may be planned. Picks, musts and interests are wishes for a content, which any sitting serves; a wish is worth
 * its priority once and its interest for each half hour. Going picks are commitments: on the days that are planned they are
 * candidates whatever other flags say. What takes no time (cancelled, umbrellas, no time known) is no candidate. O(n).
 */
export function candidatesFor(sessions: readonly Session[], agenda: Agenda, wishes: PlanWishes): Candidacy {
  const { isSelected, also } = wishes
  const contentOf = contentFinder(sessions)
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const wished = wishedContents(sessions, picks, wishes.interests, contentOf)
  const sittings = sessions.flatMap((session) => sittingOf(session, contentOf(session.id), picks, wished, wishes))
  const servable = new Set(sittings.flatMap((one) => (one.isPlanned && one.isOpen ? one.content : [])))
  const mustContents = new Set([...wishes.musts].map(contentOf))
  const isMustElsewhere = ({ content }: Sitting) => mustContents.has(content) && !servable.has(content)
  const asked = also === undefined ? undefined : contentOf(also)
  const isAsked = ({ going, content }: Sitting) => going && content === asked
  const days = new Set<Day>(
    sittings.flatMap((one) => (one.isPlanned || isMustElsewhere(one) || isAsked(one) ? one.entry.day : [])),
  )
  const elsewhere = sittings.filter(({ going, over, entry, content }) => {
    return going && (over || !days.has(entry.day)) && !mustContents.has(content)
  })
  const taken = new Set(elsewhere.map(({ content }) => content))

  const candidates: Candidate[] = []
  const musts = new Set<string>()
  const outside = new Set<string>()
  const unplaced: Unplaced[] = []
  for (const sitting of sittings) {
    if (sitting.over) continue
    const { session, entry, content, score, going } = sitting
    const { id } = session
    const isUsual = sitting.isPlanned && sitting.isOpen
    const own = { entry, score, group: content, fixed: false, ...(sitting.isPicked && { picked: true as const }) }
    const held = wishes.going === 'repaired' && wished.going.has(content) && { yields: true as const }
    if (mustContents.has(content)) {
      if (!servable.has(content) || isUsual || id === also) {
        musts.add(id)
        candidates.push({ ...own, fixed: true })
      } else if (sitting.isPicked) {
        unplaced.push({ session: id, because: sitting.isPlanned ? 'outside-hours' : 'not-selected' })
      }
    } else if (going && days.has(entry.day) && (wishes.going !== 'competing' || sitting.isOpen)) {
      if (!sitting.isPlanned && content !== asked) outside.add(id)
      candidates.push({ ...own, ...held, fixed: wishes.going === 'kept' })
    } else if (id === also) {
      candidates.push({ ...own, ...held })
    } else if (going && days.has(entry.day)) {
      unplaced.push({ session: id, because: 'outside-hours' })
    } else if (sitting.isWished && !taken.has(content)) {
      const because = !isSelected(session) ? 'not-selected' : sitting.isOpen ? undefined : 'outside-hours'
      if (!because) candidates.push({ ...own, ...held })
      else if (sitting.isPicked) unplaced.push({ session: id, because })
    }
  }
  unplaced.push(...withoutTime(sessions, agenda, wishes))
  return { candidates, musts, elsewhere: elsewhere.map(({ entry }) => entry), outside, unplaced }
}

/** What is wished of each content, by any of its sittings. */
interface WishedContents {
  readonly priorities: ReadonlyMap<string, number>
  /** Points for each half hour. */
  readonly rates: ReadonlyMap<string, number>
  readonly going: ReadonlySet<string>
}

function wishedContents(
  sessions: readonly Session[],
  picks: ReadonlyMap<string, AgendaPick>,
  interests: PlanWishes['interests'],
  contentOf: (id: string) => string,
): WishedContents {
  const priorities = new Map<string, number>()
  const rates = new Map<string, number>()
  const going = new Set<string>()
  for (const { id } of sessions) {
    const content = contentOf(id)
    const pick = picks.get(id)
    const rate = interests.get(id)
    if (pick) priorities.set(content, Math.max(priorities.get(content) ?? 0, pick.priority))
    if (rate !== undefined) rates.set(content, Math.max(rates.get(content) ?? 0, rate))
    if (pick?.stage === 'going') going.add(content)
  }
  return { priorities, rates, going }
}

/** The picks, and sessions that interests match, that take no time or are not in the programme. */
function withoutTime(sessions: readonly Session[], agenda: Agenda, wishes: PlanWishes): readonly Unplaced[] {
  const { interests, isPlanned, isOver } = wishes
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const unplaced: Unplaced[] = []
  for (const session of sessions) {
    const because = whyUnplaceable(session)
    const isMine = picked.has(session.id) || (interests.has(session.id) && isAttended(session))
    if (!because || !isMine || isOver?.(session)) continue
    if (isPlanned(session)) unplaced.push({ session: session.id, because })
    else if (picked.has(session.id)) unplaced.push({ session: session.id, because: 'not-selected' })
  }
  const known = new Set(sessions.map(({ id }) => id))
  for (const session of picked) if (!known.has(session)) unplaced.push({ session, because: 'not-in-programme' })
  return unplaced
}

/** A session that takes time, and what is wished of it. */
interface Sitting {
  readonly session: Session
  readonly entry: Entry
  readonly content: string
  readonly score: number
  readonly isPicked: boolean
  readonly going: boolean
  readonly over: boolean
  readonly isWished: boolean
  readonly isPlanned: boolean
  readonly isOpen: boolean
}

/** Undefined if a session takes no time. */
function sittingOf(
  session: Session,
  content: string,
  picks: ReadonlyMap<string, AgendaPick>,
  { priorities, rates }: WishedContents,
  { all, lightning, also, isPlanned, isOpen, isOver }: PlanWishes,
): readonly Sitting[] {
  const entry = timeTakenBy(session)
  if (!entry) return []
  const pick = picks.get(session.id)
  const priority = priorities.get(content)
  const isCounted = all && isAttended(session) && (lightning || session.kind !== 'lightning')
  const rate = rates.get(content) ?? (isCounted || (session.id === also && priority === undefined) ? 1 : 0)
  const over = isOver?.(session) ?? false
  return [
    {
      session,
      entry,
      content,
      score: (priority ?? 0) + pointsFor(session, rate),
      isPicked: pick !== undefined,
      // What I missed is a wish again.
      going: pick?.stage === 'going' && !(over && pick.attended === false),
      over,
      isWished: priority !== undefined || (rate > 0 && isAttended(session)),
      isPlanned: isPlanned(session),
      isOpen: isOpen(session),
    },
  ]
}

/** Why no plan can hold a session, whatever the wishes; undefined if one could. */
export function whyUnplaceable(session: Session): Exclude<Unplannable, 'over'> | undefined {
  const { status, kind, when } = session
  if (status === 'cancelled') return 'cancelled'
  if (kind === 'umbrella') return 'umbrella'
  return when.kind === 'timed' ? undefined : 'no-time'
}

/**
 * The pick that attending a session serves: its own, else of the picks of its content the one that says most (going before maybe,
 * then the higher priority), in any case at the highest priority of them. Undefined if its content is not picked.
 */
export function servedPicks({ picks }: Agenda, sessions: readonly Session[]): (id: string) => AgendaPick | undefined {
  const contentOf = contentFinder(sessions)
  const rank = ({ stage, priority }: AgendaPick) => (stage === 'going' ? 10 : 0) + priority
  const own = new Map(picks.map((pick) => [pick.session, pick]))
  const best = new Map<string, AgendaPick>()
  const priorities = new Map<string, number>()
  for (const pick of picks) {
    const content = contentOf(pick.session)
    const known = best.get(content)
    if (!known || rank(pick) > rank(known)) best.set(content, pick)
    priorities.set(content, Math.max(priorities.get(content) ?? 0, pick.priority))
  }
  return (id) => {
    const content = contentOf(id)
    const pick = own.get(id) ?? best.get(content)
    return pick && { ...pick, priority: priorities.get(content) ?? pick.priority }
  }
}

/** What is left out, without other sittings of contents that the plan holds. */
export function contentsLeftOut({ chosen, leftOut }: Plan, sessions: readonly Session[]): readonly LeftOut[] {
  const contentOf = contentFinder(sessions)
  const attended = new Set(chosen.map(({ id }) => contentOf(id)))
  return leftOut.filter(({ id }) => !attended.has(contentOf(id)))
}

/**
 * What was not planned, and why: together with the chosen and the left out, every pick is mentioned. What is attended at another
 * sitting counts as planned. Going picks at times that are not planned stay where they are and are not listed.
 */
export function notPlanned(
  { chosen, leftOut }: Plan,
  unplaced: readonly Unplaced[],
  { picks }: Agenda,
  sessions: readonly Session[],
): readonly Unplaced[] {
  const contentOf = contentFinder(sessions)
  const attended = new Set(chosen.map(({ id }) => contentOf(id)))
  const others = unplaced.filter(({ session }) => !attended.has(contentOf(session)))
  const told = new Set([...leftOut.map(({ id }) => id), ...others.map(({ session }) => session)])
  const going = new Set(picks.flatMap(({ session, stage }) => (stage === 'going' ? contentOf(session) : [])))
  const elsewhere = picks.filter(({ session, stage }) => {
    const content = contentOf(session)
    return stage === 'maybe' && going.has(content) && !attended.has(content) && !told.has(session)
  })
  return [...others, ...elsewhere.map(({ session }): Unplaced => ({ session, because: 'going-elsewhere' }))]
}
