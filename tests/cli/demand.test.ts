import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Conf, slug: conf, timezone: Europe/Amsterdam }
sessions:
  - { id: gateway, title: Gateway API, room: Hall, capacity: 2, start: 2026-03-24 11:15, end: "11:45" }
  - { id: privilege, title: Least Privilege, room: Forum, start: 2026-03-24 11:30, end: "12:00" }
  - { id: helm, title: Helm 4, room: Hall, start: 2026-03-24 12:00, end: "12:30" }
  - { id: unwanted, title: Nobody, room: Hall, start: 2026-03-24 13:00, end: "13:30" }
`
const agenda = (...picks: readonly string[]) =>
  `conference: conf\npicks:\n${picks.map((pick) => `  - { ${pick} }\n`).join('')}`

function office(): string {
  const home = newHome()
  const folder = join(home, 'work', 'people')
  mkdirSync(folder)
  writeFileSync(join(home, 'work', 'conf.yaml'), PROGRAMME)
  writeFileSync(join(folder, 'ana.yaml'), agenda('session: gateway', 'session: privilege, stage: maybe'))
  writeFileSync(join(folder, 'bo.yaml'), agenda('session: gateway', 'session: helm', 'session: privilege'))
  writeFileSync(join(folder, 'cem.yaml'), agenda('session: gateway', 'session: "Not in it"'))
  writeFileSync(join(folder, 'README.md'), 'What these files are.')
  return home
}

const COMMAND = ['demand', 'people', '-c', './conf.yaml']

test('counts who wants what, in a folder of agendas', async () => {
  const home = office()
  const { exit, stdout, stderr } = await kubeplan([...COMMAND, '--json'], { home })
  expect([exit, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({
    kubeplan: 'demand/1',
    agendas: 3,
    sessions: [
      { session: 'gateway', going: 3, maybe: 0, capacity: 2, over: 1 },
      { session: 'privilege', going: 1, maybe: 1 },
      { session: 'helm', going: 1, maybe: 0 },
    ],
    overlaps: [{ sessions: ['gateway', 'privilege'], people: 2, minutes: 15 }],
  })
})

test('shows what is too full, what hurts and what is wanted, at 80 columns', async () => {
  const { stdout } = await kubeplan(COMMAND, { home: office(), terminal: 80, environment: { NO_COLOR: '1' } })
  expect(stdout).toBe(`3 agendas · 3 of 4 sessions wanted · Conf · Europe/Amsterdam (UTC+1)
More going than seats
  GOING  SEATS  WHEN       TITLE        ROOM
      3      2  Tue 11:15  Gateway API  Hall
Wanted together, at one time
  PEOPLE  WHEN       ONE          THE OTHER
       2  Tue 11:30  Gateway API  Least Privilege
Most wanted
  GOING  MAYBE  WHEN       TITLE            ROOM
      3      0  Tue 11:15  Gateway API      Hall
      1      1  Tue 11:30  Least Privilege  Forum
      1      0  Tue 12:00  Helm 4           Hall
`)
})

test('leaves out what cannot be read, and says so; with nothing left it fails', async () => {
  const home = office()
  writeFileSync(join(home, 'work', 'people', 'dan.yaml'), 'picks: [')
  writeFileSync(join(home, 'work', 'people', 'eve.yaml'), 'conference: another\npicks: [{ session: gateway }]\n')
  const { exit, stdout, stderr } = await kubeplan([...COMMAND, '--json'], { home })
  expect([exit, JSON.parse(stdout).agendas]).toEqual([1, 3])
  expect(stderr).toBe(
    'Left out, because kubeplan cannot read them: people/dan.yaml and people/eve.yaml. Why: kubeplan check people/dan.yaml -c ./conf.yaml\n',
  )
  const broken = ['demand', 'people/dan.yaml', '-c', './conf.yaml']
  expect((await kubeplan(broken, { home })).exit).toBe(3)
})
