import { expect, test } from 'vitest'
import { ageLabel, instant } from '../../src/model/time.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [-5 * HOUR, 'just now'],
  [0, 'just now'],
  [MINUTE - 1, 'just now'],
  [MINUTE, '1 min ago'],
  [HOUR - 1, '59 min ago'],
  [HOUR, '1 h ago'],
  [2 * HOUR + 59 * MINUTE, '2 h ago'],
  [48 * HOUR - 1, '47 h ago'],
  [48 * HOUR, '2 days ago'],
  [14 * 24 * HOUR - 1, '13 days ago'],
  [14 * 24 * HOUR, '2 weeks ago'],
  [60 * 24 * HOUR, '8 weeks ago'],
  [61 * 24 * HOUR, '2 months ago'],
  [400 * 24 * HOUR, '13 months ago'],
  [730 * 24 * HOUR, '23 months ago'],
  [731 * 24 * HOUR, '2 years ago'],
  [2201 * 24 * HOUR, '6 years ago'],
])('%i ms: %s', (age, expected) => {
  const now = instant(Date.UTC(2026, 2, 24))
  expect(ageLabel(instant(now - age), now)).toBe(expected)
})
