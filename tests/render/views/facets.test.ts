import { expect, test } from 'vitest'
import { addDays, type Day } from '../../../src/model/time.js'
import { render } from '../../../src/render/render.js'
import { facetView } from '../../fixtures/views.js'

test.each([
  ['one', 1, 1, '1 day · Sun 1 Mar'],
  ['some in a row', 5, 1, '5 days · Sun 1 Mar - Thu 5 Mar'],
  ['three apart', 3, 2, '3 days · Sun 1 Mar, Tue 3 Mar, Thu 5 Mar'],
  ['many apart', 120, 3, '120 days'],
])('the head of %s says how many days there are once', async (_, count, apart, says) => {
  const values = Array.from({ length: count }, (_day, number) => ({
    name: addDays('2026-03-01' as Day, number * apart),
    sessions: 1,
    minutes: 30,
  }))
  const text = await render(facetView('days', { values }), 'table', { width: 100, colour: 0, ascii: false })
  const [head = ''] = text.split('\n')
  expect(head.split(' · ').slice(1, -1).join(' · ')).toBe(says)
})
