import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, partsOf } from '../src/start.js'
import { kubeplan, newHome, type Outcome, ROOT, spawnKubeplan } from './cli/kubeplan.js'

const LIST = ['list', '--day', 'fri']
const BIN = join(ROOT, 'bin', 'kubeplan.js')

const codeFolder = (home: string) => join(home, '.cache', 'kubeplan', 'code')

const kept = (home: string) => {
  try {
    return readdirSync(codeFolder(home)).sort()
  } catch {
    return []
  }
}

function fileOf(home: string): string {
  const [name, ...more] = kept(home)
  expect([name, ...more]).toEqual([expect.stringMatching(/^list-[0-9a-f]{16}-/)])
  return join(codeFolder(home), name ?? '')
}

/** A home with the compiled code of `list`, and the output of the run that made it. */
function warmHome(): { readonly home: string; readonly file: string; readonly answer: Outcome } {
  const home = newHome()
  const answer = spawnKubeplan(LIST, home)
  return { home, file: fileOf(home), answer }
}

function changed(bytes: Buffer, places: readonly number[]): Buffer {
  const copy = Buffer.from(bytes)
  for (const place of places) copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8))
  return copy
}

const everyHundredth = (size: number) => Array.from({ length: Math.ceil(size / 100) }, (_, at) => at * 100)

describe('bytes of parts', () => {
  const part = fc.record({ text: fc.string({ unit: 'binary' }), code: fc.uint8Array() })
  const parts = fc
    .dictionary(fc.string({ minLength: 1 }), part)
    .map((all) =>
      Object.entries(all).map(
        ([name, { text, code }]) => [name, { text: Buffer.from(text), code: Buffer.from(code) }] as const,
      ),
    )
    .map((entries) => new Map(entries))

  test('are read as they were written', () => {
    fc.assert(
      fc.property(parts, (written) => {
        expect(partsOf(bytesOf(written))).toEqual(written)
      }),
    )
  })

  test('are not read with a wrong bit anywhere', () => {
    const bit = fc.tuple(fc.nat(), fc.nat(7))
    fc.assert(
      fc.property(parts, bit, (written, [at, shift]) => {
        const bytes = bytesOf(written)
        const place = at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ (1 << shift)
        expect(partsOf(bytes)).toBeUndefined()
      }),
    )
  })

  test('of a real run are not read with a wrong bit at any hundredth place', () => {
    const bytes = readFileSync(warmHome().file)
    expect(partsOf(bytes)?.has('main.cjs')).toBe(true)
    const accepted = everyHundredth(bytes.length).filter((place) => {
      const right = bytes[place] ?? 0
      bytes[place] = right ^ (1 << (place % 8))
      const read = partsOf(bytes)
      bytes[place] = right
      return read !== undefined
    })
    expect(accepted).toEqual([])
  })
})

