import type { Block, Stage } from '../../model/agenda.js'
import type { Day } from '../../model/day.js'
import { firstOf, type Kind, type Session } from '../../model/session.js'
import { type Banner, bannersOf } from './banners.js'
import { chooseColumns, type Fitting, type LeftOut } from './columns.js'
import { depthOf, placeInLanes } from './lanes.js'
import { blockStay, type Stay, sessionStay } from './stay.js'

/** What stands across: a column for each of these. */
export const ACROSS = ['room', 'track'] as const
export type Across = (typeof ACROSS)[number]

/** A stay in its place: slots `from` (included) to `to` (not included), counted over all columns from the left. */
export interface Box extends Stay {
  readonly from: number
  readonly to: number
  /** How many that run at the same time have found no place in the column. */
  readonly more: number
}

/** A room, a track, or my blocks. It has as many slots as sessions that run in it side by side. */
export interface TimetableColumn {
  /** Absent for what has no room or track. */
  readonly name?: string
  readonly mine: boolean
  readonly slots: number
}

/** One day as a timetable that has no size yet: columns from left to right, boxes in them, banners across them. */
export interface TimetableDay {
  readonly day: Day
  readonly columns: readonly TimetableColumn[]
  /** No two of them share both a slot and a time. */
  readonly boxes: readonly Box[]
  readonly banners: readonly Banner[]
  readonly leftOut?: LeftOut
}

/** What a timetable is made of. */
export interface TimetableInput {
  /** Timed ones are laid out, the others are left aside. */
  readonly sessions: readonly Session[]
  readonly stages: ReadonlyMap<string, Stage>
  readonly blocks: readonly Block[]
  /** Without it all sessions are in one column. */
  readonly across?: Across
}

/** More blocks at once than this have no column of their own. */
const BLOCKS_AT_ONCE = 2

/** Kinds that concern everybody wherever they are: they are told across all columns, unless I picked them. */
const EVERYWHERE: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'umbrella'])

/** Whether a session is a line across the columns and no box. */
export function isBanner({ id, kind }: Session, stages: ReadonlyMap<string, Stage>): boolean {
  return EVERYWHERE.has(kind) && !stages.has(id)
}

/** Rooms where most sessions have one; else what more of them have; nothing where no session names either. */
export function acrossFor(sessions: readonly Session[]): Across | undefined {
  const having = (across: Across) => sessions.filter((session) => firstOf(session, across) !== undefined).length
  const [rooms, tracks] = [having('room'), having('track')]
  if (rooms + tracks === 0) return undefined
  return rooms * 2 > sessions.length || rooms >= tracks ? 'room' : 'track'
}

/**
 * Lays out one day. `fitting` says how many slots fit beside those of my blocks, at least one. Where the columns need more,
 * those with most of my picks are shown, then the fullest; what then still has no lane is counted on the box beside it.
 */
export function layOutDay(day: Day, input: TimetableInput, fitting: (mine: number) => Fitting): TimetableDay {
  const { sessions, stages, across } = input
  const here = sessions.filter(({ when }) => when.kind === 'timed' && when.day === day)
  const stays = (banners: boolean) =>
    here.filter((session) => isBanner(session, stages) === banners).flatMap((session) => sessionStay(session, stages))
  const blocks = input.blocks.filter((block) => block.day === day).map(blockStay)
  const mine = { mine: true, stays: blocks, slots: Math.min(depthOf(blocks), BLOCKS_AT_ONCE) }
  const { chosen, leftOut } = chooseColumns(stays(false), across, fitting(mine.slots))
  const columns = [...(blocks.length > 0 ? [mine] : []), ...chosen]
  const boxes: Box[] = []
  let first = 0
  for (const { stays: own, slots: wide } of columns) {
    for (const box of placeInLanes(own, wide)) boxes.push({ ...box, from: first + box.from, to: first + box.to })
    first += wide
  }
  return {
    day,
    columns: columns.map(({ stays: _, ...column }) => column),
    boxes,
    banners: bannersOf(stays(true)),
    ...(leftOut && { leftOut }),
  }
}
