import { showStatus } from '../render/screen/status-line.js'
import { pointsLabel } from '../render/words/points.js'
import type { World } from '../world.js'

/** A line on the terminal with the progress of a search. */
export interface Progress {
  /** The points of the best solution so far, and the upper bound. */
  readonly report: (value: number, bound: number) => void
  /** Removes the line. Must be called once in any case. */
  readonly end: () => void
}

/** In milliseconds; shorter searches show no line. */
const PATIENCE = 300

/** Shows nothing in a pipe, with `quiet`, or where a line cannot be rewritten. */
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
