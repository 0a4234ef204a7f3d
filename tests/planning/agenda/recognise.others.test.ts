import { describe, expect, test } from 'vitest'
import { calendarAgenda, type TheirEvent, withSessions } from '../../../src/planning/agenda/recognise.js'
import { agenda, catalogue, FRIDAY, pick, session, timed } from '../samples.js'

const ten = timed(FRIDAY, '10:00-10:30')
const PROGRAMME = catalogue([
  session('mesh', { uid: 'u1', when: ten }),
  session('own', { when: ten }),
  session('block-party', { when: ten }),
])
const event = (uid: string, title: string, more: Partial<TheirEvent> = {}): TheirEvent => {
  return { uid, title, when: ten, status: 'confirmed', ...more }
}
const read = (...events: readonly TheirEvent[]) => {
  const { agenda: theirs, unknown, events: count } = calendarAgenda({ events }, PROGRAMME)
  return {
    picks: theirs.picks.map(({ session: id, stage }) => `${id} ${stage}`),
    blocks: theirs.blocks.map(({ title }) => title),
    unknown: unknown.map(({ title }) => title),
    count,
  }
}

describe('a calendar as an agenda', () => {
  test('what kubeplan exported leads back: by identity, by id, as a block', () => {
    const found = read(
      event('u1@example-days.kubeplan', 'Changed since'),
      event('own@example-days.kubeplan', 'Changed, too', { status: 'tentative' }),
      event('block-party@example-days.kubeplan', 'Party'),
      event('block-1774342800000-Booth%20duty@example-days.kubeplan', 'Booth duty'),
    )
    expect(found).toEqual({
      picks: ['mesh going', 'own maybe', 'block-party going'],
      blocks: ['Booth duty'],
      unknown: [],
      count: 3,
    })
  })

  test('under another name of the conference only identities count, and title with time', () => {
    const found = read(
      event('u1@example-2020.kubeplan', 'Another'),
      event('own@example-2020.kubeplan', 'Another'),
      event('x@example-2020.kubeplan', 'block party'),
    )
    expect(found).toEqual({ picks: ['mesh going', 'block-party going'], blocks: [], unknown: ['Another'], count: 3 })
  })

  test('what is cancelled is not there, and twice is once: going if either is', () => {
    const found = read(
      event('u1', 'mesh', { status: 'tentative' }),
      event('v', 'mesh'),
      event('w', 'own', { status: 'cancelled' }),
      event('z', 'Dentist', { status: 'cancelled' }),
    )
    expect(found).toEqual({ picks: ['mesh going'], blocks: [], unknown: [], count: 2 })
  })
})

test('picks stand under the ids of this programme; the first of two stays', () => {
  const theirs = agenda([
    pick('old', { note: 'first', stage: 'maybe' }),
    pick('gone'),
    pick('mesh', { note: 'second' }),
  ])
  const mentions = [{ uid: 'u1' }, { id: 'gone', title: 'Gone' }, { title: 'mesh', start: ten.start }]
  expect(withSessions(theirs, mentions, PROGRAMME.sessions)).toEqual({
    agenda: { ...theirs, picks: [pick('mesh', { note: 'first', stage: 'going' })] },
    unknown: [{ id: 'gone', title: 'Gone' }],
  })
})
