import { describe, expect, test } from 'vitest'
import { KINDS, type Stage } from '../../../src/model/conference.js'
import { select } from '../../../src/planning/selection/select.js'
import type { Filter, Selection } from '../../../src/planning/selection/selection.js'
import { catalogue, dated, FRIDAY, idsOf, selection, session, staged, THURSDAY, timed, wanting } from '../samples.js'

const programme = catalogue([
  session('someday', { tracks: ['Edge'], level: 'Any', tags: ['linux'] }),
  session('fri-dated', { when: dated(FRIDAY), tracks: ['AI + ML'], kind: 'panel' }),
  session('fri-late', {
    when: timed(FRIDAY, '17:00-17:35'),
    tracks: ['MAINTAINER Track'],
    room: 'Hall A, Level 1',
    level: 'beginner',
    tags: ['linux', 'edge'],
    speakers: [
      { name: 'Tasha Drew', organization: 'VMware' },
      { name: 'Kiko Reis', organization: 'Canonical' },
    ],
  }),
  session('fri-early', {
    when: timed(FRIDAY, '16:00-16:35'),
    title: 'Zebra talk',
    tracks: ['Edge'],
    room: 'Hall B',
    level: 'intermediate',
    tags: ['edge'],
    speakers: [{ name: 'Yuan Chen', organization: 'Apple' }],
  }),
  session('fri-same', { when: timed(FRIDAY, '16:00-16:35'), title: 'Ångström', kind: 'keynote', status: 'cancelled' }),
  session('thu', { when: timed(THURSDAY, '15:45-16:20'), tracks: ['Edge'], level: 'expert', room: 'Level 1' }),
])
const ALL = ['thu', 'fri-early', 'fri-same', 'fri-late', 'fri-dated', 'someday']
const stages = new Map<string, Stage>([
  ['thu', 'maybe'],
  ['fri-early', 'going'],
  ['gone', 'going'],
])

const choose = async (more: Partial<Selection>) => idsOf(await select(programme, selection(more), stages))
const found = (...ids: string[]) => ({ ids, ranked: false, problems: [], notes: [] })
const filter = (name: Filter, wanted: string[], unwanted: string[] = []) => ({
  filters: { [name]: { wanted, unwanted } },
})
const days = (asked: string, ...wanted: (typeof FRIDAY)[]) => ({ days: { asked, days: wanted, unwanted: [] } })

const notDays = (...unwanted: (typeof FRIDAY)[]) => ({
  days: { asked: '', days: [THURSDAY, FRIDAY].filter((day) => !unwanted.includes(day)), unwanted },
})

describe('order', () => {
  test.each<[string, Partial<Selection>, string[]]>([
    ['time, then file order, dated after timed, unscheduled last', {}, ALL],
    ['the same when asked for', { sort: 'time' }, ALL],
    [
      'by title without accents',
      { sort: 'title' },
      ['fri-same', 'fri-dated', 'fri-late', 'someday', 'thu', 'fri-early'],
    ],
    [
      'by track, then time, those without last',
      { sort: 'track' },
      ['fri-dated', 'thu', 'fri-early', 'someday', 'fri-late', 'fri-same'],
    ],
    ['by room', { sort: 'room' }, ['fri-late', 'fri-early', 'thu', 'fri-same', 'fri-dated', 'someday']],
    ['by speaker', { sort: 'speaker' }, ['fri-late', 'fri-early', 'thu', 'fri-same', 'fri-dated', 'someday']],
    ['no more than asked for', { limit: 2 }, ['thu', 'fri-early']],
  ])('%s', async (_name, more, ids) => {
    expect(await choose(more)).toEqual(found(...ids))
  })
})

