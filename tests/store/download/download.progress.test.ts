import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { progressOn } from '../../../src/store/download/download.js'
import type { World } from '../../../src/world.js'
import { testWorld } from '../world.js'

const ADDRESS = 'https://ana:hunter2@kccnceu2026.sched.com/private-hunter2/all.ics?token=hunter2'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function terminal(columns: number | undefined = 80, environment: World['environment'] = {}) {
  let written = ''
  const world = testWorld({
    environment,
    stderr: {
      isTerminal: true,
      columns,
      write(text) {
        written += text
      },
    },
  })
  const shown = () => {
    const cells: string[] = []
    let column = 0
    for (const character of written) {
      if (character === '\r') column = 0
      else cells[column++] = character
    }
    return cells.join('').trimEnd()
  }
  return { world, written: () => written, shown }
}

describe('progress', () => {
  test('is one line, rewritten in place and taken away', () => {
    const { world, shown, written } = terminal()
    const progress = progressOn(world, ADDRESS, false)
    const seen = [shown()]
    const wait = (milliseconds: number) => {
      vi.advanceTimersByTime(milliseconds)
      seen.push(shown())
    }
    wait(99)
    wait(1)
    progress.report(1_500)
    progress.report(123_456, 4_000_000)
    wait(100)
    progress.report(4_000_000, 4_000_000)
    wait(100)
    progress.report(4_100_000)
    wait(100)
    progress.end()
    seen.push(shown())
    wait(1000)
    const name = 'kccnceu2026.sched.com/.../all.ics'
    expect(seen).toEqual([
      '',
      '',
      `${name}: waiting`,
      `${name}: 123 kB of 4.0 MB`,
      `${name}: 4.0 MB of 4.0 MB`,
      `${name}: 4.1 MB`,
      '',
      '',
    ])
    expect(written()).toMatch(/^[\r -~]*\r$/)
    expect(written()).not.toContain('hunter2')
  })

  test('is nothing when it is over in time', () => {
    const { world, written } = terminal()
    const progress = progressOn(world, ADDRESS, false)
    progress.report(10, 20)
    vi.advanceTimersByTime(99)
    progress.end()
    vi.advanceTimersByTime(1000)
    expect(written()).toBe('')
  })

  test('writes nothing new while nothing new has come', () => {
    const { world, written } = terminal()
    const progress = progressOn(world, ADDRESS, false)
    vi.advanceTimersByTime(100)
    const first = written()
    vi.advanceTimersByTime(1000)
    expect(written()).toBe(first)
    progress.end()
  })

  test.each([20, 10, 2, 1, 0, undefined])('fits %s columns', (columns) => {
    const { world, shown } = terminal(columns)
    const progress = progressOn(world, ADDRESS, false)
    progress.report(1_500_000, 4_000_000)
    vi.advanceTimersByTime(100)
    expect(shown().length).toBeLessThan(columns || 80)
    progress.end()
    expect(shown()).toBe('')
  })

  test('is nothing in a pipe, when quiet, and where lines cannot be rewritten', () => {
    const pipe = testWorld()
    const quiet = terminal()
    const dumb = terminal(80, { TERM: 'dumb' })
    const all = [
      progressOn(pipe, ADDRESS, false),
      progressOn(quiet.world, ADDRESS, true),
      progressOn(dumb.world, ADDRESS, false),
    ]
    for (const { report } of all) report(1)
    vi.advanceTimersByTime(1000)
    for (const { end } of all) end()
    expect([pipe.written.stderr, quiet.written(), dumb.written()]).toEqual(['', '', ''])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('stops when the terminal is gone, and ends without a word', () => {
    let tries = 0
    const write = () => {
      tries++
      throw Object.assign(new Error('write EIO'), { code: 'EIO', syscall: 'write' })
    }
    const progress = progressOn(testWorld({ stderr: { isTerminal: true, columns: 80, write } }), ADDRESS, false)
    vi.advanceTimersByTime(1000)
    progress.end()
    expect([tries, vi.getTimerCount()]).toEqual([1, 0])
  })

  test.each([
    ['data:text/calendar,\u001b[2Jhunter2', 'data:'],
    ['https://\u001b[2J', 'https://\\x1b[2J'],
  ])('shows nothing of %j that acts on the terminal', (address, name) => {
    const { world, written } = terminal()
    const progress = progressOn(world, address, false)
    vi.advanceTimersByTime(100)
    expect(written()).toBe(`\r${name}: waiting`)
    progress.end()
  })
})
