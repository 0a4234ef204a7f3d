import type { World } from '../world.js'

/** A line on the terminal that tells how far a search for the best is. */
export interface Progress {
  /** Of what was found, and of what no solution is worth more than. */
  readonly report: (value: number, bound: number) => void
  /** Takes the line away. To be called in any case, once. */
  readonly end: () => void
}

const SILENT: Progress = { report: () => undefined, end: () => undefined }

/** The line is rewritten so often, in milliseconds; what is over sooner needs none. */
const EVERY = 500

/** Nothing in a pipe, when told to be quiet, or where a line cannot be rewritten. */
export function progressOn({ stderr, environment }: World, quiet: boolean): Progress {
  if (quiet || !stderr.isTerminal || environment['TERM'] === 'dumb') return SILENT
  // The last column stays free: a character in it moves some terminals to the next line.
  const columns = Math.max(0, (stderr.columns || 80) - 1)
  let state = ''
  let shown = ''
  let ticks = 0
  const timer = setInterval(() => {
    ticks++
    const line = `searching for the best: ${Math.floor((ticks * EVERY) / 1000)} s${state}`.slice(0, columns)
    try {
      stderr.write(`\r${line.padEnd(shown.length)}`)
      shown = line
    } catch {
      // The terminal is gone, and nobody watches: the search goes on, and whoever writes next hears of it.
      clearInterval(timer)
      shown = ''
    }
  }, EVERY)
  return {
    report(value, bound) {
      const known = value > 0 && Number.isFinite(bound)
      // Neither number means anything to a person; how far they are apart does.
      if (known) state = `, within ${((100 * Math.max(0, bound - value)) / value).toFixed(1)} % of it`
    },
    end() {
      clearInterval(timer)
      if (shown !== '') stderr.write(`\r${' '.repeat(shown.length)}\r`)
      shown = ''
    },
  }
}
