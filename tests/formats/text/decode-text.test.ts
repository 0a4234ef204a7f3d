import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginningOf, decodeDeclared, decodeText, inUtf8 } from '../../../src/formats/text/decode-text.js'

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function seen(bytes: Uint8Array, decode = decodeDeclared): unknown {
  const decoded = decode(bytes, 'f.yaml')
  if (decoded.ok || decoded.problem.code !== 'not-text') return decoded
  const { at, looksLike, byte } = decoded.problem
  return [looksLike, byte, at.line, at.column]
}

describe('text that is not UTF-8', () => {
  test.each<[string, Uint8Array, unknown]>([
    ['UTF-16 LE that is cut', latin('\xff\xfea'), ['UTF-16 text (little-endian)', 0, 1, 1]],
    ['UTF-16 BE with half a pair', latin('\xfe\xff\xd8\x3d'), ['UTF-16 text (big-endian)', 0, 1, 1]],
    ['UTF-16 with a NUL', latin('\xff\xfea\0\0\0'), ['UTF-16 text (little-endian)', 0, 1, 1]],
    [
      'XML in an encoding that nobody knows',
      latin('<?xml version="1.0" encoding="x-owl"?>\xe9'),
      [expect.stringContaining('Latin-1'), 38, 1, 39],
    ],
    [
      'XML that says UTF-8',
      latin('<?xml version="1.0" encoding="UTF-8"?>\xe9aaaa'),
      [expect.stringContaining('Latin-1'), 38, 1, 39],
    ],
    [
      'XML that says UTF-16',
      latin('<?xml version="1.0" encoding="UTF-16"?>\xe9aaa'),
      [expect.stringContaining('Latin-1'), 39, 1, 40],
    ],
    ['UTF-16 LE without mark', latin('a\0b\0c\0d\0'), ['UTF-16 text (little-endian)', 1, 1, 2]],
    ['UTF-16 BE without mark', latin('\0a\0b\0c\0d'), ['UTF-16 text (big-endian)', 0, 1, 1]],
    ['UTF-32', latin('\xff\xfe\0\0a\0\0\0'), ['UTF-32 text (little-endian)', 0, 1, 1]],
    ['gzip', latin('\x1f\x8b\x08\0'), ['gzip data', 0, 1, 1]],
    ['PNG', latin('\x89PNG\r\n'), ['a PNG picture', 0, 1, 1]],
    ['Latin-1', latin('one\ntwo caf\xe9'), ['Latin-1 (Windows-1252) text', 11, 2, 8]],
    ['Latin-1 after UTF-8', latin('\xc3\xa9\xc3\xa9 caf\xe9 x'), ['Latin-1 (Windows-1252) text', 8, 1, 7]],
    ['Latin-1 with a byte that begins three', latin('Mart\xedn'), ['Latin-1 (Windows-1252) text', 4, 1, 5]],
    ['Latin-1 that ends so', latin('caf\xe9'), ['Latin-1 (Windows-1252) text', 3, 1, 4]],
    ['cut after one of two', latin('a\xc3'), ['UTF-8 text that was cut in the middle of a character', 1, 1, 2]],
    [
      'cut after three of four',
      latin('\xf0\x9f\x98'),
      ['UTF-8 text that was cut in the middle of a character', 0, 1, 1],
    ],
    ['half a pair', latin('a\xed\xa0\x80b'), ['UTF-8 text with half a surrogate pair in it', 1, 1, 2]],
    ['too long a form', latin('a\xc0\x80'), ['Latin-1 (Windows-1252) text', 1, 1, 2]],
    ['beyond Unicode', latin('\xf4\x90\x80\x80'), ['Latin-1 (Windows-1252) text', 0, 1, 1]],
    ['a lone continuation', latin('a\x80'), ['Latin-1 (Windows-1252) text', 1, 1, 2]],
    ...[
      '\xc2\x80',
      '\xdf\xbf',
      '\xe0\xa0\x80',
      '\xed\x9f\xbf',
      '\xee\x80\x80',
      '\xef\xbf\xbf',
      '\xf0\x90\x80\x80',
      '\xf4\x8f\xbf\xbf',
    ].map((letter): [string, Uint8Array, unknown] => [
      `after the letter ${[...letter].map((byte) => byte.charCodeAt(0).toString(16)).join(' ')}`,
      latin(`${letter}\xff`),
      ['Latin-1 (Windows-1252) text', letter.length, 1, 2],
    ]),
    ...[
      '\xc1\xbf',
      '\xe0\x9f\xbf',
      '\xed\xa0\x80',
      '\xf0\x8f\xbf\xbf',
      '\xf4\x90\x80\x80',
      '\xf5\x80\x80\x80',
      '\xc2\x7f',
      '\xc2\xc0',
    ].map((letter): [string, Uint8Array, unknown] => [
      `no letter ${[...letter].map((byte) => byte.charCodeAt(0).toString(16)).join(' ')}`,
      latin(`a${letter}b`),
      [
        letter.startsWith('\xed') ? 'UTF-8 text with half a surrogate pair in it' : 'Latin-1 (Windows-1252) text',
        1,
        1,
        2,
      ],
    ]),
    ['one NUL', latin(`${'x'.repeat(99)}\n\0`), ['text with NUL bytes in it', 100, 2, 1]],
    ['many NULs', latin('abc\0\0\0\0def\0'), ['a binary file', 3, 1, 4]],
    ['few NULs on one side', latin('a\0bcde\0f'), ['a binary file', 1, 1, 2]],
    ['binary', latin('\x01\x02\xff\xfe'), ['a binary file', 2, 1, 3]],
  ])('%s', (_, bytes, expected) => {
    expect(seen(bytes)).toEqual(expected)
    expect(seen(bytes, decodeText)).toEqual(expected)
  })

  test('UTF-16 with a byte order mark is not, although a publisher may write it', () => {
    const bytes = latin('\xff\xfeo\0w\0l\0')
    expect(seen(bytes, decodeText)).toEqual(['UTF-16 text (little-endian)', 0, 1, 1])
    expect(seen(bytes)).toEqual({ ok: true, text: 'owl' })
  })

  test('the whole problem, with the line as far as it can be read', () => {
    expect(decodeText(latin('one\ntwo caf\xe9 x\nthree'), 'f.yaml')).toEqual({
      ok: false,
      problem: {
        code: 'not-text',
        at: { file: 'f.yaml', line: 2, column: 8, excerpt: 'two caf\uFFFD x', width: 1 },
        looksLike: 'Latin-1 (Windows-1252) text',
        byte: 11,
      },
    })
  })
})

