import type { Agenda, AgendaPick, Session } from '../../model/index.js'
import { contentFinder } from '../sessions/repeats.js'
import type { Unplaced } from './candidates.js'
import type { LeftOut, Plan } from './problem.js'

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
