import { expect, test } from 'vitest'
import type { AgendaPick, Session } from '../../../src/model/index.js'
import { emptyAgenda } from '../../../src/model/index.js'
import { likelyNow, unknownPicks } from '../../../src/planning/sessions/find-again.js'

const pick = (session: string): AgendaPick => ({ session, stage: 'going', priority: 3, takeaways: [] })

test.each([1, 50, 51, 1000])('of %i picks that are lost fifty are named, and the others counted', (number) => {
  const picks = Array.from({ length: number }, (_, index) => pick(`s${index}`))
  const notes = unknownPicks({ ...emptyAgenda('c'), picks }, { sessions: [] })
  const named = notes.flatMap((note) => (note.code === 'pick-unknown' ? [note.session] : []))
  const counted = notes.flatMap((note) => (note.code === 'more-of-the-same' ? [note.count] : []))
  expect(named).toEqual(picks.slice(0, 50).map(({ session }) => session))
  expect(counted).toEqual(number > 50 ? [number - 50] : [])
})

test('the programme is not searched for what was never seen', () => {
  const sessions = new Proxy<Session[]>([], {
    get: () => {
      throw new Error('searched')
    },
  })
  expect(likelyNow([pick('a')], [], [], sessions)).toEqual(new Map())
})
