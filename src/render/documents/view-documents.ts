import { byId, type Session, type When } from '../../model/index.js'
import { clockAt, clockLabel, isoUtc, isoWithOffset, minutesBetween } from '../../model/time.js'
import { type AgendaEntry, roomChanges } from '../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, eachClash, entryOf } from '../../planning/agenda/clashes.js'
import type { Again } from '../../planning/agenda/sittings.js'
import type { Walks } from '../../planning/agenda/walks.js'
import { type Change, isPast, pickFinder } from '../../planning/changes/changes.js'
import type { Ahead, Follower, Instead } from '../../planning/now.js'
import type { Chosen, LeftOut, Repair } from '../../planning/plan/problem.js'
import { servedPicks } from '../../planning/plan/served-picks.js'
import type { ChangesView, ClashesView, NowView, PlanView, TeamView, WhyView } from '../views.js'
import { speakerInFull } from '../words/labels.js'
import {
  type Fields,
  filled,
  type LongDocument,
  momentCells,
  type Rows,
  SESSION_HEADS,
  sessionCells,
  spanCells,
  spanFields,
  unknownWalkFields,
} from './fields.js'

/**
 * A clash in `clashes/1` and `agenda/1`, on the displayed clock; for a walk, start and end are the gap. `given_again`
 * has the other sittings of both sessions, if known.
 */
export function clashFields(clash: Clash, again?: Again): Fields {
  const { reason, minutes } = clash
  const ids = clash.entries.map(({ id }) => id)
  const sittings = ids.flatMap((id) =>
    (again?.sittingsOf(id) ?? []).map(({ entry, free }) => {
      return { session: entry.id, instead_of: id, ...spanFields(entry), free }
    }),
  )
  return filled({
    sessions: ids,
    reason,
    ...spanFields(clash),
    minutes,
    given_again: sittings.length > 0 ? sittings : undefined,
  })
}

/** The ids of sessions of which I am going to several sittings; without any, the key is missing. */
export function twiceFields({ twice }: Pick<Again, 'twice'> = { twice: [] }): Fields {
  return twice.length === 0 ? {} : { going_twice: twice.map(({ sittings }) => sittings.map(({ id }) => id)) }
}

/** `clashes/1`. */
export function clashesDocument({ scope, entries, walks, again, roomChanges }: ClashesView): LongDocument {
  return {
    head: { kubeplan: 'clashes/1', scope, ...twiceFields(again), ...unknownWalkFields(roomChanges) },
    key: 'clashes',
    items: clashItems(entries, walks, again),
  }
}

function* clashItems(entries: readonly Entry[], walks: Walks, again: Again | undefined): Generator<Fields> {
  for (const clash of eachClash(entries, walks)) yield clashFields(clash, again)
}

/**
 * `changes/1`: all changes, including those that are over. `from` and `to` are titles, times (with `from_end` and
 * `to_end`), rooms, speakers or statuses; they are missing where there was or is nothing, and for `other`, whose
 * `details` name the fields. `likely` is the id that a removed or cancelled pick may have become.
 */
export function changesDocument(view: ChangesView): Fields {
  const pickOf = pickFinder(view.agenda)
  return filled({
    kubeplan: 'changes/1',
    since: view.seenSince === undefined ? undefined : isoUtc(view.seenSince),
    changes: view.changes.map((change) =>
      filled({
        session: change.id,
        what: change.what,
        ...valuesOf(change, isoTimes),
        details: change.details,
        likely:
          change.what === 'removed' || change.what === 'cancelled'
            ? view.likely?.get(pickOf(change)?.session ?? '')?.id
            : undefined,
        mine: pickOf(change) !== undefined,
        past: isPast(change, view.now),
      }),
    ),
    new_clashes: view.newClashes.map((clash) => clashFields(clash)),
  })
}

export function changeCells({ changes, agenda, now }: ChangesView): Rows {
  const pickOf = pickFinder(agenda)
  const rows = changes.map((change) => {
    const { when, room, title } = change.after ?? change.before
    const [date, start] = momentCells(when)
    const { from = '', to = change.details?.join(' ') ?? '' } = valuesOf(change, shownTimes)
    const answers = [pickOf(change) !== undefined, isPast(change, now)].map((yes) => (yes ? 'yes' : 'no'))
    return [change.id, change.what, from, to, ...answers, date, start, room ?? '', title]
  })
  return [['id', 'what', 'from', 'to', 'mine', 'past', 'date', 'start', 'room', 'title'], ...rows]
}

interface Values {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly from_end?: string | undefined
  readonly to_end?: string | undefined
}

/** Writes a time: its start (or a day, or all of it), and its end if it is separate. */
type WriteTime = (when: When) => { readonly start?: string; readonly end?: string }

