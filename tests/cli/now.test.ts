import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/main.js'
import type { Interruption, World } from '../../src/world.js'
import { kubeplan, newHome, testWorld } from './kubeplan.js'

const PROGRAMME = `conference: { name: DemoConf, slug: demo, timezone: Europe/Amsterdam, sources: [{ url: 'https://demo.example/all.ics', fetched: 2026-03-24T13:00:00Z }] }
rooms: { default_walk: 6m, walks: [{ from: Hotel, to: Attic, walk: 20m }] }
sessions:
  - { id: opening, title: Opening, kind: keynote, room: Main Hall, start: 2026-03-24 15:00, end: '15:45' }
  - { id: telemetry, title: Telemetry Update, room: Attic, start: 2026-03-24 16:15, end: '16:45' }
  - { id: logs, title: Logs of a Shift, room: Cellar, start: 2026-03-24 16:15, end: '16:45' }
  - { id: toolkit, title: The Toolkit, room: Main Hall, start: 2026-03-24 17:00, end: '17:30' }
  - { id: prose, title: Policy as Prose, room: Cellar, start: 2026-03-25 09:00, end: '09:35' }
`

const AGENDA = `conference: demo
picks:
  - session: opening
  - session: telemetry
  - { session: logs, stage: maybe }
  - session: toolkit
`

function desk(agenda = AGENDA) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'demo.yaml'), PROGRAMME)
  writeFileSync(join(home, 'work', 'mine.yaml'), agenda)
  const environment = { KUBEPLAN_CATALOGUE: './demo.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return { home, environment, now: '2026-03-24T15:11:00Z' }
}

