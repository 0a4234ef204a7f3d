import { expect, test } from 'vitest'
import { takeOver } from '../../../src/planning/agenda/picks.js'
import { agenda, pick, session } from '../samples.js'

const [a, b, c] = [session('a'), session('b'), session('c')]

test('what I have stays, the rest comes as maybe, each once', () => {
  const mine = agenda([pick('a', { priority: 5, note: 'mine' })])
  const offers = [
    { name: 'Ana', sessions: [c, a] },
    { name: 'Ben', sessions: [b, c] },
    { name: 'Cem', sessions: [] },
  ]
  const { agenda: grown, taken } = takeOver(mine, offers, undefined)
  const added = { stage: 'maybe', priority: 3, takeaways: [] } as const
  expect(grown.picks).toEqual([
    mine.picks[0],
    { ...added, session: 'c', seen: { title: 'c' } },
    { ...added, session: 'b', seen: { title: 'b' } },
  ])
  expect(taken).toEqual([
    { name: 'Ana', added: 1, had: [a], too: 0 },
    { name: 'Ben', added: 1, had: [], too: 1 },
    { name: 'Cem', added: 0, had: [], too: 0 },
  ])
})

test('with a priority of mine; and where nothing comes, nothing changes', () => {
  const { agenda: grown } = takeOver(agenda([]), [{ name: 'Ana', sessions: [a] }], 5)
  expect(grown.picks.map(({ priority }) => priority)).toEqual([5])
  const mine = agenda([pick('a', { stage: 'going' })])
  expect(takeOver(mine, [{ name: 'Ana', sessions: [a] }], 5).agenda).toBe(mine)
})
