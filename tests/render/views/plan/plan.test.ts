import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Session } from '../../../../src/model/conference.js'
import { blockEntry } from '../../../../src/planning/agenda/clashes.js'
import { NO_WALKS } from '../../../../src/planning/agenda/walks.js'
import type { LeftOut, Plan, Price } from '../../../../src/planning/plan/problem.js'
import { documentOf } from '../../../../src/render/documents/documents.js'
import { render } from '../../../../src/render/render.js'
import { isImpossible } from '../../../../src/render/views/plan/plan-findings.js'
import { namesIn } from '../../../../src/render/views/plan/plan-table.js'
import type { Format, PlanView, Screen, View, WhyView } from '../../../../src/render/views.js'
import { listed, pointsCount, pointsLabel, pointsPhrase, TIMES } from '../../../../src/render/words/labels.js'
import { ALL_VIEWS, inTokyo, TOKYO } from '../../../fixtures/all-views.js'
import { BEST, block, MINE, PLANNED, planView, TROUBLED, troubledView, whyView } from '../../../fixtures/plans.js'
import { day, pick, session, TUE, timed, WED } from '../../../fixtures/programme.js'
import { tooWide } from '../../../fixtures/wide.js'

const nothing: Plan = { ...BEST, value: 0, bound: 0, chosen: [], leftOut: [] }

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

/** The lines of a view on 100 columns from one with this beginning on. */
async function linesFrom(view: View, beginning: string, width = 100): Promise<readonly string[]> {
  const lines = (await render(view, 'table', paper(width))).trimEnd().split('\n')
  const first = lines.findIndex((line) => line.startsWith(beginning))
  return first < 0 ? [] : lines.slice(first)
}

const UNPIN = 'Let going picks compete: --unpin'

