import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Report as Hear, Program, Solution, Solve } from '../planning/plan/program.js'
import type { World } from '../world.js'
import { mostOf, nothingFound } from './exact.js'
import type { Report, Task } from './messages.js'

export interface SolverOptions {
  /** How many seconds are left, for all programs together; all there are, if nothing is said. */
  readonly left?: () => number
  /** Ends the search: what was found so far is answered, as when the time is over. */
  readonly stop?: AbortSignal
}

/** HiGHS, beside the program. */
export interface Solver {
  /** A best solution. The same program gives the same one, unless the time runs out. */
  readonly solve: Solve
  /**
   * Of all best solutions, of which one is given, the first: it takes column 0 if any of them does, then column 1 if any of those
   * does, and so on. When the time is over, what was not decided stays as it is.
   */
  readonly firstOf: (program: Program, best: Solution) => Promise<Solution>
  /** Gives back what it holds. A run may end without it. */
  readonly end: () => void
}

/** A solver in a worker of its own, which starts with the first program. */
export function solverIn(world: World, options: SolverOptions = {}): Solver {
  const { left = () => Number.POSITIVE_INFINITY, stop = new AbortController().signal } = options
  let starting: Promise<Worker> | undefined
  let asked = 0
  const end = async () => {
    const running = starting
    starting = undefined
    await (await running)?.terminate()
  }

  async function ask(
    program: Program,
    { best, hear }: Pick<Task, 'best'> & { readonly hear?: Hear | undefined },
  ): Promise<Solution> {
    const seconds = left()
    if (seconds <= 0 || stop.aborted) return nothingFound(mostOf(program))
    starting ??= startWorker(world)
    const worker = await starting
    const id = ++asked
    const { objective, rows } = program
    worker.ref()
    try {
      return await answerOf(worker, { id, program: { objective, rows }, best, seconds }, stop, hear)
    } catch (error) {
      await end()
      if (error instanceof CutShort) return error.known
      throw error
    } finally {
      worker.unref()
    }
  }

  return {
    solve: (program, hear) => ask(program, { hear }),
    async firstOf(program, best) {
      const answer = await ask(program, { best })
      return answer.x.length > 0 ? answer : best
    },
    end: () => void end(),
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

/** The worker was stopped, or did not look at the clock; what it had found so far counts. */
class CutShort extends Error {
  constructor(readonly known: Solution) {
    super('the solver was cut short')
  }
}

function answerOf(worker: Worker, task: Task, stop: AbortSignal, heard: Hear | undefined): Promise<Solution> {
  const ending = new AbortController()
  return new Promise<Solution>((resolve, reject) => {
    let known = nothingFound(mostOf(task.program))
    const hear = (said: Report) => {
      if (said.id !== task.id) return
      if (said.kind === 'solved') resolve(said.solution)
      else if (said.kind === 'failed') reject(new Error(`the solver failed: ${said.message}`))
      else if (said.kind === 'bound') known = { ...known, bound: Math.min(known.bound, said.bound) }
      else if (said.value > known.value) known = { ...known, status: 'feasible', x: said.x, value: said.value }
      heard?.(known.value, known.bound)
    }
    const fail = (error: Error) => reject(error)
    const leave = (code: number) => reject(new Error(`the solver ended with code ${code}`))
    worker.on('message', hear).on('error', fail).on('exit', leave)
    const cut = () => reject(new CutShort(known))
    stop.addEventListener('abort', cut)
    const timer = setTimeout(cut, Math.min((task.seconds + PATIENCE) * 1000, LONGEST_TIMER))
    ending.signal.addEventListener('abort', () => {
      worker.off('message', hear).off('error', fail).off('exit', leave)
      stop.removeEventListener('abort', cut)
      clearTimeout(timer)
    })
    worker.postMessage(task)
  }).finally(() => ending.abort())
}
