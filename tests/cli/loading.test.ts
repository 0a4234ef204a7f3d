import { spawnSync } from 'node:child_process'
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/main.js'
import { newHome, ROOT, testWorld } from './kubeplan.js'

interface Loading {
  /** Of the program and its libraries, by name. */
  readonly files: readonly string[]
  /** Of Node, beyond those that every process has. */
  readonly modules: readonly string[]
  /** What was made of Intl, each time 5 to 15 ms. */
  readonly intl: readonly string[]
  /** Files that were opened, in order. */
  readonly asked: readonly string[]
}

/** What a run of the built program loads, with its output in a pipe. */
function loadingOf(argv: readonly string[], home: string): Loading {
  const report = join(home, 'loading.json')
  const hook = join(ROOT, 'tests', 'fixtures', 'loading.cjs')
  const { status, stderr } = spawnSync(process.execPath, ['-r', hook, join(ROOT, 'bin', 'kubeplan.js'), ...argv], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LOADING: report },
    cwd: join(home, 'work'),
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('bug') })
  const { asked, ...loading } = JSON.parse(readFileSync(report, 'utf8')) as Loading
  const data = asked.filter((name) => !/\.c?js$/.test(name))
  return { ...loading, asked: data.map((name) => name.replace(/^\w+\.compiled$/, 'cache')) }
}

const MAIN = ['kubeplan.js', 'main.cjs']
const CORE = ['core.cjs', ...MAIN, 'rolldown-runtime.cjs']

test('list of a day in a pipe loads the core, and reads one file in one piece', () => {
  expect(loadingOf(['list', '--day', 'fri'], newHome())).toEqual({
    files: CORE,
    modules: ['module', 'process'],
    intl: [],
    asked: ['kubecon-na-2020.compiled'],
  })
})

test('a version and the help load no catalogue', () => {
  for (const flag of ['--version', '--help'])
    expect(loadingOf([flag], newHome())).toEqual({
      files: [...MAIN, 'overview.cjs'].sort(),
      modules: [],
      intl: [],
      asked: [],
    })
})

test('a large file is compiled once, and then read as quickly as a small one', () => {
  const loadings = [300, 1200].map((size) => {
    const home = newHome()
    const session = (at: number) => {
      const day = String(1 + Math.floor(at / 100)).padStart(2, '0')
      return `  - { title: Talk ${at}, start: 2026-01-${day} 09:00, duration: 30m, abstract: "${'word '.repeat(40)}" }`
    }
    const lines = Array.from({ length: size }, (_, at) => session(at))
    const file = join(home, 'work', 'days.yaml')
    writeFileSync(file, `conference: { name: Days, timezone: UTC }\nsessions:\n${lines.join('\n')}\n`)
    utimesSync(file, 1_000_000_000, 1_000_000_000)
    const list = ['list', '--day', '2026-01-02', '-c', 'days.yaml']
    return [loadingOf(list, home), loadingOf(list, home)]
  })
  for (const [first, again] of loadings) {
    expect(first?.asked.slice(0, 2)).toEqual(['cache', 'days.yaml'])
    expect(again).toEqual({ files: CORE, modules: ['module', 'process'], intl: [], asked: ['cache'] })
  }
})

test('a young file is read again to be known by its bytes, but not understood again', () => {
  const home = newHome()
  const text = 'conference: { name: Days, timezone: UTC }\nsessions: [{ title: One, date: 2026-01-01 }]\n'
  writeFileSync(join(home, 'work', 'days.yaml'), text)
  const list = ['list', '--day', '2026-01-01', '-c', 'days.yaml']
  loadingOf(list, home)
  const { files, asked } = loadingOf(list, home)
  expect(files).toEqual(['caching.cjs', ...CORE].sort())
  expect(asked).toEqual(['cache', 'days.yaml'])
})

test('a pick loads YAML, but no clock, no table, no solver and no network', () => {
  const home = newHome()
  const { files, modules, intl } = loadingOf(['add', 'linux-in-the-kubernetes-era'], home)
  const loaded = new Set(files)
  expect(['add.cjs', 'agenda-file.cjs'].filter((name) => !loaded.has(name))).toEqual([])
  expect(['luxon', 'grid', 'highs', 'download', 'ical', 'foreign'].filter((name) => loaded.has(`${name}.cjs`))).toEqual(
    [],
  )
  expect(modules.filter((name) => ['child_process', 'net', 'http', 'https', 'tls', 'tty'].includes(name))).toEqual([])
  expect(intl).toEqual([])
})

test('a command has its compiled code kept, where the engine can; a version needs none', async () => {
  const { world } = testWorld()
  const told: string[] = []
  const keeping = { ...world, keepCode: (folder: string) => void told.push(folder) }
  await run(['--version'], keeping)
  expect(told).toEqual([])
  await run(['list', '--day', 'fri'], keeping)
  expect(told).toEqual([join(world.folders.home ?? '', '.cache', 'kubeplan', 'code')])
})

test('what only shows loads no YAML, with picks and without', () => {
  const home = newHome()
  const shows = [['show', 'kubectl-blame'], ['agenda'], ['now'], ['clashes', '--day', 'fri']]
  const yamlIn = (argv: readonly string[]) => loadingOf(argv, home).files.filter((name) => name === 'agenda-file.cjs')
  expect(shows.flatMap(yamlIn)).toEqual([])
  loadingOf(['add', 'kubectl-blame'], home)
  expect(shows.flatMap(yamlIn)).toEqual([])
})
