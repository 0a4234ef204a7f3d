import { describe, expect, test } from 'vitest'
import { stampZone } from '../../../src/clock/zone.js'
import type { Timed } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import { render } from '../../../src/render/render.js'
import { withSheet } from '../../../src/render/screen/sheet.js'
import { daysLabel, speakersInFull, TIMES, timesOn, zoneLabel } from '../../../src/render/words/labels.js'
import { fitLabel, shortName, speakerLabel } from '../../../src/render/words/session-rows.js'
import { typed } from '../../../src/render/words/shell.js'
import { AMSTERDAM, at, day, SESSIONS, session, THU, TUE, timed, WED } from '../../fixtures/programme.js'
import { sessionsView } from '../../fixtures/views.js'

const screen = { width: 80, colour: 0, ascii: false } as const

test.each([
  ['Austen Lacy', 'A. Lacy'],
  ['Erin A. Boyd', 'E. Boyd'],
  ['Ludwig van Beethoven', 'L. van Beethoven'],
  ['Noor van den Berg', 'N. van den Berg'],
  ['Leonardo Di Donato', 'L. Di Donato'],
  ['Maria De La Cruz', 'M. De La Cruz'],
  ['Jan Van Den Berg Jr.', 'J. Van Den Berg Jr.'],
  ['Ursula von der Lehm', 'U. von der Lehm'],
  ['Ahmed Bin Salem', 'A. Bin Salem'],
  ["Ada van 't Hoff", "A. van 't Hoff"],
  ['Di Donato', 'D. Donato'],
  ['Van Nguyen', 'V. Nguyen'],
  ['Al Green', 'A. Green'],
  ['Dina Vance Delgado', 'D. Delgado'],
  ['Antrea team', 'Antrea team'],
  ['Team Rocket', 'Team Rocket'],
  ['The Linux Foundation', 'The Linux Foundation'],
  ['Apache Software Foundation', 'Apache Software Foundation'],
  ['Hackers Village', 'Hackers Village'],
  ['Owl Working Group', 'Owl Working Group'],
  ['Owls GmbH', 'Owls GmbH'],
  ['Bo (they/them)', 'Bo (they/them)'],
  ['Ana Silva (she/her)', 'Ana Silva (she/her)'],
  ['Ana Silva [Owl Labs]', 'Ana Silva [Owl Labs]'],
  ['Ana Silva <ana@example.org>', 'Ana Silva <ana@example.org>'],
  ['ana@example.org', 'ana@example.org'],
  ['Ana Silva & Bo Berg', 'Ana Silva & Bo Berg'],
  ['Ana Silva and Bo Berg', 'Ana Silva and Bo Berg'],
  ['Teamo Villager', 'T. Villager'],
  ['The Cilium maintainers', 'The Cilium maintainers'],
  ['Prof. Erin A. Boyd Jr.', 'E. Boyd Jr.'],
  ['Dr. Sam', 'D. Sam'],
  ['Martin King III', 'M. King III'],
  ['Élodie Dupont', 'É. Dupont'],
  ['Sam', 'Sam'],
  ['', ''],
  ['bell hooks', 'bell hooks'],
  ['王 小明', '王 小明'],
  ['𝒜da Lind', '𝒜. Lind'],
  ['A', 'A'],
])('%s in short is %s', (name, short) => {
  expect(shortName(name)).toBe(short)
})

test('speakers give way to the width, but never the number of the others', async () => {
  const label = speakerLabel([{ name: 'Austen Block', organization: 'Red Hat' }, { name: 'B' }, { name: 'C' }])
  const sheet = await withSheet(screen, (one) => one)
  const widths = [20, 19, 18, 11, 10, 9, 6, 3, 1]
  expect(widths.map((width) => fitLabel(label, width, sheet))).toEqual([
    'A. Block, Red Hat +2',
    'A. Block +2',
    'A. Block +2',
    'A. Block +2',
    'A. Blo… +2',
    'A. Bl… +2',
    'A.… +2',
    ' +2',
    '…',
  ])
  expect(speakersInFull([{ name: 'A\tB', organization: 'C' }, { name: 'D' }])).toBe('A B, C; D')
})

