import { join } from 'node:path'
import type { Command } from './measure.js'
import type { Home } from './programmes.js'

/** The package's folder; the benchmark runs from `dist/`. */
export const ROOT = join(__dirname, '..')

export function kubeplan(home: Home, ...args: readonly string[]): Command {
  return kubeplanOn(process.execPath, home, ...args)
}

/** The same on another version of Node. */
export function kubeplanOn(node: string, home: Home, ...args: readonly string[]): Command {
  const environment = home.environment
  return { argv: [node, join(ROOT, 'bin', 'kubeplan.js'), ...args], environment, cwd: home.folder }
}
