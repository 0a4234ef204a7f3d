import { type Agenda, type Block, type Catalogue, isInPassing, type Kind, type Session } from '../model/conference.js'
import type { Note } from '../model/note.js'
import { type Entry, placeInTime, timeTakenBy } from './clash.js'
import { likelyNow } from './find-again.js'
import { contents } from './repeats.js'

/** The sessions somebody could attend: all that are timed and not cancelled, except breaks and the like. */
export interface Attendable {
  readonly entries: readonly Entry[]
  /** How many timed sessions of each kind were left out because people do not attend them as sessions. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

/** Whether people attend this as a session: breaks, parties and umbrellas are not. */
export function isAttended({ kind }: Session): boolean {
  return !isInPassing(kind)
}

/**
 * The sessions of a programme that can clash, in their order, and the number of the others by kind. Sittings of one
 * session do not clash with each other, because nobody wants both.
 */
export function attendable(sessions: readonly Session[]): Attendable {
  const leftOut = new Map<Kind, number>()
  for (const { kind, when, status } of sessions) {
    const counts = isInPassing(kind) && when.kind === 'timed' && status !== 'cancelled'
    if (counts) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1)
  }
  return { entries: withContents(entriesOf(sessions.filter(({ kind }) => !isInPassing(kind))), sessions), leftOut }
}

function withContents(entries: readonly Entry[], sessions: readonly Session[]): readonly Entry[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return entries
  const contentOf = contents(sessions)
  const sittings = new Map<string, number>()
  for (const { id } of entries) sittings.set(contentOf(id), (sittings.get(contentOf(id)) ?? 0) + 1)
  return entries.map((entry) => {
    const content = contentOf(entry.id)
    return entry.posters === undefined && (sittings.get(content) ?? 0) > 1
      ? { ...entry, posters: `content ${content}` }
      : entry
  })
}

/** The time that picked sessions take, in their order: all that are timed and not cancelled, except umbrellas. */
export function entriesOf(sessions: readonly Session[]): readonly Entry[] {
  return sessions.flatMap((session) => timeTakenBy(session) ?? [])
}

/**
 * The entries that may clash on an agenda: what I am going to (with `maybe`, also what I may go to) in the order of the
 * catalogue, then my blocks. Picks that are not in the catalogue take no time.
 */
export function goingEntries(
  agenda: Agenda,
  catalogue: Pick<Catalogue, 'sessions'>,
  { maybe }: { readonly maybe: boolean },
): readonly Entry[] {
  const picked = new Set(agenda.picks.filter(({ stage }) => maybe || stage === 'going').map(({ session }) => session))
  return [...entriesOf(catalogue.sessions.filter(({ id }) => picked.has(id))), ...agenda.blocks.map(blockEntry)]
}

export function blockEntry({ title, room, ...when }: Block): Entry {
  return { id: `block:${title}`, title, ...(room !== undefined && { room }), ...placeInTime(when) }
}

/** A note for each pick that is not in the programme, with the session that it may have become. */
export function unknownPicks({ picks }: Agenda, { sessions }: Pick<Catalogue, 'sessions'>): readonly Note[] {
  const known = new Set(sessions.map(({ id }) => id))
  const lost = picks.filter(({ session }) => !known.has(session))
  const likely = likelyNow(lost, picks, [], sessions)
  return lost.map(({ session, seen }) => {
    const now = likely.get(session)
    return {
      code: 'pick-unknown',
      session,
      seen: seen !== undefined,
      ...(seen?.title !== undefined && { title: seen.title }),
      ...(now && { likely: { id: now.id, title: now.title } }),
    }
  })
}
