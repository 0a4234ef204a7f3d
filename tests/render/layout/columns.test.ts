import { describe, expect, test } from 'vitest'
import { type Column, columnsFor, columnWidths } from '../../../src/render/layout/columns.js'
import { withSheet } from '../../../src/render/screen/sheet.js'

describe('columns share what room there is', () => {
  test.each([
    ['all natural', [10, 20], 40, [10, 20]],
    ['the lower rank gives way first, down to its least', [30, 30], 50, [30, 20]],
    ['then the higher', [30, 30], 40, [25, 15]],
    ['then the lower again, down to what still tells something', [30, 30], 30, [20, 10]],
    ['then both', [30, 30], 6, [5, 1]],
    ['never less than one', [30, 30], -5, [1, 1]],
    ['empty columns keep one', [0, 3], 10, [1, 3]],
  ])('%s', (_, naturals, room, widths) => {
    const [a = 0, b = 0] = naturals
    const wants = [
      { natural: a, least: 20, rank: 2 },
      { natural: b, least: 15, rank: 1 },
    ]
    expect(columnWidths(wants, room)).toEqual(widths)
  })

  test('within a rank the widest gives way', () => {
    const want = (natural: number) => ({ natural, least: 5, rank: 1 })
    expect(columnWidths([want(30), want(10), want(20)], 36)).toEqual([13, 10, 13])
  })
})

describe('rows in columns', () => {
  type Row = readonly [time: string, title: string, room: string]
  const rows: readonly Row[] = [
    ['9:00', 'A Title of Many Words', ''],
    ['', 'Short', 'Hall 12'],
  ]
  const columns: readonly Column<Row>[] = [
    { text: ([time]) => time },
    { text: ([, title]) => title, least: 10, rank: 1 },
    { text: () => '' },
    { text: ([, , room]) => room, tone: 'faint', within: ([, , room], width) => room.slice(-width) },
  ]
  const set = (width: number, colour: 0 | 1 = 0) =>
    withSheet({ width: 80, colour, ascii: false }, (sheet) => columnsFor(rows, columns, width, sheet))

  test('with what is empty left out, and cut by the rank of its column', async () => {
    const { starts, line } = await set(40)
    expect(starts).toEqual([0, 6, 29, 38])
    expect(rows.map((row) => line(row).text)).toEqual([
      '9:00  A Title of Many Words',
      '      Short                  Hall 12',
    ])
    const narrow = await set(24)
    expect(rows.map((row) => narrow.line(row).text)).toEqual(['9:00  A Title…', '      Short      Hall 12'])
    expect((await set(14)).line(rows[1] as Row).text).toMatch(/12$/)
  })

  test('in colours that take no room', async () => {
    const plain = (await set(40)).line(rows[1] as Row)
    const painted = (await set(40, 1)).line(rows[1] as Row)
    expect(painted).toEqual({ text: plain.text.replace('Hall 12', '\u001b[2mHall 12\u001b[22m'), width: plain.width })
  })

  test('a text may reach into empty columns behind it', async () => {
    const { lineOf } = await set(40)
    expect(lineOf([{ text: 'Left out of all' }, { text: '' }, { text: 'X' }]).text).toBe(
      `Left out of all${' '.repeat(14)}X`,
    )
  })
})
