import type { FormatName } from '../../formats/published/published.js'
import { literalOf, reachOf } from './reach.js'

/** Where a schedule is to be fetched from, and its format where the address alone tells. */
export interface ExportAddress {
  readonly url: string
  readonly format?: FormatName
}

/** A publisher of many conferences: what a page of one of them says about where its export is, or nothing. */
type Publisher = (page: URL) => ExportAddress | undefined

/**
 * The address of the export that a source stands for: of a Sched or pretalx site, of any view of a Sessionize API, of a
 * webcal link. Any other address is its own. Nothing is asked: the text alone decides.
 */
export function exportAddress(source: string): ExportAddress {
  const text = source.trim()
  const address = KNOWN_SITE.test(text) ? `https://${text}` : text.replace(/^webcals?:/i, 'https:')
  if (!URL.canParse(address) || !/^https?:/i.test(address)) return { url: source }
  const page = new URL(address)
  // A feed on this machine has no certificate.
  if (/^webcal:/i.test(text) && isLocal(page)) page.protocol = 'http:'
  // Who is to be asked is left to the download, which refuses an address with a password in it.
  if (page.username !== '' || page.password !== '') return { url: address }
  for (const publisher of PUBLISHERS) {
    const found = publisher(page)
    if (found) return found
  }
  return { url: page.protocol === new URL(address).protocol ? address : page.href }
}

/** A host without `https://` before it, as copied from some browsers; no such word is a file. */
const KNOWN_SITE = /^(?:[a-z0-9-]+\.sched\.com|pretalx\.com|sessionize\.com)(?:[/?#]|$)/i

function isLocal(page: URL): boolean {
  const literal = literalOf(page)
  return page.hostname === 'localhost' || (literal !== undefined && reachOf(literal) === 'loopback')
}

/** `https://<site>.sched.com`, whatever page of it; its calendars and its API are exports themselves. */
const sched: Publisher = ({ hostname, pathname, search }) => {
  const site = /^([a-z0-9-]+)\.sched\.(?:com|org)$/.exec(hostname)?.[1]
  if (site === undefined || site === 'www') return undefined
  const own = `https://${site}.sched.com`
  if (pathname.endsWith('.ics')) return { url: `${own}${pathname}${search}`, format: 'sched-ics' }
  if (pathname.startsWith('/api/')) return { url: `${own}${pathname}${search}` }
  return { url: `${own}/all.ics`, format: 'sched-ics' }
}

/** Any page of an event on pretalx.com, and elsewhere what is laid out as pretalx does. */
const pretalx: Publisher = ({ origin, hostname, pathname }) => {
  const [event, part, ...rest] = pathname.split('/').filter((name) => name !== '')
  if (event === undefined || PRETALX_OWN.has(event)) return undefined
  const here = `${origin.replace(/^http:\/\/pretalx\.com$/, 'https://pretalx.com')}/${event}`
  const found: ExportAddress = { url: `${here}/schedule/export/schedule.json`, format: 'schedule-json' }
  if (part === 'schedule' && rest[0] === 'export') return WHOLE_EXPORT.test(rest.join('/')) ? found : undefined
  if (hostname === 'pretalx.com' || hostname.startsWith('pretalx.')) {
    return part === undefined || PRETALX_PAGES.has(part) ? found : undefined
  }
  // Elsewhere "/2026/schedule/" is the page of any conference; a slug in pretalx is a name.
  if (part === 'schedule' && /[a-z]/i.test(event)) {
    const isPage = rest.length === 0 || rest[0] === 'v'
    return isPage ? found : undefined
  }
  return part === 'talk' && /^[A-Z0-9]{6}$/.test(rest[0] ?? '') ? found : undefined
}

/** First parts of paths in pretalx that are no event. */
const PRETALX_OWN: ReadonlySet<string> = new Set(['api', 'media', 'orga', 'p', 'static'])
const PRETALX_PAGES: ReadonlySet<string> = new Set(['featured', 'schedule', 'sneak', 'speaker', 'talk'])
/** Not a person's own stars, which are exported from beside it. */
const WHOLE_EXPORT = /^export\/schedule\.(?:ics|json|xcal|xml)$/

/** Every view of an endpoint of Sessionize's API shows the same sessions; "All" has them with speakers and rooms. */
const sessionize: Publisher = ({ hostname, pathname }) => {
  if (!/^(?:www\.)?sessionize\.com$/.test(hostname)) return undefined
  const id = /^\/api\/v2\/([a-z0-9]+)(?:\/|$)/i.exec(pathname)?.[1]
  return id === undefined ? undefined : { url: `https://sessionize.com/api/v2/${id}/view/All`, format: 'sessionize' }
}

/** `https://fosdem.org/2026/schedule/`, and any page below it. */
const fosdem: Publisher = ({ hostname, pathname }) => {
  if (!/^(?:www\.)?fosdem\.org$/.test(hostname)) return undefined
  const year = /^\/(\d{4})\/schedule(?:\/|$)/.exec(pathname)?.[1]
  return year === undefined ? undefined : { url: `https://fosdem.org/${year}/schedule/xml`, format: 'frab-xml' }
}

const PUBLISHERS: readonly Publisher[] = [sched, sessionize, fosdem, pretalx]
