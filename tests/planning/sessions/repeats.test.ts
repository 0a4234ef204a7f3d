import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentFinder, repeatsOf, withoutMissingOriginals } from '../../../src/planning/sessions/repeats.js'
import { session } from '../samples.js'

const again = (id: string, repeatOf: string) => session(id, { repeatOf })

const SESSIONS = [
  session('alone'),
  again('third', 'first'),
  session('first'),
  again('second', 'first'),
  again('lost', 'gone'),
  again('lost-again', 'gone'),
  // A repeat of a repeat gives the same content as well.
  again('z', 'y'),
  again('y', 'x'),
  session('x'),
  again('ring-a', 'ring-b'),
  again('ring-b', 'ring-a'),
  again('to-ring', 'ring-a'),
  again('itself', 'itself'),
]

test.each<[string, readonly string[]]>([
  ['alone', []],
  ['first', ['third', 'second']],
  ['second', ['third', 'first']],
  ['third', ['first', 'second']],
  ['lost', ['lost-again']],
  ['x', ['z', 'y']],
  ['y', ['z', 'x']],
  ['z', ['y', 'x']],
  ['ring-a', ['ring-b', 'to-ring']],
  ['ring-b', ['ring-a', 'to-ring']],
  ['to-ring', ['ring-a', 'ring-b']],
  ['itself', []],
])('%s is given again as %j, in file order', (id, expected) => {
  const [mine = session('none')] = SESSIONS.filter((other) => other.id === id)
  expect(repeatsOf(mine, SESSIONS).map((other) => other.id)).toEqual(expected)
})

test('among no sessions nothing repeats', () => {
  expect(repeatsOf(session('a'), [])).toEqual([])
})

test.each<[readonly string[], readonly (string | undefined)[]]>([
  [
    ['first', 'second', 'third'],
    [undefined, 'first', 'first'],
  ],
  [['third'], [undefined]],
  [
    ['third', 'second', 'alone'],
    [undefined, 'third', undefined],
  ],
  [
    ['z', 'x'],
    ['x', undefined],
  ],
  [
    ['z', 'y'],
    ['y', undefined],
  ],
  [
    ['lost', 'lost-again'],
    [undefined, 'lost'],
  ],
  [['itself'], [undefined]],
])('by themselves %j repeat %j', (ids, expected) => {
  const chosen = ids.flatMap((id) => SESSIONS.filter((other) => other.id === id))
  expect(withoutMissingOriginals(chosen, SESSIONS).map(({ repeatOf }) => repeatOf)).toEqual(expected)
})

test('whatever is chosen: each repeats one of the chosen, and the same are the same content as before', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const programme = fc.tuple(
    ...ids.map((id) => fc.option(fc.constantFrom(...ids, 'gone')).map((of) => [id, of] as const)),
  )
  fc.assert(
    fc.property(programme, fc.subarray(ids), (repeats, chosen) => {
      const all = repeats.map(([id, of]) => (of === null ? session(id) : again(id, of)))
      const before = all.filter(({ id }) => chosen.includes(id))
      const after = withoutMissingOriginals(before, all)
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      for (const { id, repeatOf } of after) {
        if (repeatOf !== undefined) expect(chosen.filter((other) => other !== id)).toContain(repeatOf)
      }
      const [was, is] = [contentFinder(all), contentFinder(after)]
      for (const a of chosen) for (const b of chosen) expect(is(a) === is(b)).toBe(was(a) === was(b))
    }),
    { numRuns: 2_000 },
  )
})
