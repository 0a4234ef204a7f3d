import { Exit, fail, type RedirectFault } from '../../model/problem.js'

/** The part of an address that may be shown: its host, with a port if it is unusual. */
export function hostOf(url: URL): string {
  return url.host
}

/**
 * An address as shown in messages: its host, and its file name if that is the name of a schedule. Queries and folders
 * may be secret. Anything else is a file name and returned unchanged.
 */
export function shownAddress(address: string): string {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(address)) return address
  if (!URL.canParse(address)) return harmless(address)
  const { host, pathname, protocol } = new URL(address)
  const name = /\/([\w.-]+\.(?:csv|ics|json|xml|ya?ml))$/i.exec(pathname)?.[1]
  const shown = host === '' ? protocol : host
  return name === undefined ? shown : `${shown}/${pathname.lastIndexOf('/') === 0 ? '' : '.../'}${name}`
}

/** The address if it may be downloaded from; otherwise fails before any request. */
export function addressAllowed(address: string): URL {
  if (!URL.canParse(address))
    return fail(Exit.network, { code: 'address-refused', address: harmless(address), because: 'malformed' })
  const url = new URL(address)
  if (!isWeb(url)) {
    const shown = url.host === '' ? url.protocol : `${url.protocol}//${url.host}`
    return fail(Exit.network, { code: 'address-refused', address: shown, because: 'scheme' })
  }
  if (hasCredentials(url))
    return fail(Exit.network, { code: 'address-refused', address: hostOf(url), because: 'credentials' })
  return withoutFragment(url)
}

/** The target of a redirect, if its address may be followed. */
export function redirected(from: URL, location: string): URL {
  const refuse = (to: string, because: RedirectFault) =>
    fail(Exit.network, { code: 'redirect-refused', host: hostOf(from), to, because })
  // Node decodes headers as Latin-1, but locations are UTF-8 today (WHATWG Fetch, "location URL").
  const written = Buffer.from(location, 'latin1').toString('utf8')
  if (!URL.canParse(written, from.href)) return refuse('', 'malformed')
  const to = new URL(written, from)
  if (!isWeb(to)) return refuse(to.protocol, 'scheme')
  if (hasCredentials(to)) return refuse(hostOf(to), 'credentials')
  if (from.protocol === 'https:' && to.protocol === 'http:') return refuse(hostOf(to), 'downgrade')
  return withoutFragment(to)
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:'
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

function withoutFragment(url: URL): URL {
  const plain = new URL(url)
  plain.hash = ''
  return plain
}

/**
 * The part of an invalid address that may be shown: nothing if an `@` suggests a password, or else everything before
 * the path.
 */
function harmless(text: string): string {
  if (text.includes('@')) return ''
  return /^\s*(?:[a-z][a-z0-9+.-]*:)?\/*[^/?#\\]*/i.exec(text)?.[0].trim() ?? ''
}
