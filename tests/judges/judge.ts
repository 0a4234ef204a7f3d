import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'

/** A folder for a foreign program as its home, separate from the person's own. */
export interface Court {
  readonly folder: string
  readonly write: (name: string, text: string) => string
  /** The program's output; throws if it exits with anything but 0. */
  readonly run: (program: string, args: readonly string[], zone?: string) => string
  readonly close: () => void
}

export function openCourt(): Court {
  const folder = mkdtempSync(join(tmpdir(), 'kubeplan-judge-'))
  const home = join(folder, 'home')
  mkdirSync(home)
  return {
    folder,
    write(name, text) {
      const file = join(folder, name)
      writeFileSync(file, text)
      return file
    },
    run(program, args, zone = 'UTC') {
      const env = { PATH: process.env['PATH'], HOME: home, TZ: zone, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
      return execFileSync(program, args, { env, cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    },
    close: () => rmSync(folder, { recursive: true }),
  }
}

/** Whether the program can be started. */
export function isInstalled(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Skips the test with a visible message, which says what was not tried. */
export function skipAloud(
  context: TestContext,
  what: string,
  debian: string,
  missing = 'it judged no calendar',
): never {
  const reason = `${what} is not installed here, so ${missing} (Debian: apt-get install ${debian})`
  process.stderr.write(`SKIPPED: ${reason}\n`)
  context.skip(reason)
}
