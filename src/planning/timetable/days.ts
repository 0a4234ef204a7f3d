import type { Block, Session, Stage } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import { isBanner } from './timetable.js'

export interface TimetableDays {
  readonly days: readonly Day[]
  readonly otherDays: readonly Day[]
}

/**
 * The days to draw: if the person narrowed the programme, all that have a selected session with a time, and those of
 * `asked` that have a block. Otherwise one: today, the first with a pick, the first with a session people attend, or
 * the first.
 */
export function timetableDays(
  {
    sessions,
    stages,
    blocks,
  }: {
    readonly sessions: readonly Session[]
    readonly stages: ReadonlyMap<string, Stage>
    readonly blocks: readonly Block[]
  },
  wanted:
    | { readonly narrowed: true; readonly asked: readonly Day[] }
    | { readonly narrowed: false; readonly today: Day },
): TimetableDays {
  const daysWith = (holds: (session: Session) => boolean) =>
    sessions.flatMap((session) => (session.when.kind === 'timed' && holds(session) ? [session.when.day] : []))
  const all = [...new Set(daysWith(() => true))].sort()
  if (wanted.narrowed) {
    const mine = blocks.map(({ day }) => day).filter((day) => wanted.asked.includes(day))
    return { days: [...new Set([...all, ...mine])].sort(), otherDays: [] }
  }
  const first = (days: readonly Day[]) => [...days].sort()[0]
  const one = all.includes(wanted.today)
    ? wanted.today
    : (first(daysWith(({ id }) => stages.has(id))) ??
      first(daysWith((session) => !isBanner(session, stages))) ??
      all[0])
  return { days: one === undefined ? [] : [one], otherDays: all.filter((day) => day !== one) }
}
