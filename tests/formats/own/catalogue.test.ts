import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../../src/formats/own/catalogue.js'
import { NO_DETAILS } from '../../../src/model/conference.js'
import { severityOf } from '../../../src/model/problem.js'
import { around, readText, told } from '../telling.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/catalogue')

function fixture(file: string) {
  return readCatalogue(readFileSync(join(FIXTURES, file)), file)
}

function faults(text: string): readonly string[] {
  return readText(text).problems.map(told)
}

describe('a catalogue with every field', () => {
  const { catalogue, problems } = fixture('everything.yaml')

  test('has nothing wrong', () => {
    expect(problems).toEqual([])
  })

  test('its conference', () => {
    expect(catalogue?.conference).toEqual({
      name: 'Everything Con 2020',
      slug: 'everything-2020',
      timezone: 'America/New_York',
      firstDay: '2020-11-17',
      lastDay: '2020-11-20',
      url: 'https://example.org/2020/',
      dayChange: 240,
      sources: [
        { url: 'https://example.org/all.ics', format: 'sched-ics', fetched: '2020-11-01T15:16:00Z' },
        { url: 'all.csv' },
      ],
    })
  })

  test('its rooms', () => {
    expect(catalogue?.rooms).toEqual({
      defaultWalk: 5,
      walks: [
        { from: 'Hall 8', to: 'Hall 12', walk: 6 },
        { within: 'Hall 8', walk: 2 },
        { from: 'Hall 1', to: 'Forum', walk: 70 },
      ],
    })
  })

  test('its sessions', () => {
    expect(catalogue?.sessions).toEqual([
      {
        id: 'linux-era',
        uid: '34383c0f85eec421',
        title: 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
        kind: 'panel',
        tracks: ['Operations'],
        tags: ['linux', 'kernel'],
        level: 'any',
        room: 'Hall A',
        when: {
          kind: 'timed',
          day: '2020-11-20',
          start: Date.UTC(2020, 10, 20, 21, 0),
          end: Date.UTC(2020, 10, 20, 21, 35),
          offset: -300,
          endOffset: -300,
          shift: 0,
        },
        speakers: [{ name: 'Ana Pérez', organization: 'Acme' }, { name: 'Bo' }],
        url: 'https://example.org/linux',
        video: 'https://example.org/linux.mp4',
        repeatOf: 'linux-first',
        status: 'cancelled',
        source: 'all.csv',
      },
      {
        id: 'linux-first',
        title: 'The same, for the first time',
        kind: 'talk',
        tracks: [],
        tags: [],
        when: { kind: 'dated', day: '2020-11-18' },
        speakers: [],
        status: 'confirmed',
      },
      {
        id: 'least-of-all',
        title: 'Least of All',
        kind: 'talk',
        tracks: [],
        tags: [],
        when: { kind: 'unscheduled' },
        speakers: [{ name: 'Cy' }],
        status: 'confirmed',
      },
    ])
  })

  test('its details', () => {
    expect(catalogue?.details('linux-era')).toEqual({
      abstract: 'One long line that goes on.\nAnd a second paragraph.',
      takes: [
        { by: 'Dora', text: 'Worth it.', source: 'https://example.org/guide' },
        { by: 'Emil', text: 'Maybe.' },
      ],
      takeaways: [{ by: 'Fay', points: ['It matters.', 'It does not.'], source: 'https://example.org/recap' }],
    })
    expect(catalogue?.details('least-of-all')).toBe(NO_DETAILS)
    expect(catalogue?.details('nobody')).toBe(NO_DETAILS)
  })

  test('and it is the same in JSON', () => {
    const json = fixture('everything.json')
    expect(json.problems).toEqual([])
    expect({ ...json.catalogue, details: undefined }).toEqual({ ...catalogue, details: undefined })
    expect(json.catalogue?.details('linux-era')).toEqual(catalogue?.details('linux-era'))
  })
})

