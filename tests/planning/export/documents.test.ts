import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Agenda,
  type AgendaPick,
  type Catalogue,
  type Details,
  emptyAgenda,
  NO_DETAILS,
  type Session,
  STAGES,
  type Stage,
} from '../../../src/model/conference.js'
import { definedFields } from '../../../src/model/index.js'
import { layOutDayTables } from '../../../src/planning/export/day-tables.js'
import { guideBy, guideCatalogue, guideEntries, guideOf, takesOnly } from '../../../src/planning/export/guide.js'
import { recapBy, recapCatalogue, recapOf } from '../../../src/planning/export/recap.js'
import { authorsNamed } from '../../../src/planning/selection/filters.js'
import { inTimeOrder } from '../../../src/planning/sessions/order.js'
import { AGENDA, CATALOGUE, pick, SESSIONS, session, TUE, timed, WED } from '../../fixtures/programme.js'

const details: ReadonlyMap<string, Details> = new Map([
  [
    'a',
    {
      abstract: 'About a.',
      takes: [{ by: 'Data Daily', text: 'go' }],
      takeaways: [{ by: 'Cloud Notes', points: ['x', 'y'] }],
    },
  ],
  [
    'b',
    {
      takes: [
        { by: 'Daily Data', text: 'stay' },
        { by: 'Data Daily', text: 'no', source: 'https://x.example/' },
      ],
      takeaways: [],
    },
  ],
  [
    'c',
    {
      takes: [],
      takeaways: [
        { by: 'Fog', points: ['z'] },
        { by: 'Cloud Notes', points: ['w'] },
      ],
    },
  ],
])

const talk = (id: string, when: Session['when'], more: Partial<Session> = {}) =>
  session(id, id.toUpperCase(), when, more)

const sessions: readonly Session[] = [
  talk('b', timed(WED, '10:00', '11:00'), { tracks: ['Ops'], video: 'https://v.example/b' }),
  talk('a', timed(TUE, '10:00', '11:00'), { tracks: ['Dev'] }),
  talk('c', timed(TUE, '10:30', '11:30')),
  talk('d', { kind: 'unscheduled' }, { tracks: ['Ops'], repeatOf: 'b', video: 'https://v.example/d' }),
  talk('e', timed(WED, '10:30', '11:30'), { video: 'https://v.example/e' }),
]
const catalogue: Catalogue = { ...CATALOGUE, sessions, details: (id) => details.get(id) ?? NO_DETAILS }
const timely = inTimeOrder(sessions)
const ids = (entries: readonly { readonly session: Session }[]) => entries.map(({ session: { id } }) => id)

const agendaWith = (...picks: readonly AgendaPick[]): Agenda => ({ ...emptyAgenda('demo'), person: 'Ana', picks })

describe('authors', () => {
  const named = (...wanted: readonly string[]) => authorsNamed({ wanted, unwanted: [] }, 'takes', catalogue)

  test.each([
    [['data daily'], ['Data Daily']],
    [['daily'], ['Data Daily', 'Daily Data']],
    [['ata d'], ['Data Daily']],
    [
      ['Daily Data', 'data daily'],
      ['Data Daily', 'Daily Data'],
    ],
    [['Daily Data, Data Daily'], ['Data Daily', 'Daily Data']],
    [['!Daily Data'], ['Data Daily']],
  ])('%j are %j', (wanted, names) => {
    const found = named(...wanted)
    expect(found.problems).toEqual([])
    expect([...found.names].sort()).toEqual([...names].sort())
  })

  test('nobody of that name, with the nearest', () => {
    expect(named('Dtaa Daily')).toEqual({
      names: new Set(),
      problems: [
        {
          code: 'matches-nothing',
          flag: '--by',
          value: 'Dtaa Daily',
          nearest: ['Data Daily'],
          known: ['Daily Data', 'Data Daily'],
        },
      ],
    })
    expect(named('').problems).toMatchObject([{ code: 'matches-nothing' }])
  })

  test('those of takeaways are others, and a catalogue may have none', () => {
    expect([...authorsNamed({ wanted: ['notes'], unwanted: [] }, 'takeaways', catalogue).names]).toEqual([
      'Cloud Notes',
    ])
    expect(authorsNamed({ wanted: ['x'], unwanted: [] }, 'takes', { ...catalogue, details: () => NO_DETAILS })).toEqual(
      {
        names: new Set(),
        problems: [{ code: 'facet-lacking', flag: '--by', facet: 'takes' }],
      },
    )
  })
})

