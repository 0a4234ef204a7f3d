import { createRequire } from 'node:module'
import type { Worker } from 'node:worker_threads'

const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: new (file: string) => Worker }
const Starting = threads.Worker

let idle: Worker | undefined

/** Keeps a worker that is ended while it has no task; one that is at work ends as always. */
function keep(worker: Worker): Worker {
  let working = false
  const [post, end] = [worker.postMessage.bind(worker), worker.terminate.bind(worker)]
  worker.on('message', ({ kind }: { readonly kind: string }) => {
    if (kind === 'solved' || kind === 'failed') working = false
  })
  return Object.assign(worker, {
    postMessage(task: unknown) {
      working = true
      post(task)
    },
    async terminate() {
      if (working) return end()
      idle = worker
      return 0
    },
  })
}

/**
 * Lets the solver of a run in this process take over the worker of an earlier run: starting one with HiGHS in it takes
 * 0.2 s, most of what such a test takes. `tests/solver` and spawned programs start and end their own.
 */
export function keepSolver(): void {
  threads.Worker = class {
    constructor(file: string) {
      const worker = idle ?? keep(new Starting(file))
      idle = undefined
      // biome-ignore lint/correctness/noConstructorReturn: it stands for Worker, which is called with `new`
      return worker
    }
  } as typeof Starting
}
