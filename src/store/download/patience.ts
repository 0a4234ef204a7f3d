import { Exit } from '../../model/exit.js'
import { Failure } from '../../model/problem.js'
import type { World } from '../../world.js'
import { interrupted } from '../files/interruption.js'
import type { Limits } from './limits.js'

/** What a download knows of its end. */
export interface Patience {
  /** Aborted when time is up or the run is interrupted; its reason is the `Failure` to end with. */
  readonly signal: AbortSignal
  /** Runs what waits for a host's answer, for as long as a host may take. */
  readonly forAnswer: <T>(host: string, ask: () => Promise<T>) => Promise<T>
}

/**
 * Runs work that must end in time, and at once when the run is interrupted, even while it waits for something that cannot
 * be stopped, such as the system's name resolution. Whatever still listens to the signal afterwards is told to go.
 */
export async function patiently<T>(
  world: World,
  limits: Pick<Limits, 'answer' | 'overall'>,
  work: (patience: Patience) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const { signal } = ending
  // Heard before all that fails because of it: why it ended is the reason that is told.
  const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  let host = ''
  const giveUp = (missing: 'answer' | 'end', milliseconds: number) => {
    ending.abort(new Failure(Exit.network, [{ code: 'too-slow', host, missing, seconds: milliseconds / 1000 }]))
  }
  const stopListening = world.onInterruption((name) => ending.abort(interrupted(name)))
  const overall = setTimeout(giveUp, limits.overall, 'end', limits.overall)
  const forAnswer = async <A>(asked: string, ask: () => Promise<A>): Promise<A> => {
    host = asked
    const timer = setTimeout(giveUp, limits.answer, 'answer', limits.answer)
    signal.addEventListener('abort', () => clearTimeout(timer))
    try {
      return await ask()
    } finally {
      clearTimeout(timer)
    }
  }
  try {
    return await Promise.race([ended, work({ signal, forAnswer })])
  } finally {
    clearTimeout(overall)
    stopListening()
    ending.abort()
  }
}
