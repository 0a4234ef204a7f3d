import { describe, expect, test } from 'vitest'
import {
  abbreviationAt,
  offsetAt,
  readNamedZone,
  readZone,
  stampZone,
  todayIn,
  zonesAbbreviated,
} from '../../src/clock/zone.js'
import type { Session, When } from '../../src/model/conference.js'
import { addMinutes, instant, parseDay } from '../../src/model/time.js'

function at(text: string) {
  return instant(Date.parse(text))
}

describe('names', () => {
  test.each([
    ['America/New_York', 'America/New_York'],
    ['america/new_york', 'America/New_York'],
    ['EUROPE/AMSTERDAM', 'Europe/Amsterdam'],
    ['utc', 'UTC'],
    ['UTC', 'UTC'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['america/port_of_spain', 'America/Port_of_Spain'],
    ['africa/dar_es_salaam', 'Africa/Dar_es_Salaam'],
    ['europe/isle_of_man', 'Europe/Isle_of_Man'],
    ['america/argentina/comodrivadavia', 'America/Argentina/ComodRivadavia'],
    ['america/north_dakota/new_salem', 'America/North_Dakota/New_Salem'],
    ['america/knox_in', 'America/Knox_IN'],
    ['antarctica/dumontdurville', 'Antarctica/DumontDUrville'],
    ['australia/lhi', 'Australia/LHI'],
    ['us/east-indiana', 'US/East-Indiana'],
    ['US/Eastern', 'US/Eastern'],
    ['mexico/bajanorte', 'Mexico/BajaNorte'],
    ['chile/easterisland', 'Chile/EasterIsland'],
    ['etc/gmt+2', 'Etc/GMT+2'],
    ['etc/utc', 'Etc/UTC'],
  ])('%s is %s', (text, zone) => expect(readZone(text)).toEqual({ ok: true, zone }))

  test('every zone that the engine lists is read in any case, and keeps its spelling', () => {
    const names = Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'))
    expect(names.length).toBeGreaterThan(300)
    const read = (spell: (name: string) => string) => names.map((name) => readZone(spell(name)))
    const kept = names.map((zone) => ({ ok: true, zone }))
    expect(read((name) => name.toLowerCase())).toEqual(kept)
    expect(read((name) => name.toUpperCase())).toEqual(kept)
  })
})

describe('names that programs write', () => {
  test.each([
    ['CET', 'Europe/Brussels'],
    ['est5edt', 'America/New_York'],
    ['PST8PDT', 'America/Los_Angeles'],
    ['GB-Eire', 'Europe/London'],
    ['Japan', 'Asia/Tokyo'],
    ['Zulu', 'UTC'],
    ['US/Eastern', 'US/Eastern'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['CEST', undefined],
    ['BST', undefined],
    ['Europe/Owl', undefined],
    ['', undefined],
  ])('%s is %s', (text, zone) => expect(readNamedZone(text)).toBe(zone))

  test('a person who types such a name is told the likely cities', () => {
    for (const typed of ['CET', 'EST5EDT', 'MST']) expect(readZone(typed)).toMatchObject({ why: 'abbreviation' })
  })
})

describe('what is refused', () => {
  test.each([
    ['EST', ['America/New_York', 'America/Toronto']],
    ['est', ['America/New_York', 'America/Toronto']],
    ['CET', ['Europe/Berlin', 'Europe/Paris', 'Europe/Amsterdam', 'Europe/Madrid']],
    ['PST', ['America/Los_Angeles', 'America/Vancouver']],
    ['GMT', ['UTC', 'Europe/London']],
    ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
    ['EST5EDT', ['America/New_York', 'America/Toronto']],
    ['Z', ['UTC']],
  ])('%s is an abbreviation', (text, likely) => {
    expect(readZone(text)).toEqual({ ok: false, why: 'abbreviation', likely })
  })

  test.each([
    ['Amsterdam', ['Europe/Amsterdam']],
    ['amsterdam', ['Europe/Amsterdam']],
    ['New York', ['America/New_York']],
    ['America/New York', ['America/New_York']],
    ['Europe/New_York', ['America/New_York']],
    ['kolkata', ['Asia/Kolkata']],
    ['Buenos Aires', ['America/Argentina/Buenos_Aires']],
    ['Singapore', ['Asia/Singapore']],
    ['Japan', ['Asia/Tokyo']],
    ['Zulu', ['UTC']],
    ['local', []],
    ['', []],
    [' ', []],
    ['/', []],
    ['UTC+2', []],
    ['+02:00', []],
    ['-0500', []],
    ['Not/AZone', []],
    ['Mars/Olympus', []],
    ['Europe/', ['Europe/Amsterdam', 'Europe/Andorra', 'Europe/Astrakhan']],
    ['__proto__', []],
    ['constructor', []],
    ['Europe/Amsterdam\u001b[31m', ['Europe/Amsterdam']],
  ])('%j is unknown; near are %j', (text, nearest) => {
    expect(readZone(text)).toEqual({ ok: false, why: 'unknown', nearest })
  })

  test.each(['Europe/Amsterdm', 'Amsterdm', 'Eurpoe/Amsterdam', ' Europe/Amsterdam ', 'Europa/Amsterdam'])(
    '%j is first of all close to Europe/Amsterdam',
    (text) => {
      const reading = readZone(text)
      expect(reading.ok === false && reading.why === 'unknown' && reading.nearest[0]).toBe('Europe/Amsterdam')
    },
  )

  test('every likely zone of every abbreviation is a zone', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz']
    const pairs = letters.flatMap((first) => letters.map((second) => first + second))
    const longer = pairs.flatMap((first) => [...letters, ...pairs].map((second) => first + second))
    const likely = [...pairs, ...longer].flatMap((text) => zonesAbbreviated(text) ?? [])
    expect(likely.length).toBeGreaterThan(100)
    expect([...new Set(likely)].filter((zone) => !readZone(zone).ok)).toEqual([])
  })
})

describe('offsets', () => {
  test.each([
    ['2020-11-20T21:00Z', 'America/New_York', -300],
    ['2020-10-31T21:00Z', 'America/New_York', -240],
    ['2020-11-01T05:59:59Z', 'America/New_York', -240],
    ['2020-11-01T06:00:00Z', 'America/New_York', -300],
    ['2020-11-20T21:00Z', 'Asia/Kolkata', 330],
    ['2020-11-20T21:00Z', 'UTC', 0],
    ['2020-11-20T21:00Z', 'Etc/GMT+2', -120],
    ['2026-04-04T14:59:59Z', 'Australia/Lord_Howe', 660],
    ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', 630],
    // Local mean time until January 1972: 44 minutes and 30 seconds behind.
    ['1971-06-01T00:00Z', 'Africa/Monrovia', -44],
  ])('at %s, %s is %d minutes ahead', (moment, zone, offset) => expect(offsetAt(at(moment), zone)).toBe(offset))

  test('a zone that was never read is a mistake of the program', () => {
    expect(() => offsetAt(instant(0), 'Not/AZone')).toThrow('no such time zone')
  })
})

describe('the day that is running', () => {
  test.each([
    ['2020-11-20T04:59Z', 0, '2020-11-19'],
    ['2020-11-20T05:00Z', 0, '2020-11-20'],
    ['2020-11-20T08:59Z', 240, '2020-11-19'],
    ['2020-11-20T09:00Z', 240, '2020-11-20'],
    ['2021-01-01T04:00Z', 0, '2020-12-31'],
  ])('at %s in New York, days changing at minute %d, is %s', (now, dayChange, day) => {
    expect(todayIn(at(now), 'America/New_York', dayChange)).toBe(day)
  })
})

describe('another clock', () => {
  const day = parseDay('2026-10-24')
  if (day === undefined) throw new Error('the test names no day')
  const session = (when: When): Session => {
    return { id: 'a', title: 'A', kind: 'talk', tracks: [], tags: [], when, speakers: [], status: 'confirmed' }
  }
  const span = { start: at('2026-10-24T23:30Z'), end: at('2026-10-25T01:30Z') }
  const venue = { kind: 'timed', ...span, day, offset: -240, endOffset: -240, shift: 0 } as const

  test('shows its own offsets at start and end, and how far it is ahead of the venue; the day stays', () => {
    const others = [session({ kind: 'dated', day }), session({ kind: 'unscheduled' })]
    expect(stampZone([session(venue), ...others], 'Europe/Amsterdam')).toEqual([
      session({ kind: 'timed', ...span, day, offset: 120, endOffset: 60, shift: 360, endShift: 300 }),
      ...others,
    ])
  })

  test('stamped again, still counts from the venue; the venue itself brings everything back', () => {
    const away = stampZone([session(venue)], 'Asia/Kolkata')
    expect(stampZone(away, 'Europe/Amsterdam')).toEqual(stampZone([session(venue)], 'Europe/Amsterdam'))
    expect(stampZone(away, 'America/New_York')).toEqual([session(venue)])
  })

  test('stamps ten thousand sessions', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const start = addMinutes(span.start, index)
      return session({ ...venue, start, end: addMinutes(start, 30) })
    })
    const stamped = stampZone(many, 'Europe/Amsterdam')
    expect(stamped.map(({ when }) => when.kind === 'timed' && when.offset)).toEqual(
      many.map((_, index) => (index < 90 ? 120 : 60)),
    )
  })
})

test.each([
  ['America/New_York', 'EST', 'EDT'],
  ['Europe/Amsterdam', 'CET', 'CEST'],
  ['Europe/London', 'GMT', 'BST'],
  ['Australia/Sydney', 'AEDT', 'AEST'],
  ['Asia/Kolkata', 'IST', 'IST'],
  ['Africa/Nairobi', 'EAT', 'EAT'],
  ['UTC', 'UTC', 'UTC'],
  ['Asia/Shanghai', undefined, undefined],
])('people call the clocks of %s %s in January and %s in July', (zone, january, july) => {
  const calls = ['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((moment) => abbreviationAt(at(moment), zone))
  expect(calls).toEqual([january, july])
})
