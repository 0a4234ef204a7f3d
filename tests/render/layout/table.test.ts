import Table from 'cli-table3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GUTTER } from '../../../src/render/layout/columns.js'
import { drawTable } from '../../../src/render/layout/table.js'
import { withSheet } from '../../../src/render/screen/sheet.js'

type Row = readonly [time: string, title: string, room: string]

test('rows are as cli-table3 draws them in one table, however often their widths repeat', async () => {
  const sheet = await withSheet({ width: 80, colour: 0, ascii: false }, (one) => one)
  const text = fc.constantFrom('', 'a', 'bb', 'a longer text', 'x'.repeat(12))
  const columns = [
    { head: 'TIME', text: ([time]: Row) => time, align: 'right' },
    { head: 'TITLE', text: ([, title]: Row) => title },
    { head: 'ROOM', text: ([, , room]: Row) => room },
  ] as const
  const rows = fc.array(fc.tuple(fc.constantFrom('', '9:00', '10:00'), text, fc.constantFrom('', 'R1', 'Hall')))
  const sides = ['top', 'bottom', 'left', 'right'].flatMap((side) => [
    side,
    `${side}-mid`,
    `${side}-left`,
    `${side}-right`,
  ])
  fc.assert(
    fc.property(rows, (texts) => {
      const used = columns.filter(({ text }) => texts.some((row) => text(row) !== ''))
      const whole = new Table({
        chars: {
          ...Object.fromEntries(sides.map((side) => [side, ''])),
          mid: '',
          'mid-mid': '',
          middle: ' '.repeat(GUTTER),
        },
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
        colWidths: used.map(({ head, text }) => Math.max(head.length, ...texts.map((row) => text(row).length))),
        colAligns: used.map((column) => ('align' in column ? column.align : 'left')),
      })
      whole.push(
        used.map(({ head }) => head),
        ...texts.map((row) => used.map(({ text }) => text(row))),
      )
      const expected = used.length === 0 ? [''] : whole.toString().split('\n')
      expect(drawTable(texts, columns, 80, sheet).slice(0, expected.length)).toEqual(
        expected.map((line) => line.trimEnd()),
      )
    }),
  )
})

test('a table of rows that are equally wide takes no time', async () => {
  const sheet = await withSheet({ width: 80, colour: 0, ascii: false }, (one) => one)
  const rows = Array.from({ length: 20_000 }, (_, row) => `T${row}`)
  const before = process.cpuUsage()
  expect(drawTable(rows, [{ head: 'TITLE', text: (row: string) => row }], 80, sheet)).toHaveLength(20_001)
  const { user, system } = process.cpuUsage(before)
  // In one table cli-table3 took 2 s for them; alone each takes 0.1 ms.
  expect((user + system) / 1000).toBeLessThan(600)
})
