import { setImmediate } from 'node:timers/promises'
import { EXIT_AFTER, Failure } from '../../model/problem.js'
import type { Interruption, World } from '../../world.js'

/** The end of an interrupted run: its exit code, without a problem. */
export function interrupted(signal: Interruption): Failure {
  return new Failure(EXIT_AFTER[signal], [])
}

/**
 * Runs work that must not be interrupted: HUP, INT and TERM wait until it is finished, and then end the run with their
 * own codes. Work that waits calls `heed` regularly, which throws after an interruption.
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
    // A signal during synchronous work is delivered by the event loop; two turns are enough from any phase.
    await setImmediate()
    await setImmediate()
    stop()
    heed()
  }
}