const stretch = (start: string, end: string): Timed => ({
  kind: 'timed',
  day: TUE,
  start: at(start.slice(0, 10), start.slice(11)),
  end: at(end.slice(0, 10), end.slice(11)),
  offset: AMSTERDAM,
  endOffset: AMSTERDAM,
  shift: 0,
})

test.each([
  ['2026-03-24 16:00', '2026-03-24 16:35', '16:00-16:35'],
  ['2026-03-24 16:00', '2026-03-24 16:00', '16:00'],
  ['2026-03-24 22:00', '2026-03-25 04:00', '22:00-04:00'],
  ['2026-03-25 01:00', '2026-03-25 02:00', 'Wed 01:00-02:00'],
  ['2026-03-24 09:00', '2026-03-26 17:00', '09:00-Thu 17:00'],
  ['2026-03-24 09:00', '2026-04-02 17:00', '09:00-Thu 2 Apr 17:00'],
  ['2026-03-24 09:00', '2026-03-25 09:00', '09:00-Wed 09:00'],
])('%s to %s under Tuesday is %s', (start, end, label) => {
  expect(TIMES.span(stretch(start, end), TUE)).toBe(label)
})

describe('times in one phrase', () => {
  test.each([
    [timed(TUE, '16:00', '16:35'), 'Tue 24 Mar 16:00-16:35'],
    [timed(TUE, '01:00', '02:30', { start: '2026-03-25' }), 'Wed 25 Mar 01:00-02:30'],
    [{ kind: 'dated', day: TUE } as const, 'Tue 24 Mar, time not known'],
    [{ kind: 'unscheduled' } as const, 'not scheduled yet'],
  ])('%j', (when, label) => {
    expect(TIMES.when(when)).toBe(label)
  })

  test.each([
    [[], ''],
    [[TUE], 'Tue 24 Mar'],
    [[WED, TUE, TUE], 'Tue 24 Mar - Wed 25 Mar'],
    [[TUE, THU], 'Tue 24 Mar, Thu 26 Mar'],
    [[TUE, THU, day('2026-03-28'), day('2026-03-30')], '4 days'],
  ])('%j', (days, label) => {
    expect(daysLabel(days)).toBe(label)
  })

  test.each([
    [[60], 'Europe/Amsterdam (UTC+1)'],
    [[60, 120, 60], 'Europe/Amsterdam (UTC+1, UTC+2)'],
    [[], 'Europe/Amsterdam'],
  ])('offsets %j', (offsets, label) => {
    expect(zoneLabel('Europe/Amsterdam', offsets)).toBe(label)
  })

  test('UTC is not said twice', () => {
    expect(zoneLabel('UTC', [0])).toBe('UTC')
  })
})

test.each([
  ['kubelet-deep-dive', 'kubelet-deep-dive'],
  ['AI + ML', "'AI + ML'"],
  ["it's", "'it'\\''s'"],
  ['$(rm -rf ~)', "'$(rm -rf ~)'"],
  ['-x', "-- '-x'"],
  ['', "''"],
  ['~', "'~'"],
  ['שלום-clusters', 'שלום-clusters'],
  ['a\u001bb', "'a\\x1bb'"],
])('%j is typed as %s', (value, word) => {
  expect(typed(value)).toBe(word)
})

test('another clock: sessions stay under their conference day, and a start on another date says so', async () => {
  const sessions = stampZone(
    SESSIONS.filter(({ id }) => ['opening-keynote', 'policy-as-prose', 'late-night-jam'].includes(id)),
    'Asia/Tokyo',
  )
  const kauai = stampZone(sessions, 'Pacific/Honolulu')
  const text = await render(
    sessionsView(kauai, { zone: 'Pacific/Honolulu', stages: new Map(), fold: false }),
    'table',
    screen,
  )
  expect(text).toBe(
    `${[
      'DemoConf 2026 · Tue 24 Mar - Wed 25 Mar · Pacific/Honolulu (UTC-10)',
      '  TIME             TITLE                                    ROOM',
      'Tue 24 Mar',
      '  Mon 22:00-22:45  Opening: Ten Years of Sharing a Cluster  Main Hall',
      '  14:00-15:30      Late Night Jam                           Basement',
      'Wed 25 Mar',
      '  Tue 22:00-22:35  Policy as Prose                          Lab 2',
      '3 sessions.   Pick: kubeplan add opening-keynote',
    ].join('\n')}\n`,
  )
})

