import { solveCoupled } from './coupled.js'
import { allowance, type Diagram, drawDiagram } from './diagram.js'
import { limitStates } from './limits.js'
import { nearSets } from './near.js'
import type { Prepared } from './prepare.js'
import { type Alternative, priceAll } from './prices.js'
import type { Solve } from './program.js'

/** The best plan found; sessions are places in the lineup, weights thousandths of a point. */
export interface Solved {
  readonly weight: number
  /** No plan weighs more. */
  readonly bound: number
  /** Ascending. */
  readonly chosen: readonly number[]
  /** For each place the best plan that decides otherwise on it; undefined where there is none. */
  readonly otherwise: readonly (Alternative | 'unproven' | undefined)[]
}

/** A graph of all plans; nothing where that would cost more than `most` (by itself `allowance`). */
export function exactDiagram({ lineup, groups, days, rests }: Prepared, most?: number): Diagram | undefined {
  const limits = limitStates(lineup, [...groups, ...days], rests)
  return drawDiagram(lineup, nearSets(lineup, false), limits, most ?? allowance(lineup.candidates.length))
}

/** The best plan, where all that is fixed can be kept. */
export async function solvePlan(prepared: Prepared, solve?: Solve, most?: number): Promise<Solved> {
  const diagram = exactDiagram(prepared, most)
  if (!diagram) return solveCoupled(prepared, solve, most)
  const prices = priceAll(diagram, prepared.lineup)
  return { ...prices, bound: prices.weight }
}
