import { appendFileSync, mkdirSync, rmdirSync } from 'node:fs'
import { Failure } from '../../src/model/problem.js'
import { addPick, dropPick } from '../../src/planning/picks.js'
import { changeAgenda } from '../../src/store/agenda-file.js'
import { writeAtomically } from '../../src/store/atomic.js'
import { withLock } from '../../src/store/lock.js'
import { writeNew } from '../../src/store/new-file.js'
import { realWorld } from '../../src/world.js'
import { conference } from './conference.js'

/**
 * What the tests run in processes of their own, bundled: `node child.cjs <job> <path> ...`. Answers on stdout with
 * "done" or the failure, as JSON.
 */
const [job = '', path = '', ...rest] = process.argv.slice(2)
const world = realWorld(process, '')
const now = '2020-11-18T12:00:00Z'

const jobs: Readonly<Record<string, () => unknown>> = {
  write: () => writeAtomically(path, 'new\n', world),

  export: () => writeNew(path, 'new\n', { force: rest[0] === 'force', not: [] }, world),

  /** Picks so many sessions of its own, each in a change of its own, and drops every third again. */
  async add() {
    const [name = 'a', count = '1'] = rest
    for (let number = 0; number < Number(count); number++) {
      const session = { id: `${name}-${number}` }
      await changeAgenda(path, conference, world, (agenda) => {
        return addPick(agenda, { session, stage: 'going', now, seen: { title: `Talk ${number} of ${name}` } }).agenda
      })
      if (number % 3 === 2) await changeAgenda(path, conference, world, (agenda) => dropPick(agenda, session.id, now))
    }
  },

  /** Owns the lock again and again; an overlap with another owner shows in the log of `rest[0]`. */
  async own() {
    const [guard = '', count = '1', die = '0'] = rest
    for (let number = 0; number < Number(count); number++) {
      await withLock(path, world, () => {
        mkdirSync(guard)
        if (Math.random() < Number(die)) {
          rmdirSync(guard)
          process.kill(process.pid, 'SIGKILL')
        }
        rmdirSync(guard)
        appendFileSync(`${guard}.log`, 'x')
      })
    }
  },

  /** Takes the lock, says so, and keeps it so many milliseconds. */
  hold: () =>
    withLock(path, world, () => {
      world.stdout.write('holding\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(rest[0]))
    }),
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
