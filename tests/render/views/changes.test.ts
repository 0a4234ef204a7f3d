import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { emptyAgenda, type Session } from '../../../src/model/conference.js'
import type { Clash, Entry } from '../../../src/planning/agenda/clashes.js'
import { compareCatalogues } from '../../../src/planning/changes/changes.js'
import { documentOf } from '../../../src/render/documents/documents.js'
import { render } from '../../../src/render/render.js'
import { glyphsOf } from '../../../src/render/screen/sheet.js'
import { detailsLabel, peopleLabel } from '../../../src/render/views/changes.js'
import type { ChangesView, Format, Screen, View } from '../../../src/render/views.js'
import { ALL_VIEWS } from '../../fixtures/all-views.js'
import { BEFORE, changesView, conferencesView, FOLLOWED } from '../../fixtures/changes.js'
import { at, day, pick, session, TUE, timed, WED } from '../../fixtures/programme.js'
import { EMPTY_AGENDA } from '../../fixtures/views.js'
import { tooWide } from '../../fixtures/wide.js'

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

/** A view of a few changes for somebody without picks. */
function viewOf(before: readonly Session[], after: readonly Session[], more: Partial<ChangesView> = {}): ChangesView {
  const [was, is] = [before, after].map((sessions) => ({ ...BEFORE, sessions })) as [typeof BEFORE, typeof BEFORE]
  const agenda = emptyAgenda('democonf-2026')
  return changesView({ agenda, changes: compareCatalogues(was, is), catalogue: is, newClashes: [], all: true, ...more })
}

describe('times in words', () => {
  const one = (when: Session['when']) => session('a', 'A', when)
  const late = timed(TUE, '23:30', '01:00', { end: WED })
  const rows: readonly [string, Session['when'], Session['when'], string][] = [
    ['on the same day', timed(TUE, '10:00', '10:30'), timed(TUE, '11:00', '11:30'), 'Tue 10:00 → 11:00'],
    ['on another', timed(TUE, '10:00', '10:30'), timed(WED, '10:00', '10:30'), 'Tue 10:00 → Wed 10:00'],
    ['a new length', timed(TUE, '10:00', '10:30'), timed(TUE, '10:00', '11:00'), 'Tue 10:00-10:30 → 10:00-11:00'],
    ['past midnight', timed(TUE, '22:30', '23:00'), late, 'Tue 22:30-23:00 → 23:30-01:00'],
    ['only the day now', timed(TUE, '10:00', '10:30'), { kind: 'dated', day: TUE }, 'Tue 10:00 → Tue day only'],
    ['another day', { kind: 'dated', day: TUE }, { kind: 'dated', day: WED }, 'Tue day only → Wed day only'],
    ['not any more', { kind: 'dated', day: TUE }, { kind: 'unscheduled' }, 'Tue day only → unscheduled'],
    [
      'days a week apart',
      timed(TUE, '10:00', '10:30'),
      timed(day('2026-03-31'), '10:00', '10:30'),
      'Tue 24 Mar 10:00 → Tue 31 Mar 10:00',
    ],
  ]
  test.each(rows)('%s', async (_, before, after, expected) => {
    const text = await render(viewOf([one(before)], [one(after)]), 'table', paper(100))
    expect(text.split('\n')[1]).toBe(`  moved  ${expected}  A`)
    const narrow = await render(viewOf([one(before)], [one(after)]), 'table', paper(72))
    expect(narrow).toContain(expected)
  })
})

