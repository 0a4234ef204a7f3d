import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { run } from '../../src/main.js'
import { SWEEPS } from '../fixtures/cases.js'
import { disk } from './faulty-disk.js'
import { newHome, type Outcome, testWorld } from './kubeplan.js'

vi.mock('node:fs', async (importOriginal) => {
  const { faulty } = await import('./faulty-disk.js')
  return faulty(await importOriginal())
})

/** Every fault at every call takes some minutes; by default every fourth call gets one fault. */
const FAULTS = ['ENOSPC', 'EIO', 'kill'] as const

/** Like a process that has ended by the time of the next run, or is killed in it. */
async function kubeplan(argv: readonly string[], home: string, now?: string): Promise<Outcome> {
  const { world, told } = testWorld({ home, ...(now !== undefined && { now }) })
  const exit = await run(argv, { ...world, process: { id: 4_194_305, host: () => 'test', addresses: () => [] } })
  return { exit, ...told }
}

async function done(home: string, ...argv: readonly string[]): Promise<void> {
  expect(await kubeplan(argv, home), argv.join(' ')).toMatchObject({ exit: 0 })
}

const PROGRAMME = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
${['One', 'Two', 'Three', 'Four']
  .map(
    (title, at) => `BEGIN:VEVENT
UID:${title}@example.org
SUMMARY:${title} is a talk
LOCATION:Hall ${at}
DTSTART:20270101T${10 + at}0000Z
DTEND:20270101T${10 + at}3000Z
END:VEVENT`,
  )
  .join('\n')}
