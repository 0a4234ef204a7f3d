import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Timed, When } from '../../../src/model/conference.js'
import { addMinutes, type Day, instant, minutesOf } from '../../../src/model/time.js'
import { assumeEnds, openTime } from '../../../src/planning/sessions/assume-ends.js'

const MIDNIGHT = instant(Date.parse('2026-06-01T00:00Z'))

interface Slot {
  readonly when: When
  readonly room?: string
}

/** `10:00` or `10:00-10:30`, in a room or without one, on a day (0 is the first). */
function slot(written: string, room?: string, day = 0): Slot {
  const [from, to] = written.split('-').map((clock) => {
    const [hour, minute] = clock.split(':').map(Number)
    return addMinutes(MIDNIGHT, day * 1440 + (hour ?? 0) * 60 + (minute ?? 0))
  })
  const start = from ?? MIDNIGHT
  const when: Timed = {
    kind: 'timed',
    day: new Date(MIDNIGHT + day * 86_400_000).toISOString().slice(0, 10) as Day,
    start,
    end: to ?? start,
    offset: 0,
    endOffset: 0,
    shift: 0,
  }
  return { when: to === undefined ? openTime(when) : when, ...(room !== undefined && { room }) }
}

const clock = (moment: number) => new Date(moment).toISOString().slice(11, 16)
const ends = (slots: readonly Slot[]) =>
  assumeEnds(slots, () => 0).map(({ when }) => (when.kind === 'timed' ? clock(when.end) : when.kind))

describe('an end that nobody wrote', () => {
  test.each<[string, readonly Slot[], readonly string[]]>([
    [
      'is the next start in the room',
      [slot('10:00', 'A'), slot('10:30', 'A'), slot('10:10', 'B')],
      ['10:30', '11:30', '11:10'],
    ],
    ['is not looked for in other rooms', [slot('10:00', 'A'), slot('10:20', 'B')], ['11:00', '11:20']],
    ['is an hour later at most', [slot('10:00', 'A'), slot('14:00', 'A')], ['11:00', '15:00']],
    [
      'does not see what starts together',
      [slot('10:00', 'A'), slot('10:00', 'A'), slot('10:40', 'A')],
      ['10:40', '10:40', '11:40'],
    ],
    [
      'knows a room however it is written',
      [slot('10:00', 'hall a'), slot('10:25-11:00', 'Hall A')],
      ['10:25', '11:00'],
    ],
    [
      'is by the commonest length where nothing follows in the room',
      [slot('09:00-09:40', 'A'), slot('10:00-10:40', 'B'), slot('11:00-11:20', 'B'), slot('15:00', 'C')],
      ['09:40', '10:40', '11:20', '15:40'],
    ],
    [
      'is by the shortest of two as common',
      [slot('09:00-09:40', 'A'), slot('10:00-10:20', 'B'), slot('15:00', 'C')],
      ['09:40', '10:20', '15:20'],
    ],
    ['takes no long entries for sessions', [slot('08:00-18:00', 'A'), slot('15:00', 'C')], ['18:00', '16:00']],
    ['takes no length from what has none', [slot('09:00-09:00', 'A'), slot('15:00', 'C')], ['09:00', '16:00']],
    ['is the next start anywhere where there is no room', [slot('10:15'), slot('10:30', 'A')], ['10:30', '11:30']],
    ['ends with its day', [slot('23:30', 'A'), slot('00:10', 'A', 1)], ['00:30', '01:10']],
  ])('%s', (_, slots, expected) => {
    expect(ends(slots)).toEqual(expected)
  })

  test('has the offset that the clocks then have, and says that it is assumed', () => {
    const [, night] = assumeEnds([slot('22:00-23:00', 'A'), slot('23:30', 'A')], (moment) =>
      moment > MIDNIGHT ? 60 : 0,
    )
    expect(night?.when).toMatchObject({ endOffset: 60, endAssumed: true })
  })

  const slots = fc.array(
    fc
      .record({
        start: fc.integer({ min: 0, max: 3 * 288 - 1 }),
        length: fc.option(fc.integer({ min: 0, max: 100 })),
        room: fc.option(fc.constantFrom('A', 'a', 'B', 'C')),
      })
      .map(({ start, length, room }) => {
        const [day, minute] = [Math.floor(start / 288), (start % 288) * 5]
        const at = (minutes: number) => `${Math.floor(minutes / 60)}:${minutes % 60}`
        const written = length === null ? at(minute) : `${at(minute)}-${at(minute + length * 5)}`
        return slot(written, room ?? undefined, day)
      }),
    { maxLength: 30 },
  )

  test('is later than its start, at most an hour, and never past the next start in the room', () => {
    fc.assert(
      fc.property(slots, (given) => {
        const all = assumeEnds(given, () => 0)
        for (const [index, { when, room }] of all.entries()) {
          const was = given[index]
          if (when.kind !== 'timed' || !when.endAssumed) {
            expect(when).toEqual(was?.when)
            continue
          }
          expect(minutesOf(when)).toBeGreaterThan(0)
          expect(minutesOf(when)).toBeLessThanOrEqual(60)
          for (const other of all) {
            const there = room === undefined || other.room?.toLowerCase() === room.toLowerCase()
            if (!there || other.when.kind !== 'timed' || other.when.day !== when.day) continue
            if (other.when.start > when.start) expect(when.end).toBeLessThanOrEqual(other.when.start)
          }
        }
      }),
    )
  })

  test('is the same where only its day is at hand, if something follows in the room or no length is known', () => {
    fc.assert(
      fc.property(slots, (given) => {
        const open = given.filter(({ when }) => when.kind === 'timed' && when.endAssumed)
        const all = assumeEnds(open, () => 0)
        const days = new Set(open.flatMap(({ when }) => (when.kind === 'timed' ? [when.day] : [])))
        for (const day of days) {
          const on = ({ when }: Slot) => when.kind === 'timed' && when.day === day
          expect(assumeEnds(open.filter(on), () => 0)).toEqual(all.filter(on))
        }
      }),
    )
  })

  test('does not change when it is assumed again', () => {
    fc.assert(
      fc.property(slots, (given) => {
        const once = assumeEnds(given, () => 0)
        expect(assumeEnds(once, () => 0)).toEqual(once)
      }),
    )
  })
})
