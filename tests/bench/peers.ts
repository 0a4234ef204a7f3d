import { spawnSync } from 'node:child_process'

/** Whether a program to compare with can be started. */
export function isInstalled(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined
}
