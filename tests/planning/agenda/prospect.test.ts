import { describe, expect, test } from 'vitest'
import type { Agenda, Session } from '../../../src/model/conference.js'
import { emptyAgenda } from '../../../src/model/conference.js'
import { goingEntries } from '../../../src/planning/agenda/clashes.js'
import { type Prospect, prospectsAmong } from '../../../src/planning/agenda/prospect.js'
import { walksOf } from '../../../src/planning/agenda/walks.js'
import { block, catalogue, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const talk = (id: string, times: string, room: string, more: Partial<Session> = {}) =>
  session(id, { when: timed(FRIDAY, times), room, ...more })

const PROGRAMME = [
  talk('early', '09:00-09:30', 'Hall'),
  talk('asked', '10:00-10:30', 'Attic'),
  talk('beside', '10:15-10:45', 'Hall'),
  talk('late', '10:35-11:00', 'Hall'),
  talk('last', '12:00-12:30', 'Attic'),
  session('asked-again', { when: timed(THURSDAY, '10:00-10:30'), room: 'Attic', repeatOf: 'asked' }),
  talk('party', '10:00-10:30', 'Hall', { kind: 'umbrella' }),
  session('untimed'),
]

const WALKS = walksOf({ walks: [{ from: 'Hall', to: 'Attic', walk: 10 }] }, { rooms: { walks: [] } })

function prospectOf(id: string, picks: readonly string[], more: Partial<Agenda> = {}): Prospect | undefined {
  const agenda = { ...emptyAgenda('days'), picks: picks.map((one) => pick(one)), ...more }
  const { sessions } = catalogue(PROGRAMME)
  const going = goingEntries(agenda, { sessions }, { maybe: false })
  const found = sessions.find((one) => one.id === id)
  return found && prospectsAmong({ sessions, going, walks: WALKS }).of(found)
}

/** The ids and minutes in a prospect. */
function told(prospect: Prospect | undefined) {
  if (!prospect) return undefined
  const { already, clashes, last, next, hop, onward, sittings } = prospect
  return {
    already: already?.id,
    clashes: clashes.map(({ entries: [own, other], reason, minutes }) => [own.id, other.id, reason, minutes]),
    between: [last?.id, next?.id],
    walks: [hop && [hop.from.id, hop.walk], onward?.walk],
    sittings: sittings.map(({ session: { id }, free }) => [id, free]),
  }
}

const NOTHING = { already: undefined, clashes: [], between: [undefined, undefined], walks: [undefined, undefined] }
const AGAIN = [['asked-again', true]]

describe('of a session', () => {
  test.each([
    ['alone', [], { ...NOTHING, sittings: AGAIN }],
    [
      'between two others, of which one leaves no time for the walk',
      ['early', 'late'],
      {
        ...NOTHING,
        clashes: [['asked', 'late', 'walk', 5]],
        between: ['early', 'late'],
        walks: [['early', 10], 10],
        sittings: AGAIN,
      },
    ],
    [
      'beside another',
      ['beside', 'last'],
      {
        ...NOTHING,
        clashes: [['asked', 'beside', 'overlap', 15]],
        between: [undefined, 'last'],
        walks: [undefined, 0],
        sittings: AGAIN,
      },
    ],
    ['that I am going to', ['asked'], { ...NOTHING, sittings: AGAIN }],
    ['that I am going to at another time', ['asked-again'], { ...NOTHING, already: 'asked-again', sittings: [] }],
  ])('%s', (_, picks, expected) => {
    expect(told(prospectOf('asked', picks))).toEqual(expected)
  })

  test('a block counts as what I am going to', () => {
    const blocks = [block('Booth', FRIDAY, '10:00-10:10')]
    expect(told(prospectOf('asked', [], { blocks }))?.clashes).toEqual([['asked', 'block:Booth', 'overlap', 10]])
  })

  test.each(['party', 'untimed'])('that takes no time: %s', (id) => {
    expect(prospectOf(id, ['early'])).toBeUndefined()
  })
})
