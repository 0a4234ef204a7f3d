import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonNode, readJson } from '../../../src/formats/text/json.js'
import { short } from '../published-fixtures.js'

/** The value that JSON.parse would return, except for numbers, which stay as written. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plain)
  if (node.kind === 'object') return new Map([...node.entries].map(([key, value]) => [key, plain(value)]))
  if (node.kind === 'string') return node.text
  return node.kind === 'number' ? Number(node.text) : JSON.parse(node.text)
}

function asMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMaps)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return new Map(Object.entries(value).map(([key, item]) => [key, asMaps(item)]))
}

function fault(text: string): unknown {
  const reading = readJson(text, 'x.json')
  return reading.ok ? 'read' : reading.problems.map(short)
}

describe('JSON', () => {
  test('keeps numbers as they are written, and says where everything stands', () => {
    const text = '{\n  "id": 12345678901234567890,\n  "é": [1.10, "x"]\n}'
    const reading = readJson(text, 'x.json')
    if (!reading.ok) throw new Error('refused')
    const { root, place } = reading
    if (root.kind !== 'object') throw new Error('no object')
    const [id, list] = [...root.entries.values()]
    expect(id).toEqual({ kind: 'number', text: '12345678901234567890', start: 10, end: 30 })
    expect(list && place(list)).toEqual({ file: 'x.json', line: 3, column: 8, excerpt: '  "é": [1.10, "x"]', width: 1 })
    expect(list?.kind === 'array' && list.items.map((item) => text.slice(item.start, item.end))).toEqual([
      '1.10',
      '"x"',
    ])
  })

  test('takes the first of two values and says where both are', () => {
    const reading = readJson('{"a": 1,\n "a": 2, "\\u0061": 3}', 'x.json')
    expect(reading.ok && [plain(reading.root), reading.problems.map(short)]).toEqual([
      new Map([['a', 1]]),
      [
        { code: 'duplicate-key', at: '2:2', key: 'a', first: '1:7', severity: 'warning' },
        { code: 'duplicate-key', at: '2:10', key: 'a', first: '1:7', severity: 'warning' },
      ],
    ])
  })

  test('__proto__ is a key like any other', () => {
    const reading = readJson('{"__proto__": {"polluted": 1}, "constructor": 2}', 'x.json')
    expect(reading.ok && plain(reading.root)).toEqual(
      new Map<string, unknown>([
        ['__proto__', new Map([['polluted', 1]])],
        ['constructor', 2],
      ]),
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test.each(
    [
      ['[1,]', '1:4', 'there is a comma before the closing bracket'],
      ['{"a": 1,}', '1:9', 'there is a comma before the closing bracket'],
      ['[1 2]', '1:4', 'a comma or the closing bracket is missing'],
      ['{"a": 1 "b": 2}', '1:9', 'a comma or the closing bracket is missing'],
      ['{"a" 1}', '1:6', 'a colon is missing after the key'],
      ["{'a': 1}", '1:2', 'text must be in "double quotes"'],
      ['{a: 1}', '1:2', 'a is not a JSON value'],
      ['{1: 1}', '1:2', 'a key must be in "quotes"'],
      ['[,1]', '1:2', 'a value is missing'],
      ['{"a": }', '1:7', 'a value is missing'],
      ['[NaN]', '1:2', 'NaN is not a JSON value'],
      ['[-Infinity]', '1:2', '-Infinity is not a JSON value'],
      ['[01]', '1:3', 'a comma or the closing bracket is missing'],
      ['[1.]', '1:2', '1. is not a JSON value'],
      ['[+1]', '1:2', '+1 is not a JSON value'],
      ['[True]', '1:2', 'True is not a JSON value'],
      ['[truest]', '1:2', 'truest is not a JSON value'],
      ['\ufeff[]', '1:1', 'this is not a JSON value'],
      ['[] 1', '1:4', 'there is text after the end'],
      ['[] // done', '1:4', 'JSON has no comments'],
      ['["a', '1:2', 'a string never closes'],
      ['["a\tb"]', '1:2', 'there is a line break or control character inside quotes'],
      ['["\\x"]', '1:2', 'unknown escape'],
      ['[\n {"a": [1, 2', '2:13', 'it ends too early'],
      [`${'['.repeat(65)}${']'.repeat(65)}`, '1:65', 'nested too deeply'],
      ['['.repeat(100_000), '1:65', 'nested too deeply'],
    ].map(([text = '', at = '', detail = '']) => [text.slice(0, 40), at, detail, text] as const),
  )('%s is refused at %s: %s', (_, at, detail, text) => {
    expect(fault(text)).toEqual([
      { code: 'broken-file', at, format: 'JSON', detail, ...(/never closes|too early/.test(detail) && { cut: true }) },
    ])
  })

  test('an empty file is said to be empty', () => {
    expect(fault(' \n')).toEqual([{ code: 'empty-file', at: '1:1' }])
  })

  test('64 levels are read', () => {
    expect(fault(`${'['.repeat(64)}${']'.repeat(64)}`)).toBe('read')
  })

  test('reads what JSON.parse reads, as it reads it', () => {
    const spaces = fc.constantFrom('', ' ', '\n\t', '\r\n')
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), spaces, (value, space) => {
        const text = `${space}${JSON.stringify(value, null, space.length)}${space}`
        const reading = readJson(text, 'x.json')
        expect(reading.ok && plain(reading.root)).toEqual(asMaps(JSON.parse(text)))
      }),
    )
  })

  test('refuses what JSON.parse refuses, and nothing else', () => {
    const valid = '{"a":[1,-2.5e+3,true,false,null,"x\\u00e9\\n"],"b":{"c":""}, "d" : 0}'
    const mutant = fc
      .tuple(
        fc.nat(valid.length),
        fc.nat(3),
        fc.constantFrom('', ',', '"', ']', '}', '[', '{', ':', '0', '.', 'e', '-', '\\', ' ', 't', '\u0000'),
      )
      .map(([at, length, piece]) => valid.slice(0, at) + piece + valid.slice(at + length))
    fc.assert(
      fc.property(mutant, (text) => {
        expect(readJson(text, 'x.json').ok).toBe(parses(text))
      }),
      { numRuns: 10_000 },
    )
  })

  test('is linear: half a million keys of one name, strings of escapes, one long line', () => {
    const same = `{${'"a":1,'.repeat(300_000)}"b":2}`
    const escapes = `["${'\\n'.repeat(500_000)}"]`
    const reading = readJson(same, 'x.json')
    expect(reading.ok && reading.problems).toHaveLength(51)
    expect(readJson(escapes, 'x.json').ok).toBe(true)
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
