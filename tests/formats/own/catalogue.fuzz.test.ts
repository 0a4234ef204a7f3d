import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../../src/formats/own/catalogue.js'
import { type Problem, severityOf } from '../../../src/model/problem.js'

const TESTS = join(import.meta.dirname, '../..')
const FOLDERS = [join(TESTS, 'abuse', 'files'), join(TESTS, 'fixtures', 'catalogue')]

/** Valid documents, and all known invalid ones, to start from. */
const seeds = FOLDERS.flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file))))

const pieces = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '- ',
    '? ',
    ': ',
    ':',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '#',
    '&a ',
    '*a',
    '!t ',
    '|',
    '>',
    '"',
  ],
  ...[
    "'",
    '\\',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '<<: ',
    '~',
    'null',
    '\0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '😀',
    '\ud83d',
    '\x1b[2J',
  ],
  ...[
    '__proto__: ',
    'constructor: ',
    'title: ',
    'id: ',
    'start: ',
    '2026-03-29 02:30',
    '24:00',
    'timezone: ',
    '1e999',
    '0x1F',
    '\\ud83d',
  ],
].map((piece) => Buffer.from(piece, 'utf8'))

interface Change {
  readonly how: 'cut' | 'put' | 'twice' | 'byte'
  readonly at: number
  readonly length: number
  readonly piece: Buffer
}

const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('cut', 'put', 'put', 'twice', 'byte'),
  at: fc.nat(),
  length: fc.nat(40),
  piece: fc.constantFrom(...pieces),
})

function mutated(bytes: Buffer, { how, at, length, piece }: Change): Buffer {
  const from = at % (bytes.length + 1)
  const [head, middle, tail] = [
    bytes.subarray(0, from),
    bytes.subarray(from, from + length),
    bytes.subarray(from + length),
  ]
  if (how === 'cut') return Buffer.concat([head, tail])
  if (how === 'twice') return Buffer.concat([head, middle, middle, tail])
  if (how === 'byte') return Buffer.concat([head, Buffer.from([at % 256]), tail])
  return Buffer.concat([head, piece, middle, tail])
}

/** Checks that must hold for any file. */
function check(bytes: Buffer): void {
  const { catalogue, problems } = readCatalogue(bytes, 'f.yaml')
  expect(catalogue !== undefined).toBe(problems.every((problem) => severityOf(problem) === 'warning'))
  expect(problems.length).toBeLessThanOrEqual(51)
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
  let before = [0, 0]
  for (const problem of problems.filter(({ code }) => code !== 'not-text')) {
    const { line, column } = placeOf(problem)
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual([...(lines[line - 1] ?? '')].length + 1)
    expect(line > (before[0] ?? 0) || column >= (before[1] ?? 0)).toBe(true)
    before = [line, column]
  }
  if (catalogue) {
    const ids = catalogue.sessions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { when } of catalogue.sessions)
      if (when.kind === 'timed') expect(when.end).toBeGreaterThanOrEqual(when.start)
  }
}

function placeOf(problem: Problem): { readonly line: number; readonly column: number } {
  if ('at' in problem && typeof problem.at === 'object') return problem.at
  throw new Error(`${problem.code} says no place`)
}

describe('documents that were damaged', () => {
  const prototype = () => Object.getOwnPropertyNames(Object.prototype).join()
  const before = prototype()

  test('are read or refused, every refusal with a place inside the file and in file order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }), (seed, changes) => {
        check(changes.reduce(mutated, seed))
      }),
      { numRuns: 10_000 },
    )
    expect(prototype()).toBe(before)
  })

  test('so is any noise', () => {
    const noise = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((some) => Buffer.concat(some))
    fc.assert(fc.property(noise, check), { numRuns: 5000 })
    expect(prototype()).toBe(before)
  })

  test('reading leaves errors their stacks', () => {
    readCatalogue(Buffer.from('a: [}'), 'f')
    expect(Error.stackTraceLimit).toBeGreaterThan(0)
  })
})
