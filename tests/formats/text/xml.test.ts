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
