import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { openNew, writeNew } from '../../../src/store/files/new-file.js'
import { bundleChild } from '../children.js'
import { asNobody, withSmallDisk } from '../disks.js'
import { laterFailureOf } from '../failure.js'
import { temporaryFolder, testWorld } from '../world.js'

bundleChild()

const world = testWorld()
const put = (path: string, force = false, not: readonly string[] = []) => writeNew(path, 'new', { force, not }, world)
const failure = (code: string, path: string, reason?: string) => ({
  exit: Exit.disk,
  problems: [reason === undefined ? { code, path } : { code, path, reason }],
})

describe('text that is made piece by piece', () => {
  const FIRST = 'first piece\n'

  test.each([false, true])(
    'is written as it is made, and replaces nothing before it is complete (%s)',
    async (there) => {
      const folder = temporaryFolder()
      const path = join(folder, 'page.html')
      if (there) writeFileSync(path, 'old')
      const beside: string[] = []
      function* pieces() {
        yield FIRST
        for (const name of readdirSync(folder)) beside.push(readFileSync(join(folder, name), 'utf8'))
        yield 'zweites Stück'
      }
      await openNew(path, { force: there, not: [] }, world)(pieces())
      expect(beside.sort()).toEqual(there ? [FIRST, 'old'] : [FIRST])
      expect(readFileSync(path, 'utf8')).toBe(`${FIRST}zweites Stück`)
      expect(readdirSync(folder)).toEqual(['page.html'])
    },
  )

  test.each([false, true])('leaves everything as it was if a piece cannot be made (%s)', async (there) => {
    const folder = temporaryFolder()
    const path = join(folder, 'page.html')
    if (there) writeFileSync(path, 'old')
    function* pieces() {
      yield FIRST
      throw new TypeError('a bug')
    }
    await expect(openNew(path, { force: there, not: [] }, world)(pieces())).rejects.toThrow('a bug')
    expect(readdirSync(folder)).toEqual(there ? ['page.html'] : [])
    if (there) expect(readFileSync(path, 'utf8')).toBe('old')
  })
})

describe('a name that is free', () => {
  test('gets the file, in the folder the person stands in', async () => {
    const folder = temporaryFolder()
    const there = testWorld({ folders: { ...world.folders, working: folder } })
    await writeNew('my.ics', 'héllo', { force: false, not: [] }, there)
    expect(readFileSync(join(folder, 'my.ics'), 'utf8')).toBe('héllo')
    expect(readdirSync(folder)).toEqual(['my.ics'])
    expect(lstatSync(join(folder, 'my.ics')).nlink).toBe(1)
  })

  test('in a folder that is not there is refused: a typing mistake makes no folders', async () => {
    const path = join(temporaryFolder(), 'exprots', 'my.ics')
    expect(await laterFailureOf(put(path))).toEqual(failure('cannot-write', path, 'ENOENT'))
    expect(existsSync(join(path, '..'))).toBe(false)
  })

  test('in a folder that may not be written', (context) => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    const path = join(folder, 'my.ics')
    expect(asNobody(context, 'export', path)).toEqual(failure('cannot-write', path, 'EACCES'))
    expect(readdirSync(folder)).toEqual([])
  })

  test('on a full disk leaves no part of the file', async (context) => {
    await withSmallDisk(context, async (folder) => {
      const path = join(folder, 'my.ics')
      const writing = writeNew(path, 'x'.repeat(100_000), { force: false, not: [] }, world)
      expect(await laterFailureOf(writing)).toEqual(failure('cannot-write', path, 'ENOSPC'))
      expect(readdirSync(folder)).toEqual([])
    })
  })
})

describe('a name that is taken', () => {
  test('by a file: nothing happens without force, with force it is replaced', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'my.ics')
    writeFileSync(path, 'old')
    expect(await laterFailureOf(put(path))).toEqual(failure('exists', path))
    expect(readFileSync(path, 'utf8')).toBe('old')
    await put(path, true)
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new', ['my.ics']])
  })

  test('by a link to a file: replaced behind the link, with force', async () => {
    const folder = temporaryFolder()
    const [path, real] = [join(folder, 'my.ics'), join(folder, 'real.ics')]
    writeFileSync(real, 'old')
    symlinkSync('real.ics', path)
    expect(await laterFailureOf(put(path))).toEqual(failure('exists', path))
    await put(path, true)
    expect([lstatSync(path).isSymbolicLink(), readFileSync(real, 'utf8')]).toEqual([true, 'new'])
  })

  test('by a link that leads nowhere: never written through', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'my.ics')
    symlinkSync('elsewhere', path)
    expect(await laterFailureOf(put(path))).toEqual(failure('exists', path))
    expect(await laterFailureOf(put(path, true))).toEqual(failure('cannot-write', path, 'ENOENT'))
    expect(readdirSync(folder)).toEqual(['my.ics'])
  })

  test('by a folder', async () => {
    const folder = temporaryFolder()
    expect(await laterFailureOf(put(folder))).toEqual(failure('cannot-write', folder, 'EISDIR'))
    expect(await laterFailureOf(put(folder, true))).toEqual(failure('cannot-write', folder, 'EISDIR'))
  })
})