describe('what is left out', () => {
  /** This many sessions at one time, with these prices. */
  function priced(prices: readonly (number | null)[], more: Partial<PlanView> = {}, own: Partial<LeftOut> = {}) {
    const sessions = prices.map((_, index) => session(`s${index}`, `Talk ${index}`, timed(TUE, '11:15', '11:45')))
    const leftOut = prices.map((regret, index): LeftOut => {
      const swap = regret === null ? {} : { swap: { gain: [`s${index}`], lose: ['least-privilege-agents'] } }
      return { id: `s${index}`, score: 1, regret, because: ['least-privilege-agents'], ...swap, ...own }
    })
    const catalogue = { ...PLANNED, sessions: [...PLANNED.sessions, ...sessions] }
    return planView({ catalogue, plan: { ...BEST, leftOut }, ...more })
  }
  const first = ({ plan: { leftOut } }: PlanView): LeftOut => {
    const [one] = leftOut
    if (!one) throw new Error('nothing is left out')
    return one
  }
  const leftOutOf = async (view: PlanView) => {
    const lines = await linesFrom(view, 'Left out')
    return lines
      .slice(1, lines.at(-2) === UNPIN ? -2 : -1)
      .map((line) => line.trim().replace(/^11:15-11:45 {2}(Talk \d+) +(\S+) +.*$/, '$1: $2'))
  }

  test.each([
    [
      'the dear one by one, the others counted',
      [1, 5, 1, 2, 1],
      ['Talk 1: 5', 'Talk 3: 2', '3 more cost 1 each (--full)'],
    ],
    ['prices that differ', [1, 5, 0.5, 1], ['Talk 1: 5', '3 more cost 1 or less (--full)']],
    ['one more is told, not counted', [1, 5, 2], ['Talk 1: 5', 'Talk 2: 2', 'Talk 0: 1']],
    [
      'none dear: the first few',
      [1, 1, 1, 1, 1],
      ['Talk 0: 1', 'Talk 1: 1', 'Talk 2: 1', '2 more cost 1 each (--full)'],
    ],
    ['what costs nothing', [5, 0, 0], ['Talk 0: 5', '2 more cost nothing (--full)']],
    [
      'more than one look takes in',
      [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
      [...Array.from({ length: 10 }, (_, index) => `Talk ${index}: 2`), '2 more cost 2 each (--full)'],
    ],
    [
      'what cannot be had stands first, and is counted, too',
      [3, null, null, null, null, null, null, null],
      [...[1, 2, 3, 4, 5].map((index) => `Talk ${index}: can't`), 'Talk 0: 3', "2 more can't be had (--full)"],
    ],
  ])('%s', async (_, prices, expected) => {
    expect(await leftOutOf(priced(prices))).toEqual(expected)
  })

  test('all of it, where all is asked for', async () => {
    const prices = [...Array.from({ length: 30 }, () => 1), ...Array.from({ length: 20 }, () => null)]
    const lines = await leftOutOf(priced(prices, { full: true }))
    expect(lines.filter((line) => line.endsWith(': 1'))).toHaveLength(30)
    expect(lines.filter((line) => line.endsWith(": can't"))).toHaveLength(20)
    expect(lines).toHaveLength(50)
  })

  test('what only a must keeps out says so', async () => {
    const must = priced([null])
    const blocked = { ...must, plan: { ...must.plan, leftOut: [{ ...first(must), because: ['block:Booth duty'] }] } }
    const lines = async (one: PlanView) => (await linesFrom(one, 'Left out')).slice(1, -1)
    expect(await lines(must)).toEqual(["  11:15-11:45  Talk 0  can't  kept: Least Privilege for Agents"])
    expect(await lines(blocked)).toEqual([expect.stringMatching(/^ {2}11:15-11:45 {2}Talk 0 {2}can't {2}(?!kept)/)])
    const narrow = (await linesFrom(must, 'Left out', 40)).slice(1, 4)
    expect(narrow).toEqual(['  11:15-11:45  Talk 0', "    can't, kept: Least Privilege for", '    Agents'])
  })

  test('what is worth more than a kept pick is no cost, and stands before the dear; then picks may compete', async () => {
    const view = priced([5, -2, ...Array.from({ length: 12 }, () => -1)])
    const lines = (await linesFrom(view, 'Left out')).slice(1, -1)
    expect(lines[0]).toBe('  11:15-11:45  Talk 1   gains 2  Least Privilege for Agents')
    expect(lines.filter((line) => line.includes('gains'))).toHaveLength(13)
    expect(lines.slice(-2)).toEqual(['  11:15-11:45  Talk 0   5        Least Privilege for Agents', UNPIN])
    expect((await linesFrom(view, 'Left out', 40)).slice(2, 4)).toEqual([
      '    gains 2: Least Privilege for Agents',
      '  11:15-11:45  Talk 2',
    ])
  })

  test('a price that is known between bounds is told by both', async () => {
    const view = priced([null, 1])
    const leftOut = view.plan.leftOut.map((one): LeftOut => (one.regret === null ? { ...one, regret: [2, 4] } : one))
    const unproven = { ...view, plan: { ...view.plan, proven: false, bound: 30, leftOut } }
    expect(await linesFrom(unproven, 'Left out')).toEqual([
      'Left out               costs   because',
      '  11:15-11:45  Talk 0  2 to 4  Least Privilege for Agents',
      '  11:15-11:45  Talk 1  1       Least Privilege for Agents',
      'More time may prove it or find a better one (--time-limit).',
      'Nothing saved. --save: these 5 going; kubeplan undo takes it back.',
    ])
  })

  test.each<[string, Partial<LeftOut>, boolean]>([
    ['priced', { regret: 1 }, false],
    ['no plan holds it', {}, true],
    ['a limit keeps it out', { because: [], limit: 'break' }, true],
    ['its price is known between bounds', { regret: [0, 2] }, false],
  ])('impossible: %s', (_, left, expected) => {
    expect(isImpossible({ id: 'a', score: 1, regret: null, because: ['x'], ...left })).toBe(expected)
  })
})

describe('reasons', () => {
  const LATE = 'frameworks-of-the-cloud'
  const at1515 = timed(TUE, '15:15', '15:45')
  const rows: readonly [string, Session['when'], Partial<LeftOut>, string][] = [
    ['a block that runs already', timed(TUE, '14:30', '15:30'), { because: ['block:Duty'] }, 'Duty until 15:00'],
    ['a block that begins', timed(TUE, '13:30', '14:30'), { because: ['block:Duty'] }, 'Duty from 14:00'],
    ['the block of that day', timed(WED, '09:30', '10:30'), { because: ['block:Duty'] }, 'Duty until 10:00'],
    ['a block too far away', timed(TUE, '15:05', '15:30'), { because: ['block:Duty'] }, 'too far from Duty'],
    ['a session', at1515, { because: [LATE] }, 'Frameworks of the Cloud'],
    [
      'a session too far away',
      timed(TUE, '15:50', '16:00'),
      { because: [LATE] },
      'too far from Frameworks of the Cloud',
    ],
    [
      'the day is full',
      at1515,
      { because: [LATE], limit: 'max-per-day' },
      'the day is full, or Frameworks of the Cloud must go',
    ],
    ['no break', at1515, { because: [], limit: 'break' }, 'no break would be left'],
    [
      'several',
      at1515,
      { because: [LATE, 'telemetry-update', 'charts-again', 'ten-times-toolkit'], limit: 'break' },
      'no break would be left, or Frameworks of the Cloud, Telemetry Project Update and 2 others must go',
    ],
  ]
  test.each(rows)('%s', async (_, when, own, expected) => {
    const one = session('one', 'One', when)
    const catalogue = { ...PLANNED, sessions: [...PLANNED.sessions, one] }
    const blocks = [block(WED, '09:00', '10:00', 'Duty'), block(TUE, '14:00', '15:00', 'Duty')].map(blockEntry)
    const leftOut: LeftOut = { id: 'one', score: 1, regret: 2, because: [], ...own }
    const [, line] = await linesFrom(
      planView({ catalogue, blocks, plan: { ...BEST, leftOut: [leftOut] } }),
      'Left out',
      200,
    )
    expect(line?.replace(/^ +\S*(?: \d\d:\d\d-\d\d:\d\d)? +One +2 +/, '')).toBe(expected)
  })

  test('the same content', async () => {
    const [, line = ''] = await linesFrom(
      planView({ plan: { ...BEST, leftOut: TROUBLED.leftOut.filter(({ id }) => id === 'telemetry-update-2') } }),
      'Left out',
    )
    expect(line).toContain('the same as Telemetry Project Update')
  })

  test('its end is never cut, also where it takes the place of several shorter ones', async () => {
    const lines = await linesFrom(planView(), 'Left out', 40)
    expect(lines.slice(5, 8)).toEqual([
      '  16:15-17:30  Tutorial: Attack and Def…',
      '    costs 5: Telemetry Project Update',
      "    and The Tenfold Engineer's Toolkit",
    ])
  })
})

describe('swaps for nothing', () => {
  const swap = (gain: string, lose: string) => ({ gain: [gain], lose: [lose] })
  const view = (swaps: readonly string[][], full = false) => {
    const zeroCostSwaps = swaps.flatMap(([lose = '', ...gains]) => gains.map((gain) => swap(gain, lose)))
    return planView({ full, plan: { ...BEST, leftOut: [], zeroCostSwaps } })
  }
  const many = [
    ['charts-again', 'pipelines-of-telemetry'],
    ['telemetry-update', 'logs-of-a-shift', 'far-end'],
    ['ten-times-toolkit', 'engines-of-policy', 'quiet-hour', 'far-end', 'liftoff', 'open-prices'],
    ['frameworks-of-the-cloud', 'open-prices'],
  ]

  test('what comes in for the same is told together, and the rest counted', async () => {
    expect((await linesFrom(view(many), 'Pipelines', 200)).slice(0, -1)).toEqual([
      'Pipelines of Telemetry instead of Charts Are Here Again. So, Now What? costs nothing.',
      'Logs Driving a Shift or Notes From the Far End of the Building instead of Telemetry Project Update costs nothing.',
      "Engines of Policy, A Quiet Hour, Notes From the Far End of the Building or 2 others instead of The Tenfold Engineer's Toolkit costs nothing.",
      '1 more swap costs nothing (--full).',
    ])
  })

  test('all', async () => {
    const lines = await linesFrom(view(many, true), 'Pipelines', 300)
    expect(lines).toHaveLength(5)
    expect(lines[2]).toContain('Protocols at Liftoff or Open Prices instead of')
  })

  test('they are not among the left out', async () => {
    expect(await linesFrom(troubledView({ full: true }), 'Left out')).not.toContain(expect.stringMatching(/ 0 /))
  })
})

describe('worth', () => {
  const headOf = async (plan: Partial<Plan>, more: Partial<PlanView> = {}) => {
    const text = await render(planView({ plan: { ...BEST, ...plan }, ...more }), 'table', paper(400))
    return text.split('\n')[0]?.split(' · ').slice(0, 2)
  }

  test('proven, not proven, repaired', async () => {
    expect(await headOf({}, { competing: [] })).toEqual(['Worth 25; no plan beats it (proven)', 'DemoConf 2026'])
    expect(await headOf({ bound: 27, proven: false }, { competing: [] })).toEqual([
      'Worth 25; at most 27, not proven',
      'DemoConf 2026',
    ])
    expect(await headOf(TROUBLED, { competing: planView().competing.slice(0, 1) })).toEqual([
      'Worth about 24.5 after the price of the changes; at most 27, not proven',
      '1 going pick clashes, so it competes here',
    ])
  })

  test('points are told to the tenth, which sentences say', () => {
    const points = [25, 0.5, 1 / 3, 0.1 + 0.2, -0, 1e-9, 1000.0004, 96.953, 0.033]
    expect(points.map((one) => pointsLabel(one))).toEqual(['25', '0.5', '0.3', '0.3', '0', '0', '1000', '97', '<0.1'])
    expect(points.map((one) => pointsPhrase(one))).toEqual([
      ...['25', '0.5', 'about 0.3', '0.3', '0', '0', '1000', 'about 97', 'less than 0.1'],
    ])
    expect([1, 0.5, 2, 0, 1.04, 0.033].map((one) => pointsCount(one))).toEqual([
      ...['1 point', '0.5 points', '2 points', '0 points', 'about 1 point', 'less than 0.1 points'],
    ])
  })

  test('a sum of what is rounded where it is shown is told as such', async () => {
    const thirds = BEST.chosen.slice(0, 3).map((one) => ({ ...one, score: 0.333 }))
    expect(await headOf({ value: 1, bound: 1, chosen: thirds }, { competing: [] })).toEqual([
      ...['Worth about 1; no plan beats it (proven)', 'DemoConf 2026'],
    ])
    expect(await headOf({ value: 1, bound: 1, chosen: thirds.slice(0, 0) }, { competing: [] })).toEqual([
      ...['Worth 1; no plan beats it (proven)', 'DemoConf 2026'],
    ])
  })

  test('beside a session stands what competes with it, and nothing where nothing does', async () => {
    const [one] = BEST.chosen
    if (!one) throw new Error('nothing is chosen')
    const rest = async (regret: Price, gain: readonly string[]) => {
      const chosen = [{ ...one, regret, swap: { gain, lose: [one.id] } }]
      const [line = ''] = await linesFrom(planView({ plan: { ...BEST, chosen }, blocks: [] }), '  11:15', 140)
      return line.split(' p5')[1]
    }
    expect(await rest(5, [])).toBe('')
    expect(await rest(5, ['logs-of-a-shift'])).toBe('  or −5 Logs Driving a Shift')
    expect(await rest(0.167, ['logs-of-a-shift'])).toBe('  or −0.2 Logs Driving a Shift')
    expect(await rest(0.033, ['logs-of-a-shift'])).toBe('  or about equally Logs Driving a Shift')
    expect(await rest(-1, [])).toBe('  or +1 nothing')
    expect(await rest([2, 4], ['logs-of-a-shift'])).toBe('  or −2 to 4 Logs Driving a Shift')
    expect(await rest([-1, 4], ['logs-of-a-shift'])).toBe('  or −4 to +1 Logs Driving a Shift')
  })
})

test('what --save does is told as it is', async () => {
  const last = async (more: Partial<PlanView>) => (await linesFrom(planView(more), 'Left out')).at(-1)
  const none = { ...BEST, chosen: [] }
  const one = { ...BEST, chosen: BEST.chosen.slice(0, 1) }
  const unpicked = { ...MINE, picks: [] }
  expect(await last({})).toBe('Nothing saved. --save: these 5 going, the rest maybe; kubeplan undo takes it back.')
  expect(await last({ plan: one })).toBe(
    'Nothing saved. --save: this one going, the rest maybe; kubeplan undo takes it back.',
  )
  expect(await last({ agenda: unpicked })).toBe('Nothing saved. --save: these 5 going; kubeplan undo takes it back.')
  expect(await last({ saved: true })).toBe('Saved: these 5 going, the rest maybe. kubeplan undo takes it back.')
  expect(await last({ plan: none })).toBe('Nothing saved.')
})

describe('names', () => {
  const nameAmong = (...titles: readonly string[]) => {
    const sessions = titles.map((title, index) => session(`s${index}`, title, { kind: 'unscheduled' }))
    return namesIn({ catalogue: { ...PLANNED, sessions }, agenda: MINE }, TIMES).nameOf('s0')
  }
  test.each([
    [['Attack and Defense: Under Siege'], 'Attack and Defense'],
    [['Tutorial: Attack Defense: Under Siege'], 'Tutorial: Attack Defense'],
    [['Tutorial: Attack Defense'], 'Tutorial: Attack Defense'],
    [['Open Prices - What a Cluster Costs'], 'Open Prices'],
    [['Crossplane - The Framework: A Story'], 'Crossplane - The Framework'],
    [['Kubernetes 在地社群：從零開始'], 'Kubernetes 在地社群'],
    [['Lightning Talk: One', 'Lightning Talk: Two'], 'Lightning Talk: One'],
    [['Gateway API: Bridges', 'Gateway API'], 'Gateway API: Bridges'],
    [['Gateway API: Bridges', 'Gateway API: Bridges'], 'Gateway API'],
    [['A\u001b[2J B: C'], 'A\\x1b[2J B'],
    [['Alone'], 'Alone'],
    [[''], ''],
  ])('%j is called %s', (titles, expected) => {
    expect(nameAmong(...titles)).toBe(expected)
  })

  test('blocks, picks that are gone, and what nobody knows', () => {
    const { nameOf } = namesIn({ catalogue: PLANNED, agenda: MINE }, TIMES)
    expect(['block:Booth duty', 'gone-with-the-wind', 'x\u0007'].map(nameOf)).toEqual([
      'Booth duty',
      'Gone With the Wind Farm',
      'x\\x07',
    ])
  })

  test('listed', () => {
    const names = ['A', 'B', 'C', 'D']
    expect([0, 1, 2, 3, 4].map((until) => listed(names.slice(0, until), 'and', 2))).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
      'A, B and 2 others',
    ])
    expect(listed(names, 'or')).toBe('A, B, C or D')
  })
})

describe('why, in words', () => {
  const GOING = 'telemetry-update'
  const ELSE = 'logs-of-a-shift'
  const verdictOf = async (view: WhyView) => {
    const lines = (await render(view, 'table', paper(400))).split('\n')
    return lines[2]
  }
  const chosen = (regret: Price): WhyView =>
    whyView(GOING, { plan: { ...BEST, chosen: [{ id: GOING, score: 5, regret }] } })
  const left = (own: Partial<LeftOut>): WhyView =>
    whyView(ELSE, { plan: { ...BEST, leftOut: [{ id: ELSE, score: 4, regret: null, because: [GOING], ...own }] } })
  const bare = (one: Session): WhyView => ({ ...whyView(GOING), session: one, plan: nothing })

  test.each<[WhyView, string]>([
    [chosen(1), 'Going is free: it is in the best plan. Not going costs 1 point: the best plan falls from 25 to 24.'],
    [
      chosen(0),
      'Going is free: it is in the best plan. Not going costs nothing either: another plan is also worth 25.',
    ],
    [chosen([1, 2.5]), 'Going is free: it is in the best plan. Not going costs 1 to 2.5 points.'],
    [
      chosen(-2.5),
      'It is in the best plan because it must be. Not going gains 2.5 points: the best plan rises from 25 to 27.5.',
    ],
    [left({ regret: 5 }), 'Going costs 5 points: the best plan falls from 25 to 20.'],
    [left({ regret: 0 }), 'Going costs nothing: the best plan with it is also worth 25.'],
    [left({ regret: -2 }), 'Going gains 2 points: the best plan rises from 25 to 27.'],
    [
      left({ regret: 2, swap: { gain: [ELSE], lose: [GOING] }, because: [GOING] }),
      'Going costs 2 points: the best plan falls from 25 to 23.',
    ],
    [
      { ...left({ regret: 2, swap: { gain: [ELSE], lose: [GOING] } }), competing: [] },
      'Going costs 2 points: the best plan falls from 25 to 23. Your going pick Telemetry Project Update would give way.',
    ],
    [
      left({ regret: 0, swap: { gain: [ELSE], lose: ['least-privilege-agents', GOING, 'frameworks-of-the-cloud'] } }),
      'Going costs nothing: the best plan with it is also worth 25. ' +
        'Your going picks Least Privilege for Agents and Frameworks of the Cloud would give way.',
    ],
    [left({}), 'Going is impossible: Telemetry Project Update stays.'],
    [left({ because: [], limit: 'max-per-day' }), 'Going is impossible: the day is full.'],
    [left({ regret: [2, 4] }), 'Going costs 2 to 4 points; more time may give the exact price.'],
    [
      bare(session('x', 'X', timed(TUE, '10:00', '11:00'), { status: 'cancelled' })),
      'Going is impossible: it is cancelled.',
    ],
    [bare(session('x', 'X', { kind: 'unscheduled' })), 'No plan can place it: its time is not known.'],
    [
      bare(session('x', 'X', timed(TUE, '10:00', '11:00'), { kind: 'umbrella' })),
      'It takes no time itself: other sessions happen inside it.',
    ],
    [bare(session('x', 'X', timed(TUE, '10:00', '11:00'))), 'This plan does not consider it.'],
  ])('%#', async (view, expected) => {
    expect(await verdictOf(view)).toBe(expected)
  })

  test.each<[string, Price, NonNullable<Plan['chosen'][number]['swap']>, string]>([
    [
      'stands alone',
      2.5,
      { gain: [], lose: [GOING] },
      'Nothing of yours is in the way: going adds 2.5 points (22.5 to 25).',
    ],
    ['takes a place', 1, { gain: [ELSE], lose: [GOING] }, 'Going adds 1 point (24 to 25).'],
    ['is worth no more', 0, { gain: [ELSE], lose: [GOING] }, 'Going costs nothing (25 either way).'],
    ['must be', -2, { gain: [ELSE], lose: [GOING] }, 'Going costs 2 points: the best plan falls from 27 to 25.'],
    [
      'has no proven price',
      [1, 2],
      { gain: [ELSE], lose: [GOING] },
      'Going adds 1 to 2 points; more time may give the exact price.',
    ],
  ])('what is not picked is not told as mine: %s', async (_, regret, swap, expected) => {
    const plan = { ...BEST, chosen: [{ id: GOING, score: 5, regret, swap }] }
    const view = whyView(GOING, { plan, agenda: { ...MINE, picks: [pick(ELSE)] }, repeats: [], walks: NO_WALKS })
    const lines = (await render(view, 'table', paper(100))).trimEnd().split('\n')
    expect(lines[2]).toBe(`Not on your agenda. ${expected}`)
    expect(lines.slice(3, -1).map((line) => line.replace(/ {2}(?:p?\d|known|not).*$/, ''))).toEqual([
      '  gain  Telemetry Project Update',
      ...swap.gain.map(() => '  lose  Logs Driving a Shift    '),
      'Video ',
    ])
    expect(lines.at(-1)).toBe('Go there: kubeplan plan --must telemetry-update')
  })

  test('a plan that is not proven best is not called that', async () => {
    const view = chosen([0, 3])
    expect(await verdictOf({ ...view, plan: { ...view.plan, proven: false } })).toBe(
      'Going is free: it is in the plan, which is not proven best. Not going costs 0 to 3 points.',
    )
  })

  test('the next step is to go there, where that can be', async () => {
    const last = async (view: WhyView) => (await render(view, 'table', paper(100))).trimEnd().split('\n').at(-1)
    expect(await last(left({}))).toBe('Video   known')
    expect(await last(left({ regret: 0 }))).toBe('Go there: kubeplan plan --must logs-of-a-shift')
    expect(await last(left({ regret: 2 }))).toBe('Go anyway: kubeplan plan --must logs-of-a-shift')
  })

  test('a walk that is too long says by how much', async () => {
    expect(await linesFrom(whyView('far-end'), 'Walk', 140)).toEqual([
      'Walk    Hall 1-5 → Attic takes 6 min, you have 5 min, 1 min short (Booth duty ends 15:00)',
      '        Attic → Harbour 1+2 takes 12 min, you have 3 min, 9 min short (Frameworks of the Cloud starts 15:15)',
      'Video   not known',
    ])
  })

  test('where nobody walks, no walk is told', async () => {
    expect(await linesFrom(whyView('far-end', { walks: NO_WALKS }), 'Walk')).toEqual([])
  })

  test('the walk is that of the plan with the session, not of the one without', async () => {
    const swap = { gain: ['far-end'], lose: ['frameworks-of-the-cloud'] }
    const leftOut: LeftOut = { id: 'far-end', score: 1, regret: 4, because: swap.lose, swap }
    const agenda = { ...MINE, blocks: [] }
    expect(await linesFrom(whyView('far-end', { agenda, plan: { ...BEST, leftOut: [leftOut] } }), 'Walk', 140)).toEqual(
      [
        'Walk    Harbour 1+2 → Attic takes 12 min, you have 2 h 35 (Charts Are Here Again. So, Now What? ends 12:30)',
        '        Attic → G102-103 takes 6 min, you have 1 h 03 (Telemetry Project Update starts 16:15)',
        'Video   not known for either',
        'Go anyway: kubeplan plan --must far-end',
      ],
    )
  })

  const first = session('first', 'A Talk', timed(TUE, '11:00', '11:30'))
  const lost = (...others: readonly Session[]): WhyView => {
    const own = session('own', 'Own', timed(TUE, '11:00', '11:30'))
    const sessions = [own, first, ...others]
    const swap = { gain: ['own'], lose: ['first'] }
    const plan = {
      ...nothing,
      chosen: [{ id: 'first', score: 1, regret: 1 }],
      leftOut: [{ id: 'own', score: 1, regret: 1, because: ['first'], swap }],
    }
    return { ...whyView(GOING), catalogue: { ...PLANNED, sessions }, session: own, plan, repeats: [] }
  }
  const again = (id: string, when: Session['when'], more: Partial<Session> = {}) =>
    session(id, 'A Talk Again', when, { repeatOf: 'first', ...more })
  test.each<[string, readonly Session[], string]>([
    ['never', [], 'not repeated'],
    ['later that day', [again('b', timed(TUE, '15:00', '15:30'))], 'repeated 15:00'],
    [
      'the next one',
      [again('c', timed(day('2026-03-26'), '15:00', '15:30')), again('b', timed(WED, '14:00', '14:30'))],
      'repeated Wed 14:00',
    ],
    ['only before', [again('b', timed(day('2026-03-23'), '10:00', '10:30'))], 'also Mon 10:00'],
    ['a cancelled one is none', [again('b', timed(WED, '14:00', '14:30'), { status: 'cancelled' })], 'not repeated'],
    ['one without a time', [again('b', { kind: 'dated', day: WED })], 'not repeated'],
  ])('what is lost comes again: %s', async (_, others, expected) => {
    const [line = ''] = await linesFrom(lost(...others), '  lose')
    expect(line.replace(/^ {2}lose {2}A Talk +1 +11:00 +/, '')).toBe(expected)
  })

  test('recordings', async () => {
    const video = (ids: readonly string[]) => {
      const sessions = PLANNED.sessions.map(({ video: _, ...one }) =>
        ids.includes(one.id) ? { ...one, video: 'x' } : one,
      )
      return linesFrom(whyView('attack-and-defense', { catalogue: { ...PLANNED, sessions } }), 'Video', 200)
    }
    const three = ['attack-and-defense', 'telemetry-update', 'ten-times-toolkit']
    expect((await video([]))[0]).toBe('Video   not known for any of the three')
    expect((await video(three))[0]).toBe('Video   known for all three')
    expect((await video(three.slice(0, 1)))[0]).toBe(
      "Video   known for Tutorial: Attack and Defense; not for Telemetry Project Update and The Tenfold Engineer's Toolkit",
    )
  })
})

describe('documents', () => {
  const times = (start: string, end: string) => ({
    start: `2026-03-24T${start}:00+01:00`,
    end: `2026-03-24T${end}:00+01:00`,
  })

  test('plan/1', () => {
    const document = documentOf(planView({ unplaced: troubledView().unplaced }))
    expect(document).toEqual({
      kubeplan: 'plan/1',
      value: 25,
      bound: 25,
      proven: true,
      chosen: [
        { session: 'least-privilege-agents', score: 5, regret: 1, ...times('11:15', '11:45') },
        { session: 'charts-again', score: 5, regret: 1, ...times('12:00', '12:30') },
        { session: 'frameworks-of-the-cloud', score: 5, regret: 1, ...times('15:15', '15:45') },
        { session: 'telemetry-update', score: 5, regret: 1, ...times('16:15', '16:45') },
        { session: 'ten-times-toolkit', score: 5, regret: 1, ...times('17:00', '17:30') },
      ],
      left_out: BEST.leftOut.map(({ id, score, regret, because }) => ({ session: id, score, regret, because })),
      unplaced: [
        { session: 'poster-session', because: 'no-time' },
        { session: 'hall-of-small-things', because: 'umbrella' },
      ],
      conflicts: [],
    })
    expect(Object.keys(document)[0]).toBe('kubeplan')
  })

  test('plan/1: ways out, a repair, prices that nobody knows', () => {
    const document = documentOf(troubledView())
    expect(document).toMatchObject({
      value: 24.5,
      bound: 27,
      proven: false,
      conflicts: [
        { drop: ['ten-years-of-packets'], value: 24.5 },
        { drop: ['charts-again', 'pipelines-of-telemetry'], value: 21 },
      ],
      repair: {
        kept: ['least-privilege-agents', 'frameworks-of-the-cloud'],
        swapped: [{ lost: 'attack-and-defense', gained: 'telemetry-update' }],
        lost: ['ten-years-of-packets', 'gone-with-the-wind'],
        gained: ['kubernetes-in-taipei'],
      },
    })
    expect(JSON.parse(JSON.stringify(document))['chosen'][3]).toEqual({
      session: 'policy-as-prose',
      score: 1,
      regret: null,
      start: '2026-03-25T09:00:00+01:00',
      end: '2026-03-25T09:35:00+01:00',
    })
  })

  test('times are on the clock shown', () => {
    expect(documentOf(planView({ catalogue: inTokyo(PLANNED), zone: TOKYO }))).toMatchObject({
      chosen: [{ start: '2026-03-24T19:15:00+09:00' }, {}, {}, {}, {}],
    })
  })

  test('why/1', () => {
    expect(documentOf(whyView('attack-and-defense'))).toEqual({
      kubeplan: 'why/1',
      session: 'attack-and-defense',
      chosen: false,
      score: 5,
      regret: 5,
      gain: ['attack-and-defense'],
      lose: ['telemetry-update', 'ten-times-toolkit'],
      because: ['telemetry-update', 'ten-times-toolkit'],
    })
    expect(documentOf(whyView('telemetry-update'))).toEqual({
      kubeplan: 'why/1',
      session: 'telemetry-update',
      chosen: true,
      score: 5,
      regret: 1,
      gain: ['logs-of-a-shift'],
      lose: ['telemetry-update'],
      because: [],
    })
    expect(documentOf(whyView('poster-session'))).toEqual({
      kubeplan: 'why/1',
      session: 'poster-session',
      chosen: false,
      regret: null,
      gain: [],
      lose: [],
      because: [],
    })
  })

  const views = Object.entries(ALL_VIEWS).filter(([, { kind }]) => kind === 'plan' || kind === 'why')
  test.each(views)('JSON and YAML say the same: %s', async (_, view) => {
    expect(parse(await render(view, 'yaml', paper(80)))).toEqual(JSON.parse(await render(view, 'json', paper(80))))
  })
})

describe('in a pipe', () => {
  test('plan: the chosen, the left out, what has no time; ids first, for kubeplan add -', async () => {
    expect((await render(troubledView(), 'tsv', paper(80))).split('\n')).toEqual([
      'id	what	date	start	end	score	regret	because	room	title',
      'least-privilege-agents	chosen	2026-03-24	11:15	11:45	2.25	0		Hall 8 | Room F	Least Privilege for Agents: Who May Call What, and Who Said So',
      'frameworks-of-the-cloud	chosen	2026-03-24	15:15	15:45	5	-1.5		Harbour 1+2	Frameworks of the Cloud',
      'telemetry-update	chosen	2026-03-24	16:15	16:45	5	5		G102-103	Telemetry Project Update',
      'policy-as-prose	chosen	2026-03-25	09:00	09:35	1			Lab 2	Policy as Prose',
      'kubernetes-in-taipei	chosen	2026-03-25	11:00	11:35	4	0.125		大會議廳	Kubernetes 在地社群：從零開始的維運之路 🚀 and What It Taught Us',
      'gateways-without-tears	left_out	2026-03-24	11:15	11:45	4	0	least-privilege-agents	Harbour 1+2	Gateways Without Tears: What We Learned From Moving 400 Ingresses',
      'agents-on-behalf	left_out	2026-03-24	11:15	11:45	3	0	least-privilege-agents	Forum	When an Agent Acts on Your Behalf',
      'far-end	left_out	2026-03-24	15:05	15:12	3	2.5	frameworks-of-the-cloud	Attic	Notes From the Far End of the Building',
      'liftoff	left_out	2026-03-24	14:30	15:00	3		block:Lunch; block:Booth duty	Hall 8 | Room D	Protocols at Liftoff',
      'open-prices	left_out	2026-03-24	15:15	15:45	4	1	telemetry-update	Forum	Open Prices - Counting What a Cluster Costs',
      'quiet-hour	left_out	2026-03-24	17:00	17:30	2			Forum	A Quiet Hour',
      'walls-of-yaml	left_out	2026-03-25	09:00	09:35	2	0..1.5	policy-as-prose	Harbour 1+2	Walls of YAML',
      'telemetry-update-2	left_out	2026-03-25	14:00	14:30	5	1	telemetry-update	Forum	Telemetry Project Update (again)',
      'poster-session	unplaced	2026-03-24					no-time		Poster Session: Schedulers',
      'hall-of-small-things	unplaced						umbrella		Hall of Small Things',
      '',
    ])
  })

  test('why: the session, then what else changes', async () => {
    expect(await render(whyView('attack-and-defense'), 'csv', paper(80))).toBe(
      [
        'id,what,date,start,end,score,regret,because,room,title',
        'attack-and-defense,left_out,2026-03-24,16:15,17:30,5,5,telemetry-update; ten-times-toolkit,Lab 1,Tutorial: Attack and Defense: Reading a Kernel While It Is Under Siege',
        'telemetry-update,lose,2026-03-24,16:15,16:45,,,,G102-103,Telemetry Project Update',
        "ten-times-toolkit,lose,2026-03-24,17:00,17:30,,,,Harbour 1+2,The Tenfold Engineer's Toolkit",
        '',
      ].join('\r\n'),
    )
    const lines = (await render(whyView('telemetry-update'), 'tsv', paper(80))).split('\n')
    expect(lines.map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
      'id what',
      'telemetry-update chosen',
      'logs-of-a-shift gain',
      '',
    ])
    expect(await render(whyView('poster-session'), 'tsv', paper(80))).toContain(
      'poster-session\tunplaced\t2026-03-24\t\t',
    )
  })
})

/** Everything that could act on a terminal or hide, in one text. */
const EVIL = [
  '\u001b[2J\u001b[31m\u001b]52;c;eA==\u0007\u001b]8;;http://x\u001b\\\u009b2J',
  '\r\b\v\f\0\u007f\u0085\u202e\u2066\u2028\u2029\u200f\ufeff\u{e0041}\u3164\ud800\u200b\u2060',
  `a${'\u0301'.repeat(60)}\u200d\u200c\t\n`,
].join('')

describe('hostile texts', () => {
  const evil = (mark: string, more: Partial<Session> = {}): Session =>
    session(EVIL + mark, EVIL + mark, timed(TUE, '10:00', '11:00'), { room: EVIL + mark, video: EVIL, ...more })
  const repeat = evil('4', { repeatOf: `${EVIL}1`, when: timed(WED, '10:00', '11:00') })
  const sessions = [evil('1'), evil('2'), evil('3', { when: timed(TUE, '11:05', '11:30') }), repeat]
  const [one, two, three, four] = sessions.map(({ id }) => id)
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('four')
  const blockId = `block:${EVIL}`
  const swap = { gain: [two, four], lose: [one] }
  const plan: Plan = {
    value: 1,
    bound: 1,
    proven: true,
    chosen: [
      { id: one, score: 1, regret: 1, swap },
      { id: three, score: 1, regret: 0, swap: { gain: [], lose: [three] } },
    ],
    leftOut: [
      { id: two, score: 1, regret: 1, because: [one, three], swap: { gain: [two], lose: [one, three] } },
      { id: four, score: 1, regret: null, because: [one, blockId] },
    ],
    zeroCostSwaps: [swap],
    conflicts: [{ drop: [one, EVIL], value: 1 }],
    unmet: [{ ...blockEntry(block(TUE, '12:00', '13:00', EVIL)), minutes: 30, because: [blockId] }],
    repair: { kept: [one], swapped: [{ lost: two, gained: three }], lost: [EVIL], gained: [four] },
  }
  const setting = {
    catalogue: { ...PLANNED, conference: { ...PLANNED.conference, name: EVIL }, sessions },
    zone: EVIL,
    plan,
    agenda: {
      ...MINE,
      picks: [pick(EVIL, { seen: { title: EVIL } })],
      blocks: [block(TUE, '11:32', '12:00', EVIL, EVIL)],
    },
  }
  const blocks = setting.agenda.blocks.map(blockEntry)
  const walks = { between: () => 9, knows: () => true, reach: () => 9 }
  const interests = new Map(sessions.map(({ id }) => [id, [EVIL]]))
  const called = { words: [EVIL], flags: [['--track', EVIL] as const] }
  const views: readonly View[] = [
    {
      kind: 'plan',
      ...setting,
      competing: sessions,
      blocks,
      unplaced: sessions.map(({ id }) => ({ session: id, because: 'cancelled' })),
      full: true,
      saved: false,
      walks,
      breaks: [],
      interests,
      called,
    },
    ...sessions.map(
      (own): View => ({
        kind: 'why',
        ...setting,
        session: own,
        competing: [],
        walks,
        whyNot: () => undefined,
        repeats: sessions,
      }),
    ),
  ]
  const RAW =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u

  test.each(['table', 'tsv', 'csv', 'json', 'yaml'] satisfies Format[])('reach nobody raw as %s', async (format) => {
    for (const view of views) {
      for (const width of [1, 10, 40, 72, 100]) {
        const text = await render(view, format, paper(width))
        const body = text.replaceAll('\r\n', '\n').replaceAll('\t', format === 'tsv' ? ' ' : '\t')
        expect(body.match(RAW)).toBeNull()
        if (format !== 'json' && format !== 'yaml') expect(body).not.toMatch(/\p{M}{9}/u)
        expect(text).not.toMatch(/undefined|\[object|NaN/)
        if (format === 'table') {
          expect(tooWide(text, Math.max(width, 2))).toEqual([])
        }
      }
    }
  })

  test('in colour only colour of our own', async () => {
    for (const view of views) {
      const text = await render(view, 'table', paper(80, { colour: 1 }))
      expect(text.replace(/\u001b\[(?:1|2|4|22|24|31|32|33|36|39)m/g, '').match(RAW)).toBeNull()
    }
  })
})

test('a long programme is set quickly: no step looks at all of it for each session', async () => {
  const sessions = Array.from({ length: 10_000 }, (_, index) =>
    session(`s${index}`, `Talk ${index}: ${'a: '.repeat(50)}`, timed(TUE, '11:15', '11:45')),
  )
  const leftOut = sessions.map(({ id }): LeftOut => ({ id, score: 1, regret: 1, because: ['s0'] }))
  const view = planView({ catalogue: { ...PLANNED, sessions }, full: true, plan: { ...BEST, chosen: [], leftOut } })
  const lines = (await render(view, 'table', paper(100))).split('\n')
  expect(lines.filter((line) => line.startsWith('  11:15-11:45  Talk '))).toHaveLength(10_000)
})