describe('what may be left out', () => {
  test('all but name and zone', () => {
    expect(readText('conference: { name: Très Petite, timezone: utc }').catalogue).toMatchObject({
      conference: { name: 'Très Petite', slug: 'tres-petite', timezone: 'UTC', dayChange: 0, sources: [] },
      rooms: { walks: [] },
      sessions: [],
    })
  })

  test('ids come from titles, after the written ones, and none twice', () => {
    const { catalogue } = readText(
      around(
        '  - title: "Keynote: Helm"\n  - title: Helm\n  - { id: helm, title: Other }\n  - { title: Helm, repeat_of: helm-3 }\n',
      ),
    )
    expect(catalogue?.sessions.map(({ id, repeatOf }) => [id, repeatOf])).toEqual([
      ['helm-2', undefined],
      ['helm-3', undefined],
      ['helm', undefined],
      ['helm-4', 'helm-3'],
    ])
  })
})

describe('when', () => {
  function when(fields: string, timezone?: string) {
    const { catalogue, problems } = readText(around(`  - { title: One, ${fields} }\n`, timezone))
    const session = catalogue?.sessions[0]
    if (session?.when.kind !== 'timed') return problems.map(told)
    const [start, end] = [session.when.start, session.when.end].map((moment) =>
      new Date(moment).toISOString().slice(0, 16),
    )
    return [session.when.day, start, end, session.when.offset, session.when.endOffset]
  }

  test.each<[string, unknown]>([
    ['start: 2026-03-24 10:00, end: 10:35', ['2026-03-24', '2026-03-24T09:00', '2026-03-24T09:35', 60, 60]],
    ['start: 2026-03-24T10:00, end: 2026-03-24T10:35', ['2026-03-24', '2026-03-24T09:00', '2026-03-24T09:35', 60, 60]],
    ['start: 2026-07-01 10:00, duration: 1h 30m', ['2026-07-01', '2026-07-01T08:00', '2026-07-01T09:30', 120, 120]],
    ['start: 2026-07-01T08:00Z, duration: 5', ['2026-07-01', '2026-07-01T08:00', '2026-07-01T08:05', 120, 120]],
    [
      'start: 2026-07-01T10:00+02:00, end: 2026-07-01T10:30',
      ['2026-07-01', '2026-07-01T08:00', '2026-07-01T08:30', 120, 120],
    ],
    ['start: 2026-07-01T23:30Z, end: 02:00', ['2026-07-02', '2026-07-01T23:30', '2026-07-02T00:00', 120, 120]],
    ['start: 2026-03-24 23:00, end: 24:00', ['2026-03-24', '2026-03-24T22:00', '2026-03-24T23:00', 60, 60]],
    ['start: 2026-03-29 01:00, duration: 90m', ['2026-03-29', '2026-03-29T00:00', '2026-03-29T01:30', 60, 120]],
    ['start: 2026-03-28 22:00, duration: 8h', ['2026-03-28', '2026-03-28T21:00', '2026-03-29T05:00', 60, 120]],
  ])('%s', (fields, expected) => {
    expect(when(fields)).toEqual(expected)
  })

  test('an end by the clock is on the day that the venue shows at the start', () => {
    expect(when('start: 2026-07-01T23:30Z, end: 01:00')).toEqual([
      '6:50+5 ends-before-start {"start":"2026-07-01T23:30Z","end":"01:00"}',
    ])
    expect(when('start: 2026-11-18T02:30Z, end: 22:00', 'America/New_York')).toEqual([
      '2026-11-17',
      '2026-11-18T02:30',
      '2026-11-18T03:00',
      -300,
      -300,
    ])
  })
})

describe('a zone that cannot be read', () => {
  test('hides nothing else', () => {
    const sessions =
      '  - { title: One, start: 2026-03-29 02:30, end: 02:45 }\n' +
      '  - { title: Two, start: 2026-03-24 10:00, end: 09:00 }\n' +
      '  - { title: Three, start: 2026-03-24T10:00Z, end: 2026-03-24 09:00 }\n' +
      '  - { title: Four, start: 2026-03-24T10:00+05:00, end: 25:00, track: null }\n' +
      '  - { title: Five, id: x }\n  - { title: Six, id: x, repeat_of: y }\n'
    expect(faults(around(sessions, 'Mars/Olympus'))).toEqual([
      '4:13+12 unknown-zone {"zone":"Mars/Olympus","nearest":[]}',
      '7:49+5 ends-before-start {"start":"2026-03-24 10:00","end":"09:00"}',
      '9:70+4 wrong-type {"key":"track","expected":"text or a list","found":"nothing"}',
      '11:23+1 duplicate-id {"id":"x","first":"10:24"}',
      '11:37+1 unknown-repeat {"id":"y","nearest":"x"}',
    ])
  })

  test('nor does a conference that is none', () => {
    expect(faults('conference: []\nsessions:\n  - titel: One\n')).toEqual([
      '1:13+2 wrong-type {"key":"conference","expected":"a mapping","found":"a list"}',
      '3:5+5 unknown-key {"key":"titel","nearest":"title"}',
      '3:5+10 missing-key {"key":"title"}',
    ])
  })
})

