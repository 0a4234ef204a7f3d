import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesIn } from '../../../src/formats/own/findings.js'

test.each<[string, string, [number, number], object]>([
  ['the beginning', 'a: 1\nb: 2', [0, 1], { line: 1, column: 1, excerpt: 'a: 1', width: 1 }],
  ['the second line', 'a: 1\nb: 2', [8, 9], { line: 2, column: 4, excerpt: 'b: 2', width: 1 }],
  ['CR LF', 'a: 1\r\nb: 2\r\n', [3, 4], { line: 1, column: 4, excerpt: 'a: 1', width: 1 }],
  ['letters beyond the BMP count once', '😀😀: x\n', [6, 7], { line: 1, column: 5, excerpt: '😀😀: x', width: 1 }],
  ['so do they in the caret', 'a: 😀😀', [3, 7], { line: 1, column: 4, excerpt: 'a: 😀😀', width: 2 }],
  [
    'over several lines: to the end of the first',
    'a: |\n  b\n',
    [3, 9],
    { line: 1, column: 4, excerpt: 'a: |', width: 1 },
  ],
  ['nothing is shown as one', 'a:\nb', [2, 2], { line: 1, column: 3, excerpt: 'a:', width: 1 }],
  ['the end', 'a: 1\n', [5, 5], { line: 2, column: 1, excerpt: '', width: 1 }],
  ['beyond the end', 'a', [7, 9], { line: 1, column: 2, excerpt: 'a', width: 1 }],
  ['an empty text', '', [0, 0], { line: 1, column: 1, excerpt: '', width: 1 }],
])('%s', (_, text, range, expected) => {
  expect(placesIn('f', text)(range)).toEqual({ file: 'f', ...expected })
})

test('a monster line is quoted around the caret', () => {
  const text = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`
  const excerpt = `${'x'.repeat(60)}HERE${'y'.repeat(56)}`
  expect(placesIn('f', text)([5000, 5004])).toEqual({ file: 'f', line: 1, column: 5001, excerpt, width: 4, from: 4941 })
  expect(placesIn('f', text)([0, 9000])).toEqual({
    file: 'f',
    line: 1,
    column: 1,
    excerpt: 'x'.repeat(120),
    width: 120,
  })
})

test('a place, counted code point by code point', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r\n', '😀', 'é', '\t'), maxLength: 400 })
  fc.assert(
    fc.property(text, fc.nat(420), fc.nat(20), (text, start, length) => {
      const { line, column, excerpt = '', width = 0, from = 1 } = placesIn('f', text)([start, start + length])
      const before = text.slice(0, start).split('\n')
      const whole = [...(text.split('\n')[before.length - 1] ?? '').replace(/\r$/, '')]
      // A range never begins inside a surrogate pair; if this one does, either side is fine.
      fc.pre(!/[\ud800-\udbff]$/.test(before.at(-1) ?? ''))
      expect([line, column]).toEqual([before.length, [...(before.at(-1) ?? '')].length + 1])
      expect(whole.slice(from - 1, from - 1 + [...excerpt].length).join('')).toBe(excerpt)
      expect(excerpt.length).toBeLessThanOrEqual(120)
      expect(width).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 5000 },
  )
})
