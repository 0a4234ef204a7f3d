import type { Command } from 'commander'
import { EXIT_AFTER, Exit, fail } from '../model/problem.js'
import type { Course } from '../planning/plan/engine/search.js'
import type { Solver } from '../solver/highs.js'
import type { Interruption } from '../world.js'
import type { App } from './app.js'

export interface SolvingOptions {
  readonly timeLimit?: string
}

const PATIENCE = '10s'

/** `order` is appended to the help text. */
export function withTimeLimit(command: Command, order = ''): Command {
  return command.option('--time-limit <length>', `stop searching after this long (default: ${PATIENCE})${order}`)
}

export interface Searching extends Solver {
  readonly course: Course
}

/** In milliseconds; how long work goes on before interruptions and progress are handled. */
const TURN = 20

/**
 * Runs a search within its time limit. An interruption ends the search and not the run: the best result so far is
 * returned, with the exit code.
 */
export async function solving<T>(
  { timeLimit = PATIENCE }: SolvingOptions,
  app: App,
  work: (searching: Searching) => Promise<T>,
): Promise<{ readonly found: T; readonly exit: Exit | undefined }> {
  const seconds = secondsIn(timeLimit)
  const [{ solverIn }, { progressOn }] = [await import('../solver/highs.js'), await import('../solver/highs.js')]
  const began = performance.now()
  const left = () => seconds - (performance.now() - began) / 1000
  const stop = new AbortController()
  let signal: Interruption | undefined
  const deafen = app.world.onInterruption((name) => {
    signal ??= name
    stop.abort()
  })
  const { report, end } = progressOn(app.world, app.globals.quiet ?? false)
  let turn = began
  const course: Course = {
    report,
    async goOn() {
      if (performance.now() - turn > TURN) {
        await new Promise((resolve) => setImmediate(resolve))
        turn = performance.now()
      }
      return signal === undefined && left() > 0
    },
  }
  const solver = solverIn(app.world, { left, stop: stop.signal })
  try {
    const found = await work({ ...solver, course })
    return { found, exit: signal && EXIT_AFTER[signal] }
  } finally {
    solver.end()
    end()
    deafen()
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 }
const LONGEST = 86_400

/** `10`, `10s`, `1.5s`, `500ms`, `2m`; in seconds, up to a day. */
function secondsIn(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text.trim()) ?? []
  const seconds = Number(number) * (UNITS[unit] ?? 1)
  if (number !== '' && seconds > 0 && seconds <= LONGEST) return seconds
  return fail(Exit.usage, {
    code: 'bad-value',
    flag: '--time-limit',
    value: text,
    form: '10s or 2m, but not 0',
  })
}
