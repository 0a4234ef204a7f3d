import { showStatus } from '../../render/status-line.js'
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

/**
 * Progress of fetching from an address, of which no more is told than is harmless: one line on stderr. Nothing in a pipe, when
 * told to be quiet, or where a line cannot be rewritten.
 */
export function progressOn(world: World, address: string, quiet: boolean): Progress {
  const name = safe(shownAddress(address))
  let state = 'waiting'
  const end = showStatus(world, quiet, (columns) => fitted(name, state, columns))
  return {
    report(bytes, total) {
      state = total === undefined ? amount(bytes) : `${amount(bytes)} of ${amount(total)}`
    },
    end,
  }
}

/** On a narrow terminal the name goes first. */
function fitted(name: string, state: string, columns: number): string {
  const whole = `${name}: ${state}`
  return whole.length <= columns ? whole : state
}

function amount(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
