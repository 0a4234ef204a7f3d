import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { withLock } from '../../../src/store/files/lock.js'
import { newOwnerName } from '../../../src/store/files/temporary.js'
import { bundleChild, ended, startChild } from '../children.js'
import { laterFailureOf } from '../failure.js'
import { temporaryFolder, testWorld } from '../world.js'

bundleChild()

const world = testWorld()
const noProcess = 4_194_305

function lockedBy(path: string, name: string): void {
  mkdirSync(`${path}.lock`)
  writeFileSync(join(`${path}.lock`, name), '')
}

/** A clock on which a second passes between two looks. */
function secondsByLook(pass: (seconds: number) => void = () => undefined): { readonly seconds: number } {
  const clock = { seconds: 0 }
  const looked = vi.spyOn(performance, 'now').mockImplementation(() => {
    pass(++clock.seconds)
    return clock.seconds * 1000
  })
  onTestFinished(() => looked.mockRestore())
  return clock
}

describe('a lock that is free', () => {
  test('is held during the work, and gone after it', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'new', 'agenda.yaml')
    const during = await withLock(path, world, () => readdirSync(join(folder, 'new')))
    expect([during, readdirSync(join(folder, 'new'))]).toEqual([['agenda.yaml.lock'], []])
  })

  test('is gone after work that failed, too', async () => {
    const folder = temporaryFolder()
    const work = withLock(join(folder, 'a'), world, () => {
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(readdirSync(folder)).toEqual([])
  })

  test('also where a killed run left it empty', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'a.lock'))
    expect(await withLock(join(folder, 'a'), world, () => 'done')).toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })

  test('one file has one lock, whichever link leads to it', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'real'), '')
    symlinkSync('real', join(folder, 'linked'))
    const during = await withLock(join(folder, 'linked'), world, () => readdirSync(folder))
    expect(during).toEqual(['linked', 'real', 'real.lock'])
  })

  test('in one process, one after the other', async () => {
    const path = join(temporaryFolder(), 'a')
    const log: string[] = []
    const work = async (name: string) => {
      log.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      log.push(`${name} ends`)
    }
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(path, world, () => work(name))))
    const order = log.filter((line) => line.endsWith('begins')).map((line) => line.slice(0, 1))
    expect(log).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]))
  })
})

describe('a lock that is held', () => {
  test('is waited for 5 seconds, and then its holder is named', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    lockedBy(path, newOwnerName(world, Date.now()))
    const clock = secondsByLook()
    const told = await laterFailureOf(withLock(path, world, () => 'never'))
    expect(clock.seconds).toBe(7)
    expect(told).toEqual({
      exit: Exit.disk,
      problems: [{ code: 'locked', path, holder: `process ${process.pid} on test-host` }],
    })
    expect(readdirSync(folder)).toEqual(['a.lock'])
  })

  test.each([
    ['is waited for as long as it changes hands', 40, 'mine'],
    ['is not waited for longer than a minute', 80, Exit.disk],
  ])('%s', async (_, freeAfter, expected) => {
    const path = join(temporaryFolder(), 'a')
    lockedBy(path, newOwnerName(world, Date.now()))
    const clock = secondsByLook((seconds) => {
      const [owner = ''] = readdirSync(`${path}.lock`)
      if (seconds === freeAfter) rmSync(join(`${path}.lock`, owner))
      else if (seconds % 4 === 0)
        renameSync(join(`${path}.lock`, owner), join(`${path}.lock`, newOwnerName(world, Date.now())))
    })
    const work = withLock(path, world, () => 'mine')
    expect(await (typeof expected === 'string' ? work : laterFailureOf(work).then(({ exit }) => exit))).toBe(expected)
    expect(clock.seconds).toBe(expected === 'mine' ? freeAfter : 62)
  })

  test('is taken over when its holder is killed', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    const holder = startChild(['hold', path, '60000'])
    await new Promise((resolve) => holder.stdout?.once('data', resolve))
    expect(readdirSync(folder)).toEqual(['agenda.yaml.lock'])
    const heir = withLock(
      path,
      { ...world, process: { id: process.pid, host: hostname, addresses: () => [] } },
      () => 'mine',
    )
    holder.kill('SIGKILL')
    expect(await ended(holder)).toBe('SIGKILL')
    expect(await heir).toBe('mine')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('whose lock may be taken over', () => {
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000
  const other = { ...world, process: { id: process.pid, host: () => 'other-host', addresses: () => [] } }
  /** The name of this process on a machine that booted at another time, and may be another one. */
  const bootedAs = (boot: string, machine = '') => {
    const name = newOwnerName(world, minutesAgo(0)).replace(/-[0-9a-f]{12}\./, `-${boot}.`)
    return machine === '' ? name : name.replace(/\.[0-9a-f]*-/, machine)
  }
  const owners: readonly (readonly [string, string, boolean])[] = [
    [
      'a process that ended',
      newOwnerName({ ...world, process: { ...world.process, id: noProcess } }, minutesAgo(0)),
      true,
    ],
    ['a process that runs, however long', newOwnerName(world, minutesAgo(60)), false],
    ['an earlier process of the same number', newOwnerName(world, minutesAgo(0)).replace(/^(\d+)-\d+-/, '$1-1-'), true],
    ['another machine, just now', newOwnerName(other, minutesAgo(9)), false],
    ['another machine, long ago', newOwnerName(other, minutesAgo(11)), true],
    ['this machine before it started anew', bootedAs('0123456789ab'), true],
    ['the same, as earlier versions named it', bootedAs('0123456789ab').replace(/\.[0-9a-f]*-/, '-'), true],
    ...(existsSync('/etc/machine-id')
      ? [['another machine of the same name', bootedAs('0123456789ab', '.0123456789ab-'), false] as const]
      : []),
    ['nobody that kubeplan knows', 'notes.txt', false],
  ]
  test.each(owners)('%s', async (_, name, taken) => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    lockedBy(path, name)
    const work = withLock(path, world, () => readdirSync(`${path}.lock`))
    if (taken) {
      const [entry, ...more] = await work
      expect([entry === name, more, readdirSync(folder)]).toEqual([false, [], []])
    } else {
      setTimeout(() => world.interrupt('SIGINT'), 100)
      expect((await laterFailureOf(work)).exit).toBe(Exit.interrupted)
      expect(readdirSync(`${path}.lock`)).toEqual([name])
    }
  })
})

test.runIf(process.platform === 'linux').each([
  ['its name tells when it began', true],
  ['its name does not', false],
])('a process that ended and was not waited for holds no lock: %s', async (_, tells) => {
  // The shell becomes a program that does not wait for its child.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const pid = String(await once(parent.stdout, 'data')).trim()
    const stat = () =>
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
    while (stat()[0] !== 'Z') await new Promise((resolve) => setTimeout(resolve, 10))
    const path = join(temporaryFolder(), 'a')
    lockedBy(path, newOwnerName(world, Date.now()).replace(/^\d+-\d*-/, `${pid}-${tells ? stat()[19] : ''}-`))
    expect(await withLock(path, world, () => 'mine')).toBe('mine')
  } finally {
    parent.kill('SIGKILL')
  }
})

