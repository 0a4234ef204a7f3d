import { spawnSync } from 'node:child_process'
import type { Home } from './programmes.js'

/** How the benchmark is called to make a programme instead of measuring one. */
export const PREPARE = '--prepare'

/**
 * Has a programme made and kept in a home, by a process of its own: starting others from one that is large itself takes
 * longer, and would be measured with them.
 */
export function prepare(home: Home, size: number, abstractLength: number, withSource = true): void {
  const asked = [PREPARE, home.folder, String(size), String(abstractLength), String(withSource)]
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, ...asked], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
}
