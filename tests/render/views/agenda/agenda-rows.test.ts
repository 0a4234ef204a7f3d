import { describe, expect, test } from 'vitest'
import { type Agenda, type Block, emptyAgenda, type Session } from '../../../../src/model/conference.js'
import { NO_WALKS } from '../../../../src/planning/agenda/walks.js'
import { shareAgendas } from '../../../../src/planning/export/share-agenda.js'
import { render } from '../../../../src/render/render.js'
import type { AgendaView, Format } from '../../../../src/render/views.js'
import { KEYNOTES, keynotesAgenda, RUN } from '../../../fixtures/keynotes.js'
import { at, CATALOGUE, pick, session, TUE, timed } from '../../../fixtures/programme.js'

const paper = (width: number) => ({ width, colour: 0, ascii: false }) as const

async function linesOf(view: AgendaView): Promise<readonly string[]> {
  return (await render(view, 'table', paper(100))).trimEnd().split('\n').slice(1, -1)
}

const GOING = RUN.map((id) => pick(id))
const MAYBE = RUN.map((id) => pick(id, { stage: 'maybe' }))
/** All four, with something added to one. */
const but = (id: string, more: Parameters<typeof pick>[1]) => RUN.map((one) => pick(one, one === id ? more : {}))
const behind = pick('quiet-pipelines', { stage: 'maybe' })

function block(title: string, start: string, end: string): Block {
  const when = timed(TUE, start, end)
  if (when.kind !== 'timed') throw new Error(title)
  return { ...when, title }
}

const added = (...more: readonly Session[]) => [...KEYNOTES, ...more]

const ALL = '  09:00-10:00 ● 4 keynotes (--kind keynote)  Main Hall'
const WITHOUT_FIRST = '  09:22-10:00 ● 3 keynotes (--kind keynote)  Main Hall'
const WITHOUT_LAST = '  09:00-09:40 ● 3 keynotes (--kind keynote)  Main Hall'
const FIRST = '  09:00-09:20 ● Welcome to the Harbour       Main Hall'
const LAST = '  09:55-10:00 ● Last Call                    Main Hall'
const GAP = '              · 2 min'
const LONG_GAP = '              · 15 min'

