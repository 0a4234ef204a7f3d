import { describe, expect, test } from 'vitest'
import { assemble, type Wishes } from '../../../src/formats/published/assemble.js'
import type { Published, PublishedEntry, PublishedTime } from '../../../src/formats/published/published.js'
import type { TimeReason } from '../../../src/model/problem.js'
import { type Day, instant } from '../../../src/model/time.js'

const at = { file: 'x', line: 1, column: 1 }

function entry(title: string, more: Partial<PublishedEntry> = {}): PublishedEntry {
  const time: PublishedTime = { kind: 'wall', start: '2026-03-24T09:00:00', end: '2026-03-24T09:30:00' }
  return {
    at,
    uid: `u-${title}`,
    title,
    tracks: [],
    tags: [],
    time,
    speakers: [],
    speakersInTitle: false,
    status: 'confirmed',
    ...more,
  }
}

function schedule(entries: readonly PublishedEntry[], more: Partial<Published> = {}): Published {
  return { format: 'ics', name: 'Demo Days', entries, problems: [], ...more }
}

const LATER: PublishedTime = { kind: 'wall', start: '2026-03-24T14:00:00', end: '2026-03-24T14:30:00' }

const WISHES: Wishes = { timezone: 'Europe/Amsterdam', command: ['import', 'x'] }

function assembled(entries: readonly PublishedEntry[], wishes: Partial<Wishes> = {}) {
  const { catalogue, problems } = assemble([schedule(entries)], { ...WISHES, ...wishes })
  return { sessions: catalogue?.sessions ?? [], codes: problems.map(({ code }) => code) }
}

describe('zones', () => {
  test('the flag, else a real place that a schedule names, else the question with the likely answer', () => {
    const rooms = [entry('A', { room: 'Hall 1, Amsterdam, Netherlands' })]
    const zoneOf = (timezone: string | undefined, wish?: string) => {
      const stated = schedule(rooms, timezone === undefined ? {} : { timezone })
      const { catalogue, problems } = assemble([stated], {
        command: ['import', 'x'],
        ...(wish && { timezone: wish }),
      })
      return catalogue?.conference.timezone ?? problems.at(-1)
    }
    expect(zoneOf('America/New_York', 'Europe/Berlin')).toBe('Europe/Berlin')
    expect(zoneOf('america/new_york')).toBe('America/New_York')
    expect(zoneOf('CET')).toBe('Europe/Brussels')
    const asked = { code: 'zone-needed', at, likely: ['Europe/Amsterdam'], command: ['import', 'x'] }
    for (const none of [undefined, 'UTC', 'Etc/UTC']) expect(zoneOf(none)).toEqual(asked)
    expect(zoneOf('Nowhere/Atall')).toEqual({ ...asked, stated: 'Nowhere/Atall' })
  })

  test('the question is asked once, with what an unknown name may mean', () => {
    const problems = [{ code: 'unknown-zones', at, zones: ['Europe/Berln'], count: 1 }] as const
    const likely = ['Europe/Berlin', 'Europe/Dublin', 'Europe/Jersey']
    const command = ['import', 'x']
    expect(assemble([schedule([entry('A')], { problems })], { command }).problems).toEqual([
      { code: 'zone-needed', at, stated: 'Europe/Berln', likely, command },
    ])
  })

  test('instants stay where they are; the zone only says what clocks show', () => {
    const time = {
      kind: 'instants',
      start: instant(Date.UTC(2026, 2, 24, 8)),
      end: instant(Date.UTC(2026, 2, 24, 9)),
    } as const
    const [berlin, tokyo] = ['Europe/Berlin', 'Asia/Tokyo'].map(
      (timezone) => assembled([entry('A', { time })], { timezone }).sessions[0]?.when,
    )
    expect(berlin).toMatchObject({ start: time.start, end: time.end, offset: 60, day: '2026-03-24' })
    expect(tokyo).toMatchObject({ start: time.start, end: time.end, offset: 540 })
  })

  test('a skipped hour is taken as the next one that exists, an hour that comes twice as its first; both are told', () => {
    const wall = (start: string, end: string): PublishedTime => ({ kind: 'wall', start, end })
    const gap = assembled([entry('A', { time: wall('2026-03-29T02:30:00', '2026-03-29T04:00:00') })])
    expect(gap.codes).toEqual(['dst-gap'])
    expect(gap.sessions[0]?.when).toMatchObject({ start: Date.UTC(2026, 2, 29, 1), end: Date.UTC(2026, 2, 29, 2) })
    const twice = assembled([entry('A', { time: wall('2026-10-25T02:30:00', '2026-10-25T04:00:00') })])
    expect(twice.codes).toEqual(['dst-overlap'])
    expect(twice.sessions[0]?.when).toMatchObject({ start: Date.UTC(2026, 9, 25, 0, 30) })
  })
})

