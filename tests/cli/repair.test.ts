import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const BEFORE = `conference: { name: Repair Days, timezone: Europe/Amsterdam }
rooms: { default_walk: 5m }
sessions:
  - { title: Alpha, room: Near, start: 2026-03-24 09:00, end: "09:30" }
  - { title: Beta, room: Near, start: 2026-03-24 10:00, end: "10:30" }
  - { title: Kappa, room: Near, start: 2026-03-24 10:00, end: "10:30" }
  - { title: Gamma, room: Far, start: 2026-03-24 11:00, end: "11:30" }
  - { title: Zeta, room: Far, start: 2026-03-24 12:00, end: "12:30" }
  - { title: Gamma again, room: Near, start: 2026-03-25 09:00, end: "09:30", repeat_of: gamma }
  - { title: Eta, room: Far, start: 2026-03-25 10:00, end: "10:30" }
  - { title: Theta, room: Near, start: 2026-03-25 10:00, end: "10:30" }
`

/** Gamma moves onto Alpha, Eta moves to Gamma's old time, and Zeta is cancelled. */
const AFTER = BEFORE.replace('2026-03-24 11:00, end: "11:30"', '2026-03-24 09:00, end: "09:30"')
  .replace('Far, start: 2026-03-25 10:00, end: "10:30"', 'Far, start: 2026-03-25 11:00, end: "11:30"')
  .replace('title: Zeta,', 'title: Zeta, status: cancelled,')

async function moved() {
  const home = newHome()
  const file = join(home, 'work', 'days.yaml')
  const run = (...argv: readonly string[]) => kubeplan(argv, { home, now: '2026-03-20T12:00:00Z' })
  writeFileSync(file, BEFORE)
  await run('import', './days.yaml')
  await run('add', 'alpha', 'beta', 'zeta', 'eta', '-p', '4')
  await run('add', 'gamma', '-p', '3')
  await run('add', '--maybe', 'gamma-again', 'theta', '-p', '2')
  await run('add', '--maybe', 'kappa', '-p', '5')
  expect((await run('plan', '--save')).exit).toBe(0)
  writeFileSync(file, AFTER)
  expect((await run('update')).exit).toBe(0)
  const agenda = () => readFileSync(join(home, '.local/share/kubeplan/repair-days/agenda.yaml'), 'utf8')
  const stages = async () => {
    const { picks } = JSON.parse((await run('agenda', '--json')).stdout)
    return picks.map(({ session, stage }: { session: string; stage: string }) => `${session} ${stage}`)
  }
  return { run, agenda, stages }
}

const repaired = ['plan', '--repair', '--format', 'table', '--width', '80']

test('plan --repair: what is kept, swapped, lost and gained, and nothing is written', async () => {
  const { run, agenda } = await moved()
  const before = agenda()
  expect(await run(...repaired, '--change-cost', '2')).toEqual({
    exit: 0,
    stderr: '',
    stdout: `Worth 15 after the price of the changes; no plan beats it (proven) · Repair Days
Tue 24 Mar - Wed 25 Mar · Europe/Amsterdam (UTC+1)
Tue 24 Mar
  09:00-09:30  Alpha        Near  p4  or −4 Gamma
               · free 30 min
  10:00-10:30  Beta         Near  p4  or −1 Kappa
Wed 25 Mar
  09:00-09:30  Gamma again  Near  p3
               · free 30 min
  10:00-10:30  Theta        Near  p2
               · free 30 min, walk 5
  11:00-11:30  Eta          Far   p4
Left out                  costs  because
  Tue 10:00-10:30  Kappa  1      Beta
Not planned
  cancelled  Zeta
Your picks
  kept     3 picks: Alpha, Beta and Eta
  swapped  Gamma → Gamma again
  gained   Theta
Nothing saved. --save: these 5 going, the rest maybe; kubeplan undo takes it
back.
`,
  })
  expect(agenda()).toBe(before)
})

test('no going pick is given up for points, however little a change costs; what is cancelled is not lost', async () => {
  const { run } = await moved()
  const repairs = async (...flags: readonly string[]) =>
    JSON.parse((await run('plan', '--repair', '--json', ...flags)).stdout).repair
  const repaired = {
    kept: ['alpha', 'beta', 'eta'],
    swapped: [{ lost: 'gamma', gained: 'gamma-again' }],
    lost: [],
    gained: ['theta'],
  }
  expect(await repairs('--change-cost', '2')).toEqual(repaired)
  expect(await repairs('--change-cost', '0.5')).toEqual(repaired)
  expect(await run('plan', '--repair', '--change-cost', 'dear')).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'kubeplan: --change-cost cannot be "dear"\n  Write points, such as 1 or 0.5.\n',
  })
})

test('--json tells the repair with the plan', async () => {
  const { run } = await moved()
  const { exit, stdout, stderr } = await run('plan', '--repair', '--change-cost', '2', '--json')
  expect([exit, stderr]).toEqual([0, ''])
  const { chosen, left_out, repair, ...rest } = JSON.parse(stdout)
  expect(rest).toEqual({
    kubeplan: 'plan/1',
    value: 15,
    bound: 15,
    proven: true,
    unplaced: [{ session: 'zeta', because: 'cancelled' }],
    conflicts: [],
  })
  expect(chosen.map(({ session, regret }: { session: string; regret: number }) => [session, regret])).toEqual([
    ['alpha', 4],
    ['beta', 1],
    ['gamma-again', 3],
    ['theta', 2],
    ['eta', 6],
  ])
  expect(left_out).toEqual([{ session: 'kappa', score: 5, regret: 1, because: ['beta'] }])
  expect(Object.keys(repair)).toEqual(['kept', 'swapped', 'lost', 'gained'])
})

test('--save makes the repair the agenda; undo takes it back', async () => {
  const { run, agenda, stages } = await moved()
  const before = agenda()
  const { exit, stdout } = await run(...repaired, '--change-cost', '2', '--save')
  expect([exit, stdout.split('\n').at(-2)]).toEqual([
    0,
    'Saved: these 5 going, the rest maybe. kubeplan undo takes it back.',
  ])
  expect(await stages()).toEqual([
    'alpha going',
    'beta going',
    'zeta going',
    'eta going',
    'gamma maybe',
    'gamma-again going',
    'theta going',
    'kappa maybe',
  ])
  expect((await run('clashes', '--exit-code')).exit).toBe(0)
  await run('undo')
  // Undoing also updates the calendar; only the numbers of the changes continue.
  const unnumbered = (text: string) => text.replaceAll(/sequence: \d+/g, '')
  expect(unnumbered(agenda())).toBe(unnumbered(before))
})
