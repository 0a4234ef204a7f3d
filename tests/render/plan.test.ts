import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/index.js'
import type { Screen, View } from '../../src/render/views.js'
import { BEST, planView, troubledView, whyView } from '../fixtures/plans.js'

const VIEWS: Readonly<Record<string, View>> = {
  plan: planView(),
  'plan-all': planView({ all: true, saved: true, competing: [] }),
  'plan-troubled': troubledView(),
  'plan-empty': planView({ plan: { ...BEST, value: 0, bound: 0, chosen: [], leftOut: [] }, competing: [], blocks: [] }),
  why: whyView('attack-and-defense'),
  'why-chosen': whyView('telemetry-update'),
  'why-repeat': whyView('telemetry-update-2', { plan: troubledView().plan }),
  'why-impossible': whyView('ten-years-of-packets'),
  'why-untimed': whyView('poster-session'),
}

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each([100, 80, 60, 40])('%i columns', (width) => {
  test.each(Object.entries(VIEWS))('%s', async (name, view) => {
    const text = await render(view, 'table', paper(width))
    await expect(text).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
  })
})
