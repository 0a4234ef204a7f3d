import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Hop Days, slug: hop, timezone: Europe/Amsterdam }
rooms: { default_walk: 5m }
sessions:
  - { id: owls, title: Owls, room: Attic, start: 2026-03-24 15:20, end: '16:00' }
  - { id: toast, title: Toast, start: 2026-03-24 16:05, end: '16:05' }
  - { id: party, title: Party, kind: social, room: Cellar, start: 2026-03-24 16:10, end: '17:00' }
  - { id: bats, title: Bats, room: Cellar, start: 2026-03-24 17:20, end: '18:00' }
  - { id: tea, title: Tea, kind: break, room: Garden, start: 2026-03-24 18:05, end: '18:15' }
  - { id: larks, title: Larks, room: Attic, start: 2026-03-24 18:30, end: '19:00' }
`

function desk(...picks: readonly string[]) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'hop.yaml'), PROGRAMME)
  const overlap = "  - { id: overlap, title: Overlap, room: Garden, start: 2026-03-24 15:40, end: '16:05' }\n"
  writeFileSync(join(home, 'work', 'bare.yaml'), PROGRAMME.replace(/^rooms:.*\n/m, '') + overlap)
  const mine = JSON.stringify({ conference: 'hop', picks: picks.map((session) => ({ session })) })
  writeFileSync(join(home, 'work', 'mine.yaml'), mine)
  const walks = [{ from: 'Attic', to: 'Cellar', walk: '3m' }]
  const others = { conference: 'hop', walks, picks: ['owls', 'bats', 'larks'].map((session) => ({ session })) }
  writeFileSync(join(home, 'work', 'other.yaml'), JSON.stringify(others))
  const environment = { KUBEPLAN_CATALOGUE: './hop.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return (argv: readonly string[], clock = '12:00') =>
    kubeplan(argv, { home, environment, now: `2026-03-24T${clock}:00+01:00`, terminal: 100 })
}

const linesOf = ({ stdout }: { readonly stdout: string }) => stdout.trimEnd().split('\n')

describe('where somebody is who comes from a party', () => {
  test.each(['17:05', '17:19'])('in its room there is no way to go, at %s', async (clock) => {
    const run = desk('owls', 'party', 'bats')
    expect(linesOf(await run(['now'], clock))[2]).toBe(
      `       in ${clock === '17:05' ? 15 : 1} min · Cellar · same room`,
    )
  })

  test('now, agenda and why tell the same ways', async () => {
    const run = desk('owls', 'party', 'bats', 'tea', 'larks')
    expect(linesOf(await run(['agenda'])).slice(1, -1)).toEqual([
      '  15:20-16:00 ● Owls   Attic',
      '              · 10 min',
      '  16:10-17:00 ● Party  Cellar',
      '              · free 20 min',
      '  17:20-18:00 ● Bats   Cellar',
      '              · 5 min',
      '  18:05-18:15 ● Tea    Garden',
      '              · 15 min, walk 5',
      '  18:30-19:00 ● Larks  Attic',
    ])
    expect((await run(['now'], '18:20')).stdout).toContain('5 min from Cellar (your last room): leave at 18:25')
    expect((await run(['now'], '18:00')).stdout).toContain('THEN   18:30  Larks  Attic  15 min gap, walk 5')
    expect((await run(['why', 'larks'])).stdout).toContain(
      'Cellar → Attic takes 5 min, you have 30 min (Bats ends 18:00)',
    )
  })
})

describe('walks that nobody knows are said in the heading', () => {
  /** Where it saves a line, in short. */
  const told = (unknown: number, all: number) =>
    new RegExp(
      `walks (?:between rooms are not known and count as 0 \\(${unknown} of ${all} room changes?\\)|not known \\(${unknown} of ${all}\\), counted as 0): --walk 5m`,
    )
  const bare = () => desk('owls', 'party', 'bats', 'larks', 'toast')
  const without = (run: ReturnType<typeof desk>) => (argv: readonly string[], clock?: string) =>
    run(['-c', './bare.yaml', ...argv], clock)

  test('by agenda, unless somebody tells how long they are', async () => {
    const run = without(bare())
    expect(linesOf(await run(['agenda']))[1]).toMatch(told(1, 1))
    expect(JSON.parse((await run(['agenda', '--json'])).stdout).unknown_walks).toBe(1)
    for (const length of ['5m', '0m']) {
      expect((await run(['agenda', '--walk', length])).stdout).not.toMatch(/walks .*not known/)
      expect((await run(['agenda', '--walk', length, '--json'])).stdout).not.toContain('unknown_walks')
    }
  })

  test('by clashes, as far as it is about what I am going to', async () => {
    const run = without(bare())
    expect((await run(['clashes'])).stdout.replaceAll('\n', ' ')).toMatch(told(1, 1))
    expect(JSON.parse((await run(['clashes', '--json'])).stdout)).toMatchObject({ unknown_walks: 1, clashes: [] })
    expect(JSON.parse((await without(desk('owls', 'bats'))(['clashes', '--json'])).stdout).unknown_walks).toBe(1)
    for (const argv of [['--all'], ['--walk', '5m'], ['--id', 'owls']]) {
      expect((await run(['clashes', ...argv])).stdout).not.toMatch(/walks .*not known/)
      expect((await run(['clashes', ...argv, '--json'])).stdout).not.toContain('unknown_walks')
    }
    const clashing = without(desk('owls', 'party', 'bats', 'larks', 'overlap'))
    expect(JSON.parse((await clashing(['clashes', '--json'])).stdout)).toMatchObject({
      unknown_walks: 1,
      clashes: [{ sessions: ['owls', 'overlap'] }],
    })
  })

  test('by now, of the ways to what is next and from there', async () => {
    const run = without(bare())
    for (const [clock, unknown, all] of [
      ['15:30', 0, 0],
      ['16:30', 1, 1],
      ['18:20', 1, 1],
    ] as const) {
      const heading = linesOf(await run(['now'], clock)).join(' ')
      expect([clock, told(unknown, all).test(heading)]).toEqual([clock, unknown > 0])
      const { unknown_walks } = JSON.parse((await run(['now', '--json'], clock)).stdout)
      expect([clock, unknown_walks]).toEqual([clock, unknown > 0 ? unknown : undefined])
    }
    const said = await run(['now', '--from-room', 'attic'], '17:05')
    expect(said.stdout.replaceAll('\n', ' ')).toMatch(told(2, 2))
    expect(said.stderr).not.toContain('walk')
    for (const argv of [['--all'], ['--walk', '0m'], ['--from-room', 'cellar', '--walk', '5m']]) {
      expect((await run(['now', ...argv], '16:30')).stdout).not.toMatch(/walks .*not known/)
      expect((await run(['now', ...argv, '--json'], '16:30')).stdout).not.toContain('unknown_walks')
    }
  })

  test('by team, for all of its members', async () => {
    const run = without(bare())
    const split = await run(['team', 'mine.yaml', 'other.yaml'])
    expect(split.stdout.replaceAll('\n', ' ')).toMatch(told(1, 3))
    expect(JSON.parse((await run(['team', 'mine.yaml', 'other.yaml', '--json'])).stdout).unknown_walks).toBe(1)
    expect((await run(['team', 'mine.yaml', 'other.yaml', '--walk', '5m'])).stdout).not.toMatch(/walks .*not known/)
    expect((await run(['team', 'mine.yaml', 'other.yaml', '--walk', '5m', '--json'])).stdout).not.toContain('unknown')
  })

  test('and by why', async () => {
    const run = without(bare())
    expect((await run(['why', 'larks'])).stdout).toContain('Cellar → Attic is not known and counts as 0: --walk 5m')
    const { stdout } = await without(desk('owls', 'bats', 'larks'))(['why', 'bats'])
    expect(stdout).toContain('Attic → Cellar and Cellar → Attic are not known and count as 0: --walk 5m')
  })
})

test('free time is on both sides of what has no length', async () => {
  const run = desk('owls', 'toast', 'party')
  expect(linesOf(await run(['agenda'])).slice(1, -1)).toEqual([
    '  15:20-16:00 ● Owls   Attic',
    '              · 5 min',
    '  16:05       ● Toast',
    '              · 5 min',
    '  16:10-17:00 ● Party  Cellar',
  ])
})