describe('guide', () => {
  test('my picks in time order, my take before what others say', () => {
    const agenda = agendaWith(pick('b', { take: 'mine', note: 'private', stage: 'maybe' }), pick('a'), pick('gone'))
    expect(
      guideOf(agenda, catalogue, timely).entries.map(({ session: { id }, stage, takes }) => [id, stage, takes]),
    ).toEqual([
      ['a', 'going', [{ by: 'Data Daily', text: 'go' }]],
      [
        'b',
        'maybe',
        [
          { by: 'Ana', text: 'mine' },
          { by: 'Daily Data', text: 'stay' },
          { by: 'Data Daily', text: 'no', source: 'https://x.example/' },
        ],
      ],
    ])
  })

  test('by others: their takes alone, in order of time', () => {
    const { entries, own } = guideBy(new Set(['Data Daily']), catalogue, sessions)
    expect(ids(entries)).toEqual(['a', 'b'])
    expect(entries[1]?.takes).toEqual([{ by: 'Data Daily', text: 'no', source: 'https://x.example/' }])
    expect(own).toEqual([])
  })

  const by = (...organizations: readonly (string | undefined)[]): Partial<Session> => ({
    speakers: organizations.map((organization) => definedFields({ name: 'X', organization })),
  })
  test.each<[boolean, string, Partial<Session>]>([
    [true, 'all speakers', by('Data Daily', 'data  DAILY')],
    [false, 'one of several', by('Data Daily', 'Other')],
    [false, 'one without an organization', by('Data Daily', undefined)],
    [false, 'a longer name', by('Data Daily Labs')],
    [false, 'only the title says so', { ...by('Other'), title: 'Data Daily' }],
    [true, 'the title, where nobody is known', { title: 'Data Daily' }],
    [true, 'the room', { room: 'data daily' }],
    [true, 'the track', { tracks: ['Ops', 'Data Daily'] }],
    [false, 'words in the title', { title: 'Data Daily: a party' }],
    [false, 'a tag, which is a topic', { tags: ['Data Daily'] }],
  ])('a session is their own (%s): %s', (isOwn, _, facts) => {
    const programme = [talk('a', timed(TUE, '10:00', '11:00')), talk('z', timed(TUE, '09:00', '10:00'), facts)]
    const guide = guideBy(new Set(['Data Daily', 'Nobody']), catalogue, programme)
    expect(ids(guide.entries)).toEqual(['a'])
    expect(guide.own.map((one) => [one.by, ids(one.entries)])).toEqual(isOwn ? [['Data Daily', ['z']]] : [])
    expect(ids(guideEntries(guide))).toEqual(isOwn ? ['a', 'z'] : ['a'])
    expect(guideEntries(takesOnly(guide)).map(({ session: { id } }) => id)).toEqual(['a'])
  })

  test('what they recommend of their own stands once, with what they give', () => {
    const own = catalogue.sessions.map((one) => (one.id === 'a' ? { ...one, ...by('Data Daily') } : one))
    const guide = guideBy(new Set(['Data Daily']), catalogue, own)
    expect([ids(guide.entries), ids(takesOnly(guide).own[0]?.entries ?? [])]).toEqual([['b'], ['a']])
  })

  test('as a catalogue it holds what it tells, and a person without a name is me', () => {
    const { person: _, ...nameless } = agendaWith(pick('a', { take: 'mine', note: 'secret', takeaways: ['secret'] }))
    const told = guideCatalogue(catalogue, guideOf(nameless, catalogue, timely))
    expect(told.details('a')).toEqual({
      abstract: 'About a.',
      takes: [
        { by: 'me', text: 'mine' },
        { by: 'Data Daily', text: 'go' },
      ],
      takeaways: [],
    })
    expect(told.details('b')).toEqual(NO_DETAILS)
    const long = { ...nameless, person: '漢'.repeat(300) }
    expect(guideCatalogue(catalogue, guideOf(long, catalogue, timely)).details('a').takes[0]?.by).toBe('漢'.repeat(200))
  })
})

