import { describe, expect, test } from 'vitest'
import { type Agenda, emptyAgenda } from '../../../../src/model/conference.js'
import { NO_WALKS } from '../../../../src/planning/agenda/walks.js'
import { shareAgendas } from '../../../../src/planning/export/share-agenda.js'
import { render } from '../../../../src/render/render.js'
import type { AgendaView, Screen } from '../../../../src/render/views.js'
import { EVIL, EVIL_NAME } from '../../../fixtures/hostile.js'
import { AGENDA, CATALOGUE, pick, SESSIONS } from '../../../fixtures/programme.js'
import { agendaView, EMPTY_AGENDA } from '../../../fixtures/views.js'

const maybe = (id: string) => pick(id, { stage: 'maybe' })
const of = (person: string, ids: readonly ReturnType<typeof pick>[]): Agenda => {
  return { ...emptyAgenda('democonf-2026'), person, picks: ids }
}
const ANA = of('Ana', [
  pick('opening-keynote'),
  pick('gateways-without-tears'),
  maybe('nodes-that-drain'),
  maybe('poster-session'),
  pick('walls-of-yaml'),
])
const BEN = of('Ben Ångström', [
  maybe('opening-keynote'),
  pick('gateways-without-tears'),
  pick('kubernetes-in-taipei'),
  pick('family-emoji'),
])
const OTHERS = [ANA, BEN, of('王 小明', [pick('opening-keynote')]), of('Didi', [pick('opening-keynote')])]

function compared(mine: Agenda, others: readonly Agenda[], names?: readonly string[]): AgendaView {
  const members = [mine, ...others].map((agenda) => ({ agenda, walks: NO_WALKS }))
  const people = others.map(({ person = '' }, index) => ({
    name: names?.[index] ?? person,
    file: `${names?.[index] ?? person.split(' ')[0]}.yaml`,
  }))
  const sharing = shareAgendas(members, CATALOGUE, new Set(SESSIONS.map(({ id }) => id)))
  return agendaView({ agenda: mine, others: { people, ...sharing } })
}

const VIEWS: Readonly<Record<string, AgendaView>> = {
  'agenda-with': compared({ ...AGENDA, blocks: [] }, [ANA]),
  'agenda-with-many': compared(AGENDA, OTHERS),
  'agenda-with-none': compared(EMPTY_AGENDA, [ANA]),
}
const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each([100, 60, 40])('%i columns', (width) => {
  test.each(Object.entries(VIEWS))('%s', async (name, view) => {
    const text = await render(view, 'table', paper(width))
    await expect(text).toMatchFileSnapshot(`../../golden/${name}-${width}.txt`)
  })
})

test('in ASCII signs, and colour says nothing alone', async () => {
  for (const view of Object.values(VIEWS)) {
    expect(await render(view, 'table', paper(80, { ascii: true }))).not.toMatch(/[●○×·…→]/)
    const coloured = await render(view, 'table', paper(80, { colour: 1 }))
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(await render(view, 'table', paper(80)))
  }
})

const RAW =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u

test.each(['table', 'tsv', 'csv', 'json', 'yaml'] as const)('hostile names as %s', async (format) => {
  const view = compared(AGENDA, OTHERS, [EVIL, EVIL_NAME, '__proto__', 'constructor'])
  for (const width of [20, 40, 100]) {
    const text = await render(view, format, paper(width))
    expect(text.match(RAW)).toBeNull()
    expect(text).not.toMatch(/undefined|\[object|NaN/)
  }
})
