import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const render = resolve(import.meta.dirname, '../../src/render')

/** The modules that a module loads before it runs, without `import()` and types. */
function loadedBy(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, what = '', from = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) ([^'"]*?) from '([^']+)'/gms,
  )) {
    if (what.startsWith('type ')) continue
    if (from.startsWith('.')) loadedBy(join(dirname(file), from.replace(/\.js$/, '.ts')), seen)
    else seen.add(from)
  }
  return seen
}

function librariesOf(file: string): readonly string[] {
  return [...loadedBy(join(render, file))].filter((name) => !name.startsWith('/')).sort()
}

test('list in a pipe loads no library and none of the words of others', () => {
  expect(librariesOf('render.ts')).toEqual([])
  expect([...loadedBy(join(render, 'render.ts'))].filter((file) => file.includes('/sentences/'))).toEqual([])
})

test('each view loads what it draws with, and colour and wide scripts only when they are there', () => {
  const files = [
    'views/list.ts',
    'views/facets.ts',
    'views/agenda/agenda.ts',
    'views/clashes.ts',
    'views/show.ts',
    'views/problems.ts',
    'views/grid/grid.ts',
    'documents/json.ts',
    'documents/csv.ts',
    'documents/yaml.ts',
  ]
  expect(Object.fromEntries(files.map((file) => [file, librariesOf(file)]))).toEqual({
    'views/list.ts': ['cli-table3'],
    'views/facets.ts': ['cli-table3'],
    'views/agenda/agenda.ts': [],
    'views/clashes.ts': [],
    'views/show.ts': [],
    'views/problems.ts': [],
    'views/grid/grid.ts': [],
    'documents/json.ts': [],
    'documents/csv.ts': [],
    'documents/yaml.ts': [],
  })
})
