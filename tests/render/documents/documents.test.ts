import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CST, Lexer, parse } from 'yaml'
import { stampZone } from '../../../src/clock/zone.js'
import type { Catalogue } from '../../../src/model/conference.js'
import { documentOf } from '../../../src/render/documents/documents.js'
import { render } from '../../../src/render/render.js'
import type { View } from '../../../src/render/views.js'
import { AGENDA, at, CATALOGUE, SESSIONS, session, TUE, timed } from '../../fixtures/programme.js'
import { agendaView, clashesView, facetView, problemsView, sessionsView, sessionView } from '../../fixtures/views.js'

const screen = { width: 80, colour: 0, ascii: false } as const

describe('catalogue/1', () => {
  test('a session with everything, its keys in the order of the format', () => {
    const document = documentOf(sessionView('gateways-without-tears'))
    expect(document).toEqual({
      kubeplan: 'catalogue/1',
      conference: {
        name: 'DemoConf 2026',
        slug: 'democonf-2026',
        timezone: 'Europe/Amsterdam',
        first_day: '2026-03-24',
        last_day: '2026-03-25',
        url: 'https://demo.example/',
        day_change: '06:00',
        sources: [{ url: 'https://demo.example/all.ics', format: 'sched-ics', fetched: '2026-03-22T15:16:00Z' }],
      },
      rooms: {
        default_walk: '5m',
        walks: [
          { from: 'Lab', to: 'Main Hall', walk: '6m' },
          { within: 'Lab', walk: '2m' },
        ],
      },
      sessions: [
        {
          id: 'gateways-without-tears',
          title: 'Gateways Without Tears: What We Learned From Moving 400 Ingresses',
          kind: 'talk',
          track: 'Networking',
          tags: ['networking', 'migration'],
          level: 'intermediate',
          room: 'Main Hall',
          start: '2026-03-24T10:15:00+01:00',
          end: '2026-03-24T10:50:00+01:00',
          speakers: [
            { name: 'Noor van den Berg', organization: 'Dijkwacht' },
            { name: 'Tom Okafor', organization: 'Dijkwacht' },
            { name: 'Li Wei', organization: 'Kaiyuan' },
          ],
          abstract: CATALOGUE.details('gateways-without-tears').abstract,
          url: 'https://demo.example/gateways',
          video: 'https://video.example/gateways',
          status: 'confirmed',
          takes: [
            {
              by: 'The Harbour Report',
              text: 'Migration stories are common; ones with the rollback plan printed next to the plan are not.',
              source: 'https://harbour.example/guide',
            },
          ],
          takeaways: [
            {
              by: 'Field Notes',
              points: [
                'Write down what every annotation does before touching one; a third of theirs did nothing at all.',
                'Move the quiet services first.',
              ],
            },
          ],
        },
      ],
    })
    expect(Object.keys(document)).toEqual(['kubeplan', 'conference', 'rooms', 'sessions'])
    const [only] = Array.isArray(document['sessions']) ? document['sessions'] : []
    expect(Object.keys(only ?? {}).join(' ')).toBe(
      'id title kind track tags level room start end speakers abstract url video status takes takeaways',
    )
  })

  test('what is not known is left out', () => {
    const bare: Catalogue = {
      ...CATALOGUE,
      conference: { name: 'X', slug: 'x', timezone: 'UTC', dayChange: 0, sources: [] },
      rooms: { walks: [] },
    }
    const sessions = [
      session('a', 'A', { kind: 'unscheduled' }),
      session('b', 'B', { kind: 'dated', day: TUE }, { uid: 'u', repeatOf: 'a', status: 'cancelled' }),
    ]
    expect(documentOf(sessionsView(sessions, { catalogue: bare }))).toEqual({
      kubeplan: 'catalogue/1',
      conference: { name: 'X', slug: 'x', timezone: 'UTC' },
      sessions: [
        { id: 'a', title: 'A', kind: 'talk', status: 'confirmed' },
        { id: 'b', uid: 'u', title: 'B', kind: 'talk', date: '2026-03-24', repeat_of: 'a', status: 'cancelled' },
      ],
    })
  })

  test('times keep the offset of the venue, whatever clock is shown', () => {
    const inVenue = documentOf(sessionsView())
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'UTC']) {
      expect(documentOf(sessionsView(stampZone(SESSIONS, zone), { zone }))).toEqual(inVenue)
    }
  })

  test('also when a clock changes during a session', () => {
    // Amsterdam sets its clocks forward on 29 March, New York did on the 8th.
    const nights = [
      session('venue', 'Venue', {
        ...timed(TUE, '23:00', '23:30'),
        kind: 'timed',
        day: TUE,
        start: at('2026-03-28', '23:00'),
        end: at('2026-03-29', '03:00'),
        offset: 60,
        endOffset: 120,
        shift: 0,
      }),
      session('abroad', 'Abroad', {
        kind: 'timed',
        day: TUE,
        start: at('2026-03-08', '07:00'),
        end: at('2026-03-08', '09:00'),
        offset: 60,
        endOffset: 60,
        shift: 0,
      }),
    ]
    const inVenue = documentOf(sessionsView(nights))
    expect(inVenue['sessions']).toMatchObject([
      { start: '2026-03-28T23:00:00+01:00', end: '2026-03-29T04:00:00+02:00' },
      { start: '2026-03-08T07:00:00+01:00', end: '2026-03-08T09:00:00+01:00' },
    ])
    for (const zone of ['America/New_York', 'UTC']) {
      expect(documentOf(sessionsView(stampZone(nights, zone), { zone }))).toEqual(inVenue)
    }
  })
})

