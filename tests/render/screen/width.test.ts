import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../../src/render/screen/any-width.js'
import { withSheet } from '../../../src/render/screen/sheet.js'
import { safe } from '../../../src/render/screen/terminal.js'
import { isSimple, simpleText } from '../../../src/render/screen/width.js'
import { SWEEPS } from '../../fixtures/cases.js'

test('every simple character is as wide as string-width says, alone and beside others', () => {
  const wrong: string[] = []
  for (let code = 0x20; code < 0x10000; code += SWEEPS ? 1 : 7) {
    const character = String.fromCharCode(code)
    if (!isSimple(character)) continue
    for (const text of [character, `x${character}王${character}`]) {
      if (simpleText.widthOf(text) !== stringWidth(text)) wrong.push(code.toString(16))
    }
  }
  expect(wrong).toEqual([])
})

test('only other characters need the slow measurer, and then all is set again with it', async () => {
  const times = async (...texts: readonly string[]) => {
    let set = 0
    const widths = await withSheet({ width: 80, colour: 0, ascii: false }, ({ widthOf }) => {
      set++
      return texts.map(widthOf)
    })
    expect(widths).toEqual(texts.map((text) => stringWidth(text)))
    return set
  }
  const simple = ['Kubelet', 'Ibáñez · ● ○ × … → “x”', 'Ωμέγα Ёлка', '王小明、カタカナ 한국어']
  expect(await times(...simple)).toBe(1)
  for (const text of ['🚀', 'e\u0301', 'שלום', 'ไทย', '\u1100\u1161']) expect(await times('Kubelet', text)).toBe(2)
})

const grapheme = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.constantFrom(' ', '王', '👨‍👩‍👧‍👦', '🇳🇱', 'é', 'word'),
)
const texts = fc.array(grapheme, { maxLength: 30 }).map((parts) => safe(parts.join('')))

test('as wide as string-width says, also in many windows', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 60 }), (text, times) => {
      const long = Array.from({ length: times }, () => text).join('')
      expect(anyText.widthOf(long)).toBe(stringWidth(long))
    }),
    { numRuns: 300 },
  )
})

describe('fitTo', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abc def', 5, 'abc…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['', 3, ''],
    ['王小明', 6, '王小明'],
    ['王小明', 5, '王小…'],
    ['王小明', 4, '王…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%s in %i', (text, width, fitted) => {
    expect(anyText.fitTo(text, width, '…')).toBe(fitted)
  })

  test('an ellipsis of three columns', () => {
    expect(['abcdef', 'abc'].map((text) => simpleText.fitTo(text, 4, '...'))).toEqual(['a...', 'abc'])
    expect(simpleText.fitTo('abcdef', 2, '...')).toBe('..')
  })
})

describe('wrapTo', () => {
  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 3, ['one', 'two', 'thr', 'ee']],
    ['one\n\ntwo', 9, ['one', '', 'two']],
    ['abcdefgh ij', 5, ['abcde', 'fgh', 'ij']],
    ['abcdefgh ij', 6, ['abcdef', 'gh ij']],
    ['', 5, ['']],
    ['a Least-Privilege x', 11, ['a Least-', 'Privilege x']],
    ['well-known', 10, ['well-known']],
    ['9-to-5/day --never -x', 6, ['9-to-', '5/day', '--neve', 'r -x']],
    ['王小明 a', 5, ['王小', '明 a']],
    ['王', 1, ['王']],
    ['🚀🚀🚀 a', 5, ['🚀🚀', '🚀 a']],
  ])('%j in %i', (text, width, lines) => {
    expect(anyText.wrapTo(text, width)).toEqual(lines)
  })
})

test('fitted text is as wide as allowed at most, and a beginning of the text', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, width) => {
      const fitted = anyText.fitTo(text, width, '…')
      expect(stringWidth(fitted)).toBeLessThanOrEqual(width)
      expect(fitted === text || text.startsWith(fitted.slice(0, -1))).toBe(true)
      expect(fitted === text).toBe(stringWidth(text) <= width)
    }),
  )
})

test('wrapped lines hold all of the text but its spaces, each line as wide as allowed', () => {
  const graphemes = new Intl.Segmenter('en')
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const lines = anyText.wrapTo(text, width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      // Only a character wider than the line itself may exceed it.
      const long = lines.filter((line) => stringWidth(line) > width && [...graphemes.segment(line)].length > 1)
      expect(long).toEqual([])
    }),
  )
})

test('greedy: the first word of a line would not have fitted on the line before', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.integer({ min: 9, max: 30 }), (list, width) => {
      const lines = simpleText.wrapTo(list.join(' '), width)
      const early = lines.slice(1).filter((line, index) => `${lines[index]} ${line.split(' ')[0]}`.length <= width)
      expect(early).toEqual([])
    }),
  )
})

test('long texts are cut and wrapped whole, a megabyte in a sweep', () => {
  const times = SWEEPS ? 10 : 1
  const simple = '王小明'.repeat(11_600 * times)
  expect(anyText.fitTo(simple, 40, '…')).toBe(`${'王小明'.repeat(6)}王…`)
  expect(anyText.wrapTo(simple, 40)).toHaveLength(1_740 * times)
  expect(simpleText.wrapTo('ab cd '.repeat(16_900 * times), 40)).toHaveLength(2_600 * times)
  const other = '🚀'.repeat(6_000 * times)
  expect(anyText.fitTo(other, 40, '…')).toBe(`${'🚀'.repeat(19)}…`)
  expect(anyText.wrapTo(other, 40)).toHaveLength(300 * times)
})