describe('compiled code', () => {
  test('is left by the first run, used by the next, and neither changes the answer', async () => {
    const { home, file, answer } = warmHome()
    expect(answer).toEqual(await kubeplan(LIST))
    const before = statSync(file)
    expect(spawnKubeplan(LIST, home)).toEqual(answer)
    expect(statSync(file)).toEqual({ ...before, atime: expect.anything(), atimeMs: expect.anything() })
    expect(before.mode & 0o777).toBe(0o600)
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
  })

  test('lets what is loaded late be loaded, without a word of the engine', () => {
    const home = newHome()
    for (const run of ['first', 'second']) {
      const { exit, stderr } = spawnKubeplan(['import', 'http://127.0.0.1:1/none.ics'], home)
      expect({ run, exit, stderr }).toEqual({
        run,
        exit: 4,
        stderr: expect.stringMatching(/^kubeplan: .*127\.0\.0\.1/),
      })
      expect(stderr).not.toMatch(/warning/i)
    }
  })

  test('grows by what another way of the same command needs, and then stays', () => {
    const { home, file } = warmHome()
    const small = partsOf(readFileSync(file))
    const json = spawnKubeplan([...LIST, '--csv', '--tz', 'Europe/Berlin'], home)
    const large = partsOf(readFileSync(file))
    expect([...(small?.keys() ?? [])].filter((name) => !large?.has(name))).toEqual([])
    const before = statSync(file).mtimeMs
    expect(spawnKubeplan([...LIST, '--csv', '--tz', 'Europe/Berlin'], home)).toEqual(json)
    spawnKubeplan(LIST, home)
    expect(statSync(file).mtimeMs).toBe(before)
  })

  test.each([
    ['--version'],
    ['--help'],
    ['list', '--help'],
    ['list', '-h'],
    ['list', '--day', 'never'],
    ['lsit'],
    ['list', '-c', 'no-such'],
  ])('is not left by what uses little of it: %s', (...argv) => {
    const home = newHome()
    spawnKubeplan(argv, home)
    expect(kept(home)).toEqual([])
  })

  const HARM: Readonly<Record<string, (file: string) => void>> = {
    'with a wrong bit at every hundredth place': (file) => {
      const bytes = readFileSync(file)
      writeFileSync(file, changed(bytes, everyHundredth(bytes.length)))
    },
    'cut in the middle': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'without its last byte': (file) => truncateSync(file, statSync(file).size - 1),
    'of nothing': (file) => truncateSync(file, 0),
    'of zeros': (file) => writeFileSync(file, Buffer.alloc(statSync(file).size)),
    'of another engine': (file) => {
      const parts = partsOf(readFileSync(file)) ?? new Map()
      // The second word is a hash of the engine's version.
      const others = [...parts].map(
        ([name, { text, code }]) => [name, { text, code: changed(code, [4, 5, 6, 7]) }] as const,
      )
      writeFileSync(file, bytesOf(new Map(others)))
    },
  }
  test.each(Object.entries(HARM))('%s is not used, and made again', (_, harm) => {
    const { home, file, answer } = warmHome()
    const before = readFileSync(file)
    harm(file)
    const harmed = readFileSync(file)
    expect(spawnKubeplan(LIST, home)).toEqual(answer)
    expect(fileOf(home)).toBe(file)
    expect(readFileSync(file).equals(harmed)).toBe(false)
    expect(partsOf(readFileSync(file))?.size).toBe(partsOf(before)?.size)
    expect(spawnKubeplan(LIST, home)).toEqual(answer)
  })

  test('of other versions, beside it, stays; what nobody needed for a month goes', () => {
    const { home, file } = warmHome()
    const [other, old, folder] = ['list-0-1-x64', 'list-0-0-x64', 'v22.0.0-x64'].map((name) =>
      join(dirname(file), name),
    )
    for (const path of [other, old]) writeFileSync(path ?? '', 'console.log("other")')
    mkdirSync(folder ?? '')
    const past = Date.now() / 1000 - 31 * 86_400
    for (const path of [old, folder]) utimesSync(path ?? '', past, past)
    spawnKubeplan(['days'], home)
    const names = kept(home).map((name) => name.replace(/-[0-9a-f]{16}-.*/, ''))
    expect(names.sort()).toEqual(['days', 'list', 'list-0-1-x64'])
    expect(readFileSync(other ?? '', 'utf8')).toBe('console.log("other")')
  })
})

describe('a folder that is not writable', () => {
  const WITHOUT: Readonly<Record<string, (home: string) => void>> = {
    'because there is a file in its place': (home) => {
      mkdirSync(join(home, '.cache', 'kubeplan'), { recursive: true })
      writeFileSync(codeFolder(home), '')
    },
    'because there is a file above it': (home) => writeFileSync(join(home, '.cache'), ''),
    'because of its mode': (home) => {
      mkdirSync(codeFolder(home), { recursive: true })
      chmodSync(codeFolder(home), 0o500)
    },
  }
  test.each(Object.entries(WITHOUT))('%s changes no answer', async (_, make) => {
    const home = newHome()
    make(home)
    expect(spawnKubeplan(LIST, home)).toEqual(await kubeplan(LIST))
    expect(spawnKubeplan(LIST, home)).toEqual(await kubeplan(LIST))
  })

  test('because the disk is full changes no answer, and nothing is left on it', async (context) => {
    const home = newHome()
    mkdirSync(codeFolder(home), { recursive: true, mode: 0o700 })
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', codeFolder(home)])
    if (mounted.status !== 0) context.skip('no right to mount a small disk')
    try {
      expect(spawnKubeplan(LIST, home)).toEqual(await kubeplan(LIST))
      expect(kept(home)).toEqual([])
    } finally {
      spawnSync('umount', [codeFolder(home)])
    }
  })
})

