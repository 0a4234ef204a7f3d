import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { EXIT_AFTER } from '../model/exit.js'
import { Failure } from '../model/problem.js'
import type { Program, Solution, Solve } from '../planning/plan/program.js'
import type { World } from '../world.js'
import { mostOf, nothingFound } from './exact.js'
import type { Report, Task } from './messages.js'
import { progressOn } from './progress.js'

export interface SolverOptions {
  /** Seconds for all programs together, from the first one on. */
  readonly timeLimit?: number
  /** No line of progress on the terminal. */
  readonly quiet?: boolean
}

/** HiGHS, awake: while it solves, an interruption ends the run at once, as a `Failure` with its code. */
export interface Solver {
  /** A best solution. The same program gives the same one, unless the time runs out. */
  readonly solve: Solve
  /** Of all best solutions the first: it takes column 0 if any of them does, then column 1 if any of those does, and so on. */
  readonly solveFirst: Solve
  /** Gives back what it holds. A run may end without it. */
  readonly end: () => void
}

/** A solver in a worker of its own, which starts with the first program. */
export function solverIn(world: World, options: SolverOptions = {}): Solver {
  const { timeLimit = Number.POSITIVE_INFINITY, quiet = false } = options
  let began: number | undefined
  let starting: Promise<Worker> | undefined
  let asked = 0
  const stop = async () => {
    const running = starting
    starting = undefined
    await (await running)?.terminate()
  }

  async function ask(program: Program, ties: Task['ties']): Promise<Solution> {
    began ??= performance.now()
    const seconds = timeLimit - (performance.now() - began) / 1000
    if (seconds <= 0) return nothingFound(mostOf(program))
    starting ??= startWorker(world)
    const worker = await starting
    const progress = progressOn(world, quiet)
    const id = ++asked
    worker.ref()
    try {
      return await answerOf(worker, { id, program, ties, seconds }, world, progress.report)
    } catch (error) {
      await stop()
      if (error instanceof Overdue) return error.known
      throw error
    } finally {
      progress.end()
      worker.unref()
    }
  }

  return {
    solve: (program) => ask(program, 'any'),
    solveFirst: (program) => ask(program, 'first'),
    end: () => void stop(),
  }
}

/** `dist/solver.cjs` is `worker.ts` with HiGHS in it: see `build.ts`. */
async function startWorker({ folders }: World): Promise<Worker> {
  const { Worker } = await import('node:worker_threads')
  return new Worker(join(folders.shipped, 'dist', 'solver.cjs'))
}

/** Seconds that the worker may be late; HiGHS looks at the clock only now and then. */
const PATIENCE = 1

/** Milliseconds; Node counts them in 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The worker did not look at the clock; what it had found so far stands. */
class Overdue extends Error {
  constructor(readonly known: Solution) {
    super('the solver is overdue')
  }
}

function answerOf(
  worker: Worker,
  task: Task,
  world: World,
  report: (value: number, bound: number) => void,
): Promise<Solution> {
  const ending = new AbortController()
  return new Promise<Solution>((resolve, reject) => {
    let known = nothingFound(mostOf(task.program))
    const hear = (said: Report) => {
      if (said.id !== task.id) return
      if (said.kind === 'solved') resolve(said.solution)
      else if (said.kind === 'failed') reject(new Error(`the solver failed: ${said.message}`))
      else if (said.kind === 'bound') known = { ...known, bound: Math.min(known.bound, said.bound) }
      else if (said.value > known.value) known = { ...known, status: 'feasible', x: said.x, value: said.value }
      report(known.value, known.bound)
    }
    const fail = (error: Error) => reject(error)
    const leave = (code: number) => reject(new Error(`the solver ended with code ${code}`))
    worker.on('message', hear).on('error', fail).on('exit', leave)
    const stopListening = world.onInterruption((signal) => reject(new Failure(EXIT_AFTER[signal], [])))
    const timer = setTimeout(
      () => reject(new Overdue(known)),
      Math.min((task.seconds + PATIENCE) * 1000, LONGEST_TIMER),
    )
    ending.signal.addEventListener('abort', () => {
      worker.off('message', hear).off('error', fail).off('exit', leave)
      stopListening()
      clearTimeout(timer)
    })
    worker.postMessage(task)
  }).finally(() => ending.abort())
}
