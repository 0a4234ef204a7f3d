import { type Agenda, appendTo, byId, type Session } from '../../model/index.js'
import type { Minutes } from '../../model/time.js'
import { attendable, eachClash } from '../agenda/clashes.js'

/** How many people want a session. */
export interface Wanted {
  readonly session: Session
  readonly going: number
  readonly maybe: number
  /** How many of those going its room has no seat for; 0 where its capacity is not known. */
  readonly over: number
}

/** Two sessions at one time, and how many people want both. */
export interface Torn {
  readonly sessions: readonly [Session, Session]
  readonly people: number
  readonly minutes: Minutes
}

export interface Demand {
  readonly agendas: number
  /** What anybody wants; the most wanted first, then in the order of the programme. */
  readonly wanted: readonly Wanted[]
  /** The most people first, then the longest overlap, then in the order of the programme. */
  readonly torn: readonly Torn[]
}

/** Counts agendas one after another, so that memory is for the programme alone, however many there are. */
export interface DemandCount {
  readonly add: (agenda: Agenda) => void
  readonly result: () => Demand
}

/** Each agenda takes time for its picks and what overlaps them in the programme. */
export function countDemand(sessions: readonly Session[]): DemandCount {
  const known = byId(sessions)
  const counts = new Map(sessions.map(({ id }) => [id, { going: 0, maybe: 0 }]))
  const pairs: { readonly ids: readonly [string, string]; readonly minutes: Minutes; people: number }[] = []
  const pairsFrom = new Map<string, (typeof pairs)[number][]>()
  for (const { entries, minutes } of eachClash(attendable(sessions).entries)) {
    const pair = { ids: [entries[0].id, entries[1].id] as const, minutes, people: 0 }
    pairs.push(pair)
    appendTo(pairsFrom, pair.ids[0], pair)
  }
  let agendas = 0
  return {
    add({ picks }) {
      agendas++
      const picked = new Set(picks.map(({ session }) => session))
      for (const { session, stage } of picks) {
        const count = counts.get(session)
        if (!count) continue
        count[stage]++
        for (const pair of pairsFrom.get(session) ?? []) if (picked.has(pair.ids[1])) pair.people++
      }
    },
    result() {
      const wanted = sessions.flatMap((session): Wanted[] => {
        const { going, maybe } = counts.get(session.id) ?? { going: 0, maybe: 0 }
        const over = Math.max(0, going - (session.capacity ?? Number.POSITIVE_INFINITY))
        return going + maybe === 0 ? [] : [{ session, going, maybe, over }]
      })
      const torn = pairs.flatMap(({ ids, people, minutes }): Torn[] => {
        const [one, other] = [known.get(ids[0]), known.get(ids[1])]
        return one && other && people > 0 ? [{ sessions: [one, other], people, minutes }] : []
      })
      return {
        agendas,
        wanted: wanted.sort((a, b) => b.going + b.maybe - a.going - a.maybe || b.going - a.going),
        torn: torn.sort((a, b) => b.people - a.people || b.minutes - a.minutes),
      }
    },
  }
}
