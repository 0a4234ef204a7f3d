import { setTimeout } from 'node:timers/promises'
import { run } from '../../../src/main.js'
import { realWorld, type TerminalEvent, type World } from '../../../src/world.js'
import type { Figure } from '../figure.js'
import { ROOT } from '../kubeplan.js'
import { median } from '../measure.js'
import { prepare } from '../preparing.js'
import { type Home, newHome } from '../programmes.js'

/** In milliseconds: a screen shows 60 pictures a second. */
const FRAME = 16
/** In milliseconds between two keys, as a quick person types; a change is saved meanwhile. */
const BETWEEN = 60
const KEYS = ['j', 'k', '\x1b[6~', '\x1b[5~', 'G', 'g', 'l', 'h', 't', 'T', ' ', '5', 'f']
/** Found as written, as parts of words, with a typo, and not at all. */
const SEARCHES = ['scheduler tracing', 'obs', 'kernell', 'zebra crossing']

/** CPU time from a key to the frame that shows what it did, in this process: 2,000 sessions with abstracts on one page. */
export async function pickFigures(): Promise<readonly Figure[]> {
  const home = newHome()
  prepare(home, 2000, 1500)
  const moved: number[] = []
  const typed: number[] = []
  await picking(home, async (press) => {
    await press('a')
    // V8 only interprets the first calls.
    for (let round = 0; round < 30; round++) for (const key of KEYS) (round < 5 ? [] : moved).push(await press(key))
    for (const words of [...SEARCHES, ...SEARCHES, ...SEARCHES]) {
      await press('/')
      for (const letter of words) typed.push(await press(letter))
      await press('\x15')
      await press('\r')
    }
  })
  return [figure('pick, 2,000 sessions: a key to its frame', moved), figure('the same, a letter of a search', typed)]
}

/** 19 of 20 keys must be drawn in time; the others meet the garbage collector. */
function figure(what: string, times: readonly number[]): Figure {
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
  const measured = `${median(times).toFixed(1)} ms, 95 % within ${slow.toFixed(1)} ms`
  return { what, measured, target: `95 % within ${FRAME} ms`, met: slow <= FRAME }
}

/** Runs `pick` on a terminal of 200 x 50. `press` resolves with the milliseconds of CPU until the next frame is written. */
async function picking(home: Home, person: (press: (key: string) => Promise<number>) => Promise<void>): Promise<void> {
  const real = realWorld(process, ROOT)
  let drawn: () => void = () => undefined
  let hear: (event: TerminalEvent) => void = () => undefined
  const next = (act: () => void) =>
    new Promise<number>((resolve) => {
      // Time in which other processes run does not count.
      const start = process.cpuUsage()
      drawn = () => {
        const used = process.cpuUsage(start)
        resolve((used.user + used.system) / 1000)
      }
      act()
    })
  const stdout = { isTerminal: true, columns: 200, rows: 50, write: () => drawn() }
  const world: World = {
    ...real,
    environment: { ...home.environment, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    stdout,
    stderr: { ...stdout, write: (text) => process.stderr.write(text) },
    stdin: { isTerminal: true, read: () => new Uint8Array(), readLine: async () => undefined },
    folders: { home: home.folder, working: home.folder, shipped: ROOT },
    // What is not for at once is for never.
    sleep: (milliseconds, stop) =>
      milliseconds === 0 ? setTimeout(0) : new Promise((resolve) => stop.addEventListener('abort', () => resolve())),
    keyboard: async (listen) => {
      hear = listen
      return { suspend: async () => undefined, again: () => undefined, close: () => undefined }
    },
  }
  let ended: Promise<number> | undefined
  // The screen is opened, and then drawn.
  await next(() => {
    ended = run(['pick', '-c', 'days-2000', '--quiet'], world)
  })
  await next(() => undefined)
  await person(async (key) => {
    const time = await next(() => hear({ typed: new TextEncoder().encode(key) }))
    await setTimeout(BETWEEN)
    return time
  })
  hear({ typed: new TextEncoder().encode('q') })
  await ended
}
