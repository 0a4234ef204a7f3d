import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const LINUX = 'linux-in-the-kubernetes-era'
const LINUX_TITLE = 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?'
const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const NOW = '2020-11-19T08:00:00Z'

function homeWith(text: string): { readonly home: string; readonly file: string } {
  const home = newHome()
  const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return { home, file }
}

const BY_HAND = `# My November
kubeplan: agenda/1
person: Ana # that is me
conference: kubecon-na-2020
mood: { monday: good }
picks:
    # the one that I must not miss
    - session: kubectl-blame
      mood: excited
      note: >
          Sit in front.

          Ask about labels.
      priority: 5 # really

    - { session: bypass-falco, stage: maybe }
    - note: last
      session: helm-past-present-future
# and in between
blocks:
    - title: Booth duty
      start: 2020-11-20 16:20
      end: "17:15"
      who: [ Bo, Cy ]
`

const SEEN = `      seen:
          title: "${LINUX_TITLE}"
          start: 2020-11-20T16:00:00-05:00
          end: 2020-11-20T16:35:00-05:00
`

describe('what a person wrote stays as it was', () => {
  const steps: readonly (readonly [command: readonly string[], change: (text: string) => string])[] = [
    [
      ['add', LINUX],
      (text) =>
        text.replace('# and in between', `    - session: ${LINUX}\n      stage: going\n${SEEN}# and in between`),
    ],
    [['add', '--maybe', LINUX], (text) => text.replace('stage: going', 'stage: maybe')],
    [['add', '-m', LINUX], (text) => text],
    [
      ['drop', LINUX],
      (text) => {
        const pick = text.slice(text.indexOf(`    - session: ${LINUX}`), text.indexOf('# and in between'))
        return text.replace(pick, '')
      },
    ],
  ]

  test('step by step', async () => {
    const { home, file } = homeWith(BY_HAND)
    let expected = BY_HAND
    for (const [command, change] of steps) {
      expected = change(expected)
      expect((await kubeplan(command, { home, now: NOW })).exit).toBe(0)
      expect(readFileSync(file, 'utf8')).toBe(expected)
    }
  })

  test('a pick that goes takes its own comments along, and nobody else his', async () => {
    const { home, file } = homeWith(BY_HAND)
    await kubeplan(['drop', 'bypass-falco'], { home, now: NOW })
    const text = readFileSync(file, 'utf8')
    expect(text.startsWith(BY_HAND.replace('\n    - { session: bypass-falco, stage: maybe }\n', ''))).toBe(true)
  })
})

