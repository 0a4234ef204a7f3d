import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const CATALOGUE = `
conference: { name: Deck Days, slug: deck-days, timezone: Europe/Amsterdam }
sessions:
  - { id: early, title: Early Words, start: 2026-03-23 09:00, end: "09:30", room: Aula, track: Words }
  - { id: mesh, title: Meshes at Sea, start: 2026-03-24 10:00, end: "10:30", room: Aula, track: Nets }
  - { id: lab, title: Hands-On Lab, start: 2026-03-24 10:00, end: "11:30", room: Room 2, track: Words }
  - { id: lunch, title: Lunch, kind: break, start: 2026-03-24 12:00, end: "13:00" }
  - { id: demo, title: Sponsored Demo, start: 2026-03-24 14:00, end: "14:10", room: Booth, tags: [sponsored] }
  - { id: poster, title: Poster, date: 2026-03-24 }
  - { id: some-time, title: Some Time }
`

const PLAIN = { NO_COLOR: '1' }

function homeWith(catalogue = CATALOGUE) {
  const home = newHome()
  mkdirSync(join(home, 'work'), { recursive: true })
  writeFileSync(join(home, 'work', 'deck.yaml'), catalogue)
  return { home, terminal: 60, environment: PLAIN }
}

const ON = ['-c', 'deck.yaml']

const TUESDAY = `\
Deck Days · Tue 24 Mar · Europe/Amsterdam (UTC+1)
        Aula                       Room 2
10:00 ┌──────────────────────────┬─────────────────────────┐
      │ Meshes at Sea            │ Hands-On Lab            │
      │ Nets                     │ Words                   │
      │                          │                         │
10:30 └──────────────────────────┤                         │
                                 │                         │
                                 │                         │
                                 │                         │
                                 │                         │
                                 │                         │
                                 │                         │
                                 │                         │
11:30                            └─────────────────────────┘
12:00  ┄ Lunch · until 13:00 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
Folded: 1 sponsored demo (--kind all).
2 sessions without a time: kubeplan list -c deck.yaml
`

describe('which days', () => {
  test('today, during the conference, and how to see the others', async () => {
    const outcome = await kubeplan(['grid', ...ON], { ...homeWith(), now: '2026-03-24T07:00:00Z' })
    const other = 'Also Mon 23 Mar.\nAnother day: kubeplan grid --day 2026-03-23 -c deck.yaml\n'
    expect(outcome).toEqual({ exit: 0, stdout: TUESDAY + other, stderr: '' })
  })

  test('before it the first day, or the first with a pick', async () => {
    const world = { ...homeWith(), now: '2026-01-01T07:00:00Z' }
    expect((await kubeplan(['grid', ...ON], world)).stdout).toContain('Deck Days · Mon 23 Mar ·')
    await kubeplan(['add', 'mesh', ...ON], world)
    expect((await kubeplan(['grid', ...ON], world)).stdout).toContain('Deck Days · Tue 24 Mar ·')
  })

  test('today on the clock of the venue', async () => {
    const outcome = await kubeplan(['grid', ...ON, '--tz', 'Asia/Tokyo'], {
      ...homeWith(),
      now: '2026-03-23T23:30:00Z',
    })
    expect(outcome.stdout).toContain('Deck Days · Tue 24 Mar · Asia/Tokyo (UTC+9)\n')
    expect(outcome.stdout).toContain('\n18:00 ┌')
  })

  test('those that were asked for, or that hold what was asked for', async () => {
    const world = { ...homeWith(), now: '2026-03-24T07:00:00Z' }
    const day = await kubeplan(['grid', '-d', 'tue', ...ON], world)
    const untimed = TUESDAY.replace('2 sessions without a time', '1 session without a time')
    expect(day).toEqual({ exit: 0, stdout: untimed, stderr: '' })
    const track = await kubeplan(['grid', '--track', 'words', ...ON], world)
    expect(track.stdout).toMatch(
      /Mon 23 Mar - Tue 24 Mar[\s\S]*\nMon 23 Mar\n[\s\S]*Early Words[\s\S]*\nTue 24 Mar\n[\s\S]*Hands-On Lab/,
    )
    expect(track.stdout).not.toContain('Meshes')
  })

  test('none', async () => {
    const outcome = await kubeplan(['grid', '-d', 'fri', ...ON], homeWith())
    expect(outcome.exit).toBe(0)
    expect(outcome.stdout).toBe('Deck Days · Europe/Amsterdam\nNo session with a time.\n')
    expect(outcome.stderr).toContain('Nothing on')
  })
})

test('picks, clashes and blocks', async () => {
  const world = homeWith()
  await kubeplan(['add', 'mesh', 'lab', ...ON], world)
  await kubeplan(['block', 'Booth', '-d', 'tue', '--time', '11:00-12:30', ...ON], world)
  await kubeplan(['add', '--maybe', 'demo', ...ON], world)
  const outcome = await kubeplan(['grid', '-d', 'tue', '--width', '80', ...ON], world)
  await expect(outcome.stdout).toMatchFileSnapshot('golden/grid-picks-80.txt')
  expect(outcome).toMatchObject({ exit: 0, stderr: '' })
})