describe('filters', () => {
  test.each<[string, Partial<Selection>, string[]]>([
    ['equal', filter('track', ['edge']), ['thu', 'fri-early', 'someday']],
    ['the start of a word', filter('track', ['ai']), ['fri-dated']],
    ['anywhere, failing that', filter('track', ['tainer']), ['fri-late']],
    ['repeated means or', filter('track', ['ai', 'maint']), ['fri-late', 'fri-dated']],
    ['a comma means or', filter('track', ['ai,maint']), ['fri-late', 'fri-dated']],
    ['a comma in a value is tried whole first', filter('room', ['Hall A, Level 1']), ['fri-late']],
    ['blanks and empty parts around commas', filter('track', [' ai , , maint ,']), ['fri-late', 'fri-dated']],
    ['not', filter('track', [], ['edge']), ['fri-same', 'fri-late', 'fri-dated']],
    ['an exclamation mark', filter('track', ['!edge']), ['fri-same', 'fri-late', 'fri-dated']],
    ['an exclamation mark before a list', filter('track', ['!edge,maint']), ['fri-same', 'fri-dated']],
    ['an exclamation mark within a list', filter('tag', ['linux,!edge']), ['someday']],
    ['wanted and not wanted', filter('tag', ['linux'], ['edge']), ['someday']],
    ['no values at all', filter('tag', []), ALL],
    ['speaker', filter('speaker', ['reis']), ['fri-late']],
    ['organization', filter('org', ['apple', 'canonical']), ['fri-early', 'fri-late']],
    ['not an organization, of several', filter('org', [], ['vmware']), ALL.filter((id) => id !== 'fri-late')],
    ['a level, and sessions for any', filter('level', ['beginner']), ['fri-late', 'someday']],
    ['the level any', filter('level', ['any']), ['someday']],
    ['a level nobody names passes those for any', filter('level', ['advanced']), ['someday']],
    ['not a level keeps sessions for any', filter('level', [], ['expert']), ALL.filter((id) => id !== 'thu')],
    ['a kind', filter('kind', ['Panel']), ['fri-dated']],
    ['the beginning of a kind', filter('kind', ['key']), ['fri-same']],
    ['all kinds', filter('kind', ['all']), ALL],
    ['not a kind', filter('kind', [], ['talk,panel']), ['fri-same']],
    ['an id', { ids: { wanted: ['thu'], unwanted: [] } }, ['thu']],
    ['several ids', { ids: { wanted: ['fri-early,thu', 'someday'], unwanted: [] } }, ['thu', 'fri-early', 'someday']],
    ['not an id', { ids: { wanted: [], unwanted: ['someday'] } }, ALL.slice(0, -1)],
    ['different flags mean and', { ...filter('track', ['edge']), ...days('fri', FRIDAY) }, ['fri-early']],
    ['going', { stage: staged('going') }, ['fri-early']],
    ['maybe', { stage: staged('maybe') }, ['thu']],
    ['picked at all', { stage: staged('any') }, ['thu', 'fri-early']],
  ])('%s', async (_name, more, ids) => {
    expect(await choose(more)).toEqual(found(...ids))
  })

  test('an id written exactly is meant exactly', async () => {
    const twins = catalogue([session('A'), session('a'), session('a-b')])
    const one = await select(twins, selection({ ids: { wanted: ['A'], unwanted: [] } }), stages)
    expect(idsOf(one)).toEqual(found('A'))
  })

  test.each(KINDS)('kind %s is valid even where no session is of it', async (kind) => {
    const none = await select(
      catalogue([session('x', { kind: kind === 'talk' ? 'panel' : 'talk' })]),
      selection(filter('kind', [kind])),
      stages,
    )
    const known = [kind === 'talk' ? 'panel' : 'talk']
    expect(idsOf(none)).toEqual({ ...found(), notes: [{ code: 'nothing-with', flag: '--kind', value: kind, known }] })
  })
})