describe('too long', () => {
  const limits: readonly [string, (text: string) => string, number][] = [
    ['title', (text) => `title: ${text}`, 500],
    ['track', (text) => `title: a, track: ${text}`, 200],
    ['tags', (text) => `title: a, tags: [${text}]`, 200],
    ['speakers', (text) => `title: a, speakers: [${text}]`, 200],
    ['organization', (text) => `title: a, speakers: [{ name: a, organization: ${text} }]`, 200],
    ['abstract', (text) => `title: a, abstract: ${text}`, 20_000],
    ['id', (text) => `title: a, id: ${text}`, 200],
  ]
  test.each(limits)('%s', (key, fields, limit) => {
    const session = (text: string) => around(`  - { ${fields(text)} }\n`)
    expect(faults(session('😀'.repeat(limit)))).toEqual([])
    expect(readText(session('😀'.repeat(limit + 1))).problems).toMatchObject([
      { code: 'too-long', key, limit, length: limit + 1 },
    ])
    expect(readText(session('x'.repeat(200_000))).problems).toMatchObject([{ code: 'too-long', key, length: 200_000 }])
  })

  test('a list', () => {
    const tags = (count: number) => around(`  - { title: a, tags: [${'a, '.repeat(count)}] }\n`)
    expect(faults(tags(1000))).toEqual([])
    expect(faults(tags(1001))).toEqual(['6:23+98 too-long {"key":"tags","limit":1000,"length":1001}'])
  })

  test('walks between every two of two hundred rooms', () => {
    const given = (walks: string) =>
      `conference: { name: A, timezone: UTC }\nrooms: { walks: [${walks}] }\nsessions: [{ title: a }]\n`
    const pairs = Array.from({ length: 200 }, (_, to) =>
      Array.from({ length: to }, (_, from) => `{ from: R${from}, to: R${to}, walk: 3m }`),
    )
    const { catalogue, problems } = readText(given(pairs.flat().join(', ')))
    expect(problems).toEqual([])
    expect(catalogue?.rooms.walks).toHaveLength(19_900)
    expect(faults(given('a, '.repeat(50_000)))).not.toContainEqual(expect.stringContaining('too-long'))
    expect(faults(given('a, '.repeat(50_001)))).toContain(
      '2:17+104 too-long {"key":"walks","limit":50000,"length":50001}',
    )
  })
})

describe('many problems', () => {
  test('five hundred: fifty in file order, then how many more', () => {
    const { catalogue, problems } = readText(around('  - { title: One, knd: talk }\n'.repeat(500)))
    expect(catalogue).toBeUndefined()
    expect(problems.map(told)).toEqual([
      ...Array.from({ length: 50 }, (_, line) => `${line + 6}:19+3 unknown-key {"key":"knd","nearest":"kind"}`),
      '56:19+3 more-problems {"count":450}',
    ])
  })

  test('sixty doubts keep nobody from reading it', () => {
    const { catalogue, problems } = readText(
      around('  - { title: One, start: 2026-03-24 10:00, duration: 0 }\n'.repeat(60)),
    )
    expect(catalogue?.sessions).toHaveLength(60)
    expect(problems).toHaveLength(51)
    expect(told(problems[50] ?? { code: 'no-stdin' })).toBe('56:54+1 more-problems {"count":10,"severity":"warning"}')
  })

  test('what was likely meant is not looked for among too many', () => {
    const sessions = Array.from(
      { length: 5000 },
      (_, id) => `  - { title: One, id: session-${id}, repeat_of: sessoin-${id} }\n`,
    )
    const { problems } = readText(around(sessions.join('')))
    const nearest = problems.map((problem) => 'nearest' in problem && problem.nearest)
    expect(nearest.slice(0, 6)).toEqual(['session-0', 'session-1', 'session-2', 'session-3', false, false])
  })
})

