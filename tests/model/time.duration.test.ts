import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDuration } from '../../src/model/time.js'

test.each([
  ['35m', 35],
  ['0m', 0],
  ['90m', 90],
  ['1h', 60],
  ['1h30m', 90],
  ['1h 30m', 90],
  ['1H 30M', 90],
  ['90', 90],
  ['0', 0],
  ['1:30', 90],
  ['00:25', 25],
  ['25:00', 1500],
  ['PT35M', 35],
  ['PT1H30M', 90],
  ['PT2H', 120],
  [' 35m ', 35],
  ['44640', 44_640],
  ['744h', 44_640],
  ['744:00', 44_640],
])('%s is %d minutes', (text, minutes) => expect(readDuration(text)).toBe(minutes))

test.each([
  ...['', ' ', 'm', 'h', 'hm', 'PT', 'P1D', 'PT35S', '-35m', '-90', '+90', '1.5h', '1,5h', '35 m', '35min', '1 hour'],
  ...['1h60m', '1h90m', '1:60', '1:5', ':30', '1:', '1:30:00', '30m1h', '1h30', '1h  30m', '44641', '744:01', '745h'],
  ...['744h1m', '999999999999', '１５m', '٣٥m', '1e3', '0x10', 'NaN', 'Infinity', '35m\u0000', '35m 1h', 'PT1H 30M'],
])('%j is no length', (text) => expect(readDuration(text)).toBeUndefined())

test('every spelling of a length is that length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 743 }), fc.integer({ min: 0, max: 59 }), (hours, minutes) => {
      const two = String(minutes).padStart(2, '0')
      const total = hours * 60 + minutes
      const texts = [
        `${hours}h${minutes}m`,
        `${hours}h ${two}m`,
        `${hours}:${two}`,
        `PT${hours}H${minutes}M`,
        `${total}`,
      ]
      expect(texts.map(readDuration)).toEqual(texts.map(() => total))
    }),
    { numRuns: 1000 },
  )
})
