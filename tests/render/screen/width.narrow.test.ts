import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { render } from '../../../src/render/render.js'
import { columnWidths } from '../../../src/render/screen/width.js'
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

describe('columns share what room there is', () => {
  test.each([
    ['all natural', [10, 20], 40, [10, 20]],
    ['the lower rank gives way first, down to its least', [30, 30], 50, [30, 20]],
    ['then the higher', [30, 30], 40, [25, 15]],
    ['then the lower again, down to what still tells something', [30, 30], 30, [20, 10]],
    ['then both', [30, 30], 6, [5, 1]],
    ['never less than one', [30, 30], -5, [1, 1]],
    ['empty columns keep one', [0, 3], 10, [1, 3]],
  ])('%s', (_, naturals, room, widths) => {
    const [a = 0, b = 0] = naturals
    const wants = [
      { natural: a, least: 20, rank: 2 },
      { natural: b, least: 15, rank: 1 },
    ]
    expect(columnWidths(wants, room)).toEqual(widths)
  })

  test('within a rank the widest gives way', () => {
    const want = (natural: number) => ({ natural, least: 5, rank: 1 })
    expect(columnWidths([want(30), want(10), want(20)], 36)).toEqual([13, 10, 13])
  })
})
