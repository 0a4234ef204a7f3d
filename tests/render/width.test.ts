import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { safe } from '../../src/render/terminal.js'
import { wide } from '../../src/render/wide.js'
import { isPlain, measurerFor, narrow } from '../../src/render/width.js'

test('every plain character is one column wide, alone and beside others', () => {
  for (let code = 0x20; code < 0x10000; code++) {
    const character = String.fromCharCode(code)
    if (!isPlain(character)) continue
    expect([code, stringWidth(character), stringWidth(`x${character}x${character}`)]).toEqual([code, 1, 4])
  }
})

test('only other characters need the slow measurer', async () => {
  expect(await measurerFor(['Kubelet', 'Ibáñez · ● ○ × … → “x”', 'Ωμέγα Ёлка'])).toBe(narrow)
  expect(await measurerFor(['Kubelet', '王'])).toBe(wide)
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
    expect(wide.fitTo(text, width, '…')).toBe(fitted)
  })

  test('an ellipsis of three columns', () => {
    expect(['abcdef', 'abc'].map((text) => narrow.fitTo(text, 4, '...'))).toEqual(['a...', 'abc'])
    expect(narrow.fitTo('abcdef', 2, '...')).toBe('..')
  })
})

describe('wrapTo', () => {
  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 3, ['one', 'two', 'thr', 'ee']],
    ['one\n\ntwo', 9, ['one', '', 'two']],
    ['abcdefgh ij', 5, ['abcde', 'fgh', 'ij']],
    ['', 5, ['']],
    ['王小明 a', 5, ['王小', '明 a']],
    ['王', 1, ['王']],
  ])('%j in %i', (text, width, lines) => {
    expect(wide.wrapTo(text, width)).toEqual(lines)
  })
})

const texts = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '王', '👨‍👩‍👧‍👦', 'é', 'word')))
  .map((parts) => safe(parts.join('')))

test('fitted text is as wide as allowed at most, and a beginning of the text', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, width) => {
      const fitted = wide.fitTo(text, width, '…')
      expect(stringWidth(fitted)).toBeLessThanOrEqual(width)
      expect(fitted === text || text.startsWith(fitted.slice(0, -1))).toBe(true)
      expect(fitted === text).toBe(stringWidth(text) <= width)
    }),
  )
})

test('wrapped lines hold all of the text but its spaces, each line as wide as allowed', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const lines = wide.wrapTo(text, width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([])
    }),
  )
})

test('greedy: the first word of a line would not have fitted on the line before', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.integer({ min: 9, max: 30 }), (list, width) => {
      const lines = narrow.wrapTo(list.join(' '), width)
      const early = lines.slice(1).filter((line, index) => `${lines[index]} ${line.split(' ')[0]}`.length <= width)
      expect(early).toEqual([])
    }),
  )
})

test('a megabyte is cut and wrapped whole', () => {
  const long = '王小明'.repeat(116_000)
  expect(stringWidth(wide.fitTo(long, 40, '…'))).toBe(39)
  expect(wide.wrapTo(long, 40)).toHaveLength(17_400)
  expect(narrow.wrapTo('ab cd '.repeat(170_000), 40)).toHaveLength(26_154)
})