describe('recap', () => {
  test('what I attended by track, in the order of the first sessions; without a track last', () => {
    const agenda = agendaWith(
      pick('c', { attended: true, stage: 'maybe' }),
      pick('b', { attended: true, rating: 2 }),
      pick('a', { attended: true, rating: 5, takeaways: ['mine'], note: 'private' }),
    )
    expect(recapOf(agenda, catalogue, timely)).toEqual({
      tracks: [
        {
          track: 'Dev',
          entries: [
            {
              session: sessions[1],
              rating: 5,
              note: 'private',
              takeaways: [
                { by: 'Ana', points: ['mine'] },
                { by: 'Cloud Notes', points: ['x', 'y'] },
              ],
            },
          ],
        },
        { track: 'Ops', entries: [{ session: sessions[0], rating: 2, takeaways: [] }] },
        { entries: [{ session: sessions[2], takeaways: details.get('c')?.takeaways }] },
      ],
      figures: { planned: 2, attended: 3, missed: 0, unmarked: 0, rated: 2, rating: 3.5 },
      missed: [],
      toWatch: [],
    })
  })

  test('what was missed is named, and what else has a video is worth watching, unless its repeat was attended', () => {
    const left = (...picks: readonly AgendaPick[]) => {
      const { missed, toWatch } = recapOf(agendaWith(...picks), catalogue, timely)
      return [missed.map(({ id }) => id), toWatch.map(({ id }) => id)]
    }
    const missed = { attended: false }
    expect(left(pick('a', missed), pick('b', missed), pick('e', { stage: 'maybe' }), pick('d'))).toEqual([
      ['a', 'b'],
      ['e', 'd'],
    ])
    expect(left(pick('b', missed), pick('d', { attended: true }))).toEqual([[], []])
    expect(left(pick('b', { attended: true }), pick('d'))).toEqual([[], []])
  })

  test('by others: under tracks, in the order given, without figures of mine', () => {
    const told = recapBy(new Set(['Cloud Notes']), catalogue, sessions)
    expect(told.tracks.map(({ track, entries }) => [track, ids(entries)])).toEqual([
      ['Dev', ['a']],
      [undefined, ['c']],
    ])
    expect(told.figures).toBeUndefined()
    expect(recapCatalogue(catalogue, told).details('c')).toEqual({
      takes: [],
      takeaways: [{ by: 'Cloud Notes', points: ['w'] }],
    })
  })

  test('figures are counts of the picks shown', () => {
    const picks = fc.uniqueArray(
      fc.record(
        {
          session: fc.constantFrom(...SESSIONS.map(({ id }) => id)),
          stage: fc.constantFrom<Stage>(...STAGES),
          attended: fc.boolean(),
          rating: fc.integer({ min: 1, max: 5 }),
        },
        { requiredKeys: ['session', 'stage'] },
      ),
      { selector: (one) => one.session },
    )
    fc.assert(
      fc.property(picks, fc.subarray([...SESSIONS]), (chosen, shown) => {
        const agenda = agendaWith(...chosen.map(({ session: id, ...more }) => pick(id, more)))
        const { figures, tracks } = recapOf(agenda, CATALOGUE, shown)
        let [planned, attended, missed, unmarked, rated, sum] = [0, 0, 0, 0, 0, 0]
        for (const one of chosen) {
          const its = shown.find(({ id }) => id === one.session)
          if (!its || (its.status === 'cancelled' && one.attended === undefined)) continue
          if (one.stage === 'going') planned++
          if (one.attended === true) attended++
          if (one.attended === false) missed++
          if (one.attended === undefined && one.stage === 'going') unmarked++
          if (one.rating !== undefined) {
            rated++
            sum += one.rating
          }
        }
        expect(figures).toEqual({
          planned,
          attended,
          missed,
          unmarked,
          rated,
          ...(rated > 0 && { rating: sum / rated }),
        })
        expect(tracks.flatMap(({ entries }) => entries).length).toBe(attended)
      }),
    )
  })
})

describe('tables of days', () => {
  test('days, sessions and blocks in time order, what has no time behind it, clashes on both sides', () => {
    const { days, unscheduled, clashes } = layOutDayTables(inTimeOrder(SESSIONS), AGENDA)
    const name = ({ what }: (typeof unscheduled)[number]) => ('id' in what ? what.id : `block:${what.title}`)
    expect(days.map(({ day, rows }) => [day, rows.length])).toEqual([
      [TUE, 12],
      [WED, 3],
    ])
    expect(
      days
        .flatMap(({ rows }) => rows)
        .map((row) => [name(row), row.clashes.map((one) => one.with.id)])
        .filter(([, others]) => others?.length),
    ).toEqual([
      ['gateways-without-tears', ['nodes-that-drain']],
      ['nodes-that-drain', ['gateways-without-tears', 'block:Booth duty']],
      ['block:Booth duty', ['nodes-that-drain']],
    ])
    expect(days[0]?.rows.slice(-3).map(name)).toEqual(['walls-of-yaml', 'late-night-jam', 'poster-session'])
    expect(unscheduled.map(name)).toEqual(['hall-of-small-things', 'שלום-clusters'])
    expect(clashes.length).toBe(2)
  })

  test('what is not shown clashes with nothing', () => {
    const some = inTimeOrder(SESSIONS).filter(({ id }) => id !== 'gateways-without-tears')
    expect(layOutDayTables(some, { ...AGENDA, blocks: [] }).clashes).toEqual([])
  })

  test('two blocks of one title are two', () => {
    const [block] = AGENDA.blocks
    if (!block) throw new Error('no block')
    const later = timed(WED, '09:00', '10:00')
    if (later.kind !== 'timed') throw new Error('no time')
    const agenda = { ...AGENDA, blocks: [block, { ...later, title: block.title }] }
    const blocks = layOutDayTables(inTimeOrder(SESSIONS), agenda).days.flatMap(({ rows }) =>
      rows.filter(({ stage }) => stage === 'block'),
    )
    expect(blocks.map(({ clashes }) => clashes.map((one) => one.with.id))).toEqual([
      ['nodes-that-drain'],
      ['policy-as-prose'],
    ])
  })
})
