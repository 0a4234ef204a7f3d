import { UNIT } from './engine/network.js'
import { at, int, type Lineup, type Rest, restFrom } from './lineup.js'
import type { Prepared } from './prepare.js'

/** An integer program: maximise `objective`·x over x of zeros and ones that obey every row. */
export interface Program {
  /** One whole number for each column. */
  readonly objective: readonly number[]
  readonly rows: readonly Row[]
}

/** `lower` ≤ Σ `coefficients`·x[`columns`] ≤ `upper`; either may be infinite. */
export interface Row {
  /** Ascending. */
  readonly columns: readonly number[]
  /** One for each of `columns`. */
  readonly coefficients: readonly number[]
  readonly lower: number
  readonly upper: number
}

/**
 * What a solver found. `feasible`: the time was over before it was proven best. `time-limit`: it was over before anything was
 * found; then `x` is empty and `value` is -Infinity. `bound`: no solution is worth more.
 */
export interface Solution {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'time-limit'
  /** One number for each column, 0 or 1 up to the solver's tolerance. */
  readonly x: readonly number[]
  readonly value: number
  readonly bound: number
}

/** Solves a program; the same one gives the same solution. It watches the time by itself, over all programs of a run. */
export type Solve = (program: Program, report?: Report) => Promise<Solution>

/** Hears what the best found so far is worth, and what no solution is worth more than. */
export type Report = (value: number, bound: number) => void

/** A session (place in the lineup) that must be in, or must be out although it may be fixed. */
export interface Demand {
  readonly with?: number
  readonly without?: number
}

/**
 * A plan as a program. Column p is the session at place p; behind them stand the moments at which each rest may begin: at the
 * window's start or when a session or block ends: a rest that fits anywhere also fits at one of these. Clashes are rows of
 * sessions of which any two clash, which is tighter than one row for each pair.
 */
export function programOf({ lineup, groups, days, rests }: Prepared, demand: Demand = {}): Program {
  const places = lineup.candidates.length
  const objective = [...lineup.weights].map((weight) => weight / UNIT)
  const rows = clashRows(lineup).map((columns) => atMost(columns, 1))
  for (const { members, most, amounts } of [...groups, ...days]) {
    rows.push({ ...atMost(members, most), ...(amounts && { coefficients: amounts }) })
  }
  for (const rest of rests) {
    const moments = momentsOf(rest, lineup)
    const first = objective.length
    objective.push(...moments.map(() => 0))
    const columns = moments.map((_, index) => first + index)
    rows.push({ ...atMost(columns, 1), lower: 1 })
    for (let place = 0; place < places; place++) {
      const [start, end] = [at(lineup.starts, place), at(lineup.ends, place)]
      if (start === end) continue
      const taken = columns.filter((_, index) => overlaps(moments[index] ?? 0, rest, { start, end }))
      if (taken.length > 0) rows.push(atMost([place, ...taken], 1))
    }
  }
  const fixed = lineup.fixed.filter((place) => place !== demand.without)
  if (fixed.length > 0) rows.push({ ...atMost(fixed, fixed.length), lower: fixed.length })
  if (demand.with !== undefined) rows.push({ ...atMost([demand.with], 1), lower: 1 })
  if (demand.without !== undefined) rows.push(atMost([demand.without], 0))
  return { objective, rows }
}

function atMost(columns: readonly number[], most: number): Row {
  return { columns, coefficients: columns.map(() => 1), lower: Number.NEGATIVE_INFINITY, upper: most }
}

/**
 * Sets of sessions, any two of which clash, that hold every pair that clashes. The earlier rivals of each session are dealt
 * to as few sets as the first fit needs: one, where all of them still run when it starts.
 */
function clashRows(lineup: Lineup): readonly (readonly number[])[] {
  const { candidates, lastRival, clash } = lineup
  const rows: (readonly number[])[] = []
  let near: number[] = []
  for (const later of candidates.keys()) {
    near = near.filter((earlier) => int(lastRival, earlier) >= later)
    const sets: number[][] = []
    for (const earlier of near) {
      if (!clash(earlier, later)) continue
      const fitting = sets.find((set) => set.every((other) => clash(other, earlier)))
      if (fitting) fitting.push(earlier)
      else sets.push([earlier])
    }
    for (const set of sets) {
      const row = [...set, later]
      const before = rows.at(-1)
      if (before?.every((place) => row.includes(place))) rows.pop()
      rows.push(row)
    }
    near.push(later)
  }
  return rows
}

function momentsOf(rest: Rest, { ends }: Lineup): readonly number[] {
  const wanted = [rest.start, ...ends].filter((moment) => rest.start <= moment && moment < rest.end)
  const moments = wanted.map((moment) => restFrom(rest, moment)).filter(Number.isFinite)
  return [...new Set(moments)].sort((a, b) => a - b)
}

function overlaps(moment: number, { length }: Rest, { start, end }: { readonly start: number; readonly end: number }) {
  return start < moment + length && moment < end
}
