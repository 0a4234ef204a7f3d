import { Exit } from '../../model/exit.js'
import type { RedirectFault } from '../../model/network-problem.js'
import { fail } from '../../model/problem.js'

/** What of an address may be told: its host, with a port where that is unusual. */
export function hostOf(url: URL): string {
  return url.host
}

/**
 * An address as it may stand in a message: its host, and its file name where it has the name of a schedule. The rest,
 * queries and folders alike, may be somebody's secret; what is no address is a file's name and stays.
 */
export function shownAddress(address: string): string {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(address)) return address
  if (!URL.canParse(address)) return harmless(address)
  const { host, pathname, protocol } = new URL(address)
  const name = /\/([\w.-]+\.(?:csv|ics|json|xml|ya?ml))$/i.exec(pathname)?.[1]
  const shown = host === '' ? protocol : host
  return name === undefined ? shown : `${shown}/${pathname.lastIndexOf('/') === 0 ? '' : '.../'}${name}`
}

/** An address as the person gave it, if it is one to download from; else a failure before anything is asked. */
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

/** Where a redirect leads, if it may be followed as far as its address tells. */
export function redirected(from: URL, location: string): URL {
  const refuse = (to: string, because: RedirectFault) =>
    fail(Exit.network, { code: 'redirect-refused', host: hostOf(from), to, because })
  // Node reads headers as Latin-1; what stands there today is UTF-8 (WHATWG Fetch, "location URL").
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

/** What of a text that is no address may be told: nothing where an `@` hints at a password, else all before the path. */
function harmless(text: string): string {
  if (text.includes('@')) return ''
  return /^\s*(?:[a-z][a-z0-9+.-]*:)?\/*[^/?#\\]*/i.exec(text)?.[0].trim() ?? ''
}
