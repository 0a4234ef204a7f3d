import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newOwnerName } from '../../src/store/files/temporary.js'
import { SWEEPS } from '../fixtures/cases.js'
import { bundleChild, runChild } from '../store/children.js'
import { temporaryFolder, testWorld } from '../store/world.js'
import { hasStrace, type Point, pointsIn, trace } from './strace.js'

bundleChild()

/** The full sweep takes some minutes; by default only every so many-th point is tried, and others in each state. */
const EVERY: Readonly<Record<string, number>> = { SIGKILL: 43, ENOSPC: 53, EIO: 61, EDQUOT: 71 }
const sample = (points: readonly Point[], fault: string, state: string) => {
  const first = 3 + 11 * Object.keys(STATES).indexOf(state)
  return points.filter(
    ({ name }, index) => SWEEPS || (name === 'write' && fault === 'ENOSPC') || index % (EVERY[fault] ?? 1) === first,
  )
}

const OLD = `# mine
kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  - session: before
    stage: maybe
`
const NEW = `${OLD}  - session: new
    stage: going
    seen:
      title: The talk new
`
const CALLS = '%file,%desc'

/** The states a run may find: nothing yet, an agenda with its backup, and the leftovers of a killed run. */
const STATES: Readonly<Record<string, (path: string) => void>> = {
  'no agenda yet': () => undefined,
  'an agenda': (path) => {
    writeFileSync(path, OLD)
    writeFileSync(`${path}.bak`, 'older\n')
  },
  'a dead lock and leftovers': (path) => {
    const dead = testWorld({ process: { id: 4_194_305, host: hostname, addresses: () => [] } })
    writeFileSync(path, OLD)
    mkdirSync(`${path}.lock`)
    writeFileSync(join(`${path}.lock`, newOwnerName(dead, Date.now())), '')
    writeFileSync(join(path, '..', `.kubeplan-${newOwnerName(dead, Date.now())}.tmp`), 'cut')
  },
}

interface Place {
  readonly folder: string
  readonly path: string
  readonly begin: () => void
}

function place(state: string): Place {
  const folder = temporaryFolder()
  const path = join(folder, 'data', 'agenda.yaml')
  const begin = () => {
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    mkdirSync(join(folder, 'data'))
    STATES[state]?.(path)
  }
  return { folder, path, begin }
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

/** In every case the agenda is the old or the new one, and the next run works normally. */
function expectWhole({ path }: Place, state: string, point: Point): void {
  const [before, after] = state === 'no agenda yet' ? [undefined, NEW.replace(OLD, FRESH)] : [OLD, NEW]
  expect([before, after], point.line).toContain(textOf(path))
  const backups = state === 'an agenda' ? ['older\n', OLD] : [undefined, OLD]
  expect(backups, point.line).toContain(textOf(`${path}.bak`))
  expect(runChild(['add', path, 'new']), point.line).toBe('done')
  expect(textOf(path), point.line).toBe(after)
  const left = readdirSync(join(path, '..')).filter((name) => !['agenda.yaml.bak', 'agenda.yaml.undo'].includes(name))
  expect(left, point.line).toEqual(['agenda.yaml'])
}

/**
 * Node itself opens slightly different files in each run. A fault that missed its call is tried again; undefined if
 * only the first run had that many calls.
 */
function traceReaching(at: Place, fault: string): ReturnType<typeof trace> | undefined {
  for (let run = 1; run <= 5; run++) {
    at.begin()
    const traced = trace(['add', at.path, 'new'], at.folder, CALLS, fault)
    const points = pointsIn(traced.log, join(at.folder, 'data'))
    const hits = points.filter(({ line }) => line.includes('(INJECTED)')).length
    // Counted by thread, a fault may also hit another thread, or the call that prints the answer.
    const elsewhere = traced.log.split('(INJECTED)').length - 1 - hits
    if (traced.signal !== null || (hits > 0 && elsewhere === 0)) return traced
  }
  return undefined
}

/** If too many faults missed their calls, the others prove little. */
function expectMostReached(reached: number, all: number): void {
  expect(reached).toBeGreaterThan(Math.max(0, all * 0.9 - 1))
}

const FRESH = 'kubeplan: agenda/1\nconference: kubecon-na-2020\npicks:\n'

describe.skipIf(!hasStrace())('strace is here', () => {
  describe.each(Object.keys(STATES))('%s', (state) => {
    const points = (at: Place) => {
      at.begin()
      const { stdout, log } = trace(['add', at.path, 'new'], at.folder, CALLS)
      expect(stdout).toBe('"done"')
      const found = pointsIn(log, join(at.folder, 'data'))
      expect(found.length).toBeGreaterThan(30)
      return found
    }

    test('what is written is on the disk before it gets its name, and the name before the run ends', () => {
      const steps = points(place(state)).filter(({ name }) => /^(write|fsync|rename)/.test(name))
      const taken = state === 'a dead lock and leftovers' ? ['rename', 'rename'] : ['rename']
      const whole = ['write', 'fsync', 'rename']
      const kept = state === 'no agenda yet' ? [] : whole
      // First the backup, then the step that undo will take back, then the agenda, then the names of all.
      expect(steps.map(({ name }) => name)).toEqual([...taken, ...kept, ...whole, ...whole, 'fsync'])
    })

    test('killed at every system call: the old or the new agenda, and no lock stays', () => {
      const at = place(state)
      const tried = sample(points(at), 'SIGKILL', state)
      let reached = 0
      for (const point of tried) {
        const traced = traceReaching(at, `${point.name}:signal=SIGKILL:when=${point.count}`)
        if (!traced) continue
        reached++
        expect(traced.signal, point.line).toBe('SIGKILL')
        expectWhole(at, state, point)
      }
      expectMostReached(reached, tried.length)
    }, 600_000)

    test.each(['ENOSPC', 'EIO', 'EDQUOT'])(
      '%s at every system call: no success that is none',
      (error) => {
        const at = place(state)
        const tried = sample(points(at), error, state)
        let reached = 0
        for (const point of tried) {
          const traced = traceReaching(at, `${point.name}:error=${error}:when=${point.count}`)
          if (!traced) continue
          reached++
          const { exit, stdout } = traced
          if (stdout === '"done"') expect([exit, textOf(at.path)?.endsWith(NEW.slice(OLD.length))]).toEqual([0, true])
          else expect([exit, JSON.parse(stdout)], point.line).toMatchObject([5, { problems: [{ reason: error }] }])
          expectWhole(at, state, point)
        }
        expectMostReached(reached, tried.length)
      },
      600_000,
    )

    test.each(SWEEPS ? [1, 7, 'all'] : ['all'])(
      'a write that claims %s bytes and writes none',
      (claimed) => {
        const at = place(state)
        const length = (line: string) => / (\d+)\) += \d+$/.exec(line)?.[1] ?? '0'
        const writes = points(at).filter(({ name }) => name === 'write')
        expect(writes).toHaveLength(state === 'no agenda yet' ? 2 : 3)
        for (const point of writes) {
          at.begin()
          const fault = `write:retval=${claimed === 'all' ? length(point.line) : claimed}:when=${point.count}`
          const traced = traceReaching(at, fault)
          if (!traced) throw new Error('the write was not reached')
          const { exit, stdout } = traced
          expect([exit, JSON.parse(stdout)]).toMatchObject([5, { problems: [{ code: 'cannot-write', reason: 'EIO' }] }])
          expectWhole(at, state, point)
        }
      },
      60_000,
    )
  })
})

test.skipIf(hasStrace())('the faults at every system call are not tried: no strace here', () => undefined)
