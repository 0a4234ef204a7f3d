/** The one way of outside text into a calendar: escaping, and lines folded by octets. */

const LINE_OCTETS = 75
const BREAK = '\r\n '

// CR and other line ends, controls, and (under the u flag) surrogates that have lost their other half.
const UNCLEAN = /\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu

/**
 * Text as a calendar can hold it: every kind of line end is a line feed, controls other than TAB are dropped, a lone surrogate
 * is U+FFFD.
 */
export function cleanText(text: string): string {
  return text.replace(UNCLEAN, cleanCharacter)
}

function cleanCharacter(found: string): string {
  const code = found.charCodeAt(0)
  if (code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029) return '\n'
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : ''
}

/** A TEXT value (RFC 5545 section 3.3.11) of any text: one line, with `\n` for each line end and a backslash before `\ ; ,`. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/[\\;,\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))
}

/** The same for a heading, which is one line also to its reader: calcurse leaves out an event whose SUMMARY has two. */
export function escapeHeading(text: string): string {
  return escapeText(cleanText(text).replace(/\n+/g, ' ').trim())
}

/** A UID keeps two identities apart: its controls and line ends are written `%0D` and so on, not dropped. */
export function escapeUid(uid: string): string {
  const visible = uid.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, encodeURIComponent)
  return escapeText(visible)
}

/** The value of a parameter: quoted where it must be, with `^` escapes for what quotes cannot hold (RFC 6868). */
export function parameterValue(text: string): string {
  const value = cleanText(text).replace(/\^/g, '^^').replace(/\n/g, '^n').replace(/"/g, "^'")
  return /[:;,]/.test(value) ? `"${value}"` : value
}

/**
 * A whole content line with its CRLF, folded so that no line is longer than 75 octets and none ends inside a character
 * (RFC 5545 section 3.1). Linear in the length.
 */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`
  // A UTF-16 unit is at most three octets.
  if (line.length * 3 <= LINE_OCTETS) return `${line}\r\n`
  return `${isAscii(line) ? foldAscii(line) : foldUnicode(line)}\r\n`
}

function isAscii(line: string): boolean {
  return !/[^\u0000-\u007f]/.test(line)
}

function foldAscii(line: string): string {
  const lines = [line.slice(0, LINE_OCTETS)]
  // The space that opens a continuation line is one of its octets.
  for (let from = LINE_OCTETS; from < line.length; from += LINE_OCTETS - 1) {
    lines.push(line.slice(from, from + LINE_OCTETS - 1))
  }
  return lines.join(BREAK)
}

function foldUnicode(line: string): string {
  const lines: string[] = []
  let from = 0
  let octets = 0
  for (let index = 0; index < line.length; ) {
    const size = octetsOf(line.codePointAt(index) ?? 0)
    if (octets + size > LINE_OCTETS) {
      lines.push(line.slice(from, index))
      from = index
      octets = 1
    }
    octets += size
    index += size === 4 ? 2 : 1
  }
  lines.push(line.slice(from))
  return lines.join(BREAK)
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
