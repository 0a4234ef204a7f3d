import { safe } from '../../render/terminal.js'
import type { World } from '../../world.js'
import { shownAddress } from './address.js'

/** A line on the terminal that tells how far a download is. */
export interface Progress {
  /** How many bytes have come, and how many there will be, where that is known. */
  readonly report: (bytes: number, total?: number) => void
  /** Takes the line away. To be called in any case, once. */
  readonly end: () => void
}

/** What is over sooner needs no line; afterwards the line is rewritten so often, in milliseconds. */
const EVERY = 100
/** Columns of a terminal that does not tell. */
const USUAL_WIDTH = 80

const SILENT: Progress = { report: () => undefined, end: () => undefined }

/**
 * Progress of fetching from an address, of which no more is told than is harmless: one line on stderr, rewritten in
 * place. Nothing in a pipe, when told to be quiet, or where a line cannot be rewritten.
 */
export function progressOn(world: World, address: string, quiet: boolean): Progress {
  if (quiet || !world.stderr.isTerminal || world.environment['TERM'] === 'dumb') return SILENT
  const name = safe(shownAddress(address))
  // The last column stays free: a character in it moves some terminals to the next line.
  const columns = (world.stderr.columns || USUAL_WIDTH) - 1
  let state = 'waiting'
  let shown = ''
  const show = (line: string) => {
    if (line === shown) return
    world.stderr.write(`\r${line.padEnd(shown.length)}${line.length < shown.length ? `\r${line}` : ''}`)
    shown = line
  }
  const timer = setInterval(() => {
    try {
      show(fitted(name, state, columns))
    } catch {
      // The terminal is gone, and nobody watches: the download goes on, and whoever writes next hears of it.
      clearInterval(timer)
      shown = ''
    }
  }, EVERY)
  return {
    report(bytes, total) {
      state = total === undefined ? amount(bytes) : `${amount(bytes)} of ${amount(total)}`
    },
    end() {
      clearInterval(timer)
      if (shown !== '') world.stderr.write(`\r${' '.repeat(shown.length)}\r`)
      shown = ''
    },
  }
}

/** On a narrow terminal the name goes first. */
function fitted(name: string, state: string, columns: number): string {
  const whole = `${name}: ${state}`
  return (whole.length <= columns ? whole : state).slice(0, Math.max(0, columns))
}

function amount(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
