import { expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { render } from '../../../src/render/render.js'
import type { Format, SessionsView } from '../../../src/render/views.js'
import { KEYNOTES, keynotesView, RUN } from '../../fixtures/keynotes.js'
import { session, TUE, timed } from '../../fixtures/programme.js'

async function linesOf(view: SessionsView, width = 100): Promise<readonly string[]> {
  const text = await render(view, 'table', { width, colour: 0, ascii: false })
  return text.trimEnd().split('\n').slice(1)
}

const runOf = (lines: readonly string[]) => lines.find((line) => line.includes('back to back'))
const titlesIn = (lines: readonly string[]) => {
  return KEYNOTES.filter(({ title }) => lines.some((line) => line.includes(title.slice(0, 20)))).map(({ id }) => id)
}
const SHOWN = KEYNOTES.filter(({ kind }) => kind !== 'break').map(({ id }) => id)
const WITHOUT_RUN = ['quiet-pipelines', 'tides']

test.each<[string, Partial<SessionsView>, readonly string[]]>([
  ['nothing is picked', {}, WITHOUT_RUN],
  ['all of it is picked', { stages: new Map(RUN.map((id) => [id, 'maybe'])) }, WITHOUT_RUN],
  ['one of four is picked', { stages: new Map([['moving-boxes', 'going']]) }, SHOWN],
  ['all are going but one', { stages: new Map(RUN.map((id) => [id, id === 'cranes' ? 'maybe' : 'going'])) }, SHOWN],
  ['it was not asked for', { runs: false }, SHOWN],
  ['words ranked it', { ranked: true }, SHOWN],
])('titles that have a line of their own where %s', async (_, more, ids) => {
  for (const width of [100, 40]) expect(titlesIn(await linesOf(keynotesView(more), width))).toEqual(ids)
})

test.each([
  [true, 2, true],
  [true, 1, false],
  [false, 2, false],
])('the headline says that words ranked a list (%s) of %i: %s', async (ranked, limit, says) => {
  const text = await render(keynotesView({ ranked, limit, runs: false }), 'table', {
    width: 200,
    colour: 0,
    ascii: false,
  })
  expect(text.split('\n')[0]?.endsWith(' · sorted by relevance')).toBe(says)
})

test('only a table puts keynotes into one line', async () => {
  const screen = { width: 100, colour: 0, ascii: false } as const
  for (const format of ['tsv', 'csv', 'json', 'yaml'] satisfies Format[])
    expect(await render(keynotesView(), format, screen)).toBe(
      await render(keynotesView({ runs: false }), format, screen),
    )
})

test('what is picked besides a run leaves its keynotes for the example', async () => {
  const taken = new Map(WITHOUT_RUN.map((id) => [id, 'going'] as const))
  expect((await linesOf(keynotesView({ stages: taken }))).at(-1)).toBe(
    '6 of 7. Folded: 1 break (--kind all).   Pick: kubeplan add welcome',
  )
  const all = new Map(SHOWN.map((id) => [id, 'maybe'] as const))
  expect((await linesOf(keynotesView({ stages: all }))).at(-1)).toBe(
    '6 of 7. Folded: 1 break (--kind all).   Your days: kubeplan agenda',
  )
})

test('a run and nothing else', async () => {
  const sessions = KEYNOTES.filter(({ id }) => RUN.includes(id))
  expect(await linesOf(keynotesView({ sessions }))).toEqual([
    '  TIME         TITLE                                     ROOM',
    '  09:00-10:00  4 keynotes back to back (--kind keynote)  Main Hall',
    '4 sessions.   Pick: kubeplan add welcome',
  ])
})

test('without rooms a run names the track that all of it have', async () => {
  const tracks = (other: string) =>
    KEYNOTES.map(({ room: _, ...rest }) => ({ ...rest, tracks: [rest.id === 'cranes' ? other : 'Harbour'] }))
  expect(runOf(await linesOf(keynotesView({ sessions: tracks('Harbour') })))).toMatch(/keynote\) +Harbour$/)
  expect(runOf(await linesOf(keynotesView({ sessions: tracks('Sponsors') })))).toMatch(/keynote\)$/)
})

test('runs among many sessions stay in their places', async () => {
  const clock = (minute: number) => {
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }
  // Three of every six are keynotes, then a pause of 20 minutes; more rows than are drawn in one piece.
  const sessions = Array.from({ length: 1200 }, (_, index) => {
    const [group, place] = [Math.floor(index / 6), index % 6]
    const room = `Room ${group}`
    const when = timed(TUE, clock(group * 4), clock(group * 4 + 1))
    const kind = place < 3 ? 'keynote' : 'talk'
    const start = timed(TUE, clock(group * 4 + (place % 3)), clock(group * 4 + (place % 3) + 1))
    return session(`${index}`, `Words ${index}`, place < 3 ? start : when, {
      kind,
      room,
      speakers: [{ name: 'Ada Lind' }],
    })
  })
  const inOrder = sessions.toSorted((a, b) => startOf(a) - startOf(b))
  const lines = await linesOf(keynotesView({ sessions: inOrder }))
  const rows = lines.slice(1, -1).map((line) => line.replace(/ {2,}/g, ' ').trim())
  expect(rows).toHaveLength(800)
  const expected = inOrder.flatMap((one) => {
    const index = Number(one.id)
    const [group, place] = [Math.floor(index / 6), index % 6]
    if (place === 0)
      return `${clock(group * 4)}-${clock(group * 4 + 3)} 3 keynotes back to back (--kind keynote) Room ${group}`
    const time = place === 3 ? `${clock(group * 4)}-${clock(group * 4 + 1)} ` : ''
    return place < 3 ? [] : `${time}Words ${index} A. Lind Room ${group}`
  })
  expect(rows).toEqual(expected)
})

function startOf({ when }: (typeof KEYNOTES)[number]): number {
  return when.kind === 'timed' ? when.start : 0
}

test('during the conference what is on is marked, and the present moment stands before what is ahead', async () => {
  const sessions = [
    session('a', 'Over', timed(TUE, '09:00', '09:30')),
    session('b', 'On', timed(TUE, '09:20', '10:00')),
    session('c', 'Ahead', timed(TUE, '10:00', '10:30')),
  ]
  const now = instant(startOf(session('n', 'N', timed(TUE, '09:40', '09:50'))))
  expect(await linesOf(keynotesView({ sessions, now }))).toEqual([
    '  TIME         TITLE',
    '  09:00-09:30  Over',
    ' ▸09:20-10:00  On',
    '  09:40 now ┄┄┄┄',
    '  10:00-10:30  Ahead',
    '3 sessions.   Pick: kubeplan add b',
  ])
  const byRelevance = [sessions[1], sessions[2], sessions[0]].flatMap((one) => one ?? [])
  expect(await linesOf(keynotesView({ sessions: byRelevance, now }))).toEqual([
    '  TIME         TITLE',
    ' ▸09:20-10:00  On',
    '  10:00-10:30  Ahead',
    '  09:00-09:30  Over',
    '3 sessions.   Pick: kubeplan add b',
  ])
})