describe('text in a declared encoding', () => {
  const xml = (encoding: string, bytes: string) =>
    latin(`<?xml version="1.0" encoding="${encoding}"?>\n<a>${bytes}</a>`)
  test.each<[string, string, string]>([
    ['ISO-8859-1', '\xe9\xfc', 'éü'],
    ['iso-8859-1', '\x93\xe9\x94 \x80', '“é” €'],
    ['windows-1252', '\x85\x96\x99\x81', '…–™\x81'],
    ['ISO-8859-15', '\xa4', '€'],
    ['windows-1251', '\xd1\xee\xe2\xe0', 'Сова'],
    ['Shift_JIS', '\x82\xd3\x82\xad\x82\xeb\x82\xa4', 'ふくろう'],
    ['ISO-2022-JP', '\x1b$B$U$/$m$&\x1b(B', 'ふくろう'],
    ['us-ascii', 'owl', 'owl'],
    ['ISO-8859-1', '\xc3\xa9 in UTF-8 all the same', 'é in UTF-8 all the same'],
  ])('XML in %s', (encoding, bytes, text) => {
    const decoded = decodeDeclared(xml(encoding, bytes), 'f')
    expect(decoded).toEqual({ ok: true, text: `<?xml version="1.0" encoding="${encoding}"?>\n<a>${text}</a>` })
  })

  test.each([
    ['utf-16le', '\xff\xfe'],
    ['utf-16be', '\xfe\xff'],
  ])('%s with a byte order mark, whatever the text says', (encoding, mark) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'))
        const bytes = Buffer.from(text, 'utf16le')
        const written = Buffer.concat([latin(mark), encoding === 'utf-16be' ? bytes.swap16() : bytes])
        expect(decodeDeclared(written, 'f')).toEqual({ ok: true, text })
        expect(beginningOf(written, 20)).toBe(text.slice(0, 9).toWellFormed())
      }),
    )
  })

  test.each<[string, string | undefined, Uint8Array, string]>([
    ['a charset', 'text/calendar; charset=ISO-8859-1', latin('caf\xe9 \x80'), 'café €'],
    ['a charset in quotes', 'text/csv;charset="windows-1251"', latin('\xd1\xee\xe2\xe0'), 'Сова'],
    ['UTF-16 without a mark', 'text/csv; charset=utf-16le', latin('o\0w\0l\0'), 'owl'],
    ['UTF-8 in spite of the charset', 'text/xml; charset=iso-8859-1', latin('caf\xc3\xa9'), 'café'],
  ])('a download with %s', (_, type, bytes, text) => {
    expect(Buffer.from(inUtf8(bytes, type)).toString()).toBe(text)
  })

  test.each<[string, string | undefined, Uint8Array]>([
    ['no type', undefined, latin('caf\xe9')],
    ['no charset', 'text/csv', latin('caf\xe9')],
    ['an unknown charset', 'text/csv; charset=owl', latin('caf\xe9')],
    ['a declaration of its own', 'text/xml; charset=utf-8', xml('ISO-8859-1', '\xe9')],
    ['a mark of its own', 'text/csv; charset=iso-8859-1', latin('\xff\xfeo\0')],
    ['another kind of file', 'text/csv; charset=iso-8859-1', latin('\x1f\x8b\x08\0')],
    ['a binary file', 'text/csv; charset=iso-8859-1', latin('a\0\xe9')],
  ])('a download with %s is unchanged', (_, type, bytes) => {
    expect(inUtf8(bytes, type)).toBe(bytes)
  })
})

