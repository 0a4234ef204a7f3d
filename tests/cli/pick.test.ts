import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/main.js'
import type { Interruption, TerminalEvent, World } from '../../src/world.js'
import { kubeplan, newHome, type TestWorldOptions, testWorld } from './kubeplan.js'

const PROGRAMME = `conference: { name: DemoConf, slug: demo, timezone: Europe/Amsterdam }
rooms: { default_walk: 6m }
sessions:
  - { id: opening, title: Opening, kind: keynote, track: Main, room: Main Hall, start: 2026-03-24 09:00, end: '09:45' }
  - { id: coffee, title: Coffee, kind: break, start: 2026-03-24 09:45, end: '10:15' }
  - { id: telemetry, title: Telemetry Update, track: Ops, room: Attic, start: 2026-03-24 10:15, end: '10:45' }
  - { id: logs, title: Logs of a Shift, track: Ops, room: Cellar, start: 2026-03-24 10:15, end: '10:45', abstract: Telemetry again. }
  - { id: toolkit, title: The Toolkit, track: Main, room: Main Hall, start: 2026-03-24 10:48, end: '11:30' }
  - { id: prose, title: Policy as Prose, room: Cellar, start: 2026-03-25 09:00, end: '09:35' }
  - { id: logs-again, title: Logs of a Shift, repeat_of: logs, room: Cellar, start: 2026-03-25 10:15, end: '10:45' }
`

function desk(agenda?: string) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'demo.yaml'), PROGRAMME)
  const file = join(home, 'work', 'mine.yaml')
  if (agenda !== undefined) writeFileSync(file, agenda)
  const environment = { KUBEPLAN_CATALOGUE: './demo.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return { home, file, options: { home, environment, now: '2026-03-24T07:00:00Z' } as TestWorldOptions }
}

/** A terminal with a person who types; everything waits until the screen is drawn. */
interface Terminal {
  readonly type: (keys: string) => Promise<void>
  readonly send: (event: TerminalEvent) => Promise<void>
  readonly signal: (signal: Interruption) => void
  readonly resize: (columns: number, rows: number) => Promise<void>
  /** Lets the picker look whether somebody else changed the agenda. */
  readonly look: () => Promise<void>
  /** Its lines; blanks between columns are two. */
  readonly screen: () => readonly string[]
  /** Waits until the screen satisfies this. */
  readonly until: (holds: (screen: string) => boolean) => Promise<void>
  readonly happened: string[]
  /** Runs at the next write. */
  failAt?: () => void
}

interface Ended {
  readonly exit: number
  readonly stderr: string
  readonly written: string
  readonly happened: readonly string[]
}

