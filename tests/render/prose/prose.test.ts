import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stampZone } from '../../../src/clock/zone.js'
import type { Agenda, When } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import { walksOf } from '../../../src/planning/agenda/walks.js'
import { layOutDayTables } from '../../../src/planning/export/day-tables.js'
import { guideBy, guideOf } from '../../../src/planning/export/guide.js'
import { recapBy, recapOf, withCompany } from '../../../src/planning/export/recap.js'
import { authorsNamed } from '../../../src/planning/selection/filters.js'
import { inTimeOrder } from '../../../src/planning/sessions/order.js'
import { htmlOf } from '../../../src/render/html/html-prose.js'
import { dayTablesProse } from '../../../src/render/prose/day-tables.js'
import { guideProse } from '../../../src/render/prose/guide.js'
import { markdownOf } from '../../../src/render/prose/markdown.js'
import {
  clockOf,
  type Prose,
  part,
  pointItems,
  speakersTogether,
  textBlocks,
  whenLine,
} from '../../../src/render/prose/prose.js'
import { recapProse } from '../../../src/render/prose/recap.js'
import { AGENDA, CATALOGUE, day, pick, SESSIONS, session } from '../../fixtures/programme.js'
import { EMPTY_AGENDA } from '../../fixtures/views.js'

const setting = { catalogue: CATALOGUE, zone: 'Europe/Amsterdam' }
const timely = inTimeOrder(SESSIONS)

/** After the conference: three attended, one of them only a maybe, one missed with a video, one not marked. */
const AFTER: Agenda = {
  ...AGENDA,
  picks: [
    pick('opening-keynote', {
      attended: true,
      rating: 4,
      takeaways: ['Sharing is hard.\nStart small.', '1. Quotas first'],
    }),
    pick('gateways-without-tears', { attended: false, take: 'Two rooms at once.\n\nNext time *first*.' }),
    pick('nodes-that-drain', { attended: true, rating: 5 }),
    pick('policy-as-prose'),
    pick('hall-of-small-things', { stage: 'maybe', attended: true }),
    pick('walls-of-yaml'),
  ],
}

const nameless = (agenda: Agenda): Agenda => {
  const { person: _, ...rest } = agenda
  return rest
}

function guide(agenda: Agenda, more: { readonly title?: string } = {}): Prose {
  const { person } = agenda
  const told = guideOf(agenda, CATALOGUE, timely)
  return guideProse({ ...setting, guide: told, picked: true, authors: person === undefined ? [] : [person], ...more })
}

function recap(agenda: Agenda, more: { readonly title?: string } = {}): Prose {
  const { person } = agenda
  const told = recapOf(agenda, CATALOGUE, timely)
  return recapProse({ ...setting, recap: told, authors: person === undefined ? [] : [person], ...more })
}

function dayTables(agenda: Agenda, all: boolean): Prose {
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const sessions = all ? timely : timely.filter(({ id }) => picked.has(id))
  const { person } = agenda
  return dayTablesProse({
    ...setting,
    tables: layOutDayTables(sessions, agenda, walksOf(agenda, CATALOGUE)),
    all,
    ...(person !== undefined && { person }),
  })
}

/** Three others: one recorded everything, one nothing, one was where I was. */
const person = (name: string, ...picks: Agenda['picks']) => ({ name, agenda: { ...EMPTY_AGENDA, picks } })
const TEAM = [
  person(
    'Bo *Chen*',
    pick('opening-keynote', { attended: true, takeaways: ['Ask for *quotas*.\nEarly.'] }),
    pick('gateways-without-tears', { attended: true, takeaways: ['Move one host at a time.', '- Then all'] }),
    pick('walls-of-yaml', { attended: false }),
  ),
  person('Cem', pick('opening-keynote'), pick('policy-as-prose'), pick('nodes-that-drain', { stage: 'maybe' })),
  person('Dee', pick('hall-of-small-things', { attended: true }), pick('policy-as-prose', { stage: 'maybe' })),
]

function recapWith(agenda: Agenda, people: typeof TEAM): Prose {
  const told = withCompany(recapOf(agenda, CATALOGUE, timely), people, timely)
  return recapProse({ ...setting, recap: told, authors: ['Ana'] })
}

const { names } = authorsNamed({ wanted: ['harbour'], unwanted: [] }, 'takes', CATALOGUE)
const elsewhere = stampZone(timely, 'America/New_York')