describe('days and times', () => {
  test.each<[string, Partial<Selection>, string[]]>([
    [
      'a day: dated after timed, unscheduled not at all',
      days('fri', FRIDAY),
      ['fri-early', 'fri-same', 'fri-late', 'fri-dated'],
    ],
    ['several days', days('thu..fri', THURSDAY, FRIDAY), ALL.slice(0, -1)],
    ['a day and the unscheduled', { ...days('thu', THURSDAY), unscheduled: true }, ['thu', 'someday']],
    ['the unscheduled alone', { unscheduled: true }, ['someday']],
    ['the unscheduled of a track', { unscheduled: true, ...filter('track', ['edge']) }, ['someday']],
    ['the unscheduled, where a day is only excluded', { unscheduled: true, ...notDays(FRIDAY) }, ['someday']],
    ['not the unscheduled', { notUnscheduled: true }, ALL.slice(0, -1)],
    [
      'a day not wanted asks for no day',
      { days: { asked: '', days: [THURSDAY, FRIDAY], unwanted: [FRIDAY] } },
      ['thu', 'someday'],
    ],
    [
      'a day among those not wanted',
      { days: { asked: 'thu,fri', days: [THURSDAY, FRIDAY], unwanted: [THURSDAY] } },
      ['fri-early', 'fri-same', 'fri-late', 'fri-dated'],
    ],
    ['a time: neither dated nor unscheduled', { at: wanting(16 * 60 + 10) }, ['thu', 'fri-early', 'fri-same']],
    [
      'a time and the unscheduled',
      { at: wanting(16 * 60 + 10), unscheduled: true },
      ['thu', 'fri-early', 'fri-same', 'someday'],
    ],
    ['either time', { at: wanting(945, 17 * 60) }, ['thu', 'fri-late']],
    ['starting then or later', { after: wanting(16 * 60) }, ['fri-early', 'fri-same', 'fri-late']],
    ['over by then', { before: wanting(16 * 60 + 20) }, ['thu']],
    ['between', { after: wanting(15 * 60), before: wanting(17 * 60) }, ['thu', 'fri-early', 'fri-same']],
  ])('%s', async (_name, more, ids) => {
    expect(await choose(more)).toEqual(found(...ids))
  })
})

describe('values that match nothing', () => {
  const refused = (...problems: object[]) => ({ ids: [], ranked: false, problems, notes: [] })

  test.each<[string, Partial<Selection>, object[]]>([
    [
      'track',
      filter('track', ['egde']),
      [{ code: 'matches-nothing', flag: '--track', value: 'egde', nearest: ['Edge'], list: 'tracks' }],
    ],
    [
      'speaker',
      filter('speaker', ['tahsa']),
      [{ code: 'matches-nothing', flag: '--speaker', value: 'tahsa', nearest: ['Tasha Drew'], list: 'speakers' }],
    ],
    [
      'organization',
      filter('org', ['appel']),
      [{ code: 'matches-nothing', flag: '--org', value: 'appel', nearest: ['Apple'], list: 'orgs' }],
    ],
    [
      'room',
      filter('room', ['zzz']),
      [{ code: 'matches-nothing', flag: '--room', value: 'zzz', nearest: [], list: 'rooms' }],
    ],
    [
      'tag, not wanted',
      filter('tag', [], ['linx']),
      [{ code: 'matches-nothing', flag: '--not-tag', value: 'linx', nearest: ['linux'], list: 'tags' }],
    ],
    [
      'tag, with an exclamation mark',
      filter('tag', ['!linx']),
      [{ code: 'matches-nothing', flag: '--not-tag', value: 'linx', nearest: ['linux'], list: 'tags' }],
    ],
    [
      'level, not wanted',
      filter('level', [], ['nope']),
      [{ code: 'matches-nothing', flag: '--not-level', value: 'nope', nearest: [] }],
    ],
    [
      'id',
      { ids: { wanted: ['fri-erly'], unwanted: [] } },
      [{ code: 'matches-nothing', flag: '--id', value: 'fri-erly', nearest: ['fri-early'], list: 'list' }],
    ],
    [
      'an empty value',
      filter('track', ['']),
      [{ code: 'matches-nothing', flag: '--track', value: '', nearest: [], list: 'tracks' }],
    ],
    [
      'only commas',
      filter('track', [',']),
      [{ code: 'matches-nothing', flag: '--track', value: ',', nearest: [], list: 'tracks' }],
    ],
    [
      'kind',
      filter('kind', ['talks']),
      [{ code: 'bad-value', flag: '--kind', value: 'talks', form: KINDS.join(', '), nearest: ['talk'] }],
    ],
    [
      'parts of a list, several flags: everything is told at once',
      {
        filters: { tag: { wanted: ['linux,foo'], unwanted: ['bar'] }, kind: { wanted: ['zzz'], unwanted: [] } },
        ids: { wanted: ['qqq'], unwanted: [] },
      },
      [
        { code: 'bad-value', flag: '--kind', value: 'zzz', form: KINDS.join(', '), nearest: [] },
        { code: 'matches-nothing', flag: '--tag', value: 'foo', nearest: [], list: 'tags' },
        { code: 'matches-nothing', flag: '--not-tag', value: 'bar', nearest: [], list: 'tags' },
        { code: 'matches-nothing', flag: '--id', value: 'qqq', nearest: [], list: 'list' },
      ],
    ],
  ])('%s', async (_name, more, problems) => {
    expect(await choose(more)).toEqual(refused(...problems))
  })

  test.each([
    ['track', 'tracks'],
    ['speaker', 'speakers'],
    ['org', 'organizations'],
    ['room', 'rooms'],
    ['level', 'levels'],
    ['tag', 'tags'],
  ] as const)('a catalogue without any %s lacks it', async (name, facet) => {
    const bare = catalogue([session('x')])
    const wanted = await select(bare, selection(filter(name, ['x'])), stages)
    expect(idsOf(wanted)).toEqual(refused({ code: 'facet-lacking', flag: `--${name}`, facet }))
    const unwanted = await select(bare, selection(filter(name, [], ['x'])), stages)
    expect(idsOf(unwanted)).toEqual(refused({ code: 'facet-lacking', flag: `--not-${name}`, facet }))
  })
})

