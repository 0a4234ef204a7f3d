import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { stampZone } from '../../../../src/clock/zone.js'
import { render } from '../../../../src/render/render.js'
import { redrawn } from '../../../../src/render/screen/status-line.js'
import type { Format, Screen, View } from '../../../../src/render/views.js'
import { NOTHING, nowView } from '../../../fixtures/now.js'
import { MINE, PLANNED } from '../../../fixtures/plans.js'
import { day, pick, session, TUE, timed } from '../../../fixtures/programme.js'
import { tooWide } from '../../../fixtures/wide.js'

const TOKYO = 'Asia/Tokyo'
const inTokyo = { ...PLANNED, sessions: stampZone(PLANNED.sessions, TOKYO) }
const many = Array.from({ length: 14 }, (_, index) =>
  session(`room-${index}`, `Room ${index} of Many`, timed(TUE, '12:00', '12:30'), { room: `Room ${index}` }),
)
const crowded = { ...PLANNED, sessions: [...PLANNED.sessions, ...many] }

const shortlist = {
  ...MINE,
  picks: [
    ...['gateways-without-tears', 'pipelines-of-telemetry'].map((id) => pick(id, { stage: 'maybe' })),
    pick('charts-again'),
    pick('frameworks-of-the-cloud'),
  ],
}
const withoutCharts = {
  ...PLANNED,
  sessions: PLANNED.sessions.map((one) => (one.id === 'charts-again' ? { ...one, status: 'cancelled' as const } : one)),
}

const VIEWS: Readonly<Record<string, View>> = {
  'now-late': nowView({ at: '16:11' }),
  'now-begun': nowView({ at: '16:16' }),
  'now-block': nowView({ at: '14:10' }),
  'now-gap': nowView({ at: '13:00' }),
  'now-shortlist': nowView({ at: '11:20', agenda: shortlist, catalogue: withoutCharts }),
  'now-all-tomorrow': nowView({ at: '20:00', all: true }),
  'now-evening': nowView({ at: '20:00', agenda: { ...MINE, picks: [...MINE.picks, pick('policy-as-prose')] } }),
  'now-before': nowView({ on: day('2026-03-20'), at: '12:00' }),
  'now-after': nowView({ on: day('2026-03-29'), at: '12:00' }),
  'now-after-years': nowView({ on: day('2032-03-29'), at: '12:00', agenda: NOTHING }),
  'now-all': nowView(
    { at: '12:10', all: true },
    { catalogue: crowded, programme: { current: [...many, ...PLANNED.sessions.slice(0, 1)], next: [] } },
  ),
  'now-empty': nowView({ at: '16:11', agenda: NOTHING }),
}

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each([100, 40])('%i columns', (width) => {
  test.each(Object.entries(VIEWS))('%s', async (name, view) => {
    const text = await render(view, 'table', paper(width))
    await expect(text).toMatchFileSnapshot(`../../golden/${name}-${width}.txt`)
    expect(tooWide(text, width)).toEqual([])
  })
})

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

test('in ASCII signs', async () => {
  const text = await render(nowView({ at: '16:11' }), 'table', paper(80, { ascii: true }))
  await expect(text).toMatchFileSnapshot('../../golden/now-ascii.txt')
  expect(text).toMatch(/^[\n -~]*$/)
})

test.each(Object.entries(VIEWS))('colour says nothing alone: %s', async (_, view) => {
  for (const width of [40, 80]) {
    const plain = await render(view, 'table', paper(width))
    const coloured = await render(view, 'table', paper(width, { colour: 1 }))
    expect(coloured).toContain('\u001b[')
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain)
  }
})

describe('any width', () => {
  test.each(Object.entries(VIEWS))('%s', async (_, view) => {
    for (const width of [1, 10, 20, 30, 60, 79, 80, 200]) {
      const text = await render(view, 'table', paper(width))
      expect(tooWide(text, width)).toEqual([])
    }
  })
})

test('another clock: what falls on another date there says so', async () => {
  const view = nowView({ at: '16:11' }, { zone: TOKYO, offset: 540 })
  const mine = { ...view, catalogue: inTokyo }
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
    await expect(await render(late, format, paper(80))).toMatchFileSnapshot(`../../golden/now-late.${format}.txt`)
    await expect(await render(block, format, paper(80))).toMatchFileSnapshot(`../../golden/now-block.${format}.txt`)
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
