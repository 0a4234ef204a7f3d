import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { type GridEntry, momentGrid } from '../../../src/planning/export/day-tables.js'

const MINUTE = 60_000

function entry(id: string, column: string, from: number, until: number): GridEntry {
  return { id, column, start: instant(from * MINUTE), end: instant(until * MINUTE) }
}

describe('a page grid', () => {
  test('has a row between all moments, a column for every room in order, and lanes where a room is used twice', () => {
    const grid = momentGrid(
      [
        entry('keynote', 'Hall', 0, 30),
        entry('a', 'Hall', 30, 60),
        entry('b', 'Hall', 30, 45),
        entry('lab', 'Lab', 30, 90),
      ],
      ['Lab', 'Empty', 'Hall'],
    )
    expect(grid).toEqual({
      lines: [0, 30, 45, 60, 90].map((minute) => minute * MINUTE),
      columns: [
        { name: 'Lab', lanes: 1 },
        { name: 'Hall', lanes: 2 },
      ],
      cells: [
        { id: 'keynote', rows: [0, 1], lanes: [1, 3] },
        { id: 'a', rows: [1, 3], lanes: [1, 2] },
        { id: 'b', rows: [1, 2], lanes: [2, 3] },
        { id: 'lab', rows: [1, 4], lanes: [0, 1] },
      ],
    })
  })

  test('gives what has no length five minutes', () => {
    const { lines, cells } = momentGrid([entry('now', 'A', 10, 10)], ['A'])
    expect(lines).toEqual([10 * MINUTE, 15 * MINUTE])
    expect(cells).toEqual([{ id: 'now', rows: [0, 1], lanes: [0, 1] }])
  })

  test('of nothing is empty', () => {
    expect(momentGrid([], ['A'])).toEqual({ lines: [], columns: [], cells: [] })
  })

  const entries = fc.array(
    fc.record({ column: fc.constantFrom('A', 'B', 'C'), from: fc.integer({ min: 0, max: 60 }), length: fc.nat(40) }),
    { maxLength: 30 },
  )

  test('never puts two things on one place, keeps each in its room and at its time, and wastes no lane', () => {
    fc.assert(
      fc.property(entries, (records) => {
        const all = records.map(({ column, from, length }, index) => entry(`${index}`, column, from, from + length))
        const { lines, columns, cells } = momentGrid(all, ['C', 'A', 'B'])
        expect(cells.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
        const taken = new Set<string>()
        for (const [index, { rows, lanes }] of cells.entries()) {
          const { start, end, column } = all[index] as GridEntry
          expect(lines[rows[0]]).toBe(start)
          expect(lines[rows[1]]).toBe(start < end ? end : start + 5 * MINUTE)
          let first = 0
          for (const { name, lanes: width } of columns) {
            if (name === column) expect(lanes[0] >= first && lanes[1] <= first + width).toBe(true)
            first += width
          }
          expect(lanes[0]).toBeLessThan(lanes[1])
          for (let row = rows[0]; row < rows[1]; row++) {
            for (let lane = lanes[0]; lane < lanes[1]; lane++) {
              expect(taken.has(`${row} ${lane}`)).toBe(false)
              taken.add(`${row} ${lane}`)
            }
          }
        }
        for (const { name, lanes } of columns)
          expect(lanes).toBe(mostAtOnce(all.filter(({ column }) => column === name)))
      }),
    )
  })
})

/** The most entries at once, counted minute by minute. */
function mostAtOnce(entries: readonly GridEntry[]): number {
  let most = 0
  for (let minute = 0; minute <= 105; minute++) {
    const at = minute * MINUTE
    const running = entries.filter(({ start, end }) => start <= at && at < (start < end ? end : start + 5 * MINUTE))
    most = Math.max(most, running.length)
  }
  return most
}

test('takes no time for every pair of a column and an entry', () => {
  const order = Array.from({ length: 60_000 }, (_, number) => `Room ${number}`)
  const entries = order.map((room, number) => entry(`${number}`, room, 0, 30))
  expect(momentGrid(entries, order).columns).toHaveLength(order.length)
})