describe('what does not fit', () => {
  const ROOMS = ['East|Up', 'Aula', 'Bay', 'Cave', "Dean's"]
  const rooms = ROOMS.flatMap((room, index) =>
    Array.from({ length: index === 0 ? 3 : 1 }, (_, hour) => {
      const times = `start: 2026-03-24 ${10 + hour}:00, end: "${10 + hour}:30"`
      return `  - { id: s${index}${hour}, title: "T${index}${hour}", room: "${room}", ${times}, track: "Nets & Rest", tags: [-x] }\n`
    }),
  )
  const world = () => homeWith(`${CATALOGUE.slice(0, CATALOGUE.indexOf('sessions:'))}sessions:\n${rooms.join('')}`)
  const columns = (stdout: string) =>
    stdout
      .split('\n')
      .find((line) => line.startsWith('     '))
      ?.trim()

  test('the fullest rooms are there, and whole commands lead to the others', async () => {
    const { stdout } = await kubeplan(['grid', '-dtue', '-t', 'nets & rest', '--tag=-x', 't', ...ON], world())
    expect(columns(stdout)).toBe('Aula                       East|Up')
    expect(stdout.slice(stdout.indexOf('2 of 5'))).toBe(`2 of 5 rooms fit: the fullest first.
Not shown: 3 sessions in 3 rooms: Bay, Cave and Dean's.
One of them:
kubeplan grid t --day 2026-03-24 --track 'nets & rest' --tag='-x' --room Bay -c deck.yaml
All:
kubeplan grid t --day 2026-03-24 --track 'nets & rest' --tag='-x' --width 102 -c deck.yaml | less -S
`)
    const wide = ['--day', '2026-03-24', '--track', 'nets & rest', '--tag=-x', '--width', '102', 't']
    const all = await kubeplan(['grid', ...wide, ...ON], world())
    expect(columns(all.stdout)?.split(/ {2,}/)).toEqual(['Aula', 'Bay', 'Cave', "Dean's", 'East|Up'])
    expect(all.stdout).not.toContain(' fit')
  })

  test('a room with a going pick comes before all others', async () => {
    const own = world()
    await kubeplan(['add', '--maybe', 's10', 's20', 's30', 's40', ...ON], own)
    await kubeplan(['add', '-p5', 's00', ...ON], own)
    const { stdout } = await kubeplan(['grid', '-d', 'tue', '-r', ROOMS.join(), '--no-color', ...ON], own)
    expect(columns(stdout)?.split(/ {2,}/)).toEqual(['Aula', 'Bay', 'Cave', 'East|Up'])
    expect(stdout.slice(stdout.indexOf('4 of 5'))).toBe(`4 of 5 rooms fit: those with your picks first.
Not shown: 1 session in 1 room: Dean's.
You also have picks in Dean's.
One of them:
kubeplan grid --day 2026-03-24 --room 'Dean'\\''s' -c deck.yaml
All:
kubeplan grid --day 2026-03-24 --room 'East|Up,Aula,Bay,Cave,Dean'\\''s' --width 102 -c deck.yaml | less -S
`)
  })
})

describe('across', () => {
  test('tracks, where asked for', async () => {
    const outcome = await kubeplan(['grid', '-d', 'tue', '--across', 'track', ...ON], homeWith())
    expect(outcome.stdout.split('\n')[1]?.trim().split(/ {2,}/)).toEqual(['Nets', 'Words'])
  })

  test('what the catalogue does not have is lacking', async () => {
    const none = CATALOGUE.replaceAll(/, track: \w+/g, '')
    expect(await kubeplan(['grid', '--across', 'track', ...ON], homeWith(none))).toEqual({
      exit: 2,
      stdout: '',
      stderr: `kubeplan: --across track does not work here: this
  catalogue has no tracks
  Leave it out, or search by words:
  kubeplan list WORDS -c deck.yaml
`,
    })
  })

  test('anything else is refused', async () => {
    const outcome = await kubeplan(['grid', '--across', 'hall', ...ON], homeWith())
    expect(outcome).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('room, track') })
  })
})

describe('paper', () => {
  test('a pipe gets the drawing, without colour', async () => {
    const { home } = homeWith()
    const piped = await kubeplan(['grid', '-d', 'tue', '--width', '60', ...ON], { home })
    const untimed = TUESDAY.replace('2 sessions without a time', '1 session without a time')
    expect(piped).toEqual({ exit: 0, stdout: untimed, stderr: '' })
    const coloured = await kubeplan(['grid', '-d', 'tue', '--width', '60', '--color', 'always', ...ON], { home })
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(untimed)
  })

  test('a narrow screen gets the list, and is told so', async () => {
    const outcome = await kubeplan(['grid', '-d', 'tue', ...ON], { ...homeWith(), terminal: 59 })
    expect(outcome.stdout).toContain('\n  Meshes at Sea\n    10:00-10:30 · Aula\n')
    expect(outcome.stdout).toMatch(/\nA timetable needs 60 columns; here is the list\.\n$/)
  })

  test.each(['json', 'yaml', 'csv', 'tsv'])('machines get the same rows as from list: %s', async (format) => {
    const { home } = homeWith()
    for (const flags of [[], ['-d', 'tue'], ['--track', 'words']]) {
      const world = { home, now: '2026-03-24T07:00:00Z' }
      const grid = await kubeplan(['grid', ...flags, '--format', format, ...ON], world)
      expect(grid).toEqual(await kubeplan(['list', ...flags, '--format', format, ...ON], world))
      expect(grid.stdout).toContain('Hands-On Lab')
    }
  })
})
