import { Exit, Failure } from '../../model/problem.js'
import type { World } from '../../world.js'
import { interrupted } from '../files/interruption.js'
import type { Limits } from './limits.js'

export interface Patience {
  /** Aborted on timeout or interruption; its reason is the `Failure` that ends the download. */
  readonly signal: AbortSignal
  /** Runs a request to a host within the limit for an answer. */
  readonly forAnswer: <T>(host: string, ask: () => Promise<T>) => Promise<T>
}

/**
 * Runs work with a time limit, and ends at once when the run is interrupted, even while waiting for something that
 * cannot be cancelled, such as name resolution. Then everything that listens to the signal is aborted.
 */
export async function patiently<T>(
  world: World,
  limits: Pick<Limits, 'answer' | 'overall'>,
  work: (patience: Patience) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const { signal } = ending
  // Registered before anything that fails because of the abort, so that its reason is the one reported.
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