describe('a file that cannot be read', () => {
  const broken: readonly (readonly [name: string, text: string])[] = [
    ['empty', ''],
    ['blank', ' \n\n'],
    ['NULs', '\0\0\0\0'],
    ['cut', 'kubeplan: agenda/1\nconference: kubecon-na-2020\npicks:\n  - {session: kubectl-bl'],
    ['cut JSON', '{"kubeplan":"agenda/1","conference":"kubecon-na-2020","picks":[{"sess'],
    ['a list', '- kubectl-blame\n'],
    ['text', 'kubectl-blame\n'],
    ['a wrong value', 'conference: kubecon-na-2020\npicks: [{ session: kubectl-blame, stage: perhaps }]\n'],
    [
      'git conflict',
      'conference: kubecon-na-2020\n<<<<<<< mine\npicks: []\n=======\npicks: [{session: a}]\n>>>>>>> theirs\n',
    ],
    ['another conference', 'conference: other-2020\npicks: [{ session: kubectl-blame }]\n'],
    ['a catalogue', 'kubeplan: catalogue/1\nconference: { name: X, timezone: UTC }\nsessions: []\n'],
    ['Latin-1', 'conference: kubecon-na-2020\nperson: Jos\xe9\n'],
  ]
  const commands: readonly (readonly string[])[] = [
    ['list', '--stage', 'going'],
    ['list', '--free'],
    ['clashes'],
    ['add', LINUX],
    ['add', '--track', 'keynote'],
    ['drop', 'kubectl-blame'],
    ['drop', '--stage', 'any'],
    ['agenda'],
    ['export'],
    ['export', 'my.ics'],
  ]

  test.each(broken)('%s', async (_name, text) => {
    const home = newHome()
    const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
    const bytes = Buffer.from(text, 'latin1')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    for (const command of commands) {
      const { exit, stdout, stderr } = await kubeplan(command, { home })
      expect({ command, exit, stdout }).toEqual({ command, exit: 5, stdout: '' })
      expect(stderr.startsWith(`${file}:`)).toBe(true)
    }
    expect(readFileSync(file)).toEqual(bytes)
    expect(readdirSync(dirname(file))).toEqual(['agenda.yaml'])
    expect(readdirSync(join(home, 'work'))).toEqual([])
  })

  test('from a newer kubeplan is read, and never written', async () => {
    const text = 'kubeplan: agenda/7\nconference: kubecon-na-2020\npicks: [{ session: kubectl-blame }]\nidea: new\n'
    const { home, file } = homeWith(text)
    const read = await kubeplan(['agenda', '--json'], { home })
    expect(read.exit).toBe(0)
    expect(read.stderr).toContain('newer kubeplan')
    expect(JSON.parse(read.stdout).picks.map(({ session }: { session: string }) => session)).toEqual(['kubectl-blame'])
    for (const command of [
      ['add', LINUX],
      ['drop', 'kubectl-blame'],
    ]) {
      expect(await kubeplan(command, { home })).toMatchObject({ exit: 5, stdout: '' })
    }
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})

describe('a pick that the programme does not have any more', () => {
  const text = `conference: kubecon-na-2020
picks:
  - { session: long-gone, seen: { title: Long Gone, start: 2020-11-20T10:00:00-05:00 } }
  - session: kubectl-blame
`

  test('is named, wherever my picks are told', async () => {
    const { home } = homeWith(text)
    const shown = await kubeplan(['agenda'], { home, terminal: 80, environment: { NO_COLOR: '1' } })
    expect(shown.stdout).toContain('Not in the programme any more: long-gone.')
    expect(shown.stdout).toContain('kubeplan drop long-gone')
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks[0]).toMatchObject({ session: 'long-gone', seen: { title: 'Long Gone' } })
    const calendar = await kubeplan(['export'], { home })
    expect(calendar.exit).toBe(0)
    expect(calendar.stderr).toContain('Not in the programme any more: long-gone (Long Gone).')
    // No calendar was given it.
    expect(calendar.stdout.match(/^(?:UID|STATUS):[!-~]*/gm)).toEqual([
      'UID:kubectl-blame@kubecon-na-2020.kubeplan',
      'STATUS:CONFIRMED',
    ])
  })

  test.each([[['drop', 'long-gone']], [['drop', 'gone']], [['drop', '-']]])('%j takes it off', async (command) => {
    const { home } = homeWith(text)
    const { exit, stderr } = await kubeplan(command, { home, stdin: 'long-gone\n' })
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'Dropped: Long Gone\n' })
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks.map(({ session }: { session: string }) => session)).toEqual(['kubectl-blame'])
  })
})

test.each([['drop'], ['add']])('%s says nothing of which session, and does nothing', async (...command) => {
  const { home, file } = homeWith(BY_HAND)
  const { exit, stdout, stderr } = await kubeplan(command.filter(Boolean), { home })
  expect({ exit, stdout, first: stderr.split('\n')[0] }).toEqual({
    exit: 2,
    stdout: '',
    first: `kubeplan: ${command[0]} which session?`,
  })
  expect(readFileSync(file, 'utf8')).toBe(BY_HAND)
})

