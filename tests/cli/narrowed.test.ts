import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const CATALOGUE = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Amsterdam, first_day: 2026-03-24 }
rooms: { default_walk: 0m }
sessions:
  - { id: badges, title: Badge Pick-Up, kind: umbrella, start: 2026-03-24 08:00, end: "18:00" }
  - { id: coffee, title: Coffee, kind: break, start: 2026-03-24 08:30, end: "09:00" }
  - { id: welcome, title: Welcome, room: Hall 1, start: 2026-03-24 09:00, end: "09:10" }
  - { id: opening, title: Opening, room: Hall 1, start: 2026-03-24 09:15, end: "09:45" }
  - { id: gateway, title: Gateway API, room: Hall 2, start: 2026-03-24 11:00, end: "11:30" }
  - { id: helm, title: Helm 4 Is Here, room: Hall 1, start: 2026-03-24 12:00, end: "12:30" }
  - { id: etcd, title: Etcd and Its Discontents, room: Hall 1, start: 2026-03-24 12:15, end: "12:45" }
  - { id: mesh, title: "Service Mesh at Scale: What We Learned From Moving Four Hundred Services in One Night", room: Congress Centre East | Level 2 | Room F, start: 2026-03-25 11:00, end: "11:30" }
  - { id: dns, title: "Names and Addresses: Scaling and Hardening the Domain Name System in Large Clusters", room: Exhibition Hall 12 | Bridge Zone | Learning Lounge, start: 2026-03-25 11:45, end: "12:15" }
`
const PICKS: readonly string[] = ['welcome', 'opening', 'gateway', 'helm']

function office(agenda: string) {
  const home = newHome()
  const folder = join(home, '.local/share/kubeplan/democonf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'agenda.yaml'), `conference: democonf\n${agenda}`)
  writeFileSync(join(home, 'work/demo.yaml'), CATALOGUE)
  return (argv: readonly string[], terminal = 100) =>
    kubeplan([...argv, '--no-color'], {
      home,
      terminal,
      now: '2026-03-20T12:00:00Z',
      environment: { KUBEPLAN_CATALOGUE: './demo.yaml' },
    })
}

const picksOf = (ids: readonly string[]) =>
  ids.length === 0 ? '' : `picks:\n${ids.map((id) => `  - { session: ${id} }\n`).join('')}`

describe('an agenda that flags narrow', () => {
  test('tells free time between two entries that it shows, and none beside one that it does not', async () => {
    const { stdout } = await office(picksOf(PICKS))(['agenda', '--after', '10:00'])
    expect(stdout.split('\n').slice(1, -1)).toEqual([
      expect.stringMatching(/^ {2}11:00-11:30 . Gateway API/),
      expect.stringMatching(/ free 30 min$/),
      expect.stringMatching(/^ {2}12:00-12:30 . Helm 4 Is Here/),
      expect.any(String),
    ])
  })

  test('as JSON, too, all times on one clock', async () => {
    const run = office(picksOf(PICKS))
    const { stdout } = await run(['agenda', '--after', '10:00', '--json'])
    expect(JSON.parse(stdout).gaps).toEqual([
      { start: '2026-03-24T11:30:00+01:00', end: '2026-03-24T12:00:00+01:00', minutes: 30 },
    ])
    const whole = await run(['agenda', '--json'])
    expect(JSON.parse(whole.stdout).gaps).toHaveLength(3)
    expect(whole.stdout).not.toContain('+00:00')
  })
})

describe('clashes that flags narrow', () => {
  const CLASHING = picksOf([...PICKS, 'etcd', 'mesh'])
  const headOf = (stdout: string) => stdout.split('\n')[0]

  test('name the days that were looked at where there are none, and the way to all of them', async () => {
    const run = office(CLASHING)
    expect(await run(['clashes', '-d', 'wed'])).toEqual({
      exit: 0,
      stderr: '',
      stdout: `No clashes among your going picks and blocks · DemoConf · Wed 25 Mar · Europe/Amsterdam
All of yours: kubeplan clashes   (maybe picks: --stage any; everybody's: --all)
`,
    })
    expect(headOf((await run(['clashes'])).stdout)).toBe(
      '1 clash among your going picks and blocks · DemoConf · Tue 24 Mar · Europe/Amsterdam (UTC+1)',
    )
  })

  test('name the days that were looked at where only some of them have any', async () => {
    const { stdout } = await office(CLASHING)(['clashes', '-d', 'tue..wed'])
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '1 clash among your going picks and blocks · DemoConf · Tue 24 Mar - Wed 25 Mar · Amsterdam UTC+1',
      'Tue 24 Mar',
    ])
  })

  test.each([
    [['clashes', '--room', 'Hall 2'], true],
    [['clashes', '--after', '15:00'], true],
    [['clashes', 'mesh'], true],
    [['clashes', '--stage', 'maybe'], true],
    [['clashes', '--stage', 'any'], false],
    [['clashes', '--all', '--stage', 'any'], true],
    [['clashes', '-d', 'wed'], false],
  ])('%j says whether more than days narrows them', async (argv, expected) => {
    const { stdout } = await office(CLASHING)(argv, 200)
    expect(headOf(stdout)?.includes('· narrowed by your filters ·')).toBe(expected)
  })
})

test.each([100, 80, 72, 60, 40])('at %i columns a long room gives way to how far away it is', async (width) => {
  const run = office(picksOf(['mesh', 'dns']))
  const { stdout } = await run(['clashes', '--walk', '20m'], width)
  expect(stdout).toMatch(/Con.*, ends 11:30\n/)
  expect(stdout).toMatch(/Learning L.*, 20 min away, have 15\n/)
})

describe('the first of a list', () => {
  const run = (argv: readonly string[]) => office(picksOf([]))(['list', '-d', 'tue', '--limit', ...argv])
  const titles = (stdout: string) => [...stdout.matchAll(/^ {2}.{11} {2}(\S+)/gm)].map(([, word]) => word).slice(1)

  test('for a person are the first of what is not folded away, out of all', async () => {
    const { stdout } = await run(['2'])
    expect(titles(stdout)).toEqual(['Welcome', 'Opening'])
    expect(stdout).toContain('\n2 of 7. Folded: 1 umbrella, 1 break (--kind all).   Pick: kubeplan add welcome\n')
    expect((await run(['2', '--kind', 'talk'])).stdout).toContain('\n2 of 5.   Pick: kubeplan add welcome\n')
    expect((await run(['9', '--kind', 'talk'])).stdout).toContain('\n5 sessions.   Pick: kubeplan add welcome\n')
  })

  test('for a program are the first of all', async () => {
    const { stdout } = await run(['2', '--format', 'tsv'])
    expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['id', 'badges', 'coffee', ''])
    const ids = JSON.parse((await run(['3', '--json'])).stdout).sessions.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(['badges', 'coffee', 'welcome'])
  })
})
