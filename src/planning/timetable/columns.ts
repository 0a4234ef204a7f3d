import { firstOf } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { appendTo } from '../../model/multimap.js'
import { fold } from '../fold.js'
import { compareText } from '../order.js'
import { depthOf } from './lanes.js'
import { type Stay, weightOf } from './stay.js'
import type { Across } from './timetable.js'

export interface ColumnStays {
  readonly name?: string
  readonly mine: false
  readonly stays: readonly Stay[]
  readonly slots: number
}

/** The columns that did not fit, in order, and how the others were chosen: by my picks, or by number of sessions. */
export interface LeftOut {
  readonly by: 'picks' | 'sessions'
  readonly of: number
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
  readonly wanted: number
  readonly least: number
  readonly going: number
  readonly maybe: number
}

/** The number of slots: the preferred limit, and the limit at the narrowest width, for the sake of my picks. */
export interface Fitting {
  readonly wide: number
  readonly narrow: number
}

/**
 * The columns to show, by name. If not all fit, those with the most going picks, then with the most maybes, then with
 * the most sessions.
 */
export function chooseColumns(stays: readonly Stay[], across: Across | undefined, { wide, narrow }: Fitting): Columns {
  const all = candidatesOf(stays, across)
  const wanted = sumOf(all.map((one) => one.wanted))
  if (wanted <= wide) return { chosen: all.map((one) => column(one, one.wanted)) }
  const ranked = [...all].sort(byWorth)
  const mine = ranked.filter((one) => picksIn(one) > 0)
  const others = ranked.filter((one) => picksIn(one) === 0)
  const least = sumOf(mine.map((one) => one.least))
  const own = mine.length > 0 ? squeezed(mine, Math.max(wide, Math.min(least, narrow))) : []
  // Columns without picks get no space while a pick is without a place.
  const free = own.length < mine.length ? 0 : wide - sumOf(own.map(([, lanes]) => lanes))
  const slots = new Map([...own, ...fitting(others, free)])
  const [best] = ranked
  // A column that is wider than the whole space takes it all if nothing else fits.
  if (slots.size === 0 && best) slots.set(best, wide)
  const chosen = all.flatMap((one) => {
    const lanes = slots.get(one)
    return lanes === undefined ? [] : [column(one, lanes)]
  })
  const missing = all.filter((one) => !slots.has(one))
  if (missing.length === 0) return { chosen }
  const columns = missing.map((one) => defined({ name: one.name, sessions: one.stays.length, picks: picksIn(one) }))
  return { chosen, leftOut: { by: mine.length > 0 ? 'picks' : 'sessions', of: all.length, wanted, columns } }
}

function candidatesOf(stays: readonly Stay[], across: Across | undefined): readonly Candidate[] {
  const byName = new Map<string | undefined, Stay[]>()
  for (const stay of stays) {
    const name = across && stay.of.kind === 'session' ? firstOf(stay.of.session, across) : undefined
    appendTo(byName, name, stay)
  }
  return [...byName]
    .map(([name, own]) => {
      const picks = own.filter((stay) => weightOf(stay) > 0)
      const going = picks.filter((stay) => weightOf(stay) > 1).length
      const maybe = picks.length - going
      return { name, stays: own, wanted: depthOf(own), least: Math.max(1, depthOf(picks)), going, maybe }
    })
    .sort((a, b) => byDigits(a.name, b.name))
}

function picksIn({ going, maybe }: Candidate): number {
  return going + maybe
}

function byWorth(a: Candidate, b: Candidate): number {
  return b.going - a.going || b.maybe - a.maybe || b.stays.length - a.stays.length
}

function squeezed(mine: readonly Candidate[], slots: number): readonly (readonly [Candidate, number])[] {
  let kept = mine
  while (kept.length > 1 && sumOf(kept.map(({ least }) => least)) > slots) kept = kept.slice(0, -1)
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
  return kept.map((one, index) => [one, lanes[index] ?? 1])
}

function fitting(all: readonly Candidate[], slots: number): readonly (readonly [Candidate, number])[] {
  let free = slots
  return all.flatMap((one) => {
    if (one.wanted > free) return []
    free -= one.wanted
    return [[one, one.wanted] as const]
  })
}

function column({ name, stays }: Candidate, slots: number): ColumnStays {
  return defined({ name, mine: false, stays, slots })
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function byDigits(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(padded(a), padded(b)) || compareText(a, b)
}

function padded(name: string): string {
  return fold(name).replace(/\d+/g, (digits) => digits.padStart(8, '0'))
}
