import type { Timed } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import type { Scale } from '../../planning/timetable/rows.js'
import type { Fitting, TimetableColumn } from '../../planning/timetable/timetable.js'
import { timeLabel } from './moments.js'

/** Widths of a timetable in terminal columns. The edges between slots take one each, in addition. */
export interface Measure {
  /** Of the times on the left, including the space beside them. */
  readonly gutter: number
  readonly slots: number
  /** The width between the left edges of slots `from` and `to`. */
  readonly between: (from: number, to: number) => number
  readonly edge: (slot: number) => number
  /** Narrow boxes need more lines for their words. */
  readonly scale: Scale
}

/** The preferred, the least and the greatest width of a slot. */
const COMFORTABLE = 18
const NARROWEST = 12
const WIDEST = 60
const ROOMY = 32
/** Blocks have few words. */
const MINE = 12

export function gutterFor(times: readonly Timed[], day: Day): number {
  return times.reduce((most, { start, end, offset, endOffset }) => {
    return Math.max(most, timeLabel(start, offset, day).length + 1, timeLabel(end, endOffset, day).length + 1)
  }, 6)
}

/** How many slots fit beside `mine` slots of my blocks; at least one. */
export function slotsFitting(width: number, gutter: number, mine: number): Fitting {
  const fitting = (each: number) => Math.max(1, Math.floor(roomFor(width, gutter, mine) / (each + 1)))
  return { wide: fitting(COMFORTABLE), narrow: fitting(NARROWEST) }
}

/** The width at which this many slots have their preferred width. */
export function widthFor(slots: number, gutter: number, mine: number): number {
  return gutter + 1 + mine * (MINE + 1) + slots * (COMFORTABLE + 1)
}

/** Distributes the width over the slots: those of the programme are equal, within one column. */
export function measureOf(columns: readonly TimetableColumn[], width: number, gutter: number): Measure {
  const slots = columns.flatMap(({ mine, slots: wide }) => new Array<boolean>(wide).fill(mine))
  const others = slots.filter((mine) => !mine).length
  const room = roomFor(width, gutter, slots.length - others)
  const each = Math.min(WIDEST, Math.max(1, Math.floor(room / Math.max(1, others)) - 1))
  const wider = each < WIDEST ? room - others * (each + 1) : 0
  const first = slots.length - others
  const widths = slots.map((mine, slot) => (mine ? MINE : each + (slot - first < wider ? 1 : 0)))
  const between = (from: number, to: number) =>
    widths.slice(from, to).reduce((sum, own) => sum + own, 0) + Math.max(0, to - from - 1)
  const edge = (slot: number) => gutter + (slot === 0 ? 0 : between(0, slot) + 1)
  const scale = { minutesALine: each >= ROOMY ? 10 : each >= COMFORTABLE ? 7.5 : 6, least: each >= ROOMY ? 1 : 2 }
  return { gutter, slots: slots.length, between, edge, scale }
}

function roomFor(width: number, gutter: number, mine: number): number {
  return width - gutter - 1 - mine * (MINE + 1)
}
