import { describe, expect, test } from 'vitest'
import { addDays } from '../../../src/model/time.js'
import { candidatesFor, type PlanWishes } from '../../../src/planning/plan/candidates.js'
import { parseInterest, pointsFor, scoreInterests } from '../../../src/planning/selection/select.js'
import { agenda, catalogue, FRIDAY, pick, session, timed } from '../samples.js'

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

  test('in words weighs title, people, tracks and tags over the abstract', async () => {
    const sessions = [
      session('title', { title: 'Wasm at the Edge' }),
      session('track', { title: 'One', tracks: ['Wasm'] }),
      session('tag', { title: 'Two', tags: ['wasm'] }),
      session('speaker', { title: 'Three', speakers: [{ name: 'Ana', organization: 'Wasm Labs' }] }),
      session('abstract', { title: 'Four' }),
      session('none', { title: 'Wash Day' }),
    ]
    const abstracts = new Map([['abstract', 'All about wasm.']])
    const { details, ...programme } = catalogue(sessions)
    const abstract = (id: string) => {
      const text = abstracts.get(id)
      return { ...details(id), ...(text !== undefined && { abstract: text }) }
    }
    const interests = [parseInterest('wasm:4') ?? { text: '', points: 0, selection: { words: [], filters: {} } }]
    const { points } = await scoreInterests(interests, { ...programme, details: abstract })
    expect(Object.fromEntries(points)).toEqual({ title: 4, track: 4, tag: 4, speaker: 4, abstract: 2 })
  })

  test('counts by the half hour, and only where a time is known', () => {
    expect(pointsFor(session('a', { when: timed(FRIDAY, '10:00-11:15') }), 2)).toBe(5)
    expect(pointsFor(session('a', { when: { kind: 'dated', day: FRIDAY } }), 2)).toBe(0)
  })
})

describe('candidates', () => {
  const every = () => true
  const wishes: PlanWishes = {
    ...{ interests: new Map(), all: false, lightning: false, musts: new Set() },
    ...{ going: 'kept', isSelected: every, isPlanned: every, isOpen: every },
  }
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
      unplaced.map(({ session: id, because }) => [id, because]),
    ]
  }

  test('are picks by priority, going ones fixed, with every sitting; what takes no time is told why', () => {
    expect(found({})).toEqual([
      [
        ['going', 4, true, 'going'],
        ['maybe', 2, false, 'maybe'],
        ['other', 2, false, 'maybe'],
      ],
      [
        ['gone', 'cancelled'],
        ['someday', 'no-time'],
      ],
    ])
  })

  test('are with --all whatever people attend, at a point each half hour; a pick is worth that more', () => {
    expect(found({ all: true })[0]).toEqual([
      ['going', 5, true, 'going'],
      ['maybe', 4, false, 'maybe'],
      ['other', 4, false, 'maybe'],
    ])
  })

  test('with --all are no lightning talks, unless they are asked for or picked', () => {
    const talks = [
      session('light', { when: timed(FRIDAY, '16:00-16:05'), kind: 'lightning' }),
      session('picked', { when: timed(FRIDAY, '16:10-16:15'), kind: 'lightning' }),
    ]
    const mineToo = agenda([pick('picked', { stage: 'maybe' })])
    const ids = (more: Partial<PlanWishes>) =>
      candidatesFor(talks, mineToo, { ...wishes, all: true, ...more }).candidates.map(({ entry }) => entry.id)
    expect([ids({}), ids({ lightning: true })]).toEqual([['picked'], ['light', 'picked']])
  })

  test('add interests to priorities; musts are fixed, breaks only if they must', () => {
    const interests = new Map([
      ['maybe', 3],
      ['lunch', 5],
    ])
    expect(found({ interests, musts: new Set(['lunch']), going: 'competing' })[0]).toEqual([
      ['going', 4, false, 'going'],
      ['maybe', 8, false, 'maybe'],
      ['other', 8, false, 'maybe'],
      ['lunch', 10, true, 'lunch'],
    ])
  })

  test('are fixed at every sitting of a must, of those at the hours that are planned if there are any', () => {
    const musts = new Set(['other'])
    expect(found({ musts })[0]).toEqual([
      ['going', 4, true, 'going'],
      ['maybe', 2, true, 'maybe'],
      ['other', 2, true, 'maybe'],
    ])
    expect(found({ musts, isOpen: ({ id }) => id === 'other' })[0]).toEqual([
      ['going', 4, true, 'going'],
      ['other', 2, true, 'maybe'],
    ])
    expect(found({ musts, isOpen: () => false })[0]).toHaveLength(3)
  })

  test('are going picks whatever the flags choose, on the days that are planned; elsewhere they take their time', () => {
    const saturday = [...sessions, session('later', { when: timed(addDays(FRIDAY, 1), '10:00-11:00') })]
    const both = agenda([pick('going'), pick('later'), pick('maybe', { stage: 'maybe' })])
    const { candidates, elsewhere, outside } = candidatesFor(saturday, both, {
      ...wishes,
      isSelected: ({ id }) => id === 'other',
      isPlanned: ({ id, when }) => when.kind === 'timed' && when.day === FRIDAY && id !== 'going',
    })
    expect([candidates.map(({ entry }) => entry.id), elsewhere.map(({ id }) => id), [...outside]]).toEqual([
      ['going', 'other'],
      ['later'],
      ['going'],
    ])
  })

  test('outside my hours only what is fixed', () => {
    expect(found({ isOpen: () => false })[0]).toEqual([['going', 4, true, 'going']])
  })
})
