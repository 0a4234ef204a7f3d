import { describe, expect, test } from 'vitest'
import { SWEEPS } from '../fixtures/cases.js'
import { around, readText, told } from './telling.js'

/** The first and last problem of a file with `n` of something. Each of these once took minutes or all memory. */
function ends(text: string): readonly string[] {
  const problems = readText(text).problems.map((problem) => told(problem).replace(/^(\d+):\S+ /, '$1 '))
  return [...new Set([problems[0], problems.at(-1)].filter((problem) => problem !== undefined))]
}

/** In milliseconds; a generous limit for non-linear work on a busy machine. */
const HANG = 120_000

const refused = (line: number, construct: string) => [`${line} yaml-refused {"construct":"${construct}"}`]
const more = (line: number, count: number) => `${line} more-problems {"count":${count}}`

const constructs: readonly [what: string, text: (n: number) => string, expected: (n: number) => readonly string[]][] = [
  ['brackets', (n) => '['.repeat(n), () => refused(1, 'deep-nesting')],
  ['braces', (n) => '{a: '.repeat(n), () => refused(1, 'deep-nesting')],
  ['brackets that close', (n) => '['.repeat(n) + ']'.repeat(n), () => refused(1, 'deep-nesting')],
  ['dashes', (n) => '- '.repeat(n), () => refused(1, 'deep-nesting')],
  ['colons', (n) => `a${': '.repeat(n)}`, () => refused(1, 'deep-nesting')],
  ['lines with two colons', (n) => 'a: b: c\n'.repeat(n), () => refused(32, 'deep-nesting')],
  [
    'steps',
    (n) => Array.from({ length: Math.min(n, 5000) }, (_, step) => `${' '.repeat(step)}a:\n`).join(''),
    () => refused(33, 'deep-nesting'),
  ],
  ['question marks', (n) => '? '.repeat(n), () => [...refused(1, 'explicit-key'), ...refused(1, 'deep-nesting')]],
  [
    'question marks in lines',
    (n) => '? a\n'.repeat(n),
    () => [...refused(1, 'explicit-key'), ...refused(50, 'explicit-key')],
  ],
  ['aliases', (n) => `a: &a x\nb: [${'*a, '.repeat(n)}]\n`, () => [...refused(1, 'anchor'), ...refused(2, 'alias')]],
  ['anchors', (n) => '- &a x\n'.repeat(n), () => [...refused(1, 'anchor'), ...refused(50, 'anchor')]],
  ['tags', (n) => '- !!str x\n'.repeat(n), () => [...refused(1, 'tag'), ...refused(50, 'tag')]],
  [
    'documents',
    (n) => '---\na: 1\n'.repeat(n),
    () => [...refused(3, 'several-documents'), ...refused(101, 'several-documents')],
  ],
  [
    'keys in a mapping',
    (n) => Array.from({ length: n }, (_, key) => `k${key}: 1\n`).join(''),
    (n) =>
      n > 1000
        ? refused(1001, 'too-many-keys')
        : ['1 not-a-catalogue {"found":"a mapping with other keys (k0, k1, k2)"}'],
  ],
  [
    'keys in braces',
    (n) => `{${'a: 1, '.repeat(n)}}`,
    (n) =>
      n > 1000 ? refused(1, 'too-many-keys') : ['1 not-a-catalogue {"found":"a mapping with other keys (a, a, a)"}'],
  ],
  [
    'tabs',
    (n) => `a:\n${'\t- b\n'.repeat(n)}`,
    (n) => ['2 yaml-syntax {"detail":"a tab in the indentation; use spaces"}', more(52, n - 50)],
  ],
  ['closing brackets', (n) => ']'.repeat(n), () => ['1 yaml-syntax {"detail":"a ] too many"}']],
  ['quotation marks', (n) => '"" '.repeat(n), () => ['1 yaml-syntax {"detail":"unexpected text"}']],
  [
    'escapes',
    (n) => `a: "${'\\q'.repeat(n)}"`,
    () => ['1 yaml-syntax {"detail":"unknown escape; a backslash in double quotes is written \\\\\\\\"}'],
  ],
  [
    'lines without colon',
    (n) => `a: 1\n${'b\n'.repeat(n)}`,
    (n) => ['2 yaml-syntax {"detail":"a key and \\":\\" are expected here"}', more(52, n - 50)],
  ],
  [
    'empty lines and comments',
    (n) => `a: |\n x\nb:\n${'\n'.repeat(n)}${' #\n'.repeat(n)}`,
    () => ['1 not-a-catalogue {"found":"a mapping with other keys (a, b)"}'],
  ],
  [
    'blank ends of lines',
    (n) => `a: "x${`${' '.repeat(9)}\n`.repeat(n)} "`,
    () => ['1 not-a-catalogue {"found":"a mapping with other keys (a)"}'],
  ],
  [
    'unknown keys',
    (n) => around('  - { title: a, x: 1 }\n'.repeat(n)),
    (n) => ['6 unknown-key {"key":"x"}', more(56, n - 50)],
  ],
  [
    'one line of them',
    (n) => `{"conference":{"name":"a","timezone":"UTC"},"sessions":[${'{"title":"Session","x":1},'.repeat(n)}]}`,
    (n) => ['1 unknown-key {"key":"x"}', more(1, n - 50)],
  ],
  [
    'one id',
    (n) => around('  - { title: a, id: x }\n'.repeat(n)),
    (n) => ['7 duplicate-id {"id":"x","first":"6:21"}', more(57, n - 51)],
  ],
  [
    'times that are none',
    (n) => around('  - { title: a, start: x, end: y }\n'.repeat(n)),
    (n) => ['6 bad-time {"text":"x","form":"2020-11-20 16:00"}', more(31, 2 * n - 50)],
  ],
  [
    'zero lengths',
    (n) => around('  - { title: a, start: 2026-03-24 10:00, duration: 0 }\n'.repeat(n)),
    (n) => ['6 zero-length {"title":"a"}', `56 more-problems {"count":${n - 50},"severity":"warning"}`],
  ],
  ['sessions', (n) => around('  - title: a\n'.repeat(n)), () => []],
  ['labels', (n) => around(`  - title: "${'Panel: '.repeat(Math.min(n, 71))}"\n`), () => []],
  [
    'scalars in brackets',
    (n) => `conference: [${'a,'.repeat(10 * n)}]`,
    (n) =>
      n < 50_000
        ? ['1 wrong-type {"key":"conference","expected":"a mapping","found":"a list"}']
        : refused(1, 'too-many-values'),
  ],
  [
    'empty lists',
    (n) => `conference: [${'[],'.repeat(10 * n)}]`,
    (n) =>
      n < 50_000
        ? ['1 wrong-type {"key":"conference","expected":"a mapping","found":"a list"}']
        : refused(1, 'too-many-values'),
  ],
]

describe.each(SWEEPS ? [500, 5000, 50_000] : [500, 10_000])('%i of', (n) => {
  test.each(constructs)(
    '%s',
    (_, text, expected) => {
      expect(ends(text(n))).toEqual(expected(n))
    },
    HANG,
  )
})

test(
  'tens of thousands of sessions pass, in YAML and in JSON',
  () => {
    const many = SWEEPS ? 100_000 : 20_000
    const numbers = Array.from({ length: many }, (_, number) => number)
    const conference = { name: 'a', timezone: 'UTC' }
    for (const text of [
      around(numbers.map((number) => `  - { id: s${number}, title: T }\n`).join('')),
      JSON.stringify({ conference, sessions: numbers.map((number) => ({ title: `${number}` })) }),
    ]) {
      expect(readText(text).catalogue?.sessions).toHaveLength(many)
    }
  },
  HANG,
)
