import type { Command } from 'commander'
import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import type { Solver } from '../solver/highs.js'
import type { App } from './app.js'

export interface SolvingOptions {
  readonly timeLimit?: string
}

export function withTimeLimit(command: Command): Command {
  return command.option('--time-limit <length>', 'take the best that is found within this time, such as 10s or 2m')
}

/** Runs work that asks the solver, and puts the solver away after it. */
export async function solving<T>(
  { timeLimit }: SolvingOptions,
  app: App,
  work: (solver: Solver) => Promise<T>,
): Promise<T> {
  const limit = timeLimit === undefined ? {} : { timeLimit: secondsIn(timeLimit) }
  const { solverIn } = await import('../solver/highs.js')
  const solver = solverIn(app.world, { ...limit, quiet: app.globals.quiet ?? false })
  try {
    return await work(solver)
  } finally {
    solver.end()
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
    form: '10s or 2m, more than nothing',
  })
}
