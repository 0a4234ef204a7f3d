const TRACKING = /^(?:utm_\w*|fbclid|gclid|mc_[ce]id|ref|source|trk|mkt_tok)$/i

/**
 * A normal form of an address: without scheme, `www.`, trailing slashes, tracking and the order of the query. The short
 * and the long address of a Sched event are the same. Undefined if it is not a web address.
 */
export function addressKey(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const host = url.host.replace(/^www\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  const sched = schedEvent(host, path)
  if (sched !== undefined) return sched
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).map(([name, value]) => [name, value])
  return `${host}${path}${query.length === 0 ? '' : `?${JSON.stringify(query.sort())}`}${url.hash}`
}

/**
 * `sched.co/1aBc2` and `some.sched.com/event/1aBc2/a-title` lead to one event; 32 hex digits are another kind of id.
 */
function schedEvent(host: string, path: string): string | undefined {
  const short = host === 'sched.co' ? /^\/([^/]+)$/.exec(path) : undefined
  const long = host.endsWith('.sched.com') ? /^\/event\/([^/]+)(?:\/[^/]*)?$/.exec(path) : undefined
  const id = (short ?? long)?.[1]
  return id === undefined ? undefined : `sched.co/${id}`
}
