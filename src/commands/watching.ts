import { MINUTE, SECOND } from '../model/time.js'
import { CLOSE_SCREEN, OPEN_SCREEN, redrawn } from '../render/screen/status-line.js'
import { interrupted } from '../store/files/temporary.js'
import type { Interruption, World } from '../world.js'

/**
 * Shows a text on the terminal and redraws it every minute of `clock` (epoch milliseconds), and whenever the window is
 * resized, until an interruption ends the run with its code. Then the previous screen comes back.
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
    // Initial problems are reported on the normal screen.
    let drawn = stateOf()
    let text = await textOf()
    stdout.write(OPEN_SCREEN)
    try {
      while (heard === undefined) {
        stdout.write(redrawn(text, stdout.rows))
        while (heard === undefined && stateOf() === drawn) {
          // Checked every second, because a machine may wake up from sleep in another minute.
          await world.sleep(Math.min(SECOND, MINUTE - (clock() % MINUTE)), stop.signal)
        }
        drawn = stateOf()
        if (heard === undefined) text = await textOf()
      }
    } finally {
      // After a hang-up there is no terminal.
      if (heard !== 'SIGHUP') stdout.write(CLOSE_SCREEN)
    }
  } finally {
    deafen()
  }
  throw interrupted(heard ?? 'SIGINT')
}
