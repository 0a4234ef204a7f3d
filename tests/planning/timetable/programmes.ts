import fc from 'fast-check'
import type { Block, Session, Stage } from '../../../src/model/conference.js'
import { addMinutes } from '../../../src/model/time.js'
import type { TimetableInput } from '../../../src/planning/timetable/timetable.js'
import { at, FRIDAY, session } from '../samples.js'

const LENGTHS = [0, 1, 3, 5, 10, 10, 25, 30, 30, 35, 60, 90, 200, 1500]

const span = fc.record({ slot: fc.nat(120), length: fc.constantFrom(...LENGTHS) }).map(({ slot, length }) => {
  const start = addMinutes(at(FRIDAY, '08:00'), slot * 5 + (slot % 7 === 0 ? 2 : 0))
  const end = addMinutes(start, length)
  return { kind: 'timed' as const, day: FRIDAY, start, end, offset: -300, endOffset: -300, shift: 0 }
})

const part = fc.record({
  when: span,
  room: fc.option(fc.constantFrom('Hall 2', 'Hall 10', 'Lab', 'Attic', 'Cellar', 'Yard', 'A long name of a room'), {
    nil: undefined,
  }),
  kind: fc.constantFrom('talk', 'talk', 'talk', 'lightning', 'keynote', 'break', 'social', 'umbrella', 'other'),
  stage: fc.constantFrom<(Stage | undefined)[]>(undefined, undefined, undefined, 'going', 'maybe'),
})

/**
 * A Friday of up to 30 sessions named S0, S1 and so on, some of them mine, with up to three blocks named B0 and so on.
 */
export const programme: fc.Arbitrary<TimetableInput> = fc
  .record({
    parts: fc.array(part, { maxLength: 30 }),
    blocks: fc.array(span, { maxLength: 3 }),
    across: fc.constantFrom<('room' | 'track' | undefined)[]>('room', 'room', 'track', undefined),
  })
  .map(({ parts, blocks, across }) => {
    const sessions = parts.map(({ when, room, kind }, index): Session => {
      return session(`S${index}`, {
        title: `S${index}`,
        when,
        kind,
        ...(room !== undefined && { room, tracks: [room] }),
      })
    })
    const stages = new Map(parts.flatMap(({ stage }, index) => (stage ? [[`S${index}`, stage] as const] : [])))
    const mine = blocks.map((when, index): Block => ({ title: `B${index}`, ...when }))
    return { sessions, stages, blocks: mine, ...(across && { across }) }
  })