describe('room for what matters', () => {
  const ROOM = 'Hall 8 | Room F on the Upper Floor Behind the Sponsors'

  test('the room of a session gives way to its title', async () => {
    const one = session('a', 'A Talk About Rooms', timed(TUE, '10:00', '10:30'), { room: ROOM })
    const text = await render(viewOf([], [one]), 'table', paper(80))
    expect(text.split('\n')[1]).toBe('  added  Tue 10:00  Room F on the Up…  A Talk About Rooms')
  })

  test('two rooms never look alike', async () => {
    const [one, other] = ['F', 'G'].map((letter) =>
      session(letter, `Talk ${letter}`, timed(TUE, '10:00', '10:30'), { room: `Hall 8 | Auditorium Room ${letter}` }),
    )
    const text = await render(
      viewOf(
        [],
        [one, other].filter((each) => each !== undefined),
      ),
      'table',
      paper(80),
    )
    expect(text.split('\n').slice(1, 3)).toEqual([
      '  added  Tue 10:00  Auditorium Room F  Talk F',
      '  added  Tue 10:00  Auditorium Room G  Talk G',
    ])
  })

  test('a time is never cut: where it leaves no room for the title, that stands below', async () => {
    const before = session('a', 'A Talk About Time', timed(TUE, '10:00', '10:30'))
    const after = { ...before, when: timed(day('2026-03-31'), '10:00', '11:00') }
    const text = await render(viewOf([before], [after]), 'table', paper(72))
    expect(text.split('\n').slice(1, 3)).toEqual([
      '  moved  Tue 24 Mar 10:00-10:30 → Tue 31 Mar 10:00-11:00',
      '    A Talk About Time',
    ])
  })
})

test('what I decided about a replaced session is not asked again', async () => {
  const picks = FOLLOWED.picks.map((one) => ({ ...one, stage: 'going' as const }))
  const text = await render(changesView({ agenda: { ...FOLLOWED, picks } }), 'table', paper(100))
  expect(text).toContain('replaced')
  expect(text).not.toContain('so a maybe')
})

describe('people in words', () => {
  const [ana, bo, cy, di, eve] = ['Ana', 'Bo', 'Cy', 'Di', 'Eve'].map((name) => ({ name }))
  const people = (...all: ({ name: string; organization?: string } | undefined)[]) =>
    all.filter((one) => one !== undefined)
  test.each([
    [people(ana), people(bo), 'with Bo, no Ana'],
    [people(), people(ana, bo, cy), 'with Ana, Bo, Cy'],
    [people(ana, bo, cy, di, eve), people(eve), 'no Ana, Bo and 2 more'],
    [people({ name: 'Ana', organization: 'X' }), people({ name: 'Ana', organization: 'Y' }), 'Ana now at Y'],
    [people({ name: 'Ana', organization: 'X' }), people(ana, bo), 'with Bo, Ana now without an organization'],
    [people(ana), people({ name: 'Bo\u001b[2J' }), 'with Bo\\x1b[2J, no Ana'],
  ])('%j, then %j', (before, after, expected) => {
    expect(peopleLabel(before, after)).toBe(expected)
  })
})

test('details in words', () => {
  const glyphs = glyphsOf({ ascii: false })
  const before = session('a', 'A', timed(TUE, '10:00', '10:30'), {
    tags: ['x', 'y'],
    level: 'any',
    status: 'cancelled',
  })
  const after = session('a', 'A', timed(TUE, '10:00', '10:30'), { tags: ['z', 'y'], kind: 'panel', tracks: ['Edge'] })
  const details = [
    'status',
    'kind',
    'track',
    'tags',
    'level',
    'abstract',
    'url',
    'video',
    'repeat_of',
    'takes',
    'takeaways',
  ] as const
  expect(detailsLabel({ what: 'other', id: 'a', before, after, details }, glyphs)).toBe(
    'takes place after all, kind talk → panel, track none → Edge, tags +z -x, level any → none, abstract, link, video, ' +
      'repeats, takes, takeaways',
  )
})

