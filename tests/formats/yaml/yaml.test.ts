import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openYaml, readYaml } from '../../../src/formats/yaml/yaml.js'
import type { YamlNode } from '../../../src/formats/yaml/yaml-nodes.js'
import { bytesOf, told } from '../telling.js'

function read(text: string) {
  return readYaml(bytesOf(text), 'f.yaml')
}

function faults(text: string): readonly string[] {
  const reading = read(text)
  return reading.ok ? [] : reading.problems.map(told)
}

describe('what is refused, and where', () => {
  test.each<[string, readonly string[]]>([
    ['a: *x', ['1:4+2 yaml-refused {"construct":"alias"}']],
    ['a: &x 1', ['1:4+2 yaml-refused {"construct":"anchor"}']],
    ['- !!str 1\n- ! 2', ['1:3+5 yaml-refused {"construct":"tag"}', '2:3+1 yaml-refused {"construct":"tag"}']],
    ['<<: { a: 1 }', ['1:1+2 yaml-refused {"construct":"merge-key"}']],
    ['{ <<: { a: 1 } }', ['1:3+2 yaml-refused {"construct":"merge-key"}']],
    ['a:\n  <<  : 1', ['2:3+2 yaml-refused {"construct":"merge-key"}']],
    ['%TAG ! x\n---\na: 1', ['1:1+8 yaml-refused {"construct":"directive"}']],
    [
      'a: 1\n---\nb: 1\n---\nc: 1',
      ['2:1+3 yaml-refused {"construct":"several-documents"}', '4:1+3 yaml-refused {"construct":"several-documents"}'],
    ],
    ['---\n---\na: 1', ['2:1+3 yaml-refused {"construct":"several-documents"}']],
    ['a: 1\n...\nb: 1', ['3:1+3 yaml-refused {"construct":"several-documents"}']],
    ['a: 1\n...\n---\nb: 1', ['3:1+3 yaml-refused {"construct":"several-documents"}']],
    ['[? a: b]', ['1:2+1 yaml-refused {"construct":"explicit-key"}']],
    [`${'['.repeat(33)}`, ['1:33+1 yaml-refused {"construct":"deep-nesting"}']],
    [`a: ${'{b: '.repeat(32)}`, ['1:128+1 yaml-refused {"construct":"deep-nesting"}']],
    [`${'- '.repeat(32)}a: 1`, ['1:66+1 yaml-refused {"construct":"deep-nesting"}']],
    [`- a: ${': '.repeat(40)}`, ['1:66+1 yaml-refused {"construct":"deep-nesting"}']],
  ])('%j', (text, expected) => {
    expect(faults(text)).toEqual(expected)
  })

  test.each([
    ...[
      '--- # one document\na: 1\n...\n',
      '---\na: 1\n',
      '# c\n\n---\na: 1',
      '\uFEFFa: 1',
      'a: 1\n...\n# c\n',
      "'<<': 1",
      'a: <<',
    ],
    ...[
      'a: "*x &x !x %x ? x"',
      'a: |\n  *x\n  &x\n  %YAML\n  ---\n',
      'a: x *y &z !w',
      'a: 50% ? ok',
      '- ?\\x',
      `${'['.repeat(32)}${']'.repeat(32)}`,
    ],
    ...[
      'a: https://x.org/?a=b&c=*',
      'a: b<<c',
      'a: -1',
      "a: 'it''s'",
      'a: "\\\\"',
      '{"a":1,"b":[2]}',
      'a: "x: y"',
      'a:\n- b\n- c',
    ],
  ])('%j is not', (text) => {
    expect(faults(text)).toEqual([])
  })
})

test('what is refused is listed up to fifty', () => {
  expect(faults('- *a\n'.repeat(60))).toHaveLength(50)
})

