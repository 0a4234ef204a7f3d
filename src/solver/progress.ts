import { showStatus } from '../render/status-line.js'
import type { World } from '../world.js'

/** A line on the terminal that tells how far a search for the best is. */
export interface Progress {
  /** Of what was found, and of what no solution is worth more than. */
  readonly report: (value: number, bound: number) => void
  /** Takes the line away. To be called in any case, once. */
  readonly end: () => void
}

/** Nothing in a pipe, when told to be quiet, or where a line cannot be rewritten. */
export function progressOn(world: World, quiet: boolean): Progress {
  let state = ''
  const end = showStatus(
    world,
    quiet,
    (_columns, milliseconds) => `searching for the best: ${Math.floor(milliseconds / 1000)} s${state}`,
  )
  return {
    report(value, bound) {
      const known = value > 0 && Number.isFinite(bound)
      // Neither number means anything to a person; how far they are apart does.
      if (known) state = `, within ${((100 * Math.max(0, bound - value)) / value).toFixed(1)} % of it`
    },
    end,
  }
}