describe('documents', () => {
  test('changes/1: every kind, with what was and is', () => {
    const document = documentOf(changesView())
    expect(document).toEqual({
      kubeplan: 'changes/1',
      since: '2026-03-22T15:16:00Z',
      changes: [
        {
          session: 'warm-up',
          what: 'moved',
          from: '2026-03-23T10:00:00+01:00',
          to: '2026-03-23T10:15:00+01:00',
          from_end: '2026-03-23T10:30:00+01:00',
          to_end: '2026-03-23T10:45:00+01:00',
          mine: false,
          past: true,
        },
        {
          session: 'open-communities',
          what: 'replaced',
          from: 'The Future of Sharing Is Community-Driven and Open',
          to: 'Making Schedulers for Models Optimized and Reproducible',
          mine: true,
          past: false,
        },
        { session: 'walls-of-yaml', what: 'cancelled', from: 'confirmed', to: 'cancelled', mine: false, past: false },
        {
          session: 'project-demo-2',
          what: 'title',
          from: 'Project Demo',
          to: 'Oerang: Fine-Grained Sandboxes for Small Models',
          mine: false,
          past: false,
        },
        {
          session: 'project-demo',
          what: 'moved',
          from: '2026-03-24T16:25:00+01:00',
          to: '2026-03-24T16:15:00+01:00',
          from_end: '2026-03-24T16:55:00+01:00',
          to_end: '2026-03-24T16:45:00+01:00',
          mine: false,
          past: false,
        },
        {
          session: 'project-demo',
          what: 'title',
          from: 'Project Demo',
          to: 'Ask the Maintainers',
          mine: false,
          past: false,
        },
        {
          session: 'tenants-gone-wrong',
          what: 'speakers',
          from: 'Mira Novak, Pastel; Tom Okafor, Dijkwacht',
          to: 'Tom Okafor, Dijkwacht',
          mine: true,
          past: false,
        },
        {
          session: 'unconference',
          what: 'moved',
          to: '2026-03-24T18:00:00+01:00',
          to_end: '2026-03-24T19:00:00+01:00',
          mine: false,
          past: false,
        },
        {
          session: 'quiet-upgrades',
          what: 'other',
          details: ['track', 'tags', 'abstract'],
          mine: true,
          past: false,
        },
        {
          session: 'policy-as-prose',
          what: 'moved',
          from: '2026-03-25T10:00:00+01:00',
          to: '2026-03-25T09:15:00+01:00',
          from_end: '2026-03-25T10:35:00+01:00',
          to_end: '2026-03-25T10:15:00+01:00',
          mine: true,
          past: false,
        },
        { session: 'policy-as-prose', what: 'room', from: 'Lab 1', to: 'Main Hall | Balcony', mine: true, past: false },
        {
          session: 'kubernetes-in-taipei',
          what: 'room',
          from: '大會議廳',
          to: 'Hall 12 | The Long Room Behind the Sponsors',
          mine: false,
          past: false,
        },
        { session: 'gone-fishing', what: 'removed', from: 'Gone Fishing for Metrics', mine: true, past: false },
        { session: 'late-addition', what: 'added', to: 'A Late Addition', mine: false, past: false },
      ],
      new_clashes: [
        {
          sessions: ['quiet-upgrades', 'policy-as-prose'],
          reason: 'overlap',
          start: '2026-03-25T09:15:00+01:00',
          end: '2026-03-25T09:35:00+01:00',
          minutes: 20,
        },
      ],
    })
  })

  test('what is not there is not said: rooms, speakers, days, a last look', () => {
    const before = session('a', 'A', { kind: 'dated', day: TUE }, { speakers: [{ name: 'Ana' }] })
    const after = session('a', 'A', { kind: 'unscheduled' }, { room: 'Lab 1' })
    const { since: _, isSinceSeen: __, ...view } = viewOf([before], [after])
    expect(documentOf(view)).toEqual({
      kubeplan: 'changes/1',
      changes: [
        { session: 'a', what: 'moved', from: '2026-03-24', mine: false, past: false },
        { session: 'a', what: 'room', to: 'Lab 1', mine: false, past: false },
        { session: 'a', what: 'speakers', from: 'Ana', mine: false, past: false },
      ],
      new_clashes: [],
    })
  })

  test('conferences/1', () => {
    expect(documentOf(conferencesView())).toEqual({
      kubeplan: 'conferences/1',
      conferences: [
        { slug: 'democonf-2026', name: 'DemoConf 2026', sessions: 596, in_use: true, fetched: '2026-03-24T05:01:00Z' },
        { slug: 'kubecon-na-2020', name: 'KubeCon + CloudNativeCon North America 2020', sessions: 87, in_use: false },
        { slug: 'taipei', name: '開源人年會 🚀', sessions: 1, in_use: false, fetched: '2026-03-20T11:00:00Z' },
        { slug: 'by-hand', name: 'By Hand', sessions: 0, in_use: false },
      ],
    })
  })

  const views = Object.entries(ALL_VIEWS).filter(([, { kind }]) => kind === 'changes' || kind === 'conferences')
  test.each(views)('JSON and YAML say the same: %s', async (_, view) => {
    expect(parse(await render(view, 'yaml', paper(80)))).toEqual(JSON.parse(await render(view, 'json', paper(80))))
  })
})

