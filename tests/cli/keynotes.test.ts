import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `
conference: { name: Harbour Days, slug: harbour-days, timezone: Europe/Amsterdam }
sessions:
  - { id: open, title: Opening Bell, kind: keynote, room: Hall, start: 2026-03-24 09:00, end: "09:20", speakers: [Ada Lind] }
  - { id: boats, title: All the Boats, kind: keynote, room: Hall, start: 2026-03-24 09:22, end: "09:40", speakers: [Ada Lind] }
  - { id: locks, title: Locks and Keys, kind: keynote, room: Hall, start: 2026-03-24 09:42, end: "10:00", speakers: [Ada Lind] }
  - { id: tides, title: Tides and Rollouts, room: Hall, start: 2026-03-24 10:30, end: "11:00", speakers: [Tom Okafor] }
  - { id: ropes, title: Ropes, room: Pier, start: 2026-03-24 10:30, end: "11:00" }
`

function harbour() {
  const home = newHome()
  writeFileSync(join(home, 'work', 'harbour.yaml'), PROGRAMME)
  const world = { home, terminal: 80, environment: { NO_COLOR: '1' } }
  return (...argv: readonly string[]) =>
    kubeplan(argv, { ...world, environment: { ...world.environment, KUBEPLAN_CATALOGUE: './harbour.yaml' } })
}

const HEAD = 'Harbour Days · Tue 24 Mar · Europe/Amsterdam (UTC+1)'

describe('list', () => {
  test('puts keynotes back to back into one line', async () => {
    const stdout = `\
${HEAD}
  TIME         TITLE                                     SPEAKERS   ROOM
  09:00-10:00  3 keynotes back to back (--kind keynote)             Hall
  10:30-11:00  Tides and Rollouts                        T. Okafor  Hall
               Ropes                                                Pier
5 sessions.   Pick: kubeplan add tides
`
    const list = harbour()
    expect(await list('list')).toEqual({ exit: 0, stdout, stderr: '' })
    expect(await list('list', '--sort', 'time')).toEqual({ exit: 0, stdout, stderr: '' })
  })

  test('with --kind keynote shows each of them', async () => {
    const stdout = `\
${HEAD}
  TIME         TITLE           SPEAKERS  ROOM
  09:00-09:20  Opening Bell    A. Lind   Hall
  09:22-09:40  All the Boats   A. Lind   Hall
  09:42-10:00  Locks and Keys  A. Lind   Hall
3 sessions.   Pick: kubeplan add open
`
    expect(await harbour()('list', '--kind', 'keynote')).toEqual({ exit: 0, stdout, stderr: '' })
  })

  const EACH = ['Opening Bell', 'All the Boats', 'Locks and Keys']
  test.each([
    ['list', '--kind', 'all'],
    ['list', '--limit', '4'],
    ['list', '--sort', 'title'],
    ['list', '--sort', 'room'],
    ['list', '--speaker', 'ada'],
    ['list', '--id', 'open,boats,locks'],
    ['list', 'ada', 'lind'],
    ['list', '--format', 'tsv'],
    ['list', '--format', 'csv'],
    ['list', '--json'],
    ['list', '--format', 'yaml'],
    ['grid'],
    ['grid', '--width', '40'],
  ])('%s %s %s shows each of them', async (...argv) => {
    const { stdout } = await harbour()(...argv)
    expect(EACH.filter((title) => stdout.includes(title))).toEqual(EACH)
    expect(stdout).not.toContain('3 keynotes')
  })
})

describe('agenda', () => {
  test('puts picks of keynotes back to back into one line', async () => {
    const plan = harbour()
    await plan('add', 'open', 'boats', 'locks', 'tides')
    const stdout = `\
${HEAD} · 4 going
  09:00-10:00 ● 3 keynotes (--kind keynote)  Hall
              · free 30 min
  10:30-11:00 ● Tides and Rollouts           Hall
For your calendar: kubeplan export my.ics
`
    expect(await plan('agenda')).toEqual({ exit: 0, stdout, stderr: '' })
  })

  test('with --kind keynote shows each of them; programs see no difference', async () => {
    const plan = harbour()
    await plan('add', 'open', 'boats', 'locks', 'tides')
    const stdout = `\
${HEAD} · 3 going
  09:00-09:20 ● Opening Bell    Hall
              · 2 min
  09:22-09:40 ● All the Boats   Hall
              · 2 min
  09:42-10:00 ● Locks and Keys  Hall
For your calendar: kubeplan export my.ics
`
    expect(await plan('agenda', '--kind', 'keynote')).toEqual({ exit: 0, stdout, stderr: '' })
    const tsv = await plan('agenda', '--format', 'tsv')
    expect(tsv.stdout.split('\n')).toHaveLength(6)
    const { picks } = JSON.parse((await plan('agenda', '--json')).stdout)
    expect(picks.map(({ session }: { session: string }) => session)).toEqual(['open', 'boats', 'locks', 'tides'])
  })
})
