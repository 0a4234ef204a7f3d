/** The only way for outside text into a calendar: escaping, and folding by octets. */

const LINE_OCTETS = 75
const BREAK = '\r\n '

const UNCLEAN = /\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu

/**
 * Text that a calendar can hold: every line end becomes a line feed, control characters except TAB are dropped, a lone
 * surrogate becomes U+FFFD.
 */
export function cleanText(text: string): string {
  return text.replace(UNCLEAN, cleanCharacter)
}

function cleanCharacter(found: string): string {
  const code = found.charCodeAt(0)
  if (code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029) return '\n'
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : ''
}

/** Any text as a TEXT value (RFC 5545 section 3.3.11): one line, with `\n` for line ends and a backslash before `\ ; ,`. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/[\\;,\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))
}

/**
 * `escapeText` for a heading, which is also one line for its reader: calcurse leaves out events whose SUMMARY has two.
 */
export function escapeHeading(text: string): string {
  return escapeText(cleanText(text).replace(/\n+/g, ' ').trim())
}

/** Control characters and line ends are written as `%0D` and so on, so that different UIDs stay different. */
export function escapeUid(uid: string): string {
  const visible = uid.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, encodeURIComponent)
  return escapeText(visible)
}

/** The value of a parameter: quoted if necessary, with `^` escapes for what quotes cannot hold (RFC 6868). */
export function parameterValue(text: string): string {
  const value = cleanText(text).replace(/\^/g, '^^').replace(/\n/g, '^n').replace(/"/g, "^'")
  return /[:;,]/.test(value) ? `"${value}"` : value
}

/**
 * A content line with CRLF, folded so that no line exceeds 75 octets or splits a character (RFC 5545 section 3.1).
 * Linear in the length.
 */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`
  // A UTF-16 unit has at most three octets.
  if (line.length * 3 <= LINE_OCTETS) return `${line}\r\n`
  return `${isAscii(line) ? foldAscii(line) : foldUnicode(line)}\r\n`
}

function isAscii(line: string): boolean {
  return !/[^\u0000-\u007f]/.test(line)
}

function foldAscii(line: string): string {
  const lines = [line.slice(0, LINE_OCTETS)]
  // The leading space of a continuation line counts as an octet.
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
