/**
 * A pattern over Unicode classes, compiled on first use. As a literal it would be compiled when its file is loaded,
 * which takes a third of a millisecond.
 */
export function pattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined
  return () => (made ??= new RegExp(source, flags))
}

/**
 * The address that a text is, if it is one. Not by `URL.canParse`: after some thousand calls Node 20 compiles it, and
 * then it refuses every address with an é or ü.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

// `new URL` leaves these in a query, but RFC 3986 does not allow them, and some calendars read the backslash as an
// escape.
const UNSAFE = /[\\^`{|}]/g

/** A URL that an export may link to: http or https, in plain ASCII. Undefined for any other text. */
export function linkOf(url: string | undefined): string | undefined {
  const parsed = url === undefined ? undefined : parseUrl(url)
  if (parsed === undefined) return undefined
  const { protocol, href } = parsed
  return protocol === 'http:' || protocol === 'https:' ? href.replace(UNSAFE, encodeURIComponent) : undefined
}

/**
 * Text that a spreadsheet reads as a formula (OWASP, CSV injection): `= + - @` at the start, also in full width or
 * after white space, or a leading tab or line end.
 */
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/

/** An apostrophe makes a formula text. Text that already looks escaped gets another one, which `undefuse` removes. */
export function defuse(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

export function undefuse(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
