import { expect, test } from 'vitest'
import { KINDS } from '../../../src/model/conference.js'
import {
  attendable,
  blockEntry,
  type Entry,
  entriesOf,
  findClashes,
  goingEntries,
} from '../../../src/planning/agenda/clashes.js'
import { agenda, at, block, catalogue, dated, FRIDAY, pick, session, timed } from '../samples.js'

const when = timed(FRIDAY, '16:00-16:35')
const everyKind = KINDS.map((kind) => session(kind, { kind, when }))
const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)

test('in the programme nobody attends breaks, social events, other entries and umbrellas: they are counted', () => {
  const sessions = [
    ...everyKind,
    session('second-break', { kind: 'break', when }),
    session('cancelled-break', { kind: 'break', when, status: 'cancelled' }),
    session('some-break', { kind: 'break', when: dated(FRIDAY) }),
  ]
  const { entries, leftOut } = attendable(sessions)
  expect(ids(entries)).toEqual(['talk', 'panel', 'keynote', 'workshop', 'tutorial', 'lightning'])
  expect(leftOut).toEqual(
    new Map([
      ['break', 2],
      ['social', 1],
      ['umbrella', 1],
      ['other', 1],
    ]),
  )
})

test('what is picked takes time, except an umbrella', () => {
  expect(ids(entriesOf(everyKind))).toEqual(KINDS.filter((kind) => kind !== 'umbrella'))
})

test('cancelled and untimed sessions take no time', () => {
  const sessions = [
    session('off', { when, status: 'cancelled' }),
    session('dated', { when: dated(FRIDAY) }),
    session('someday'),
    session('on', { when, room: 'Hall A' }),
  ]
  const entry = {
    id: 'on',
    title: 'on',
    room: 'Hall A',
    start: at(FRIDAY, '16:00'),
    end: at(FRIDAY, '16:35'),
    day: FRIDAY,
    offset: -300,
    endOffset: -300,
  }
  expect(entriesOf(sessions)).toEqual([entry])
  expect(attendable(sessions)).toEqual({ entries: [entry], leftOut: new Map() })
})

test('what I go to stands in the order of the catalogue, then my blocks', () => {
  const sessions = ['c', 'a', 'b', 'd'].map((id) => session(id, { when }))
  const mine = agenda(
    [pick('b'), pick('c'), pick('a', { stage: 'maybe' }), pick('gone')],
    [block('Booth duty', FRIDAY, '14:00-15:00')],
  )
  expect(ids(goingEntries(mine, catalogue(sessions), { maybe: false }))).toEqual(['c', 'b', 'block:Booth duty'])
  expect(ids(goingEntries(mine, catalogue(sessions), { maybe: true }))).toEqual(['c', 'a', 'b', 'block:Booth duty'])
})

test('a block is an entry of its own', () => {
  expect(blockEntry({ ...block('Lunch', FRIDAY, '12:00-13:00'), room: 'Hall 1' })).toEqual({
    id: 'block:Lunch',
    day: FRIDAY,
    title: 'Lunch',
    room: 'Hall 1',
    start: at(FRIDAY, '12:00'),
    end: at(FRIDAY, '13:00'),
    offset: -300,
    endOffset: -300,
  })
})

test('in a programme the sittings of one content do not clash with each other, on an agenda they do', () => {
  const sessions = [
    session('one', { when }),
    session('again', { when, repeatOf: 'one' }),
    session('third', { when, repeatOf: 'again' }),
    session('other', { when }),
  ]
  const pairs = (entries: readonly Entry[]) => findClashes(entries).map(({ entries: pair }) => ids(pair).join(' '))
  expect(pairs(attendable(sessions).entries)).toEqual(['one other', 'again other', 'third other'])
  const mine = agenda([pick('one'), pick('again')])
  expect(pairs(goingEntries(mine, catalogue(sessions), { maybe: false }))).toEqual(['one again'])
})
