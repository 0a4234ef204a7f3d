import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Walking Days, timezone: Europe/Amsterdam }
rooms: { default_walk: 5m, walks: [{ from: Hall 8, to: Hall 12, walk: 12m }] }
sessions:
  - { title: Alpha, room: Hall 8 | A, start: 2026-03-24 09:00, end: "10:00" }
  - { title: Beta, room: Hall 12, start: 2026-03-24 10:10, end: "11:00" }
  - { title: Gamma, room: Hall 12, start: 2026-03-24 11:00, end: "12:00" }
  - { title: Delta, room: Hall 8 | B, start: 2026-03-24 12:30, end: "13:00" }
  - { title: Epsilon, room: Hall 1, start: 2026-03-24 12:03, end: "12:24" }
`

function home(): string {
  const folder = newHome()
  writeFileSync(join(folder, 'work', 'walking.yaml'), PROGRAMME)
  return folder
}

async function run(folder: string, ...argv: readonly string[]) {
  return kubeplan(argv, {
    home: folder,
    environment: { KUBEPLAN_CATALOGUE: join(folder, 'work', 'walking.yaml') },
  })
}

test('a gap shorter than the walk is a clash: told on add, in clashes and in the agenda', async () => {
  const folder = home()
  await run(folder, 'add', 'alpha')
  expect((await run(folder, 'add', 'beta')).stderr).toBe(
    'Picked (going): Beta\nWalk: Beta and Alpha: 2 min short. Both kept: kubeplan clashes\n',
  )
  const { clashes } = JSON.parse((await run(folder, 'clashes', '--json')).stdout)
  expect(clashes).toEqual([
    {
      sessions: ['alpha', 'beta'],
      reason: 'walk',
      start: '2026-03-24T10:00:00+01:00',
      end: '2026-03-24T10:10:00+01:00',
      minutes: 2,
    },
  ])
  const { gaps } = JSON.parse((await run(folder, 'agenda', '--json')).stdout)
  expect(gaps).toEqual([
    { start: '2026-03-24T10:00:00+01:00', end: '2026-03-24T10:10:00+01:00', minutes: 10, walk: 12 },
  ])
})

test('--walk replaces all walks by one', async () => {
  const folder = home()
  await run(folder, 'add', 'alpha', 'beta')
  const count = async (...flags: readonly string[]) =>
    JSON.parse((await run(folder, 'clashes', '--json', ...flags)).stdout).clashes.length
  expect(await count('--walk', '10m')).toBe(0)
  expect(await count('--walk', '11m')).toBe(1)
  expect((await run(folder, 'clashes', '--walk', 'far')).exit).toBe(2)
})

test('list --free holds what fits into the gaps, walks included', async () => {
  const folder = home()
  await run(folder, 'add', 'gamma', 'delta')
  const ids = async (...flags: readonly string[]) =>
    (await run(folder, 'list', '--free', ...flags)).stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0])
  expect(await ids()).toEqual(['alpha', 'beta'])
  expect(await ids('--walk', '3m')).toEqual(['alpha', 'beta', 'epsilon'])
  expect(await ids('--limit', '1')).toEqual(['alpha'])
})