describe('a time that cannot be costs no more than itself', () => {
  const start = '2026-03-24T10:00:00'
  const OPEN = { kind: 'timed', start: Date.UTC(2026, 2, 24, 9), endAssumed: true }
  const NEVER = { kind: 'unscheduled' }
  const wall = (from: string, end?: string, zone?: string): PublishedTime => ({
    kind: 'wall',
    start: from,
    ...(end !== undefined && { end }),
    ...(zone !== undefined && { zone }),
  })
  const instants = (from: number, end: number): PublishedTime => ({
    kind: 'instants',
    start: instant(from),
    end: instant(end),
  })
  test.each<[string, PublishedTime, TimeReason, object]>([
    ['an end before the start', wall(start, '2026-03-24T09:00:00'), 'ends-before-start', OPEN],
    ['an end on no day', wall(start, '2026-02-30T11:00:00'), 'bad-time', OPEN],
    ['an end after all years', instants(Date.UTC(2026, 2, 24, 9), Date.UTC(9999, 11, 31)), 'bad-time', OPEN],
    ['30 February', wall('2026-02-30T10:00:00', '2026-02-30T11:00:00'), 'bad-time', NEVER],
    ['a start before all years', instants(Date.parse('0001-01-01'), Date.parse('0001-01-02')), 'bad-time', NEVER],
    ['no such hour', wall('2026-03-24T25:00:00'), 'bad-time', { kind: 'dated', day: '2026-03-24' }],
  ])('%s', (_name, time, reason, left) => {
    const { catalogue, problems } = assemble([schedule([entry('Bad', { time }), entry('Good')])], WISHES)
    expect(catalogue?.sessions.map(({ title }) => title)).toEqual(['Bad', 'Good'])
    expect(catalogue?.sessions[0]?.when).toMatchObject(left)
    expect(problems).toMatchObject([
      { code: 'time-left-out', title: 'Bad', reason, left: catalogue?.sessions[0]?.when.kind },
    ])
  })
})

describe('identity', () => {
  test('uids that repeat or are missing are derived, the same each time, and told', () => {
    const { uid: _uid, ...anonymous } = entry('C')
    const entries = [entry('A', { uid: 'same' }), entry('B', { uid: 'same' }), anonymous, entry('D')]
    const first = assembled(entries)
    expect(first.codes).toEqual(['identity-derived', 'identity-derived'])
    const uids = first.sessions.map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(4)
    expect(uids[3]).toBe('u-D')
    expect(
      assembled([...entries].reverse())
        .sessions.map(({ uid }) => uid)
        .reverse(),
    ).toEqual(uids)
  })

  test('an identity that no file can hold is none', () => {
    const uids = ['\0', 'a\u200bb', '  ', 'x'.repeat(501), '\ud83d']
    const { sessions, codes } = assembled(uids.map((uid) => entry(`T${uid.length}${uid.charCodeAt(0)}`, { uid })))
    expect(codes.filter((code) => code === 'identity-derived')).toHaveLength(1)
    for (const { uid } of sessions) expect(uid).toMatch(/^derived-/)
  })

  test('an id stays with its uid when the title changes; a new session gets another', () => {
    const before = assemble(
      [schedule([entry('Policies', { uid: '1' }), entry('Walls', { uid: '2' })])],
      WISHES,
    ).catalogue
    const entries = [
      entry('Policies', { uid: '3', speakers: [{ name: 'Bo' }], time: LATER }),
      entry('Something New', { uid: '1' }),
      entry('Walls', { uid: '2' }),
    ]
    const { sessions } = assembled(entries, before ? { previous: before } : {})
    expect(sessions.map(({ id, uid }) => [id, uid])).toEqual([
      ['policies-2', '3'],
      ['policies', '1'],
      ['walls', '2'],
    ])
  })
})

