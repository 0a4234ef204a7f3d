import type { CatalogueProblem, Place } from '../../model/index.js'
import { placesIn } from '../own/findings.js'

type Decoding =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: CatalogueProblem }

/**
 * The UTF-8 text in `bytes`, without its byte order mark. Anything else is refused with its likely encoding and the
 * offset of the first bad byte: guessing an encoding would show wrong names as if they were right.
 */
export function decodeText(bytes: Uint8Array, file: string): Decoding {
  const looksLike = spreadsheetIn(bytes)
  if (looksLike) return { ok: false, problem: { code: 'save-as-csv', at: { file, line: 1, column: 1 }, looksLike } }
  const kind = fileKind(bytes)
  if (kind) return refused(bytes, file, kind, 0, false)
  const nul = bytes.indexOf(0)
  if (nul !== -1) return refused(bytes, file, nulPattern(bytes), nul, true)
  const text = decodedAs('utf-8', bytes)
  if (text !== undefined) return { ok: true, text }
  const byte = firstFault(bytes)
  return refused(bytes, file, fault(bytes, byte), byte, true)
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
  const kind = fileKind(bytes)
  if (kind === UTF16_LE) return 'utf-16le'
  return kind === UTF16_BE ? 'utf-16be' : undefined
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

function refused(bytes: Uint8Array, file: string, kind: string, byte: number, quotable: boolean): Decoding {
  const at = quotable ? placeOfByte(bytes, file, byte) : { file, line: 1, column: 1 }
  return { ok: false, problem: { code: 'not-text', at, looksLike: kind, byte } }
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

const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32 text (little-endian)'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32 text (big-endian)'],
  [[0xff, 0xfe], UTF16_LE],
  [[0xfe, 0xff], UTF16_BE],
  [[0x1f, 0x8b], 'gzip data'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an office document'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x42, 0x5a, 0x68, 0x39], 'bzip2 data'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz data'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd data'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Excel's files until 2003, and those of other old Office programs. */
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** The kind of a spreadsheet; undefined for other files. An archive is told by the names in it. */
function spreadsheetIn(bytes: Uint8Array): string | undefined {
  const begins = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte)
  if (begins(OLD_OFFICE)) return 'an Excel workbook'
  if (!begins(ZIP)) return undefined
  const names = `${Buffer.from(bytes.subarray(0, ENDS)).toString('latin1')}${Buffer.from(bytes.subarray(-ENDS)).toString('latin1')}`
  if (/\bxl\/(?:workbook|worksheets)/.test(names)) return 'an Excel workbook'
  if (names.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet'
  return names.includes('.iwa') ? 'a Numbers spreadsheet' : undefined
}

/** An archive lists its files at its end. */
const ENDS = 65_536

/** The type of a file by its first bytes; undefined if they are not known. */
function fileKind(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([signature]) => signature.every((byte, at) => bytes[at] === byte))?.[1]
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
