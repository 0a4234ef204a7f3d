import { Exit, type FormatName, fail, parseUrl, type RedirectFault } from '../../model/index.js'
import { literalOf, reachOf } from './reach.js'

/**
 * An address as shown in messages: its host, with a port if it is unusual, and its file name if that is the name of a schedule. Queries and folders
 * may be secret. Anything else is a file name and returned unchanged.
 */
export function shownAddress(address: string): string {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(address)) return address
  if (!parseUrl(address)) return harmless(address)
  const { host, pathname, protocol } = new URL(address)
  const name = /\/([\w.-]+\.(?:csv|ics|json|xml|ya?ml))$/i.exec(pathname)?.[1]
  const shown = host === '' ? protocol : host
  return name === undefined ? shown : `${shown}/${pathname.lastIndexOf('/') === 0 ? '' : '.../'}${name}`
}

/** The address if it may be downloaded from; otherwise fails before any request. */
export function addressAllowed(address: string): URL {
  if (!parseUrl(address))
    return fail(Exit.network, { code: 'address-refused', address: harmless(address), because: 'malformed' })
  const url = new URL(address)
  if (!isWeb(url)) {
    const shown = url.host === '' ? url.protocol : `${url.protocol}//${url.host}`
    return fail(Exit.network, { code: 'address-refused', address: shown, because: 'scheme' })
  }
  if (hasCredentials(url))
    return fail(Exit.network, { code: 'address-refused', address: url.host, because: 'credentials' })
  return withoutFragment(url)
}

/** The target of a redirect, if its address may be followed. */
export function redirected(from: URL, location: string): URL {
  const refuse = (to: string, because: RedirectFault) =>
    fail(Exit.network, { code: 'redirect-refused', host: from.host, to, because })
  // Node decodes headers as Latin-1, but locations are UTF-8 today (WHATWG Fetch, "location URL").
  const written = Buffer.from(location, 'latin1').toString('utf8')
  if (!parseUrl(written, from.href)) return refuse('', 'malformed')
  const to = new URL(written, from)
  if (!isWeb(to)) return refuse(to.protocol, 'scheme')
  if (hasCredentials(to)) return refuse(to.host, 'credentials')
  if (from.protocol === 'https:' && to.protocol === 'http:') return refuse(to.host, 'downgrade')
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

/** The address for fetching a schedule, and its format if the address shows it. */
export interface ExportAddress {
  readonly url: string
  readonly format?: FormatName
}

type Publisher = (page: URL) => ExportAddress | undefined

/**
 * The address of the export that belongs to a source: to a Sched or pretalx site, any view of a Sessionize API, or a
 * webcal link. Other addresses are returned unchanged. Decided by the text alone, without a request.
 */
export function exportAddress(source: string): ExportAddress {
  const text = source.trim()
  const address = KNOWN_SITE.test(text) ? `https://${text}` : text.replace(/^webcals?:/i, 'https:')
  if (!parseUrl(address) || !/^https?:/i.test(address)) return { url: source }
  const page = new URL(address)
  // A feed on this machine has no certificate.
  if (/^webcal:/i.test(text) && isLocal(page)) page.protocol = 'http:'
  // An address with a password is refused by the download.
  if (page.username !== '' || page.password !== '') return { url: address }
  for (const publisher of PUBLISHERS) {
    const found = publisher(page)
    if (found) return found
  }
  return { url: page.protocol === new URL(address).protocol ? address : page.href }
}

/** A host without `https://`, as copied from some browsers; no file has such a name. */
const KNOWN_SITE = /^(?:[a-z0-9-]+\.sched\.com|pretalx\.com|sessionize\.com)(?:[/?#]|$)/i

function isLocal(page: URL): boolean {
  const literal = literalOf(page)
  return page.hostname === 'localhost' || (literal !== undefined && reachOf(literal) === 'loopback')
}

/** Any page of `https://<site>.sched.com`. Its calendars and its API are exports already. */
const sched: Publisher = ({ hostname, pathname, search }) => {
  const site = /^([a-z0-9-]+)\.sched\.(?:com|org)$/.exec(hostname)?.[1]
  if (site === undefined || site === 'www') return undefined
  const own = `https://${site}.sched.com`
  if (pathname.endsWith('.ics')) return { url: `${own}${pathname}${search}`, format: 'sched-ics' }
  if (pathname.startsWith('/api/')) return { url: `${own}${pathname}${search}` }
  return { url: `${own}/all.ics`, format: 'sched-ics' }
}

/** Any page of an event on pretalx.com, or on a host with pretalx's paths. */
const pretalx: Publisher = ({ origin, hostname, pathname }) => {
  const [event, part, ...rest] = pathname.split('/').filter((name) => name !== '')
  if (event === undefined || PRETALX_OWN.has(event)) return undefined
  const here = `${origin.replace(/^http:\/\/pretalx\.com$/, 'https://pretalx.com')}/${event}`
  const found: ExportAddress = { url: `${here}/schedule/export/schedule.json`, format: 'schedule-json' }
  if (part === 'schedule' && rest[0] === 'export') return WHOLE_EXPORT.test(rest.join('/')) ? found : undefined
  if (hostname === 'pretalx.com' || hostname.startsWith('pretalx.')) {
    return part === undefined || PRETALX_PAGES.has(part) ? found : undefined
  }
  // On other hosts "/2026/schedule/" may be any conference; pretalx's slugs contain letters.
  if (part === 'schedule' && /[a-z]/i.test(event)) {
    const isPage = rest.length === 0 || rest[0] === 'v'
    return isPage ? found : undefined
  }
  return part === 'talk' && /^[A-Z0-9]{6}$/.test(rest[0] ?? '') ? found : undefined
}

/** First parts of pretalx's paths that are not events. */
const PRETALX_OWN: ReadonlySet<string> = new Set(['api', 'media', 'orga', 'p', 'static'])
const PRETALX_PAGES: ReadonlySet<string> = new Set(['featured', 'schedule', 'sneak', 'speaker', 'talk'])
/** Does not include exports of a person's own stars. */
const WHOLE_EXPORT = /^export\/schedule\.(?:ics|json|xcal|xml)$/

/** Every view of a Sessionize endpoint has the same sessions; "All" includes speakers and rooms. */
const sessionize: Publisher = ({ hostname, pathname }) => {
  if (!/^(?:www\.)?sessionize\.com$/.test(hostname)) return undefined
  const id = /^\/api\/v2\/([a-z0-9]+)(?:\/|$)/i.exec(pathname)?.[1]
  return id === undefined ? undefined : { url: `https://sessionize.com/api/v2/${id}/view/All`, format: 'sessionize' }
}

/** `https://fosdem.org/2026/schedule/` and any page below it. */
const fosdem: Publisher = ({ hostname, pathname }) => {
  if (!/^(?:www\.)?fosdem\.org$/.test(hostname)) return undefined
  const year = /^\/(\d{4})\/schedule(?:\/|$)/.exec(pathname)?.[1]
  return year === undefined ? undefined : { url: `https://fosdem.org/${year}/schedule/xml`, format: 'frab-xml' }
}

const PUBLISHERS: readonly Publisher[] = [sched, sessionize, fosdem, pretalx]
