import { expect, test } from 'vitest'
import { KINDS } from '../../../src/model/conference.js'
import { foldAway, mayFold, mayJoin } from '../../../src/planning/sessions/foldable.js'
import { selection, session } from '../samples.js'

const sessions = [
  ...KINDS.map((kind) => session(kind, { kind })),
  session('demo', { tags: ['ai', 'sponsored'] }),
  session('sponsored-keynote', { kind: 'keynote', tags: ['sponsored'] }),
  session('sponsored-party', { kind: 'social', tags: ['sponsored'] }),
]
const ids = (shown: readonly { readonly id: string }[]) => shown.map(({ id }) => id)

test('folds what nobody attends as a session, and sponsored demos; counts them', () => {
  const { shown, folded } = foldAway(sessions, () => false)
  expect(ids(shown)).toEqual(['talk', 'panel', 'keynote', 'workshop', 'tutorial', 'lightning', 'sponsored-keynote'])
  expect([...folded]).toEqual([
    ['sponsored', 1],
    ['umbrella', 1],
    ['social', 2],
    ['break', 1],
    ['other', 1],
  ])
})

test('keeps what it is told to keep, in its place', () => {
  const { shown, folded } = foldAway(sessions, ({ id }) => id === 'break' || id === 'demo')
  expect(ids(shown)).toEqual([
    'talk',
    'panel',
    'keynote',
    'workshop',
    'tutorial',
    'lightning',
    'break',
    'demo',
    'sponsored-keynote',
  ])
  expect([...folded]).toEqual([
    ['umbrella', 1],
    ['social', 2],
    ['other', 1],
  ])
})

test('where nothing would be left, nothing is folded', () => {
  const parties = sessions.filter(({ kind }) => kind === 'social')
  expect(foldAway(parties, () => false)).toEqual({ shown: parties, folded: new Map() })
  expect(foldAway([], () => false)).toEqual({ shown: [], folded: new Map() })
})

test.each([
  ['nothing', {}, true],
  ['a track', { filters: { track: { wanted: ['x'], unwanted: [] } } }, true],
  ['blank words', { words: [' '] }, true],
  ['words', { words: ['helm'] }, false],
  ['a kind', { filters: { kind: { wanted: ['all'], unwanted: [] } } }, false],
  ['a tag', { filters: { tag: { wanted: [], unwanted: ['x'] } } }, false],
  ['ids', { ids: { wanted: ['x'], unwanted: [] } }, false],
])('asked for %s: %o may fold: %s', (_name, asked, may) => {
  expect(mayFold(selection(asked))).toBe(may)
})

test.each([
  ['nothing', {}, true],
  ['the order of time', { sort: 'time' }, true],
  ['a room and a day', { filters: { room: { wanted: ['x'], unwanted: [] } } }, true],
  ['what may not be folded', { words: ['helm'] }, false],
  ['a person', { filters: { speaker: { wanted: ['x'], unwanted: [] } } }, false],
  ['an organization', { filters: { org: { wanted: ['x'], unwanted: [] } } }, false],
  ['another order', { sort: 'title' }, false],
] satisfies [string, Parameters<typeof selection>[0], boolean][])(
  'asked for %s: %o may join: %s',
  (_name, asked, may) => {
    expect(mayJoin(selection(asked))).toBe(may)
  },
)