describe('an empty result says why, once', () => {
  const SATURDAY = '2020-11-21' as typeof FRIDAY
  const KINDS_THERE = KINDS.filter((kind) => programme.sessions.some((one) => one.kind === kind))
  test.each<[string, Partial<Selection>, object]>([
    [
      'a day without sessions',
      days('sat', SATURDAY),
      { code: 'nothing-on-days', days: [SATURDAY], asked: 'sat', known: [THURSDAY, FRIDAY] },
    ],
    [
      'the day before anything else',
      { ...days('sat', SATURDAY), at: wanting(0), words: ['qqq'] },
      { code: 'nothing-on-days', days: [SATURDAY], asked: 'sat', known: [THURSDAY, FRIDAY] },
    ],
    [
      'all days excluded',
      {
        days: { asked: '', days: [THURSDAY, FRIDAY], unwanted: [THURSDAY, FRIDAY] },
        ids: { wanted: ['thu'], unwanted: [] },
      },
      { code: 'nothing-in-common' },
    ],
    ['times', { at: wanting(65, 3) }, { code: 'nothing-with', flag: '--at', value: '01:05, 00:03' }],
    ['starting later', { after: wanting(23 * 60) }, { code: 'nothing-with', flag: '--after', value: '23:00' }],
    ['over earlier', { before: wanting(9 * 60) }, { code: 'nothing-with', flag: '--before', value: '09:00' }],
    ['words', { words: ['qqq'] }, { code: 'nothing-for-words', words: ['qqq'] }],
    [
      'a kind',
      filter('kind', ['workshop']),
      { code: 'nothing-with', flag: '--kind', value: 'workshop', known: KINDS_THERE },
    ],
    ['everything excluded', filter('kind', [], ['all']), { code: 'nothing-with', flag: '--not-kind', value: 'all' }],
    ['an intersection', { ...filter('track', ['ai']), ...days('thu', THURSDAY) }, { code: 'nothing-in-common' }],
    ['words elsewhere', { words: ['zebra'], ...days('thu', THURSDAY) }, { code: 'nothing-in-common' }],
    [
      'the limit is no filter',
      { limit: 0, ...filter('kind', ['social']) },
      { code: 'nothing-with', flag: '--kind', value: 'social', known: KINDS_THERE },
    ],
  ])('%s', async (_name, more, note) => {
    const { ids, problems, notes } = await choose(more)
    expect({ ids, problems, notes }).toEqual({ ids: [], problems: [], notes: [note] })
  })

  test('nothing picked, or nothing at that stage', async () => {
    const none = await select(programme, selection({ stage: staged('any') }), new Map())
    expect(idsOf(none)).toEqual({ ...found(), notes: [{ code: 'nothing-picked' }] })
    const going = await select(programme, selection({ stage: staged('maybe') }), new Map([['thu', 'going']]))
    expect(idsOf(going)).toEqual({ ...found(), notes: [{ code: 'nothing-with', flag: '--stage', value: 'maybe' }] })
  })

  test('an empty catalogue', async () => {
    const empty = await select(catalogue([]), selection(days('fri', FRIDAY)), stages)
    expect(idsOf(empty)).toEqual({ ...found(), notes: [{ code: 'no-sessions' }] })
  })
})

