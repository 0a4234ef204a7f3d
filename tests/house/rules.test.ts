import { expect, test } from 'vitest'
import {
  circlesOf,
  countImports,
  foldersOf,
  longFunctions,
  mirroredBy,
  mirrors,
  sharedNames,
  subjectOf,
  touchedBy,
} from './rules.js'
import { readSource } from './source.js'

const sources = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => readSource(path, text))

test('an import is a value, a type or lazy, and leads to a file of the project', () => {
  const text = [
    "import { a } from './a.js'",
    "import { type b, c } from '../b/c.js'",
    "import type { D } from './d.js'",
    "import { type E } from './e.js'",
    "import 'node:fs'",
    "export { f } from './f.js'",
    "export type { G } from './g.js'",
    "export const h = async () => (await import('./h.js')).h",
    "export let i: import('./i.js').I",
  ].join('\n')
  expect(readSource('src/room/x.ts', text).imports).toEqual([
    { to: 'src/room/a.ts', kind: 'value' },
    { to: 'src/b/c.ts', kind: 'value' },
    { to: 'src/room/d.ts', kind: 'type' },
    { to: 'src/room/e.ts', kind: 'type' },
    { to: 'src/room/f.ts', kind: 'value' },
    { to: 'src/room/g.ts', kind: 'type' },
    { to: 'src/room/h.ts', kind: 'lazy' },
    { to: 'src/room/i.ts', kind: 'type' },
  ])
})

test.each([
  ['values', "import { b } from './b.js'", "import { a } from './a.js'"],
  ['a type', "import { b } from './b.js'", "import type { A } from './a.js'"],
  ['a lazy import', "import { b } from './b.js'", "export const a = import('./a.js')"],
])('a circle that %s closes is found, and nothing that only leads into it', (_, a, b) => {
  const files = sources({ 'src/a.ts': a, 'src/b.ts': b, 'src/c.ts': "import './a.js'", 'src/d.ts': '' })
  expect(circlesOf(files)).toEqual([['src/a.ts', 'src/b.ts']])
})

test('a circle of three is one circle', () => {
  const files = sources({ 'src/a.ts': "import './b.js'", 'src/b.ts': "import './c.js'", 'src/c.ts': "import './a.js'" })
  expect(circlesOf(files)).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts']])
})

test('names are shared within a room, and `index` by everybody', () => {
  const names = ['src/a/x.ts', 'src/a/deep/x.ts', 'src/b/x.ts', 'src/a/index.ts', 'src/a/deep/index.ts']
  expect(sharedNames(sources(Object.fromEntries(names.map((name) => [name, '']))))).toEqual([
    ['src/a/x.ts', 'src/a/deep/x.ts'],
  ])
})

test('a folder counts its files, not those of its rooms', () => {
  expect(foldersOf(sources({ 'src/a/x.ts': '', 'src/a/y.ts': '', 'src/a/deep/z.ts': '' }))).toEqual([
    ['src/a', 2],
    ['src/a/deep', 1],
  ])
})

test('a file imports another once, however it does', () => {
  const a = "import { b } from './b.js'\nimport type { B } from './b.js'\nimport './gone.js'"
  expect(countImports(sources({ 'src/a.ts': a, 'src/b.ts': '' }))).toBe(1)
})

test('functions of every sort are measured', () => {
  const body = '{\n  1\n  2\n}'
  const text = `function a() ${body}\nconst b = () => ${body}\nconst c = { d() ${body} }\nclass E { f() ${body} }\nfunction g() {}\n`
  const long = longFunctions(sources({ 'src/a.ts': text }), 3)
  expect(long.map((place) => place.replace(/ .*/, ''))).toEqual([
    'src/a.ts:1',
    'src/a.ts:5',
    'src/a.ts:9',
    'src/a.ts:13',
  ])
})

test('a command is what it loads, without types and what comes later', () => {
  const files = sources({
    'src/main.ts': "import './a.js'",
    'src/a.ts': '',
    'src/commands/room/list.ts': "import '../b.js'\nimport type { C } from '../c.js'\nconst d = import('../d.js')",
    'src/commands/b.ts': '',
    'src/commands/c.ts': '',
    'src/commands/d.ts': '',
    'src/view.ts': '',
  })
  const list = ['src/main.ts', 'src/commands/room/list.ts', 'src/a.ts', 'src/commands/b.ts']
  expect([...touchedBy('list', files)].sort()).toEqual([...list].sort())
  expect([...touchedBy('list', files, ['src/view.ts'])].sort()).toEqual([...list, 'src/view.ts'].sort())
  expect(() => touchedBy('nothing', files)).toThrow('0 files of src/commands are called nothing.ts')
})

test('a test of one file is where the file is, under its name', () => {
  expect(['tests/a/b.test.ts', 'tests/a/b.aspect.test.ts', 'tests/b.test.ts'].map(mirroredBy)).toEqual([
    'src/a/b.ts',
    'src/a/b.ts',
    'src/b.ts',
  ])
  const files = sources({ 'src/a/b.ts': '', 'src/a/c.ts': '', 'src/model/m.ts': '' })
  const one = "import '../../src/a/b.js'\nimport '../../src/model/m.js'"
  const two = `${one}\nimport '../../src/a/c.js'`
  const tests = sources({ 'tests/a/b.test.ts': one, 'tests/a/wrong.test.ts': one, 'tests/a/both.test.ts': two })
  expect(tests.map(subjectOf)).toEqual(['src/a/b.ts', 'src/a/b.ts', undefined])
  expect(mirrors(tests, files)).toEqual([
    { test: 'tests/a/b.test.ts', isMirror: true },
    { test: 'tests/a/wrong.test.ts', isMirror: false },
  ])
})
