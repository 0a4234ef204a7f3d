import type { Command } from 'commander'
import { EXIT_AFTER, Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import type { Course } from '../planning/plan/engine/search.js'
import type { Solver } from '../solver/highs.js'
import type { Interruption } from '../world.js'
import type { App } from './app.js'

export interface SolvingOptions {
  readonly timeLimit?: string
}

/** How long a search may take where `--time-limit` says nothing. */
const PATIENCE = '10s'

/** `order` says what is looked for first. */
export function withTimeLimit(command: Command, order = ''): Command {
  return command.option('--time-limit <length>', `stop searching after this long (default: ${PATIENCE})${order}`)
}

/** What searches for the best, and how long it may. */
export interface Searching extends Solver {
  readonly course: Course
}

/** So many milliseconds work goes on before interruptions and the line of progress have their turn. */
const TURN = 20

/**
 * Runs a search within its time. An interruption ends the search and not the run: what was found so far is answered, with the exit
 * code for it.
 */
export async function solving<T>(
  { timeLimit = PATIENCE }: SolvingOptions,
  app: App,
  work: (searching: Searching) => Promise<T>,
): Promise<{ readonly found: T; readonly exit: Exit | undefined }> {
  const seconds = secondsIn(timeLimit)
  const [{ solverIn }, { progressOn }] = [await import('../solver/highs.js'), await import('../solver/progress.js')]
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
/** A day. */
const LONGEST = 86_400

/** `10`, `10s`, `1.5s`, `500ms`, `2m`: seconds, up to a day. */
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
