import { CLOSE_SCREEN, OPEN_SCREEN, redrawn } from '../render/text/redraw.js'
import { interrupted } from '../store/files/interruption.js'
import type { Interruption, World } from '../world.js'

const SECOND = 1_000
const MINUTE = 60_000

/**
 * Shows a text on the terminal and makes it anew with every minute of `clock` (epoch milliseconds), and when the window
 * changes its size, until an interruption ends the run with its code. What stood on the terminal comes back.
 */
export async function watching(world: World, clock: () => number, textOf: () => Promise<string>): Promise<never> {
  const { stdout } = world
  const stop = new AbortController()
  let heard: Interruption | undefined
  const deafen = world.onInterruption((signal) => {
    heard ??= signal
    stop.abort()
  })
  const stateOf = () => [Math.floor(clock() / MINUTE), stdout.columns, stdout.rows].join()
  try {
    // What is wrong from the beginning is told on the screen that stays.
    let drawn = stateOf()
    let text = await textOf()
    stdout.write(OPEN_SCREEN)
    try {
      while (heard === undefined) {
        stdout.write(redrawn(text, stdout.rows))
        while (heard === undefined && stateOf() === drawn) {
          // Looked at every second: a machine that slept wakes up in another minute.
          await world.sleep(Math.min(SECOND, MINUTE - (clock() % MINUTE)), stop.signal)
        }
        drawn = stateOf()
        if (heard === undefined) text = await textOf()
      }
    } finally {
      // After a hang-up there is no terminal any more.
      if (heard !== 'SIGHUP') stdout.write(CLOSE_SCREEN)
    }
  } finally {
    deafen()
  }
  throw interrupted(heard ?? 'SIGINT')
}
