import { type Agenda, type AgendaPick, byId, onVenueClock, type Seen, type Session } from '../model/conference.js'
import { defined } from '../model/defined.js'

export interface ShareWish {
  readonly chosen: ReadonlySet<string>
  readonly seenOf: (session: Session) => Seen
}

/**
 * The part of an agenda that is disclosed to others: picks that are in the programme, in the agenda's order. Walks and
 * the counts for calendars stay private.
 */
export function shareable(agenda: Agenda, sessions: readonly Session[], wish: ShareWish): Agenda {
  const known = byId(sessions)
  const picks = agenda.picks.flatMap((pick): AgendaPick[] => {
    const session = wish.chosen.has(pick.session) ? known.get(pick.session) : undefined
    if (!session) return []
    const { sequence: _, changed: __, ...rest } = pick
    return [{ ...rest, seen: wish.seenOf(session) }]
  })
  const { conference, person } = agenda
  const mine = defined({ conference, person })
  // The reader of a block knows the venue's clock, not the one I display.
  return { ...mine, picks, blocks: agenda.blocks.map(onVenueClock), walks: [], dropped: [] }
}
