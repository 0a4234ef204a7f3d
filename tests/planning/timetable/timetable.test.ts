import { describe, expect, test } from 'vitest'
import type { Session, Stage } from '../../../src/model/conference.js'
import { rowsOf } from '../../../src/planning/timetable/rows.js'
import { acrossFor, layOutDay, type TimetableDay, timetableDays } from '../../../src/planning/timetable/timetable.js'
import { block, dated, day, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const SCALE = { minutesALine: 7.5, least: 1 }
const SATURDAY = day('2020-11-21')

function talk(id: string, times: string, room?: string, more: Partial<Session> = {}): Session {
  return session(id, { when: timed(FRIDAY, times), ...(room !== undefined && { room }), ...more })
}

function layOut(
  sessions: readonly Session[],
  slots = 9,
  {
    stages = {},
    blocks = [],
  }: { stages?: Readonly<Record<string, Stage>>; blocks?: readonly ReturnType<typeof block>[] } = {},
): TimetableDay {
  const input = { sessions, stages: new Map(Object.entries(stages)), blocks, across: 'room' as const }
  return layOutDay(FRIDAY, input, () => ({ wide: slots, narrow: slots }))
}

/** `name:slots` of the columns, and `id from-to +more` of the boxes. */
function inShort({ columns, boxes }: TimetableDay) {
  return {
    columns: columns.map(({ name, mine, slots }) => `${mine ? '#' : (name ?? '-')}:${slots}`),
    boxes: boxes.map(({ of, from, to, more }) => {
      const id = of.kind === 'block' ? `#${of.block.title}` : of.session.id
      return `${id} ${from}-${to}${more > 0 ? ` +${more}` : ''}`
    }),
  }
}

describe('columns', () => {
  test('stand by name, numbers by their value, those without a name last, my blocks first', () => {
    const sessions = [
      talk('a', '09:00-10:00', 'Hall 10'),
      talk('b', '09:00-10:00'),
      talk('c', '09:00-10:00', 'Hall 9'),
      talk('d', '09:00-10:00', 'attic'),
    ]
    expect(inShort(layOut(sessions, 9, { blocks: [block('Booth', FRIDAY, '09:00-12:00')] }))).toEqual({
      columns: ['#:1', 'attic:1', 'Hall 9:1', 'Hall 10:1', '-:1'],
      boxes: ['#Booth 0-1', 'd 1-2', 'c 2-3', 'a 3-4', 'b 4-5'],
    })
  })

  const A = talk('a', '09:00-10:00', 'A')
  const two = (room: string) => [talk(`${room}1`, '09:00-10:00', room), talk(`${room}2`, '10:00-11:00', room)]

  test('where I have no picks the fullest, by name', () => {
    const table = layOut([A, ...two('B'), talk('c', '09:00-10:00', 'C'), ...two('D')], 3)
    expect(inShort(table).columns).toEqual(['A:1', 'B:1', 'D:1'])
    expect(table.leftOut).toEqual({
      by: 'sessions',
      of: 4,
      wanted: 4,
      columns: [{ name: 'C', sessions: 1, picks: 0 }],
    })
  })

  test('one that is wider than all the room takes it only where nothing else fits', () => {
    const wide = ['w1', 'w2', 'w3'].map((id) => talk(id, '09:00-10:00', 'W'))
    expect(inShort(layOut([A, ...wide], 2)).columns).toEqual(['A:1'])
    expect(inShort(layOut([...wide, ...wide.map((one) => ({ ...one, id: `${one.id}x`, room: 'X' }))], 2))).toEqual({
      columns: ['W:2'],
      boxes: ['w1 0-1', 'w2 1-2 +1'],
    })
  })

  test('going picks count before maybes, and these before how many sessions there are', () => {
    const sessions = [A, ...two('B'), ...two('C'), talk('d', '11:00-12:00', 'D'), ...two('E')]
    const stages = { B1: 'maybe', C1: 'maybe', C2: 'maybe', d: 'going' } as const
    const columns = (slots: number) => inShort(layOut(sessions, slots, { stages })).columns
    expect(columns(1)).toEqual(['D:1'])
    expect(columns(2)).toEqual(['C:1', 'D:1'])
    expect(columns(3)).toEqual(['B:1', 'C:1', 'D:1'])
    expect(columns(4)).toEqual(['B:1', 'C:1', 'D:1', 'E:1'])
    expect(columns(5)).toEqual(['A:1', 'B:1', 'C:1', 'D:1', 'E:1'])
    expect(layOut(sessions, 2, { stages }).leftOut).toEqual({
      by: 'picks',
      of: 5,
      wanted: 5,
      columns: [
        { name: 'A', sessions: 1, picks: 0 },
        { name: 'B', sessions: 2, picks: 1 },
        { name: 'E', sessions: 2, picks: 0 },
      ],
    })
  })

  test('what I have not picked takes no place beside a pick that has none', () => {
    const sessions = ['p1', 'p2', 'q1', 'q2'].map((id) => talk(id, '09:00-10:00', id[0]?.toUpperCase()))
    const stages = { p1: 'going', p2: 'going', q1: 'maybe', q2: 'maybe' } as const
    expect(inShort(layOut([A, ...sessions], 3, { stages })).columns).toEqual(['P:2'])
  })
})

describe('lanes', () => {
  const three = [talk('a', '09:00-11:00', 'A'), talk('b', '09:30-10:00', 'A'), talk('c', '09:30-10:30', 'A')]

  test('what overlaps stands side by side, what is alone takes all lanes', () => {
    const table = layOut([...three, talk('d', '11:00-12:00', 'A')])
    expect(inShort(table)).toEqual({ columns: ['A:3'], boxes: ['a 0-1', 'c 1-2', 'b 2-3', 'd 0-3'] })
  })

  test('a lane that comes free is used again', () => {
    const table = layOut([...three, talk('d', '10:00-10:30', 'A')])
    expect(inShort(table).boxes).toEqual(['a 0-1', 'c 1-2', 'b 2-3', 'd 2-3'])
  })

  test('where lanes lack mine stay, and the box beside tells how many are not there', () => {
    expect(inShort(layOut(three, 2)).boxes).toEqual(['a 0-1', 'b 1-2 +1'])
    expect(inShort(layOut(three, 1, { stages: { c: 'maybe' } }))).toEqual({ columns: ['A:1'], boxes: ['c 0-1 +2'] })
    expect(inShort(layOut(three, 1, { stages: { c: 'maybe', b: 'going' } })).boxes).toEqual(['b 0-1 +2'])
  })

  test('of my blocks two at once, whatever the programme needs', () => {
    const blocks = ['One', 'Two', 'Three'].map((title) => block(title, FRIDAY, '09:00-10:00'))
    expect(inShort(layOut([talk('a', '09:00-10:00', 'A')], 1, { blocks }))).toEqual({
      columns: ['#:2', 'A:1'],
      boxes: ['#One 0-1', '#Two 1-2 +1', 'a 2-3'],
    })
  })
})

describe('banners', () => {
  test('breaks, social events and shells, unless I picked them; the same at one time is one', () => {
    const sessions = [
      talk('lunch', '12:00-13:00', 'Foyer', { kind: 'break' }),
      talk('badges', '08:00-18:00', 'East', { kind: 'umbrella', title: 'Badges' }),
      talk('badges-2', '08:00-18:00', 'West', { kind: 'umbrella', title: 'Badges' }),
      talk('party', '19:00-23:00', 'Bar', { kind: 'social' }),
      talk('other', '12:00-12:30', 'Foyer', { kind: 'other' }),
    ]
    const table = layOut(sessions, 9, { stages: { party: 'going' } })
    expect(table.banners.map(({ sessions: own }) => own.map(({ id }) => id))).toEqual([
      ['badges', 'badges-2'],
      ['lunch'],
    ])
    expect(inShort(table).boxes).toEqual(['party 0-1', 'other 1-2'])
  })

  test('stand where nothing runs, in the widest place, and aside where there is none', () => {
    const long = talk('long', '09:00-13:00', 'B')
    const lunch = talk('lunch', '12:00-13:00', 'Foyer', { kind: 'break' })
    const places = (sessions: readonly Session[]) => {
      const { banners, aside } = rowsOf(layOut(sessions), SCALE)
      return [banners.map(({ from, to }) => `${from}-${to}`), aside.length]
    }
    const brief = (room: string) => talk(room, '09:00-09:30', room)
    expect(places([long, lunch, brief('A')])).toEqual([['0-1'], 0])
    expect(places([long, lunch, brief('A'), brief('C'), brief('D')])).toEqual([['2-4'], 0])
    expect(places([long, lunch])).toEqual([[], 1])
  })
})

describe('lines', () => {
  const lines = (sessions: readonly Session[], scale = SCALE) => {
    const { boxes, moments, height } = rowsOf(layOut(sessions), scale)
    return {
      boxes: boxes.map(
        ({ box: { of }, top, bottom }) => `${of.kind === 'session' ? of.session.id : ''} ${top}-${bottom}`,
      ),
      at: moments.map(({ line }) => line),
      height,
    }
  }

  test('as many as a session lasts; touching sessions share one', () => {
    const sessions = [talk('a', '09:00-09:30', 'A'), talk('b', '09:30-10:30', 'A'), talk('c', '10:30-14:30', 'A')]
    expect(lines(sessions)).toEqual({ boxes: ['a 0-4', 'b 4-12', 'c 12-26'], at: [0, 4, 12, 26], height: 27 })
    expect(lines(sessions, { minutesALine: 10, least: 1 }).boxes).toEqual(['a 0-3', 'b 3-9', 'c 9-21'])
  })

  test('five lightning talks keep a line each', () => {
    const five = [0, 1, 2, 3, 4].map((index) =>
      talk(`t${index}`, `09:${index}0-09:${index === 4 ? '50' : `${index + 1}0`}`, 'A'),
    )
    expect(lines(five)).toEqual({
      boxes: ['t0 0-2', 't1 2-4', 't2 4-6', 't3 6-8', 't4 8-10'],
      at: [0, 2, 4, 6, 8, 10],
      height: 11,
    })
  })

  test('or as many as a box must have at least', () => {
    const two = [talk('a', '09:00-09:05', 'A'), talk('b', '09:05-10:05', 'A')]
    expect(lines(two, { minutesALine: 7.5, least: 2 }).boxes).toEqual(['a 0-3', 'b 3-11'])
  })

  test('a gap takes no line, a long one takes one, a change of speakers is none', () => {
    const boxesAt = (start: string) => lines([talk('a', '09:00-09:30', 'A'), talk('b', `${start}-18:00`, 'A')]).boxes
    expect(boxesAt('09:35')).toEqual(['a 0-5', 'b 5-21'])
    expect(boxesAt('09:36')).toEqual(['a 0-4', 'b 5-21'])
    expect(boxesAt('10:00')).toEqual(['a 0-4', 'b 5-21'])
    expect(boxesAt('10:01')).toEqual(['a 0-4', 'b 6-22'])
    expect(boxesAt('15:00')).toEqual(['a 0-4', 'b 6-18'])
  })

  test('a session of no length is there, and its end has no label', () => {
    const { moments, boxes } = rowsOf(
      layOut([
        talk('a', '09:00-09:00', 'A', {
          when: { ...timed(FRIDAY, '09:00-10:00'), end: timed(FRIDAY, '09:00-10:00').start },
        }),
      ]),
      SCALE,
    )
    expect(boxes.map(({ top, bottom }) => [top, bottom])).toEqual([[0, 2]])
    expect(moments.map(({ offset }) => offset)).toEqual([-300, undefined])
  })
})

describe('across', () => {
  const many = (rooms: number, tracks: number, bare: number) => [
    ...Array.from({ length: rooms }, (_, index) => session(`r${index}`, { room: 'A' })),
    ...Array.from({ length: tracks }, (_, index) => session(`t${index}`, { tracks: ['X'] })),
    ...Array.from({ length: bare }, (_, index) => session(`n${index}`)),
  ]

  test.each([
    ['most have a room', 6, 0, 5, 'room'],
    ['more have a room than a track', 2, 1, 9, 'room'],
    ['more have a track', 1, 2, 9, 'track'],
    ['none has either', 0, 0, 3, undefined],
    ['there are none', 0, 0, 0, undefined],
  ] as const)('%s', (_, rooms, tracks, bare, across) => {
    expect(acrossFor(many(rooms, tracks, bare))).toBe(across)
  })
})

describe('days', () => {
  const sessions = [
    session('never'),
    session('some-day', { when: dated(day('2020-11-25')) }),
    session('badges', { when: timed(THURSDAY, '08:00-18:00'), kind: 'umbrella' }),
    session('talk', { when: timed(FRIDAY, '10:00-10:30') }),
    session('late', { when: timed(SATURDAY, '10:00-10:30') }),
  ]
  const input = (picked?: string) => ({
    sessions,
    stages: new Map<string, Stage>(picked === undefined ? [] : [[picked, 'maybe']]),
    blocks: [block('Booth', day('2020-11-22'), '10:00-11:00')],
  })
  const SUNDAY = day('2020-11-22')

  test('one: today, else the first with a pick, else the first with more than shells', () => {
    const one = (today: typeof FRIDAY, picked?: string) => timetableDays(input(picked), { narrowed: false, today })
    expect(one(THURSDAY, 'late')).toEqual({ days: [THURSDAY], otherDays: [FRIDAY, SATURDAY] })
    expect(one(SUNDAY, 'late')).toEqual({ days: [SATURDAY], otherDays: [THURSDAY, FRIDAY] })
    expect(one(SUNDAY, 'never')).toEqual({ days: [FRIDAY], otherDays: [THURSDAY, SATURDAY] })
    const shells = { ...input(), sessions: sessions.slice(0, 3) }
    expect(timetableDays(shells, { narrowed: false, today: SUNDAY })).toEqual({ days: [THURSDAY], otherDays: [] })
    const untimed = { ...input(), sessions: sessions.slice(0, 2) }
    expect(timetableDays(untimed, { narrowed: false, today: SUNDAY })).toEqual({ days: [], otherDays: [] })
  })

  test('all that were chosen, and those that were asked for and hold a block', () => {
    expect(timetableDays(input(), { narrowed: true, asked: [] }).days).toEqual([THURSDAY, FRIDAY, SATURDAY])
    expect(timetableDays(input(), { narrowed: true, asked: [SUNDAY, day('2020-11-23')] }).days).toEqual([
      THURSDAY,
      FRIDAY,
      SATURDAY,
      SUNDAY,
    ])
  })
})