test('a process of somebody else, which may not be signalled, holds its lock', async () => {
  const path = join(temporaryFolder(), 'a')
  const name = newOwnerName(world, Date.now())
  lockedBy(path, name)
  const denied = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  })
  try {
    setTimeout(() => world.interrupt('SIGINT'), 100)
    expect((await laterFailureOf(withLock(path, world, () => 'never'))).exit).toBe(Exit.interrupted)
    expect(denied).toHaveBeenCalledWith(process.pid, 0)
    expect(readdirSync(`${path}.lock`)).toEqual([name])
  } finally {
    denied.mockRestore()
  }
})

describe('interruptions', () => {
  test.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while waiting ends the run with %i and leaves nothing', async (signal, exit) => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    const name = newOwnerName(world, Date.now())
    lockedBy(path, name)
    const waiting = withLock(path, world, () => 'never')
    setTimeout(() => world.interrupt(signal), 30)
    expect(await laterFailureOf(waiting)).toEqual({ exit, problems: [] })
    expect([readdirSync(folder), readdirSync(`${path}.lock`)]).toEqual([['a.lock'], [name]])
  })

  test('a real SIGTERM during the work waits for its end, and nothing is left', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    const holder = startChild(['hold', path, '300'])
    await new Promise((resolve) => holder.stdout?.once('data', resolve))
    const before = readdirSync(folder)
    const killed = performance.now()
    holder.kill('SIGTERM')
    expect(await ended(holder)).toBe(143)
    expect([before, readdirSync(folder), performance.now() - killed > 200]).toEqual([['agenda.yaml.lock'], [], true])
  })

  test('afterwards nobody listens any more', async () => {
    const path = join(temporaryFolder(), 'a')
    await withLock(path, world, () => 'done')
    world.interrupt('SIGTERM')
    expect(await withLock(path, world, () => 'done again')).toBe('done again')
  })
})

describe('the machine', () => {
  test('/proc tells when a process began', () => {
    expect(statSync('/proc/self').isDirectory()).toBe(true)
    expect(newOwnerName(world, 5)).toMatch(/^\d+-\d+-[0-9a-f]{12}\.\d+\.[0-9a-f]*-5-[0-9a-z]+-test-host$/)
    expect(readFileSync('/proc/self/stat', 'latin1')).toContain(newOwnerName(world, 5).split('-')[1])
  })
})
