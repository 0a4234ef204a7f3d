import { describe, expect, test } from 'vitest'
import { parseInterest, pointsFor, scoreInterests } from '../../src/planning/interests.js'
import { candidatesFor, type PlanWishes } from '../../src/planning/plan/candidates.js'
import { agenda, catalogue, FRIDAY, pick, session, timed } from './samples.js'

describe('an interest', () => {
  test.each([
    ['service mesh:3', { words: ['service', 'mesh'] }, 3],
    ['service mesh', { words: ['service', 'mesh'] }, 1],
    ['track:security', { filters: { track: { wanted: ['security'], unwanted: [] } } }, 1],
    ['speaker: liz rice:5', { filters: { speaker: { wanted: ['liz rice'], unwanted: [] } } }, 5],
    ['org:Red Hat:2', { filters: { org: { wanted: ['Red Hat'], unwanted: [] } } }, 2],
    ['CI/CD:9', { words: ['CI/CD:9'] }, 1],
  ])('%s', (text, selection, points) => {
    expect(parseInterest(text)).toMatchObject({ text, points, selection })
  })

  test.each(['', '  ', 'track:', ':3'])('%j is none', (text) => {
    expect(parseInterest(text)).toBeUndefined()
  })

  test('several add up; a facet value that nothing has is a problem, words that nothing has are named', async () => {
    const sessions = [
      session('a', { tracks: ['Security'], title: 'Mesh' }),
      session('b', { tracks: ['Operations'], title: 'Mesh' }),
    ]
    const interests = ['mesh:2', 'track:security:3', 'track:nonesuch', 'xylophone'].flatMap(
      (text) => parseInterest(text) ?? [],
    )
    const { points, problems, unmatched } = await scoreInterests(interests, catalogue(sessions))
    expect([...points]).toEqual([
      ['a', 5],
      ['b', 2],
    ])
    expect(problems.map(({ code }) => code)).toEqual(['matches-nothing'])
    expect(unmatched.map(({ text }) => text)).toEqual(['xylophone'])
  })

  test('counts by the half hour, and only where a time is known', () => {
    expect(pointsFor(session('a', { when: timed(FRIDAY, '10:00-11:15') }), 2)).toBe(5)
    expect(pointsFor(session('a', { when: { kind: 'dated', day: FRIDAY } }), 2)).toBe(0)
  })
})

describe('candidates', () => {
  const wishes: PlanWishes = { interests: new Map(), all: false, musts: new Set(), unpin: false, isOpen: () => true }
  const sessions = [
    session('going', { when: timed(FRIDAY, '10:00-10:30') }),
    session('maybe', { when: timed(FRIDAY, '11:00-12:00') }),
    session('other', { when: timed(FRIDAY, '13:00-14:00'), repeatOf: 'maybe' }),
    session('lunch', { when: timed(FRIDAY, '12:00-13:00'), kind: 'break' }),
    session('gone', { when: timed(FRIDAY, '15:00-16:00'), status: 'cancelled' }),
    session('someday', { when: { kind: 'unscheduled' } }),
  ]
  const mine = agenda([
    pick('going', { priority: 4 }),
    pick('maybe', { stage: 'maybe', priority: 2 }),
    pick('gone'),
    pick('someday'),
  ])

  function found(more: Partial<PlanWishes>) {
    const { candidates, unplaced } = candidatesFor(sessions, mine, { ...wishes, ...more })
    return [
      candidates.map(({ entry, score, fixed, group }) => [entry.id, score, fixed, group]),
      unplaced.map(({ id }) => id),
    ]
  }

  test('are picks by priority, going ones fixed; nobody attends what is cancelled; without a time it is unplaced', () => {
    expect(found({})).toEqual([
      [
        ['going', 4, true, 'going'],
        ['maybe', 2, false, 'maybe'],
      ],
      ['someday'],
    ])
  })

  test('are with --all whatever people attend, at a point each half hour', () => {
    expect(found({ all: true })[0]).toEqual([
      ['going', 4, true, 'going'],
      ['maybe', 2, false, 'maybe'],
      ['other', 2, false, 'maybe'],
    ])
  })

  test('add interests to priorities; musts are fixed, breaks only if they must', () => {
    const interests = new Map([
      ['maybe', 3],
      ['lunch', 5],
    ])
    expect(found({ interests, musts: new Set(['lunch']), unpin: true })[0]).toEqual([
      ['going', 4, false, 'going'],
      ['maybe', 8, false, 'maybe'],
      ['lunch', 10, true, 'lunch'],
    ])
  })

  test('outside my hours only what is fixed', () => {
    expect(found({ isOpen: () => false })[0]).toEqual([['going', 4, true, 'going']])
  })
})
