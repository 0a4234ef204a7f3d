import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Saturday, and Sunday, on which clocks go forward in Europe but not in America. */
const PROGRAMME = `conference: { name: Two Clocks, slug: clocks, timezone: Europe/Amsterdam }
sessions:
  - { id: early, title: Early, start: 2026-03-28 09:00, end: '10:00' }
  - { id: noon, title: Noon, start: 2026-03-28 12:30, end: '13:30' }
  - { id: late, title: Late, start: 2026-03-28 17:00, end: '18:00' }
  - { id: sun-noon, title: Sunday Noon, start: 2026-03-29 12:30, end: '13:30' }
  - { id: sun-late, title: Sunday Late, start: 2026-03-29 18:00, end: '19:00' }
`
const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'] as const
const SESSIONS = [
  ['early', '2026-03-28T08:00Z'],
  ['noon', '2026-03-28T11:30Z'],
  ['late', '2026-03-28T16:00Z'],
  ['sun-noon', '2026-03-29T10:30Z'],
  ['sun-late', '2026-03-29T16:00Z'],
] as const

function desk() {
  const home = newHome()
  writeFileSync(join(home, 'work', 'clocks.yaml'), PROGRAMME)
  const picks = SESSIONS.map(([session]) => ({ session, stage: 'maybe' }))
  writeFileSync(join(home, 'work', 'mine.yaml'), JSON.stringify({ conference: 'clocks', picks }))
  const environment = { KUBEPLAN_CATALOGUE: './clocks.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  const run = (...argv: readonly string[]) => kubeplan(argv, { home, environment })
  return { run, mine: () => readFileSync(join(home, 'work', 'mine.yaml'), 'utf8') }
}

/** `17:00` about an hour after or before a moment, on the clock of a zone. */
function clock(zone: string, moment: string, minutes = 0): string {
  const at = Date.parse(moment) + minutes * 60_000
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
}

const chosen = (stdout: string) => JSON.parse(stdout).chosen.map(({ session }: { readonly session: string }) => session)

describe.each(ZONES)('times typed on the clock of %s', (zone) => {
  test.each(SESSIONS)('a break around %s keeps it out, and no other', async (id, moment) => {
    const { run } = desk()
    const window = `${clock(zone, moment)}-${clock(zone, moment, 60)}/60m`
    const without = await run('plan', '--json', '--tz', zone, '--break', window)
    const same = SESSIONS.filter(([, other]) => {
      return clock(zone, other) < clock(zone, moment, 60) && clock(zone, other, 60) > clock(zone, moment)
    })
    expect(chosen(without.stdout)).toEqual(
      SESSIONS.map(([session]) => session).filter((session) => same.every(([other]) => other !== session)),
    )
    expect(same.map(([other]) => other)).toContain(id)
  })

  test("a block is where it was typed, told on that clock, and kept on the venue's", async () => {
    const { run, mine } = desk()
    const [from, to] = [clock(zone, '2026-03-29T10:30Z'), clock(zone, '2026-03-29T11:30Z')]
    const { stderr } = await run('block', 'Duty', '--day', 'sun', '--time', `${from}-${to}`, '--tz', zone)
    expect(stderr).toContain(`${from}-${to}`)
    expect(mine()).toMatch(/"start": "2026-03-29 12:30",\s+"end": "13:30"/)
    const { blocks } = JSON.parse((await run('agenda', '--json', '--tz', zone)).stdout)
    expect(Date.parse(blocks[0].start)).toBe(Date.parse('2026-03-29T10:30Z'))
    const removed = await run('block', '--remove', 'duty', '--tz', zone)
    expect(removed.stderr).toContain(`${from}-${to}`)
  })

  test('a block of a session takes its time', async () => {
    const { run, mine } = desk()
    expect((await run('block', 'sun-late', '--tz', zone)).exit).toBe(0)
    expect(mine()).toMatch(/"start": "2026-03-29 18:00",\s+"end": "19:00"/)
  })
})

test('hours of the day and breaks are on one clock, and a break that cannot be had is told on it', async () => {
  const { run } = desk()
  const flags = ['--tz', 'America/New_York', '--not-before', '07:00', '--break', '12:00-14:00/60m', '--json']
  expect(chosen((await run('plan', ...flags)).stdout)).toEqual(['noon', 'late', 'sun-late'])
  for (const [title, day] of [
    ['Rest', 'sat'],
    ['Pause', 'sun'],
  ] as const)
    await run('block', title, '--day', day, '--time', '06:30-09:00', '--tz', 'America/New_York')
  const { stdout } = await run(
    ...['plan', '--tz', 'America/New_York', '--break', '07:00-09:00/60m', '--format', 'table', '--width', '200'],
  )
  expect(stdout).toContain('No break of 1 h is left on Sat 28 Mar 07:00-09:00, because of Rest.')
  expect(stdout).toContain('No break of 1 h is left on Sun 29 Mar 07:00-09:00, because of Pause.')
})

test('a break may last past midnight; one the wrong way round is a slip', async () => {
  const { run } = desk()
  expect((await run('plan', '--break', '23:00-01:00/60m')).exit).toBe(0)
  expect((await run('plan', '--break', '23:00..01:00/60m')).exit).toBe(0)
  expect(await run('plan', '--break', '14:00-12:00/60m')).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/^kubeplan: --break "14:00-12:00\/60m" ends before it starts\n {2}Put the earlier/),
  })
  expect((await run('plan', '--break', '12:00-12:30/60m')).exit).toBe(2)
})

test('a block at a time that clocks skip is a slip', async () => {
  const { run } = desk()
  expect(await run('block', 'Duty', '--day', 'sun', '--time', '02:30-03:30')).toMatchObject({ exit: 2 })
})
