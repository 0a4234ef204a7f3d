import type { CatalogueProblem, Place, WayOut } from '../../model/index.js'
import { placesIn } from '../own/findings.js'

type Decoding =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: CatalogueProblem }

/**
 * The UTF-8 text in `bytes`, without its byte order mark. Anything else is refused with its likely encoding and the
 * offset of the first bad byte: guessing an encoding would show wrong names as if they were right.
 */
export function decodeText(bytes: Uint8Array, file: string): Decoding {
  const known = fileKind(bytes)
  if (known) return { ok: false, problem: refusalOf(known, { file, line: 1, column: 1 }) }
  const nul = bytes.indexOf(0)
  if (nul !== -1) return refused(bytes, file, nulPattern(bytes), nul)
  const text = decodedAs('utf-8', bytes)
  if (text !== undefined) return { ok: true, text }
  const byte = firstFault(bytes)
  return refused(bytes, file, fault(bytes, byte), byte)
}

/** The text of a publisher's file: in the encoding that a byte order mark or an XML declaration says, or in UTF-8. */
export function decodeDeclared(bytes: Uint8Array, file: string): Decoding {
  const mark = encodingMarked(bytes)
  const declared = mark ?? declaredInXml(bytes)
  const text = mark === undefined ? decodedBy(declared, bytes) : decodedAs(mark, bytes)
  return declared === undefined || text === undefined || text.includes('\0')
    ? decodeText(bytes, file)
    : { ok: true, text }
}

/** The beginning of a file as text, to recognise it by. What cannot be decoded is replaced. */
export function beginningOf(bytes: Uint8Array, length: number): string {
  return new TextDecoder(encodingMarked(bytes) ?? 'utf-8').decode(bytes.subarray(0, length))
}

/**
 * A downloaded file in UTF-8, if the `charset` of its Content-Type says what it is in. A declaration in the file itself
 * is more reliable, since many servers send the same charset with every file. Otherwise the bytes are returned unchanged.
 */
export function inUtf8(bytes: Uint8Array, contentType: string | undefined): Uint8Array {
  const [, charset] = /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '') ?? []
  if (charset === undefined || fileKind(bytes) !== undefined || declaredInXml(bytes) !== undefined) return bytes
  const text = bytes.includes(0) ? decodedAs(charset, bytes) : decodedBy(charset, bytes)
  return text === undefined || text.includes('\0') ? bytes : new TextEncoder().encode(text)
}

/** UTF-32 begins with the same mark, and four bytes. */
function encodingMarked(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const name = fileKind(bytes)?.name
  if (name === UTF16_LE) return 'utf-16le'
  return name === UTF16_BE ? 'utf-16be' : undefined
}

const [UTF16_LE, UTF16_BE] = ['UTF-16 text (little-endian)', 'UTF-16 text (big-endian)']

/** The encoding in an XML declaration that is itself readable as ASCII. */
function declaredInXml(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']\s*([\w.:-]+)\s*["']/i.exec(beginning)?.[1]
}

/**
 * Text in UTF-8 or in the declared encoding. UTF-8 comes first, because no text in another encoding happens to be valid
 * UTF-8, but programs declare what they no longer write; only Japanese mail encoding is all ASCII.
 */
function decodedBy(declared: string | undefined, bytes: Uint8Array): string | undefined {
  const others = declared === undefined || /^utf-?16|^ucs/i.test(declared) ? [] : [declared]
  const order = /^iso-2022/i.test(declared ?? '') ? [...others, 'utf-8'] : ['utf-8', ...others]
  for (const encoding of order) {
    const text = decodedAs(encoding, bytes)
    if (text !== undefined) return text
  }
  return undefined
}

/** Undefined if the bytes are not in that encoding, or there is no such encoding. */
function decodedAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    const text = decoder.decode(bytes)
    return decoder.encoding === 'windows-1252' ? text.replace(C1, (control) => WINDOWS.get(control) ?? control) : text
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}

const C1 = /[\x80-\x9f]/g
/** Node 20, and others, decode windows-1252 as if it were Latin-1, where these are control characters. */
const WINDOWS: ReadonlyMap<string, string> = new Map(
  Array.from('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ', (letter, at) => [
    String.fromCharCode(0x80 + at),
    letter,
  ]),
)

function refused(bytes: Uint8Array, file: string, looksLike: string, byte: number): Decoding {
  return { ok: false, problem: { code: 'not-text', at: placeOfByte(bytes, file, byte), looksLike, byte } }
}

