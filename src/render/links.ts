import { parseUrl } from '../model/index.js'

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
