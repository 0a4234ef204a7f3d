import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Composer } from 'yaml'
import { placesIn } from '../../../src/formats/own/findings.js'
import { readSimple } from '../../../src/formats/yaml/simple-yaml.js'
import { byLibrary, fromLibrary } from '../../../src/formats/yaml/yaml.js'
import { rangeOf, type YamlNode } from '../../../src/formats/yaml/yaml-nodes.js'
import { scanYaml } from '../../../src/formats/yaml/yaml-scan.js'
import { casesOf } from '../../fixtures/cases.js'

/** The node that yaml reads; undefined if it finds any error. */
function composed(text: string): YamlNode | undefined {
  const { refusals, tokens } = scanYaml(text)
  const [document] = new Composer({ version: '1.2', schema: 'failsafe', uniqueKeys: false }).compose(tokens, true)
  if (refusals.length > 0 || !document?.contents || document.errors.length > 0) return undefined
  return fromLibrary(document.contents) ?? undefined
}

/** A node with its place, which names only the first line. */
function shown(node: YamlNode | null, place: ReturnType<typeof placesIn>): unknown {
  if (node === null) return null
  const { line, column, width } = place(rangeOf(node))
  const at = node.kind === 'scalar' && node.source === '' ? 'nothing' : `${line}:${column}+${width}`
  if (node.kind === 'scalar') return { ...node, start: 0, end: 0, at }
  const items = node.kind === 'list' ? node.items : node.items.flatMap(({ key, value }) => [key, value])
  return { kind: node.kind, at, items: items.map((item) => shown(item, place)) }
}

function expectAlike(text: string): boolean {
  // Such a line end is refused earlier.
  if (/\r(?!\n)/.test(text)) return false
  const simple = readSimple(text, byLibrary)
  if (simple === undefined) return false
  const library = composed(text)
  const place = placesIn('f', text)
  expect(library && shown(library, place)).toEqual(shown(simple, place))
  return true
}

const RUNS = 4000

