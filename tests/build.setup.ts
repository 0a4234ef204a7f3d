import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The tests run what `prepare` makes of the current sources, never an older build. */
export default function build(): void {
  const root = join(import.meta.dirname, '..')
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'prepare'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`)
}
