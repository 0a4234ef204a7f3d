import { expect, test } from 'vitest'
import { repeatsOf } from '../../src/planning/repeats.js'
import { session } from './samples.js'

const again = (id: string, repeatOf: string) => session(id, { repeatOf })

const SESSIONS = [
  session('alone'),
  again('third', 'first'),
  session('first'),
  again('second', 'first'),
  again('lost', 'gone'),
  again('lost-again', 'gone'),
  // What repeats a repeat gives the same content as well.
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
