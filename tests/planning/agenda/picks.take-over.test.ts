import { expect, test } from 'vitest'
import { takeOver } from '../../../src/planning/agenda/picks.js'
import { agenda, pick, session } from '../samples.js'

const [a, b, c] = [session('a'), session('b'), session('c')]

const maybe = (one: typeof a) => ({ session: one, stage: 'maybe' }) as const

test('what I have stays, the rest comes as it is offered, each once', () => {
  const mine = agenda([pick('a', { priority: 5, note: 'mine' })])
  const offers = [
    { name: 'Ana', picks: [maybe(c), maybe(a)] },
    { name: 'Ben', picks: [{ session: b, stage: 'going', priority: 4 } as const, maybe(c)] },
    { name: 'Cem', picks: [] },
  ]
  const { agenda: grown, taken } = takeOver(mine, offers)
  const added = { stage: 'maybe', priority: 3, takeaways: [] } as const
  expect(grown.picks).toEqual([
    mine.picks[0],
    { ...added, session: 'c', seen: { title: 'c' } },
    { ...added, session: 'b', stage: 'going', priority: 4, seen: { title: 'b' } },
  ])
  expect(taken).toEqual([
    { name: 'Ana', added: 1, going: 0, had: [a], too: 0 },
    { name: 'Ben', added: 1, going: 1, had: [], too: 1 },
    { name: 'Cem', added: 0, going: 0, had: [], too: 0 },
  ])
})

test('where nothing comes, nothing changes', () => {
  const mine = agenda([pick('a', { stage: 'going' })])
  expect(takeOver(mine, [{ name: 'Ana', picks: [maybe(a)] }]).agenda).toBe(mine)
})
