import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isCalendar, readPersonal } from '../../../src/formats/published/schedules.js'
import { conference } from '../../store/conference.js'

const sched = { ...conference, name: 'Owl Days', slug: 'owl-days', timezone: 'Europe/Amsterdam' }

function calendar(...lines: readonly string[]) {
  return Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'))
}
const event = (uid: string, title: string, ...more: readonly string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${title}`,
  'DTSTART:20260324T090000Z',
  'DTEND:20260324T093000Z',
  ...more,
  'END:VEVENT',
]

describe('a personal calendar', () => {
  test('who is certain, who may go, what is cancelled; in the words of a programme', () => {
    const bytes = calendar(
      'X-WR-CALNAME:Ana',
      ...event('1', 'Owls at Night', 'STATUS:CONFIRMED', 'LOCATION:Barn'),
      ...event('2', 'Voles [SOLD OUT]', 'STATUS:TENTATIVE'),
      ...event('3', 'Mice', 'STATUS:CANCELLED'),
      ...event('4', 'Bats'),
      ...['BEGIN:VEVENT', 'UID:5', 'SUMMARY:Broken', 'DTSTART:never', 'END:VEVENT'],
    )
    const reading = readPersonal(bytes, 'ana.ics', sched)
    expect(reading).toMatchObject({ ok: true, person: 'Ana' })
    expect(reading.ok && reading.events.map(({ uid, title, status, room }) => [uid, title, status, room])).toEqual([
      ['1', 'Owls at Night', 'confirmed', 'Barn'],
      ['2', 'Voles', 'tentative', undefined],
      ['3', 'Mice', 'cancelled', undefined],
      ['4', 'Bats', 'confirmed', undefined],
      ['5', 'Broken', 'confirmed', undefined],
    ])
    expect(reading.ok && reading.events[0]?.when).toMatchObject({ kind: 'timed', day: '2026-03-24', offset: 60 })
    expect(reading.problems).toMatchObject([{ code: 'time-left-out', at: { file: 'ana.ics', line: 35 } }])
  })

  test('the small hours belong to the day before, where the conference says so', () => {
    const night = [
      ...event('1', 'Owls').slice(0, 3),
      'DTSTART:20260325T003000Z',
      'DTEND:20260325T010000Z',
      'END:VEVENT',
    ]
    const reading = readPersonal(calendar(...night), 'x.ics', { ...sched, dayChange: 360 })
    expect(reading.ok && reading.events[0]?.when).toMatchObject({ kind: 'timed', day: '2026-03-24' })
  })

  test('Sched puts the speakers behind the title', () => {
    const url = 'URL:http://owls2026.sched.com/event/1'
    const bytes = calendar(
      'X-WR-CALNAME:owls2026',
      'PRODID:-//Sched.com Owl Days//EN',
      ...event('1', 'Owls at Night - Ana Uhu\\, Owl Inc', url),
    )
    const reading = readPersonal(bytes, 'ana.ics', sched)
    expect(reading.ok && [reading.person, reading.events[0]?.title]).toEqual([undefined, 'Owls at Night'])
  })

  test.each([
    ['Owl Days: Ana Uhu', 'Ana Uhu'],
    ['Owl Days', undefined],
    ['owl-days', undefined],
    ['Ana\\, mostly', 'Ana, mostly'],
    ['', undefined],
  ])('called %s is that of %s', (name, person) => {
    const reading = readPersonal(calendar(`X-WR-CALNAME:${name}`, ...event('1', 'Owls')), 'x.ics', sched)
    expect(reading.ok && reading.person).toBe(person)
  })

  test('a file that is cut is refused, with its place', () => {
    const bytes = Buffer.from(
      calendar(...event('1', 'Owls'))
        .toString()
        .replace(/END:VCALENDAR\s*$/, ''),
    )
    expect(readPersonal(bytes, 'x.ics', sched)).toMatchObject({
      ok: false,
      problems: [{ code: 'broken-file', at: { file: 'x.ics', line: 8 } }],
    })
  })
})

test('a calendar is known by its content', () => {
  const folder = join(import.meta.dirname, '../../fixtures/published')
  const looked = ['owls.ics', 'ics/sched.ics', 'ics/lines-cr.ics', 'catalogue.yaml', 'contact.vcf', 'login.html']
  expect(looked.map((name) => isCalendar(readFileSync(join(folder, name))))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
