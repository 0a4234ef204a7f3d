import type { Agenda, Session, Timed } from '../model/conference.js'
import type { Instant } from '../model/time.js'
import { fold } from './fold.js'
import { type Standing, standingOf } from './standing.js'

const WORDS = ['now', 'next', 'last'] as const
export type AgendaWord = (typeof WORDS)[number]

export function agendaWord(text: string): AgendaWord | undefined {
  const folded = fold(text)
  return WORDS.find((word) => word === folded)
}

/**
 * The sessions I am going to that a word refers to: `now` is the one that is running (the latest to begin, if several
 * are), `next` the one that starts next, `last` the one that ended last. Several if they tie. Cancelled or untimed
 * sessions and blocks do not count.
 */
export function sessionsFor(
  word: AgendaWord,
  sessions: readonly Session[],
  { agenda, now }: { readonly agenda: Agenda; readonly now: Instant },
): readonly Session[] {
  const going = new Set(agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session))
  const placed = sessions.flatMap((session) => {
    const { id, when, status } = session
    if (!going.has(id) || status === 'cancelled' || when.kind !== 'timed') return []
    const distance = standingOf(when, now) === STANDING[word] ? DISTANCE[word](when, now) : undefined
    return distance === undefined ? [] : [{ session, distance }]
  })
  const nearest = placed.reduce((least, { distance }) => Math.min(least, distance), Number.POSITIVE_INFINITY)
  return placed.filter(({ distance }) => distance === nearest).map(({ session }) => session)
}

const STANDING: Readonly<Record<AgendaWord, Standing>> = { now: 'on', next: 'ahead', last: 'over' }

const DISTANCE: Readonly<Record<AgendaWord, (when: Timed, now: Instant) => number>> = {
  now: ({ start }, now) => now - start,
  next: ({ start }, now) => start - now,
  last: ({ end }, now) => now - end,
}
