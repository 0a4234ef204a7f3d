import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Rest Days, slug: rest, timezone: Europe/Amsterdam }
rooms: { default_walk: 0m }
sessions:
  - { id: mon, title: Monday Owls, room: A, start: 2026-03-23 10:00, end: '11:00' }
  - { id: off, title: Monday Off, room: B, start: 2026-03-23 12:00, end: '13:00', status: cancelled }
  - { id: over, title: Morning Larks, room: A, start: 2026-03-24 09:00, end: '10:00' }
  - { id: runs, title: Noon Crows, room: A, start: 2026-03-24 13:00, end: '14:00' }
  - { id: soon, title: Soon Doves, room: A, start: 2026-03-24 13:40, end: '14:20' }
  - { id: late, title: Late Bats, room: B, start: 2026-03-24 15:00, end: '16:00' }
  - { id: wed, title: Wednesday Finches, room: B, start: 2026-03-25 09:00, end: '10:00' }
  - { id: poster-mon, title: Poster on Monday, date: 2026-03-23 }
  - { id: poster-wed, title: Poster on Wednesday, date: 2026-03-25 }
  - { id: someday, title: Some Day }
  - { id: mon-again, title: Monday Owls, room: B, start: 2026-03-25 11:00, end: '12:00', repeat_of: mon }
`
const GOING = ['mon', 'off', 'over', 'runs', 'late']
const MAYBE = ['soon', 'wed']
const NOW = '2026-03-24T13:20:00+01:00'

function desk(more: Readonly<Record<string, object>> = {}, now = NOW) {
  const home = newHome()
  const picks = [
    ...GOING.map((session) => ({ session, ...more[session] })),
    ...MAYBE.map((session) => ({ session, stage: 'maybe', ...more[session] })),
  ]
  const blocks = [
    { title: 'Breakfast', start: '2026-03-24 08:00', end: '09:00' },
    { title: 'Call', start: '2026-03-24 16:00', end: '17:00' },
  ]
  writeFileSync(join(home, 'work', 'rest.yaml'), PROGRAMME)
  const file = join(home, 'work', 'mine.yaml')
  writeFileSync(file, JSON.stringify({ conference: 'rest', picks, blocks }))
  const environment = {
    KUBEPLAN_CATALOGUE: './rest.yaml',
    KUBEPLAN_AGENDA: 'mine.yaml',
    NO_COLOR: '1',
    KUBEPLAN_NOW: now,
  }
  const run = (...argv: readonly string[]) => kubeplan(argv, { home, environment, terminal: 100 })
  const plan = async (...argv: readonly string[]) => {
    const { stdout } = await run('plan', '--after', 'now', '--json', ...argv)
    const { chosen, left_out: left, unplaced } = JSON.parse(stdout)
    const ids = (list: readonly { readonly session: string }[]) => list.map(({ session }) => session)
    return { chosen: ids(chosen), left: ids(left), unplaced: ids(unplaced) }
  }
  return { run, plan, mine: () => JSON.parse(readFileSync(file, 'utf8')) }
}

describe('plan --after now', () => {
  test('is about what is still to come; what runs keeps its time', async () => {
    const { run, plan } = desk()
    expect(await plan()).toMatchObject({ chosen: ['late', 'wed'], unplaced: [] })
    const { stdout } = await run('plan', '--after', 'now')
    expect(stdout).not.toMatch(/Monday|Morning|Breakfast/)
    expect(stdout).toContain('[block] Call')
  })

  test('does not offer again what I heard, unless I missed it or did not go', async () => {
    expect((await desk().plan('--all')).chosen).toEqual(['late', 'wed'])
    expect((await desk({ mon: { attended: false } }).plan()).chosen).toEqual(['late', 'wed', 'mon-again'])
    expect((await desk({ mon: { stage: 'maybe' } }).plan()).chosen).toEqual(['late', 'wed', 'mon-again'])
  })

  test('tells of what has no time yet, as far as it may be still to come', async () => {
    const { run } = desk()
    for (const id of ['poster-mon', 'poster-wed', 'someday']) await run('add', id)
    const unplaced = async (...flags: readonly string[]) =>
      JSON.parse((await run('plan', '--after', 'now', '--json', ...flags)).stdout).unplaced.map(
        ({ session, because }: { readonly session: string; readonly because: string }) => `${session} ${because}`,
      )
    expect(await unplaced()).toEqual(['poster-wed no-time', 'someday no-time'])
    expect(await unplaced('--day', 'tue')).toEqual([
      'wed not-selected',
      'poster-wed not-selected',
      'someday not-selected',
    ])
  })

  test('saves nothing about what is over', async () => {
    const { run, mine } = desk()
    const before = mine()
    await run('plan', '--after', 'now', '--save')
    const stages = (agenda: typeof before) =>
      agenda.picks.map(({ session, stage = 'going' }: { session: string; stage?: string }) => `${session} ${stage}`)
    expect(stages(mine())).toEqual(stages(before).map((one: string) => (one === 'wed maybe' ? 'wed going' : one)))
  })

  test('leaves breaks that are over, and those that there is no time left for', async () => {
    const { plan, run } = desk({ runs: { stage: 'maybe' } })
    expect((await plan('--break', '12:30-13:30/45m')).chosen).toEqual(['soon', 'late', 'wed'])
    expect((await plan('--break', '12:30-14:10/45m')).chosen).toEqual(['late', 'wed'])
    const { stdout } = await run('plan', '--after', 'now', '--day', 'tue', '--break', '08:00-09:00/30m')
    expect(stdout).not.toMatch(/break/i)
  })

  test.each([
    ['why', 'over'],
    ['why', 'mon'],
    ['plan', '--must', 'over'],
  ])('%s %s is told that it is over', async (...argv) => {
    const { exit, stderr } = await desk().run(...argv, '--after', 'now')
    expect([exit, stderr.split('\n')[0]]).toEqual([2, expect.stringMatching(/^kubeplan: "\w+ \w+" is over$/)])
  })

  test('a must of which a sitting is still to come is that one', async () => {
    expect((await desk().plan('--must', 'mon')).chosen).toEqual(['late', 'wed', 'mon-again'])
  })

  test('a repair keeps what is ahead and tells nothing of the rest', async () => {
    const { stdout } = await desk().run('plan', '--after', 'now', '--repair')
    expect(stdout).not.toMatch(/Monday|Morning|Breakfast|lost/)
  })
})

test('why, team, list, agenda and export know the rest as well', async () => {
  const { run } = desk()
  expect((await run('why', 'soon', '--after', 'now')).stdout).not.toMatch(/Monday|Morning/)
  for (const argv of [
    ['team', 'mine.yaml'],
    ['list', '--kind', 'all'],
    ['agenda'],
    ['export', '--format', 'md', '--blocks'],
    ['export', '--format', 'ics', '--blocks'],
  ]) {
    const { stdout } = await run(...argv, '--after', 'now')
    expect(stdout).toContain('Late Bats')
    expect(stdout).not.toMatch(/Mon 23|20260323|Morning|Breakfast/)
  }
})
