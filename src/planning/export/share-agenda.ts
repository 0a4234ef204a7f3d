import {
  type Agenda,
  type AgendaPick,
  appendTo,
  byId,
  type Catalogue,
  definedFields,
  onVenueClock,
  type Session,
  type Stage,
} from '../../model/index.js'
import { type Entry, findClashes, goingEntries } from '../agenda/clashes.js'
import { seenOf } from '../agenda/picks.js'
import type { Walks } from '../agenda/walks.js'
import { passesStage, type StageValues } from '../selection/selection.js'
import { inTimeOrder } from '../sessions/order.js'

export interface Other {
  readonly name: string
  readonly file: string
  readonly agenda: Agenda
}

/** Somebody whose agenda is compared; the first member is me. */
export interface Member {
  readonly agenda: Agenda
  readonly walks: Walks
}

/** Somebody who has picked a session, by index among the members, and their stage. */
export interface Companion {
  readonly member: number
  readonly stage: Stage
}

/** A session to which some of the people at another one could go instead. */
interface Alternative {
  readonly session: Session
  /** Those who also picked it and whom nothing else prevents. */
  readonly members: readonly number[]
}

export interface SharedSession {
  readonly session: Session
  /** At least two, in order. */
  readonly company: readonly Companion[]
  /** In order of time. Its members are all at this session. */
  readonly instead: readonly Alternative[]
}

export interface Sharing {
  readonly shared: readonly SharedSession[]
  readonly only: readonly (readonly Session[])[]
}

/**
 * The sessions that agendas share, among those in `chosen` and picks of the wanted stages. Alternatives come from all
 * their picks. O(n log n + clashes).
 */
export function shareAgendas(
  members: readonly Member[],
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
  wanted: StageValues = { unwanted: new Set() },
): Sharing {
  const companies = companiesOf(members, () => true)
  const shown = companiesOf(members, (stage) => passesStage(stage, wanted))
  const sessions = inTimeOrder(catalogue.sessions.filter(({ id }) => shown.has(id)))
  const order = new Map(inTimeOrder(catalogue.sessions).map((session, index) => [session.id, { session, index }]))
  const swaps = members.map((member) => swapsOf(member, catalogue))

  const insteadOf = (id: string): readonly Alternative[] => {
    const goers = (companies.get(id) ?? []).filter(({ stage }) => stage === 'going')
    if (goers.length < 2) return []
    const here = new Set(goers.map(({ member }) => member))
    const found = new Map<string, number[]>()
    for (const { member } of goers) {
      for (const other of swaps[member]?.(id) ?? []) {
        const covered = companies.get(other)?.some((one) => one.stage === 'going' && !here.has(one.member))
        if (!covered) appendTo(found, other, member)
      }
    }
    return [...found]
      .flatMap(([other, who]) => {
        const known = order.get(other)
        return known ? [{ ...known, members: who }] : []
      })
      .sort((a, b) => a.index - b.index)
      .map(({ session, members: who }) => ({ session, members: who }))
  }

  const listed = sessions.filter(({ id }) => chosen.has(id))
  return {
    shared: listed.flatMap((session) => {
      const company = shown.get(session.id) ?? []
      return company.length < 2 ? [] : [{ session, company, instead: insteadOf(session.id) }]
    }),
    only: members.map((_, member) =>
      listed.filter(({ id }) => {
        const company = shown.get(id) ?? []
        return company.length === 1 && company[0]?.member === member
      }),
    ),
  }
}

function companiesOf(
  members: readonly Member[],
  counts: (stage: Stage) => boolean,
): ReadonlyMap<string, readonly Companion[]> {
  const found = new Map<string, Companion[]>()
  for (const [member, { agenda }] of members.entries()) {
    for (const { session, stage } of agenda.picks) {
      if (!counts(stage)) continue
      appendTo(found, session, { member, stage })
    }
  }
  return found
}

/** For each pick of a member, the other picks that clash with it and with no commitment. */
function swapsOf({ agenda, walks }: Member, catalogue: Catalogue): (id: string) => readonly string[] {
  const entries = goingEntries(agenda, catalogue, { maybe: true })
  const blocks = new Set(entries.slice(entries.length - agenda.blocks.length))
  const going = new Set(agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session))
  const rivals = new Map<Entry, Entry[]>(entries.map((entry) => [entry, []]))
  for (const {
    entries: [one, other],
  } of findClashes(entries, walks)) {
    rivals.get(one)?.push(other)
    rivals.get(other)?.push(one)
  }
  const binds = (entry: Entry) => blocks.has(entry) || going.has(entry.id)
  const picked = new Map(entries.filter((entry) => !blocks.has(entry)).map((entry) => [entry.id, entry]))
  return (id) => {
    const mine = picked.get(id)
    const around = mine ? (rivals.get(mine) ?? []) : []
    const free = around.filter(
      (entry) => !blocks.has(entry) && (rivals.get(entry) ?? []).every((rival) => rival === mine || !binds(rival)),
    )
    return free.map((entry) => entry.id)
  }
}

export interface Attendance {
  readonly attended: readonly string[]
  /** Going, and marked neither as attended nor as missed; a file shared without notes has no marks. */
  readonly planned: readonly string[]
}

/** Which of the others attended which session, by its id. Names are in the order of the files. */
export function attendanceOf(others: readonly Pick<Other, 'name' | 'agenda'>[]): ReadonlyMap<string, Attendance> {
  const found = new Map<string, { attended: string[]; planned: string[] }>()
  for (const { name, agenda } of others) {
    for (const { session, stage, attended } of agenda.picks) {
      if (attended === false || (attended === undefined && stage === 'maybe')) continue
      const known = found.get(session) ?? { attended: [], planned: [] }
      found.set(session, known)
      known[attended ? 'attended' : 'planned'].push(name)
    }
  }
  return found
}

/**
 * The part of an agenda that is disclosed to others: those of the chosen picks (by id) that are in the programme, in the
 * agenda's order. Walks and the counts for calendars stay private.
 */
export function shareable(agenda: Agenda, sessions: readonly Session[], chosen: ReadonlySet<string>): Agenda {
  const known = byId(sessions)
  const picks = agenda.picks.flatMap((pick): AgendaPick[] => {
    const session = chosen.has(pick.session) ? known.get(pick.session) : undefined
    if (!session) return []
    const { sequence: _, changed: __, ...rest } = pick
    return [{ ...rest, seen: seenOf(session) }]
  })
  const { conference, person } = agenda
  const mine = definedFields({ conference, person })
  // The reader of a block knows the venue's clock, not the one I display.
  return { ...mine, picks, blocks: agenda.blocks.map(onVenueClock), walks: [], dropped: [] }
}
