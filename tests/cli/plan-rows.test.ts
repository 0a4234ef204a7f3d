import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Full Days, slug: full, timezone: Europe/Amsterdam }
sessions:
  - { id: owls, title: Owls at Work, track: Night, room: Attic, start: 2026-03-24 09:00, end: '10:00' }
  - { id: bats, title: Bats, track: Night, room: Cellar, start: 2026-03-24 10:10, end: '11:30' }
  - { id: larks, title: Larks, track: Morning, room: Cellar, start: 2026-03-24 11:30, end: '13:00' }
  - { id: crows, title: Crows, track: Day, room: Attic, start: 2026-03-24 13:00, end: '14:00' }
  - { id: doves, title: Doves, track: Day, room: Garden, start: 2026-03-24 14:00, end: '15:20' }
  - { id: finch, title: Finches, track: Day, room: Garden, start: 2026-03-25 14:00, end: '15:20' }
`
const PICKS = '[{ session: larks }, { session: crows }, { session: doves }, { session: finch, stage: maybe }]'

function desk(picks = PICKS, { rooms = '', blocks = '[]' } = {}) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'full.yaml'), PROGRAMME.replace('sessions:', `${rooms}\nsessions:`))
  writeFileSync(join(home, 'work', 'mine.yaml'), `conference: full\npicks: ${picks}\nblocks: ${blocks}\n`)
  const environment = { KUBEPLAN_CATALOGUE: './full.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return (...argv: readonly string[]) => kubeplan(argv, { home, environment, terminal: 100 })
}
const linesOf = ({ stdout }: { readonly stdout: string }) => stdout.trimEnd().split('\n')

const UNKNOWN = 'walks between rooms are not known and count as 0'

describe('walks that nobody knows', () => {
  test('are said in the heading, with how often the plan needs one', async () => {
    const run = desk()
    const { stdout } = await run('plan')
    expect(stdout).toContain(`\n${UNKNOWN} (2 of 2 room changes): --walk 5m\n`)
    expect(stdout.match(/--walk/g)).toHaveLength(1)
    expect(JSON.parse((await run('plan', '--json')).stdout).unknown_walks).toBe(2)
  })

  test('are counted where some are known', async () => {
    const run = desk(PICKS, { rooms: 'rooms: { walks: [{ from: Cellar, to: Attic, walk: 0m }] }' })
    expect((await run('plan')).stdout).toContain(`${UNKNOWN} (1 of 2 room changes): --walk 5m`)
  })

  test('are counted with my own commitments', async () => {
    const duty = '[{ title: Duty, room: Tent, start: 2026-03-24 16:00, end: "17:00" }]'
    expect((await desk(PICKS, { blocks: duty })('plan')).stdout).toContain('(3 of 3 room changes)')
  })

  test.each([['--walk', '5m'], ['--walk', '0m'], []])('are none with %s %s', async (...flags) => {
    const run = desk(PICKS, flags.length === 0 ? { rooms: 'rooms: { default_walk: 0m }' } : {})
    expect((await run('plan', ...flags)).stdout).not.toContain('not known')
    expect((await run('plan', ...flags, '--json')).stdout).not.toContain('unknown_walks')
  })
})

describe('rows', () => {
  const ROOMS = { rooms: 'rooms: { default_walk: 5m }' }

  test('show start and end, free time with the walk in it, the break that was asked for, and the interest', async () => {
    const run = desk('[{ session: larks }, { session: doves }]', ROOMS)
    const flags = ['--like', 'track:night:2', '--like', 'work', '--break', '12:00-15:00/45m', '--day', 'tue']
    expect(linesOf(await run('plan', ...flags)).slice(1, 8)).toEqual([
      '  09:00-10:00  Owls at Work  Attic   6    like track:night +1',
      '               · 10 min, walk 5',
      '  10:10-11:30  Bats          Cellar  5.3  like track:night',
      '  11:30-13:00  Larks         Cellar  p3',
      '               · free 1 h, walk 5, lunch 13:00-13:45',
      '  14:00-15:20  Doves         Garden  p3',
      'Nothing saved. --save: these 4 going; kubeplan undo takes it back.',
    ])
  })

  test('on a phone say the same', async () => {
    const run = desk('[{ session: larks }, { session: doves }]', ROOMS)
    const flags = ['--like', 'track:night', '--break', '13:00-14:00/30m', '--day', 'tue', '--width', '40']
    expect(linesOf(await run('plan', ...flags)).slice(3, 10)).toEqual([
      '  09:00-10:00  Owls at Work',
      '    Attic · 2 · like track:night',
      '    · 10 min, walk 5',
      '  10:10-11:30  Bats',
      '    Cellar · 2.7 · like track:night',
      '  11:30-13:00  Larks',
      '    Cellar · p3',
    ])
  })

  test('a break outside of what takes time stands by itself, at other times than noon by its own name', async () => {
    const run = desk('[{ session: larks }]', ROOMS)
    const lines = linesOf(await run('plan', '--break', '08:00-10:00/30m', '--break', '13:00-15:00/60m'))
    expect(lines.slice(1, 4)).toEqual([
      '               · break 08:00-08:30',
      '  11:30-13:00  Larks  Cellar  p3',
      '               · lunch 13:00-14:00',
    ])
  })

  test('as JSON tell the interests of what is in the plan and of what is not', async () => {
    const { stdout } = await desk()(
      'plan',
      '--json',
      '--like',
      'track:night:3',
      '--like',
      'owls',
      '--not-after',
      '11:00',
    )
    const { chosen } = JSON.parse(stdout)
    expect(chosen.find(({ session }: { session: string }) => session === 'owls').interests).toEqual([
      'track:night',
      'owls',
    ])
    expect(chosen.find(({ session }: { session: string }) => session === 'larks')).not.toHaveProperty('interests')
  })
})

describe('a full day without a break', () => {
  const full = '[owls, bats, larks, crows, doves]'
  const picks = full.replace(/\w+/g, '{ session: $& }')

  test('names the flag that helps, once, in the command that was typed', async () => {
    const run = desk(picks)
    const lines = linesOf(await run('plan', '--save', '--day', 'tue', '--must', 'owls', '-c', './full.yaml'))
    expect(lines.slice(-3)).toEqual([
      '  14:00-15:20  Doves         Garden  p3',
      'No break on Tue 24 Mar: kubeplan plan --day tue --must owls --break 12:00-14:00/45m -c ./full.yaml',
      'Saved: these 5 going. kubeplan undo -c ./full.yaml takes it back.',
    ])
    expect(lines.join('\n').match(/--break/g)).toHaveLength(1)
  })

  test('on the clock shown', async () => {
    const { stdout } = await desk(picks)('plan', '--tz', 'America/New_York')
    expect(stdout).toContain('--break 07:00-09:00/45m')
  })

  test.each<[string, string, readonly string[], string?]>([
    ['where one was asked for', picks, ['--break', '12:00-14:00/45m']],
    ['where half an hour is free', '[{ session: owls }, { session: larks }, { session: doves }]', []],
    ['where the day is short', '[{ session: owls }, { session: bats }, { session: larks }]', []],
    [
      'where my own block is one',
      picks.replace('{ session: crows }, ', ''),
      [],
      '[{ title: Lunch with Ana, start: 2026-03-24 13:00, end: "14:00" }]',
    ],
  ])('says nothing %s', async (_name, mine, flags, blocks = '[]') => {
    expect((await desk(mine, { blocks })('plan', ...flags)).stdout).not.toContain('No break on')
  })
})