describe('in a pipe', () => {
  test('changes: all of them, one a line', async () => {
    expect(await render(changesView(), 'tsv', paper(80))).toBe(
      [
        'id	what	from	to	mine	past	date	start	room	title',
        'warm-up	moved	2026-03-23 10:00-10:30	2026-03-23 10:15-10:45	no	yes	2026-03-23	10:15	Lab 1	Warm-Up for Maintainers',
        'open-communities	replaced	The Future of Sharing Is Community-Driven and Open	Making Schedulers for Models Optimized and Reproducible	yes	no	2026-03-24	09:49	Main Hall	Making Schedulers for Models Optimized and Reproducible',
        'walls-of-yaml	cancelled	confirmed	cancelled	no	no	2026-03-24	13:00	Main Hall	Walls of YAML',
        'project-demo-2	title	Project Demo	Oerang: Fine-Grained Sandboxes for Small Models	no	no	2026-03-24	13:45		Oerang: Fine-Grained Sandboxes for Small Models',
        'project-demo	moved	2026-03-24 16:25-16:55	2026-03-24 16:15-16:45	no	no	2026-03-24	16:15		Ask the Maintainers',
        'project-demo	title	Project Demo	Ask the Maintainers	no	no	2026-03-24	16:15		Ask the Maintainers',
        'tenants-gone-wrong	speakers	Mira Novak, Pastel; Tom Okafor, Dijkwacht	Tom Okafor, Dijkwacht	yes	no	2026-03-24	17:00	Lab 2	When Many Tenants Go Wrong: The Unlikely Story of a First Advisory and What Came After',
        'unconference	moved		2026-03-24 18:00-19:00	no	no	2026-03-24	18:00		Unconference',
        'quiet-upgrades	other		track tags abstract	yes	no	2026-03-25	09:00	Lab 2	Quiet Upgrades',
        'policy-as-prose	moved	2026-03-25 10:00-10:35	2026-03-25 09:15-10:15	yes	no	2026-03-25	09:15	Main Hall | Balcony	Policy as Prose',
        'policy-as-prose	room	Lab 1	Main Hall | Balcony	yes	no	2026-03-25	09:15	Main Hall | Balcony	Policy as Prose',
        'kubernetes-in-taipei	room	大會議廳	Hall 12 | The Long Room Behind the Sponsors	no	no	2026-03-25	11:00	Hall 12 | The Long Room Behind the Sponsors	Kubernetes 在地社群：從零開始的維運之路 🚀',
        'gone-fishing	removed	Gone Fishing for Metrics		yes	no	2026-03-25	12:00	Lab 1	Gone Fishing for Metrics',
        'late-addition	added		A Late Addition	no	no	2026-03-25	16:00	Lab 1	A Late Addition',
        '',
      ].join('\n'),
    )
  })

  test('an end on another date says which', async () => {
    const late = timed(TUE, '23:30', '01:00', { end: WED })
    const view = viewOf([session('a', 'A', timed(TUE, '23:00', '23:30'))], [session('a', 'A', late)])
    expect(await render(view, 'csv', paper(80))).toBe(
      'id,what,from,to,mine,past,date,start,room,title\r\n' +
        'a,moved,2026-03-24 23:00-23:30,2026-03-24 23:30-2026-03-25 01:00,no,no,2026-03-24,23:30,,A\r\n',
    )
  })

  test('conferences', async () => {
    expect(await render(conferencesView(), 'tsv', paper(80))).toBe(
      [
        'slug	name	sessions	in_use	fetched',
        'democonf-2026	DemoConf 2026	596	yes	2026-03-24T05:01:00Z',
        'kubecon-na-2020	KubeCon + CloudNativeCon North America 2020	87	no	',
        'taipei	開源人年會 🚀	1	no	2026-03-20T11:00:00Z',
        'by-hand	By Hand	0	no	',
        '',
      ].join('\n'),
    )
  })
})

/** Everything that could act on a terminal or hide, in one text. */
const EVIL = [
  '\u001b[2J\u001b[31m\u001b]52;c;eA==\u0007\u001b]8;;http://x\u001b\\\u009b2J',
  '\r\b\v\f\0\u007f\u0085\u202e\u2066\u2028\u2029\u200f\ufeff\u{e0041}\u3164\ud800\u200b\u2060',
  `a${'\u0301'.repeat(60)}\u200d\u200c\t\n`,
].join('')