describe('blocks written by hand', () => {
  test('alone are an agenda, too; where nothing is shown it says whose', async () => {
    const { home } = homeWith(`conference: kubecon-na-2020
blocks: [{ title: Lunch, start: 2020-11-20 12:00, end: "13:00" }]
`)
    expect(await kubeplan(['agenda'], { home, terminal: 80, environment: { NO_COLOR: '1' } })).toMatchObject({
      stdout: expect.stringContaining('12:00-13:00 # Lunch'),
      stderr: '',
    })
    await kubeplan(['add', LINUX], { home })
    expect(await kubeplan(['agenda', '--day', 'thu', '--json'], { home })).toMatchObject({
      exit: 0,
      stderr: 'None of your picks matches these filters. All of them: kubeplan agenda\n',
    })
  })

  test('stand on the agenda, clash and take time', async () => {
    const { home } = homeWith(BY_HAND)
    await kubeplan(['add', LINUX], { home })
    const { stdout } = await kubeplan(['agenda', '--day', 'fri'], {
      home,
      terminal: 80,
      environment: { NO_COLOR: '1' },
    })
    expect(stdout).toBe(`KubeCon + CloudNativeCon North America 2020 · Fri 20 Nov
America/New_York (UTC-5) · 2 going, 1 block, 1 maybe · 2 clashes
! 16:00-16:35 ● Panel: Linux in the Kubernetes Era: Does The OS…
                × Booth duty, 15 min
! 16:20-17:15 # Booth duty                                            × 2 others
! 17:05-17:40 ● In Search Of A kubectl blame Command              p5
                × Booth duty, 10 min
                "Sit in front."
  day only    ○ Bypass Falco
What clashes: kubeplan clashes
`)
    const { clashes } = JSON.parse((await kubeplan(['clashes', '--json'], { home })).stdout)
    const clash = (sessions: readonly string[], start: string, end: string, minutes: number) => ({
      sessions,
      reason: 'overlap',
      start: `2020-11-20T${start}:00-05:00`,
      end: `2020-11-20T${end}:00-05:00`,
      minutes,
    })
    expect(clashes).toEqual([
      clash([LINUX, 'block:Booth duty'], '16:20', '16:35', 15),
      clash(['block:Booth duty', 'kubectl-blame'], '17:05', '17:15', 10),
    ])
  })

  test('are warned of by add', async () => {
    const { home } = homeWith(BY_HAND)
    const { exit, stderr } = await kubeplan(['add', LINUX], { home })
    expect(exit).toBe(0)
    expect(stderr).toContain('Booth duty')
    expect(stderr).toContain('15 min')
  })

  test('stand in the conference day they begin in, on the clock that is shown', async () => {
    const home = newHome()
    const file = join(home, 'work', 'mine.yaml')
    writeFileSync(
      file,
      `conference: autumn-days-2026
picks: [{ session: night-watch }]
blocks:
  - { title: Walk home, start: 2026-10-25 02:30, duration: 1h }
  - { title: Breakfast, start: 2026-10-25 08:00, end: "09:00" }
`,
    )
    const run = (...argv: string[]) => kubeplan([...argv, '-c', AUTUMN, '--agenda', file, '--quiet'], { home })
    const saturday = JSON.parse((await run('agenda', '--day', 'sat', '--json')).stdout)
    expect(saturday.blocks).toEqual([
      { title: 'Walk home', start: '2026-10-25T02:30:00+02:00', end: '2026-10-25T02:30:00+01:00' },
    ])
    expect(saturday.clashes.map(({ minutes }: { minutes: number }) => minutes)).toEqual([60])
    const sunday = await run('agenda', '--day', 'sun', '--format', 'tsv', '--tz', 'Asia/Tokyo')
    expect(sunday.stdout).toContain('Breakfast')
    expect(sunday.stdout).toContain('16:00')
    expect((await run('agenda', '--not-day', 'sun', '--json')).stdout).not.toContain('Breakfast')
    expect((await run('agenda', '--day', 'sat..mon,!sat', '--json')).stdout).not.toContain('Walk home')
  })
})

test('--agenda that is a link is followed, and stays a link', async () => {
  const home = newHome()
  const [real, link] = [join(home, 'dotfiles', 'kubecon.yaml'), join(home, 'work', 'agenda.yaml')]
  mkdirSync(dirname(real))
  symlinkSync('../dotfiles/kubecon.yaml', link)
  // A link to a missing file: the file is created where it points.
  expect((await kubeplan(['add', LINUX, '--agenda', 'agenda.yaml'], { home })).exit).toBe(0)
  expect((await kubeplan(['add', 'kubectl-blame', '--agenda', link], { home })).exit).toBe(0)
  expect((await kubeplan(['drop', LINUX], { home, environment: { KUBEPLAN_AGENDA: link } })).exit).toBe(0)
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readlinkSync(link)).toBe('../dotfiles/kubecon.yaml')
  expect(readFileSync(real, 'utf8')).toContain('kubectl-blame')
  expect(readdirSync(join(home, 'work'))).toEqual(['agenda.yaml'])
  expect((await kubeplan(['export', 'agenda.yaml', '--force', '--agenda', link], { home })).exit).toBe(5)
})

describe.each([
  ['a flag', (file: string) => ({ argv: ['--agenda', file], environment: {} })],
  ['the environment', (file: string) => ({ argv: [], environment: { KUBEPLAN_AGENDA: file } })],
])('an agenda that %s names is no output, whatever it is called there', (_, naming) => {
  test.each([
    'agenda.yaml',
    join('..', 'work', 'agenda.yaml'),
    './sub/../agenda.yaml',
    'linked.yaml',
    'hard.yaml',
    'here/agenda.yaml',
  ])('%s', async (output) => {
    const home = newHome()
    const work = join(home, 'work')
    const own = join(work, 'agenda.yaml')
    writeFileSync(own, BY_HAND)
    mkdirSync(join(work, 'sub'))
    symlinkSync('agenda.yaml', join(work, 'linked.yaml'))
    linkSync(own, join(work, 'hard.yaml'))
    symlinkSync('.', join(work, 'here'))
    for (const named of ['agenda.yaml', own]) {
      const { argv, environment } = naming(named)
      for (const command of ['export', 'guide', 'recap']) {
        const told = await kubeplan([command, output, '--format', 'json', '--force', ...argv], { home, environment })
        expect([command, told.exit, told.stdout]).toEqual([command, 5, ''])
        expect(told.stderr).toContain('is the input of this command and was not overwritten')
      }
    }
    expect(readFileSync(own, 'utf8')).toBe(BY_HAND)
  })
})
