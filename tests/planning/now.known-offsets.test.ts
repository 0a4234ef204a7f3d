import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offsetAt, stampZone } from '../../src/clock/zone.js'
import type { Session } from '../../src/model/conference.js'
import { type Day, instant } from '../../src/model/time.js'
import { knownOffsets } from '../../src/planning/now.js'
import { casesOf } from '../fixtures/cases.js'

const HOUR = 3_600_000

function sessionAt(start: number, zone: string): Session {
  const [from, to] = [instant(start), instant(start + HOUR)]
  const offsets = { offset: offsetAt(from, zone), endOffset: offsetAt(to, zone), shift: 0 }
  const when = { kind: 'timed', start: from, end: to, day: '2026-01-01' as Day, ...offsets } as const
  return {
    id: String(start),
    title: 'A talk',
    kind: 'talk',
    tracks: [],
    tags: [],
    when,
    speakers: [],
    status: 'confirmed',
  }
}

/** Zones whose clocks change by an hour or half an hour, in both halves of the year, and some that never change. */
const zones = fc.constantFrom(
  'Europe/Amsterdam',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
  'Asia/Kolkata',
)
/** Moments of two years, concentrated around clock changes. */
const moments = fc.oneof(
  fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-01-01') }),
  fc.integer({ min: Date.parse('2026-03-24'), max: Date.parse('2026-04-03') }),
  fc.integer({ min: Date.parse('2026-10-20'), max: Date.parse('2026-11-04') }),
)

test('whatever sessions tell of the clocks is what the zones say', () => {
  let told = 0
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 12 }), moments, zones, zones, (starts, moment, venue, shown) => {
      const sessions = stampZone(
        starts.map((start) => sessionAt(start, venue)),
        shown,
      )
      const known = knownOffsets(sessions, instant(moment))
      if (!known) return
      told++
      expect(known).toEqual({ shown: offsetAt(instant(moment), shown), venue: offsetAt(instant(moment), venue) })
    }),
    { numRuns: 3000 },
  )
  expect(told).toBeGreaterThan(casesOf(3000) / 30)
})

test('they tell during a conference, and not before, after, in long breaks or across a change of the clocks', () => {
  const sessions = ['2026-03-27T09:00Z', '2026-03-28T09:00Z', '2026-03-30T09:00Z', '2026-04-20T09:00Z'].map((start) =>
    sessionAt(Date.parse(start), 'Europe/Amsterdam'),
  )
  const at = (moment: string) => knownOffsets(sessions, instant(Date.parse(moment)))
  expect(at('2026-03-27T08:59Z')).toBeUndefined()
  expect(at('2026-03-27T09:00Z')).toEqual({ shown: 60, venue: 60 })
  expect(at('2026-03-27T20:00Z')).toEqual({ shown: 60, venue: 60 })
  expect(at('2026-03-29T00:30Z')).toBeUndefined()
  expect(at('2026-04-10T09:00Z')).toBeUndefined()
  expect(at('2026-04-20T09:00Z')).toEqual({ shown: 120, venue: 120 })
  expect(at('2026-04-20T09:01Z')).toBeUndefined()
  expect(knownOffsets([], instant(0))).toBeUndefined()
})
