import { expect, test } from 'vitest'
import { facetOf } from '../../../src/planning/selection/facets.js'
import { dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const ana = { name: 'Ana', organization: 'Acme' }
const sessions = [
  session('a', {
    when: timed(FRIDAY, '16:00-16:35'),
    tracks: ['Storage'],
    room: 'Hall B',
    speakers: [ana, { name: 'Érik' }],
  }),
  session('b', {
    when: timed(FRIDAY, '17:00-17:30'),
    tracks: ['Edge'],
    room: 'Hall A',
    speakers: [{ name: 'Ana', organization: 'Beta' }],
  }),
  session('c', { when: dated(THURSDAY), tracks: ['Edge'], speakers: [{ name: 'Zoe' }, ana, ana] }),
  session('d', { when: timed(THURSDAY, '09:00-10:00'), room: 'hall a', status: 'cancelled' }),
  session('e', { tracks: ['constructor'], speakers: [{ name: 'fay', organization: '__proto__' }] }),
]

test('days in their order, dated sessions counted', () => {
  expect(facetOf(sessions, 'days')).toEqual({
    facet: 'days',
    values: [
      { name: '2020-11-19', sessions: 2, minutes: 60 },
      { name: '2020-11-20', sessions: 2, minutes: 65 },
    ],
    without: 1,
  })
})

test('tracks with most sessions first, then by name', () => {
  expect(facetOf(sessions, 'tracks')).toEqual({
    facet: 'tracks',
    values: [
      { name: 'Edge', sessions: 2, minutes: 30 },
      { name: 'constructor', sessions: 1, minutes: 0 },
      { name: 'Storage', sessions: 1, minutes: 35 },
    ],
    without: 1,
  })
})

test('rooms as they are written', () => {
  expect(facetOf(sessions, 'rooms')).toEqual({
    facet: 'rooms',
    values: [
      { name: 'Hall A', sessions: 1, minutes: 30 },
      { name: 'hall a', sessions: 1, minutes: 60 },
      { name: 'Hall B', sessions: 1, minutes: 35 },
    ],
    without: 2,
  })
})

test('speakers by name without accents and case, each session once, with their organizations', () => {
  expect(facetOf(sessions, 'speakers')).toEqual({
    facet: 'speakers',
    values: [
      { name: 'Ana', sessions: 3, minutes: 65, organizations: ['Acme', 'Beta'] },
      { name: 'Érik', sessions: 1, minutes: 35, organizations: [] },
      { name: 'fay', sessions: 1, minutes: 0, organizations: ['__proto__'] },
      { name: 'Zoe', sessions: 1, minutes: 0, organizations: [] },
    ],
    without: 1,
  })
})

test('organizations, each once a session; tags and kinds', () => {
  const tagged = sessions.map((one, index) => ({ ...one, tags: index < 2 ? ['linux', 'edge'] : ['linux'] }))
  const namesAndCounts = (facet: 'orgs' | 'tags' | 'kinds') => {
    const { values, without } = facetOf(tagged, facet)
    return [...values.map(({ name, sessions: number }) => `${name} ${number}`), `without ${without}`]
  }
  expect(namesAndCounts('orgs')).toEqual(['Acme 2', '__proto__ 1', 'Beta 1', 'without 1'])
  expect(namesAndCounts('tags')).toEqual(['linux 5', 'edge 2', 'without 0'])
  expect(namesAndCounts('kinds')).toEqual(['talk 5', 'without 0'])
})

test('nothing in, nothing out', () => {
  expect(facetOf([], 'rooms')).toEqual({ facet: 'rooms', values: [], without: 0 })
})
