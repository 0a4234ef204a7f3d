import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesIn } from '../../../src/formats/own/findings.js'

test('a place is the same whatever was asked before', () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '🦉', '\n', '\r\n', ' '), { maxLength: 60 })
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(140), fc.nat(20)), { maxLength: 20 }), (source, asked) => {
      const places = placesIn('x', source)
      for (const [start, length] of asked) {
        expect(places([start, start + length])).toEqual(placesIn('x', source)([start, start + length]))
      }
    }),
    { numRuns: 1000 },
  )
})
