import { describe, expect, test } from 'vitest'
import { addressOf, entryOf, proseOf, wholeTitle } from '../../../src/formats/published/published.js'
import { PLAIN } from '../published-fixtures.js'

describe('an entry', () => {
  test('has its texts on one line, nobody twice, and nothing empty', () => {
    const at = { file: 'x', line: 1, column: 1 }
    const speakers = [
      { name: 'Ada  Strix' },
      { name: ' ' },
      { name: 'Ada Strix', organization: 'Barn\n' },
      { name: 'Ada Strix' },
    ]
    const time = { kind: 'unscheduled' } as const
    expect(
      entryOf({
        at,
        title: ' A\n B ',
        room: '  ',
        level: '',
        tracks: [' T\u00a0U'],
        tags: ['a', ' a', ''],
        speakers,
        time,
      }),
    ).toEqual({
      ...PLAIN,
      at,
      title: 'A B',
      tracks: ['T U'],
      tags: ['a'],
      speakers: [{ name: 'Ada Strix', organization: 'Barn' }],
      time,
    })
  })

  test.each([
    ['Owls', 'A story', 'Owls: A story'],
    ['Owls:', 'A story', 'Owls: A story'],
    ['Owls?', 'A story', 'Owls? A story'],
    ['Owls', '', 'Owls'],
    ['Owls: a story', 'A Story', 'Owls: a story'],
  ])('title %j and subtitle %j: %j', (title, subtitle, whole) => {
    expect(wholeTitle(title, subtitle)).toBe(whole)
  })

  test.each<[readonly (string | undefined)[], string | undefined]>([
    [['<p>A</p>', undefined], 'A'],
    [['A', 'B'], 'A\n\nB'],
    [['A', 'A'], 'A'],
    [['A b', 'A b c'], 'A b c'],
    [['', ' \r\n'], undefined],
  ])('prose of %j: %j', (texts, prose) => {
    expect(proseOf(...texts)).toBe(prose)
  })

  test.each<[string | undefined, string | undefined, string | undefined]>([
    ['https://a.example/x', 'https://b.example/', 'https://a.example/x'],
    ['/x/y', 'https://b.example/z/', 'https://b.example/x/y'],
    ['events/1.html', 'https://b.example/z/', 'https://b.example/z/events/1.html'],
    ['events/1.html', undefined, 'events/1.html'],
    ['see there', 'https://b.example/', 'see there'],
    ['javascript:alert(1)', 'https://b.example/', 'javascript:alert(1)'],
    ['#', 'https://b.example/', undefined],
    ['', undefined, undefined],
  ])('the address %j below %j: %j', (text, base, address) => {
    expect(addressOf(text, base)).toBe(address)
  })
})
