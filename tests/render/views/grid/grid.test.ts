import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findClashes, goingEntries } from '../../../../src/planning/agenda/clashes.js'
import { render } from '../../../../src/render/render.js'
import type { Screen, TimetableView } from '../../../../src/render/views.js'
import { BUSY_DAY } from '../../../fixtures/timetable.js'
import { tooWide } from '../../../fixtures/wide.js'
import { agenda, catalogue, FRIDAY, pick, session, timed } from '../../../planning/samples.js'
import { programme } from '../../../planning/timetable/programmes.js'

const draw = (view: TimetableView, more: Partial<Screen> = {}) =>
  render(view, 'table', { width: 100, colour: 0, ascii: false, ...more })

describe('a busy day', () => {
  test.each([40, 60, 80, 100, 200])('%i columns', async (width) => {
    await expect(await draw(BUSY_DAY, { width })).toMatchFileSnapshot(`../../golden/busy-day-${width}.txt`)
  })

  test('by track', async () => {
    await expect(await draw({ ...BUSY_DAY, across: 'track' })).toMatchFileSnapshot(
      '../../golden/busy-day-tracks-100.txt',
    )
  })

  test('in ASCII signs', async () => {
    await expect(await draw(BUSY_DAY, { ascii: true })).toMatchFileSnapshot('../../golden/busy-day-ascii.txt')
  })

  test('without anything of mine', async () => {
    const view = { ...BUSY_DAY, stages: new Map(), blocks: [], clashes: [] }
    await expect(await draw(view, { width: 60 })).toMatchFileSnapshot('../../golden/busy-day-not-mine-60.txt')
  })

  test('colour says nothing alone', async () => {
    const coloured = await draw(BUSY_DAY, { colour: 1 })
    expect(coloured).toContain('\u001b[32m┃')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await draw(BUSY_DAY))
  })
})

test('a title that does not fit does not say its room once more', async () => {
  const sessions = [
    ['Demo Theater | Charts and What to Do With Them All Day', '09:00-09:05'],
    ['Demo Theater: Pods and What to Do With Them All Day', '10:00-10:05'],
    ['Demo Theaters and What Not to Do With Them All Day', '11:00-11:05'],
    ['Demo Theater | Fits', '12:00-12:05'],
  ].map(([title = '', times = '']) =>
    session(title, { title, room: 'Hall 5 | Demo Theater', when: timed(FRIDAY, times) }),
  )
  const zone = 'America/New_York'
  const mine = { stages: new Map(), blocks: [], clashes: [] }
  const view = { ...BUSY_DAY, ...mine, sessions, catalogue: catalogue(sessions), days: [FRIDAY], zone }
  const text = await draw({ ...view, across: 'room' }, { width: 60 })
  expect(text.split('\n').flatMap((line) => /│ (\S.*?) *│$/.exec(line)?.[1] ?? [])).toEqual([
    'Charts and What to Do With Them All Day',
    'Pods and What to Do With Them All Day',
    'Demo Theaters and What Not to Do With Them All Day',
    'Demo Theater | Fits',
  ])
})

const friday = programme.map(({ sessions, stages, blocks, across }): TimetableView => {
  const programmeOf = catalogue(sessions)
  const mine = agenda(
    [...stages].map(([id, stage]) => pick(id, { stage })),
    blocks,
  )
  return {
    kind: 'timetable',
    catalogue: programmeOf,
    zone: 'America/New_York',
    sessions,
    days: [FRIDAY],
    otherDays: [],
    ...(across && { across }),
    stages,
    blocks,
    clashes: findClashes(goingEntries(mine, programmeOf, { maybe: false })),
    fold: false,
    called: { words: [], flags: [] },
  }
})
const width = fc.integer({ min: 60, max: 200 })

/** The arms of each line (up, down, left and right; 1 light, 2 heavy), as named by Unicode. */
const ARMS: ReadonlyMap<string, readonly number[]> = new Map(
  `─0011 ━0022 │1100 ┃2200 ┌0101 ┍0102 ┎0201 ┏0202 ┐0110 ┑0120 ┒0210 ┓0220 └1001 ┕1002 ┖2001 ┗2002
    ┘1010 ┙1020 ┚2010 ┛2020 ├1101 ┝1102 ┞2101 ┟1201 ┠2201 ┡2102 ┢1202 ┣2202 ┤1110 ┥1120 ┦2110 ┧1210
    ┨2210 ┩2120 ┪1220 ┫2220 ┬0111 ┭0121 ┮0112 ┯0122 ┰0211 ┱0221 ┲0212 ┳0222 ┴1011 ┵1021 ┶1012 ┷1022
    ┸2011 ┹2021 ┺2012 ┻2022 ┼1111 ┽1121 ┾1112 ┿1122 ╀2111 ╁1211 ╂2211 ╃2121 ╄2112 ╅1221 ╆1212 ╇2122
    ╈1222 ╉2221 ╊2212 ╋2222 ╴0010 ╵1000 ╶0001 ╷0100 ╸0020 ╹2000 ╺0002 ╻0200 ╼0012 ╽1200 ╾0021 ╿2100`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 1), [...entry.slice(1)].map(Number)]),
)

const armsOf = (sign: string | undefined) => ARMS.get(sign ?? ' ') ?? [0, 0, 0, 0]

describe('random programmes', () => {
  test('no line is longer than the screen, none is torn', async () => {
    await fc.assert(
      fc.asyncProperty(friday, width, fc.boolean(), async (view, columns, ascii) => {
        const text = await draw(view, { width: columns, ascii })
        expect(tooWide(text, columns)).toEqual([])
        if (ascii) expect(text).toMatch(/^[\n -~]*$/)
        expect(text).not.toMatch(/undefined|NaN/)
      }),
      { numRuns: 200 },
    )
  })

  test('every line meets the line beside it', async () => {
    await fc.assert(
      fc.asyncProperty(friday, width, async (view, columns) => {
        const lines = (await draw(view, { width: columns })).split('\n').map((line) => [...line])
        for (const [row, line] of lines.entries()) {
          for (const [column, sign] of line.entries()) {
            const [, down = 0, , right = 0] = armsOf(sign)
            const [up = 0] = armsOf(lines[row + 1]?.[column])
            const [, , left = 0] = armsOf(line[column + 1])
            // A count is on an edge, which continues after it.
            const counted = line[column + 1] === ' ' && line[column + 2] === '+'
            if (!counted && sign !== ' ') expect([row, column, sign, down]).toEqual([row, column, sign, up])
            if (!counted && armsOf(sign).some(Boolean))
              expect([row, column, sign, right]).toEqual([row, column, sign, left])
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every session and block is drawn once, or counted on an edge', async () => {
    await fc.assert(
      fc.asyncProperty(friday, width, async (view, columns) => {
        const text = (await draw(view, { width: columns })).replace(/× [^\u2500-\u257f\n]*/g, '')
        const drawn = [...text.matchAll(/\b[SB]\d+\b/g)].map(([name]) => name)
        expect(drawn.toSorted()).toEqual([...new Set(drawn)].toSorted())
        const counted = [...text.matchAll(/\+(\d+) (?=[\u2500-\u257f])/g)].map(([, count]) => Number(count))
        const all = drawn.length + counted.reduce((sum, count) => sum + count, 0)
        const missing = view.sessions.length + view.blocks.length - all
        if (/ of \d+ \w+ fits?[:.]/.test(text)) expect(missing).toBeGreaterThan(0)
        else expect(missing).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
})
