import { describe, expect, test } from 'vitest'
import type { Team } from '../../../src/planning/team/team-problem.js'
import { documentOf } from '../../../src/render/documents/documents.js'
import { render } from '../../../src/render/render.js'
import type { Format, TeamView } from '../../../src/render/views.js'
import { CATALOGUE, SESSIONS } from '../../fixtures/programme.js'
import { tooWide } from '../../fixtures/wide.js'

const TEAM: Team = {
  value: 12.333,
  bound: 14,
  proven: false,
  members: [
    {
      name: 'Ana',
      sessions: [
        { id: 'opening-keynote', score: 5 },
        { id: 'kubernetes-in-taipei', score: 2.333 },
        { id: 'policy-as-prose', score: 3 },
      ],
      givenUp: ['acme-demo'],
    },
    {
      name: '王 小明 of the very long organization',
      sessions: [{ id: 'gateways-without-tears', score: 2 }],
      givenUp: [],
    },
    { name: 'Cleo', sessions: [], givenUp: [] },
  ],
  uncovered: ['nodes-that-drain', 'acme-demo', 'nodes-that-drain-2'],
  missed: ['acme-demo'],
}

function view(more: Partial<TeamView> = {}): TeamView {
  const unplaced = SESSIONS.filter(({ when }) => when.kind === 'dated')
  return {
    kind: 'team',
    catalogue: CATALOGUE,
    zone: 'Europe/Amsterdam',
    team: TEAM,
    unplaced,
    unattendable: SESSIONS.filter(({ status, kind }) => status === 'cancelled' || kind === 'umbrella').map(
      (session) => ({
        member: 2,
        session,
        because: session.status === 'cancelled' ? 'cancelled' : 'umbrella',
      }),
    ),
    moved: [{ member: 0, session: 'policy-as-prose', picked: 'nodes-that-drain' }],
    exported: false,
    ...more,
  }
}

const paper = (width: number) => ({ width, colour: 0, ascii: false }) as const

test.each([80, 40])('for people, at %i columns', async (width) => {
  await expect(await render(view(), 'table', paper(width))).toMatchFileSnapshot(`../golden/team-${width}.txt`)
})

test('with numbers', async () => {
  let rows: readonly (readonly string[])[] = []
  const onRows = (found: typeof rows) => {
    rows = found
  }
  const text = await render(view(), 'table', { ...paper(80), numbered: true }, { onRows })
  await expect(text).toMatchFileSnapshot('../golden/team-numbers-80.txt')
  expect(rows).toEqual([
    ...TEAM.members.flatMap(({ sessions }) => sessions.map(({ id }) => [id])),
    ...TEAM.uncovered.map((id) => [id]),
  ])
})

test('proven, of a day, with nothing left to do', async () => {
  const team = {
    ...TEAM,
    proven: true,
    bound: TEAM.value,
    members: TEAM.members.slice(1, 2),
    uncovered: [],
    missed: [],
  }
  expect(await render(view({ team, unplaced: [], unattendable: [], exported: true }), 'table', paper(100))).toBe(
    `Worth about 12.3; no split beats it (proven) · DemoConf 2026 · Tue 24 Mar · Europe/Amsterdam (UTC+1)
王 小明 of the very long organization · 1 session, 2 points
  10:15-10:50  Gateways Without Tears: What We Learned From Moving 400 Ingresses  Main Hall  2
Nobody's agenda was changed.
`,
  )
})

test('nothing to split', async () => {
  const team = { ...TEAM, value: 0, members: [{ name: 'Ana', sessions: [], givenUp: [] }], uncovered: [], missed: [] }
  expect(await render(view({ team, unplaced: [], unattendable: [] }), 'table', paper(100))).toBe(
    `Nothing to split · DemoConf 2026 · Europe/Amsterdam
Ana · nothing
Pick what you might like: kubeplan add --maybe WORDS-OF-A-TITLE
`,
  )
})

test('team/1', () => {
  expect(documentOf(view())).toEqual({
    kubeplan: 'team/1',
    value: 12.333,
    bound: 14,
    proven: false,
    members: [
      { name: 'Ana', sessions: ['opening-keynote', 'kubernetes-in-taipei', 'policy-as-prose'] },
      { name: '王 小明 of the very long organization', sessions: ['gateways-without-tears'] },
      { name: 'Cleo', sessions: [] },
    ],
    uncovered: ['nodes-that-drain', 'acme-demo', 'nodes-that-drain-2'],
  })
})

test('a row for each session', async () => {
  const rows = (await render(view(), 'tsv', paper(80))).split('\n').map((row) => row.split('\t').slice(0, 7))
  expect(rows.slice(0, 2)).toEqual([
    ['id', 'what', 'member', 'date', 'start', 'end', 'score'],
    ['opening-keynote', 'attended', 'Ana', '2026-03-24', '09:00', '09:45', '5'],
  ])
  expect(rows.slice(5, 12)).toEqual([
    ['acme-demo', 'given-up', 'Ana', '2026-03-24', '11:00', '11:15', ''],
    ['badge-pick-up', 'umbrella', 'Cleo', '2026-03-24', '08:00', '18:00', ''],
    ['walls-of-yaml', 'cancelled', 'Cleo', '2026-03-24', '13:00', '13:35', ''],
    ['nodes-that-drain', 'uncovered', '', '2026-03-24', '10:15', '11:45', ''],
    ['acme-demo', 'missed', '', '2026-03-24', '11:00', '11:15', ''],
    ['nodes-that-drain-2', 'uncovered', '', '2026-03-25', '10:00', '11:30', ''],
    ['poster-session', 'unplaced', '', '2026-03-24', '', '', ''],
  ])
})

test('no line is longer than the screen', async () => {
  for (const width of [1, 5, 19, 20, 21, 33, 40, 60, 71, 72, 80, 99, 140]) {
    const text = await render(view(), 'table', { ...paper(width), ascii: width % 2 === 0 })
    expect(tooWide(text, Math.max(width, 2))).toEqual([])
    expect(text).not.toMatch(/NaN|undefined/)
  }
})

test('colour says nothing alone', async () => {
  const plain = await render(view(), 'table', paper(80))
  const coloured = await render(view(), 'table', { ...paper(80), colour: 1 })
  expect(coloured).toContain('\u001b[')
  expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain)
})

describe('a hostile name', () => {
  const evil = 'A\u001b[2J\u202e\u0007\rna'
  const members = [{ name: evil, sessions: [{ id: 'policy-as-prose', score: 3 }], givenUp: ['acme-demo'] }]

  test.each<Format>(['table', 'tsv', 'csv', 'json', 'yaml'])('is shown, not obeyed, as %s', async (format) => {
    const text = await render(view({ team: { ...TEAM, members } }), format, paper(100))
    expect(text.replaceAll('\r\n', '\n')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})
