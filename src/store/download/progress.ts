import { showStatus } from '../../render/screen/status-line.js'
import { safe } from '../../render/screen/terminal.js'
import type { World } from '../../world.js'
import { shownAddress } from './address.js'

export interface Progress {
  readonly report: (bytes: number, total?: number) => void
  /** Removes the line. Must be called once in any case. */
  readonly end: () => void
}

/**
 * Shows the progress of a download as one line on stderr, with only the harmless part of the address. Shows nothing in
 * a pipe, with `quiet`, or where a line cannot be rewritten.
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

/** On a narrow terminal the name is dropped first. */
function fitted(name: string, state: string, columns: number): string {
  const whole = `${name}: ${state}`
  return whole.length <= columns ? whole : state
}

function amount(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