/** Runs `pick` while `person` uses its terminal. */
async function picking(
  argv: readonly string[],
  options: TestWorldOptions,
  person: (terminal: Terminal) => Promise<void>,
): Promise<Ended> {
  const { world, told } = testWorld({ ...options, terminal: 80 })
  let [columns, rows, drawn, written] = [80, 24, 0, '']
  let lines: string[] = []
  let isOver = false
  const signals = new Set<(signal: Interruption) => void>()
  const sleepers = new Set<() => void>()
  const happened: string[] = []
  let hear: (event: TerminalEvent) => void = () => undefined
  let terminal: Terminal | undefined
  const write = (text: string) => {
    terminal?.failAt?.()
    written += text
    drawn++
    if (text.includes('\x1b[2J')) lines = []
    for (const [, row, line = ''] of text.matchAll(/\x1b\[(\d+);1H\x1b\[2K([^\x1b]*)/g)) lines[Number(row) - 1] = line
  }
  const stdout = {
    isTerminal: true,
    write,
    get columns() {
      return columns
    },
    get rows() {
      return rows
    },
  }
  const next = async (act: () => void) => {
    const before = drawn
    act()
    for (let turn = 0; drawn === before && !isOver && turn < 2000; turn++)
      await (turn < 50 ? setImmediate() : setTimeout(2))
  }
  terminal = {
    type: (keys) => next(() => hear({ typed: new TextEncoder().encode(keys) })),
    send: (event) => next(() => hear(event)),
    signal: (signal) => {
      for (const listen of signals) listen(signal)
    },
    resize: (width, height) => {
      ;[columns, rows] = [width, height]
      return next(() => hear('resized'))
    },
    look: () =>
      next(() => {
        for (const wake of sleepers) wake()
      }),
    screen: () => lines.map((line = '') => line.trimEnd().replace(/(?<=\S) {3,}/g, '  ')),
    async until(holds) {
      for (let turn = 0; !holds(lines.join('\n')) && turn < 5000; turn++) await setTimeout(2)
      expect(lines.join('\n')).toSatisfy(holds)
    },
    happened,
  }
  const picker: World = {
    ...world,
    stdout,
    onInterruption(listen) {
      signals.add(listen)
      return () => signals.delete(listen)
    },
    async sleep(milliseconds, stop) {
      if (milliseconds < 100) return
      await new Promise<void>((resolve) => {
        sleepers.add(resolve)
        stop.addEventListener('abort', () => resolve())
      })
    },
    async keyboard(listen) {
      hear = listen
      return {
        again: () => happened.push('raw again'),
        suspend: async () => void happened.push('suspended'),
        close: () => happened.push('closed'),
      }
    },
  }
  const ended = run(argv, picker).finally(() => {
    isOver = true
  })
  // Once for opening the screen, and once for what is on it.
  for (let turn = 0; drawn < 2 && !isOver && turn < 5000; turn++) await setTimeout(2)
  await person(terminal)
  return { exit: await ended, stderr: told.stderr, written, happened }
}

const OPENED = '\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l'
const CLOSED = '\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l'

async function saved({ options }: ReturnType<typeof desk>): Promise<readonly string[]> {
  const { stdout } = await kubeplan(['agenda', '--json'], options)
  const { picks } = JSON.parse(stdout) as { picks: readonly { session: string; stage: string }[] }
  return picks.map(({ session, stage }) => `${session} ${stage}`)
}

describe('pick', () => {
  test('shows the day, and what a session would clash with before it is chosen', async () => {
    const place = desk()
    const end = await picking(['pick'], place.options, async ({ type, screen }) => {
      expect(screen()).toEqual([
        ' Tue 24 Mar 1/2  wed ›  4 of 5 · 0 going',
        ' track: all  / search  Europe/Amsterdam (UTC+1)',
        '▸  09:00-09:45  Opening  Main Hall',
        '    10:15-10:45  Telemetry Update  Attic',
        '    10:15-10:45  Logs of a Shift  Cellar',
        '    10:48-11:30  The Toolkit  Main Hall',
        ...Array.from({ length: 8 }, () => ''),
        '─'.repeat(80),
        'Opening',
        'Tue 24 Mar 09:00-09:45 · Main Hall · Main',
        'Nothing else of yours that day',
        ...Array.from({ length: 5 }, () => ''),
        ' space ●○  u undo  / search  ←→ day  enter details  ? keys  q done',
      ])
      await type('j jj')
      expect(screen().slice(0, 6)).toEqual([
        ' Tue 24 Mar 1/2  wed ›  4 of 5 · 1 going',
        ' track: all  / search  Europe/Amsterdam (UTC+1)',
        '    09:00-09:45  Opening  Main Hall',
        '  ● 10:15-10:45  Telemetry Update  Attic',
        ' !  10:15-10:45  Logs of a Shift  Cellar',
        '▸!  10:48-11:30  The Toolkit  Main Hall',
      ])
      expect(screen().slice(15, 20)).toEqual([
        'The Toolkit',
        'Tue 24 Mar 10:48-11:30 · Main Hall · Main',
        'Choosing it clashes with',
        '  ● Telemetry Update, 6 min away, have 3',
        '6 min from Attic (ends 10:45): have 3',
      ])
      await type('k')
      expect(screen().slice(15, 20)).toEqual([
        'Logs of a Shift',
        'Tue 24 Mar 10:15-10:45 · Cellar · Ops',
        'Choosing it clashes with',
        '  ● Telemetry Update, 30 min',
        'Given again Wed 10:15, free',
      ])
      await type('q')
    })
    expect(end).toMatchObject({ exit: 0, stderr: 'Picked (going): Telemetry Update\n', happened: ['closed'] })
    expect(end.written.startsWith(OPENED)).toBe(true)
    expect(end.written.endsWith(CLOSED)).toBe(true)
    expect(await saved(place)).toEqual(['telemetry going'])
  })

  test('saves what add and drop save, to the byte, and undo takes it back', async () => {
    const [picked, added] = [desk(), desk()]
    await picking(['pick'], picked.options, async ({ type }) => type(' j  j   q'))
    const bytes = readFileSync(picked.file, 'utf8')
    for (const argv of [
      'add opening',
      'add telemetry',
      'add --maybe telemetry',
      'add logs',
      'add -m logs',
      'drop logs',
    ])
      await kubeplan(argv.split(' '), added.options)
    expect(bytes).toBe(readFileSync(added.file, 'utf8'))
    const undone = await picking(['pick'], picked.options, async ({ type, until }) => {
      await type('u')
      await until((screen) => screen.includes('Picked (maybe): Logs of a Shift'))
      await type(' ')
      await type('q')
    })
    expect(undone).toMatchObject({ exit: 0 })
    expect(await saved(picked)).toEqual(['opening maybe', 'telemetry maybe', 'logs maybe'])
  })

  test('redo makes again what undo took back', async () => {
    const place = desk()
    const end = await picking(['pick'], place.options, async ({ type, until }) => {
      await type(' ')
      await type('uU')
      await until((screen) => screen.includes('Picked (going): Opening'))
      await type('q')
    })
    expect(end).toMatchObject({ exit: 0 })
    expect(await saved(place)).toEqual(['opening going'])
  })

  test('undo without a change says so, and is no failure', async () => {
    const end = await picking(['pick'], desk().options, async ({ type, until }) => {
      await type('u')
      await until((screen) => screen.includes('there is no change to your agenda to undo'))
      await type('q')
    })
    expect(end).toMatchObject({ exit: 0, stderr: '' })
  })

  test('searches like list, with words from the command line as well', async () => {
    const { options } = desk()
    await picking(['pick', 'telemetri'], options, async ({ type, screen }) => {
      expect(screen().slice(0, 4)).toEqual([
        ' All days  2 of 7 · 0 going',
        ' track: all  search: telemetri  Europe/Amsterdam (UTC+1)',
        '▸  Tue 10:15-10:45  Telemetry Update  Attic',
        '    Tue 10:15-10:45  Logs of a Shift  Cellar',
      ])
      await type('\x1b')
      await type('/polic')
      expect(screen().slice(1, 3)).toEqual([
        ' track: all  search: polic▏  Europe/Amsterdam (UTC+1)',
        '▸  Wed 09:00-09:35  Policy as Prose  Cellar',
      ])
      await type('\rq')
    })
  })

  test('flags narrow it, also by picks that are there no more when they are taken off', async () => {
    const { options } = desk('conference: demo\npicks: [{ session: logs, stage: maybe }, { session: prose }]\n')
    await picking(['pick', '--stage', 'maybe'], options, async ({ type, screen }) => {
      await type(' ')
      expect(screen().slice(0, 4)).toEqual([
        ' Tue 24 Mar  1 of 1 · 1 going',
        ' track: all  / search  Europe/Amsterdam (UTC+1)',
        '▸  10:15-10:45  Logs of a Shift  Cellar',
        '',
      ])
      await type('q')
    })
  })

  test('nothing to pick from is said, and no screen opens', async () => {
    const { options } = desk()
    const end = await picking(['pick', '--stage', 'going'], options, async () => undefined)
    expect(end).toMatchObject({ exit: 0, written: '', happened: [] })
    expect(end.stderr).toContain('kubeplan')
  })

  test('a note is added, and opens with the session', async () => {
    const place = desk()
    await picking(['pick'], place.options, async ({ type, screen }) => {
      await type('nSit in front.')
      expect(screen().at(-1)).toBe(' Note: Sit in front.▏')
      await type('\r')
      await type('\r')
      expect(screen()).toContain('My note')
      await type('\x1b')
      await type('q')
    })
    expect(await saved(place)).toEqual(['opening maybe'])
  })

  test('a resize draws everything again in the new size', async () => {
    await picking(['pick'], desk().options, async ({ type, resize, screen }) => {
      await resize(40, 10)
      expect(screen()).toEqual([
        ' Tue 24 Mar 1/2  wed ›  4/5 · 0●',
        ' track: all  / search',
        '▸  09:00  Opening',
        '    10:15  Telemetry Update',
        '    10:15  Logs of a Shift',
        '    10:48  The Toolkit',
        '',
        '',
        '',
        ' space ●○  / search  ? keys  q done',
      ])
      await type('q')
    })
  })
})

describe('the agenda of somebody else at the same time', () => {
  test('is taken over, and not overwritten', async () => {
    const place = desk()
    await picking(['pick'], place.options, async ({ type, look, screen }) => {
      await kubeplan(['add', 'toolkit'], place.options)
      await look()
      expect(screen()[5]).toBe('  ● 10:48-11:30  The Toolkit  Main Hall')
      await kubeplan(['add', 'prose'], place.options)
      await type(' q')
    })
    expect(await saved(place)).toEqual(['toolkit going', 'prose going', 'opening going'])
  })

  test('is left alone if it cannot be read, which is said', async () => {
    const place = desk('conference: demo\npicks: []\n')
    const end = await picking(['pick'], place.options, async ({ type, look, until }) => {
      writeFileSync(place.file, 'conference: [')
      await look()
      await until((screen) => /mine\.yaml/.test(screen))
      await type(' ')
      await until((screen) => screen.includes('0 going'))
      await type('q')
    })
    expect(end.exit).toBe(5)
    expect(end.stderr).toContain('mine.yaml')
    expect(readFileSync(place.file, 'utf8')).toBe('conference: [')
  })
})

describe('a save that fails', () => {
  test('is said on the screen, which shows what is stored, and again at the end', async () => {
    const place = desk('conference: demo\npicks: [{ session: opening }]\n')
    const newer = 'kubeplan: agenda/2\nconference: demo\npicks: [{ session: opening }]\n'
    const end = await picking(['pick'], place.options, async ({ type, until, screen }) => {
      writeFileSync(place.file, newer)
      await type('j ')
      await until((text) => text.includes('1 going') && text.includes('mine.yaml'))
      expect(screen()[3]).toBe('▸  10:15-10:45  Telemetry Update  Attic')
      await type('q')
    })
    expect(end.exit).toBe(5)
    expect(end.stderr).toContain('mine.yaml')
    expect(readFileSync(place.file, 'utf8')).toBe(newer)
  })
})

test('a note that would be too long to be read again is not saved', async () => {
  const long = 'x'.repeat(19_990)
  const place = desk(`conference: demo\npicks: [{ session: opening, note: ${long} }]\n`)
  const end = await picking(['pick'], place.options, async ({ type, until }) => {
    await type('n0123456789 and more\r')
    await until((screen) => screen.includes('20,000') || screen.includes('20000'))
    await type('q')
  })
  expect(end.exit).toBe(2)
  expect(readFileSync(place.file, 'utf8')).not.toContain('and more')
})

describe('the terminal comes back', () => {
  test.each([
    ['q', 0],
    ['\x03', 130],
  ])('after %j', async (key, exit) => {
    const place = desk()
    const end = await picking(['pick'], place.options, ({ type }) => type(` ${key}`))
    expect(end).toMatchObject({ exit, happened: ['closed'] })
    expect(end.written.endsWith(CLOSED)).toBe(true)
    expect(await saved(place)).toEqual(['opening going'])
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('after %s, with everything saved', async (signal, exit) => {
    const place = desk()
    const end = await picking(['pick'], place.options, async (terminal) => {
      await terminal.type(' j ')
      terminal.signal(signal)
    })
    expect(end).toMatchObject({ exit, happened: ['closed'] })
    expect(end.written.endsWith(CLOSED)).toBe(true)
    expect(await saved(place)).toEqual(['opening going', 'telemetry going'])
  })

  test('when the keyboard is gone', async () => {
    expect(await picking(['pick'], desk().options, ({ send }) => send('ended'))).toMatchObject({
      exit: 0,
      happened: ['closed'],
    })
  })

  test('after a bug', async () => {
    const end = await picking(['pick'], desk().options, async (terminal) => {
      terminal.failAt = () => {
        terminal.failAt = () => undefined
        throw new TypeError('no such thing')
      }
      await terminal.type('j')
    })
    expect(end).toMatchObject({ exit: 70, happened: ['closed'] })
    expect(end.stderr).toContain('This is a bug in kubeplan')
    expect(end.written.endsWith(CLOSED)).toBe(true)
  })

  test('when it can no longer be written to', async () => {
    const end = await picking(['pick'], desk().options, async (terminal) => {
      terminal.failAt = () => {
        throw Object.assign(new Error('EPIPE'), { code: 'EPIPE', syscall: 'write' })
      }
      await terminal.type('j')
    })
    expect(end).toMatchObject({ exit: 0, stderr: '', happened: ['closed'] })
  })

  test('while the program is stopped, and all is drawn again', async () => {
    const end = await picking(['pick'], desk().options, async ({ type, send, screen, happened }) => {
      await type('\x1a')
      expect(happened).toEqual(['suspended'])
      expect(screen()).toHaveLength(24)
      await send('stopped')
      await send('continued')
      expect(screen()).toHaveLength(24)
      await type('q')
    })
    expect(end.happened).toEqual(['suspended', 'suspended', 'raw again', 'closed'])
    expect(end.written.split(CLOSED)).toHaveLength(4)
  })
})

describe('without a terminal', () => {
  test.each([
    ['stdout is a pipe', [], {}, 'kubeplan list | fzf -m | kubeplan add -'],
    [
      'stdin is a pipe',
      [],
      { terminal: 80, stdin: 'x', environment: { NO_COLOR: '1' } },
      'kubeplan list | fzf -m | kubeplan add -',
    ],
    [
      'it is dumb',
      ['otel', '-d', 'tue'],
      { terminal: 80, environment: { TERM: 'dumb' } },
      'kubeplan list otel --day tue | fzf -m | kubeplan add -',
    ],
    [
      'another format is asked for',
      ['--json'],
      { terminal: 80, environment: { NO_COLOR: '1' } },
      'kubeplan list | fzf -m | kubeplan add -',
    ],
  ])('the way is named: %s', async (_, argv, options, way) => {
    expect(await kubeplan(['pick', ...argv], options)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `kubeplan: pick needs a terminal\n  In a pipe: ${way}\n`,
    })
  })
})

test('what is shown as going when somebody leaves is what is saved, whatever they type', async () => {
  const key = fc.oneof(
    { weight: 3, arbitrary: fc.constant(' ') },
    fc.constantFrom('j', 'k', 'l', 'h', 'a', 'f', 't', 'p', '5', 'u', '/tele\r', '\x1b[B', 'nSay so.\r', '\r'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(key, { maxLength: 12 }), async (keys) => {
      const place = desk()
      const goingIn = async () => (await saved(place)).filter((pick) => pick.endsWith(' going')).length
      let shown = -1
      const end = await picking(['pick'], place.options, async ({ type, screen }) => {
        await type(keys.join(''))
        await type('\x1b')
        await type('\x1b')
        const isSaved = async () => {
          shown = Number(/ (\d+) going/.exec(screen()[0] ?? '')?.[1])
          return shown === (await goingIn())
        }
        for (let turn = 0; turn < 500 && !(await isSaved()); turn++) await setTimeout(5)
        await type('q')
      })
      expect([end.exit, await goingIn()]).toEqual([0, shown])
    }),
    { numRuns: 25 },
  )
})
