import type { Agenda, Seen, Session } from '../model/conference.js'
import { addPick } from './picks.js'

export interface Offer {
  readonly name: string
  readonly sessions: readonly Session[]
}

export interface TakenOver {
  readonly name: string
  readonly added: number
  readonly had: readonly Session[]
  /** How many came with an earlier offer. */
  readonly too: number
}

/** Adds what others offer to my agenda as maybe, in their order. My own picks do not change. */
export function takeOver(
  agenda: Agenda,
  offers: readonly Offer[],
  { priority, seenOf }: { priority: number | undefined; seenOf: (session: Session) => Seen },
): { readonly agenda: Agenda; readonly taken: readonly TakenOver[] } {
  const mine = new Set(agenda.picks.map(({ session }) => session))
  const added = new Set<string>()
  let grown = agenda
  const taken = offers.map(({ name, sessions }): TakenOver => {
    const unseen = sessions.filter(({ id }) => !mine.has(id))
    const fresh = unseen.filter(({ id }) => !added.has(id))
    for (const session of fresh) {
      const wish = { session, stage: 'maybe', seen: seenOf(session) } as const
      grown = addPick(grown, priority === undefined ? wish : { ...wish, priority }).agenda
      added.add(session.id)
    }
    const had = sessions.filter(({ id }) => mine.has(id))
    return { name, added: fresh.length, had, too: unseen.length - fresh.length }
  })
  return { agenda: grown, taken }
}