describe('what is read at once is what yaml reads', () => {
  test.each([
    'a: 1\nb:\n  - x\n  - y: 2\n    z: 3 # c\n  - - 1\n    - 2\nc:\n- x\n- y\n',
    '{"a": 1, "b": [true, null, "x\\ny"], "c": {"d": -1.5e3}}\n',
    '{\n\t"a": [\n\t\t1,\n\t\t{ "b": 2 }\n\t]\n}\n',
    'a: [\n  1,\n  x y,\n]\nb: { c: d, e: http://f.g/h?i#j }\n',
    'a: |\n  One\n\n    Two\n  #no comment\n\nb: >-\n  folded\n  text\n\n  more\nc: |+\n  end\n\n',
    "# c\n---\na: text\nb: \"in \\tquotes\"\nc: 'it''s'\n",
    'a:\n  b:\nc:\n\n  # c\n\n  d: 1\r\n',
    'a:\r\n  - b: 1\r\n    c: "2"\r\n',
    'a: |\r\n  one\r\n\r\n  two\r\nb: >- # c\r\n  one\r\n  two\r\n',
    'a: one \t\nb: | # c\n  two\n',
    '"a b": 1\n\'c\': 2\nd e: 3\nf.g/h-i: 4\n',
    '- title: T  # c\n- title: U\n',
    '- One\n- Two: 2026-03-24 09:00\n- -5\n',
    'a: text that\n  goes on\nb: 1',
    '- text\n\n\n  that goes on  \n   - with #hashes, [brackets\n\n- and ends # here\n',
    'a:\n  one\r\n  two\r\n\r\n   three\r\nb: 1',
    "a: \"in\n  quotes, \\\n   \\ x\n\n  y \"\nb:\n- 'it''s\n\n  z'\n",
    'a: [ "b\n  c", { d: "e\n\n  f" } ]\n',
    'a: [ b\n  c\n , { d: e\n\n  f#g\n } ]\n',
  ])('%j', (text) => {
    expect(expectAlike(text)).toBe(true)
  })

  test.each([
    ...[
      'a: &x 1',
      'a: *x',
      'a: !t 1',
      '%YAML 1.1\n---\na: 1',
      'a: 1\n---\nb: 2',
      'a: 1\n...\n',
      '? a\n: b',
      '<<: {a: 1}',
    ],
    ...[
      '{<<: {a: 1}}',
      'a: b: c',
      'a: "x',
      "a: 'x",
      'a: [1',
      'a: {b: 1',
      'a: b\n  c: d',
      'a: text that\n  goes: on',
      'a: text that # c\n  goes on',
      'a: text that\n  # c\n  goes on',
      'a: text that\n  goes\ton',
      'text that\ngoes on',
      'a: "in\nquotes"',
      'a:\n  b: "in\n  quotes"',
      '{ "a\n  b": 1 }',
      '"in\n---\nquotes"',
      'a:\n\tb: 1',
      'a: "\\q"',
      '[a b: c]',
    ],
    ...[
      'a\nb: 1',
      '- a\nb: 1',
      'a: 1\n b: 2',
      'a:\n  b: 1\n c: 2',
      'a: [1]x',
      '"a" b',
      'a: |2\n   x',
      '',
      '# c\n',
      '...',
      '- a: 1\n b: 2',
    ],
  ])('%j is left to yaml', (text) => {
    expect(readSimple(text, byLibrary)).toBeUndefined()
  })

  const piece = fc.constantFrom(
    ...['a', 'b c', '1', '-1', '.5', '2026-03-24 09:00', 'https://x.y/z?q=1#f', 'null', '~', '<<', 'a-b', '---', '...'],
    ...[
      ': ',
      ':',
      ' ',
      '  ',
      '    ',
      '\n',
      '\n  ',
      '\n    ',
      '\n\n',
      '\r\n',
      '\t',
      '- ',
      '-',
      '? ',
      '# c',
      ' # c',
      '#',
    ],
    ...[
      '"',
      "'",
      '"x y"',
      "'x'",
      '"\\n"',
      '"\\u00e9"',
      '\\',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '|',
      '>',
      '|-\n',
      '>\n',
      '&',
      '!',
      '%',
      '@',
    ],
    ...['a: ', 'b: ', '"k": ', 'a:\n', '- a: ', '- x\n', 'é', '👍', '\u2028', '\u00a0', '\ufeff'],
  )

  test('of any pieces of YAML', () => {
    let simple = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        if (expectAlike(pieces.join(''))) simple++
      }),
      { numRuns: RUNS },
    )
    expect(simple).toBeGreaterThan(casesOf(RUNS) / 20)
  })

  const value: fc.Arbitrary<string> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('T1', '2026-03-24 09:00', 'a b', "'19:00'", '"x: y"', 'x # c', '"\\ud83d\\ude00"'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[a, b]', '[ a,\n    b ]', '{ name: A, organization: "B, C" }', '[]', '{}'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '|\n    x\n    y',
        '>-\n    x\n\n    y',
        'x\n    y',
        '"x\n    y"',
        '\n  - a\n  - b',
        '',
      ),
    },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')) },
  )
  const line = fc.tuple(
    fc.constantFrom('', '- ', '  ', '  - ', '    '),
    fc.constantFrom('title', 'start', '"tags"', 'x y'),
    value,
  )

  test('of nearly whole files', () => {
    let simple = 0
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (lines, end) => {
          if (expectAlike(lines.map(([indent, key, text]) => `${indent}${key}: ${text}${end}`).join(''))) simple++
        },
      ),
      { numRuns: RUNS },
    )
    expect(simple).toBeGreaterThan(casesOf(RUNS) / 20)
  })

  const words = fc.array(
    fc.constantFrom(
      ...['a', 'word', '#', 'x#y', '-', '- z', '?', ':x', 'é', "''", ', ', '[', '}', '|', '&b', '%', '  '],
    ),
    { maxLength: 4 },
  )
  const folded = fc
    .array(fc.tuple(fc.constantFrom('\n', '\n', '\r\n', ' \n'), fc.constantFrom('', ' ', '  ', '    '), words), {
      minLength: 1,
      maxLength: 5,
    })
    .map((lines) => lines.map(([end, indent, text]) => end + (text.length > 0 ? indent : '') + text.join(' ')).join(''))

  test('of texts in several lines', () => {
    let simple = 0
    fc.assert(
      fc.property(
        fc.constantFrom('a: ', '- ', '- a: ', '- - ', 'a:\n   ', '- [ ', '- { a: ', 'a: [b, {c: '),
        fc.constantFrom('', '"', "'"),
        folded,
        fc.constantFrom('', '\n', '\nb: 1\n', '\n- b\n', ' # c\n', '\n\n  b: 1\n', ' ]\n', '}\n', '}]\n', ': 1 }\n'),
        (begin, quote, text, end) => {
          const inside = quote === '"' ? text.replace("''", '\\"') : text
          if (expectAlike(`${begin}${quote}One${inside}${quote}${end}`)) simple++
        },
      ),
      { numRuns: RUNS },
    )
    expect(simple).toBeGreaterThan(casesOf(RUNS) / 12)
  })

  test('of any JSON, laid out in any way', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent)
        if (/^[{[]/.test(text) && !/"[^"]*\\|"":/.test(text)) expect(readSimple(text, byLibrary)).toBeDefined()
        expectAlike(text)
      }),
      { numRuns: RUNS / 4 },
    )
  })
})
