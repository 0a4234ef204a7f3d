import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { renderCalendar } from '../../../src/render/calendar/calendar.js'
import { lintCalendar } from '../calendar-lint.js'
import { event, friday, view } from '../calendar-samples.js'

// Half hours, quarters, a change of half an hour, winter time that counts as daylight time, a skipped day, no changes
// at all.
const ZONES = [
  'America/New_York',
  'Europe/Amsterdam',
  'Europe/Dublin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Apia',
  'Asia/Tokyo',
] as const

const MINUTE = 60_000
const DAY = 1440

const CHANGES = ['2020-11-01T06:00Z', '2020-03-08T07:00Z', '2026-10-25T01:00Z', '2026-03-29T01:00Z'] as const

/** A minute in some year of the zone database. */
const anytime = fc.integer({ min: Date.UTC(1971, 0, 1) / MINUTE, max: Date.UTC(2037, 0, 1) / MINUTE })
/** A minute around a clock change in New York or Amsterdam. */
const change = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -120, max: 120 }))
  .map(([moment, minutes]) => Date.parse(moment) / MINUTE + minutes)

/** Some spans of up to a day each, within a year of each other. */
const conferenceSpans = fc
  .tuple(
    fc.oneof(anytime, change),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 360 * DAY }), fc.integer({ min: 1, max: DAY })), { maxLength: 3 }),
    fc.integer({ min: 1, max: DAY }),
  )
  .map(([first, others, minutes]) =>
    [[0, minutes] as const, ...others].map(([after, length]) => ({
      start: instant((first + after) * MINUTE),
      end: instant((first + after + length) * MINUTE),
    })),
  )

test('ical.js finds the instants again from local times and the VTIMEZONE alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ZONES), conferenceSpans, async (timezone, spans) => {
      const events = spans.map((times, index) => event({ uid: `${index}`, when: { ...friday, ...times } }))
      const text = await renderCalendar(view(events, { tzid: true, timezone }))
      expect(lintCalendar(text)).toEqual([])
      const calendar = new ICAL.Component(ICAL.parse(text))
      expect(calendar.getAllSubcomponents('vtimezone').length).toBe(1)
      const found = calendar.getAllSubcomponents('vevent').map((component) => {
        const { startDate, endDate } = new ICAL.Event(component)
        return { start: startDate.toUnixTime() * 1000, end: endDate.toUnixTime() * 1000 }
      })
      expect(found).toEqual(spans)
    }),
    { numRuns: 300 },
  )
})
