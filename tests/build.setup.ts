import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** Whether everything that was built is younger than everything it is built from, as after `npm ci`. */
function isBuilt(): boolean {
  const changedIn = (folder: string, belongs: RegExp) => {
    const names = existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder), { recursive: true }) : []
    return names
      .filter((name) => belongs.test(`${name}`))
      .map((name) => statSync(join(ROOT, folder, `${name}`)).mtimeMs)
  }
  const packages = ['src', 'package.json', 'package-lock.json'].map((name) => statSync(join(ROOT, name)).mtimeMs)
  // Folders as well, because they change with what is deleted from them. The schemas in `data` are built.
  const sources = [...packages, ...changedIn('src', /./), ...changedIn('data', /\.yaml$/)]
  const built = changedIn('dist', /\.cjs$/)
  return built.length > 0 && Math.min(...built) > Math.max(...sources)
}

/** The tests run what `prepare` makes of the current sources, never an older build. */
export default function build(): void {
  if (isBuilt()) return
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'prepare'], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`)
}
