import { describe, expect, test } from 'vitest'
import { type NoteWish, saveNote } from '../../../src/planning/agenda/picks.js'
import { agenda, pick } from '../samples.js'

const BEFORE = '2020-11-18T12:00:00Z'

const wish = (more: Partial<NoteWish>): NoteWish => ({
  session: { id: 'a' },
  replace: false,
  seen: { title: 'A' },
  ...more,
})

describe('on a pick', () => {
  const plain = pick('a', { sequence: 3, changed: BEFORE })
  const told = pick('a', { note: 'one\n\ntwo', takeaways: ['x'], sequence: 3, changed: BEFORE })

  test.each<[string, ReturnType<typeof pick>, Partial<NoteWish>, object]>([
    ['a first note', plain, { text: 'one' }, { note: 'one' }],
    ['one more paragraph', told, { text: 'three' }, { note: 'one\n\ntwo\n\nthree' }],
    ['another note', told, { text: 'three', replace: true }, { note: 'three' }],
    [
      'everything else at once',
      told,
      { rating: 4, attended: true, takeaways: ['y'] },
      { rating: 4, attended: true, takeaways: ['x', 'y'] },
    ],
    ['missed', plain, { attended: false }, { attended: false }],
    ['other takeaways', told, { takeaways: ['y', 'y', ''], replace: true }, { takeaways: ['y'] }],
    ['no takeaways', told, { takeaways: [''], replace: true }, { takeaways: [] }],
    ['replacing leaves alone what is not given', told, { rating: 1, replace: true }, { rating: 1 }],
  ])('%s', (_name, before, given, changes) => {
    const noted = saveNote(agenda([pick('b'), before]), wish(given))
    expect(noted.agenda).toEqual(agenda([pick('b'), { ...before, ...changes }]))
    expect(noted.picked).toBeUndefined()
  })

  test('a note that is taken away leaves no key behind', () => {
    const { agenda: after, changed } = saveNote(agenda([told]), wish({ text: '', replace: true }))
    expect(after.picks).toStrictEqual([pick('a', { takeaways: ['x'], sequence: 3, changed: BEFORE })])
    expect(changed).toEqual(['note'])
  })

  test.each<[string, Partial<NoteWish>]>([
    ['nothing', {}],
    ['an empty text', { text: '' }],
    ['a paragraph that is there', { text: 'two' }],
    ['paragraphs that are there', { text: 'one\n\ntwo' }],
    ['a takeaway that is there', { takeaways: ['x'] }],
    ['the same again', { text: 'one\n\ntwo', replace: true }],
  ])('%s changes nothing', (_name, given) => {
    const before = agenda([told])
    const { agenda: after, changed, pick: same } = saveNote(before, wish(given))
    expect(after).toBe(before)
    expect([changed, same]).toEqual([[], told])
  })
})

describe('on a session that is no pick', () => {
  test.each([
    [{ attended: true }, 'going'],
    [{ rating: 5 }, 'maybe'],
    [{ attended: false }, 'maybe'],
    [{ text: 'x' }, 'maybe'],
  ] as const)('%j makes it %s', (given, stage) => {
    const { agenda: after, picked } = saveNote(agenda([]), wish(given))
    expect(picked).toBe(stage)
    const { text: note, ...rest } = { text: undefined, ...given }
    expect(after.picks).toEqual([
      { ...pick('a', { stage, seen: { title: 'A' } }), ...rest, ...(note !== undefined && { note }) },
    ])
  })

  test('nothing to note makes no pick', () => {
    const before = agenda([])
    expect(saveNote(before, wish({ text: '', replace: true })).agenda).toBe(before)
  })

  test('one that was dropped counts on', () => {
    const before = { ...agenda([]), dropped: [{ session: 'a', sequence: 4 }] }
    const { agenda: after } = saveNote(before, wish({ rating: 2 }))
    expect(after).toMatchObject({ picks: [{ session: 'a', sequence: 5, rating: 2 }], dropped: [] })
  })
})
