import { type Block, firstOf, type Kind, type Session, type Stage } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import { type Banner, bannersOf } from './banners.js'
import { chooseColumns, type Fitting, type LeftOut } from './columns.js'
import { depthOf, placeInLanes } from './lanes.js'
import { blockStay, type Stay, sessionStay } from './stay.js'

export const ACROSS = ['room', 'track'] as const
export type Across = (typeof ACROSS)[number]

/** A stay in its place: slots `from` up to `to`, counted over all columns from the left. */
export interface Box extends Stay {
  readonly from: number
  readonly to: number
  /** How many sessions at the same time have no place in the column. */
  readonly more: number
}

/** A room, a track, or my blocks, with as many slots as it has sessions side by side. */
export interface TimetableColumn {
  readonly name?: string
  readonly mine: boolean
  readonly slots: number
}

/** One day as a timetable without a size: columns from left to right, with boxes in them and banners across. */
export interface TimetableDay {
  readonly day: Day
  readonly columns: readonly TimetableColumn[]
  /** No two share both a slot and a time. */
  readonly boxes: readonly Box[]
  readonly banners: readonly Banner[]
  readonly leftOut?: LeftOut
}

export interface TimetableInput {
  readonly sessions: readonly Session[]
  readonly stages: ReadonlyMap<string, Stage>
  readonly blocks: readonly Block[]
  /** Without it all sessions are in one column. */
  readonly across?: Across
}

/** More blocks at once have no column. */
const BLOCKS_AT_ONCE = 2

/** Kinds for everybody everywhere, which are shown across all columns unless I picked them. */
const EVERYWHERE: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'umbrella'])

export function isBanner({ id, kind }: Session, stages: ReadonlyMap<string, Stage>): boolean {
  return EVERYWHERE.has(kind) && !stages.has(id)
}

/**
 * Rooms if most sessions have one, or else whichever of the two more sessions have. Undefined if no session has either.
 */
export function acrossFor(sessions: readonly Session[]): Across | undefined {
  const having = (across: Across) => sessions.filter((session) => firstOf(session, across) !== undefined).length
  const [rooms, tracks] = [having('room'), having('track')]
  if (rooms + tracks === 0) return undefined
  return rooms * 2 > sessions.length || rooms >= tracks ? 'room' : 'track'
}

/**
 * Lays out one day. `fitting` returns how many slots (at least one) fit beside those of my blocks. If the columns need
 * more, those with most of my picks are shown, then the fullest; a session without a lane is counted on the box beside
 * it.
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
