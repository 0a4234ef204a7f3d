import { expect, test } from 'vitest'
import type { Session, When } from '../../../src/model/conference.js'
import { instant, parseDay } from '../../../src/model/time.js'
import { seenOf } from '../../../src/planning/agenda/picks.js'

const day = parseDay('2020-11-20')
if (!day) throw new Error('no such day')
const session = (when: When): Session => ({
  id: 'a',
  title: 'T',
  kind: 'talk',
  tracks: [],
  tags: [],
  when,
  speakers: [],
  status: 'confirmed',
})
const [start, end] = ['2020-11-20T21:00:00Z', '2020-11-20T21:35:00Z'].map((text) => instant(Date.parse(text)))
if (start === undefined || end === undefined) throw new Error('no times')

test.each<[string, When, object]>([
  [
    'timed',
    { kind: 'timed', day, start, end, offset: -300, endOffset: -300, shift: 0 },
    { title: 'T', start: '2020-11-20T16:00:00-05:00', end: '2020-11-20T16:35:00-05:00' },
  ],
  [
    "timed, shown on another clock: still the venue's",
    { kind: 'timed', day, start, end, offset: 60, endOffset: 60, shift: 360 },
    { title: 'T', start: '2020-11-20T16:00:00-05:00', end: '2020-11-20T16:35:00-05:00' },
  ],
  ['dated', { kind: 'dated', day }, { title: 'T', start: '2020-11-20' }],
  ['unscheduled', { kind: 'unscheduled' }, { title: 'T' }],
])('%s', (_, when, seen) => {
  expect(seenOf(session(when))).toStrictEqual(seen)
  expect(seenOf({ ...session(when), uid: 'u', room: 'R' })).toStrictEqual({ ...seen, uid: 'u', room: 'R' })
})