function refusalOf({ name, way }: FileKind, at: Place): CatalogueProblem {
  if (way === 'table') return { code: 'save-as-csv', at, looksLike: name }
  return { code: 'not-text', at, looksLike: name, byte: 0, ...(way && { way }) }
}

function placeOfByte(bytes: Uint8Array, file: string, byte: number): Place {
  const begin = bytes.lastIndexOf(0x0a, byte - 1) + 1
  const start = byte === 0 ? 0 : begin
  const newline = bytes.indexOf(0x0a, byte)
  const lossy = new TextDecoder('utf-8')
  const before = lossy.decode(bytes.subarray(start, byte))
  const line = before + lossy.decode(bytes.subarray(byte, newline === -1 ? bytes.length : newline))
  let lines = 1
  for (let at = bytes.indexOf(0x0a); at !== -1 && at < byte; at = bytes.indexOf(0x0a, at + 1)) lines++
  return { ...placesIn(file, line)([before.length, before.length + 1]), line: lines }
}

/** The offset of the first byte that is not UTF-8: where a forgiving decoder first writes what the file does not say. */
function firstFault(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let [byte, from] = [0, 0]
  for (let mark = text.indexOf(REPLACEMENT); mark !== -1; mark = text.indexOf(REPLACEMENT, from)) {
    byte += new TextEncoder().encode(text.slice(from, mark)).length
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return byte
    ;[byte, from] = [byte + 3, mark + 1]
  }
  return bytes.length
}

const REPLACEMENT = '\ufffd'

function fault(bytes: Uint8Array, at: number): string {
  const first = bytes[at] ?? 0
  const expected = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  const rest = bytes.subarray(at + 1, at + expected)
  const continued = rest.every((byte) => byte >= 0x80 && byte <= 0xbf)
  if (first >= 0xc2 && first <= 0xf4 && continued && rest.length < expected - 1 && wasUtf8(bytes, at)) {
    return 'UTF-8 text that was cut in the middle of a character'
  }
  if (first === 0xed && rest.length === 2 && continued) return 'UTF-8 text with half a surrogate pair in it'
  const control = bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b)
  return control ? 'a binary file' : 'Latin-1 (Windows-1252) text'
}

/**
 * Tells a cut character from an accented last letter in Latin-1, by the earlier bytes or by the byte itself (UTF-8's
 * Ã).
 */
function wasUtf8(bytes: Uint8Array, at: number): boolean {
  return at + 1 < bytes.length || bytes[at] === 0xc3 || bytes.subarray(0, at).some((byte) => byte >= 0x80)
}

/** In bytes; as much as may be downloaded. */
const MOST_UNPACKED = 64 * 1024 * 1024