describe('words', () => {
  test('rank, unless an order is asked for', async () => {
    const ranking = catalogue(
      [
        session('late', { title: 'Helm', when: timed(FRIDAY, '17:00-18:00') }),
        session('early', { title: 'Charts', when: timed(FRIDAY, '16:00-17:00') }),
      ],
      { details: { early: { abstract: 'About Helm.' } } },
    )
    const ranked = async (more: Partial<Selection>) => {
      const { sought, ...chosen } = await select(ranking, selection({ words: ['helm'], ...more }), stages)
      expect(sought?.length).toBe(1)
      return idsOf(chosen)
    }
    expect(await ranked({})).toEqual({ ...found('late', 'early'), ranked: true })
    expect(await ranked({ sort: 'time' })).toEqual(found('early', 'late'))
    expect(await ranked({ limit: 1 })).toEqual({ ...found('late'), ranked: true })
    expect(await ranked({ words: ['helm', '!about'] })).toEqual({ ...found('late'), ranked: true })
  })

  test('that only exclude rank nothing', async () => {
    const { sought, ...chosen } = await select(programme, selection({ words: ['!zebra'] }), stages)
    expect(sought).toEqual([])
    expect(idsOf(chosen)).toEqual(found(...ALL.filter((id) => id !== 'fri-early')))
  })

  /** Searching reads the longer texts, which would fail here. */
  const unsearched = { ...programme, details: () => expect.fail('nothing is to be searched') }

  test('blank and invisible ones ask for nothing, and nothing is searched', async () => {
    const chosen = await select(unsearched, selection({ words: ['', ' ', '\u200b'] }), stages)
    expect(chosen).toMatchObject({ ranked: false, sessions: { length: ALL.length } })
  })

  test('a filter that matches nothing is told before any search', async () => {
    const chosen = await select(unsearched, selection({ words: ['zebra'], ...filter('tag', ['qqq']) }), stages)
    expect(chosen.problems).toMatchObject([{ code: 'matches-nothing', value: 'qqq' }])
  })
})

describe('filters on people for each speaker', () => {
  const filters = (org: [string[], string[]?], speaker: [string[], string[]?] = [[]]) => ({
    org: { wanted: org[0], unwanted: org[1] ?? [] },
    speaker: { wanted: speaker[0], unwanted: speaker[1] ?? [] },
  })
  test.each<[string, Selection['filters'], string[]]>([
    ['only those of an organization', filters([['vmware']]), ['fri-late: Tasha Drew']],
    [
      'not those of one, but those who speak with them',
      filters([[], ['vmware']]),
      ['fri-early: Yuan Chen', 'fri-late: Kiko Reis'],
    ],
    ['by name', filters([[]], [['yuan', 'kiko']]), ['fri-early: Yuan Chen', 'fri-late: Kiko Reis']],
    ['not by name', filters([[]], [[], ['kiko']]), ['fri-early: Yuan Chen', 'fri-late: Tasha Drew']],
    ['who pass both', filters([['vmware', 'canonical']], [['kiko']]), ['fri-late: Kiko Reis']],
    [
      'other filters are still for sessions',
      { ...filters([[], ['apple']]), tag: { wanted: ['linux'], unwanted: [] } },
      ['fri-late: Tasha Drew', 'fri-late: Kiko Reis'],
    ],
  ])('%s', async (_name, asked, passing) => {
    const { sessions } = await select(programme, selection({ filters: asked, eachSpeaker: true }), stages)
    expect(sessions.flatMap(({ id, speakers }) => speakers.map(({ name }) => `${id}: ${name}`))).toEqual(passing)
  })

  test('nobody passes both, though two of one session pass one each', async () => {
    const asked = selection({ filters: filters([['vmware']], [['kiko']]) })
    expect((await choose(asked)).ids).toEqual(['fri-late'])
    expect(await choose({ ...asked, eachSpeaker: true })).toEqual({
      ...found(),
      notes: [{ code: 'nothing-in-common' }],
    })
  })
})
