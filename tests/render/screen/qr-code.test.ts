import { generate } from 'lean-qr/nano'
import { expect, test } from 'vitest'
import { qrLines } from '../../../src/render/screen/qr-code.js'

const ADDRESS = 'http://192.168.1.7:8020/'
const QUIET = 4
const MODULES = generate(ADDRESS)
const SIDE = MODULES.size + 2 * QUIET
const ROOM = { rows: 60, columns: 100 }

/** What a camera sees: whether each module is dark, in a terminal whose own text is light or dark. */
function seen(lines: readonly string[], ascii: boolean, isTextDark: boolean): readonly (readonly boolean[])[] {
  return lines.flatMap((line) => {
    const [, painted] = /^\x1b\[38;5;16;48;5;231m(.*)\x1b\[0m$/.exec(line) ?? []
    const inkIsDark = painted === undefined ? isTextDark : true
    const cells = [...(painted ?? line)]
    const dark = (isInk: boolean) => isInk === inkIsDark
    if (ascii) return [cells.filter((_, at) => at % 2 === 0).map((cell) => dark(cell === '#'))]
    return [cells.map((cell) => dark('▀█'.includes(cell))), cells.map((cell) => dark('▄█'.includes(cell)))]
  })
}

const expected = Array.from({ length: SIDE }, (_, y) =>
  Array.from({ length: SIDE }, (__, x) => MODULES.get(x - QUIET, y - QUIET)),
)

test.each([
  [false, 1, false],
  [false, 1, true],
  [true, 1, false],
  [true, 1, true],
  [false, 0, false],
  [true, 0, false],
] as const)('shows the code with its quiet zone: ascii %s, colour %i, dark text %s', (ascii, colour, isTextDark) => {
  const lines = qrLines(ADDRESS, { ascii, colour }, ROOM)
  expect(seen(lines, ascii, isTextDark).slice(0, SIDE)).toEqual(expected)
  if (ascii) expect(lines.join('')).toMatch(/^[\x1b -~]+$/)
})

test('fits 24 rows, and is not shown where it has no room', () => {
  const screen = { ascii: false, colour: 1 } as const
  expect(qrLines(ADDRESS, screen, { rows: 24, columns: 80 })).toHaveLength(Math.ceil(SIDE / 2))
  expect(qrLines(ADDRESS, screen, { rows: 24, columns: SIDE - 1 })).toEqual([])
  expect(qrLines(ADDRESS, screen, { rows: 18, columns: 80 })).toEqual([])
  expect(qrLines(ADDRESS, { ...screen, ascii: true }, { rows: 24, columns: 80 })).toEqual([])
})