describe('a session that is found again keeps its id', () => {
  const room = 'Hall 1'
  const speakers = [{ name: 'Ana' }]
  const url = 'https://demo.example/talk/AAA/'
  const before = assemble([schedule([entry('Policies', { uid: '1', room, speakers, url }), entry('Walls')])], WISHES)
  test.each<[string, Partial<PublishedEntry>, string]>([
    ['under another identity', {}, 'policies'],
    ['at another time', { time: LATER }, 'policies'],
    ['under another title by the same people', { title: 'Rules' }, 'policies'],
    ['corrected', { title: 'Polices', speakers: [] }, 'policies'],
    ['by its address alone', { title: 'Rules', speakers: [], room: 'Hall 2', time: LATER, url }, 'policies'],
    ['but not another one', { title: 'Rules', speakers: [], time: LATER }, 'rules'],
  ])('%s', (_, more, id) => {
    const entries = [entry('Walls'), entry('Policies', { uid: '9', room, speakers, ...more })]
    const { sessions } = assembled(entries, before.catalogue ? { previous: before.catalogue } : {})
    expect(sessions.map((session) => session.id)).toEqual(['walls', id])
  })

  test('and one that is not gives its id to nobody', () => {
    const entries = [entry('Policies', { uid: '9', speakers: [{ name: 'Bo' }], time: LATER })]
    const { sessions } = assembled(entries, before.catalogue ? { previous: before.catalogue } : {})
    expect(sessions.map((session) => session.id)).toEqual(['policies-2'])
  })
})

test('over-long texts are cut, addresses that are none left out, both told', () => {
  const { sessions, codes } = assembled([
    entry('x'.repeat(600), { uid: '1', url: 'javascript:alert(1)', room: 'r'.repeat(201) }),
  ])
  expect(codes.sort()).toEqual(['cut-to-length', 'cut-to-length', 'entry-doubt'])
  expect([sessions[0]?.title.length, sessions[0]?.room?.length, sessions[0]?.url]).toEqual([500, 200, undefined])
})

test('speakers come out of the title only where the format says that they stand there', () => {
  const title = 'Walls of YAML - Anna Jansen & Peter Novak, Acme Corp'
  const [whole, split] = [false, true].map(
    (speakersInTitle) => assembled([entry(title, { speakersInTitle })]).sessions[0],
  )
  expect([whole?.title, whole?.speakers]).toEqual([title, []])
  expect(split).toMatchObject({
    title: 'Walls of YAML',
    speakers: [
      { name: 'Anna Jansen', organization: 'Acme Corp' },
      { name: 'Peter Novak', organization: 'Acme Corp' },
    ],
  })
})

test('several feeds are one conference, in their order', () => {
  const feeds = [
    schedule([entry('A')], { firstDay: '2026-03-24' as never, lastDay: '2026-03-26' as never }),
    schedule([entry('B')], { name: 'Co-located', source: 'b.ics' }),
  ]
  const { catalogue } = assemble(feeds, WISHES)
  expect(catalogue?.sessions.map(({ id, source }) => [id, source])).toEqual([
    ['a', undefined],
    ['b', 'b.ics'],
  ])
  expect(catalogue?.conference).toMatchObject({
    name: 'Demo Days',
    slug: 'demo-days',
    firstDay: '2026-03-24',
    lastDay: '2026-03-26',
  })
})