function valuesOf({ what, before, after }: Change, timesOf: WriteTime): Values {
  switch (what) {
    case 'added':
      return { to: after.title }
    case 'removed':
      return { from: before.title }
    case 'cancelled':
      return { from: before.status, to: after.status }
    case 'replaced':
    case 'title':
      return { from: before.title, to: after.title }
    case 'moved': {
      const [was, is] = [timesOf(before.when), timesOf(after.when)]
      return { from: was.start, to: is.start, from_end: was.end, to_end: is.end }
    }
    case 'room':
      return { from: before.room, to: after.room }
    case 'speakers':
      return { from: speakersText(before), to: speakersText(after) }
    case 'other':
      return {}
  }
}

function isoTimes(when: When): ReturnType<WriteTime> {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { start: when.day }
  const start = isoWithOffset(when.start, when.offset)
  return when.endAssumed ? { start } : { start, end: isoWithOffset(when.end, when.endOffset) }
}

/** `2020-11-20 16:00-16:35`, with the date of the end if it differs. */
function shownTimes(when: When): ReturnType<WriteTime> {
  if (when.kind !== 'timed') return isoTimes(when)
  const [from, to] = [clockAt(when.start, when.offset), clockAt(when.end, when.endOffset)]
  const end = when.endAssumed ? '?' : clockLabel(to.minute)
  return {
    start: `${from.day} ${clockLabel(from.minute)}-${to.day === from.day || when.endAssumed ? end : `${to.day} ${end}`}`,
  }
}

function speakersText({ speakers }: Session): string | undefined {
  return speakers.length === 0 ? undefined : speakers.map(speakerInFull).join('; ')
}

type Placed = Pick<AgendaEntry, 'entry' | 'session'> & { readonly stage?: AgendaEntry['stage'] }

/**
 * `now/1`: the moment, what is on, what is next, what follows, and alternatives to what is full. These are lists,
 * because picks may overlap; a block is `block:<title>`. With `scope: programme` they are the sessions of everybody.
 */
export function nowDocument(view: NowView): Fields {
  const { now, offset, programme } = view
  const stated = { kubeplan: 'now/1', scope: programme ? 'programme' : 'agenda', phase: now.phase }
  const at = isoWithOffset(now.at, offset)
  const { current, next, maybe, after, instead } = entriesOf(view)
  return filled({
    ...stated,
    at,
    current: current.map((one) => filled({ ...fieldsOf(one), minutes_left: minutesBetween(now.at, one.entry.end) })),
    maybe: programme ? undefined : maybe.map(fieldsOf),
    next: next.map((one) => nextFields(one, view)),
    // biome-ignore lint/suspicious/noThenProperty: the contract names it so, and nobody waits for a list
    then: after.map(({ gap, walk, ...one }) => filled({ ...fieldsOf(one), gap, walk })),
    instead: instead.map((one) => filled({ ...fieldsOf(one), why: one.why, of: one.of.id })),
    free: now.free,
    ...(!programme && unknownWalkFields(now.roomChanges)),
  })
}

/** The columns of `list`, then what each is (current, maybe, next, instead, then) and its stage. */
export function nowCells(view: NowView): Rows {
  const { current, next, maybe, after, instead } = entriesOf(view)
  const rows = (what: string, entries: readonly Placed[]) =>
    entries.map((one) => [...cellsOf(one), what, one.stage ?? ''])
  return [
    [...SESSION_HEADS, 'what', 'stage'],
    ...rows('current', current),
    ...rows('maybe', maybe),
    ...rows('next', next),
    ...rows('instead', instead),
    ...rows('then', after),
  ]
}

interface Entries {
  readonly current: readonly Placed[]
  readonly maybe: readonly Placed[]
  readonly next: readonly (Placed & Pick<Ahead, 'leave'>)[]
  readonly instead: readonly (Placed & Pick<Instead, 'why' | 'of'>)[]
  readonly after: readonly (Placed & Pick<Follower, 'gap' | 'walk'>)[]
}

function entriesOf({ now, programme, stages }: NowView): Entries {
  if (!programme) return now
  const placed = (sessions: readonly Session[]) => sessions.flatMap((session) => placedOf(session, stages))
  return { current: placed(programme.current), maybe: [], next: placed(programme.next), instead: [], after: [] }
}

function placedOf(session: Session, stages: NowView['stages']): readonly Placed[] {
  const { id, when } = session
  const stage = stages.get(id)
  return when.kind === 'timed' ? [{ entry: entryOf(session, when), session, ...(stage && { stage }) }] : []
}

function fieldsOf({ entry, stage }: Placed): Fields {
  return filled({
    session: entry.id,
    title: entry.title,
    ...spanFields(entry),
    room: entry.room,
    stage,
  })
}

function nextFields(one: Placed & Pick<Ahead, 'leave'>, { now }: NowView): Fields {
  const { leave, entry } = one
  const late = leave ? minutesBetween(leave.at, now.at) : 0
  return filled({
    ...fieldsOf(one),
    minutes_until: minutesBetween(now.at, entry.start),
    from_room: leave?.from.room,
    walk: leave?.walk,
    leave: leave && isoWithOffset(leave.at, entry.offset),
    late: leave && late > 0 ? late : undefined,
  })
}

