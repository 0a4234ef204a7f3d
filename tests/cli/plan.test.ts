import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { endlessProgramme } from '../fixtures/endless.js'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Planning Days, timezone: Europe/Amsterdam }
rooms: { walks: [{ from: Near, to: Far, walk: 20m }] }
sessions:
  - { title: Alpha, room: Near, start: 2026-03-24 09:00, end: "09:30", track: Security }
  - { title: Beta, room: Near, start: 2026-03-24 09:00, end: "09:30", track: Operations }
  - { title: Gamma, room: Far, start: 2026-03-24 09:45, end: "10:15", track: Security }
  - { title: Delta, room: Near, start: 2026-03-24 11:00, end: "12:30", track: Operations }
  - { title: Lunch, kind: break, start: 2026-03-24 12:30, end: "13:30" }
  - { title: Epsilon, room: Near, start: 2026-03-25 09:00, end: "09:30", repeat_of: alpha }
  - { title: Zeta, date: 2026-03-25, track: Security }
`

function conference() {
  const home = newHome()
  writeFileSync(join(home, 'work', 'c.yaml'), PROGRAMME)
  const run = (...argv: readonly string[]) =>
    kubeplan(argv, { home, environment: { KUBEPLAN_CATALOGUE: join(home, 'work', 'c.yaml') } })
  const plan = async (...argv: readonly string[]) => JSON.parse((await run('plan', '--json', ...argv)).stdout)
  return { home, run, plan }
}

const ids = (list: readonly { readonly session: string }[]) => list.map(({ session }) => session)

describe('plan', () => {
  test('going picks that do not clash are kept, those that clash compete, maybe picks compete', async () => {
    const { run, plan } = conference()
    await run('add', 'alpha', 'beta', '-p', '2')
    await run('add', '--maybe', 'gamma', '-p', '5')
    const found = await plan()
    expect(found).toMatchObject({ kubeplan: 'plan/1', value: 7, bound: 7, proven: true, conflicts: [], unplaced: [] })
    expect(ids(found.chosen)).toEqual(['gamma', 'epsilon'])
    expect(
      found.left_out.map(({ session, regret, because }: { session: string; regret: number; because: string[] }) => [
        session,
        regret,
        because,
      ]),
    ).toEqual([['beta', 3, ['gamma']]])
    const { stdout } = await run('plan', '--format', 'table', '--width', '100')
    expect(stdout).toContain('2 going picks clash, so they compete here')
  })

  test('a walk that nobody can make is no plan; --walk 0m makes everything next door', async () => {
    const { plan } = conference()
    expect(ids((await plan('--all', '--day', 'tue')).chosen)).toEqual(['alpha', 'delta'])
    expect(ids((await plan('--all', '--day', 'tue', '--walk', '0m')).chosen)).toEqual(['alpha', 'gamma', 'delta'])
  })

  test('interests count by the half hour; what has no time is named', async () => {
    const { plan } = conference()
    const found = await plan('--like', 'track:security:2', '--like', 'track:operations')
    expect(found.chosen.map(({ session, score }: { session: string; score: number }) => [session, score])).toEqual([
      ['gamma', 2],
      ['delta', 3],
      ['epsilon', 2],
    ])
    expect(found.unplaced).toEqual([{ session: 'zeta', because: 'no-time' }])
  })

  test('the same content is attended once', async () => {
    const { plan } = conference()
    expect(ids((await plan('--all')).chosen)).toEqual(['beta', 'delta', 'epsilon'])
  })

  test('breaks, a most per day and hours hold', async () => {
    const { plan } = conference()
    expect(ids((await plan('--all', '--day', 'tue', '--break', '11:00-12:30/60m')).chosen)).toEqual(['alpha'])
    expect(ids((await plan('--all', '--day', 'tue', '--max-per-day', '1')).chosen)).toEqual(['delta'])
    expect(ids((await plan('--all', '--day', 'tue', '--not-before', '09:30')).chosen)).toEqual(['gamma', 'delta'])
    expect(ids((await plan('--all', '--day', 'tue', '--not-after', '12:00')).chosen)).toEqual(['alpha'])
  })

  test('musts that clash: exit 1, with every way out', async () => {
    const { run } = conference()
    const { exit, stdout } = await run('plan', '--json', '--must', 'alpha', '--must', 'beta', '--all', '--day', 'tue')
    expect(exit).toBe(1)
    expect(JSON.parse(stdout).conflicts).toEqual([
      { drop: ['beta'], value: 4 },
      { drop: ['alpha'], value: 4 },
    ])
  })

  test('nothing is written without --save; --save makes it the agenda and can be undone', async () => {
    const { home, run } = conference()
    await run('add', 'alpha', 'beta')
    const file = join(home, '.local/share/kubeplan/planning-days/agenda.yaml')
    const before = readFileSync(file, 'utf8')
    await run('plan')
    expect(readFileSync(file, 'utf8')).toBe(before)
    await run('plan', '--day', 'tue', '--save', '--like', 'track:operations')
    const picks = async () =>
      JSON.parse((await run('agenda', '--json')).stdout).picks.map(
        ({ session, stage }: { session: string; stage: string }) => [session, stage],
      )
    expect(await picks()).toEqual([
      ['alpha', 'maybe'],
      ['beta', 'going'],
      ['delta', 'going'],
    ])
    await run('undo')
    expect(await picks()).toEqual([
      ['alpha', 'going'],
      ['beta', 'going'],
    ])
  })

  test('the order of the file means nothing', async () => {
    const { home, plan } = conference()
    const found = await plan('--all')
    const [head = '', ...sessions] = PROGRAMME.split('\n  - ')
    writeFileSync(
      join(home, 'work', 'c.yaml'),
      [head, ...sessions.map((line) => line.trimEnd()).reverse()].join('\n  - '),
    )
    expect(await plan('--all')).toEqual({ ...found, unplaced: expect.anything() })
  })

  test.each([
    [['plan'], 'nothing to plan'],
    [['plan', '--like', 'track:secrity'], 'Security'],
    [['plan', '--all', '--break', 'noon'], '12:00-14:00/45m'],
    [['plan', '--all', '--max-per-day', '0'], 'a number'],
    [['plan', '--must', 'nonesuch'], 'nonesuch'],
    [['plan', '--all', '--time-limit', '0'], '10s or 2m'],
    [['why', 'alpha', '--time-limit', 'soon'], '10s or 2m'],
    [['why', 'zeta'], 'has no time yet'],
    [['plan', '--must', 'zeta'], 'has no time yet'],
    [['plan', '--all', '--max-hours', '0'], '5h or 4h30m'],
  ])('%j is wrong usage', async (line, hint) => {
    const { exit, stderr } = await conference().run(...line)
    expect(exit).toBe(2)
    expect(stderr).toContain(hint)
  })
})

describe('--time-limit', () => {
  const endless = (many: number) => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'endless.yaml'), endlessProgramme(40, many))
    return (...argv: readonly string[]) =>
      kubeplan([...argv, '--time-limit', '1ms'], { home, environment: { KUBEPLAN_CATALOGUE: './endless.yaml' } })
  }

  test('tells the best that was found, with a bound, and bounds of every price', async () => {
    const { exit, stdout, stderr } = await endless(500)('plan', '--all', '--json')
    expect([exit, stderr]).toEqual([0, ''])
    const { value, bound, proven, chosen, left_out } = JSON.parse(stdout)
    expect(proven).toBe(false)
    expect(value).toBeGreaterThan(50)
    expect(bound).toBeGreaterThan(value)
    const prices = [...chosen, ...left_out].map(({ regret }: { regret: unknown }) => regret)
    expect(prices.length).toBeGreaterThan(100)
    expect(prices.every((price) => typeof price === 'number' || Array.isArray(price))).toBe(true)
    expect(prices.some((price) => Array.isArray(price))).toBe(true)
  })

  test('says so plainly, and what to do', async () => {
    const { exit, stdout, stderr } = await endless(300)('plan', '--all', '--format', 'table', '--width', '100')
    expect([exit, stderr]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^Worth about [\d.]+; at most about [\d.]+, not proven · Endless · /)
    expect(lines.slice(-2)).toEqual([
      'More time may prove it or find a better one (--time-limit).',
      expect.stringMatching(/^Nothing saved\. --save: these \d+ going; kubeplan undo takes it back\.$/),
    ])
    expect(stdout).toMatch(/\n {2}\w{3} \d\d:\d\d-\d\d:\d\d {2}S\d+ +[\d.-]+ to [\d.]+ +S\d+/)
  })

  test('why says what it does not know', async () => {
    const { exit, stdout } = await endless(300)('why', 's7', '--all', '--format', 'table', '--width', '100')
    expect(exit).toBe(0)
    expect(stdout).toMatch(/points; more\s+time\s+may\s+give\s+the\s+exact\s+price\./)
  })
})

test('--full tells what a plan only counts, and plans no more than without', async () => {
  const { home } = conference()
  const rows = Array.from(
    { length: 9 },
    (_, index) => `  - { title: Talk ${index}, start: 2026-03-24 09:00, end: "09:30" }\n`,
  )
  writeFileSync(
    join(home, 'work', 'many.yaml'),
    `conference: { name: Many, timezone: UTC }\nsessions:\n${rows.join('')}`,
  )
  const run = (...argv: readonly string[]) => kubeplan([...argv, '-c', './many.yaml', '--width', '80'], { home })
  await run('add', '--maybe', '--kind', 'talk')
  await run('add', '--maybe', '-p', '4', 'talk-0')
  const short = await run('plan', '--format', 'table')
  expect(short.stdout).toContain('  5 more cost 1 each (--full)\n')
  const { stdout } = await run('plan', '--format', 'table', '--full')
  expect(stdout).not.toContain('--full')
  expect(stdout.split('\n').filter((line) => /^ {2}09:00-\d\d:\d\d {2}Talk \d/.test(line))).toHaveLength(9)
  expect(await run('plan', '--json', '--full')).toEqual(await run('plan', '--json'))
})

test('what a kept pick keeps out has one price: beside the pick, among the left out, and in why', async () => {
  const { run, plan } = conference()
  await run('add', 'alpha', '-p', '5')
  await run('add', '--maybe', 'beta')
  expect((await plan()).left_out).toEqual([{ session: 'beta', score: 3, regret: 2, because: ['alpha'] }])
  const shown = await run('plan', '--format', 'table', '--width', '100')
  expect(shown.stdout).toMatch(/^ {2}09:00-09:30 {2}Alpha {2}Near {2}p5 {2}or −2 Beta$/m)
  expect(shown.stdout).toMatch(/^ {2}09:00-09:30 {2}Beta +2 +Alpha$/m)
  const told = await run('why', 'beta', '--format', 'table', '--width', '100')
  expect(told.stdout).toContain(
    'Going costs 2 points: the best plan falls from 5 to 3. Your going pick Alpha would give way.',
  )
  expect(ids((await plan('--must', 'beta')).chosen)).toEqual(['beta', 'epsilon'])
  expect(ids((await plan('--must', 'alpha')).chosen)).toEqual(['beta', 'epsilon'])
})

test('why does not tell a session as mine that I did not pick', async () => {
  const { run } = conference()
  await run('add', 'alpha')
  const { stdout } = await run('why', 'delta', '--format', 'table', '--width', '80')
  expect(stdout.split('\n').slice(1)).toEqual([
    'Tue 24 Mar 11:00-12:30 · Near · Europe/Amsterdam (UTC+1)',
    'Not on your agenda. Nothing of yours is in the way: going adds 3 points (3 to',
    '6).',
    '  gain  Delta  3  1 h 30',
    'Video   not known',
    'Pick it: kubeplan add delta',
    '',
  ])
  expect(JSON.parse((await run('why', 'delta', '--json')).stdout)).toMatchObject({ chosen: true, regret: 3 })
})

test('why tells what going there costs, and what it takes the place of', async () => {
  const { run } = conference()
  await run('add', 'alpha', '-p', '4')
  await run('add', '--maybe', 'gamma', '-p', '5')
  const { exit, stdout } = await run('why', 'alpha', '--format', 'table', '--width', '80')
  expect(exit).toBe(0)
  expect(stdout).toContain('Going costs 1 point: the best plan falls from 5 to 4.')
  expect(stdout).toContain('Gamma')
})