test('clashes/1', async () => {
  expect(JSON.parse(await render(clashesView('agenda'), 'json', screen))).toEqual({
    kubeplan: 'clashes/1',
    scope: 'agenda',
    clashes: [
      {
        sessions: ['gateways-without-tears', 'nodes-that-drain'],
        reason: 'overlap',
        start: '2026-03-24T10:15:00+01:00',
        end: '2026-03-24T10:50:00+01:00',
        minutes: 35,
      },
      {
        sessions: ['nodes-that-drain', 'block:Booth duty'],
        reason: 'overlap',
        start: '2026-03-24T11:30:00+01:00',
        end: '2026-03-24T11:45:00+01:00',
        minutes: 15,
      },
    ],
  })
})

test('agenda/1: the fields of the file, sessions beside their picks, clashes and gaps', async () => {
  expect(documentOf(agendaView())).toEqual({
    kubeplan: 'agenda/1',
    conference: 'democonf-2026',
    person: 'Ana',
    picks: [
      {
        session: 'opening-keynote',
        title: 'Opening: Ten Years of Sharing a Cluster',
        start: '2026-03-24T09:00:00+01:00',
        end: '2026-03-24T09:45:00+01:00',
        room: 'Main Hall',
        stage: 'going',
        priority: 5,
        note: 'Sit at the front.',
        take: 'Everybody is there.',
      },
      {
        session: 'gateways-without-tears',
        title: 'Gateways Without Tears: What We Learned From Moving 400 Ingresses',
        start: '2026-03-24T10:15:00+01:00',
        end: '2026-03-24T10:50:00+01:00',
        room: 'Main Hall',
        stage: 'going',
        priority: 3,
        sequence: 2,
        changed: '2026-03-20T12:00:00Z',
      },
      {
        session: 'nodes-that-drain',
        title: 'Nodes That Drain',
        start: '2026-03-24T10:15:00+01:00',
        end: '2026-03-24T11:45:00+01:00',
        room: 'Lab 2',
        stage: 'going',
        priority: 4,
      },
      {
        session: 'kubernetes-in-taipei',
        title: 'Kubernetes 在地社群：從零開始的維運之路 🚀 and What It Taught Us About On-Call',
        start: '2026-03-24T11:00:00+01:00',
        end: '2026-03-24T11:35:00+01:00',
        room: '大會議廳',
        stage: 'maybe',
        priority: 3,
      },
      {
        session: 'policy-as-prose',
        title: 'Policy as Prose',
        start: '2026-03-25T09:00:00+01:00',
        end: '2026-03-25T09:35:00+01:00',
        room: 'Lab 2',
        stage: 'going',
        priority: 3,
        rating: 5,
        attended: true,
        takeaways: ['Say why, then what.'],
      },
      {
        session: 'poster-session',
        title: 'Poster Session: Schedulers',
        date: '2026-03-24',
        stage: 'maybe',
        priority: 3,
      },
      { session: 'hall-of-small-things', title: 'Hall of Small Things', stage: 'going', priority: 3 },
      {
        session: 'gone-with-the-wind',
        stage: 'going',
        priority: 3,
        seen: { title: 'Gone With the Wind Farm', start: '2026-03-25T14:00:00+01:00' },
      },
    ],
    blocks: [
      {
        title: 'Booth duty',
        start: '2026-03-24T11:30:00+01:00',
        end: '2026-03-24T13:30:00+01:00',
        room: 'Booth 7',
      },
    ],
    walks: [{ from: 'Booth', to: 'Lab', walk: '9m' }],
    dropped: [
      { session: 'walls-of-yaml', seen: { title: 'Walls of YAML' }, sequence: 1, changed: '2026-03-21T08:00:00Z' },
    ],
    clashes: JSON.parse(await render(clashesView('agenda'), 'json', screen))['clashes'],
    gaps: [{ start: '2026-03-24T09:45:00+01:00', end: '2026-03-24T10:15:00+01:00', minutes: 30 }],
  })
})

