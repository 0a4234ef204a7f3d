import { definedFields } from '../../model/index.js'
import { type Instant, type Minutes, minutesBetween } from '../../model/time.js'
import { type Banner, type Box, type Moment, momentsOf, type TimetableDay } from './timetable.js'

export interface LinedMoment {
  readonly at: Instant
  /** Minutes the displayed clock is ahead of UTC; undefined without a label, where nothing really starts or ends. */
  readonly offset?: Minutes
  readonly line: number
}

/** A banner on its line, in the free slots from `from` up to `to`. Empty without columns. */
export interface PlacedBanner {
  readonly banner: Banner
  readonly line: number
  readonly from: number
  readonly to: number
}

export interface LinedBox {
  readonly box: Box
  readonly top: number
  readonly bottom: number
}

/** The lines of a day, from 0. A later time is never on an earlier line. */
export interface Rows {
  readonly height: number
  readonly moments: readonly LinedMoment[]
  readonly boxes: readonly LinedBox[]
  readonly banners: readonly PlacedBanner[]
  readonly aside: readonly Banner[]
}

export interface Scale {
  /** For lengths up to an hour. */
  readonly minutesALine: number
  /** How many lines even a short box has between its edges; at least one. */
  readonly least: number
}

/** Longer gaps get a line. */
const SMALL_GAP: Minutes = 30
/** Longer boxes grow more slowly, up to a limit. */
const LONG: Minutes = 60
const LONG_MINUTES_A_LINE = 30
const MOST_LINES = 16

/**
 * Gives each time of a day its lines. Longer periods get more, but every box has some between its edges, an end inside
 * another box adds one to it, and a period without boxes has one at most. A box that lasts throughout another is
 * therefore never the lower of the two. Where banners start, boxes end above and start below.
 */
export function rowsOf(table: TimetableDay, scale: Scale): Rows {
  const { boxes } = table
  const { runs, aside } = freeRuns(table)
  const { moments, placeOf } = momentsOf(boxes, [...runs.keys()])
  const placed = boxes.map((box) => ({ box, first: placeOf(box.start), last: placeOf(box.end) }))
  const steps = stepsAfter(moments, placed, scale)
  const lined: { readonly ends: number; readonly starts: number }[] = []
  const banners: PlacedBanner[] = []
  let line = 0
  for (const [place, moment] of moments.entries()) {
    const ends = line
    if (moment.banners.length > 0 && !moment.ends) line--
    for (const banner of moment.banners) banners.push({ banner, line: ++line, ...(runs.get(banner) ?? NO_RUN) })
    if (moment.banners.length > 0 && moment.starts) line++
    lined.push({ ends, starts: line })
    line += steps[place] ?? 0
  }
  return {
    height: (lined.at(-1)?.starts ?? -1) + 1,
    moments: moments.map(({ at, offset }, place) => definedFields({ at, offset, line: lined[place]?.ends ?? 0 })),
    boxes: placed.map(({ box, first, last }) => {
      return { box, top: lined[first]?.starts ?? 0, bottom: lined[last]?.ends ?? 0 }
    }),
    banners,
    aside,
  }
}

interface PlacedBox {
  readonly box: Box
  readonly first: number
  readonly last: number
}

function stepsAfter(moments: readonly Moment[], boxes: readonly PlacedBox[], scale: Scale): readonly number[] {
  const running = new Array<number>(moments.length + 1).fill(0)
  const alone = new Set<number>()
  for (const { first, last } of boxes) {
    running[first] = (running[first] ?? 0) + 1
    running[last] = (running[last] ?? 0) - 1
    if (last === first + 1) alone.add(first)
  }
  let now = 0
  return moments.map((moment, place) => {
    now += running[place] ?? 0
    const next = moments[place + 1]
    if (!next) return 0
    const minutes = minutesBetween(moment.at, next.at)
    if (now > 0) return Math.max(alone.has(place) ? 1 + scale.least : 1, linesFor(minutes, scale))
    return minutes > SMALL_GAP && moment.banners.length === 0 ? 2 : 1
  })
}

function linesFor(minutes: Minutes, { minutesALine }: Scale): number {
  const short = Math.min(minutes, LONG) / minutesALine
  const long = Math.max(0, minutes - LONG) / LONG_MINUTES_A_LINE
  return Math.min(MOST_LINES, Math.round(short + long))
}

interface Run {
  readonly from: number
  readonly to: number
}

const NO_RUN: Run = { from: 0, to: 0 }

function freeRuns({ boxes, banners, columns }: TimetableDay): {
  readonly runs: ReadonlyMap<Banner, Run>
  readonly aside: readonly Banner[]
} {
  const wide = columns.reduce((sum, { slots }) => sum + slots, 0)
  const mine = columns.reduce((sum, column) => sum + (column.mine ? column.slots : 0), 0)
  const runs = new Map<Banner, Run>()
  const aside: Banner[] = []
  for (const banner of banners) {
    const { start: at } = banner.when
    const run = freeRun(
      boxes.filter(({ start, end }) => start < at && at < end),
      { wide, mine },
    )
    if (run) runs.set(banner, run)
    else aside.push(banner)
  }
  return { runs, aside }
}

function freeRun(
  through: readonly Box[],
  { wide, mine }: { readonly wide: number; readonly mine: number },
): Run | undefined {
  if (wide === mine) return { from: mine, to: mine }
  const taken = new Set(through.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, slot) => from + slot)))
  let best: (Run & { readonly worth: number }) | undefined
  let from = 0
  for (let slot = 0; slot <= wide; slot++) {
    if (slot < wide && !taken.has(slot)) continue
    const worth = slot - Math.max(from, mine)
    if (worth > (best?.worth ?? 0)) best = { from, to: slot, worth }
    from = slot + 1
  }
  return best && { from: best.from, to: best.to }
}
