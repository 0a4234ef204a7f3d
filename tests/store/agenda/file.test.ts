import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Agenda, emptyAgenda } from '../../../src/model/conference.js'
import { Exit, fail } from '../../../src/model/problem.js'
import { addPick } from '../../../src/planning/agenda/picks.js'
import { changeAgenda, undoAgenda } from '../../../src/store/agenda/file.js'
import { readAgenda } from '../../../src/store/agenda/read-agenda.js'
import { conference } from '../conference.js'
import { laterFailureOf } from '../failure.js'
import { temporaryFolder, testWorld } from '../world.js'

/** Without a home, so that nothing parsed is cached. */
const world = testWorld({ folders: { home: undefined, working: '/desk', shipped: '/shipped' } })
const pick = (session: string) => ({
  session,
  stage: 'going' as const,
  priority: 3,
  takeaways: [],
  seen: { title: 'A talk' },
})
const adding = (id: string) => (agenda: Agenda) =>
  addPick(agenda, { session: { id }, stage: 'going', seen: { title: 'A talk' } }).agenda
const change = (path: string, work: (agenda: Agenda) => Agenda) => changeAgenda(path, conference, world, work)

describe('reading', () => {
  test('a file that is not there is an empty agenda, and stays away', async () => {
    const folder = temporaryFolder()
    expect(await readAgenda(join(folder, 'a', 'agenda.yaml'), conference, world)).toEqual({
      agenda: emptyAgenda(conference.slug),
      warnings: [],
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['a folder', (path: string) => mkdirSync(path), 'EISDIR'],
    // Nobody writes to it, so opening it would block.
    ['a pipe', (path: string) => void spawnSync('mkfifo', [path]), 'EFTYPE'],
    ['a device', (path: string) => symlinkSync('/dev/zero', path), 'EFTYPE'],
    ['a link to itself', (path: string) => symlinkSync(path, path), 'ELOOP'],
  ])('%s is refused', async (_, make, reason) => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    make(path)
    const told = { exit: Exit.disk, problems: [{ code: 'cannot-read', path, reason }] }
    expect(await laterFailureOf(readAgenda(path, conference, world))).toEqual(told)
    // Also for a change, and before anything is created beside it.
    expect(await laterFailureOf(change(path, adding('a')))).toMatchObject({ problems: [{ reason }] })
    expect(await laterFailureOf(undoAgenda(path, conference, world))).toMatchObject({
      problems: [{ reason }],
    })
    expect(readdirSync(join(path, '..'))).toEqual(['agenda.yaml'])
  })
})

describe('changing', () => {
  test('makes the file and the folders, and answers the new agenda', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'kubeplan', conference.slug, 'agenda.yaml')
    const agenda = { ...emptyAgenda(conference.slug), picks: [pick('a')] }
    expect(await change(path, adding('a'))).toEqual(agenda)
    expect(await readAgenda(path, conference, world)).toEqual({ agenda, warnings: [] })
    expect(readdirSync(join(path, '..'))).toEqual(['agenda.yaml', 'agenda.yaml.undo'])
  })

  test('keeps the last good file beside it', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    await change(path, adding('a'))
    const first = readFileSync(path, 'utf8')
    await change(path, adding('b'))
    const second = readFileSync(path, 'utf8')
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe(first)
    await change(path, adding('c'))
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe(second)
    expect(readdirSync(folder)).toEqual(['agenda.yaml', 'agenda.yaml.bak', 'agenda.yaml.undo'])
    expect((await readAgenda(path, conference, world)).agenda.picks).toEqual(['a', 'b', 'c'].map(pick))
  })

  test('what is kept beside it is for the same people to read', async () => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    const modes = () => ['', '.bak', '.undo'].map((ending) => statSync(`${path}${ending}`).mode & 0o777)
    await change(path, adding('a'))
    await change(path, adding('b'))
    expect(modes()).toEqual([0o644, 0o644, 0o644])
    chmodSync(path, 0o600)
    await change(path, adding('c'))
    expect(modes()).toEqual([0o600, 0o600, 0o600])
    await undoAgenda(path, conference, world)
    expect(modes()).toEqual([0o600, 0o600, 0o600])
  })

  test('that changes nothing touches nothing', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    expect(await change(path, (agenda) => agenda)).toEqual(emptyAgenda(conference.slug))
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(path, `# mine\nconference:   ${conference.slug}\npicks: [ {session: a} ]\n`)
    utimesSync(path, 1_600_000_000, 1_600_000_000)
    const before = [statSync(path).mtimeMs, statSync(path).ino, readFileSync(path, 'utf8')]
    await change(path, adding('a'))
    expect([statSync(path).mtimeMs, statSync(path).ino, readFileSync(path, 'utf8')]).toEqual(before)
    expect(readdirSync(folder)).toEqual(['agenda.yaml'])
  })

  test('that fails changes nothing', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    await change(path, adding('a'))
    const before = readFileSync(path, 'utf8')
    const told = await laterFailureOf(change(path, () => fail(Exit.usage, { code: 'no-stdin' })))
    expect([told.exit, readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual([
      Exit.usage,
      before,
      ['agenda.yaml', 'agenda.yaml.undo'],
    ])
  })

  test('behind a link keeps the link', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'dotfiles'))
    symlinkSync('dotfiles/real.yaml', join(folder, 'agenda.yaml'))
    await change(join(folder, 'agenda.yaml'), adding('a'))
    await change(join(folder, 'agenda.yaml'), adding('b'))
    expect(readdirSync(folder)).toEqual(['agenda.yaml', 'dotfiles'])
    expect(readdirSync(join(folder, 'dotfiles'))).toEqual(['real.yaml', 'real.yaml.bak', 'real.yaml.undo'])
    expect((await readAgenda(join(folder, 'dotfiles', 'real.yaml'), conference, world)).agenda.picks).toHaveLength(2)
  })

  test('two at the same moment both last', async () => {
    const path = join(temporaryFolder(), 'agenda.yaml')
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => change(path, adding(id))))
    const { picks } = (await readAgenda(path, conference, world)).agenda
    expect(picks.map(({ session }) => session).sort()).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('a file that cannot be read whole, or is newer', () => {
  const head = `conference: ${conference.slug}\n`
  test.each([
    ['empty', '', 'not-an-agenda'],
    ['NULs', '\0'.repeat(300), 'not-text'],
    ['cut', `${head}picks:\n  - session: "a`, 'yaml-syntax'],
    ['wrong', `${head}picks: 5\n`, 'wrong-type'],
    ['in conflict', `${head}<<<<<<< HEAD\n=======\n>>>>>>> b\n`, 'yaml-syntax'],
    ['of another conference', 'conference: other\n', 'agenda-of-another-conference'],
    ['newer', `kubeplan: agenda/2\n${head}`, 'newer-agenda'],
  ])('%s: exit 5 with the place, and not a byte is touched', async (_, text, code) => {
    const folder = temporaryFolder()
    const path = join(folder, 'agenda.yaml')
    writeFileSync(path, text)
    const { exit, problems } = await laterFailureOf(change(path, adding('a')))
    expect([exit, problems.map((problem) => problem.code)]).toEqual([Exit.disk, [code]])
    expect(problems[0]).toMatchObject({ at: { file: path, line: expect.any(Number), column: expect.any(Number) } })
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual([text, ['agenda.yaml']])
  })
})