test.each<[string, AgendaView, readonly string[]]>([
  ['picks that say no more', keynotesAgenda(GOING), [ALL]],
  ['maybes', keynotesAgenda(MAYBE), [ALL.replace('●', '○')]],
  [
    'the same priority for all',
    keynotesAgenda(RUN.map((id) => pick(id, { priority: 5 }))),
    ['  09:00-10:00 ● 4 keynotes (--kind keynote)  Main Hall  p5'],
  ],
  ['another priority', keynotesAgenda(but('welcome', { priority: 5 })), [`${FIRST}  p5`, GAP, WITHOUT_FIRST]],
  ['a note', keynotesAgenda(but('last-call', { note: 'Ask.' })), [WITHOUT_LAST, LONG_GAP, `${LAST}  "Ask."`]],
  ['how it was', keynotesAgenda(but('last-call', { rating: 4 })), [WITHOUT_LAST, LONG_GAP, `${LAST}  4/5`]],
  [
    'whether I was there',
    keynotesAgenda(but('last-call', { attended: false })),
    [WITHOUT_LAST, LONG_GAP, `${LAST}  missed`],
  ],
  ['another stage', keynotesAgenda(but('last-call', { stage: 'maybe' })), [WITHOUT_LAST, LAST.replace('●', '○')]],
  [
    'one that is cancelled',
    keynotesAgenda(GOING, {
      sessions: KEYNOTES.map((one) => (one.id === 'last-call' ? { ...one, status: 'cancelled' } : one)),
    }),
    [WITHOUT_LAST, '  09:55-10:00 ● [cancelled] Last Call        Main Hall'],
  ],
  [
    'a clash',
    keynotesAgenda(GOING, { blocks: [block('Call', '09:50', '09:58')] }),
    [
      WITHOUT_LAST,
      '              · 10 min',
      '! 09:50-09:58 # Call                                    × Last Call, 3 min',
      '! 09:55-10:00 ● Last Call                    Main Hall  × Call, 3 min',
    ],
  ],
  [
    'walks that are too short',
    keynotesAgenda(GOING, { walks: { between: () => 3, knows: () => true, reach: () => 3 } }),
    [
      '! 09:00-09:20 ● Welcome to the Harbour     Main Hall  × Ten Years of Moving Boxes, walk 1 min short',
      '              · 2 min, walk 3',
      '! 09:22-09:30 ● Ten Years of Moving Boxes  Main Hall  × 2 others',
      '              · 2 min, walk 3',
      '! 09:32-09:40 ● Cranes as a Service        Main Hall  × Ten Years of Moving Boxes, walk 1 min short',
      '              · 15 min, walk 3',
      '  09:55-10:00 ● Last Call                  Main Hall',
    ],
  ],
  ['a maybe behind one of them', keynotesAgenda([...GOING, behind]), [`${FIRST}  +1 maybe`, GAP, WITHOUT_FIRST]],
  [
    'a maybe beside maybes',
    keynotesAgenda([...MAYBE, behind]),
    [
      '  09:00-10:00 ○ 4 keynotes (--kind keynote)                            Main Hall',
      '  09:00-09:35 ○ Quiet Pipelines: Builds That Nobody Has to Watch Over  Lab 1',
    ],
  ],
  [
    'a block in a pause',
    keynotesAgenda(GOING, { blocks: [block('Call', '09:42', '09:50')] }),
    [WITHOUT_LAST, GAP, '  09:42-09:50 # Call', '              · 5 min', LAST],
  ],
  [
    'a block in a pause of maybes',
    keynotesAgenda(MAYBE, { blocks: [block('Call', '09:42', '09:50')] }),
    [WITHOUT_LAST.replace('●', '○'), '  09:42-09:50 # Call', LAST.replace('●', '○')],
  ],
  [
    'a keynote elsewhere in a pause',
    keynotesAgenda([...GOING, pick('aside')], {
      sessions: added(session('aside', 'Aside', timed(TUE, '09:20', '09:22'), { kind: 'keynote', room: 'Annex' })),
    }),
    [FIRST, '  09:20-09:22 ● Aside                        Annex', WITHOUT_FIRST],
  ],
  [
    'what takes no time',
    keynotesAgenda([...GOING, pick('fair')], {
      sessions: added(session('fair', 'Fair of Fairs', timed(TUE, '09:25', '18:00'), { kind: 'umbrella' })),
    }),
    [ALL, '  09:25-18:00 ● Fair of Fairs'],
  ],
  [
    'free time before and after',
    keynotesAgenda([...GOING, pick('tides', { priority: 4 })], { blocks: [block('Swim', '07:00', '08:30')] }),
    [
      '  07:00-08:30 # Swim',
      '              · free 30 min',
      ALL,
      '              · free 30 min',
      '  10:30-11:05 ● Tides and Rollouts           Main Hall  p4',
    ],
  ],
  [
    'none where it was not asked for',
    keynotesAgenda(GOING, { runs: false }),
    [
      '  09:00-09:20 ● Welcome to the Harbour     Main Hall',
      GAP,
      '  09:22-09:30 ● Ten Years of Moving Boxes  Main Hall',
      GAP,
      '  09:32-09:40 ● Cranes as a Service        Main Hall',
      LONG_GAP,
      '  09:55-10:00 ● Last Call                  Main Hall',
    ],
  ],
])('keynotes in one line, and %s', async (_, view, lines) => {
  expect(await linesOf(view)).toEqual(lines)
})

