import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { SWEEPS } from '../fixtures/cases.js'
import { isInstalled, skipAloud } from '../judges/judge.js'
import { PROGRAM, spawnKubeplan } from './kubeplan.js'

const installed = isInstalled('tmux', ['-V'])

/** Days of a hundred sessions in ten rooms, with wide characters here and there. */
function programmeOf(size: number): string {
  const sessions = Array.from({ length: size }, (_, at) => {
    const [day, slot, room] = [Math.floor(at / 100), Math.floor((at % 100) / 10), at % 10]
    const start = `2026-03-${String(2 + day).padStart(2, '0')} ${String(9 + slot).padStart(2, '0')}:00`
    const title =
      at % 7 === 0 ? `漢字 🎉 of clusters ${at}` : `Talk ${at} about ${at % 3 === 0 ? 'telemetry' : 'gateways'}`
    return { id: `talk-${at}`, title, start, duration: '35m', room: `Hall ${room}`, track: `Track ${room}` }
  })
  return JSON.stringify({ conference: { name: 'Days', slug: 'days', timezone: 'UTC' }, sessions })
}

/** A shell in a terminal of this size, which tmux draws. */
interface Terminal {
  readonly send: (...keys: readonly string[]) => void
  readonly resize: (width: number, height: number) => void
  readonly kill: () => void
  /** Waits until the screen holds this, and returns its lines. */
  readonly until: (what: RegExp) => Promise<readonly string[]>
  /** What tmux knows of the terminal: whether it shows the alternate screen, a cursor, and marks what is pasted. */
  readonly state: () => string
  /** The id of the picker's process. */
  readonly pid: () => number
}

