import { fold } from '../fold.js'
import { compareText } from '../order.js'
import { depthOf } from './lanes.js'
import { type Stay, weightOf } from './stay.js'
import type { Across } from './timetable.js'

/** A room or track with what happens in it. */
export interface ColumnStays {
  readonly name?: string
  readonly mine: false
  readonly stays: readonly Stay[]
  readonly slots: number
}

/** The columns that did not fit, in their order, and why just these: I have no picks there, or others came first. */
export interface LeftOut {
  readonly why: 'not-mine' | 'no-room'
  readonly of: number
  /** How many slots would show everything. */
  readonly wanted: number
  readonly columns: readonly { readonly name?: string; readonly sessions: number; readonly picks: number }[]
}

export interface Columns {
  readonly chosen: readonly ColumnStays[]
  readonly leftOut?: LeftOut
}

interface Candidate {
  readonly name: string | undefined
  readonly stays: readonly Stay[]
  /** How many slots show everything, and how many my picks at least. */
  readonly wanted: number
  readonly least: number
  readonly picks: number
}

/** How many slots there may be in all: as wide as they should be, and as narrow as they can be for the sake of my picks. */
export interface Fitting {
  readonly wide: number
  readonly narrow: number
}

/** The columns to show, by name. */
export function chooseColumns(stays: readonly Stay[], across: Across | undefined, { wide, narrow }: Fitting): Columns {
  const all = candidatesOf(stays, across)
  const wanted = sumOf(all.map((one) => one.wanted))
  if (wanted <= wide) return { chosen: all.map((one) => column(one, one.wanted)) }
  const mine = all.filter(({ picks }) => picks > 0)
  const least = sumOf(mine.map((one) => one.least))
  const chosen = mine.length > 0 ? squeezed(mine, Math.max(wide, Math.min(least, narrow))) : firstFitting(all, wide)
  const shown = new Set(chosen.map(({ name }) => name))
  const missing = all.filter(({ name }) => !shown.has(name))
  if (missing.length === 0) return { chosen }
  const columns = missing.map(({ name, stays: { length }, picks }) => ({
    ...(name !== undefined && { name }),
    sessions: length,
    picks,
  }))
  return { chosen, leftOut: { why: mine.length > 0 ? 'not-mine' : 'no-room', of: all.length, wanted, columns } }
}

/** Every column of the day by name, digits by their value; what has none stands last. */
function candidatesOf(stays: readonly Stay[], across: Across | undefined): readonly Candidate[] {
  const byName = new Map<string | undefined, Stay[]>()
  for (const stay of stays) {
    const name = across && stay.of.kind === 'session' ? stay.of.session[across] : undefined
    const before = byName.get(name)
    if (before) before.push(stay)
    else byName.set(name, [stay])
  }
  return [...byName]
    .map(([name, own]) => {
      const picks = own.filter((stay) => weightOf(stay) > 0)
      return { name, stays: own, wanted: depthOf(own), least: Math.max(1, depthOf(picks)), picks: picks.length }
    })
    .sort((a, b) => byDigits(a.name, b.name))
}

/** All that hold picks of mine, with fewer lanes where they must; those with the fewest picks go first if that is not enough. */
function squeezed(mine: readonly Candidate[], slots: number): readonly ColumnStays[] {
  let kept = mine
  while (kept.length > 1 && sumOf(kept.map(({ least }) => least)) > slots) {
    const fewest = Math.min(...kept.map(({ picks }) => picks))
    const last = kept.findLast(({ picks }) => picks === fewest)
    kept = kept.filter((one) => one !== last)
  }
  const lanes = kept.map(({ wanted }) => wanted)
  const shrink = (leastOf: (one: Candidate) => number) => {
    while (sumOf(lanes) > slots) {
      const open = kept.flatMap((one, index) => ((lanes[index] ?? 0) > leastOf(one) ? [index] : []))
      const [first] = open
      if (first === undefined) return
      const widest = open.reduce((one, other) => ((lanes[other] ?? 0) > (lanes[one] ?? 0) ? other : one), first)
      lanes[widest] = (lanes[widest] ?? 0) - 1
    }
  }
  shrink(({ least }) => least)
  shrink(() => 1)
  return kept.map((one, index) => column(one, lanes[index] ?? 1))
}

/** Column after column, each with all its lanes, as long as there is room; one that is wider than all the room takes it all. */
function firstFitting(all: readonly Candidate[], slots: number): readonly ColumnStays[] {
  const chosen: ColumnStays[] = []
  let free = slots
  for (const one of all) {
    const wide = Math.min(one.wanted, slots)
    if (wide > free) continue
    chosen.push(column(one, wide))
    free -= wide
  }
  return chosen
}

function column({ name, stays }: Candidate, slots: number): ColumnStays {
  return { ...(name !== undefined && { name }), mine: false, stays, slots }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** By folded text, `Hall 2` before `Hall 10`, nothing last. */
function byDigits(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(padded(a), padded(b)) || compareText(a, b)
}

function padded(name: string): string {
  return fold(name).replace(/\d+/g, (digits) => digits.padStart(8, '0'))
}
