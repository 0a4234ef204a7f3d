import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNow } from '../../src/model/time.js'

test.each([
  ['2020-11-20T16:00:00Z', '2020-11-20T16:00:00.000Z'],
  ['2020-11-20T16:00Z', '2020-11-20T16:00:00.000Z'],
  ['2020-11-20T16:00:00-05:00', '2020-11-20T21:00:00.000Z'],
  ['2020-11-20T16:00:00+0530', '2020-11-20T10:30:00.000Z'],
  ['2020-11-20T16:00:00.25Z', '2020-11-20T16:00:00.250Z'],
  ['2020-11-20T16:00:00.123456Z', '2020-11-20T16:00:00.123Z'],
  ['2020-12-31T24:00:00Z', '2021-01-01T00:00:00.000Z'],
  [' 2020-11-20T16:00:00Z\n', '2020-11-20T16:00:00.000Z'],
])('%s is %s', (text, moment) => expect(new Date(readNow(text) ?? Number.NaN).toISOString()).toBe(moment))

test.each([
  ...[
    '',
    'now',
    '2020-11-20',
    '2020-11-20T16:00:00',
    '2020-11-20 16:00:00Z',
    '16:00Z',
    '1605888000',
    '2020-W47-5T16:00Z',
  ],
  ...['2020-02-30T16:00:00Z', '2020-13-01T00:00Z', '0000-01-01T00:00Z', '2020-11-20T24:01Z', '2020-11-20T25:00Z'],
  ...['2020-11-20T16:60Z', '2020-11-20T16:00:60Z', '2020-11-20T16:00+24:00', '2020-11-20T16:00+01:60'],
  ...['2020-11-20T16:00:00 Z', '2020-11-20T16:00:00EST', '+2020-11-20T16:00:00Z', '2020-11-20T16:00:00.Z'],
])('%j is no moment', (text) => expect(readNow(text)).toBeUndefined())

test('agrees with the language on every moment it writes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01T00:00Z'), max: new Date('9999-12-31T23:59Z'), noInvalidDate: true }),
      (date) => {
        expect(readNow(date.toISOString())).toBe(date.getTime())
      },
    ),
    { numRuns: 1000 },
  )
})
