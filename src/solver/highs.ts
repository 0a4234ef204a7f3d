import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Report as Hear, Program, Solution, Solve } from '../planning/plan/program.js'
import { showStatus } from '../render/screen/status-line.js'
import { pointsLabel } from '../render/words/labels.js'
import type { World } from '../world.js'
import { largestObjective, nothingFound } from './exact.js'
import type { Report, Task } from './worker.js'

export interface SolverOptions {
  /** The seconds left for all programs together; unlimited by default. */
  readonly left?: () => number
  /** Ends the search: the best result so far is returned, as on timeout. */
  readonly stop?: AbortSignal
}

/** HiGHS in a worker. */
export interface Solver {
  /** A best solution. Equal programs give equal solutions, unless time runs out. */
  readonly solve: Solve
  /**
   * Given one best solution, the first of them: it takes column 0 if any of them does, then column 1 if any of those
   * does, and so on. If time runs out, undecided columns stay as they are.
   */
  readonly firstOf: (program: Program, best: Solution) => Promise<Solution>
  /** Ends the worker. A run may end without it. */
  readonly end: () => void
}

/** A solver in its own worker, which starts with the first program. */
export function solverIn(world: Pick<World, 'folders'>, options: SolverOptions = {}): Solver {
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
    if (seconds <= 0 || stop.aborted) return nothingFound(largestObjective(program))
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
async function startWorker({ folders }: Pick<World, 'folders'>): Promise<Worker> {
  const { Worker } = await import('node:worker_threads')
  return new Worker(join(folders.shipped, 'dist', 'solver.cjs'))
}

/** In seconds; how late the worker may be, because HiGHS checks the time only now and then. */
const PATIENCE = 1

/** In milliseconds; Node's timers have 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The worker was stopped, or did not check the time. Its best result so far counts. */
class CutShort extends Error {
  constructor(readonly known: Solution) {
    super('the solver was cut short')
  }
}

function answerOf(worker: Worker, task: Task, stop: AbortSignal, heard: Hear | undefined): Promise<Solution> {
  const ending = new AbortController()
  return new Promise<Solution>((resolve, reject) => {
    let known = nothingFound(largestObjective(task.program))
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

/** A line on the terminal with the progress of a search. */
export interface Progress {
  /** The points of the best solution so far, and the upper bound. */
  readonly report: (value: number, bound: number) => void
  /** Removes the line. Must be called once in any case. */
  readonly end: () => void
}

/** In milliseconds; shorter searches show no line. */
const SHOWN_AFTER = 300

/** Shows nothing in a pipe, with `quiet`, or where a line cannot be rewritten. */
export function progressOn(world: World, quiet: boolean): Progress {
  let known = ''
  const end = showStatus(world, quiet, (_columns, milliseconds) =>
    milliseconds < SHOWN_AFTER ? '' : `searching for the best: ${Math.floor(milliseconds / 1000)} s${known}`,
  )
  return {
    report(value, bound) {
      if (Number.isFinite(bound)) known = `, ${pointsLabel(value)} so far, at most ${pointsLabel(bound)}`
    },
    end,
  }
}
