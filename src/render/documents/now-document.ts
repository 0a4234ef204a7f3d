import type { Session } from '../../model/conference.js'
import { isoWithOffset, minutesBetween } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import { entryOf } from '../../planning/agenda/clashes.js'
import type { Ahead, Follower, Instead } from '../../planning/now.js'
import type { NowView } from '../views.js'
import { type Fields, filled, spanFields, unknownWalkFields } from './fields.js'
import { SESSION_HEADS, sessionCells, spanCells } from './session-cells.js'

type Rows = readonly (readonly string[])[]
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