describe('company', () => {
  const sessions = added(session('rope-work', 'Rope Work', timed(TUE, '09:55', '10:10')))

  function withAna(ids: readonly string[]): AgendaView {
    const ana: Agenda = { ...emptyAgenda('democonf-2026'), person: 'Ana', picks: ids.map((id) => pick(id)) }
    const mine = keynotesAgenda(GOING, { sessions })
    const members = [mine.agenda, ana].map((agenda) => ({ agenda, walks: NO_WALKS }))
    const sharing = shareAgendas(members, { ...CATALOGUE, sessions }, new Set(sessions.map(({ id }) => id)))
    return { ...mine, others: { people: [{ name: 'Ana', file: 'ana.yaml' }], ...sharing } }
  }
  const entries = async (view: AgendaView) => (await linesOf(view)).filter((line) => line.startsWith('  '))

  test('that all of them have', async () => {
    const lines = await entries(withAna(RUN))
    expect(lines[0]).toBe(`${ALL}  with Ana`)
  })

  test('that could be elsewhere', async () => {
    expect(await entries(withAna([...RUN, 'rope-work']))).toEqual([
      `${WITHOUT_LAST}  with Ana`,
      LONG_GAP,
      `${LAST}  with Ana`,
      '                → Ana could go to Rope Work',
    ])
  })

  test('that one of them has not', async () => {
    expect(await entries(withAna(RUN.slice(1)))).toEqual([FIRST, GAP, `${WITHOUT_FIRST}  with Ana`])
  })
})

describe('the hint', () => {
  const view = keynotesAgenda([...GOING, pick('tides', { priority: 5 })], {
    blocks: [block('A Call About Many Things', '10:40', '11:00')],
  })

  test('goes behind the title, and clashes go below their entries on a narrow screen', async () => {
    const text = await render(view, 'table', paper(72))
    expect(text.split('\n').slice(2, -2)).toEqual([
      '  09:00-10:00 ● 4 keynotes (--kind keynote)  Main Hall',
      '              · free 30 min',
      '! 10:30-11:05 ● Tides and Rollouts           Main Hall  p5',
      '                × A Call About Many Things, 20 min',
      '! 10:40-11:00 # A Call About Many Things',
      '                × Tides and Rollouts, 20 min',
    ])
  })

  test('is never cut', async () => {
    for (const width of [200, 100, 90, 80, 76, 72, 71, 60, 40, 32, 31, 30, 20])
      expect(await render(view, 'table', paper(width))).toContain('(--kind keynote)')
  })
})

test('formats for programs know nothing of it', async () => {
  for (const format of ['tsv', 'csv', 'json', 'yaml'] satisfies Format[])
    expect(await render(keynotesAgenda(GOING), format, paper(100))).toBe(
      await render(keynotesAgenda(GOING, { runs: false }), format, paper(100)),
    )
})

describe('at the conference', () => {
  const sessions = [
    session('a', 'Over', timed(TUE, '09:00', '09:30'), { room: 'Lab' }),
    session('b', 'On', timed(TUE, '09:30', '10:00')),
    session('c', 'Ahead', timed(TUE, '10:00', '10:30')),
    session('d', 'Ahead as Well', timed(TUE, '10:00', '10:30')),
    session('e', 'Longer', timed(TUE, '10:00', '11:00')),
  ]
  const picks = [pick('a', { note: 'Ask.' }), pick('b'), ...['c', 'd', 'e'].map((id) => pick(id, { stage: 'maybe' }))]
  const view = { ...keynotesAgenda(picks, { sessions }), now: at(TUE, '09:40') }

  test('what is on is marked, the present moment stands before what is ahead, and equal times are written once', async () => {
    expect(await linesOf(view)).toEqual([
      '  09:00-09:30 ● Over           Lab  "Ask."',
      ' ▸09:30-10:00 ● On',
      '  09:40 now ┄┄┄┄',
      '  10:00-10:30 ○ Ahead',
      '              ○ Ahead as Well',
      '  10:00-11:00 ○ Longer',
    ])
  })

  test.each([40, 100])('what is over is faint at %i columns', async (width) => {
    const text = await render(view, 'table', { ...paper(width), colour: 1 })
    const lines = text.split('\n')
    const own = lines.slice(
      lines.findIndex((line) => line.includes('Over')),
      lines.findIndex((line) => line.includes('On')),
    )
    expect(
      own
        .join('')
        .replace(/\u001b\[2m.*?\u001b\[22m/g, '')
        .trim(),
    ).toBe('')
  })
})
