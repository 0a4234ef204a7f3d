import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.js'
import type { View } from '../../../src/render/views.js'
import { keynotesAgenda, keynotesView, RUN } from '../../fixtures/keynotes.js'
import { pick } from '../../fixtures/programme.js'
import {
  agendaView,
  clashesView,
  facetView,
  problemsView,
  sessionsView,
  sessionView,
  timetableView,
} from '../../fixtures/views.js'
import { tooWide } from '../../fixtures/wide.js'

const VIEWS: readonly View[] = [
  sessionsView(),
  sessionsView(undefined, { ranked: true, fold: false }),
  keynotesView(),
  sessionView('gateways-without-tears'),
  sessionView('kubernetes-in-taipei'),
  facetView('days'),
  facetView('tracks'),
  facetView('rooms'),
  facetView('speakers'),
  clashesView('agenda'),
  clashesView('programme'),
  agendaView(),
  keynotesAgenda(RUN.map((id) => pick(id))),
  timetableView(),
  timetableView({ across: 'track', fold: false }),
]

const CASES = VIEWS.map((view, index) => ({ name: `${index} ${view.kind}`, view }))

describe('no line is longer than the screen', () => {
  test.each(CASES)('$name', async ({ view }) => {
    for (const width of [1, 2, 5, 10, 19, 20, 21, 33, 40, 59, 60, 71, 72, 80, 99, 140, 400]) {
      const text = await render(view, 'table', { width, colour: 0, ascii: width % 2 === 0 })
      // A character of two columns does not fit into one.
      const room = Math.max(width, 2)
      expect(tooWide(text, room)).toEqual([])
      expect(text).not.toMatch(/NaN|undefined/)
      expect(text).toMatch(/\S\n$/)
    }
  })

  test('but for messages, which editors and grep read: their excerpts keep to it', async () => {
    const text = await render(problemsView, 'table', { width: 20, colour: 0, ascii: false })
    expect(text.split('\n').filter((line) => /^[ \d]{5} \|/.test(line) && stringWidth(line) > 20)).toEqual([])
  })
})
