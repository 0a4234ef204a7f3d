import type { Agenda, Block, Pick, Seen } from '../model/agenda.js'
import type { Session } from '../model/session.js'

/** What of an agenda its owner wants others to see. */
export interface ShareWish {
  /** Ids of the picks to show. */
  readonly chosen: ReadonlySet<string>
  /** Notes, ratings, takeaways, and whether one was there. */
  readonly notes: boolean
  readonly blocks: boolean
  /** What a session looks like now, for the other one to know it by. */
  readonly seenOf: (session: Session) => Seen
}

/**
 * An agenda to hand to others: picks of the programme in the agenda's order. What they do not need stays at home: walks, what
 * was dropped, and what calendars count.
 */
export function shareable(agenda: Agenda, sessions: readonly Session[], wish: ShareWish): Agenda {
  const known = new Map(sessions.map((session) => [session.id, session]))
  const picks = agenda.picks.flatMap((pick): Pick[] => {
    const session = wish.chosen.has(pick.session) ? known.get(pick.session) : undefined
    if (!session) return []
    const { session: id, stage, priority } = pick
    return [
      { session: id, stage, priority, takeaways: [], ...notesOf(pick, wish), seen: wish.seenOf(session), sequence: 0 },
    ]
  })
  const { conference, person } = agenda
  const mine = { conference, ...(person !== undefined && { person }) }
  return { ...mine, picks, blocks: wish.blocks ? agenda.blocks.map(onVenueClock) : [], walks: [], dropped: [] }
}

function notesOf({ note, rating, attended, takeaways }: Pick, { notes }: ShareWish): Partial<Pick> {
  if (!notes) return {}
  return {
    ...(note !== undefined && { note }),
    ...(rating !== undefined && { rating }),
    ...(attended !== undefined && { attended }),
    takeaways,
  }
}

/** Whoever reads a block knows the venue's clock, not the one I look at. */
function onVenueClock({ endShift, ...block }: Block): Block {
  const { offset, endOffset, shift } = block
  return { ...block, offset: offset - shift, endOffset: endOffset - (endShift ?? shift), shift: 0 }
}
