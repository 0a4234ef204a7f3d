import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance } from '../../../src/model/names.js'
import { isOneTypoFrom, mayHaveTypo } from '../../../src/planning/selection/fold-text.js'

test.each([
  ['helm', 'helm', false],
  ['hlem', 'helm', true],
  ['hel', 'helm', true],
  ['helmm', 'helm', true],
  ['hemm', 'helm', true],
  ['elmh', 'helm', false],
  ['xelm', 'helm', true],
  ['helx', 'helm', true],
  ['hmel', 'helm', false],
  ['', 'a', true],
  ['', '', false],
  ['abcd', 'ab', false],
])('%s of %s: %s', (word, meant, answer) => {
  expect(isOneTypoFrom(word, meant)).toBe(answer)
})

const LETTERS = ['a', 'b', 'c']
const short = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 6 })

function slipsOf(word: string): ReadonlySet<string> {
  const slips = new Set<string>()
  for (let place = 0; place <= word.length; place++) {
    const [before, after] = [word.slice(0, place), word.slice(place)]
    slips.add(before + after.slice(1))
    for (const letter of LETTERS) slips.add(before + letter + after).add(before + letter + after.slice(1))
    if (after.length > 1) slips.add(before + after.charAt(1) + after.charAt(0) + after.slice(2))
  }
  // Replacing nothing at the end adds a letter, which is a typo as well; the word itself is not.
  slips.delete(word)
  return slips
}

test('agrees with making every slip', () => {
  fc.assert(
    fc.property(short, short, (word, meant) => isOneTypoFrom(word, meant) === slipsOf(meant).has(word)),
    { numRuns: 10_000 },
  )
})

describe('where a typo is forgiven', () => {
  test.each([
    ['hel', false],
    ['helm', true],
    ["don't", true],
    ['k8s1', true],
    ['2020', false],
    ['c++x', false],
    ['日本語版', true],
    ['x'.repeat(40), true],
    ['x'.repeat(41), false],
  ])('%s: %s', (word, answer) => {
    expect(mayHaveTypo(word)).toBe(answer)
  })
})

test('the distance bounded by two tells apart what one slip, two and more make of a word', () => {
  const longer = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 8 })
  fc.assert(
    fc.property(longer, longer, (word, meant) => {
      const whole = editDistance(word, meant)
      expect(editDistance(word, meant, 2)).toBe(whole <= 2 ? whole : Number.POSITIVE_INFINITY)
      expect(editDistance(meant, word)).toBe(whole)
      expect(whole === 0).toBe(word === meant)
      expect(whole === 1).toBe(slipsOf(meant).has(word))
      const inTwo = [...slipsOf(meant)].some((once) => slipsOf(once).has(word))
      if (whole === 2) expect(inTwo).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