describe('code that others may have written', () => {
  /** A home whose code of `list` prints a planted word instead. */
  function planted(): { readonly home: string; readonly file: string } {
    const { home, file } = warmHome()
    const text = Buffer.from('(function (exports) { exports.realWorld = () => 0; exports.run = async () => 42 })')
    writeFileSync(file, bytesOf(new Map([['main.cjs', { text, code: Buffer.alloc(0) }]])))
    return { home, file }
  }

  test('would be run if only this person could write it', () => {
    expect(spawnKubeplan(LIST, planted().home).exit).toBe(42)
  })

  const OPEN: Readonly<Record<string, (file: string) => void>> = {
    'a file that its group writes': (file) => chmodSync(file, 0o620),
    'a file that everybody writes': (file) => chmodSync(file, 0o602),
    'a folder that its group writes': (file) => chmodSync(dirname(file), 0o770),
    'a folder that everybody writes': (file) => chmodSync(dirname(file), 0o1777),
    'a folder elsewhere': (file) => {
      const folder = dirname(file)
      renameSync(folder, `${folder}-elsewhere`)
      symlinkSync(`${folder}-elsewhere`, folder)
    },
  }
  test.each(Object.entries(OPEN))('is not run: %s', async (_, open) => {
    const { home, file } = planted()
    open(file)
    expect(spawnKubeplan(LIST, home)).toEqual(await kubeplan(LIST))
  })

  test.skipIf(process.getuid?.() !== 0).each([
    ['file', (file: string) => file],
    ['folder', dirname],
  ])('is not run: a %s of somebody else', async (_, what) => {
    const { home, file } = planted()
    chownSync(what(file), 65534, 65534)
    expect(spawnKubeplan(LIST, home)).toEqual(await kubeplan(LIST))
  })
})

describe('runs at once', () => {
  function start(home: string): { readonly child: ChildProcess; readonly answer: Promise<Outcome> } {
    const child = spawn(process.execPath, [BIN, ...LIST], {
      env: { PATH: process.env['PATH'] ?? '', HOME: home },
      cwd: join(home, 'work'),
    })
    const told = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => (told.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (told.stderr += text))
    const answer = new Promise<Outcome>((resolve) =>
      child.once('close', (code) => resolve({ exit: code ?? -1, ...told })),
    )
    return { child, answer }
  }

  test('of eight, each answers the same, and one file is left', async () => {
    const home = newHome()
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(home).answer))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toEqual(await kubeplan(LIST))
    expect(partsOf(readFileSync(fileOf(home)))).toBeDefined()
  })

  test('that are killed at any moment leave the whole or nothing, and the next answers the same', async () => {
    const home = newHome()
    const expected = await kubeplan(LIST)
    for (const delay of [20, 40, 60, 80, 100, 120, 140, 160]) {
      rmSync(codeFolder(home), { recursive: true, force: true })
      const { child, answer } = start(home)
      setTimeout(() => child.kill('SIGKILL'), delay)
      await answer
      const whole = kept(home).filter((name) => name.endsWith(process.arch))
      for (const name of whole) expect(partsOf(readFileSync(join(codeFolder(home), name)))).toBeDefined()
      expect(spawnKubeplan(LIST, home)).toEqual(expected)
    }
  })
})

// Node's own recursive mkdir never returns there.
test.skipIf(process.platform !== 'linux')(
  'a home that cannot hold a folder, as if there were no parent, ends no run late',
  () => {
    const environment = { ...process.env, HOME: '/proc', XDG_CACHE_HOME: undefined, KUBEPLAN_HOME: undefined }
    const { status, signal } = spawnSync(process.execPath, [BIN, ...LIST], { env: environment, timeout: 60_000 })
    expect({ status, signal }).toEqual({ status: 0, signal: null })
  },
)
