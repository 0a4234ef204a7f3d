import type { Agenda, Session, Takeaway } from '../model/conference.js'
import { appendTo } from '../model/multimap.js'
import type { Recap, RecapEntry } from './recap.js'
import { attendanceOf } from './sharing.js'

interface Person {
  readonly name: string
  readonly agenda: Agenda
}

/**
 * A recap with others who were there and what they learned. Sessions in `chosen` that only others attended are listed
 * separately, in that order.
 */
export function withCompany(recap: Recap, people: readonly Person[], chosen: readonly Session[]): Recap {
  const attendance = attendanceOf(people)
  const learned = takeawaysOf(people)
  const joined = (entry: RecapEntry): RecapEntry => {
    const company = attendance.get(entry.session.id)
    const takeaways = [...entry.takeaways, ...(learned.get(entry.session.id) ?? [])]
    return { ...entry, takeaways, ...(company && { company }) }
  }
  const tracks = recap.tracks.map((track) => ({ ...track, entries: track.entries.map(joined) }))
  const mine = new Set(tracks.flatMap(({ entries }) => entries.map(({ session }) => session.id)))
  const theirs = chosen.filter(({ id }) => !mine.has(id) && attendance.has(id))
  const isAttended = ({ id }: Session) => (attendance.get(id)?.attended.length ?? 0) > 0
  const unsure = theirs.filter((session) => !isAttended(session))
  const planners = new Set(unsure.flatMap(({ id }) => attendance.get(id)?.planned ?? []))
  return {
    ...recap,
    tracks,
    others: {
      attended: theirs.filter(isAttended).map((session) => joined({ session, takeaways: [] })),
      planned: { sessions: unsure.length, by: people.map(({ name }) => name).filter((name) => planners.has(name)) },
    },
  }
}

function takeawaysOf(people: readonly Person[]): ReadonlyMap<string, readonly Takeaway[]> {
  const found = new Map<string, Takeaway[]>()
  for (const { name, agenda } of people)
    for (const { session, takeaways: points } of agenda.picks)
      if (points.length > 0) appendTo(found, session, { by: name, points })
  return found
}
