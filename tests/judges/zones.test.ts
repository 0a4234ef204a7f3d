import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read } from '../../src/formats/ics/ics.js'
import { someOf } from '../fixtures/cases.js'
import { isInstalled, openCourt, skipAloud } from './judge.js'
import { changes, hoursOf, offsetsIn, type ZoneYear, zoneYear } from './zones.js'

const PYTHON = '/usr/bin/python3'
const HOUR = 3_600_000
const court = openCourt()
afterAll(court.close)

/**
 * Years of rules that have ended, that began then, or that never were: Apia skipped a day, Moscow and Istanbul stayed.
 */
const FORMER = [
  ['America/New_York', 2005],
  ['America/New_York', 2007],
  ['America/Sao_Paulo', 2018],
  ['Asia/Tehran', 2010],
  ['Asia/Tehran', 2022],
  ['Africa/Cairo', 2014],
  ['Europe/Istanbul', 2016],
  ['Europe/Moscow', 2011],
  ['Pacific/Apia', 2011],
  ['America/Caracas', 2016],
  ['Africa/Casablanca', 2031],
  ['America/Asuncion', 2023],
] as const

/** Zones whose clocks change without a yearly rule: at Ramadan, or on a Friday that may fall in November. */
const WITHOUT_RULE = ['Africa/Cairo', 'Africa/Casablanca', 'Africa/El_Aaiun', 'Asia/Gaza', 'Asia/Hebron']

/** One of each definition that exists in 2026, and the years above. */
let samples: readonly (ZoneYear & { readonly offsets: readonly (readonly [moment: number, minutes: number])[] })[] = []
let world: readonly ZoneYear[] = []

beforeAll(async () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')
  const tried = new Set([...someOf(zones, 60), ...WITHOUT_RULE])
  world = await Promise.all([...tried].sort().map((zone) => zoneYear(zone, 2026)))
  const distinct = [...new Map(world.map((one) => [one.definition, one])).values()]
  const former = await Promise.all(someOf(FORMER, 6).map(([zone, year]) => zoneYear(zone, year)))
  samples = [...distinct, ...former].map((one) => {
    const offsetOf = offsetsIn(one.zone)
    const hours = hoursOf(one.year, changes(one) ? 1 : 25)
    return { ...one, offsets: hours.map((hour) => [hour, offsetOf(hour)] as const) }
  })
})

describe('the definition of a zone in a calendar', () => {
  test('means to ical.js what every hour of the year is, as far as its local time is not shown twice', () => {
    for (const { zone: name, year, text, offsets } of samples) {
      const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone')
      const zone = new ICAL.Timezone(component ?? undefined)
      const found = new Map(offsets)
      for (const [hour, minutes] of offsets) {
        const near = [...Array(9).keys()].flatMap((index) => found.get(hour + (index - 4) * HOUR) ?? [])
        // Another hour nearby shows the same, or would have.
        if (new Set(near).size > 1) continue
        const shown = ICAL.Time.fromDateTimeString(new Date(hour + minutes * 60_000).toISOString().slice(0, 19))
        shown.zone = zone
        expect([name, year, shown.toString(), shown.toUnixTime() * 1000]).toEqual([name, year, shown.toString(), hour])
      }
    }
  })

  test('means the same to python3-icalendar, every hour', (context) => {
    if (!isInstalled(PYTHON, ['-c', 'import icalendar'])) {
      return skipAloud(context, 'python3-icalendar', 'python3-icalendar')
    }
    const file = court.write('zones.json', JSON.stringify(samples))
    expect(JSON.parse(court.run(PYTHON, [join(import.meta.dirname, 'zones.py'), file]))).toEqual([])
  }, 300_000)

  test('is enough for kubeplan itself, whatever the zone is called', () => {
    for (const { zone, year, text } of samples) {
      const reading = read(text.replaceAll(`TZID:${zone}`, 'TZID:Venue').replaceAll(`TZID=${zone}`, 'TZID=Venue'), 'x')
      if (!reading.ok) throw new Error(zone)
      const start = Date.UTC(year, 4, 15, 12)
      expect([zone, reading.published.entries[0]?.time]).toEqual([zone, { kind: 'instants', start, end: start + HOUR }])
    }
  })

  test('is the same for zones of one clock only', () => {
    const known = new Map(world.toReversed().map((one) => [one.definition, one]))
    for (const one of world) {
      const like = known.get(one.definition)
      const [offsetOf, likeOffsetOf] = [offsetsIn(one.zone), offsetsIn(like?.zone ?? '')]
      for (const hour of hoursOf(2026, 59)) {
        expect([one.zone, hour, offsetOf(hour)]).toEqual([one.zone, hour, likeOffsetOf(hour)])
      }
    }
  })

  test('holds both halves of the year by their rules wherever there are any', () => {
    const halves = world.filter(changes)
    expect(halves.length).toBeGreaterThan(world.length / 5)
    for (const { zone, definition } of halves) {
      expect([zone, ['STANDARD', 'DAYLIGHT'].filter((name) => definition.includes(`BEGIN:${name}`))]).toEqual([
        zone,
        ['STANDARD', 'DAYLIGHT'],
      ])
    }
    const ruleless = halves.filter(({ definition }) => definition.split('RRULE').length !== 3).map(({ zone }) => zone)
    expect(ruleless).toEqual(WITHOUT_RULE)
  })

  test('stands alone, as standard time, where the clocks do not change', () => {
    for (const { zone, definition } of world.filter((one) => !changes(one))) {
      expect([zone, definition.match(/BEGIN:\w+|RRULE/g)]).toEqual([zone, ['BEGIN:STANDARD']])
    }
  })
})
