import type { Part } from './flow.js'
import { pointsTold } from './points.js'

interface Searched {
  readonly value: number
  readonly bound: number
  readonly proven: boolean
}

/**
 * The value of a plan or a split with these scores, and whether it is the greatest; `after` says what was subtracted.
 */
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

export const MORE_TIME = 'More time may prove it or find a better one (--time-limit).'
