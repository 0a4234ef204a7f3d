import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { render } from '../../../src/render/render.js'
import { redrawn } from '../../../src/render/screen/status-line.js'
import type { Format, Screen } from '../../../src/render/views.js'
import { inTokyo, TOKYO } from '../../fixtures/all-views.js'
import { NOTHING, nowView } from '../../fixtures/now.js'
import { MINE, PLANNED } from '../../fixtures/plans.js'
import { day, pick } from '../../fixtures/programme.js'

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

test('another year is told', async () => {
  const text = await render(nowView({ on: day('2025-12-29'), at: '12:00' }), 'table', paper(100))
  expect(text.split('\n')[1]).toBe('It begins in 85 days, on Tue 24 Mar 2026.')
})

test('what cannot be rated is not suggested', async () => {
  const last = async (rateable: boolean) => {
    const text = await render({ ...nowView({ on: day('2026-03-29'), at: '12:00' }), rateable }, 'table', paper(100))
    return text.trimEnd().split('\n').at(-1)
  }
  expect(await last(true)).toBe('Look back: kubeplan recap   Rate what you saw: kubeplan note last --rating 5')
  expect(await last(false)).toBe('Look back: kubeplan recap')
})

test('another clock: what falls on another date there says so', async () => {
  const view = nowView({ at: '16:11' }, { zone: TOKYO, offset: 540 })
  const mine = { ...view, catalogue: inTokyo(PLANNED) }
  const text = await render(mine, 'table', paper(100))
  expect(text.split('\n', 1)[0]).toMatch(/^Wed 00:11 · Asia\/Tokyo \(UTC\+9\)/)
})

test('two that start together are told to clash', async () => {
  const agenda = { ...MINE, picks: [pick('telemetry-update'), pick('attack-and-defense')] }
  const text = await render(nowView({ at: '16:00', agenda }), 'table', paper(100))
  expect(text.match(/× start together/g)).toHaveLength(2)
})

describe('as data', () => {
  const late = nowView({
    at: '16:11',
    agenda: { ...MINE, picks: MINE.picks.filter(({ session: id }) => id !== 'attack-and-defense') },
  })
  const block = nowView({ at: '14:10' })

  test.each<Format>(['json', 'tsv', 'csv'])('%s', async (format) => {
    await expect(await render(late, format, paper(80))).toMatchFileSnapshot(`../golden/now-late.${format}.txt`)
    await expect(await render(block, format, paper(80))).toMatchFileSnapshot(`../golden/now-block.${format}.txt`)
  })

  test('yaml says the same as json', async () => {
    for (const view of [late, block]) {
      expect(parse(await render(view, 'yaml', paper(80)))).toEqual(JSON.parse(await render(view, 'json', paper(80))))
    }
  })

  test('of the programme', async () => {
    const document = parse(await render(nowView({ at: '16:11', agenda: NOTHING }), 'json', paper(80)))
    expect(document).toMatchObject({ scope: 'programme', instead: [] })
  })
})

describe('drawn anew in the same place', () => {
  test('each line clears what is left of the old one, and what lies below is cleared', () => {
    expect(redrawn('a\nb\n', undefined)).toBe('\u001b[Ha\u001b[K\r\nb\u001b[K\u001b[J')
  })

  test('never more lines than fit', () => {
    expect(redrawn('a\nb\nc\n', 3)).toBe('\u001b[Ha\u001b[K\r\nb\u001b[K\r\nc\u001b[K\u001b[J')
    expect(redrawn('a\nb\nc\n', 2)).toBe('\u001b[Ha\u001b[K\r\n...\u001b[K\u001b[J')
    expect(redrawn('a\n', 0)).toBe('\u001b[Ha\u001b[K\u001b[J')
  })
})
