import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/index.js'
import type { Screen, View } from '../../src/render/views.js'
import { changesView, conferencesView } from '../fixtures/changes.js'
import { EMPTY_AGENDA } from '../fixtures/views.js'

const VIEWS: Readonly<Record<string, View>> = {
  changes: changesView(),
  'changes-all': changesView({ all: true }),
  'changes-not-mine': changesView({ agenda: EMPTY_AGENDA, newClashes: [] }),
  'changes-none': changesView({ changes: [], newClashes: [] }),
  conferences: conferencesView(),
  'conferences-shipped': conferencesView({
    conferences: conferencesView()
      .conferences.slice(1, 2)
      .map((one) => ({ ...one, inUse: true })),
  }),
}

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each([100, 60, 40])('%i columns', (width) => {
  test.each(Object.entries(VIEWS))('%s', async (name, view) => {
    const text = await render(view, 'table', paper(width))
    await expect(text).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
  })
})
