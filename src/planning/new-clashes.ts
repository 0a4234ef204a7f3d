import type { Agenda, Catalogue } from '../model/conference.js'
import { goingEntries } from './attending.js'
import { type Clash, type Entry, findClashes } from './clash.js'
import { findAgain } from './find-again.js'
import { pairProgrammes } from './same-sessions.js'
import { walksOf } from './walk.js'

export interface AgendaState {
  readonly agenda: Agenda
  readonly catalogue: Pick<Catalogue, 'sessions' | 'rooms'>
}

/**
 * Clashes among going picks and blocks that an update has caused, in order of time. A pair that clashed before is not
 * new, even with new ids or a longer overlap. Picks are found by the identity they remember, so that one agenda serves
 * for both programmes. O(n log n + clashes).
 */
export function newClashes(before: AgendaState, after: AgendaState): readonly Clash[] {
  const { former } = pairProgrammes(before.catalogue.sessions, after.catalogue.sessions)
  const formerIds = new Map([...former].map(([is, was]) => [is.id, was.id]))
  const had = new Set(clashesIn(before).map((clash) => pairOf(clash, ({ id }) => `was:${id}`)))
  const formerOf = ({ id }: Entry) => (formerIds.has(id) ? `was:${formerIds.get(id)}` : `new:${id}`)
  return clashesIn(after).filter((clash) => !had.has(pairOf(clash, formerOf)))
}

function clashesIn({ agenda, catalogue }: AgendaState): readonly Clash[] {
  const found = findAgain(agenda.picks, catalogue.sessions, catalogue.sessions)
  const picks = agenda.picks.flatMap((pick, index) => {
    const session = found[index]?.now
    return session ? [{ ...pick, session: session.id }] : []
  })
  return findClashes(goingEntries({ ...agenda, picks }, catalogue, { maybe: false }), walksOf(agenda, catalogue))
}

/** The same for both orders of a pair. Blocks may share a title, so their start belongs to the name. */
function pairOf({ entries }: Clash, nameOf: (entry: Entry) => string): string {
  const names = entries.map((entry) => (entry.id.startsWith('block:') ? `${entry.id}@${entry.start}` : nameOf(entry)))
  return JSON.stringify(names.sort())
}
