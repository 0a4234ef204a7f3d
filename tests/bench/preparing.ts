import { spawnSync } from 'node:child_process'
import type { Home } from './programmes.js'

/** The argument with which the benchmark makes a programme instead of measuring one. */
export const PREPARE = '--prepare'

/**
 * Makes a programme and stores it in a home, in a separate process: a large process takes longer to start others, which
 * would be measured as well.
 */
export function prepare(home: Home, size: number, abstractLength: number, withSource = true, aDay?: number): void {
  const asked = [PREPARE, home.folder, String(size), String(abstractLength), String(withSource), String(aDay ?? '')]
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, ...asked], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
}