function cellsOf({ entry, session }: Placed): readonly string[] {
  if (session) return sessionCells(session)
  const { id, room = '', title } = entry
  return [id, ...spanCells(entry), 'block', '', room, title, '']
}

/**
 * `plan/1`: points are numbers. A `regret` that is not known exactly is a list of its bounds, and null is impossible.
 * Times are on the displayed clock. `instead_of` is the pick of another sitting that a session serves; `unknown_walks`
 * counts changes of room without a known walk. `unplaced` has the picks that are neither chosen nor left out, each with
 * `because`, one of `Unplaceable`.
 */
export function planDocument({ plan, catalogue, unplaced, blocks, walks, interests, agenda }: PlanView): Fields {
  const served = servedPicks(agenda, catalogue.sessions)
  const sessions = byId(catalogue.sessions)
  const attended = plan.chosen.flatMap(({ id }) => {
    const session = sessions.get(id)
    return session?.when.kind === 'timed' ? [entryOf(session, session.when)] : []
  })
  return filled({
    kubeplan: 'plan/1',
    value: plan.value,
    bound: plan.bound,
    proven: plan.proven,
    chosen: plan.chosen.map((chosen) => {
      return chosenFields(chosen, sessions.get(chosen.id), served(chosen.id)?.session, interests)
    }),
    left_out: plan.leftOut.map((leftOut) => leftOutFields(leftOut, interests)),
    unplaced: unplaced.map(({ session, because }) => ({ session, because })),
    conflicts: plan.conflicts.map(({ drop, value }) => ({ drop, value })),
    repair: plan.repair && repairFields(plan.repair),
    ...unknownWalkFields(roomChanges([...attended, ...blocks], walks)),
  })
}

/**
 * `why/1`: one session of a plan; `sitting` is another sitting of it in the plan. `regret` is the price of going or,
 * for a chosen session, of not going; `gain` and `lose` are how the best plan then differs.
 */
export function whyDocument({ plan, session: { id }, repeats }: WhyView): Fields {
  const chosen = plan.chosen.find((one) => one.id === id)
  const leftOut = plan.leftOut.find((one) => one.id === id)
  const found = chosen ?? leftOut
  return filled({
    kubeplan: 'why/1',
    session: id,
    chosen: chosen !== undefined,
    sitting: repeats.find((other) => plan.chosen.some((one) => one.id === other.id))?.id,
    score: found?.score,
    regret: found?.regret ?? null,
    gain: found?.swap?.gain ?? [],
    lose: found?.swap?.lose ?? [],
    because: leftOut?.because ?? [],
  })
}

function chosenFields(
  { id, score, regret }: Chosen,
  session: Session | undefined,
  pick: string | undefined,
  interests: PlanView['interests'],
): Fields {
  const when = session?.when.kind === 'timed' ? session.when : undefined
  return filled({
    session: id,
    instead_of: pick === id ? undefined : pick,
    score,
    regret,
    ...(when && spanFields(when)),
    interests: interests?.get(id),
  })
}

function leftOutFields({ id, score, regret, because }: LeftOut, interests: PlanView['interests']): Fields {
  return filled({ session: id, score, regret, because, interests: interests?.get(id) })
}

function repairFields({ kept, swapped, lost, gained }: Repair): Fields {
  return { kept, swapped: swapped.map((swap) => ({ lost: swap.lost, gained: swap.gained })), lost, gained }
}

/** `team/1`: who attends what; `uncovered` sessions are wanted or must be attended, and nobody attends them. */
export function teamDocument({ team, roomChanges }: TeamView): Fields {
  const { value, bound, proven, members, uncovered } = team
  return {
    kubeplan: 'team/1',
    value,
    bound,
    proven,
    members: members.map(({ name, sessions }) => ({ name, sessions: sessions.map(({ id }) => id) })),
    uncovered,
    ...unknownWalkFields(roomChanges),
  }
}

/** Each member's sessions, what they give up or cannot attend, and what nobody attends. */
export function teamCells({ team, catalogue, unplaced, unattendable }: TeamView): Rows {
  const sessions = byId(catalogue.sessions)
  const row = (what: string, member: string, id: string, score = '') => {
    const session: Pick<Session, 'when' | 'room' | 'title'> | undefined = sessions.get(id)
    const times = momentCells(session?.when ?? { kind: 'unscheduled' })
    return [id, what, member, ...times, score, session?.room ?? '', session?.title ?? '']
  }
  return [
    ['id', 'what', 'member', 'date', 'start', 'end', 'score', 'room', 'title'],
    ...team.members.flatMap(({ name, sessions: own }) =>
      own.map(({ id, score }) => row('attended', name, id, String(score))),
    ),
    ...team.members.flatMap(({ name, givenUp }) => givenUp.map((id) => row('given-up', name, id))),
    ...unattendable.map(({ member, session, because }) => row(because, team.members[member]?.name ?? '', session.id)),
    ...team.uncovered.map((id) => row(team.missed.includes(id) ? 'missed' : 'uncovered', '', id)),
    ...unplaced.map(({ id }) => row('unplaced', '', id)),
  ]
}
