import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

interface Talk {
  readonly title?: string
  readonly room?: string
  readonly start?: string
  readonly status?: string
}

/** A table of two talks that overlap, of one that is alone, and of one the day after. */
function table({ title = 'Owls of the north', room = 'A', start = '12:00', status = '' }: Talk = {}): string {
  return `uid,title,date,start,end,room,speakers,status
u-a,${title},2027-01-01,10:00,12:30,${room},Ana Lind,${status}
u-b,Bats of the south,2027-01-01,${start},13:00,B,Bo Ek,
u-c,Cats,2027-01-01,15:00,16:00,C,Cy Oh,
u-d,Dogs,2027-01-02,11:00,12:00,C,Di Oh,
`
}

/** Every command runs a day after the one before, from 1 December on. */
function setting(file = 'demo.csv') {
  const home = newHome()
  let day = 0
  const write = (text: string) => writeFileSync(join(home, 'work', file), text)
  const run = (...argv: readonly string[]) => {
    day++
    return kubeplan(argv, { home, now: `2026-12-${String(day).padStart(2, '0')}T10:00:00Z` })
  }
  const lines = async (...argv: readonly string[]) => {
    const { stdout } = await run(...argv, '--format', 'table', '--width', '100')
    return stdout.split('\n').map((line) => line.trimEnd())
  }
  return { home, write, run, lines }
}

async function picked() {
  const at = setting()
  at.write(table())
  await at.run('import', 'demo.csv', '--as', 'demo', '--timezone', 'UTC')
  await at.run('add', 'owls-of-the-north', 'bats-of-the-south', 'cats')
  return at
}

const SEEN = 'kubeplan changes --seen clears this list'
const MORE = 'Everything since you last looked: kubeplan changes'

test('an update names the fetch before as the beginning, and changes the last look', async () => {
  const { write, lines } = await picked()
  write(table({ room: 'D' }))
  const first = await lines('update')
  expect(first).toEqual([
    '1 of 4 changed since Tue 1 Dec 10:00 · 1 of yours, no new clash · demo · UTC',
    'Yours',
    '  room  Fri 10:00  A → D  Owls of the north',
    SEEN,
    '',
  ])
  // Nothing came in between, so they agree to the letter.
  expect(await lines('changes')).toEqual(first)
  write(table({ room: 'D', start: '11:00' }))
  expect(await lines('update')).toEqual([
    '1 of 4 changed since Thu 3 Dec 10:00 · 1 of yours, no new clash · demo · UTC',
    'Yours',
    '  moved  Fri 12:00-13:00 → 11:00-13:00  Bats of the south',
    MORE,
    '',
  ])
  expect((await lines('changes'))[0]).toBe(
    '2 of 4 changed since Tue 1 Dec 10:00 · 2 of yours, no new clash · demo · UTC',
  )
})

test('update and changes count the same clashes, also where ids are written anew', async () => {
  const { home, run, lines } = setting('demo.yaml')
  const write = (id: string, start: string) =>
    writeFileSync(
      join(home, 'work', 'demo.yaml'),
      `conference: { name: Demo, slug: demo, timezone: UTC }
sessions:
  - { id: ${id}, uid: u-a, title: Owls, start: 2027-01-01 10:00, end: "12:00" }
  - { id: bats, uid: u-b, title: Bats, start: 2027-01-01 11:00, end: "12:00" }
  - { id: cats, uid: u-c, title: Cats, start: 2027-01-01 ${start}, end: "15:00" }
`,
    )
  write('owls', '14:00')
  await run('import', 'demo.yaml')
  await run('add', 'owls', 'bats', 'cats')
  write('night-owls', '14:30')
  const first = await lines('update')
  expect(first[0]).toBe('1 of 3 changed since Tue 1 Dec 10:00 · 1 of yours, no new clash · Demo · UTC')
  expect(await lines('changes')).toEqual(first)
})

test('nothing changed is said in the same words, and only of what was looked at', async () => {
  const { home, write, run } = await picked()
  write(table().replace('Cats', ' Cats'))
  const nothing = 'Nothing has changed in demo since you last looked.\n'
  expect((await run('update')).stderr).toBe(nothing)
  expect((await run('changes')).stderr).toBe(nothing)
  write(table({ room: 'D' }))
  await run('update')
  write(table({ room: 'D' }).replace('Cats', ' Cats'))
  expect((await run('update')).stderr).toBe('Nothing has changed in demo.\n')
  writeFileSync(join(home, 'work', 'same.csv'), table())
  const files = await run('changes', 'same.csv', 'same.csv', '--timezone', 'UTC')
  expect(files.stderr).toBe('Nothing has changed in same.csv.\n')
})

test('what takes place after all is not marked as cancelled beside it, and what is marked does not take place', async () => {
  const { write, lines } = await picked()
  write(table({ status: 'cancelled' }))
  expect((await lines('update'))[2]).toBe('  cancelled  Fri 10:00  A  Owls of the north')
  write(table({ status: 'cancelled', room: 'D' }))
  expect((await lines('update'))[2]).toBe('  room  Fri 10:00  A → D  [cancelled] Owls of the north')
  write(table({ room: 'D' }))
  const [, , back = ''] = await lines('update')
  expect(back.replace(/ +/g, ' ')).toBe(' other Fri 10:00 D Owls of the north · takes place after all')
})

const calendar = (zone: string, start = '20270101T090000Z') => `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//demo//EN
X-WR-TIMEZONE:${zone}
BEGIN:VEVENT
UID:u-a
SUMMARY:Owls
DTSTART:${start}
DURATION:PT30M
END:VEVENT
END:VCALENDAR
`

test('a feed that changes its zone is followed aloud, and no instant moves', async () => {
  const { write, run } = setting('demo.ics')
  const start = async () => (await run('list')).stdout.split('\n')[1]?.split('\t')[2]
  write(calendar('Europe/Amsterdam'))
  await run('import', 'demo.ics', '--as', 'demo')
  expect(await start()).toBe('10:00')
  write(calendar('Europe/London'))
  const { exit, stdout, stderr } = await run('update', '--json')
  expect([exit, JSON.parse(stdout).changes]).toEqual([0, []])
  expect(stderr).toContain('time zone of demo changed from Europe/Amsterdam to Europe/London')
  expect(await start()).toBe('09:00')
  // The person's word counts more, from then on.
  const kept = await run('update', '--timezone', 'Europe/Amsterdam')
  expect([kept.exit, await start()]).toEqual([0, '10:00'])
  write(calendar('Europe/London', '20270101T093000Z'))
  const moved = await run('update', '--format', 'table')
  expect(moved.stdout).toContain('Fri 10:00 → 10:30')
  expect(moved.stderr).not.toContain('Europe/London')
})

test('a session moved in a feed that changed its zone is shown on one clock', async () => {
  const { write, run } = setting('demo.ics')
  write(calendar('Europe/Amsterdam'))
  await run('import', 'demo.ics', '--as', 'demo')
  write(calendar('Europe/London', '20270101T093000Z'))
  expect((await run('update', '--format', 'table')).stdout).toContain('Fri 09:00 → 09:30')
})
