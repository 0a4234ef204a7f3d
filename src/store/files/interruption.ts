import { setImmediate } from 'node:timers/promises'
import { EXIT_AFTER } from '../../model/exit.js'
import { Failure } from '../../model/problem.js'
import type { Interruption, World } from '../../world.js'

/** What an interrupted run ends with: its code, and nothing to say. */
export function interrupted(signal: Interruption): Failure {
  return new Failure(EXIT_AFTER[signal], [])
}

/**
 * Runs work that must not be torn apart: HUP, INT and TERM wait until it has tidied up, and then end the run with their
 * own code. Work that waits calls `heed` now and then, which throws as soon as an interruption came.
 */
export async function finishing<T>(world: World, work: (heed: () => void) => T | Promise<T>): Promise<T> {
  let heard: Interruption | undefined
  const stop = world.onInterruption((signal) => {
    heard ??= signal
  })
  const heed = () => {
    if (heard !== undefined) throw interrupted(heard)
  }
  try {
    return await work(heed)
  } finally {
    // A signal that came during synchronous work is delivered by the event loop: twice round it, wherever we are in it.
    await setImmediate()
    await setImmediate()
    stop()
    heed()
  }
}