test('two feeds that number their sessions alike: each session keeps the id it had under its own feed', () => {
  const feeds = (a: readonly PublishedEntry[], b: readonly PublishedEntry[]) => [
    schedule(a, { source: 'a' }),
    schedule(b, { source: 'b' }),
  ]
  const first = assemble(feeds([entry('Alpha', { uid: '1' })], [entry('Beta', { uid: '1' })]), WISHES).catalogue
  const again = assemble(
    feeds(
      [entry('New', { uid: '2' }), entry('Alpha, again', { uid: '1' })],
      [entry('Gamma', { uid: '2' }), entry('Beta, again', { uid: '1' })],
    ),
    { ...WISHES, ...(first && { previous: first }) },
  ).catalogue
  expect(again?.sessions.map(({ id, title }) => [id, title])).toEqual([
    ['new', 'New'],
    ['alpha', 'Alpha, again'],
    ['gamma', 'Gamma'],
    ['beta', 'Beta, again'],
  ])
})

describe('what is stored passes the checks of its reader', () => {
  const conferenceOf = (facts: Partial<Published>, wishes: Partial<Wishes> = {}) => {
    const reading = assemble([schedule([entry('A')], facts)], { ...WISHES, ...wishes })
    return { conference: reading.catalogue?.conference, codes: reading.problems.map(({ code }) => code) }
  }

  test('the name is cut, on one line, and never empty', () => {
    const { conference, codes } = conferenceOf({ name: 'N'.repeat(300) })
    expect([conference?.name, codes]).toEqual([`${'N'.repeat(199)}…`, ['cut-to-length']])
    expect(conference?.slug).toBe('n'.repeat(80))
    expect(conferenceOf({ name: ' \n ' }).conference?.name).toBe('Conference')
    expect(conferenceOf({}, { name: ' Demo\nDays ' }).conference).toMatchObject({
      name: 'Demo Days',
      slug: 'demo-days',
    })
    expect(conferenceOf({}, { name: '\ud800' }).conference?.name).toBe('\ufffd')
  })

  test.each([
    ['//plan.example.org/2017/', 'https://plan.example.org/2017/', []],
    ['plan.example.org/2017', 'https://plan.example.org/2017', []],
    ['WWW.Example.org', 'https://WWW.Example.org', []],
    ['/2017/', undefined, ['conference-doubt']],
    ['index.html', undefined, ['conference-doubt']],
    [`https://example.org/${'x'.repeat(2000)}`, undefined, ['conference-doubt']],
    ['https://[::1', undefined, ['conference-doubt']],
  ])('address %s', (url, kept, told) => {
    const { conference, codes } = conferenceOf({ url })
    expect([conference?.url, codes]).toEqual([kept, told])
  })

  test('days out of order and an hour that is none are left out, with a warning', () => {
    const days = { firstDay: '2026-03-25' as Day, lastDay: '2026-03-24' as Day }
    const { conference, codes } = conferenceOf({ ...days, dayChange: 1440 })
    expect(conference).not.toHaveProperty('firstDay')
    expect(conference).not.toHaveProperty('lastDay')
    expect([conference?.dayChange, codes]).toEqual([0, ['conference-doubt', 'conference-doubt']])
  })

  test('rooms after tidying, tags from the title, people, ids and empty titles are checked as well', () => {
    const speakers = [{ name: 'Anna Schmidt', organization: 'x'.repeat(300) }, { name: ' ' }]
    const tidied = [entry('A', { room: ', Berlin, Germany' }), entry('B', { room: 'Hall 1, Berlin, Germany' })]
    expect(assembled([...tidied, entry('C', { room: 'Hall 2, Berlin, Germany' })]).sessions[0]).not.toHaveProperty(
      'room',
    )
    const { sessions, codes } = assembled([
      entry('[SOLD OUT] A', { tags: Array.from({ length: 1000 }, (_, number) => `t${number}`) }),
      entry('A talk', { speakers }),
      entry('B', { own: { id: 'x'.repeat(201), repeatOf: 'a\u200bb' } }),
      entry('  '),
    ])
    expect(sessions.map(({ id, tags, speakers }) => [id, tags.length, speakers.length > 0])).toEqual([
      ['a', 1000, false],
      ['a-talk', 0, true],
      ['b', 0, false],
    ])
    expect(sessions[1]?.speakers[0]?.organization).toHaveLength(200)
    const first = 'identity-derived'
    expect(codes).toEqual([first, 'entry-doubt', 'cut-to-length', 'entry-doubt', 'entry-doubt', 'entry-left-out'])
  })

  test('what is cancelled by its title is cancelled, with its speakers and its kind, and keeps its derived identity', () => {
    const said = (title: string) =>
      assembled([entry(title, { uid: undefined as never, speakersInTitle: true })]).sessions.map(
        ({ id: _, ...rest }) => rest,
      )
    const [confirmed] = said('Keynote: Tuning etcd - Anna Schmidt, Example BV')
    expect(confirmed).toMatchObject({ title: 'Keynote: Tuning etcd', kind: 'keynote', status: 'confirmed' })
    for (const title of [
      'CANCELLED - Keynote: Tuning etcd - Anna Schmidt, Example BV',
      '[CANCELED] Keynote: Tuning etcd - Anna Schmidt, Example BV',
    ])
      expect(said(title)).toEqual([{ ...confirmed, status: 'cancelled' }])
  })
})

