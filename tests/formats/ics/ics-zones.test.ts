import windowsZones from 'cldr-core/supplemental/windowsZones.json'
import { describe, expect, test } from 'vitest'
import { ruledObservancesOf, type YearlyRule } from '../../../src/clock/transitions.js'
import { readWall } from '../../../src/clock/wall.js'
import { readZone } from '../../../src/clock/zone.js'
import { read } from '../../../src/formats/ics/ics.js'
import { placeZone } from '../../../src/formats/ics/ics-zones.js'
import { assemble } from '../../../src/formats/published/assemble.js'
import { instant, isoWithOffset } from '../../../src/model/time.js'
import { instants, told, wall } from '../published-fixtures.js'

const ROWS = windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => mapZone)

describe('the zone of a name', () => {
  test('of Windows is that of CLDR, for every one, and one that can be stored', () => {
    const names = ROWS.filter(({ _territory }) => _territory === '001')
    expect(names.length).toBeGreaterThan(130)
    for (const { _other, _type } of names) {
      expect([_other, placeZone(_other)]).toEqual([_other, _type])
      expect(placeZone(_other.toUpperCase())).toBe(_type)
      const reading = readZone(_type)
      if (!/^Etc\//.test(_type)) expect(reading).toEqual({ ok: true, zone: _type })
    }
  })

  test.each([
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
    ['(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris', 'Europe/Madrid'],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb, Skopje', 'Europe/Sarajevo'],
    ['(GMT+01.00) Amsterdam / Berlin / Bern', 'Europe/Amsterdam'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(UTC-06:00) Central America', 'America/Guatemala'],
    ['(UTC-06:00) Guadalajara, Mexico City, Monterrey', 'America/Mexico_City'],
    ['(UTC-04:00) Atlantic Time (Canada)', 'America/Halifax'],
    ['(UTC-07:00) Arizona', 'US/Arizona'],
    ['(UTC-06:00) Saskatchewan', 'Canada/Saskatchewan'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC+09:30) Adelaide', 'Australia/Adelaide'],
    ['(UTC) Dublin, Edinburgh, Lisbon, London', 'Europe/Dublin'],
    ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
    // A city of another offset is another city of that name, or the name is old.
    ['(UTC+08:00) Paris', undefined],
    ['(UTC+01:00) Owl Harbour', undefined],
    ['Berlin time', undefined],
    [`(UTC+01:00) ${'Owl, '.repeat(10_000)}Paris`, undefined],
    ['/example.org/2026_1/Europe/Berlin', 'Europe/Berlin'],
    ['CET', 'Europe/Brussels'],
    ['EST5EDT', 'America/New_York'],
    ['CEST', undefined],
  ])('%s is %s', (name, zone) => expect(placeZone(name)).toBe(zone))
})

const part = (name: string, from: string, to: string, rule: string, start = '19960101T020000') => [
  `BEGIN:${name}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `RRULE:${rule}`,
  `END:${name}`,
]
const LONDON = [
  ...part('STANDARD', '+0100', '+0000', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'),
  ...part('DAYLIGHT', '+0000', '+0100', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', '19960101T010000'),
]
const WINTER = part('STANDARD', '+0000', '+0000', 'FREQ=YEARLY;BYMONTH=1;BYDAY=1SU')

function calendarIn(tzid: string, definition: readonly string[], start = '20260701T100000') {
  return [
    'BEGIN:VCALENDAR',
    ...(definition.length > 0 ? ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...definition, 'END:VTIMEZONE'] : []),
    ...['BEGIN:VEVENT', 'SUMMARY:Owls', `DTSTART;TZID="${tzid}":${start}`, 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\n')
}

function timeIn(tzid: string, definition: readonly string[], start?: string) {
  const { entries, problems } = told(read(calendarIn(tzid, definition, start), 'x.ics'))
  return { time: entries[0]?.time, problems }
}

describe('a definition in the file', () => {
  const zoned = (zone: string) => ({ ...wall('2026-07-01T10:00'), zone })

  test.each([
    ['GMT with summer time', 'GMT', LONDON, instants('2026-07-01T09:00Z')],
    ['UTC with summer time', 'UTC', LONDON, instants('2026-07-01T09:00Z')],
    ['Etc/UTC with summer time', 'Etc/UTC', LONDON, instants('2026-07-01T09:00Z')],
    ['GMT as it is', 'GMT', WINTER, instants('2026-07-01T10:00Z')],
    ['an abbreviation of its own', 'BST', LONDON, instants('2026-07-01T09:00Z')],
    ['an old name that means something else', 'CET', LONDON, instants('2026-07-01T09:00Z')],
    ['an old name that means the same', 'GB', LONDON, zoned('Europe/London')],
    ['a place keeps its name', 'Europe/London', LONDON, zoned('Europe/London')],
    ['a name of Windows is a place', 'GMT Standard Time', LONDON, zoned('Europe/London')],
  ])('%s', (_, tzid, definition, time) => {
    expect(timeIn(tzid, definition)).toEqual({ time, problems: [] })
  })

  test.each([
    ['FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10'],
    ['BYMONTH=10;BYDAY=-1SU;FREQ=YEARLY'],
    ['FREQ=YEARLY;BYHOUR=2;BYMINUTE=0;BYSECOND=0;BYDAY=-1SU;BYMONTH=10;UNTIL=20401028T060000Z'],
  ])('of standard time alone, by %s', (rule) => {
    const time = instants('2026-07-01T15:00Z')
    expect(timeIn('Eastern', part('STANDARD', '-0400', '-0500', rule))).toEqual({ time, problems: [] })
  })

  test('by hours and minutes means the moments of that zone', () => {
    const notes = [
      ...part('STANDARD', '-0400', '-0500', 'FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=1SU;BYMONTH=11', '20071104T020000'),
      ...part('DAYLIGHT', '-0500', '-0400', 'FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=2SU;BYMONTH=3', '20070311T020000'),
    ]
    expect(timeIn('Eastern', notes, '20260308T013000').time).toEqual(instants('2026-03-08T06:30Z'))
    expect(timeIn('Eastern', notes, '20260308T033000').time).toEqual(instants('2026-03-08T07:30Z'))
    expect(timeIn('Eastern', notes, '20261101T033000').time).toEqual(instants('2026-11-01T08:30Z'))
  })

  test('may have hyphens and colons in its times and offsets', () => {
    const spelled = LONDON.map((line) =>
      line.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
    )
    expect(timeIn('GMT', spelled)).toEqual({ time: instants('2026-07-01T09:00Z'), problems: [] })
  })

  test('that cannot be used leaves the time as it is written, on the calendar’s own clock', () => {
    const { time, problems } = timeIn('Barn', part('STANDARD', '+0000', '+0000', 'FREQ=SECONDLY'))
    expect(time).toEqual(wall('2026-07-01T10:00'))
    expect(problems).toMatchObject([{ code: 'unknown-zones', zones: ['Barn'], count: 1 }])
  })
})

const dayIn = ({ weekday, days }: YearlyRule) =>
  `${weekday?.slice(0, 2).toUpperCase()}${days ? `;BYMONTHDAY=${days.join()}` : ''}`

/** The definition of a zone as Outlook writes it, with the present rules since 1601. */
function likeOutlook(zone: string): readonly string[] {
  const year = { start: instant(Date.UTC(2026, 0)), end: instant(Date.UTC(2027, 0)) }
  const digits = (offset: number) => isoWithOffset(year.start, offset).slice(-6).replace(':', '')
  return ruledObservancesOf(zone, year).flatMap(({ daylight, start, offsetFrom, offsetTo, rule }) => [
    `BEGIN:${daylight ? 'DAYLIGHT' : 'STANDARD'}`,
    `DTSTART:${rule ? '1601' : '1970'}${start.slice(4).replace(/[-:]/g, '')}`,
    ...(rule ? [`RRULE:FREQ=YEARLY;BYMONTH=${rule.month};BYDAY=${rule.nth ?? ''}${dayIn(rule)}`] : []),
    `TZOFFSETFROM:${digits(offsetFrom)}`,
    `TZOFFSETTO:${digits(offsetTo)}`,
    `END:${daylight ? 'DAYLIGHT' : 'STANDARD'}`,
  ])
}

describe('a zone with a name that only the file knows', () => {
  test.each([
    ['Mitteleuropäische Zeit', 'Europe/Berlin', 'Europe/Berlin'],
    ['Heure d’Europe centrale', 'Europe/Paris', 'Europe/Berlin'],
    ['Amsterdam, Berlijn, Bern (zomertijd)', 'Europe/Brussels', 'Europe/Amsterdam'],
    ['(UTC-05:00) Heure de l’Est (É.-U. et Canada)', 'America/Toronto', 'America/New_York'],
    ['Hora estándar del Pacífico', 'America/Los_Angeles', 'America/Los_Angeles'],
    ['中国标准时间', 'Asia/Shanghai', 'Asia/Shanghai'],
    ['भारत का समय', 'Asia/Kolkata', 'Asia/Kolkata'],
    ['Ora solare Israele', 'Asia/Jerusalem', 'Asia/Jerusalem'],
    ['AUS, Osten (Normalzeit)', 'Australia/Sydney', 'Australia/Sydney'],
    ['Zone 7', 'America/St_Johns', 'America/St_Johns'],
  ])('%s: its times are moments, and the zone is found by its offsets', (name, zone, found) => {
    for (const day of ['2026-01-15', '2026-07-01', '2026-10-30']) {
      const text = calendarIn(name, likeOutlook(zone), `${day.replaceAll('-', '')}T100000`)
      const { entries, problems, timezone, likelyZones } = told(read(text, 'x.ics'))
      const moment = readWall(`${day}T10:00`, zone)
      const time = moment.ok && { kind: 'instants', start: moment.instant }
      expect({ time: entries[0]?.time, problems, timezone }).toEqual({ time, problems: [], timezone: name })
      expect(likelyZones?.[0]).toBe(found)
    }
  })

  test.each([
    ['nowhere', 'LOCATION:Hall 8', 'Europe/Berlin'],
    ['in a room', 'LOCATION:Hall 8\\, Amsterdam', 'Europe/Amsterdam'],
    ['where clocks show another time', 'LOCATION:Hall 8\\, Denver', 'Europe/Berlin'],
  ])('is asked for with its name; a city is named %s', (_, line, zone) => {
    const text = calendarIn('Mitteleuropäische Zeit', likeOutlook('Europe/Berlin'))
    const reading = read(text.replace('SUMMARY', `${line}\nSUMMARY`), 'x.ics')
    const { problems } = assemble(reading.ok ? [reading.published] : [], { command: ['import'] })
    expect(problems).toMatchObject([{ code: 'zone-needed', stated: 'Mitteleuropäische Zeit', command: ['import'] }])
    expect(problems[0]).toHaveProperty('likely.0', zone)
  })
})

test('each calendar of a file has its own zone, definitions and method', () => {
  const calendar = (zone: string, offset: string, ...more: readonly string[]) => [
    ...['BEGIN:VCALENDAR', `X-WR-TIMEZONE:${zone}`, ...more],
    ...['BEGIN:VTIMEZONE', 'TZID:Barn', ...part('STANDARD', offset, offset, 'FREQ=YEARLY;BYMONTH=1;BYDAY=1SU')],
    'END:VTIMEZONE',
    ...['BEGIN:VEVENT', 'SUMMARY:Floating', 'DTSTART:20260701T100000', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'SUMMARY:In the barn', 'DTSTART;TZID=Barn:20260701T100000', 'END:VEVENT'],
    'END:VCALENDAR',
  ]
  const text = [...calendar('Asia/Tokyo', '+0900'), ...calendar('CET', '-0300', 'METHOD:CANCEL')].join('\n')
  const { timezone, entries } = told(read(text, 'x.ics'))
  expect(timezone).toBe('Asia/Tokyo')
  expect(entries.map(({ time, status }) => [time, status])).toEqual([
    [{ ...wall('2026-07-01T10:00'), zone: 'Asia/Tokyo' }, 'confirmed'],
    [instants('2026-07-01T01:00Z'), 'confirmed'],
    [{ ...wall('2026-07-01T10:00'), zone: 'Europe/Brussels' }, 'cancelled'],
    [instants('2026-07-01T13:00Z'), 'cancelled'],
  ])
})
