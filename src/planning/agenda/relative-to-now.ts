import type { Agenda, Session, Timed, When } from '../../model/index.js'
import { addDays, HOUR, type Instant, minutesOf, type Span } from '../../model/time.js'
import type { BreakWindow } from '../plan/problem.js'
import { fold } from '../selection/fold-text.js'
import type { Selection } from '../selection/selection.js'

export type Phase = 'over' | 'on' | 'ahead'

/** Spans are half-open: what ends now is over. A span of length zero is over as soon as it begins. */
export function phaseAt({ start, end }: Span, now: Instant): Phase {
  if (start > now) return 'ahead'
  return end > now ? 'on' : 'over'
}

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
    const distance = phaseAt(when, now) === STANDING[word] ? DISTANCE[word](when, now) : undefined
    return distance === undefined ? [] : [{ session, distance }]
  })
  const nearest = placed.reduce((least, { distance }) => Math.min(least, distance), Number.POSITIVE_INFINITY)
  return placed.filter(({ distance }) => distance === nearest).map(({ session }) => session)
}

const STANDING: Readonly<Record<AgendaWord, Phase>> = { now: 'on', next: 'ahead', last: 'over' }

const DISTANCE: Readonly<Record<AgendaWord, (when: Timed, now: Instant) => number>> = {
  now: ({ start }, now) => now - start,
  next: ({ start }, now) => start - now,
  last: ({ end }, now) => now - end,
}

/** The moment of `--after now`, if that is the only value of the flag. */
export function momentOfNow({ after }: Pick<Selection, 'after'>): Instant | undefined {
  const moments = after?.wanted.flatMap((time) => (typeof time === 'number' ? [] : [time.now])) ?? []
  return moments.length > 0 && moments.length === after?.wanted.length ? moments[0] : undefined
}

/** Whether something is over at a moment. A day is over when it has ended everywhere on earth (UTC-12). */
export function isOver(when: When, now: Instant): boolean {
  if (when.kind === 'unscheduled') return false
  return when.kind === 'timed' ? phaseAt(when, now) === 'over' : now >= Date.parse(addDays(when.day, 1)) + 12 * HOUR
}

/** The rest of break windows at `now`, if there is still time for a break. */
export function breaksLeft(breaks: readonly BreakWindow[], now: Instant | undefined): readonly BreakWindow[] {
  if (now === undefined) return breaks
  return breaks.flatMap((window) => {
    const left = { ...window, start: window.start < now ? now : window.start }
    return minutesOf(left) >= left.minutes ? [left] : []
  })
}
