import { expect, test } from 'vitest'
import { tidyRooms } from '../../../src/formats/published/assemble.js'

function tidied(written: readonly string[]): readonly string[] {
  const roomOf = tidyRooms([written])
  return written.map(roomOf)
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'the city and country that nearly all rooms end in goes',
    [
      'Hall 1, Amsterdam, Netherlands',
      'Hall 2, Amsterdam, Netherlands',
      'Hall 3, Amsterdam, Netherlands',
      'Hall 4, Amsterdam, Netherlands',
      'Hotel Nine, Ring 4, Utrecht',
    ],
    ['Hall 1', 'Hall 2', 'Hall 3', 'Hall 4', 'Hotel Nine, Ring 4, Utrecht'],
  ],
  ['one city only', ['Hall 1, Berlin', 'Hall 2, Berlin'], ['Hall 1', 'Hall 2']],
  ['no tail that few rooms have', ['Hall 1, Berlin', 'Hall 2', 'Hall 3'], ['Hall 1, Berlin', 'Hall 2', 'Hall 3']],
  ['one room alone keeps its name', ['Hall 1, Berlin', 'Hall 1, Berlin'], ['Hall 1, Berlin', 'Hall 1, Berlin']],
  ['one spelling for one room', ['G104 - 105', 'G104-105', 'G104-105'], ['G104-105', 'G104-105', 'G104-105']],
  [
    'a bare name is the only room that begins with it',
    ['G104-105', 'G104 - 105 | Hub'],
    ['G104 - 105 | Hub', 'G104 - 105 | Hub'],
  ],
  [
    'a part of several rooms stays a part',
    ['Hall 8', 'Hall 8 | A', 'Hall 8 | B'],
    ['Hall 8', 'Hall 8 | A', 'Hall 8 | B'],
  ],
  ['nothing at all', [], []],
])('%s', (_name, written, rooms) => {
  expect(tidied(written)).toEqual(rooms)
})

test.each<[string, readonly (readonly string[])[], readonly string[]]>([
  [
    'a bracket that only one of two feeds writes',
    [
      ['Forum', 'Loft'],
      ['Forum (Ground Floor)', 'Yard'],
    ],
    ['Forum (Ground Floor)', 'Loft', 'Forum (Ground Floor)', 'Yard'],
  ],
  [
    'a feed that has both means two rooms',
    [['Forum', 'Forum (Ground Floor)'], ['Forum']],
    ['Forum', 'Forum (Ground Floor)', 'Forum'],
  ],
  [
    'two brackets leave open which is meant',
    [['Forum'], ['Forum (Ground Floor)'], ['Forum (Upper Floor)']],
    ['Forum', 'Forum (Ground Floor)', 'Forum (Upper Floor)'],
  ],
])('of two feeds: %s', (_, feeds, rooms) => {
  expect(feeds.flat().map(tidyRooms(feeds))).toEqual(rooms)
})
