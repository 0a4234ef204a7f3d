import { showStatus } from '../render/status-line.js'
import { pointsLabel } from '../render/text/points.js'
import type { World } from '../world.js'

/** A line on the terminal that tells how far a search for the best is. */
export interface Progress {
  /** Points of the best so far, and of what nothing is worth more than. */
  readonly report: (value: number, bound: number) => void
  /** Takes the line away. To be called in any case, once. */
  readonly end: () => void
}

/** What is found sooner needs no line, in milliseconds. */
const PATIENCE = 300

/** Nothing in a pipe, when told to be quiet, or where a line cannot be rewritten. */
export function progressOn(world: World, quiet: boolean): Progress {
  let known = ''
  const end = showStatus(world, quiet, (_columns, milliseconds) =>
    milliseconds < PATIENCE ? '' : `searching for the best: ${Math.floor(milliseconds / 1000)} s${known}`,
  )
  return {
    report(value, bound) {
      if (Number.isFinite(bound)) known = `, ${pointsLabel(value)} so far, at most ${pointsLabel(bound)}`
    },
    end,
  }
}