describe('hostile texts', () => {
  const evil = (mark: string, more: Partial<Session>): Session =>
    session(`${EVIL}${mark}`, `${EVIL}${mark}`, timed(TUE, '10:00', '11:00'), {
      uid: EVIL + mark,
      room: EVIL,
      tracks: [EVIL],
      tags: [EVIL],
      level: EVIL,
      speakers: [{ name: EVIL, organization: EVIL }],
      ...more,
    })
  const before = [
    evil('replaced', {}),
    evil('altered', {}),
    evil('moved', {}),
    evil('removed', {}),
    evil('cancelled', {}),
    evil('org', {}),
  ]
  const after = [
    evil('replaced', { title: `Other ${EVIL} entirely`, speakers: [{ name: `${EVIL}x` }] }),
    evil('altered', {
      title: `${EVIL}altered!`,
      room: `${EVIL}2`,
      speakers: [],
      tags: [`${EVIL}2`],
      tracks: [`${EVIL}2`],
      level: 'x',
    }),
    evil('moved', { when: timed(TUE, '10:30', '11:30') }),
    evil('cancelled', { status: 'cancelled' }),
    evil('org', { speakers: [{ name: EVIL, organization: `${EVIL}2` }] }),
    evil('added', { title: `${EVIL} of another year`, room: 'X', speakers: [] }),
  ]
  const catalogue = { ...BEFORE, conference: { ...BEFORE.conference, name: EVIL, slug: EVIL } }
  const agenda = { ...EMPTY_AGENDA, picks: before.map(({ id }) => pick(id, { stage: 'maybe' as const })) }
  const view = viewOf(before, after, { agenda, catalogue, zone: 'Europe/Amsterdam' })
  const known = { slug: EVIL, name: EVIL, sessions: 1, inUse: false, shipped: false }
  const entry = (id: string, start: string): Entry => {
    return {
      id,
      title: EVIL,
      start: at('2026-03-24', start),
      end: at('2026-03-24', '11:00'),
      offset: 60,
      endOffset: 60,
      day: TUE,
    }
  }
  const [first, second] = [entry(EVIL, '10:00'), entry(`block:${EVIL}`, '10:30')]
  const { start, end } = second
  const clash: Clash = { entries: [first, second], start, end, offset: 60, endOffset: 60, reason: 'walk', minutes: 6 }
  const views: readonly View[] = [
    { ...view, newClashes: [clash] },
    conferencesView({ conferences: [known, { ...known, inUse: true }] }),
  ]
  const RAW =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u

  test('every kind of change is among them', () => {
    expect(view.changes.map(({ what }) => what)).toEqual([
      'replaced',
      'room',
      'title',
      'speakers',
      'other',
      'cancelled',
      'speakers',
      'added',
      'removed',
      'moved',
    ])
  })

  test.each(['table', 'tsv', 'csv', 'json', 'yaml'] satisfies Format[])('reach nobody raw as %s', async (format) => {
    for (const one of views) {
      for (const width of [1, 10, 40, 72, 100]) {
        const text = await render(one, format, paper(width))
        const body = text.replaceAll('\r\n', '\n').replaceAll('\t', format === 'tsv' ? ' ' : '\t')
        expect(body.match(RAW)).toBeNull()
        if (format !== 'json' && format !== 'yaml') expect(body).not.toMatch(/\p{M}{9}/u)
        expect(text).not.toMatch(/undefined|\[object|NaN/)
      }
    }
  })

  test('do not break the table', async () => {
    for (const width of [40, 100]) {
      const text = await render({ ...view, newClashes: [clash] }, 'table', paper(width))
      expect(tooWide(text, width)).toEqual([])
    }
  })

  test('long titles and rooms are told whole where they are new, and quickly', async () => {
    const long = 'word '.repeat(99).trim()
    const was = session('a', long, timed(TUE, '10:00', '11:00'), { room: long })
    const is = { ...was, title: `${long} end`, room: `${long} door` }
    for (const width of [40, 100]) {
      const text = (await render(viewOf([was], [is]), 'table', paper(width))).replace(/\s+/g, ' ')
      expect(text).toContain(`→ ${long} end`)
      expect(text).toContain(`→ ${long} door`)
    }
  })
})
