/**
 * The worker in which HiGHS runs, so that the program stays responsive. It is bundled separately, with highs.wasm
 * beside it.
 */
import { parentPort } from 'node:worker_threads'
import loadHighs, { type Highs } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'
import { firstOfBest, solveBest } from './exact.js'

export interface Task {
  readonly id: number
  readonly program: Program
  /** A known best solution: then the first of all best solutions is computed, otherwise any. */
  readonly best?: Solution | undefined
  readonly seconds: number
}

/** A worker's message about a task; `solved` and `failed` are the last ones. */
export type Report =
  | { readonly id: number; readonly kind: 'found'; readonly x: readonly number[]; readonly value: number }
  /** No solution has a higher value. */
  | { readonly id: number; readonly kind: 'bound'; readonly bound: number }
  | { readonly id: number; readonly kind: 'solved'; readonly solution: Solution }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

let loading: Promise<Highs> | undefined

parentPort?.on('message', async (task: Task) => {
  const began = performance.now()
  const left = () => task.seconds - (performance.now() - began) / 1000
  try {
    loading ??= loadHighs()
    tell({ id: task.id, kind: 'solved', solution: obey(await loading, task, left) })
  } catch (error) {
    tell({
      id: task.id,
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
})

function obey(highs: Highs, { id, program, best }: Task, left: () => number): Solution {
  if (best) return firstOfBest(highs, program, best, { left })
  return solveBest(highs, program, {
    left,
    found: (x, value) => tell({ id, kind: 'found', x, value }),
    bound: (bound) => tell({ id, kind: 'bound', bound }),
  })
}

function tell(report: Report): void {
  parentPort?.postMessage(report)
}
