import type { Agenda, Block } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Note } from '../model/note.js'
import type { Kind, Session } from '../model/session.js'
import { type Entry, placeInTime, timeTakenBy } from './clash.js'
import { likelyNow } from './find-again.js'
import { contents } from './repeats.js'

/** What of a programme somebody could attend: everything timed that is not cancelled, but no breaks and shells. */
export interface Attendable {
  readonly entries: readonly Entry[]
  /** How many timed sessions of each kind were left out because nobody attends them as a session. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

/** Kinds that take nobody's time as long as nobody has picked them. */
const IN_PASSING: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'other', 'umbrella'])

/** Whether anybody attends this as a session: not a break, a party or a shell. */
export function isAttended({ kind }: Session): boolean {
  return !IN_PASSING.has(kind)
}

/**
 * The sessions of a programme that can clash, in their order, and the count of those that cannot, by kind. Sittings of one content
 * do not clash with each other: nobody wants both.
 */
export function attendable(sessions: readonly Session[]): Attendable {
  const leftOut = new Map<Kind, number>()
  for (const { kind, when, status } of sessions) {
    const counts = IN_PASSING.has(kind) && when.kind === 'timed' && status !== 'cancelled'
    if (counts) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1)
  }
  return { entries: withContents(entriesOf(sessions.filter(({ kind }) => !IN_PASSING.has(kind))), sessions), leftOut }
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

/** The time that picked sessions take, in their order: all that are timed and not cancelled; an umbrella takes none. */
export function entriesOf(sessions: readonly Session[]): readonly Entry[] {
  return sessions.flatMap((session) => timeTakenBy(session) ?? [])
}

/**
 * What I am going to, in the order of the catalogue, then my blocks: the entries that clash on an agenda. With `maybe`
 * also what I may go to. Picks that the catalogue does not hold take no time.
 */
export function goingEntries(
  agenda: Agenda,
  catalogue: Pick<Catalogue, 'sessions'>,
  { maybe }: { readonly maybe: boolean },
): readonly Entry[] {
  const picked = new Set(agenda.picks.filter(({ stage }) => maybe || stage === 'going').map(({ session }) => session))
  return [...entriesOf(catalogue.sessions.filter(({ id }) => picked.has(id))), ...agenda.blocks.map(blockEntry)]
}

/** A block as an entry. */
export function blockEntry({ title, room, ...when }: Block): Entry {
  return { id: `block:${title}`, title, ...(room !== undefined && { room }), ...placeInTime(when) }
}

/** That picks are not on the programme, for each, and what it may be now. */
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