/** The content of a gzip file; other bytes unchanged. A file that is damaged, cut or too large is refused. */
export async function unpacked(
  bytes: Uint8Array,
  file: string,
): Promise<
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly problem: CatalogueProblem }
> {
  if (fileKind(bytes)?.name !== GZIP) return { ok: true, bytes }
  const { gunzipSync } = await import('node:zlib')
  try {
    return { ok: true, bytes: gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const isCut = error.code === 'Z_BUF_ERROR'
    const detail =
      error.code === 'ERR_BUFFER_TOO_LARGE'
        ? `it unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MiB`
        : isCut
          ? 'it ends too early'
          : 'it is damaged'
    const at = { file, line: 1, column: 1 }
    return { ok: false, problem: { code: 'broken-file', at, format: 'gzip', detail, ...(isCut && { cut: true }) } }
  }
}

const GZIP = 'gzip data'

interface FileKind {
  readonly name: string
  /** How a person gets at the schedule in it; undefined for text in another encoding. */
  readonly way?: WayOut | 'table'
}

const kind = (pattern: RegExp, name: string, way?: FileKind['way']) => ({ pattern, name, ...(way && { way }) })

/** Files by their first bytes, as Latin-1. */
const SIGNATURES = [
  kind(/^\xff\xfe\0\0/, 'UTF-32 text (little-endian)'),
  kind(/^\0\0\xfe\xff/, 'UTF-32 text (big-endian)'),
  kind(/^\xff\xfe/, UTF16_LE),
  kind(/^\xfe\xff/, UTF16_BE),
  kind(/^\x1f\x8b/, GZIP, 'unpack'),
  kind(/^PK\x03\x04/, 'a ZIP archive', 'unpack'),
  kind(/^PK(?:\x05\x06|\x07\x08)/, 'an empty or divided ZIP archive', 'ask'),
  kind(/^BZh[1-9]/, 'bzip2 data', 'unpack'),
  kind(/^\xfd7zXZ\0/, 'xz data', 'unpack'),
  kind(/^\x28\xb5\x2f\xfd/, 'zstd data', 'unpack'),
  kind(/^7z\xbc\xaf/, 'a 7-Zip archive', 'unpack'),
  kind(/^Rar!\x1a/, 'a RAR archive', 'unpack'),
  kind(/^[\s\S]{257}ustar/, 'a tar archive', 'unpack'),
  kind(/^%PDF-/, 'a PDF document', 'copy'),
  kind(/^\{\\rtf/, 'an RTF document', 'copy'),
  kind(/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'an old Office document', 'copy'),
  kind(/^\x89PNG/, 'a PNG picture', 'type'),
  kind(/^\xff\xd8\xff/, 'a JPEG picture', 'type'),
  kind(/^GIF8/, 'a GIF picture', 'type'),
  kind(/^RIFF[\s\S]{4}WEBP/, 'a WebP picture', 'type'),
  kind(/^\0{3}[\s\S]ftyp(?:hei|mif|avi)/, 'a picture', 'type'),
  kind(/^(?:II\*\0|MM\0\*)/, 'a TIFF picture', 'type'),
  kind(/^\0{3}[\s\S]ftyp/, 'a video', 'ask'),
  kind(/^SQLite format 3\0/, 'an SQLite database', 'ask'),
  kind(/^bplist00/, 'a binary property list', 'ask'),
  kind(/^(?:\x7fELF|MZ\x90)/, 'a program', 'ask'),
]

/** Documents by the names of the files in their archive. */
const ZIPPED = [
  kind(/word\/document/, 'a Word document', 'copy'),
  kind(/ppt\/presentation/, 'a PowerPoint presentation', 'copy'),
  kind(/\bxl\/(?:workbook|worksheets)/, 'an Excel workbook', 'table'),
  kind(/opendocument\.spreadsheet/, 'an OpenDocument spreadsheet', 'table'),
  kind(/opendocument\.(?:text|presentation)/, 'an OpenDocument document', 'copy'),
  kind(/application\/epub\+zip/, 'an e-book', 'copy'),
  kind(/CalculationEngine|Tables\/DataList/, 'a Numbers spreadsheet', 'table'),
  kind(/\.iwa/, 'a Pages, Numbers or Keynote document', 'copy'),
]
/** Office documents until 2003 by the names of their streams, in UTF-16. */
const STREAMS = [
  kind(/W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0/, 'a Word document', 'copy'),
  kind(/P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0/, 'a PowerPoint presentation', 'copy'),
  kind(/_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0/, 'an Outlook message', 'copy'),
  kind(/(?:W\0o\0r\0k\0b|B)\0o\0o\0k\0/, 'an Excel workbook', 'table'),
]
const INSIDE: ReadonlyMap<string, typeof ZIPPED> = new Map([
  ['a ZIP archive', ZIPPED],
  ['an old Office document', STREAMS],
])

/** An archive lists its files at its end. */
const ENDS = 65_536

/** The type of a file that is not UTF-8 text by its bytes; undefined if they are not known. */
function fileKind(bytes: Uint8Array): FileKind | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 300)).toString('latin1')
  const found = SIGNATURES.find(({ pattern }) => pattern.test(beginning))
  const inside = INSIDE.get(found?.name ?? '')
  if (!inside) return found
  const ends = bytes.length > 2 * ENDS ? [bytes.subarray(0, ENDS), bytes.subarray(-ENDS)] : [bytes]
  const names = ends.map((part) => Buffer.from(part).toString('latin1')).join('')
  return inside.find(({ pattern }) => pattern.test(names)) ?? found
}

/**
 * Names a file that has NUL bytes. UTF-16 without a byte order mark has them in nearly every character, always on the
 * same side.
 */
function nulPattern(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  sample.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even++
    if (byte === 0 && at % 2 === 1) odd++
  })
  const most = sample.length / 2
  if (odd > most * 0.6 && even < most * 0.1) return UTF16_LE
  if (even > most * 0.6 && odd < most * 0.1) return UTF16_BE
  return even + odd > sample.length * 0.02 ? 'a binary file' : 'text with NUL bytes in it'
}