test('facets/1', () => {
  expect(documentOf(facetView('tracks'))).toMatchObject({
    kubeplan: 'facets/1',
    facet: 'tracks',
    values: [
      { name: 'Community', sessions: 3, minutes: 35 },
      { name: 'Operations', sessions: 3, minutes: 215 },
      {},
      {},
      {},
      {},
    ],
  })
  const [first] = facetView('speakers').values
  expect(documentOf(facetView('speakers', { values: first ? [first] : [] }))).toEqual({
    kubeplan: 'facets/1',
    facet: 'speakers',
    values: [{ name: 'Ada Lind', sessions: 1, minutes: 45 }],
  })
})

test('problems/1', () => {
  const view: View = { ...problemsView, problems: [...problemsView.problems, { code: 'exists', path: 'a.ics' }] }
  expect(documentOf(view)).toEqual({
    kubeplan: 'problems/1',
    problems: [
      {
        code: 'unknown-key',
        severity: 'error',
        file: 'demo.yaml',
        line: 41,
        column: 5,
        message: 'unknown key "titel"; did you mean "title"?',
      },
      {
        code: 'dst-overlap',
        severity: 'warning',
        file: 'demo.yaml',
        line: 1207,
        column: 12,
        message: '"2026-10-25 02:30" occurs twice in Europe/Amsterdam: the first is used (UTC+2)',
      },
      {
        code: 'missing-key',
        severity: 'error',
        file: 'demo.yaml',
        line: 2,
        column: 1,
        message: '"timezone" is missing',
      },
      { code: 'exists', severity: 'error', file: 'a.ics', message: 'a.ics already exists' },
    ],
  })
})

const VIEWS: readonly View[] = [
  sessionsView(),
  sessionView('gateways-without-tears'),
  facetView('speakers'),
  clashesView('programme'),
  agendaView(),
  problemsView,
]

const REFUSED = new Set(['alias', 'anchor', 'tag', 'explicit-key-ind', 'directive-line', 'doc-start', 'doc-end'])

describe('JSON and YAML read back as the document', () => {
  test.each(VIEWS.map((view) => ({ kind: view.kind, view })))('$kind', async ({ view }) => {
    const read = JSON.parse(await render(view, 'json', screen))
    expect(parse(await render(view, 'yaml', screen))).toEqual(read)
    if (view.kind !== 'clashes') expect(read).toEqual(documentOf(view))
  })

  // A blank between two line ends in a long text, which is how publishers write an empty line.
  test('a blank between two line ends stays one', async () => {
    const title = `${'A talk about paragraphs. '.repeat(3)}\n \n And another one.`
    const view = sessionsView([session('x', title, { kind: 'unscheduled' })])
    expect(parse(await render(view, 'yaml', screen))).toEqual(documentOf(view))
  })

  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc
      .array(
        fc.constantFrom(
          'NO',
          '~',
          '1e3',
          '007',
          ': ',
          '#',
          ' ',
          '\n',
          '\n \n ',
          'some words, so that the text is not short',
          '- ',
          '"',
          "'",
          '\\',
          '\u202e',
          '\u200d',
          '👩',
          '?',
          '&a',
          '*a',
          '!t',
          '<<',
          '%',
          '@',
          '`',
          '|',
          '>',
          '{',
          '[',
          '\t',
          'x',
        ),
      )
      .map((parts) => parts.join('')),
  )

  test('whatever the texts are, with nothing invisible in them', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (title, organization) => {
        const odd = session(
          'x',
          title,
          { kind: 'unscheduled' },
          { tags: [title], speakers: [{ name: title, organization }] },
        )
        const view = sessionsView([odd, odd])
        const document = documentOf(view)
        const json = await render(view, 'json', screen)
        const yaml = await render(view, 'yaml', screen)
        expect(JSON.parse(json)).toEqual(document)
        expect(parse(yaml)).toEqual(document)
        expect(json + yaml).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\p{Surrogate}]/u,
        )
        // The reader of catalogues refuses these.
        const kinds = [...new Lexer().lex(yaml)].map((lexeme) => CST.tokenType(lexeme))
        expect(kinds.filter((kind) => kind && REFUSED.has(kind))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a narrowed agenda tells only what it shows', () => {
  const view = agendaView({ entries: [], untimed: [], clashes: [], gaps: [] })
  expect(documentOf(view)).toMatchObject({ picks: [{ session: 'gone-with-the-wind' }], blocks: [], gaps: [] })
  expect(AGENDA.picks).toHaveLength(8)
})
