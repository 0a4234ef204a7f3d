import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `kubeplan: catalogue/1
conference: { name: Night Owls, slug: owls, timezone: Europe/Amsterdam, day_change: "04:00" }
sessions:
  - { title: Opening, kind: keynote, room: Hall 1, start: 2026-08-10 10:00, duration: 30m, speakers: [Ana Lind] }
  - { title: Fading stars, room: Hall 1, start: 2026-08-11 01:00, abstract: "Bring <b>coats</b> & tea" }
  - { title: Feathers, room: Hall 2, start: 2026-08-10 11:00, end: "12:00", status: cancelled }
  - { title: Some day, date: 2026-08-11 }
  - { title: Some time }
`

function setting() {
  const home = newHome()
  const path = (name: string) => join(home, 'work', name)
  writeFileSync(path('owls.yaml'), PROGRAMME)
  const run = (...argv: readonly string[]) => kubeplan([...argv, '-c', './owls.yaml'], { home })
  return { home, path, run, textOf: (name: string) => readFileSync(path(name), 'utf8') }
}

test.each([
  [['schedule.xml'], '<schedule>'],
  [['SCHEDULE.JSON'], '"schedule":'],
  [['other.txt', '--format', 'schedule-xml'], '<schedule>'],
  [['other.json', '--format', 'schedule-json'], '"schedule":'],
  [['other.json'], '"catalogue/1"'],
  [['schedule.json', '--json'], '"catalogue/1"'],
  [['schedule.xml', '--format', 'csv'], 'id,'],
] as const)('export %s holds %s', async (argv, mark) => {
  const { run, textOf } = setting()
  const { exit } = await run('export', '--all', ...argv)
  expect(exit).toBe(0)
  expect(textOf(argv[0])).toContain(mark)
})

test.each([[['all.xml']], [['schedule.xml.xml']], [['-', '--format', 'xml']]] as const)(
  'XML of no kind is refused with the names of the kinds: %s',
  async ([...argv]) => {
    const { run, path } = setting()
    const { exit, stdout, stderr } = await run('export', '--all', ...argv)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/schedule\.xml.*--format schedule-xml.*schedule\.json.*--format schedule-json/)
    expect(existsSync(path(argv[0]))).toBe(false)
  },
)

test.each(['schedule.xml', 'schedule.json'])(
  '%s says what it leaves out, and is read like any other schedule',
  async (file) => {
    const { home, run, textOf } = setting()
    const { exit, stderr } = await run('export', '--all', file)
    expect([exit, stderr]).toEqual([
      0,
      `Left out because no time is known: Some day; Some time
1 session has no known end: a likely length was written.
Wrote ${file}: 3 sessions.
`,
    ])
    const text = textOf(file)
    const { stdout } = await kubeplan(['list', '-c', file], { home })
    expect(stdout.replace(/^.*\n/, '')).toBe(`opening\t2026-08-10\t10:00\t10:30\tkeynote\t\tHall 1\tOpening\tAna Lind
feathers\t2026-08-10\t11:00\t12:00\ttalk\t\tHall 2\tFeathers\t
fading-stars\t2026-08-11\t01:00\t01:30\ttalk\t\tHall 1\tFading stars\t
`)
    const night = await kubeplan(['show', 'fading stars', '-c', file, '--json'], { home })
    const { conference, sessions } = JSON.parse(night.stdout)
    expect([conference.day_change, sessions[0].abstract]).toEqual(['04:00', 'Bring <b>coats</b> & tea'])
    // The same again, whatever the clock is and whichever zone is shown.
    const later = { home, now: '2030-01-01T00:00:00Z' }
    const again = await kubeplan(
      ['export', '--all', '--format', file.replace('.', '-'), '-c', './owls.yaml', '--tz', 'Asia/Tokyo'],
      later,
    )
    expect(again.stdout).toBe(text)
  },
)

test('a programme without a day is refused, because no reader would take it', async () => {
  const { run, path } = setting()
  writeFileSync(path('owls.yaml'), 'conference: { name: Owls, timezone: UTC }\nsessions: [{ title: Some time }]\n')
  const { exit, stderr } = await run('export', '--all', 'schedule.xml')
  expect([exit, existsSync(path('schedule.xml'))]).toEqual([2, false])
  expect(stderr).toContain('kubeplan export --all my.csv')
})

test('an agenda is its sessions, and what else is mine is left out aloud', async () => {
  const { run, textOf } = setting()
  await run('add', 'opening')
  await run('note', 'opening', 'OWNWORDS')
  await run('block', 'Booth', '--day', '2026-08-10', '--time', '14:00-15:00')
  const { exit, stderr } = await run('export', 'schedule.xml', '--with-notes', '--blocks')
  expect([exit, stderr]).toEqual([
    0,
    `schedule-xml has only sessions of the programme, so --with-notes and --blocks have no effect.
Wrote schedule.xml: 1 session.
`,
  ])
  expect(textOf('schedule.xml')).not.toMatch(/OWNWORDS|Booth|Feathers/)
  expect(textOf('schedule.xml')).toContain('<title>Opening</title>')
})
