import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { layOutAgenda } from '../../../src/planning/agenda/agenda-days.js'
import { walksOf } from '../../../src/planning/agenda/walks.js'
import { disclosed } from '../../../src/planning/export/privacy.js'
import { printClass } from '../../../src/render/html/markup.js'
import { renderPage } from '../../../src/render/html/page.js'
import type { PageView } from '../../../src/render/html/session-card.js'
import { AGENDA, CATALOGUE, SESSIONS } from '../../fixtures/programme.js'

const PARTS = { script: 'start()', scriptHash: 'sha256-stand/in=', style: 'body{}' }

function pageView(sessions: readonly Session[], more: Partial<PageView> = {}): PageView {
  const agenda = more.agenda ?? disclosed(AGENDA, { picks: true, notes: false, blocks: true })
  const days = layOutAgenda(agenda, CATALOGUE, new Set(sessions.map(({ id }) => id)), {
    walks: walksOf(agenda, CATALOGUE),
  })
  const setting = { catalogue: CATALOGUE, zone: 'Europe/Amsterdam', agenda, parts: PARTS }
  const given = new Map(
    sessions.map(({ id }, index) => {
      const moved = index === 2
      const changed = moved ? '2026-03-20T12:00:00Z' : '2026-03-01T08:00:00Z'
      return [id, { uid: `${id}@democonf-2026.kubeplan`, sequence: moved ? 2 : 0, changed }]
    }),
  )
  return { ...setting, ...days, sessions, all: true, given, ...more }
}

const pageOf = (view: PageView) => [...renderPage(view)].join('')

const picked = SESSIONS.filter(({ id }) => AGENDA.picks.some(({ session }) => session === id))

describe('a page', () => {
  test.each([
    ['agenda', pageView(picked, { all: false })],
    ['agenda-with-notes', pageView(picked, { all: false, agenda: AGENDA })],
    ['programme', pageView(SESSIONS)],
  ])('%s, in full', async (name, view) => {
    const page = pageOf(view)
    await expect(page).toMatchFileSnapshot(`../golden/page-${name}.golden.html`)
    expect(pageOf(view)).toBe(page)
  })

  test('offers no link that could act, wherever an address stands', () => {
    const bad = ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'nothing at all']
    for (const url of bad) {
      const session = { ...(SESSIONS[3] as Session), url, video: url }
      const take = { by: 'x', text: 'x', source: url }
      const catalogue = {
        ...CATALOGUE,
        conference: { ...CATALOGUE.conference, url },
        details: () => ({ abstract: url, takes: [take], takeaways: [{ by: 'x', points: [url], source: url }] }),
      }
      const page = pageOf({ ...pageView([session]), catalogue })
      const links = [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)
      expect(links.filter((href) => !href?.startsWith('#'))).toEqual([])
      expect(page.match(/<script/g)).toHaveLength(1)
    }
  })

  test('of a catalogue without tracks offers none, and says which schedule it is of', () => {
    const bare = SESSIONS.map(({ room: _room, ...session }) => ({ ...session, tracks: [] }))
    const page = pageOf(pageView(bare))
    expect(page).toContain('<span>Schedule of Sun 22 Mar, 16:16</span>')
    expect(page).not.toContain('data-track=')
  })
})

test.each([
  [0, 'day'],
  [12, 'day'],
  [15, 'day many'],
  [20, 'day crowd'],
  [40, 'day crowd throng'],
])('%i entries a day are printed as "%s"', (number, className) => {
  const entry = { title: 'A title of a usual length', people: 2, clashes: false }
  expect(printClass(Array.from({ length: number }, () => entry))).toBe(className)
})