test('the catalogue that ships has nothing wrong', () => {
  const file = join(import.meta.dirname, '../../../data/kubecon-na-2020.yaml')
  const { catalogue, problems } = readCatalogue(readFileSync(file), file)
  expect(problems).toEqual([])
  expect(catalogue?.conference.slug).toBe('kubecon-na-2020')
})

test('a source that the conference does not have is a doubt, with the one that was meant', () => {
  const text = around('  - { title: One, source: a.example.orgg/all.ics }\n  - { title: Two, source: elsewhere }\n')
  const sources = '  sources: [{ url: a.example.org/all.ics }, { url: b.csv }]\n'
  const { catalogue, problems } = readText(text.replace('sessions:', `${sources}sessions:`))
  expect(problems.map(told)).toEqual([
    '7:27+22 unknown-source {"url":"a.example.orgg/all.ics","nearest":"a.example.org/all.ics"}',
    '8:27+9 unknown-source {"url":"elsewhere"}',
  ])
  expect(problems.map(severityOf)).toEqual(['warning', 'warning'])
  expect(catalogue?.sessions.map(({ source }) => source)).toEqual(['a.example.orgg/all.ics', 'elsewhere'])
})

describe("people's own words for keys", () => {
  const CATALOGUE = {
    conference: { name: 'A', timezone: 'UTC' },
    sessions: [{ title: 'T', room: 'R', start: '2026-03-24 10:00' }],
  }

  /** Says what each unknown key of a file is taken for, by its position. */
  const taken = (contents: unknown) =>
    readText(JSON.stringify(contents)).problems.flatMap((problem) =>
      problem.code === 'unknown-key' ? [`${problem.at.column} ${problem.key}: ${problem.nearest}`] : [],
    )

  test.each(['talks', 'schedule', 'events', 'Programme', 'presentations'])('%s are sessions', (word) => {
    const { sessions, conference } = CATALOGUE
    const [start] = taken({ [word]: sessions, conference })
    expect(start).toBe(`2 ${word}: sessions`)
    // Also without anything that makes the file a catalogue.
    expect(taken({ [word]: sessions })).toEqual([`2 ${word}: sessions`])
  })

  const MEANT = {
    title: ['name', 'subject', 'Topic'],
    start: ['time', 'starts', 'from', 'when', 'startTime', 'Start time'],
    end: ['to', 'until', 'ends', 'end-time'],
    date: ['day'],
    speakers: ['presenter', 'speaker', 'presenters'],
    room: ['location', 'place', 'where'],
    abstract: ['description', 'summary', 'details'],
    track: ['category', 'tracks', 'stream'],
    kind: ['type', 'format'],
    duration: ['length'],
    language: ['lang'],
    url: ['link', 'website'],
    tags: ['keywords'],
  }
  test.each(Object.entries(MEANT).flatMap(([key, words]) => words.map((word) => [word, key])))(
    'of a session, %s is %s',
    (word, key) => {
      const [session] = CATALOGUE.sessions
      const others = Object.fromEntries(Object.entries({ ...session }).filter(([other]) => other !== key))
      expect(taken({ ...CATALOGUE, sessions: [{ [word]: 'x', ...others }] })).toEqual([
        `${JSON.stringify({ conference: CATALOGUE.conference }).length + '"sessions":['.length + 2} ${word}: ${key}`,
      ])
    },
  )

  test('a key that is there is not proposed a second time, unless by its letters', () => {
    const [session] = CATALOGUE.sessions
    expect(taken({ ...CATALOGUE, sessions: [{ ...session, name: 'x' }] })).toEqual([
      expect.stringMatching(/ name: undefined$/),
    ])
    expect(taken({ ...CATALOGUE, sessions: [{ ...session, titel: 'x' }] })).toEqual([
      expect.stringMatching(/ titel: title$/),
    ])
  })
})