describe('what is no YAML, in words and at its place', () => {
  test.each<[string, string]>([
    ['a: "b', '1:4+1 the closing quote is missing'],
    ["a: 'b\nc: d", '1:4+1 the closing quote is missing'],
    ['a: "b\\"', '1:4+1 the closing quote is missing'],
    ['a: [1, 2', '1:9+1 the closing ] is missing'],
    ['{ a: 1', '1:7+1 the closing } is missing'],
    ['a: [1,, 2]', '1:7+1 a comma too many'],
    ['a: [,1]', '1:5+1 a comma too many'],
    ['a: }', '1:4+1 a } too many'],
    ['a: ]', '1:4+1 a ] too many'],
    ['{ a: 1 "b": 2 }', '1:6+9 a comma is missing, or a list or mapping inside brackets needs its own brackets'],
    ['["a" "b"]', '1:6+1 a comma or ":" is missing before this'],
    ['{"a":1,"b"}x', '1:12+1 unexpected text after the end of a value'],
    ['a: b: c', '1:4+1 a second ":" on the line; text with ": " in it needs quotes'],
    ['a: 1\n b: 2', '1:4+1 a ":" is missing, or the indentation of the next line is wrong'],
    ['a\nb: 1', '1:1+1 a ":" is missing, or the indentation of the next line is wrong'],
    ['a: 1\nb', '2:1+1 a key and ":" are expected here'],
    ['a:\n  b: 1\n c: 2', '3:1+1 the indentation does not match the lines above'],
    ['a: - b', '1:4+1 a list cannot begin on the line of its key'],
    ['a: @b', '1:4+1 a value that begins with this character needs quotes'],
    ['a: `b`', '1:4+1 a value that begins with this character needs quotes'],
    ['a: "\\q"', '1:5+1 unknown escape; a backslash in double quotes is written \\\\'],
    ['a: |x\n  b', '1:5+1 unexpected text after | or >'],
    ['a: "b"c', '1:7+1 unexpected text after the end of a value'],
    ['{\n\t"a": [\n\t\t1\n}', '4:1+1 the closing ] is missing'],
    ['a:\n\t- b', '2:1+1 a tab in the indentation; use spaces'],
    ['a:\n  b: 1\n\tc: 2', '3:1+1 a tab in the indentation; use spaces'],
    ['a: "b"#c', '1:7+2 a space is missing before "#"'],
    ['[a]: 1', '1:1+3 a key must be text'],
    [`${'k'.repeat(1025)}: 1`, '1:1+120 a key of more than 1024 characters'],
    ['a: 1\rb: 2', '1:5+1 a line ends in CR alone; use LF or CR LF'],
  ])('%j', (text, expected) => {
    expect(
      faults(text).map((fault) => fault.replace(/ yaml-syntax (.*)$/, (_, json) => ` ${JSON.parse(json).detail}`)),
    ).toEqual([expected])
  })

  test('one fault a line, all lines, in file order', () => {
    expect(faults('a: b: c\nd: "e"f\ng: 1\nh: @i\n').map((fault) => fault.slice(0, 15))).toEqual([
      '1:4+1 yaml-synt',
      '2:7+1 yaml-synt',
      '4:4+1 yaml-synt',
    ])
  })
})

describe('files without content', () => {
  test.each(['', '\n\n', '# only a comment', '---\n', '\uFEFF', '---\n# c\n...\n'])('%j', (text) => {
    expect(faults(text)).toEqual(['1:1+1 empty-file {}'])
  })
})

test('a key that stands twice is told with the first, and does not keep the rest from being read', () => {
  const at = { file: 'f.yaml', line: 2, column: 6, excerpt: 'b: { c: 2, c: 3 }', width: 1 }
  const text = 'a: 1\nb: { c: 2, c: 3 }\na: 4\n'
  const opening = openYaml(bytesOf(text), 'f.yaml')
  expect(opening.ok).toBe(true)
  if (!opening.ok) return
  expect(opening.findings.list()).toEqual([
    { code: 'duplicate-key', at: { ...at, column: 12 }, key: 'c', first: at },
    {
      code: 'duplicate-key',
      at: { file: 'f.yaml', line: 3, column: 1, excerpt: 'a: 4', width: 1 },
      key: 'a',
      first: { file: 'f.yaml', line: 1, column: 1, excerpt: 'a: 1', width: 1 },
    },
  ])
  expect(read(text).ok).toBe(false)
})

test('keys that JavaScript objects have of their own are keys like others', () => {
  expect(faults('__proto__: 1\nconstructor: 2\ntoString: 3\n')).toEqual([])
  expect(faults('__proto__: 1\n__proto__: 2\n')).toEqual(['2:1+9 duplicate-key {"key":"__proto__","first":"1:1"}'])
})

test('up to a thousand keys', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, key) => `k${key}: 1\n`).join('')
  expect(faults(keys(1000))).toEqual([])
  expect(faults(keys(1001))).toEqual(['1001:1+5 yaml-refused {"construct":"too-many-keys"}'])
})

test('whatever is let through is no deeper than 32', () => {
  const piece = fc.constantFrom(
    '- ',
    '- ',
    'a: ',
    'a:',
    ': ',
    '[',
    '{',
    ']',
    '}',
    ', ',
    '\n',
    '\n ',
    '\n  ',
    '\n    ',
    '\t',
    'b',
    '"c"',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.nat(60),
      fc.array(piece, { maxLength: 12 }),
      (unit, times, rest) => {
        const opening = openYaml(bytesOf(unit.join('').repeat(times) + rest.join('')), 'f')
        if (opening.ok) expect(depthOf(opening.source.contents)).toBeLessThanOrEqual(32)
      },
    ),
    { numRuns: 5000 },
  )
})

function depthOf(node: YamlNode | null): number {
  const children =
    node?.kind === 'list'
      ? node.items
      : node?.kind === 'mapping'
        ? node.items.flatMap(({ key, value }) => [key, value])
        : undefined
  return children ? 1 + Math.max(0, ...children.map(depthOf)) : 0
}
