import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { newHome, ROOT } from './kubeplan.js'

/** Words that occur only in these. */
const MARKS = {
  commander: 'commander.unknownCommand',
  yaml: 'BLOCK_AS_IMPLICIT_KEY',
  luxon: 'weekYear',
  'cli-table3': 'top-mid',
  ics: 'adamgibbons',
  'ical.js': 'jCal',
  saxes: 'unclosed tag',
  htmlparser2: 'onprocessinginstruction',
  solver: 'node:worker_threads',
  network: 'node:https',
}

interface Loading {
  /** Number of files of the program. */
  readonly files: number
  /** Those of `MARKS` that are in them. */
  readonly libraries: readonly string[]
  /** Node's modules, apart from those of every process. */
  readonly modules: readonly string[]
  /** Objects made of Intl, which take 5 to 15 ms each. */
  readonly intl: readonly string[]
  /** Opened files of the program. */
  readonly own: readonly string[]
  /** Other opened files, in order. */
  readonly asked: readonly string[]
}

function loadingOf(argv: readonly string[], home: string): Loading {
  const report = join(home, 'loading.json')
  const hook = join(ROOT, 'tests', 'fixtures', 'loading.cjs')
  const { status, stderr } = spawnSync(process.execPath, ['-r', hook, join(ROOT, 'bin', 'kubeplan.js'), ...argv], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LOADING: report, MARKS: JSON.stringify(MARKS) },
    cwd: join(home, 'work'),
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('bug') })
  const { asked, ...loading } = JSON.parse(readFileSync(report, 'utf8')) as Omit<Loading, 'own'>
  // A file descriptor was requested earlier by name.
  const paths = asked.filter((path) => !/^\d+$/.test(path))
  const own = paths.filter((path) => path.startsWith(ROOT) && /\.c?js$/.test(path)).map((path) => basename(path))
  const data = paths.filter((path) => !/\.c?js$|\/code(\/|$)/.test(path))
  return { ...loading, own, asked: data.map((path) => basename(path).replace(/^\w+\.compiled$/, 'cache')) }
}

test('every mark is in one file at least, or nothing below would notice anything', () => {
  const dist = join(ROOT, 'dist')
  const texts = readdirSync(dist)
    .filter((name) => name.endsWith('.cjs') && name !== 'build.cjs')
    .map((name) => readFileSync(join(dist, name), 'utf8'))
  expect(Object.entries(MARKS).filter(([, mark]) => !texts.some((text) => text.includes(mark)))).toEqual([])
})

/** The modules that `list` loads for one day. */
const LEAST = { libraries: ['commander'], modules: ['process', 'vm'], intl: [] }

test('list of a day in a pipe loads no library but the one that reads its arguments, and reads one file in one piece', () => {
  expect(loadingOf(['list', '--day', 'fri'], newHome())).toMatchObject({
    ...LEAST,
    asked: ['kubecon-na-2020.compiled'],
  })
})

test('a second run reads what the first kept, and no file of the program but the way in', () => {
  const home = newHome()
  const [first, second] = [loadingOf(['list', '--day', 'fri'], home), loadingOf(['list', '--day', 'fri'], home)]
  expect(first?.own).toContain('main.cjs')
  expect(second).toEqual({ ...first, own: ['kubeplan.js', 'start.cjs'] })
})

test('a version and the help load no catalogue', () => {
  for (const flag of ['--version', '--help'])
    expect(loadingOf([flag], newHome())).toMatchObject({ libraries: [], modules: ['vm'], intl: [], asked: [] })
})

test('a completion loads no library and no command, and reads one catalogue in one piece', () => {
  const loading = loadingOf(['completion', '--complete', 'zsh', '--', 'show', ''], newHome())
  expect(loading).toMatchObject({
    libraries: [],
    modules: ['vm'],
    intl: [],
    asked: ['commands.json', 'kubecon-na-2020.compiled'],
  })
  expect(loading.own).not.toContain('core.cjs')
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
    expect(again).toMatchObject({ ...LEAST, asked: ['cache'] })
  }
})

test('a young file is read again to be known by its bytes, but not understood again', () => {
  const home = newHome()
  const text = 'conference: { name: Days, timezone: UTC }\nsessions: [{ title: One, date: 2026-01-01 }]\n'
  const file = join(home, 'work', 'days.yaml')
  writeFileSync(file, text)
  // However long a run takes, it is young.
  const soon = Date.now() / 1000 + 600
  utimesSync(file, soon, soon)
  const list = ['list', '--day', '2026-01-01', '-c', 'days.yaml']
  loadingOf(list, home)
  expect(loadingOf(list, home)).toMatchObject({ libraries: ['commander'], intl: [], asked: ['cache', 'days.yaml'] })
})

test('a pick loads YAML, but no clock, no table, no solver and no network', () => {
  const { libraries, modules, intl } = loadingOf(['add', 'linux-in-the-kubernetes-era'], newHome())
  expect(libraries).toEqual(['commander', 'yaml'])
  expect(modules.filter((name) => ['child_process', 'net', 'http', 'https', 'tls', 'tty'].includes(name))).toEqual([])
  expect(intl).toEqual([])
})

test('the conferences and the one in use load no network', () => {
  for (const argv of [['conferences'], ['use', 'kubecon-na-2020']]) {
    const { libraries, modules } = loadingOf(argv, newHome())
    expect(libraries).toEqual(['commander'])
    expect(modules.filter((name) => ['net', 'stream', 'http', 'https'].includes(name))).toEqual([])
  }
})

test('what only shows loads no YAML, with picks and without', () => {
  const home = newHome()
  const shows = [['show', 'kubectl-blame'], ['agenda'], ['now'], ['clashes', '--day', 'fri']]
  const yamlIn = (argv: readonly string[]) => loadingOf(argv, home).libraries.filter((name) => name === 'yaml')
  expect(shows.flatMap(yamlIn)).toEqual([])
  loadingOf(['add', 'kubectl-blame'], home)
  expect(shows.flatMap(yamlIn)).toEqual([])
})

test('a change of an agenda that kubeplan wrote loads no YAML', () => {
  const home = newHome()
  const first = ['add', 'kubectl-blame']
  expect(loadingOf(first, home).libraries).toContain('yaml')
  const changes = [
    ['add', 'linux-in-the-kubernetes-era'],
    ['note', 'kubectl-blame', 'bring: a laptop', '--rating', '5'],
    ['drop', 'kubectl-blame'],
    ['block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00'],
  ]
  for (const argv of changes) expect(loadingOf(argv, home).libraries).not.toContain('yaml')
})
