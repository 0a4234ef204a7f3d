import type { Part } from './flow.js'
import { pointsTold } from './points.js'

/** What a search for the best came to. */
interface Searched {
  readonly value: number
  readonly bound: number
  readonly proven: boolean
}

/** What a plan or a split with these scores is worth, and whether that is the most; `after` says what was taken off. */
export function proofPart(
  { value, bound, proven }: Searched,
  what: 'plan' | 'split',
  scores: readonly number[],
  after = '',
): Part {
  const worth = `Worth ${pointsTold(value, scores)}${after}`
  return proven
    ? { text: `${worth}; no ${what} beats it (proven)`, tone: 'going' }
    : { text: `${worth}; at most ${pointsTold(bound)}, not proven`, tone: 'warning' }
}

/** What to do where the solver ran out of time. */
export const MORE_TIME = 'More time may prove it or find better (--time-limit).'