describe('the same thing twice', () => {
  const wall = (start: string, end: string): PublishedTime => ({
    kind: 'wall',
    start: `2026-03-24T${start}:00`,
    end: `2026-03-24T${end}:00`,
  })
  const titles = (entries: readonly PublishedEntry[]) => {
    const { sessions, codes } = assembled(entries)
    return [
      sessions.map(
        ({ title, when }) =>
          `${when.kind === 'timed' ? new Date(when.start).toISOString().slice(11, 16) : ''} ${title}`,
      ),
      codes,
    ]
  }

  test('twins under one identity are one, with the tracks, tags and people of both', () => {
    const one = entry('A', { uid: 'u', tracks: ['X'], speakers: [{ name: 'Ana' }] })
    const { sessions, codes } = assembled([
      one,
      entry('B'),
      { ...one, tracks: ['Y'], tags: ['t'], speakers: [{ name: 'Bo' }] },
    ])
    expect(codes).toEqual([])
    expect(sessions.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(sessions[0]).toMatchObject({
      uid: 'u',
      tracks: ['X', 'Y'],
      tags: ['t'],
      speakers: [{ name: 'Ana' }, { name: 'Bo' }],
    })
  })

  test('what differs under one identity stays, with identities of its own', () => {
    const same = [
      entry('A', { uid: 'u' }),
      entry('A', { uid: 'u', time: wall('11:00', '12:00') }),
      entry('C', { uid: 'u' }),
    ]
    expect(titles(same)).toEqual([['08:00 A', '10:00 A', '08:00 C'], ['identity-derived']])
  })

  test('of two revisions the later counts, wherever it stands', () => {
    const [old, revised] = [
      entry('A', { uid: 'u' }),
      entry('A, moved', { uid: 'u', time: wall('11:00', '12:00'), revision: 2 }),
    ]
    for (const both of [
      [old, revised],
      [revised, old],
    ])
      expect(titles(both)).toEqual([['10:00 A, moved'], []])
  })

  test('where one identity stands for many events, only what has the same title or time is an earlier revision', () => {
    const many = [1, 2, 3, 4].map((number) =>
      entry(`T${number}`, { uid: 'u', revision: number, time: wall(`1${number}:00`, `1${number}:30`) }),
    )
    const old = [
      entry('T3', { uid: 'u', time: wall('09:00', '09:30') }),
      entry('T4 as it was', { uid: 'u', time: wall('14:00', '14:30') }),
    ]
    expect(titles([...many, ...old])[0]).toEqual(['10:00 T1', '11:00 T2', '12:00 T3', '13:00 T4'])
  })

  test('one event in two joined schedules is one, and comes from the first', () => {
    const join = (first: readonly PublishedEntry[], second: readonly PublishedEntry[]) =>
      assemble([schedule(first, { source: 'one' }), schedule(second, { source: 'two' })], WISHES).catalogue?.sessions ??
      []
    const event = entry('A', { room: 'Hall 1', tracks: ['X'] })
    const both = [
      [event, { ...event, tracks: ['Y'] }],
      [event, { ...event, uid: 'another', tracks: ['Y'], room: 'hall 1' }],
      [event, { ...event, room: 'Somewhere else', tracks: ['Y'] }],
      [
        { ...event, time: wall('08:00', '08:30') },
        { ...event, tracks: ['Y'], revision: 1 },
      ],
    ] as const
    for (const [one, other] of both) {
      expect(
        join([one], [other, entry('B')]).map(({ title, source, tracks, when }) => [
          title,
          source,
          tracks,
          when.kind === 'timed' && when.start,
        ]),
      ).toEqual([
        ['A', 'one', ['X', 'Y'], Date.UTC(2026, 2, 24, 8)],
        ['B', 'two', [], Date.UTC(2026, 2, 24, 8)],
      ])
    }
    const apart = [
      [event, { ...event, time: wall('10:00', '10:30') }],
      [event, { ...event, uid: 'another', room: 'Hall 2' }],
      [event, { ...event, title: 'Another' }],
    ] as const
    for (const [one, other] of apart) expect(join([one], [other])).toHaveLength(2)
    // Within one schedule only twins are the same.
    expect(join([event, { ...event, uid: 'another' }], [])).toHaveLength(2)
  })

  test('one content at two times is given again, under one title', () => {
    const slot = (uid: string, hour: string, more: Partial<PublishedEntry> = {}) =>
      entry('Break your own app', { uid, content: 'SRMX8W', time: wall(`${hour}:00`, `${hour}:30`), ...more })
    const { sessions } = assembled([
      slot('a', '10'),
      slot('b', '11'),
      slot('c', '12'),
      slot('d', '13', { title: 'Another' }),
      slot('e', '14', { content: 'X' }),
    ])
    const [first] = sessions
    expect(sessions.map(({ repeatOf }) => repeatOf)).toEqual([undefined, first?.id, first?.id, undefined, undefined])
  })
})

test.each(['TBA', 'tbd', 'n/a', '-', 'To be announced'])('%s is no room', (room) => {
  expect(assembled([entry('A', { room })]).sessions[0]).not.toHaveProperty('room')
})

test('what its publisher calls a poster is one', () => {
  expect(assembled([entry('A', { sort: 'Poster' })]).sessions[0]?.tags).toEqual(['poster'])
})

describe('several files of one publisher', () => {
  test('sittings with codes, which make their ids, are found across files; those with other identities in one', () => {
    const repeats = (first: Partial<PublishedEntry>, second: Partial<PublishedEntry>) => {
      const files = [
        schedule([entry('Owls', { uid: '1', content: '301', ...first })], { source: 'a' }),
        schedule([entry('OWLS', { uid: '2', content: '301', time: LATER, ...second })], { source: 'b' }),
      ]
      return assemble(files, WISHES).catalogue?.sessions.map(({ id, repeatOf }) => [id, repeatOf])
    }
    expect(repeats({ code: 'NST301-R' }, { code: 'NST301-R1' })).toEqual([
      ['nst301-r', undefined],
      ['nst301-r1', 'nst301-r'],
    ])
    expect(repeats({}, {})).toEqual([
      ['owls', undefined],
      ['owls-2', undefined],
    ])
  })

  test('people given by their id have their names from any of them; who is in none is told once', () => {
    const program = schedule([entry('A', { people: ['1', '2'] }), entry('B', { people: ['3'] })])
    const names = { ...schedule([]), people: new Map([['1', 'Ada Strix']]) }
    const { catalogue, problems } = assemble([program, names], WISHES)
    expect(catalogue?.sessions.map(({ speakers }) => speakers)).toEqual([[{ name: 'Ada Strix' }], []])
    const detail = '2 of its sessions have speakers who are only given by id: import their file with it'
    expect(problems).toEqual([{ code: 'conference-doubt', at, detail }])
  })

  test('a zone that the publisher is known for is suggested first', () => {
    const likely = schedule([entry('A', { room: 'Paris 1' })], { likelyZones: () => ['America/Los_Angeles'] })
    const { problems } = assemble([likely], { command: [] })
    expect(problems).toMatchObject([{ code: 'zone-needed', likely: ['America/Los_Angeles', 'Europe/Paris'] }])
  })
})
