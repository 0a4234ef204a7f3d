import { firstOf, type Session } from '../../model/index.js'
import { fold } from '../selection/fold-text.js'
import type { Sort } from '../selection/selection.js'

/** By code units, independent of the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By day, then by start, with dated sessions after timed ones and unscheduled ones last. Stable. */
export function inTimeOrder(sessions: readonly Session[]): readonly Session[] {
  return [...sessions].sort((a, b) => compareText(dayKey(a), dayKey(b)) || startOf(a) - startOf(b))
}

/** By title, track, room or first speaker, with sessions that have none last, then in order of time. */
export function inOrder(sessions: readonly Session[], sort: Sort): readonly Session[] {
  const timely = inTimeOrder(sessions)
  if (sort === 'time') return timely
  const keyed = timely.map((session) => ({ session, key: keyOf(session, sort) }))
  keyed.sort((a, b) =>
    a.key === undefined || b.key === undefined
      ? Number(a.key === undefined) - Number(b.key === undefined)
      : compareText(a.key, b.key),
  )
  return keyed.map(({ session }) => session)
}

function keyOf(session: Session, sort: Exclude<Sort, 'time'>): string | undefined {
  const text =
    sort === 'speaker' ? session.speakers[0]?.name : sort === 'title' ? session.title : firstOf(session, sort)
  return text === undefined ? undefined : fold(text)
}

/** Dated sessions come after every timed one of their day, unscheduled ones after every day. */
function dayKey({ when }: Session): string {
  return when.kind === 'timed' ? `${when.day}:` : when.kind === 'dated' ? `${when.day};` : '~'
}

function startOf({ when }: Session): number {
  return when.kind === 'timed' ? when.start : 0
}
