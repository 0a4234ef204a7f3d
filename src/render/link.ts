// `new URL` lets these stand in a query, but RFC 3986 has no place for them, and some calendars take the backslash for an escape.
const UNSAFE = /[\\^`{|}]/g

/** A URL that an export may offer to open: http or https, in plain ASCII. Nothing for any other text. */
export function linkOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? href.replace(UNSAFE, encodeURIComponent) : undefined
}
