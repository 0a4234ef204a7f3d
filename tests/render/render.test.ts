import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import type { Screen, View } from '../../src/render/views.js'
import { DAY_AFTER, KEYNOTES, keynotesAgenda, keynotesView, RUN } from '../fixtures/keynotes.js'
import { pick, SESSIONS, TUE } from '../fixtures/programme.js'
import {
  agendaView,
  clashesView,
  EMPTY_AGENDA,
  facetView,
  problemsView,
  sessionsView,
  sessionView,
  timetableView,
} from '../fixtures/views.js'

const tuesday = SESSIONS.filter(({ when }) => when.kind !== 'unscheduled' && when.day === TUE)

const VIEWS: Readonly<Record<string, View>> = {
  list: sessionsView(),
  'list-of-a-day': sessionsView(tuesday, { days: [TUE] }),
  'list-ranked': sessionsView(SESSIONS.slice(0, 12), { ranked: true, fold: false, stages: new Map() }),
  'list-unscheduled': sessionsView(SESSIONS.slice(-2)),
  'list-runs': keynotesView(),
  'list-runs-mine': keynotesView({
    sessions: [...KEYNOTES, DAY_AFTER],
    stages: new Map([...RUN.map((id) => [id, 'going'] as const), ['tides', 'maybe']]),
  }),
  'list-empty': sessionsView([], { days: [TUE] }),
  show: sessionView('gateways-without-tears'),
  'show-little': sessionView('שלום-clusters'),
  'show-repeat': sessionView('nodes-that-drain-2'),
  days: facetView('days'),
  tracks: facetView('tracks'),
  speakers: facetView('speakers'),
  'clashes-of-mine': clashesView('agenda'),
  'clashes-of-all': clashesView('programme'),
  'clashes-none': clashesView('agenda', { entries: [] }),
  agenda: agendaView(),
  'agenda-empty': agendaView({ agenda: EMPTY_AGENDA }),
  'agenda-runs': keynotesAgenda([...RUN.map((id) => pick(id)), pick('tides', { priority: 5, note: 'Ask about ebb.' })]),
  problems: problemsView,
  timetable: timetableView(),
  'timetable-empty': timetableView({ sessions: SESSIONS.slice(-2), days: [], blocks: [], clashes: [] }),
}

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each([100, 80, 60, 40])('%i columns', (width) => {
  test.each(Object.entries(VIEWS))('%s', async (name, view) => {
    const text = await render(view, 'table', paper(width))
    await expect(text).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
  })
})

test.each(['list', 'agenda', 'clashes-of-mine', 'timetable'])('%s in ASCII signs', async (name) => {
  const view = VIEWS[name]
  if (!view) throw new Error(name)
  const text = await render(view, 'table', paper(80, { ascii: true }))
  await expect(text).toMatchFileSnapshot(`golden/${name}-ascii.txt`)
  expect(text).not.toMatch(/[●○×·…→┄░\u2500-\u257f]/)
})

const SGR = /\u001b\[[0-9;]*m/g

test.each(Object.entries(VIEWS))('colour says nothing alone: %s', async (_, view) => {
  const plain = await render(view, 'table', paper(80))
  const coloured = await render(view, 'table', paper(80, { colour: 1 }))
  expect(coloured).toContain('\u001b[')
  expect(coloured.replace(SGR, '')).toBe(plain)
})
