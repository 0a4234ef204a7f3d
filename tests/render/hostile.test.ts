import { describe, expect, test } from 'vitest'
import type { Agenda, Catalogue, Details, Session } from '../../src/model/conference.js'
import type { Problem } from '../../src/model/problem.js'
import { layOutAgenda } from '../../src/planning/agenda/agenda-days.js'
import { attendable, clashesOf, findClashes } from '../../src/planning/agenda/clashes.js'
import { NO_WALKS } from '../../src/planning/agenda/walks.js'
import { facetOf } from '../../src/planning/selection/facets.js'
import { render } from '../../src/render/render.js'
import type { Format, View } from '../../src/render/views.js'
import { AMSTERDAM, at, CATALOGUE, pick, session, TUE, timed } from '../fixtures/programme.js'

/** Everything that could act on a terminal or hide, in one text. */
const EVIL = [
  '\u001b[2J\u001b[31m\u001b]52;c;eA==\u0007\u001b]8;;http://x\u001b\\\u009b2J',
  '\r\b\v\f\0\u007f\u0085\u202e\u2066\u2028\u2029\u200f\ufeff\u{e0041}\u3164\ud800\u200b\u2060',
  `a${'\u0301'.repeat(60)}\u200d\u200c\t`,
].join('')

/** Characters that no output may contain, whatever the data; line ends are checked separately. */
const RAW =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u
const MANY_MARKS = /\p{M}{9}/u

const DETAILS: Details = {
  abstract: EVIL,
  takes: [{ by: EVIL, text: EVIL, source: EVIL }],
  takeaways: [{ by: EVIL, points: [EVIL], source: EVIL }],
}

const full: Partial<Session> = {
  uid: EVIL,
  tracks: [EVIL],
  tags: [EVIL],
  level: EVIL,
  room: EVIL,
  speakers: [{ name: EVIL, organization: EVIL }, { name: EVIL }],
  url: EVIL,
  video: EVIL,
  repeatOf: `${EVIL}2`,
}

const SESSIONS: readonly Session[] = [
  session(`${EVIL}1`, EVIL, timed(TUE, '10:00', '11:00'), full),
  session(`${EVIL}2`, EVIL, timed(TUE, '10:00', '11:00'), full),
  session(`${EVIL}3`, EVIL, { kind: 'dated', day: TUE }, full),
  session(`${EVIL}4`, EVIL, { kind: 'unscheduled' }, full),
]

const catalogue: Catalogue = {
  conference: {
    ...CATALOGUE.conference,
    name: EVIL,
    slug: EVIL,
    url: EVIL,
    sources: [{ url: EVIL, format: EVIL, fetched: EVIL }],
  },
  rooms: {
    walks: [
      { from: EVIL, to: EVIL, walk: 5 },
      { within: EVIL, walk: 2 },
    ],
  },
  sessions: SESSIONS,
  details: () => DETAILS,
}

const agenda: Agenda = {
  conference: EVIL,
  person: EVIL,
  picks: [
    ...SESSIONS.map(({ id }) => pick(id, { note: EVIL, takeaways: [EVIL] })),
    pick(EVIL, { seen: { uid: EVIL, title: EVIL, start: EVIL, end: EVIL, room: EVIL }, changed: EVIL }),
  ],
  blocks: [
    {
      kind: 'timed',
      day: TUE,
      shift: 0,
      title: EVIL,
      room: EVIL,
      start: at('2026-03-24', '10:30'),
      end: at('2026-03-24', '12:00'),
      offset: AMSTERDAM,
      endOffset: AMSTERDAM,
    },
  ],
  walks: [{ within: EVIL, walk: 3 }],
  dropped: [{ session: EVIL, sequence: 1, changed: EVIL, seen: { title: EVIL } }],
}

const [first] = SESSIONS
if (!first) throw new Error('no session')
const going = attendable(SESSIONS).entries
const setting = { catalogue, zone: EVIL }
const problem: Problem = {
  code: 'unknown-key',
  at: { file: EVIL, line: 1, column: 20, excerpt: EVIL + EVIL, width: 30 },
  key: EVIL,
  nearest: EVIL,
}

const VIEWS: readonly View[] = [
  {
    kind: 'sessions',
    ...setting,
    sessions: SESSIONS,
    stages: new Map([[first.id, 'going']]),
    fold: true,
    ranked: false,
  },
  {
    kind: 'session',
    ...setting,
    session: first,
    agenda,
    clashes: clashesOf(first, going),
    repeats: SESSIONS,
    whyNot: () => undefined,
  },
  ...(['days', 'tracks', 'rooms', 'speakers', 'orgs', 'tags', 'kinds'] as const).map(
    (facet): View => ({ kind: 'facet', ...setting, ...facetOf(SESSIONS, facet) }),
  ),
  { kind: 'config', file: EVIL, settings: [{ key: 'like', value: [EVIL, EVIL], source: 'config' }] },
  {
    kind: 'clashes',
    ...setting,
    scope: 'agenda',
    picked: true,
    maybe: false,
    narrowed: false,
    entries: going,
    walks: NO_WALKS,
    whyNot: () => undefined,
    leftOut: new Map(),
  },
  { kind: 'agenda', ...setting, agenda, ...layOutAgenda(agenda, catalogue, new Set(SESSIONS.map(({ id }) => id))) },
  ...(['room', 'track'] as const).map(
    (across): View => ({
      kind: 'timetable',
      ...setting,
      sessions: SESSIONS,
      days: [TUE],
      otherDays: [],
      across,
      stages: new Map([[first.id, 'going']]),
      blocks: agenda.blocks,
      clashes: findClashes(going),
      fold: true,
      called: { words: [EVIL], flags: [['--tag', EVIL]] },
    }),
  ),
  { kind: 'problems', file: EVIL, problems: [problem] },
]

const FORMATS: readonly Format[] = ['table', 'tsv', 'csv', 'json', 'yaml']
const CASES = VIEWS.flatMap((view) => FORMATS.map((format) => ({ kind: view.kind, format, view })))

describe('nothing from a hostile programme reaches the terminal raw', () => {
  test.each(CASES)('$kind as $format', async ({ view, format }) => {
    for (const width of [1, 10, 40, 100]) {
      const text = await render(view, format, { width, colour: 0, ascii: false })
      const body =
        format === 'csv' ? text.replaceAll('\r\n', '\n') : format === 'tsv' ? text.replaceAll('\t', ' ') : text
      expect(body.match(RAW)).toBeNull()
      // JSON and YAML have the same text; only output for people is cut.
      if (format !== 'json' && format !== 'yaml') expect(body).not.toMatch(MANY_MARKS)
      expect(text).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  test('and what is printed in colour is colour of our own', async () => {
    for (const view of VIEWS) {
      const text = await render(view, 'table', { width: 80, colour: 1, ascii: false })
      expect(text.replace(/\u001b\[(?:1|2|4|22|24|31|32|33|36|39)m/g, '').match(RAW)).toBeNull()
    }
  })
})