describe('now', () => {
  test('on a terminal', async () => {
    expect(await kubeplan(['now'], { ...desk(), terminal: 100 })).toEqual({
      exit: 0,
      stdout: `Tue 16:11 · Europe/Amsterdam (UTC+1) · DemoConf · fetched 2 h ago
NEXT   16:15  Telemetry Update
       in 4 min · Attic · 6 min from Main Hall (your last room): go now, 2 min late
FULL?  16:15  Logs of a Shift  Cellar     maybe
THEN   17:00  The Toolkit      Main Hall  15 min gap, walk 6
`,
      stderr: '',
    })
  })

  test('after the end it suggests to rate what note last names, and nothing that would fail', async () => {
    const told = async (agenda: string) => {
      const place = { ...desk(agenda), now: '2026-03-29T12:00:00Z' }
      const { stdout } = await kubeplan(['now'], { ...place, terminal: 100 })
      const { exit } = await kubeplan(['note', 'last', '--rating', '5'], place)
      return { suggested: stdout.includes('note last'), exit }
    }
    expect(await told(AGENDA)).toEqual({ suggested: true, exit: 0 })
    expect(await told('conference: demo\n')).toEqual({ suggested: false, exit: 2 })
    expect(await told('conference: demo\npicks: [{ session: telemetry }, { session: logs }]\n')).toEqual({
      suggested: false,
      exit: 2,
    })
    expect(await told('conference: demo\npicks: [{ session: logs, stage: maybe }]\n')).toEqual({
      suggested: false,
      exit: 2,
    })
  })

  test('in a pipe rows, of which the first cell is an id', async () => {
    const { exit, stdout, stderr } = await kubeplan(['now'], desk())
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').map((line) => [line.split('\t')[0], ...line.split('\t').slice(9)])).toEqual([
      ['id', 'what', 'stage'],
      ['telemetry', 'next', 'going'],
      ['logs', 'instead', 'maybe'],
      ['toolkit', 'then', 'going'],
      [''],
    ])
  })

  test('KUBEPLAN_NOW says when it is, --from-room and --walk where and how far', async () => {
    const { environment, ...rest } = desk()
    const at = { ...rest, environment: { ...environment, KUBEPLAN_NOW: '2026-03-24T15:45:00+01:00' }, terminal: 100 }
    expect((await kubeplan(['now'], at)).stdout).toContain('6 min from Main Hall (your last room): leave at 16:09')
    // Before it was fetched, the schedule has no age.
    const before = { ...at, environment: { ...environment, KUBEPLAN_NOW: '2026-03-23T15:45:00+01:00' } }
    expect((await kubeplan(['now'], before)).stdout).not.toContain('fetched')
    expect((await kubeplan(['now', '--from-room', 'hotel'], at)).stdout).toContain('20 min from Hotel: leave at 15:55')
    expect((await kubeplan(['now', '--walk', '10m'], at)).stdout).toContain(
      '10 min from Main Hall (your last room): leave at 16:05',
    )
    expect((await kubeplan(['now', '--from-room', 'attic'], at)).stdout).toContain(' · same room\n')
    expect((await kubeplan(['now', '--tz', 'Asia/Tokyo'], at)).stdout).toMatch(/^Tue 23:45 · Asia\/Tokyo \(UTC\+9\)/)
    expect(await kubeplan(['now', '--from-room', 'Atic'], at)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'kubeplan: --from-room "Atic" matches no session; did you mean "Attic"?\n  All of them: kubeplan rooms\n',
    })
  })

  test('where no walk is known from the room that I am in, that is said, and how to tell', async () => {
    const { home, environment, now } = desk()
    writeFileSync(join(home, 'work', 'demo.yaml'), PROGRAMME.replace(/^rooms: .*\n/m, ''))
    const told = async (...argv: readonly string[]) => {
      const { stdout } = await kubeplan(['now', ...argv], { home, environment, now, terminal: 120 })
      return /not known.*\((\d+ of \d+).*: --walk 5m/.exec(stdout.replaceAll('\n', ' '))?.[1]
    }
    expect(await told('--from-room', 'main hall')).toBe('2 of 2')
    expect(await told('--from-room', 'main hall', '--walk', '0m')).toBeUndefined()
    expect(await told('--from-room', 'attic')).toBe('1 of 1')
  })

  test('--all is about everybody', async () => {
    const { stdout } = await kubeplan(['now', '--all'], { ...desk(), terminal: 60 })
    expect(stdout).toBe(`Tue 16:11 · Amsterdam UTC+1 · DemoConf · fetched 2 h ago
NOW  nothing
NEXT  2 sessions
● 16:15-16:45  Telemetry Update  Attic
○ 16:15-16:45  Logs of a Shift   Cellar
Only yours: kubeplan now
`)
    const json = JSON.parse((await kubeplan(['now', '--all', '--json'], desk())).stdout)
    expect(json.next.map(({ session, stage }: { session: string; stage: string }) => [session, stage])).toEqual([
      ['telemetry', 'going'],
      ['logs', 'maybe'],
    ])
  })

  test('--room is about what is on and next there, however late, for everybody', async () => {
    const told = async (...argv: readonly string[]) => kubeplan(['now', ...argv], { ...desk(), terminal: 60 })
    expect(
      (await told('--room', 'cellar', '--room', 'main')).stdout,
    ).toBe(`Tue 16:11 · cellar, main · Europe/Amsterdam (UTC+1)
DemoConf · fetched 2 h ago
NOW  nothing
NEXT  2 sessions
○ 16:15-16:45  Logs of a Shift  Cellar
● 17:00-17:30  The Toolkit      Main Hall
All that is there: kubeplan list --room cellar --room main
Everywhere: kubeplan now --all
`)
    expect(await told('--room', 'atic')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('"Attic"?'),
    })
  })

  test('without picks it says what to do, and shows what is on', async () => {
    const empty = desk('conference: demo\n')
    const { stdout, stderr } = await kubeplan(['now'], { ...empty, terminal: 60 })
    expect(stderr).toBe('')
    expect(stdout).toContain('Nothing on your agenda yet.\nPick: kubeplan add WORDS-OF-A-TITLE\n')
    expect(stdout).toContain('  16:15-16:45  Telemetry Update  Attic\n')
    const piped = await kubeplan(['now'], empty)
    expect(piped.stderr).toBe('Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE\n')
    expect(piped.stdout.split('\n')).toHaveLength(4)
  })
})

interface Step {
  /** Events during the n-th sleep of the watcher, counted from 1. */
  readonly [sleep: number]: (desk: {
    readonly hear: (signal: Interruption) => void
    readonly resize: (columns: number) => void
  }) => void
}

/** Runs on a terminal with a clock that only sleep advances; `steps` happen meanwhile. */
async function watched(argv: readonly string[], options: ReturnType<typeof desk> & { stdin?: string }, steps: Step) {
  const { world, told } = testWorld({ ...options, terminal: 60 })
  let left = options.stdin ?? ''
  let [now, columns, sleeps] = [Date.parse(options.now) - 1_500, 60, 0]
  const slept: number[] = []
  const frames: string[] = []
  let hear: (signal: Interruption) => void = () => undefined
  const watching: World = {
    ...world,
    now: () => now,
    stdout: {
      isTerminal: true,
      get columns() {
        return columns
      },
      rows: 24,
      write: (text) => frames.push(text),
    },
    onInterruption: (listen) => {
      hear = listen
      return () => {
        hear = () => undefined
      }
    },
    stdin: {
      isTerminal: options.stdin === undefined,
      read() {
        const bytes = new TextEncoder().encode(left)
        left = ''
        return bytes
      },
      readLine: async () => undefined,
    },
    async sleep(milliseconds, stop) {
      now += milliseconds
      slept.push(milliseconds)
      sleeps++
      steps[sleeps]?.({ hear: (signal) => hear(signal), resize: (width) => (columns = width) })
      if (sleeps > 200 && !stop.aborted) throw new Error('nobody ended the watch')
    },
  }
  const exit = await run(argv, watching)
  return { exit, frames, slept, stderr: told.stderr }
}