describe('the run’s own files', () => {
  test.each(['itself', 'a link', 'another name of it', 'a way round'])('are never replaced: %s', async (how) => {
    const folder = temporaryFolder()
    const agenda = join(folder, 'agenda.yaml')
    writeFileSync(agenda, 'picks')
    symlinkSync('agenda.yaml', join(folder, 'linked'))
    linkSync(agenda, join(folder, 'named'))
    mkdirSync(join(folder, 'sub'))
    const path = {
      itself: agenda,
      'a link': join(folder, 'linked'),
      'another name of it': join(folder, 'named'),
      'a way round': `${folder}/sub/../agenda.yaml`,
    }[how]
    expect(await laterFailureOf(put(path ?? '', true, ['/nowhere', agenda]))).toEqual(
      failure('output-is-input', resolve(path ?? '')),
    )
    expect(readFileSync(agenda, 'utf8')).toBe('picks')
  })

  test.each(['itself', 'a link to it', 'through a link to its folder', 'a way round', 'a relative way'])(
    'are kept free before they exist: %s',
    async (how) => {
      const folder = temporaryFolder()
      const path = join(folder, 'sub', 'agenda.yaml')
      mkdirSync(join(folder, 'sub'))
      symlinkSync('sub', join(folder, 'linked'))
      symlinkSync('sub/agenda.yaml', join(folder, 'link.yaml'))
      const names: Readonly<Record<string, string>> = {
        itself: path,
        'a link to it': join(folder, 'link.yaml'),
        'through a link to its folder': join(folder, 'linked', 'agenda.yaml'),
        'a way round': `${folder}/sub/../sub/agenda.yaml`,
        'a relative way': 'sub/agenda.yaml',
      }
      const name = names[how] ?? ''
      const here = { ...world, folders: { ...world.folders, working: folder } }
      for (const force of [false, true]) {
        const refused = writeNew(name, 'new', { force, not: [path] }, here)
        expect(await laterFailureOf(refused)).toEqual(failure('output-is-input', resolve(folder, name)))
        const turned = writeNew(path, 'new', { force, not: [name] }, here)
        expect(await laterFailureOf(turned)).toEqual(failure('output-is-input', path))
      }
      expect(existsSync(path)).toBe(false)
    },
  )

  test('in another case are another file, or the same, as the disk has it', async () => {
    const folder = temporaryFolder()
    const [agenda, other] = [join(folder, 'agenda.yaml'), join(folder, 'AGENDA.yaml')]
    writeFileSync(agenda, 'picks')
    const isSame = existsSync(other)
    const written = put(other, true, [agenda])
    if (isSame) expect(await laterFailureOf(written)).toEqual(failure('output-is-input', other))
    else await written
    expect(readFileSync(other, 'utf8')).toBe(isSame ? 'picks' : 'new')
    expect(readFileSync(agenda, 'utf8')).toBe('picks')
  })
})

describe('streams and devices', () => {
  test.each([
    ['/dev/stdout', 'stdout'],
    ['/dev/fd/1', 'stdout'],
    ['/dev/stderr', 'stderr'],
  ] as const)('%s is %s', async (path, name) => {
    const heard = testWorld()
    await writeNew(path, 'new', { force: false, not: [] }, heard)
    expect(heard.written).toEqual({ stdout: '', stderr: '', [name]: 'new' })
  })

  test('a pipe that somebody reads', async () => {
    const pipe = join(temporaryFolder(), 'pipe')
    spawnSync('mkfifo', [pipe])
    const reader = spawn('cat', [pipe])
    const heard = new Promise((resolve) => reader.stdout.once('data', (data) => resolve(String(data))))
    await put(pipe)
    expect(await heard).toBe('new')
    expect(lstatSync(pipe).isFIFO()).toBe(true)
  })

  test('/dev/null takes everything, /dev/full says that it is full', async () => {
    await put('/dev/null')
    expect(await laterFailureOf(put('/dev/full'))).toEqual(failure('cannot-write', '/dev/full', 'ENOSPC'))
  })
})
