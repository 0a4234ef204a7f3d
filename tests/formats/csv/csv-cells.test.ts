import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRows } from '../../../src/formats/csv/csv-cells.js'

/** The same with csv-parse, which follows RFC 4180 but is too slow for empty rows. */
function parsed(text: string): readonly (readonly string[])[] | undefined {
  try {
    const rows: string[][] = parse(text, {
      delimiter: ',',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    })
    return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
  } catch {
    return undefined
  }
}

test('rows are what csv-parse makes of them', () => {
  const piece = fc.constantFrom(
    'a',
    'b c',
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '\r\n',
    ' ',
    'ä',
    '"x"',
    '"x,y"',
    ',"',
    '",',
    '"\n"',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('')
      const reading = readRows(text, 0, ',', 'x.csv')
      expect(reading.ok ? reading.rows.map(({ cells }) => cells) : undefined).toEqual(parsed(text))
    }),
    { numRuns: 3000 },
  )
})

test('each row has its place', () => {
  const text = 'ä,b\r\n\r\n  "x\ny",z  \n,,\nlast'
  const reading = readRows(text, 0, ',', 'x.csv')
  expect(reading.ok && reading.rows.map(({ range }) => text.slice(...range))).toEqual(['ä,b', '"x', 'y",z', 'last'])
})

describe('a megabyte of next to nothing', () => {
  test.each(['\n', '\r\n', ' \n', ',\n', 'ä\n', '""\n', '"\n"\n', 'a,b\n', ',', '"" ', '"x'])('%j', (line) => {
    const begin = process.cpuUsage()
    readRows(`id,title,start\n${line.repeat(Math.floor(1_000_000 / line.length))}`, 0, ',', 'x.csv')
    expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(2)
  })
})