const headOf = (frame: string) => frame.replace(/\u001b\[[?0-9]*[a-zA-Z]/g, '').split('\r\n')[0]

describe('now --watch', () => {
  test('draws at the start and with every minute, in a screen of its own, until Ctrl-C', async () => {
    const { exit, frames, slept, stderr } = await watched(['now', '--watch'], desk(), {
      63: ({ hear }) => hear('SIGINT'),
    })
    expect([exit, stderr]).toEqual([130, ''])
    expect([frames[0], frames.at(-1)]).toEqual(['\u001b[?1049h\u001b[?25l', '\u001b[?25h\u001b[?1049l'])
    expect(frames.slice(1, -1).map(headOf)).toEqual(
      ['16:10', '16:11', '16:12'].map((clock) => `Tue ${clock} · Amsterdam UTC+1 · DemoConf · fetched 2 h ago`),
    )
    expect(slept.slice(0, 3)).toEqual([1_000, 500, 1_000])
    for (const frame of frames.slice(1, -1)) expect(frame).not.toContain('\u001b[2J')
  })

  test('follows the window and the files', async () => {
    const options = desk()
    const { frames } = await watched(['now', '--watch'], options, {
      1: ({ resize }) => resize(100),
      3: () =>
        writeFileSync(join(options.home, 'work', 'mine.yaml'), 'conference: demo\npicks: [{ session: prose }]\n'),
      63: () => writeFileSync(join(options.home, 'work', 'mine.yaml'), 'picks: ['),
      123: ({ hear }) => hear('SIGTERM'),
    })
    const shown = frames.slice(1, -1)
    expect(shown.map((frame) => frame.includes('Europe/Amsterdam (UTC+1) · DemoConf'))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    expect(shown[3]).toContain('Policy as Prose')
    expect(shown[4]).toContain('mine.yaml:1:')
  })

  test('a programme from a pipe is read once', async () => {
    const options = { ...desk(), stdin: PROGRAMME }
    const { frames } = await watched(['now', '--watch', '-c', '-'], options, { 63: ({ hear }) => hear('SIGINT') })
    expect(frames.slice(1, -1).filter((frame) => frame.includes('Telemetry Update'))).toHaveLength(3)
  })

  test('what is wrong from the beginning is told on the screen that stays', async () => {
    const options = desk('picks: [')
    const { exit, frames, stderr } = await watched(['now', '--watch'], options, {})
    expect([exit, frames]).toEqual([5, []])
    expect(stderr).toContain('mine.yaml:1:')
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it with %i; after a hang-up nothing more is written', async (signal, code) => {
    const { exit, frames } = await watched(['now', '--watch'], desk(), { 1: ({ hear }) => hear(signal) })
    expect([exit, frames.length]).toEqual([code, signal === 'SIGHUP' ? 2 : 3])
  })

  test('KUBEPLAN_NOW is where the clock begins', async () => {
    const { environment, ...rest } = desk()
    const set = { ...rest, environment: { ...environment, KUBEPLAN_NOW: '2026-03-24T17:00:30+01:00' } }
    const { frames } = await watched(['now', '--watch'], set, { 31: ({ hear }) => hear('SIGINT') })
    expect(frames.slice(1, -1).map((frame) => headOf(frame)?.slice(0, 9))).toEqual(['Tue 17:00', 'Tue 17:01'])
  })

  test.each([
    ['in a pipe', [], {}],
    ['as data', ['--json'], { terminal: 80 }],
    ['on a terminal that cannot be drawn on', [], { terminal: 80, dumb: true }],
  ])('%s it is refused', async (_name, flags, { dumb, ...more }: { terminal?: number; dumb?: boolean }) => {
    const { environment, ...rest } = desk()
    const options = { ...rest, ...more, environment: { ...environment, ...(dumb && { TERM: 'dumb' }) } }
    expect(await kubeplan(['now', '--watch', ...flags], options)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'kubeplan: --watch needs a terminal\n  In a pipe: kubeplan now\n',
    })
  })
})
