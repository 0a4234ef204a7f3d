import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/csv/csv.js'
import { assemble } from '../../../src/formats/published/assemble.js'
import { instants, told, wall } from '../published-fixtures.js'

const NINE = wall('2026-05-08T09:00', '2026-05-08T10:00')
const table = (...lines: readonly string[]) => read(lines.join('\n'), 'x.csv')

describe('the zone of the times in a table', () => {
  test.each<[string, object]>([
    ['UTC+2', instants('2026-05-08T07:00Z', '2026-05-08T08:00Z')],
    ['GMT-05:30', instants('2026-05-08T14:30Z', '2026-05-08T15:30Z')],
    ['UTC', { ...NINE, zone: 'UTC' }],
    ['Europe/Berlin', { ...NINE, zone: 'Europe/Berlin' }],
    ['EST', NINE],
    ['local time', NINE],
  ])('%s in a head, and in a column', (zone, time) => {
    expect(told(table(`Title,Start (${zone}),End`, 'A,2026-05-08 09:00,10:00')).entries[0]?.time).toEqual(time)
    expect(told(table('Title,Start,End,Timezone', `A,2026-05-08 09:00,10:00,${zone}`)).entries[0]?.time).toEqual(time)
  })

  test('a column may name zones as calendar programs do', () => {
    const { entries, timezone } = told(
      table('Title,Start,End,Time zone', 'A,2026-05-08 09:00,10:00,(UTC-05:00) Eastern Time (US & Canada)'),
    )
    expect([entries[0]?.time, timezone]).toEqual([{ ...NINE, zone: 'America/New_York' }, 'America/New_York'])
  })

  test.each([
    ['9:00 AM EST', '10:00 AM EST', ['EST']],
    ['9:00 (CET)', '10:00 (CET)', ['CET']],
    ['9:00 CET - 10:00 CET', '', ['CET']],
    ['9 AM', '10 AM PT', ['PT']],
    ['09:00 UTC', '10:00 UTC', undefined],
  ])('beside the times %s and %s is no part of them', (start, end, zones) => {
    const { entries, problems } = told(table('Title,Date,Start,End', `A,2026-05-08,${start},${end}`))
    expect(entries[0]?.time).toEqual(zones ? NINE : { ...NINE, zone: 'UTC' })
    expect(problems).toEqual(zones ? [{ code: 'unknown-zones', at: '2:1', zones, count: 1 }] : [])
  })

  test.each([
    ['the clock of the conference', 'Europe/Zurich', []],
    ['another', 'America/New_York', ['unknown-zones']],
  ])('an abbreviation that means %s', (_, timezone, codes) => {
    const reading = table('Title,Date,Start (CEST)', 'A,2026-05-08,09:00', 'B,2026-05-08,10:00')
    const { problems } = assemble(reading.ok ? [reading.published] : [], { timezone, command: [] })
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })
})
