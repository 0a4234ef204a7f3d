import { appendFileSync, existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import type { Agenda, Stage } from '../../src/model/conference.js'
import { Failure } from '../../src/model/problem.js'
import { addPick, saveNote } from '../../src/planning/agenda/picks.js'
import { changeAgenda } from '../../src/store/agenda/file.js'
import { download } from '../../src/store/download/download.js'
import { withLock } from '../../src/store/files/lock.js'
import { writeNew } from '../../src/store/files/new-file.js'
import { writeAtomically } from '../../src/store/files/write.js'
import { realWorld } from '../../src/world.js'
import { conference } from './conference.js'

/**
 * Jobs of tests in separate processes, bundled: `node child.cjs <job> <path> ...`. Prints "done" or the failure as
 * JSON.
 */
const [job = '', path = '', ...rest] = process.argv.slice(2)
const real = realWorld(process, '')
/** Without a home, so that parsed agendas are not cached. */
const world = { ...real, environment: {}, folders: { ...real.folders, home: undefined } }

const jobs: Readonly<Record<string, () => unknown>> = {
  write: () => writeAtomically(path, 'new\n', world),

  export: () => writeNew(path, 'new\n', { force: rest[0] === 'force', not: [] }, world),

  add: () => changeAgenda(path, conference, world, adding(rest[0] ?? 'a', 'going')),

  /** Adds this many takeaways to its own pick, one at a time. */
  async change() {
    const [name = 'a', count = '1'] = rest
    for (let number = 0; number < Number(count); number++) {
      await changeAgenda(path, conference, world, (agenda) => {
        const wish = { session: { id: name }, replace: false, seen: { title: name }, takeaways: [`number ${number}`] }
        return saveNote(agenda, wish).agenda
      })
    }
  },

  /**
   * Holds the lock this often and writes its pid to `rest[0]` meanwhile; throws if it meets another living owner. With a
   * `last` turn, it is killed in the middle of that one.
   */
  async own() {
    const [guard = '', count = '1', last = '0'] = rest
    for (let number = 0; number < Number(count); number++) {
      await withLock(path, world, () => {
        const other = existsSync(guard) ? readFileSync(guard, 'utf8') : ''
        if (other !== '' && lives(other)) throw new Error(`${other} owns the lock, too`)
        writeFileSync(guard, String(process.pid))
        pause(1)
        if (readFileSync(guard, 'utf8') !== String(process.pid)) throw new Error('another owner wrote here')
        if (number + 1 === Number(last)) process.kill(process.pid, 'SIGKILL')
        unlinkSync(guard)
        appendFileSync(`${guard}.log`, 'x')
      })
    }
  },

  /** Downloads from an address whose host is `rest[0]`. */
  download: () => download(path, { ...world, network: { ...world.network, addressesOf: async () => rest } }),

  /** Takes the lock, reports it, and holds it for this many milliseconds. */
  hold: () =>
    withLock(path, world, () => {
      world.stdout.write('holding\n')
      pause(Number(rest[0]))
    }),
}

function adding(id: string, stage: Stage): (agenda: Agenda) => Agenda {
  return (agenda) => addPick(agenda, { session: { id }, stage, seen: { title: `The talk ${id}` } }).agenda
}

/** A process may end while it is examined: then the file is missing, or reading it fails with no such process. */
function lives(pid: string): boolean {
  try {
    return /\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return false
    throw error
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

async function main(): Promise<void> {
  try {
    await jobs[job]?.()
    world.stdout.write(JSON.stringify('done'))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    world.stdout.write(JSON.stringify({ exit: error.exit, problems: error.problems }))
    process.exitCode = error.exit
  }
}

void main()
