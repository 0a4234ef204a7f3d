import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Two talks: one in three tracks, one in one of them. */
const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Owls//EN',
  'X-WR-CALNAME:Owl Days',
  'X-WR-TIMEZONE:Europe/Paris',
  'BEGIN:VEVENT',
  'UID:a',
  'DTSTART:20260601T080000Z',
  'DTEND:20260601T083000Z',
  'SUMMARY:Hearing a mouse under snow',
  'CATEGORIES:Night flight,Barns\\; churches',
  'CATEGORIES:Field work,Night flight',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:b',
  'DTSTART:20260601T090000Z',
  'DTEND:20260601T093000Z',
  'SUMMARY:Counting pellets',
  'CATEGORIES:Field work',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

const [BOTH, ONE] = ['hearing-a-mouse-under-snow', 'counting-pellets']

async function imported(name = 'owls.ics', text = CALENDAR) {
  const home = newHome()
  writeFileSync(join(home, 'work', name), text)
  expect((await kubeplan(['import', name, '--as', 'owls'], { home })).exit).toBe(0)
  return home
}

async function idsOf(argv: readonly string[], home: string): Promise<readonly string[]> {
  const { exit, stdout } = await kubeplan(['list', ...argv], { home })
  expect(exit).toBe(0)
  return stdout
    .split('\n')
    .slice(1, -1)
    .map((row) => row.split('\t')[0] ?? '')
}

describe('a session of several tracks', () => {
  test.each([
    ['night flight', [BOTH]],
    ['barns; churches', [BOTH]],
    ['field work', [BOTH, ONE]],
  ])('is found by %s', async (track, ids) => {
    const home = await imported()
    expect(await idsOf(['-t', track], home)).toEqual(ids)
    expect(await idsOf(['--not-track', track], home)).toEqual([BOTH, ONE].filter((id) => !ids.includes(id)))
  })

  test('is counted under each', async () => {
    const { stdout } = await kubeplan(['tracks'], { home: await imported() })
    expect(stdout.split('\n').map((row) => row.split('\t').slice(0, 2))).toEqual([
      ['name', 'sessions'],
      ['Field work', '2'],
      ['Barns; churches', '1'],
      ['Night flight', '1'],
      [''],
    ])
  })

  test.each([
    ['catalogue.json', ['list', '--json']],
    ['table.csv', ['list', '--format', 'csv']],
    ['table.tsv.csv', ['list', '--format', 'tsv']],
  ])('reads back exactly from %s', async (name, argv) => {
    const { stdout } = await kubeplan(argv, { home: await imported() })
    const home = newHome()
    const text = name.includes('.tsv') ? stdout.replaceAll('\t', ',') : stdout
    writeFileSync(join(home, 'work', name), text)
    const read = ['import', name, '--as', 'again', '--timezone', 'Europe/Paris']
    expect(await kubeplan(read, { home })).toMatchObject({ exit: 0 })
    const again = await kubeplan(['list', '--json'], { home })
    expect(JSON.parse(again.stdout).sessions.map(({ track }: { track: unknown }) => track)).toEqual([
      ['Night flight', 'Barns; churches', 'Field work'],
      'Field work',
    ])
  })

  test('shows all of them where there is room, else the first and how many more', async () => {
    const home = await imported()
    const place = async (width: number) => {
      const { stdout } = await kubeplan(['list', '--format', 'table', '--width', String(width)], { home })
      return /Night[^\n]*/.exec(stdout)?.[0].trim()
    }
    expect(await place(120)).toBe('Night flight, Barns; churches, Field work')
    expect(await place(70)).toBe('Night flight +2')
    expect(await place(40)).toBe('Night flight +2')
  })

  test.each([
    ['show', BOTH],
    ['guide', '--id', BOTH],
  ])('is named with all of them in %s', async (...argv) => {
    const home = await imported()
    await kubeplan(['add', BOTH], { home })
    expect((await kubeplan([...argv, '--format', argv[0] === 'show' ? 'table' : 'md'], { home })).stdout).toContain(
      'Night flight, Barns; churches, Field work',
    )
  })
})

test.each([
  ['Tracks', '"Birds, Bees"', ['Bees', 'Birds']],
  ['Categories', 'Birds; Bees', ['Bees', 'Birds']],
  ['Track', '"Birds, Bees"', ['Birds, Bees']],
  ['Track', 'Birds; Bees', ['Bees', 'Birds']],
  ['Category', 'Hall 5 | Birds', ['Hall 5 | Birds']],
])('a column %s with %s', async (head, cell, tracks) => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'x.csv'), `Title,Start,End,${head}\nA,2026-06-01 10:00,2026-06-01 11:00,${cell}\n`)
  await kubeplan(['import', 'x.csv', '--as', 'x', '--timezone', 'UTC'], { home })
  const { stdout } = await kubeplan(['tracks', '--json'], { home })
  expect(JSON.parse(stdout).values.map(({ name }: { name: string }) => name)).toEqual(tracks)
  for (const track of tracks) expect(await idsOf(['-t', track], home)).toEqual(['a'])
})