const DOCUMENTS: Readonly<Record<string, Prose>> = {
  guide: guide(AFTER),
  'guide-nameless': guide(nameless(AGENDA), { title: 'Where to find me' }),
  'guide-empty': guide(EMPTY_AGENDA),
  'guide-elsewhere': guideProse({
    catalogue: { ...CATALOGUE, sessions: elsewhere },
    zone: 'America/New_York',
    guide: guideOf(AGENDA, CATALOGUE, elsewhere),
    picked: true,
    authors: ['Ana'],
  }),
  recap: recap(AFTER),
  'recap-with': recapWith(AFTER, TEAM),
  'recap-with-planned': recapWith(EMPTY_AGENDA, TEAM.slice(1, 2)),
  'recap-nameless': recap(nameless(AGENDA)),
  'recap-empty': recap(EMPTY_AGENDA),
  'day-tables': dayTables(AGENDA, false),
  'day-tables-all': dayTables({ ...nameless(AGENDA), blocks: [] }, true),
  'day-tables-empty': dayTables(EMPTY_AGENDA, false),
}

describe('documents to read', () => {
  test.each(Object.entries(DOCUMENTS))('%s', async (name, prose) => {
    await expect(markdownOf(prose)).toMatchFileSnapshot(`../golden/${name}.golden.md`)
  })

  test.each(['guide', 'recap', 'recap-with', 'day-tables'])('%s as a page', async (name) => {
    const prose = DOCUMENTS[name]
    if (!prose) throw new Error(name)
    await expect(htmlOf(prose, '')).toMatchFileSnapshot(`../golden/${name}.golden.html`)
  })
})

describe('somebody else', () => {
  test('recommends, with a source', () => {
    const told = guideBy(names, CATALOGUE, SESSIONS)
    const prose = guideProse({ ...setting, guide: told, picked: false, authors: [...names] })
    expect(markdownOf(prose)).toContain(
      "# The Harbour Report's guide to DemoConf 2026\n\n1 session that The Harbour Report recommends at [DemoConf 2026](https://demo.example/), March 24, 2026. Times are in Europe/Amsterdam (UTC+1).\n",
    )
    expect(markdownOf(prose)).toMatch(
      /^\*\*The Harbour Report's take:\*\* .*\(\[source\]\(https:\/\/harbour\.example\/guide\)\)$/m,
    )
  })

  test('learned something, and so did another', () => {
    const both = ['Ana', 'Bo', 'Cem']
    const told = recapBy(new Set(['Field Notes']), CATALOGUE, SESSIONS)
    const prose = recapProse({ ...setting, recap: told, authors: both })
    expect(markdownOf(prose)).toMatch(
      /^# Ana, Bo and Cem's recap of DemoConf 2026\n\nWhat Ana, Bo and Cem learned from 1 session at/,
    )
    expect(prose.parts.slice(1, 3)).toEqual([
      { name: 'track/Networking', blocks: [{ kind: 'heading', level: 2, line: ['Networking'] }] },
      {
        name: 'session/gateways-without-tears',
        blocks: expect.arrayContaining([expect.objectContaining({ level: 3 })]),
      },
    ])
  })
})

test.each([
  [[], ''],
  [[{ name: 'A' }], 'A'],
  [[{ name: 'A', organization: 'X' }], 'A, X'],
  [
    [
      { name: 'A', organization: 'X' },
      { name: 'B', organization: 'X' },
    ],
    'A & B, X',
  ],
  [[{ name: 'A' }, { name: 'B' }, { name: 'C' }], 'A, B & C'],
  [
    [
      { name: 'A', organization: 'X' },
      { name: 'B', organization: 'Y' },
      { name: 'C', organization: 'X' },
    ],
    'A, X; B, Y; C, X',
  ],
])('speakers %j stand as %s', (speakers, text) => {
  expect(speakersTogether(speakers)).toBe(text)
})

