import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaPick, Session } from '../../../src/model/conference.js'
import { addDays, type Day } from '../../../src/model/time.js'
import { type AgendaDays, layOutAgenda } from '../../../src/planning/agenda/agenda-days.js'
import { agenda, at, block, catalogue, dated, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const LATE = session('late', { when: timed(FRIDAY, '16:00-16:35') })
const EARLY = session('early', { when: timed(FRIDAY, '09:00-10:00'), room: 'Hall A' })
const OVER = session('over', { when: timed(FRIDAY, '09:30-10:30') })
const NIGHT = session('night', { when: timed(THURSDAY, '23:00-01:00') })
const SOME_DAY = session('some-day', { when: dated(THURSDAY) })
const NEVER = session('never')
const OFF = session('off', { when: timed(FRIDAY, '16:10-16:20'), status: 'cancelled' })
const SHELL = session('shell', { when: timed(FRIDAY, '08:00-18:00'), kind: 'umbrella' })
const CATALOGUE = catalogue([LATE, EARLY, OVER, NIGHT, SOME_DAY, NEVER, OFF, SHELL])

/** The layout in short; whole entries are compared where they matter. */
function layout(mine: Agenda, chosen?: readonly string[], days?: readonly Day[]) {
  const ids = new Set(chosen ?? mine.picks.map(({ session: id }) => id))
  return inShort(layOutAgenda(mine, CATALOGUE, ids, days ? { meant: ({ day }) => days.includes(day) } : {}))
}

function inShort({ days, entries, untimed, missing, clashes, gaps }: AgendaDays) {
  return {
    days,
    entries: entries.map(({ entry, day, stage, session: own }) => [day, stage, entry.id, own?.id].join(' ').trim()),
    untimed: untimed.map(({ session: { id }, stage }) => `${id} ${stage}`),
    missing,
    clashes: clashes.map(({ entries: [a, b], minutes }) => `${a.id} ${b.id} ${minutes}`),
    gaps: gaps.map(({ start, end, minutes }) => [start, end, minutes]),
  }
}

const NOTHING = { days: [], entries: [], untimed: [], missing: [], clashes: [], gaps: [] }

describe('an agenda over its days', () => {
  test('an empty one', () => {
    expect(layout(agenda([]))).toEqual(NOTHING)
  })

  test('one pick, whole', () => {
    const { start, end } = timed(FRIDAY, '09:00-10:00')
    const entry = {
      id: 'early',
      title: 'early',
      room: 'Hall A',
      start,
      end,
      day: FRIDAY,
      offset: -300,
      endOffset: -300,
    }
    expect(layOutAgenda(agenda([pick('early')]), CATALOGUE, new Set(['early']))).toEqual({
      ...NOTHING,
      likely: new Map(),
      unmade: 0,
      days: [FRIDAY],
      entries: [{ entry, day: FRIDAY, stage: 'going', session: EARLY }],
    })
  })

  test('picks of all sorts and blocks: by time, dated ones before unscheduled ones', () => {
    const picks = [pick('never'), pick('late', { stage: 'maybe' }), pick('some-day', { stage: 'maybe' }), pick('early')]
    const mine = agenda(picks, [block('Lunch', FRIDAY, '12:00-13:00'), block('Dinner', THURSDAY, '19:00-20:00')])
    expect(layout(mine)).toEqual({
      days: [THURSDAY, FRIDAY],
      entries: [
        `${THURSDAY} block block:Dinner`,
        `${FRIDAY} going early early`,
        `${FRIDAY} block block:Lunch`,
        `${FRIDAY} maybe late late`,
      ],
      untimed: ['some-day maybe', 'never going'],
      missing: [],
      clashes: [],
      gaps: [[at(FRIDAY, '10:00'), at(FRIDAY, '12:00'), 120]],
    })
  })

  test('what starts together: the shorter first, then in the order of the agenda', () => {
    const blocks = [block('Long', FRIDAY, '09:00-11:00'), block('Same', FRIDAY, '09:00-10:00')]
    expect(layout(agenda([pick('over'), pick('early')], blocks)).entries).toEqual([
      `${FRIDAY} going early early`,
      `${FRIDAY} block block:Same`,
      `${FRIDAY} block block:Long`,
      `${FRIDAY} going over over`,
    ])
  })

  test('what runs past midnight stands under the day it belongs to', () => {
    expect(layout(agenda([pick('night')]))).toEqual({
      ...NOTHING,
      days: [THURSDAY],
      entries: [`${THURSDAY} going night night`],
    })
  })

  test('a pick that the catalogue does not know is missing, whatever was chosen', () => {
    const mine = agenda([pick('gone'), pick('early'), pick('lost', { stage: 'maybe' })])
    expect(layout(mine, []).missing).toEqual(['gone', 'lost'])
    expect(layout(mine, ['gone', 'early'])).toEqual({
      ...NOTHING,
      days: [FRIDAY],
      entries: [`${FRIDAY} going early early`],
      missing: ['gone', 'lost'],
    })
  })
})

describe('clashes', () => {
  const BOTH = agenda([pick('early'), pick('over')], [block('Call', FRIDAY, '10:15-11:00')])

  test('among going picks and blocks', () => {
    expect(layout(BOTH).clashes).toEqual(['early over 30', 'over block:Call 15'])
  })

  test('a maybe, a cancelled session and an umbrella clash with nothing', () => {
    const picks = [pick('early'), pick('over', { stage: 'maybe' }), pick('late'), pick('off'), pick('shell')]
    expect(layout(agenda(picks)).clashes).toEqual([])
  })

  test('are told where one of the two is shown', () => {
    expect(layout(BOTH, ['early'], []).clashes).toEqual(['early over 30'])
    expect(layout(BOTH, [], [FRIDAY]).clashes).toEqual(['over block:Call 15'])
    expect(layout(BOTH, [], []).clashes).toEqual([])
  })
})

describe('free time', () => {
  const GAP = [at(FRIDAY, '10:00'), at(FRIDAY, '16:00'), 360]

  test('is told between two that are shown, and not beside one that is not', () => {
    const mine = agenda([pick('early'), pick('late'), pick('over', { stage: 'maybe' })])
    expect(layout(mine, ['early', 'late']).gaps).toEqual([GAP])
    expect(layout(mine, ['late']).gaps).toEqual([])
    expect(layout(mine, ['early']).gaps).toEqual([])
    expect(layout(mine, ['early', 'over']).gaps).toEqual([])
  })

  test('is not free where something that is not shown lies in it', () => {
    const mine = agenda([pick('early'), pick('over'), pick('late')])
    expect(layout(mine, ['early', 'late']).gaps).toEqual([])
  })

  test('of days that show nothing is not told', () => {
    const mine = agenda(
      [pick('early'), pick('late')],
      [block('A', THURSDAY, '09:00-10:00'), block('B', THURSDAY, '11:00-12:00')],
    )
    expect(layout(mine, ['early', 'late'], [FRIDAY]).gaps).toEqual([GAP])
    expect(layout(mine, [], [THURSDAY]).gaps).toEqual([[at(THURSDAY, '10:00'), at(THURSDAY, '11:00'), 60]])
  })
})

describe('blocks', () => {
  const mine = agenda([pick('early')], [block('A', THURSDAY, '09:00-10:00'), block('B', FRIDAY, '11:00-12:00')])

  test.each([
    [undefined, ['block:A', 'block:B']],
    [[THURSDAY], ['block:A']],
    [
      [THURSDAY, FRIDAY],
      ['block:A', 'block:B'],
    ],
    [[addDays(FRIDAY, 1)], []],
    [[], []],
  ])('of the days %j: %j', (days, expected) => {
    const { entries } = layOutAgenda(mine, CATALOGUE, new Set(), days ? { meant: ({ day }) => days.includes(day) } : {})
    expect(entries.map(({ entry }) => entry.id)).toEqual(expected)
  })
})

const STAGES = ['going', 'maybe'] as const
const sessions = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    day: fc.constantFrom(THURSDAY, FRIDAY, undefined),
    hour: fc.option(fc.integer({ min: 8, max: 20 }), { nil: undefined }),
    stage: fc.constantFrom(...STAGES, undefined),
    isChosen: fc.boolean(),
  }),
  { selector: ({ id }) => id },
)