describe('text that is', () => {
  test('comes without its byte order mark', () => {
    expect(decodeText(latin('\xef\xbb\xbfa'), 'f')).toEqual({ ok: true, text: 'a' })
    expect(decodeText(new Uint8Array(), 'f')).toEqual({ ok: true, text: '' })
  })

  test('comes as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'))
        expect(decodeText(Buffer.from(text, 'utf8'), 'f')).toEqual({ ok: true, text })
      }),
      { numRuns: 1000 },
    )
  })
})

test('any bytes: text exactly where Node, too, calls them UTF-8, and the bad byte is in the file', () => {
  const byte = fc.constantFrom(0x41, 0x0a, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xff, 0x1b)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(byte, { maxLength: 12 }), (noise, likely) => {
      const bytes = Uint8Array.from([0x61, ...likely, ...noise].filter((value) => value !== 0))
      const decoded = decodeText(bytes, 'f')
      expect(decoded.ok).toBe(isUtf8(bytes))
      if (decoded.ok) expect(Buffer.from(decoded.text, 'utf8').equals(bytes)).toBe(true)
      else if (decoded.problem.code === 'not-text') {
        const { byte: bad, at } = decoded.problem
        expect(isUtf8(bytes.subarray(0, bad))).toBe(true)
        expect(bad).toBeLessThan(bytes.length)
        expect(at.line).toBe(bytes.subarray(0, bad).filter((value) => value === 0x0a).length + 1)
      }
    }),
    { numRuns: 10_000 },
  )
})

describe('a spreadsheet is refused with the way', () => {
  test.each<[string, string]>([
    ['PK\x03\x04\0[Content_Types].xml\0xl/workbook.xml', 'an Excel workbook'],
    [`PK\x03\x04${'\0'.repeat(200_000)}xl/worksheets/sheet1.xml`, 'an Excel workbook'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0k\0b\0o\0o\0k\0', 'an Excel workbook'],
    ['PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet'],
    ['PK\x03\x04Index/CalculationEngine.iwa', 'a Numbers spreadsheet'],
  ])('%#', (text, looksLike) => {
    const decoded = decodeText(latin(text), 'x')
    expect(decoded).toEqual({
      ok: false,
      problem: { code: 'save-as-csv', at: { file: 'x', line: 1, column: 1 }, looksLike },
    })
  })

  test('another archive is none', () => {
    expect(seen(latin('PK\x03\x04notes.txt'))).toEqual(['a ZIP archive', 0, 1, 1])
  })
})
