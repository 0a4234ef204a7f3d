import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document, parse, Scalar, visit } from 'yaml'
import { NO_DETAILS, type Session } from '../../../src/model/conference.js'
import { catalogueDocument } from '../../../src/render/documents/catalogue-document.js'
import type { Fields, Value } from '../../../src/render/documents/fields.js'
import { catalogueYaml, yamlText } from '../../../src/render/documents/yaml.js'

/** The output of yaml's own writer for a document, with texts quoted if they would not survive plain. */
function byLibrary(fields: Fields): string {
  const document = new Document(fields, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && FRAGILE.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return document
    .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replace(/[^\t\n -~]/gu, (character) => (INVISIBLE.test(character) ? escaped(character) : character))
}

const INVISIBLE = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/u
const FRAGILE = new RegExp(`\\t| (?:\\n|$)|(?:^|\\n) |^\\n|${INVISIBLE.source}`, 'u')

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

/** Fragments with a meaning in YAML, more often than random letters would produce. */
const piece = fc.constantFrom(
  ...[
    'a',
    'B c',
    ' ',
    '\n',
    '\n\n',
    '\t',
    '\r',
    ':',
    '#',
    '- ',
    '-',
    '?',
    '"',
    "'",
    '\\',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&',
  ],
  ...[
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    '---',
    '...',
    '~',
    'null',
    'True',
    'no',
    '1',
    '0x1f',
    '0o7',
    '.5',
    '1e3',
    '.inf',
  ],
  ...['-.INF', '.nan', '+', '=', '<<', '\u0000', '\u0007', '\u001b', '\u0085', '\u00a0', '\u2028', '\u200b', '\ufeff'],
  ...['é', '日本', '👍', '\ud83d', '\\u0041', '\u{e0001}'],
)
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('title', 'in_use', '$schema'), tie('value')),
  ),
}))

test('a document is written to the byte as yaml itself writes it, and reads back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('kubeplan', 'conference', 'sessions'), value), (fields) => {
      const written = yamlText(fields as Fields)
      expect(written).toBe(byLibrary(fields as Fields))
      if (!/\\ud8/.test(written)) expect(parse(written)).toEqual(fields)
    }),
    { numRuns: 2000 },
  )
})

test('long texts are folded at 80 columns, and read back as they were', () => {
  const word = fc.oneof(piece, fc.constantFrom('word', 'longer words', 'a  b', 'x'.repeat(90), '   '))
  const long = fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '')), {
    minLength: 10,
    maxLength: 60,
  })
  const deep = (abstract: string): Fields => ({ sessions: [{ takes: [{ text: abstract }, abstract], abstract }] })
  fc.assert(
    fc.property(
      long.map((words) => words.flat().join('')),
      (abstract) => {
        const written = yamlText(deep(abstract))
        fc.pre(!/\\ud8/.test(written))
        expect(parse(written)).toEqual(deep(abstract))
        if (/^ *abstract: [|>]/m.test(written))
          // What is longer has no single blank at which it could be cut.
          for (const line of written.split('\n').filter(({ length }) => length > 80))
            expect(line.trim()).not.toMatch(/\S \S/)
      },
    ),
    { numRuns: 2000 },
  )
})

test.each([
  ['one line', `${'four '.repeat(20)}end`, `>-\n  ${'four '.repeat(15).trim()}\n  ${'four '.repeat(5)}end\n`],
  ['short lines', 'one\n\ntwo\n', '|\n  one\n\n  two\n'],
  [
    'lines of which one is long',
    `a\n\n- b\n${'four '.repeat(20)}end`,
    `>-\n  a\n\n\n  - b\n\n  ${'four '.repeat(15).trim()}\n  ${'four '.repeat(5)}end\n`,
  ],
  ['a long word', 'x'.repeat(100), `${'x'.repeat(100)}\n`],
  [
    'a text of 80 characters',
    `${'four '.repeat(15)}five`.padEnd(80, '.'),
    `${`${'four '.repeat(15)}five`.padEnd(80, '.')}\n`,
  ],
])('%s', (_, abstract, yaml) => {
  expect(yamlText({ abstract })).toBe(`abstract: ${yaml}`)
})

test('a catalogue is written in pieces to the same text as at once', () => {
  for (const length of [0, 1, 3, 2000]) {
    const sessions = Array.from(
      { length },
      (_, number): Session => ({
        id: `s${number}`,
        title: `Walls: ${number}`,
        kind: 'talk',
        tracks: ['a', '- b'],
        tags: [],
        when: { kind: 'unscheduled' },
        speakers: [],
        ...(number === 2 && { repeatOf: 's1' }),
        status: 'confirmed',
      }),
    )
    const conference = { name: 'Demo', slug: 'demo', timezone: 'UTC', dayChange: 0, sources: [] }
    const catalogue = { conference, rooms: { walks: [] }, sessions, details: () => NO_DETAILS }
    const pieces = [...catalogueYaml(catalogue)]
    expect(pieces.join('')).toBe(yamlText(catalogueDocument(catalogue, sessions)))
    expect(pieces.length > 1).toBe(length === 2000)
  }
})
