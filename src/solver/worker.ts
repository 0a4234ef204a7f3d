/**
 * The worker in which HiGHS runs, so that the program stays responsive. It is bundled separately, with highs.wasm
 * beside it.
 */
import { parentPort } from 'node:worker_threads'
import loadHighs, { type Highs } from 'highs'
import type { Solution } from '../planning/plan/program.js'
import { firstOfBest, solveBest } from './exact.js'
import type { Report, Task } from './model.js'

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
  // The intermediate solutions on the way to the first best one do not matter.
  if (best) return firstOfBest(highs, program, best, { left, found: () => undefined, bound: () => undefined })
  return solveBest(highs, program, {
    left,
    found: (x, value) => tell({ id, kind: 'found', x, value }),
    bound: (bound) => tell({ id, kind: 'bound', bound }),
  })
}

function tell(report: Report): void {
  parentPort?.postMessage(report)
}
