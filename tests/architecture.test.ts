import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { circlesOf, foldersOf, mirrors, sharedNames } from './house/rules.js'
import { readSources } from './house/source.js'

const SRC = join(import.meta.dirname, '..', 'src')

/** The rooms from top to bottom; rooms on one level do not import each other. */
const STOREYS: readonly (readonly string[])[] = [
  ['build', 'start'],
  ['main', 'library'],
  ['commands'],
  ['store', 'solver'],
  ['formats', 'render'],
  ['planning', 'clock'],
  ['model', 'world', 'version'],
]

const HOMES: Readonly<Record<string, readonly string[]>> = {
  commander: ['main', 'commands'],
  '@clack/prompts': ['commands'],
  '@bomb.sh/tab': ['commands'],
  luxon: ['clock'],
  yaml: ['formats', 'store', 'render'],
  'ical.js': ['formats'],
  'cldr-core': ['formats'],
  saxes: ['formats'],
  'csv-parse': ['formats'],
  htmlparser2: ['formats'],
  'jsonc-parser': ['formats'],
  chalk: ['render'],
  'cli-table3': ['render'],
  ics: ['render'],
  'string-width': ['render'],
  commonmark: ['render'],
  'lean-qr': ['render'],
  highs: ['solver'],
  rolldown: ['build'],
}

/** Rooms that may call the operating system. */
const WORLDLY: readonly string[] = ['start', 'world', 'store', 'solver', 'build']
const PURE_BUILTINS: readonly string[] = ['node:path', 'node:zlib']

interface Import {
  readonly from: string
  readonly to: string
}

function violations(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const room = roomOf(from)
    const told = `${from} imports ${to}`
    if (to.startsWith('node:'))
      return WORLDLY.includes(room) || PURE_BUILTINS.includes(to)
        ? []
        : [`${told}: only ${WORLDLY.join(', ')} may ask the system`]
    if (!to.startsWith('.')) {
      const homes =
        HOMES[
          to
            .split('/')
            .slice(0, to.startsWith('@') ? 2 : 1)
            .join('/')
        ]
      if (!homes) return [`${told}: no room is its home`]
      return homes.includes(room) ? [] : [`${told}: its home is ${homes.join(', ')}`]
    }
    const target = roomOf(relative(SRC, join(SRC, dirname(from), to)))
    if (target === room || to.endsWith('/package.json')) return []
    if (room === 'model' || room === 'world') return [`${told}: ${room} imports nothing`]
    if (target === 'world') {
      if (!['start', 'main', 'commands', 'store', 'solver'].includes(room)) return [`${told}: ${room} knows no world`]
      return to.endsWith('/world.js') ? [] : [`${told}: world.ts is the way into the world`]
    }
    return storeyOf(target) > storeyOf(room) ? [] : [`${told}: arrows only point down`]
  })
}

function roomOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.(ts|js)$/, '')
}

function storeyOf(room: string): number {
  return STOREYS.findIndex((rooms) => rooms.includes(room))
}

function importsOf(file: string, source: string): readonly Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const specifiers = code.matchAll(
    /(?:^(?:import|export)\b[^'"]*\bfrom |^import |\bimport\(|\brequire\()['"]([^'"]+)['"]/gm,
  )
  return [...specifiers].map((match) => ({ from: file, to: match[1] ?? '' }))
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const sources = files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')] as const)

const tree = readSources(join(SRC, '..'), 'src')

describe('the house', () => {
  test('has a storey for every room', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => storeyOf(room) < 0)).toEqual([])
  })

  test('is as DESIGN says: every import points down, every library is at home', () => {
    expect(violations(sources.flatMap(([file, source]) => importsOf(file, source)))).toEqual([])
  })

  test('uses neither the process nor console outside the world', () => {
    const worldly = /(^|[^.\w])(process\.|console\.|globalThis\.process)/
    const outside = sources.filter(([file]) => !WORLDLY.includes(roomOf(file)))
    const code = (source: string) =>
      source
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '')
        .replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '')
    expect(outside.filter(([, source]) => worldly.test(code(source))).map(([file]) => file)).toEqual([])
  })

  // Only readers of foreign formats may, because reading takes longer than that.
  test('writes no regular expression over Unicode classes out, which would be checked wherever its file is loaded', () => {
    const others = sources.filter(([file]) => !/^(formats\/(csv|published|titles)|render\/page)\//.test(file))
    const code = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/`[^`]*`/g, '')
    expect(others.filter(([, source]) => /[^\\]\\p\{/i.test(code(source))).map(([file]) => file)).toEqual([])
  })

  test('has no folder that is too full to be read at a glance', () => {
    expect(foldersOf(tree).filter(([, inside]) => inside > 20)).toEqual([])
  })

  test('calls no two files of a room alike', () => {
    expect(sharedNames(tree)).toEqual([])
  })

  test('has no circle, not of types and not of lazy imports either', () => {
    expect(circlesOf(tree)).toEqual([])
  })

  test('has the tests of one file where the file is', () => {
    const misplaced = mirrors(readSources(join(SRC, '..'), 'tests'), tree).filter(({ isMirror }) => !isMirror)
    expect(misplaced).toEqual([])
  })

  test.each([
    ['planning/clash.ts', 'luxon', 'its home is clock'],
    ['planning/clash.ts', '../clock/wall.js', 'arrows only point down'],
    ['formats/index.ts', '../render/terminal.js', 'arrows only point down'],
    ['render/list.ts', '../store/atomic.js', 'arrows only point down'],
    ['model/time.ts', '../planning/clash.js', 'model imports nothing'],
    ['model/time.ts', '../clock/iso.js', 'model imports nothing'],
    ['world.ts', './model/time.js', 'world imports nothing'],
    ['world/network.ts', '../model/time.js', 'world imports nothing'],
    ['world/network.ts', '../store/files/disk.js', 'world imports nothing'],
    ['planning/clash.ts', '../world.js', 'planning knows no world'],
    ['planning/clash.ts', '../world/network.js', 'planning knows no world'],
    ['store/library.ts', '../world/network.js', 'world.ts is the way into the world'],
    ['commands/list.ts', 'node:fs', 'may ask the system'],
    ['commands/list.ts', 'yaml', 'its home is formats, store, render'],
    ['commands/list.ts', 'left-pad', 'no room is its home'],
    ['commands/list.ts', '../main.js', 'arrows only point down'],
  ])('finds a planted violation: %s importing %s', (from, to, reason) => {
    expect(violations(importsOf(from, `import { x } from '${to}'`))).toEqual([expect.stringContaining(reason)])
    expect(violations(importsOf(from, `const x = await import('${to}')`))).toEqual([expect.stringContaining(reason)])
  })
})
