import type { Agenda, Catalogue, Session, Stage } from '../../model/conference.js'
import { addMinutes, type Day, type Instant, overlapOf } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { isAttended } from '../attending.js'
import { collide, type Entry, entryOf } from '../clash.js'
import { repeatFinder } from '../repeats.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { type Mine, takesTime } from './mine.js'

export interface Instead {
  readonly of: Entry
  /** A maybe pick at that time, or another sitting of the session. */
  readonly why: 'maybe' | 'repeat'
  readonly entry: Entry
  readonly day: Day
  readonly session: Session
  /** Undefined for a sitting that I did not pick; `going` if I am going to both sittings. */
  readonly stage?: Stage
}

/** In minutes after its start, how long somebody may still be at a closed door. */
const AT_THE_DOOR = 10

/** In minutes after the start of a full session; what starts later is no alternative. */
const SOON = 30

/** The sessions that could be full: those just begun, or else those that are next on this conference day. */
export function doorsOf(
  current: readonly AgendaEntry[],
  next: readonly AgendaEntry[],
  now: Instant,
  day: string,
): readonly AgendaEntry[] {
  const doors = ({ session }: AgendaEntry) => session !== undefined && isAttended(session)
  const begun = current.filter((one) => doors(one) && addMinutes(one.entry.start, AT_THE_DOOR) > now)
  return begun.length > 0 ? begun : next.filter((one) => doors(one) && one.day === day)
}

/**
 * The alternatives to each: maybe picks at that time that are not over, the nearest starts first, then by priority;
 * then later sittings. None may clash with what I am going to afterwards.
 */
export function insteadOf(
  doors: readonly AgendaEntry[],
  { going, maybe }: Mine,
  {
    agenda,
    catalogue,
    now,
    walks,
  }: { agenda: Agenda; catalogue: Pick<Catalogue, 'sessions'>; now: Instant; walks: Walks },
): readonly Instead[] {
  const priorities = new Map(agenda.picks.map(({ session, priority }) => [session, priority]))
  const stages = new Map(agenda.picks.map(({ session, stage }) => [session, stage]))
  const told = new Set(doors.map(({ entry }) => entry.id))
  const repeatsOf = repeatFinder(catalogue.sessions)
  const atDoors = new Set(doors)
  const ahead = going.filter((one) => takesTime(one) && !atDoors.has(one) && standingOf(one.entry, now) === 'ahead')
  const found = doors.flatMap((door) => {
    const { entry: of, session } = door
    const fits = ({ entry, why }: Instead) =>
      !(why === 'repeat' ? besides : kept).some(({ entry: other }) => collide(other, entry, walks))
    const distance = ({ entry }: AgendaEntry) => Math.abs(entry.start - of.start)
    const priority = ({ entry }: AgendaEntry) => priorities.get(entry.id) ?? 0
    const then = ({ entry }: AgendaEntry) => overlapOf(entry, of) && entry.start < addMinutes(of.start, SOON)
    const maybes = maybe
      .filter((one) => takesTime(one) && standingOf(one.entry, now) !== 'over' && then(one))
      .sort((a, b) => distance(a) - distance(b) || priority(b) - priority(a))
      .flatMap(({ entry, day, session: other }): Instead[] =>
        other ? [{ of, why: 'maybe', entry, day, session: other, stage: 'maybe' }] : [],
      )
    const others = session ? repeatsOf(session) : []
    const repeats = others
      .flatMap((other): Instead[] => {
        const { id, when, status } = other
        if (when.kind !== 'timed' || status === 'cancelled' || standingOf(when, now) !== 'ahead') return []
        const stage = stages.get(id)
        return [
          { of, why: 'repeat', entry: entryOf(other, when), day: when.day, session: other, ...(stage && { stage }) },
        ]
      })
      .sort((a, b) => a.entry.start - b.entry.start)
    if (maybes.length === 0 && repeats.length === 0) return []
    // Other entries at that time will be over, or clash with the full session anyway.
    const kept = ahead.filter((other) => !collide(other.entry, of, walks))
    const sittings = new Set(others.map(({ id }) => id))
    const besides = kept.filter(({ entry }) => !sittings.has(entry.id))
    return [...maybes, ...repeats].filter((one) => {
      const isNew = !told.has(one.entry.id) && fits(one)
      if (isNew) told.add(one.entry.id)
      return isNew
    })
  })
  return [...found.filter(({ why }) => why === 'maybe'), ...found.filter(({ why }) => why === 'repeat')]
}
