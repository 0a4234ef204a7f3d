import { describe, expect, test } from 'vitest'
import {
  either,
  from,
  identifier,
  list,
  oneOf,
  slug,
  text,
  truth,
  url,
  wholeNumber,
} from '../../../src/formats/own/field-kinds.js'
import { day, duration, minuteOfDay, timestamp, zone } from '../../../src/formats/own/field-times.js'
import {
  type Field,
  type Kind,
  mapping,
  openRow,
  optional,
  required,
  type Shape,
} from '../../../src/formats/own/fields.js'
import { openYaml } from '../../../src/formats/yaml/yaml.js'
import { bytesOf, told } from '../telling.js'

/** The value that a kind reads from `value` under the key `k`, or its problem. */
function judged(kind: Kind<unknown>, value: string): unknown {
  const field = optional('k', kind, 'A field.')
  const { found, problems } = readFields({ fields: [field] }, `k: ${value}\n`, field)
  return problems.length > 0 ? problems : found
}

function readFields(shape: Shape, source: string, field: Field<unknown>) {
  const opening = openYaml(bytesOf(source), 'f.yaml')
  if (!opening.ok || opening.source.contents.kind !== 'mapping') throw new Error(`no mapping: ${source}`)
  const found = openRow(opening.source.contents, shape, opening.findings).get(field)
  return { found, problems: opening.findings.list().map(told) }
}

const wrong = (expected: string, found: string, place: string) => [
  `${place} wrong-type ${JSON.stringify({ key: 'k', expected, found })}`,
]

