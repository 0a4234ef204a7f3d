import type { When } from '../model/conference.js'
import { addDays, type Instant, minutesOf } from '../model/time.js'
import type { BreakWindow } from './plan/problem.js'
import type { Selection } from './selection.js'
import { standingOf } from './standing.js'

/** The moment of `--after now`, if that is the only value of the flag. */
export function restSince({ after }: Pick<Selection, 'after'>): Instant | undefined {
  const moments = after?.wanted.flatMap((time) => (typeof time === 'number' ? [] : [time.now])) ?? []
  return moments.length > 0 && moments.length === after?.wanted.length ? moments[0] : undefined
}

/** Whether something is over at a moment. A day is over when it has ended everywhere on earth (UTC-12). */
export function isOver(when: When, now: Instant): boolean {
  if (when.kind === 'unscheduled') return false
  return when.kind === 'timed'
    ? standingOf(when, now) === 'over'
    : now >= Date.parse(addDays(when.day, 1)) + 12 * 3_600_000
}

/** The rest of break windows at `now`, if there is still time for a break. */
export function breaksLeft(breaks: readonly BreakWindow[], now: Instant | undefined): readonly BreakWindow[] {
  if (now === undefined) return breaks
  return breaks.flatMap((window) => {
    const left = { ...window, start: window.start < now ? now : window.start }
    return minutesOf(left) >= left.minutes ? [left] : []
  })
}
