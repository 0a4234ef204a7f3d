import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contentLine,
  escapeHeading,
  escapeText,
  escapeUid,
  parameterValue,
} from '../../../src/render/calendar/compose-calendar.js'
import { hostileText, plain } from '../calendar-hostile.js'
import { unescapeText } from '../calendar-lint.js'

test.each([
  ['a\\b;c,d:e"f', 'a\\\\b\\;c\\,d:e"f'],
  ['a\r\nb\rc\nd\u0085e\u2028f\u2029g\n\rh', 'a\\nb\\nc\\nd\\ne\\nf\\ng\\n\\nh'],
  ['\u0000a\u0007b\u000bc\u000cd\u001be\u007ff\u009bg', 'abcdefg'],
  ['tab\tstays', 'tab\tstays'],
  ['\ud83c\udf89 \ud83c \udf89 \udf89\ud83c', '🎉 \ufffd \ufffd \ufffd\ufffd'],
  ['\\n', '\\\\n'],
  ['', ''],
])('TEXT of %j is %j', (text, escaped) => {
  expect(escapeText(text)).toBe(escaped)
})

test.each([
  ['  a\r\n\r\nb, c \n', 'a b\\, c'],
  ['\n', ''],
])('a heading of %j is %j', (text, escaped) => {
  expect(escapeHeading(text)).toBe(escaped)
})

test.each([
  ['a@b;c', 'a@b\\;c'],
  ['a\nb', 'a%0Ab'],
  ['\ud800', '\ufffd'],
])('a UID of %j is %j', (text, escaped) => {
  expect(escapeUid(text)).toBe(escaped)
})

test.each([
  ['America/New_York', 'America/New_York'],
  ['a:b;c,d', '"a:b;c,d"'],
  ['say "hi"^\r\nX:1', `"say ^'hi^'^^^nX:1"`],
  ['a\u0000\u0007\u009bb\ud800', 'ab\ufffd'],
])('a parameter of %j is %s', (text, value) => {
  expect(parameterValue(text)).toBe(value)
})

describe('a content line', () => {
  test.each([
    ['X', 'a'.repeat(73), [75]],
    ['X', 'a'.repeat(74), [75, 2]],
    ['X', 'a'.repeat(73 + 74), [75, 75]],
    ['X', 'a'.repeat(73 + 74 + 1), [75, 75, 2]],
    // Two octets each: 2 + 36 x 2 = 74, a 37th would make 76.
    ['X', 'é'.repeat(37), [74, 3]],
    ['X', '日'.repeat(25), [74, 4]],
    ['X', '🎉'.repeat(19), [74, 5]],
    ['X', '', [2]],
  ])('%s:%s has lines of %j octets', (name, value, octets) => {
    const line = contentLine(name, value)
    expect(line.endsWith('\r\n')).toBe(true)
    expect(
      line
        .slice(0, -2)
        .split('\r\n')
        .map((part) => Buffer.byteLength(part)),
    ).toEqual(octets)
  })

  test('is whole UTF-8 within 75 octets, and unfolds to what it was (10,000 texts)', () => {
    const property = fc.property(hostileText({ maxLength: 400 }), (text) => {
      const value = escapeText(text)
      const parts = contentLine('DESCRIPTION', value).split('\r\n')
      expect(parts.pop()).toBe('')
      for (const [index, part] of parts.entries()) {
        const bytes = Buffer.from(part)
        expect(bytes.length).toBeLessThanOrEqual(75)
        expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(part)
        expect(index === 0 || part.startsWith(' ')).toBe(true)
        // Full: the first character of the next line would not have fitted.
        const next = [...(parts[index + 1]?.slice(1) ?? '')][0]
        if (next !== undefined) expect(bytes.length + Buffer.byteLength(next)).toBeGreaterThan(75)
      }
      const unfolded = parts.map((part, index) => (index === 0 ? part : part.slice(1))).join('')
      expect(unfolded).toBe(`DESCRIPTION:${value}`)
      expect(unescapeText(value)).toBe(plain(text))
    })
    fc.assert(property, { numRuns: 10_000 })
  })
})