describe('what a value of each kind may be', () => {
  test.each<[string, Kind<unknown>, string, unknown]>([
    ['text', text(5), 'abc', 'abc'],
    ['text in quotes', text(5), '" a b "', 'a b'],
    ['text of letters beyond the BMP', text(2), '😀😀', '😀😀'],
    ['text that looks like a number', text(5), '1.10', '1.10'],
    ['text in a block', text(9), '|\n  a\n  b\n', 'a\nb'],
    ['text that is too long', text(2), 'abc', ['1:4+3 too-long {"key":"k","limit":2,"length":3}']],
    ['no text', text(5), '', wrong('text', 'nothing', '1:1+1')],
    ['null', text(5), 'Null', wrong('text', 'nothing', '1:4+4')],
    ['null in quotes', text(5), '"null"', 'null'],
    ['empty text', text(5), "' '", wrong('text', 'empty text', '1:4+3')],
    ['a mapping for text', text(5), '{ a: 1 }', wrong('text', 'a mapping', '1:4+8')],
    ['a list for text', text(5), '[]', wrong('text', 'a list', '1:4+2')],
    [
      'half a character',
      text(99),
      '"\\udc00"',
      ['1:4+8 yaml-syntax {"detail":"an escape that is half of a character"}'],
    ],
    ['an id', identifier(9), 'a b/c?', 'a b/c?'],
    ['an id with a control', identifier(9), '"a\\eb"', ['1:4+6 bad-id {"id":"a\\u001bb"}']],
    ['an id over two lines', identifier(9), '"a\\nb"', ['1:4+6 bad-id {"id":"a\\nb"}']],
    ['an id with bidi control', identifier(9), '"a\\u202Eb"', ['1:4+10 bad-id {"id":"a\u202eb"}']],
    ['a slug', slug(9), 'a-b-2', 'a-b-2'],
    ['a slug that leads out', slug(9), '../a', ['1:4+4 bad-slug {"slug":"../a"}']],
    ['one of two', oneOf(['on', 'off']), 'off', 'off'],
    [
      'none of two',
      oneOf(['on', 'off']),
      'offf',
      ['1:4+4 not-one-of {"key":"k","value":"offf","allowed":["on","off"],"nearest":"off"}'],
    ],
    ['an address', url(50), 'https://a.org/b?c#d', 'https://a.org/b?c#d'],
    ['an address without host', url(50), 'https://', ['1:4+8 bad-url {"url":"https://"}']],
    ['an address with a space', url(50), 'https://a.org/b c', ['1:4+17 bad-url {"url":"https://a.org/b c"}']],
    ['a script', url(50), 'javascript:alert(1)', ['1:4+19 bad-url {"url":"javascript:alert(1)"}']],
    [
      'a script in disguise',
      url(50),
      '"java\\tscript:https://a.org"',
      ['1:4+28 bad-url {"url":"java\\tscript:https://a.org"}'],
    ],
    ['a number', wholeNumber(1, 5), '4', 4],
    ['a number in quotes', wholeNumber(1, 5), '"4"', 4],
    [
      'a number that is too large',
      wholeNumber(1, 5),
      '6',
      ['1:4+1 bad-number {"key":"k","value":"6","from":1,"to":5}'],
    ],
    ['half a number', wholeNumber(1, 5), '1.5', ['1:4+3 bad-number {"key":"k","value":"1.5","from":1,"to":5}']],
    ['a number in letters', wholeNumber(1, 5), '0x1', ['1:4+3 bad-number {"key":"k","value":"0x1","from":1,"to":5}']],
    ['true', truth(), 'true', true],
    ['false', truth(), 'false', false],
    ['yes', truth(), 'yes', wrong('true or false', 'text', '1:4+3')],
    ['neither', truth(), '', wrong('true or false', 'nothing', '1:1+1')],
    ['a list', list(text(5)), '[a, b]', ['a', 'b']],
    ['text for a list', list(text(5)), 'a', wrong('a list', 'text', '1:4+1')],
    ['a list with a gap', list(text(5)), '[a, ~]', wrong('text', 'nothing', '1:8+1')],
    ['a list that is too long', list(text(5), 1), '[a, b]', ['1:4+6 too-long {"key":"k","limit":1,"length":2}']],
    [
      'either, short',
      either(
        from(text(5), (a) => ({ a })),
        mapping({ fields: [] }, () => ({ a: 'b' })),
      ),
      'x',
      { a: 'x' },
    ],
    [
      'either, long',
      either(
        from(text(5), (a) => ({ a })),
        mapping({ fields: [] }, () => ({ a: 'b' })),
      ),
      '{}',
      { a: 'b' },
    ],
    ['a day', day(), '2028-02-29', '2028-02-29'],
    ['no day', day(), '2026-02-29', ['1:4+10 no-such-day {"text":"2026-02-29"}']],
    ['a day in other words', day(), '29.2.2028', ['1:4+9 bad-time {"text":"29.2.2028","form":"2020-11-20"}']],
    ['a length', duration(), '1h 30m', 90],
    ['no length', duration(), 'long', ['1:4+4 bad-time {"text":"long","form":"35m, 1h 30m or 1:30"}']],
    ['a time of day', minuteOfDay(), '04:30', 270],
    ['no time of day', minuteOfDay(), '24:00', ['1:4+5 no-such-time {"text":"24:00"}']],
    ['no minute', minuteOfDay(), '04:60', ['1:4+5 no-such-time {"text":"04:60"}']],
    ['a short time of day', minuteOfDay(), '4:00', ['1:4+4 bad-time {"text":"4:00","form":"04:00"}']],
    ['a moment', timestamp(), '2020-11-20T16:00:00.123+01:00', '2020-11-20T16:00:00.123+01:00'],
    [
      'a moment without offset',
      timestamp(),
      '2020-11-20T16:00:00',
      ['1:4+19 bad-time {"text":"2020-11-20T16:00:00","form":"2020-11-20T16:00:00Z"}'],
    ],
    [
      'a moment that is none',
      timestamp(),
      '2020-11-31T16:00:00Z',
      ['1:4+20 no-such-day {"text":"2020-11-31T16:00:00Z"}'],
    ],
    ['a zone', zone(), 'europe/amsterdam', 'Europe/Amsterdam'],
    ['an abbreviation', zone(), 'CEST', expect.arrayContaining([expect.stringContaining('1:4+4 zone-abbreviation')])],
  ])('%s', (_, kind, value, expected) => {
    expect(judged(kind, value)).toEqual(expected)
  })
})

describe('a mapping', () => {
  const a = required('alpha', text(9), 'One.')
  const b = optional('beta', text(9), 'Two.')

  test('tells what is missing and what is unknown', () => {
    expect(readFields({ fields: [a, b] }, 'bets: x\nother: y\n', b)).toEqual({
      found: undefined,
      problems: [
        '1:1+4 unknown-key {"key":"bets","nearest":"beta"}',
        '1:1+7 missing-key {"key":"alpha"}',
        '2:1+5 unknown-key {"key":"other"}',
      ],
    })
  })

  test('keeps what it does not know where it is open', () => {
    expect(readFields({ fields: [a, b], open: true }, 'alpha: x\nother: y\n', a)).toEqual({ found: 'x', problems: [] })
  })

  test('takes the first of two', () => {
    expect(readFields({ fields: [a] }, 'alpha: x\nalpha: y\n', a)).toEqual({
      found: 'x',
      problems: ['2:1+5 duplicate-key {"key":"alpha","first":"1:1"}'],
    })
  })

  test('and its schema say the same', () => {
    expect(mapping({ fields: [a, b], rules: { minProperties: 1 } }, () => undefined).schema).toEqual({
      type: 'object',
      properties: {
        alpha: { description: 'One.', ...text(9).schema },
        beta: { description: 'Two.', ...text(9).schema },
      },
      required: ['alpha'],
      additionalProperties: false,
      minProperties: 1,
    })
  })
})