test('a column that is empty for all is left out; without rooms the tracks stand there', async () => {
  const when = timed(TUE, '10:00', '11:00')
  const text = await render(
    sessionsView([session('a', 'A', when, { tracks: ['Security'] })], { stages: new Map() }),
    'table',
    screen,
  )
  expect(text.split('\n')[1]).toBe('  TIME         TITLE  TRACK')
})

test('thousands of rows keep their order over the pieces they are drawn in', async () => {
  const many = Array.from({ length: 3_000 }, (_, index) => {
    const start = instant(at('2026-03-24', '10:00') + index * 1000)
    const when = { ...stretch('2026-03-24 10:00', '2026-03-24 11:00'), start }
    return session(`s${index}`, `Session ${index} 🚀`, when, { speakers: [{ name: 'Ada Lind' }] })
  })
  const lines = (await render(sessionsView(many, { stages: new Map() }), 'table', screen)).split('\n')
  expect(lines).toHaveLength(3_004)
  expect([lines[2], lines[3001]].map((line) => line?.replace(/^.*?(Session)/, '$1'))).toEqual([
    'Session 0 🚀     A. Lind',
    'Session 2999 🚀  A. Lind',
  ])
})

test('what is picked is never folded away', async () => {
  const stages = new Map([['coffee', 'maybe']] as const)
  const text = await render(sessionsView(SESSIONS.slice(0, 3), { stages }), 'table', screen)
  expect(text.split('\n').slice(2)).toEqual([
    '  09:00-09:45  Opening: Ten Years of Sharing a Cluster  A. Lind   Main Hall',
    '○ 09:45-10:15  Coffee                                             Foyer',
    '2 of 3. Folded: 1 umbrella (--kind all).   Pick: kubeplan add opening-keynote',
    '',
  ])
})

describe('a clock of twelve hours', () => {
  const { moment, span, aligned } = timesOn(12)
  test.each([
    ['00:00', '12:00am'],
    ['00:05', '12:05am'],
    ['09:00', '9:00am'],
    ['11:59', '11:59am'],
    ['12:00', '12:00pm'],
    ['13:30', '1:30pm'],
    ['23:59', '11:59pm'],
  ])('%s is %s', (time, expected) => {
    expect(moment(at(TUE, time), AMSTERDAM)).toBe(expected)
  })

  test.each([
    [stretch('2026-03-24 09:00', '2026-03-24 10:45'), '9:00-10:45am'],
    [stretch('2026-03-24 11:15', '2026-03-24 12:30'), '11:15am-12:30pm'],
    [stretch('2026-03-24 12:00', '2026-03-24 13:00'), '12:00-1:00pm'],
    [stretch('2026-03-24 10:00', '2026-03-24 10:00'), '10:00am'],
    // More than half of a day, though both ends are in the morning.
    [stretch('2026-03-24 09:00', '2026-03-25 08:00'), '9:00am-8:00am'],
    [stretch('2026-03-24 09:00', '2026-03-25 09:30'), '9:00am-Wed 9:30am'],
    [{ ...stretch('2026-03-24 09:00', '2026-03-24 10:00'), endAssumed: true as const }, '9:00am-?'],
  ])('%#: %s', (when, expected) => {
    expect(span(when, TUE)).toBe(expected)
  })

  test.each([
    ['9:00-10:45am', ' 9:00-10:45am'],
    ['12:00-1:00pm', '12:00-1:00pm'],
    ['Sat 1:00-1:35am', 'Sat  1:00-1:35am'],
    ['day only', 'day only'],
  ])('%j is %j in a column', (time, expected) => {
    expect(aligned(time)).toBe(expected)
  })
})