function openTerminal(home: string, width: number, height: number): Terminal {
  const socket = join(mkdtempSync(join(tmpdir(), 'kubeplan-tmux-')), 'socket')
  const tmux = (...args: readonly string[]) =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  const environment = [`HOME=${home}`, 'LANG=C.UTF-8', 'TERM=screen-256color', `PATH=${process.env['PATH']}`, 'PS1=$ ']
  const shell = ['env', '-i', ...environment, 'sh']
  tmux('new-session', '-d', '-x', `${width}`, '-y', `${height}`, '-c', join(home, 'work'), ...shell)
  const close = () => {
    try {
      tmux('kill-server')
    } catch {
      // The test has ended it already.
    }
    rmSync(join(socket, '..'), { recursive: true, force: true })
  }
  onTestFinished(close)
  const screen = () => tmux('capture-pane', '-p').replace(/\n$/, '').split('\n')
  return {
    send: (...keys) => tmux('send-keys', ...keys),
    resize: (columns, rows) => tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`),
    kill: () => tmux('kill-server'),
    async until(what) {
      for (let turn = 0; turn < 500 && !what.test(screen().join('\n')); turn++) await setTimeout(50)
      expect(screen().join('\n')).toMatch(what)
      return screen()
    },
    state: () => tmux('display-message', '-p', '#{alternate_on} #{cursor_flag}').trim(),
    pid: () => Number(/pid (\d+)/.exec(readFileSync(join(home, 'work', 'pid'), 'utf8'))?.[1]),
  }
}

const PICK = `echo pid \\$\\$ > pid; exec ${PROGRAM.map((word) => `'${word}'`).join(' ')} pick -c days.json --agenda mine.yaml`
/** A line that begins the picker and then says its exit code. */
const RUN = `clear; sh -c "${PICK}"; echo EXIT $? && stty -a | tr ' ' '\\n' | grep -cx -e icanon -e echo -e isig`

async function begin(home: string, width: number, height: number): Promise<Terminal> {
  rmSync(join(home, 'work', 'mine.yaml'), { force: true })
  const terminal = openTerminal(home, width, height)
  terminal.send(RUN, 'Enter')
  await terminal.until(/q done/)
  expect(terminal.state()).toBe('1 0')
  return terminal
}

const agendaIn = (home: string) => readFileSync(join(home, 'work', 'mine.yaml'), 'utf8')

describe.skipIf(!installed)('pick in tmux', () => {
  const homes = new Map<number, string>()
  const homeOf = (size: number) => homes.get(size) ?? ''

  beforeAll(() => {
    for (const size of [600, 2000]) {
      const home = mkdtempSync(join(tmpdir(), 'kubeplan-pick-'))
      mkdirSync(join(home, 'work'))
      writeFileSync(join(home, 'work', 'days.json'), programmeOf(size))
      // Compiles it, so that no test waits for that.
      expect(spawnKubeplan(['list', '--limit', '1', '-c', 'days.json'], home).exit).toBe(0)
      homes.set(size, home)
    }
  })
  afterAll(() => {
    for (const home of homes.values()) rmSync(home, { recursive: true, force: true })
  })

  test.each(
    [600, 2000].flatMap((size) => [
      [80, 24, size] as const,
      ...(SWEEPS || size > 600 ? [[40, 30, size] as const, [200, 50, size] as const] : []),
    ]),
  )('at %i x %i with %i sessions: moves, picks, searches and leaves', async (width, height, size) => {
    const home = homeOf(size)
    const terminal = await begin(home, width, height)
    const check = (lines: readonly string[]) => {
      expect(lines).toHaveLength(height)
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([])
    }
    check(await terminal.until(/▸ +09:00/))
    terminal.send('j', 'Space')
    check(await terminal.until(/▸ ● 09:00/))
    terminal.send('a')
    check(await terminal.until(new RegExp(width < 60 ? `${size}/${size}` : `${size} of ${size}`)))
    terminal.send('G')
    check(await terminal.until(/▸/))
    terminal.send('/')
    terminal.send('-l', 'telemetri 333')
    check(await terminal.until(/search: telemetri 333▏/))
    terminal.send('Enter', 'Enter')
    check(await terminal.until(/^Talk 333 about telemetry\n/))
    terminal.send('Space', 'Escape')
    check(await terminal.until(/q done/))
    terminal.send('q')
    await terminal.until(/EXIT 0\n3\n/)
    expect(terminal.state()).toBe('0 1')
    expect(agendaIn(home)).toMatch(/session: talk-1\n[\s\S]*session: talk-333\n/)
  })

  test('a new size draws all of it again', async () => {
    const terminal = await begin(homeOf(600), 80, 24)
    for (const [width, height] of [
      [40, 12],
      [130, 40],
      [20, 5],
      [80, 24],
    ] as const) {
      terminal.resize(width, height)
      const lines = await terminal.until(width >= 80 ? /q done$/ : /▸/)
      expect(lines).toHaveLength(height)
    }
    terminal.send('q')
    await terminal.until(/EXIT 0\n3\n/)
  })

  test.each([
    ['Ctrl-C', 'C-c', 130],
    ['q', 'q', 0],
  ])('%s gives the terminal back', async (_, key, exit) => {
    const terminal = await begin(homeOf(600), 80, 24)
    terminal.send(key)
    await terminal.until(new RegExp(`EXIT ${exit}\\n3\\n`))
    expect(terminal.state()).toBe('0 1')
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('%s ends it with everything saved', async (signal, exit) => {
    const home = homeOf(600)
    const terminal = await begin(home, 80, 24)
    terminal.send('Space')
    await terminal.until(/▸ ● /)
    process.kill(terminal.pid(), signal)
    await terminal.until(new RegExp(`EXIT ${exit}\\n3\\n`))
    expect(terminal.state()).toBe('0 1')
    expect(agendaIn(home)).toContain('session: talk-0')
  })

  test('a terminal that goes away leaves everything saved and no process behind', async () => {
    const home = homeOf(600)
    const terminal = await begin(home, 80, 24)
    terminal.send('Space')
    await terminal.until(/▸ ● /)
    const pid = terminal.pid()
    terminal.kill()
    const isThere = () => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    for (let turn = 0; turn < 200 && isThere(); turn++) await setTimeout(50)
    expect(isThere()).toBe(false)
    expect(agendaIn(home)).toContain('session: talk-0')
  })

  test('Ctrl-Z stops it, and fg draws it again', async () => {
    const home = homeOf(600)
    rmSync(join(home, 'work', 'mine.yaml'), { force: true })
    const terminal = openTerminal(home, 80, 24)
    terminal.send('set -m', 'Enter')
    terminal.send(RUN, 'Enter')
    await terminal.until(/q done/)
    terminal.send('Space')
    await terminal.until(/▸ ● /)
    terminal.send('C-z')
    await terminal.until(/EXIT \d+\n3\n/)
    expect(terminal.state()).toBe('0 1')
    terminal.send('clear; fg', 'Enter')
    const lines = await terminal.until(/▸ ● [\s\S]*q done/)
    expect(lines).toHaveLength(24)
    terminal.send('q')
    await terminal.until(/Picked \(going\)/)
    expect(terminal.state()).toBe('0 1')
  })
})

test.skipIf(installed)('without tmux pick is tried in no real terminal', (context) =>
  skipAloud(context, 'tmux', 'tmux', 'pick was tried in no real terminal'),
)
