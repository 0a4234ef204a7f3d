import { expect, test } from 'vitest'
import { readXml } from '../../../src/formats/text/xml.js'

test.each(['<a><!\ud83d', '<a>\ud83d', '<\ud83d', '<a b="\ud83d', '<!\udc00', '<?\ud83d'])(
  '%j, cut in the middle of a character, is broken and no bug',
  (text) => {
    expect(readXml(text, 'cut.xml')).toEqual({
      ok: false,
      problems: [expect.objectContaining({ code: 'broken-file', format: 'XML' })],
    })
  },
)

test('blanks before the declaration, as scripts print them, move nothing', () => {
  const reading = readXml(' \n\n<?xml version="1.0"?>\n  <a>b</a>', 'x.xml')
  expect(reading.ok && [reading.root.text, reading.place(reading.root)]).toMatchObject(['b', { line: 4, column: 3 }])
})