test('every chosen pick stands in one place, in time order, and nothing is changed', () => {
  fc.assert(
    fc.property(sessions, (drawn) => {
      const whenOf = ({ day, hour }: (typeof drawn)[number]): Session['when'] => {
        if (day === undefined) return { kind: 'unscheduled' }
        return hour === undefined ? dated(day) : timed(day, `${String(hour).padStart(2, '0')}:00-23:00`)
      }
      const all = drawn.map((one) => session(one.id, { when: whenOf(one) }))
      const picks = drawn.flatMap(({ id, stage }): AgendaPick[] => (stage ? [pick(id, { stage })] : []))
      const mine = agenda(picks)
      const before = JSON.stringify([mine, all])
      const chosen: readonly string[] = drawn.filter(({ isChosen }) => isChosen).map(({ id }) => id)
      const { entries, untimed, days, missing } = layOutAgenda(mine, catalogue(all), new Set(chosen))

      const wanted = picks.map(({ session: id }) => id).filter((id) => chosen.includes(id))
      const shown = [...entries.map(({ entry }) => entry.id), ...untimed.map(({ session: { id } }) => id)]
      expect(shown.toSorted()).toEqual(wanted.toSorted())
      const starts = entries.map(({ entry }) => entry.start)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      expect(days).toEqual(
        [THURSDAY, FRIDAY].filter((day) => drawn.some((one) => one.day === day && wanted.includes(one.id))),
      )
      expect(missing).toEqual([])
      expect(JSON.stringify([mine, all])).toBe(before)
    }),
    { numRuns: 1000 },
  )
})