END:VCALENDAR
`.replaceAll('\n', '\r\n')

async function imported(home: string) {
  writeFileSync(join(home, 'work', 'demo.ics'), PROGRAMME)
  await done(home, 'import', 'demo.ics', '--as', 'demo', '--timezone', 'UTC')
}

async function picked(home: string) {
  await imported(home)
  await done(home, 'add', 'one-is-a-talk')
  await done(home, 'add', 'two-is-a-talk', '--maybe')
  await done(home, 'drop', 'one-is-a-talk')
  await done(home, 'add', 'one-is-a-talk')
}

async function moved(home: string) {
  await picked(home)
  writeFileSync(join(home, 'work', 'demo.ics'), PROGRAMME.replaceAll('20270101T10', '20270101T16'))
}

interface Case {
  /** On a file system without hard links. */
  readonly withoutLinks?: true
  readonly argv: readonly string[]
  readonly setting: (home: string) => Promise<void>
}

const CASES: Readonly<Record<string, Case>> = {
  'the first pick': { argv: ['add', 'three-is-a-talk'], setting: imported },
  'a pick': { argv: ['add', 'three-is-a-talk'], setting: picked },
  'a drop': { argv: ['drop', 'two-is-a-talk'], setting: picked },
  'a block': { argv: ['block', 'Lunch', '--day', '2027-01-01', '--time', '12:00-13:00'], setting: picked },
  'a note': { argv: ['note', 'two-is-a-talk', 'Ask.'], setting: picked },
  'a plan': { argv: ['plan', '--save'], setting: picked },
  undo: { argv: ['undo'], setting: picked },
  'undo after an export': {
    argv: ['undo'],
    async setting(home) {
      await picked(home)
      await done(home, 'export', 'given.ics')
    },
  },
  redo: {
    argv: ['redo'],
    async setting(home) {
      await picked(home)
      await done(home, 'undo')
    },
  },
  'redo of a pick instead of another': {
    argv: ['redo'],
    async setting(home) {
      await picked(home)
      await done(home, 'export', 'given.ics')
      await done(home, 'add', 'three-is-a-talk', '--instead-of', 'two-is-a-talk')
      await done(home, 'undo')
    },
  },
  'undo of the first pick': {
    argv: ['undo'],
    async setting(home) {
      await imported(home)
      await done(home, 'add', 'one-is-a-talk')
      await done(home, 'export', 'given.ics')
    },
  },
  'an import': {
    argv: ['import', 'other.ics', '--as', 'other', '--timezone', 'UTC'],
    async setting(home) {
      await picked(home)
      writeFileSync(join(home, 'work', 'other.ics'), PROGRAMME)
    },
  },
  'an import over what is there': {
    argv: ['import', 'demo.ics', '--as', 'demo', '--timezone', 'UTC'],
    setting: moved,
  },
  'an update': { argv: ['update'], setting: moved },
  use: { argv: ['use', 'kubecon-na-2020'], setting: picked },
  'changes that were seen': {
    argv: ['changes', '--seen'],
    async setting(home) {
      await moved(home)
      await done(home, 'update')
    },
  },
  'a removal': { argv: ['conferences', '--remove', 'demo'], setting: picked },
  'a pick instead of another': {
    argv: ['add', 'three-is-a-talk', '--instead-of', 'two-is-a-talk'],
    setting: picked,
  },
  'undo of a pick instead of another': {
    argv: ['undo'],
    async setting(home) {
      await picked(home)
      await done(home, 'export', 'given.ics')
      await done(home, 'add', 'three-is-a-talk', '--instead-of', 'two-is-a-talk')
    },
  },
  'a pick instead of another after an export': {
    argv: ['add', 'three-is-a-talk', '--instead-of', 'two-is-a-talk'],
    async setting(home) {
      await picked(home)
      await done(home, 'export', 'given.ics')
    },
  },
  'an export of what moved': {
    argv: ['export', 'my.ics'],
    async setting(home) {
      await moved(home)
      await done(home, 'export', 'given.ics')
      await done(home, 'update')
    },
  },
  'an export': { argv: ['export', 'my.ics'], setting: picked },
  'a take': { argv: ['note', 'two-is-a-talk', '--take', 'Worth it.'], setting: picked },
  'a pick where there are no links': { argv: ['add', 'three-is-a-talk'], setting: picked, withoutLinks: true },
  'an export where there are no links': { argv: ['export', 'my.ics'], setting: picked, withoutLinks: true },
  'an export over a file': {
    argv: ['export', 'my.ics', '--force'],
    async setting(home) {
      await picked(home)
      writeFileSync(join(home, 'work', 'my.ics'), 'old')
    },
  },
}

const DATA = '.local/share/kubeplan'

function belongings(home: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const look = (folder: string) => {
    for (const name of existsSync(join(home, folder)) ? readdirSync(join(home, folder)) : []) {
      const path = join(folder, name)
      if (statSync(join(home, path)).isDirectory()) look(path)
      else if (/agenda\.yaml$|catalogue\.yaml$|seen\.yaml$|in-use$|my\.ics$/.test(name))
        // If what calendars were given is not remembered, they are stamped by the age of the programme.
        found.set(path, readFileSync(join(home, path), 'utf8').replace(/^(?:DTSTAMP|LAST-MODIFIED):.*$/gm, ''))
    }
  }
  look('work')
  look(DATA)
  return found
}

/**
 * The events that calendars were given, by the ledger: UID, session, sequence and stamp. Empty if there is no ledger.
 */
function given(home: string): readonly string[] {
  const file = join(home, DATA, 'demo', 'agenda.yaml.given')
  if (!existsSync(file)) return []
  const entries: readonly GivenLine[] = JSON.parse(readFileSync(file, 'utf8')).given
  return entries.map(({ uid, session, forms: { mine } }) => {
    const stamp = new Date(mine?.changed ?? 0).toISOString().replace(/[-:]|\.000/g, '')
    return `${uid} ${session} ${mine?.sequence} ${stamp}`
  })
}

interface GivenLine {
  readonly uid: string
  readonly session?: string
  readonly forms: { readonly mine?: { readonly sequence: number; readonly changed: number } }
}

function handedOut(home: string): readonly string[] {
  const events = readFileSync(join(home, 'work', 'my.ics'), 'utf8')
    .replace(/\r\n /g, '')
    .split('BEGIN:VEVENT')
    .slice(1)
  return events.map((event) => {
    const of = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1]
    const [, id] = /"id":"([^"]*)"/.exec(event) ?? []
    return `${of('UID')} ${id} ${of('SEQUENCE')} ${of('DTSTAMP')}`
  })
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort()
}

function claimed(stderr: string, home: string): readonly string[] {
  const lines = stderr.split('\n')
  const named = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? [])
  return [
    ...named(/^Your agenda had already been saved: (.*)$/),
    ...named(/^The conference had already been stored: kubeplan list -c (.*)$/).map((slug) =>
      join(home, DATA, slug, 'catalogue.yaml'),
    ),
    ...named(/^In use: (.*)$/).map(() => join(home, DATA, 'in-use')),
    ...named(/^kubeplan: (.*) was written, but/),
  ]
    .map((path) => path.slice(home.length + 1))
    .filter((path) => !path.includes('/sources/'))
}

function untouched(stderr: string, home: string): readonly string[] {
  const found = [...stderr.matchAll(/^kubeplan: cannot write (.*?): .*\n {2}Nothing was changed\.$/gm)]
  return found.map(([, path = '']) => path.slice(home.length + 1))
}

async function undoAll(home: string): Promise<readonly string[]> {
  const states: string[] = []
  for (;;) {
    const { exit, stderr } = await kubeplan(['undo'], home)
    if (exit !== 0) {
      expect(stderr).toMatch(/^kubeplan: there is no change to your agenda to undo/)
      return states
    }
    // A calendar that was given something continues its count, as the picks show.
    const { stdout } = await kubeplan(['agenda', '--json'], home)
    states.push(JSON.stringify(JSON.parse(stdout).picks.map((pick: { session: string }) => pick.session)))
  }
}

test('what is kept of an agenda for the next run is written when the lock is free', async () => {
  const home = newHome()
  await picked(home)
  Object.assign(disk, { root: home, at: 0, calls: [] })
  await done(home, 'add', 'three-is-a-talk')
  disk.root = ''
  const free = disk.calls.findIndex((call) => /^rmdir .*agenda\.yaml\.lock$/.test(call))
  const kept = disk.calls.findIndex((call) => /^open .*\.cache\//.test(call))
  expect([free > 0, kept > free]).toEqual([true, true])
})

test('what a calendar was given is what is remembered, also where the disk does not confirm that it is', async () => {
  const home = newHome()
  await moved(home)
  await done(home, 'export', 'given.ics')
  await done(home, 'update')
  const before = given(home)
  const kept = newHome()
  cpSync(home, kept, { recursive: true, preserveTimestamps: true })
  /** From the same copy each time, so that the same calls are made. */
  const exported = async (at: number) => {
    for (const entry of readdirSync(home)) rmSync(join(home, entry), { recursive: true })
    cpSync(kept, home, { recursive: true, preserveTimestamps: true })
    Object.assign(disk, { root: home, at, fault: 'EIO', calls: [] })
    expect(await kubeplan(['export', 'my.ics'], home, '2020-11-19T08:00:00Z')).toMatchObject({ exit: 0 })
    disk.root = ''
  }
  await exported(0)
  const named = disk.calls.findIndex((call) => /^rename .*\.given$/.test(call))
  const at = 1 + disk.calls.findIndex((call, index) => index > named && call.startsWith('fsync '))
  await exported(at)
  expect(disk.calls[at - 1]).toBe('fsync /.local/share/kubeplan/demo')
  expect(given(home)).not.toEqual(before)
  expect(handedOut(home).toSorted()).toEqual(given(home).toSorted())
})

describe.each(Object.keys(CASES))('%s', (name) => {
  const { argv, setting, withoutLinks } = CASES[name] as Case

  test('whatever the disk refuses, and wherever the run ends: what is said is what is', async () => {
    const home = newHome()
    await setting(home)
    disk.links = !withoutLinks
    onTestFinished(() => {
      Object.assign(disk, { links: true, root: '' })
    })
    const kept = newHome()
    cpSync(home, kept, { recursive: true })
    const restore = () => {
      disk.root = ''
      for (const entry of readdirSync(home)) rmSync(join(home, entry), { recursive: true })
      cpSync(kept, home, { recursive: true, preserveTimestamps: true })
    }
    const before = belongings(home)
    const rememberedBefore = given(home).join()
    await done(home, ...argv)
    const after = belongings(home)
    const sessionsGiven = () => given(home).map((line) => line.split(' ').slice(0, 2).join(' '))
    const known = sessionsGiven()
    const isUndo = argv[0] === 'undo'
    const backwards = isUndo ? await undoAll(home) : []
    /** Intermediate files, which are of no use to the person. */
    const isOnTheWay = (path: string) => argv[0] !== 'changes' && path.endsWith('seen.yaml')

    let tried = 0
    for (let at = 1; ; at += SWEEPS ? 1 : 4) {
      let reached = false
      for (const fault of SWEEPS ? FAULTS : [FAULTS[at % FAULTS.length] ?? 'kill']) {
        restore()
        Object.assign(disk, { root: join(home, '.'), at, fault, calls: [] })
        const { exit, stderr } = await kubeplan(argv, home)
        const { calls } = disk
        disk.root = ''
        if (calls.length < at) continue
        reached = true
        tried++
        const where = `${fault} at ${calls[at - 1]}: ${stderr}`
        const now = belongings(home)
        const changed = differing(before, now).filter((path) => !isOnTheWay(path))
        // Without hard links a new name is reserved by an empty file, which remains if the run is killed then.
        if (withoutLinks && fault === 'kill' && changed.some((path) => now.get(path) === '')) continue
        // Complete or not at all.
        for (const path of changed) expect(now.get(path), where).toBe(after.get(path))
        if (exit === 0)
          expect(
            differing(now, after).filter((path) => !isOnTheWay(path)),
            where,
          ).toEqual([])
        else if (fault !== 'kill') {
          expect(exit, where).toBe(5)
          const said = claimed(stderr, home)
          expect(
            changed.filter((path) => !said.includes(path)),
            where,
          ).toEqual([])
          for (const path of said) expect(now.get(path), where).toBe(after.get(path))
          expect(
            untouched(stderr, home).filter((path) => changed.includes(path)),
            where,
          ).toEqual([])
        }
        // Calendars know what they were given, for sessions on the agenda.
        if (fault !== 'kill' && !calls[at - 1]?.includes('.given')) {
          if (argv[0] === 'export' && exit === 0 && given(home).join() !== rememberedBefore)
            expect(handedOut(home).toSorted(), where).toEqual(given(home).toSorted())
          const isSaved = exit === 5 && changed.some((path) => path.endsWith('agenda.yaml'))
          if (isSaved && argv[0] !== 'update' && argv[0] !== 'import') expect(sessionsGiven(), where).toEqual(known)
        }
        // The next run works, and undoes exactly one change.
        if (isUndo) {
          if (changed.length === 0) await done(home, 'undo')
          expect(differing(belongings(home), after), where).toEqual([])
          expect(await undoAll(home), where).toEqual(backwards)
        } else if (changed.length === 0 && exit !== 0) {
          await done(home, ...argv)
          expect(differing(belongings(home), after), where).toEqual([])
        }
      }
      if (!reached) break
    }
    expect(tried).toBeGreaterThan(SWEEPS ? 4 : 1)
  }, 600_000)
})

describe('a publication, whatever happens to the disk', () => {
  const site = (home: string) => join(home, 'work', 'site')
  const textsIn = (home: string) =>
    new Map(
      (existsSync(site(home)) ? readdirSync(site(home), { recursive: true, encoding: 'utf8' }) : [])
        .filter((name) => statSync(join(site(home), name)).isFile() && !name.endsWith('.tmp'))
        .map((name) => [name, readFileSync(join(site(home), name), 'utf8')]),
    )

  test.each(FAULTS)(
    '%s: each file is the old or the new one, the list names them all, and the next run ends it',
    async (fault) => {
      const published = async () => {
        const home = newHome()
        await moved(home)
        await done(home, 'publish', 'site', '--yes')
        await done(home, 'update')
        return home
      }
      const model = await published()
      const before = textsIn(model)
      Object.assign(disk, { root: model, at: 0, calls: [] })
      await done(model, 'publish', 'site')
      const after = textsIn(model)
      const calls = [...disk.calls]
      disk.root = ''
      expect([...after].filter(([name, text]) => before.get(name) !== text).length).toBeGreaterThan(2)
      // The ledger and the memory of what was published lie elsewhere.
      const points = calls.flatMap((call, index) => (call.includes('/site/') ? [index + 1] : []))
      for (const at of points.filter((_, index) => SWEEPS || index % 5 === 2)) {
        const home = await published()
        Object.assign(disk, { root: home, at, fault, calls: [] })
        const { exit } = await kubeplan(['publish', 'site'], home)
        disk.root = ''
        const found = textsIn(home)
        if (exit === 0) expect([at, found]).toEqual([at, after])
        const list = (found.get('.kubeplan-published') ?? '').split('\n')
        for (const [name, text] of found) {
          if (name === '.kubeplan-published') continue
          expect([at, name, [before.get(name), after.get(name)].includes(text)]).toEqual([at, name, true])
          expect([at, list]).toEqual([at, expect.arrayContaining([name])])
        }
        await done(home, 'publish', 'site')
        expect([at, textsIn(home)]).toEqual([at, after])
      }
    },
  )
})
