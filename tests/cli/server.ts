import { onTestFinished } from 'vitest'
import { run } from '../../src/main.js'
import type { Interruption } from '../../src/world.js'
import { type TestWorldOptions, testWorld } from './kubeplan.js'

/** Today's files are then old enough for their time to be trusted. */
const LATER = '2099-01-01T00:00:00Z'

/** A server as started by `serve`, in-process, on any free port. */
export async function started(argv: readonly string[] = [], options: TestWorldOptions = {}) {
  const listeners = new Set<(signal: Interruption) => void>()
  const onInterruption = (hear: (signal: Interruption) => void) => {
    listeners.add(hear)
    return () => listeners.delete(hear)
  }
  const { world, told } = testWorld({ now: LATER, ...options, onInterruption })
  const ended = run(['serve', '--port', '0', ...argv], world)
  const interrupt = (signal: Interruption = 'SIGINT') => {
    for (const hear of listeners) hear(signal)
    return ended
  }
  onTestFinished(async () => void (await interrupt()))
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  while (!isOver && !told.stderr.includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 5))
  const port = Number(/:(\d+)\/agenda\.ics/.exec(told.stdout)?.[1])
  return { port, told, interrupt, ended }
}