describe('texts from outside', () => {
  const shown = (text: string) =>
    markdownOf({ title: 'x', parts: part('x', ...textBlocks(text)) }).slice('# x\n\n'.length)
  const wrapped = Array.from({ length: 12 }, (_, number) => `word${number}`.padEnd(9, 's'))

  test.each([
    ['one line', 'one line\n'],
    ['Speaker: Ana\nLevel: any', 'Speaker: Ana\n\nLevel: any\n'],
    [
      'We cover:\n* One\n  more of it\n  - Under\n• Two\nThat is all.',
      'We cover:\n\n- One more of it\n  - Under\n- Two\n\nThat is all.\n',
    ],
    [`${wrapped.slice(0, 7).join(' ')}\n${wrapped.slice(7).join(' ')}`, `${wrapped.join(' ')}\n`],
    [
      `${wrapped.slice(0, 7).join(' ')}\na b\n${wrapped.slice(7).join(' ')}`,
      `${wrapped.slice(0, 7).join(' ')}\n\na b\n\n${wrapped.slice(7).join(' ')}\n`,
    ],
    ['- alone', '- alone\n'],
    ['-', '\\-\n'],
  ])('%j', (text, markdown) => {
    expect(shown(text)).toBe(markdown)
  })

  test('lose nothing and break no line', () => {
    const line = fc.constantFrom(
      '',
      '- a',
      '  - b',
      '    * c',
      'word',
      '  word',
      wrapped.join(' '),
      wrapped.slice(0, 7).join(' '),
    )
    const words = (text: string) => text.match(/\w+/g) ?? []
    fc.assert(
      fc.property(
        fc.array(line).map((lines) => lines.join('\n')),
        (text) => {
          expect(words(shown(text))).toEqual(words(text))
          expect(shown(text)).not.toMatch(/\\$| {2}$/m)
        },
      ),
    )
  })
})

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', '- b', '- - c', '- d', 'e'],
    ['a', ['b', ['c'], 'd'], 'e'],
  ],
  [
    ['a:\n- b\n  - c\n- d', 'e'],
    ['a:', ['b', ['c'], 'd'], 'e'],
  ],
  [
    ['a\nb', '- c\n  d'],
    ['a b', ['c d']],
  ],
  [
    ['- a', 'b'],
    ['a', 'b'],
  ],
  [
    ['', ' \n', '1. a', '-5'],
    ['1. a', '-5'],
  ],
])('points %j', (points, tree) => {
  const shape = (items: ReturnType<typeof pointItems>): unknown[] =>
    items.flatMap(({ line, items: under }) => [line.join(''), ...(under ? [shape(under)] : [])])
  expect(shape(pointItems(points))).toEqual(tree)
})

describe('times', () => {
  const [SAT, JUL] = ['2026-03-28', '2026-07-01'] as const
  const span = (start: string, end: string, more: object = {}) =>
    ({
      kind: 'timed',
      day: day(start.slice(0, 10)),
      start: instant(Date.parse(`${start}Z`)),
      end: instant(Date.parse(`${end}Z`)),
      offset: 60,
      endOffset: 60,
      shift: 0,
      ...more,
    }) as const

  test.each<[When, string, string]>([
    [span(`${SAT}T14:00`, `${SAT}T14:35`), '15:00-15:35', '3:00-3:35 p.m.'],
    [span(`${SAT}T09:00`, `${SAT}T11:30`), '10:00-12:30', '10:00 a.m.-12:30 p.m.'],
    [span(`${SAT}T11:00`, `${SAT}T12:00`), '12:00-13:00', '12:00-1:00 p.m.'],
    [span(`${SAT}T22:30`, `${SAT}T23:30`), '23:30-00:30', '11:30 p.m.-12:30 a.m.'],
    [span(`${SAT}T08:00`, `${SAT}T08:00`), '09:00', '9:00 a.m.'],
    [span(`${SAT}T08:00`, `${SAT}T08:30`, { endAssumed: true }), 'from 09:00', 'from 9:00 a.m.'],
    [
      span(`${SAT}T08:00`, '2026-03-30T14:00'),
      '09:00 to Monday, March 30, 15:00',
      '9:00 a.m. to Monday, March 30, 3:00 p.m.',
    ],
  ])('%#: %s or %s', (when, hours24, hours12) => {
    const shown = ([24, 12] as const).map((hours) => whenLine(when, { zone: 'Europe/Paris', hours, offsets: false }))
    expect(shown).toEqual([`Saturday, March 28 · ${hours24} CET`, `Saturday, March 28 · ${hours12} CET`])
  })

  test('name the zone once where it has no short name, unless the clocks change between them', () => {
    const asked = (...whens: readonly When[]) =>
      clockOf(
        whens.map((when) => session('a', 'A', when)),
        'America/Santiago',
        24,
      )
    const [one, other] = [
      span(`${SAT}T14:00`, `${SAT}T15:00`, { offset: -180 }),
      span(`${JUL}T14:00`, `${JUL}T15:00`, { offset: -240 }),
    ]
    expect(whenLine(one, asked(one, one))).toBe('Saturday, March 28 · 11:00-16:00')
    expect(whenLine(one, asked(one, other))).toBe('Saturday, March 28 · 11:00-16:00 UTC-3')
    expect(whenLine({ kind: 'dated', day: one.day }, asked(one))).toBe('Saturday, March 28 · time not known')
    expect(whenLine({ kind: 'unscheduled' }, asked(one))).toBe('')
  })
})
