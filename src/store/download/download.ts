import { setMaxListeners } from 'node:events'
import { defined } from '../../model/defined.js'
import { Exit, fail } from '../../model/problem.js'
import { version } from '../../version.js'
import type { HttpResponse, World } from '../../world.js'
import { addressAllowed, hostOf, redirected } from './address.js'
import { readBody } from './body.js'
import { reportingNetwork } from './errors.js'
import { LIMITS, type Limits } from './limits.js'
import { type Patience, patiently } from './patience.js'
import { literalOf, type Reach, reachOf } from './reach.js'

/**
 * A server's validators of the version it sent. If they are sent back, it returns the body only if there is a newer one
 * (RFC 9110, 13).
 */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

export type Downloaded =
  | {
      readonly kind: 'fresh'
      /** Decompressed and complete. */
      readonly bytes: Uint8Array
      /** The address after all redirects. It may contain secrets, so it must not be shown or stored. */
      readonly finalUrl: string
      readonly validators: Validators
      readonly contentType?: string
    }
  | { readonly kind: 'unchanged' }

export interface DownloadOptions {
  /** Validators of the version that is already here. */
  readonly known?: Validators
  /** Called with the number of bytes received, as sent, and their total if the server gives it. */
  readonly progress?: (bytes: number, total?: number) => void
  readonly limits?: Partial<Limits>
}

/**
 * Fetches an http(s) address. The address itself may be anywhere. Redirects may lead to public hosts, or to where the
 * redirect came from (this machine, the private network), but never from https to http.
 *
 * Throws a `Failure`: 4 with one problem for every fault of the network, the server or the address; 129, 130 or 143
 * without a problem if the run is interrupted. Nothing is retried or cached.
 */
export async function download(address: string, world: World, options: DownloadOptions = {}): Promise<Downloaded> {
  const url = addressAllowed(address)
  const limits = { ...LIMITS, ...options.limits }
  return patiently(world, limits, async (patience) => {
    const { response, url: finalUrl } = await arrive(url, world, limits, headersFor(options.known), patience)
    if (response.status === 304 && options.known) return { kind: 'unchanged' }
    const host = hostOf(finalUrl)
    if (response.status !== 200 && response.status !== 203)
      return fail(Exit.network, { code: 'bad-status', host, status: response.status })
    const bytes = await readBody(response, { host, limit: limits.bytes, progress: options.progress }, patience.signal)
    const { etag, 'last-modified': lastModified, 'content-type': contentType } = response.headers
    return defined({
      kind: 'fresh',
      bytes,
      finalUrl: finalUrl.href,
      validators: defined({ etag, lastModified }),
      contentType,
    })
  })
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

interface Arrival {
  readonly url: URL
  readonly response: HttpResponse
}

async function arrive(
  start: URL,
  world: World,
  limits: Limits,
  headers: Readonly<Record<string, string>>,
  { signal, forAnswer }: Patience,
): Promise<Arrival> {
  // Every connection listens to the same signal.
  setMaxListeners(limits.redirects + 10, signal)
  let url = start
  let from: Hop | undefined
  for (let hops = 0; ; hops++) {
    const host = hostOf(url)
    const response = await forAnswer(host, () =>
      reportingNetwork(host, async () => {
        const addresses = allowed(await addressesOf(url, world), host, from)
        signal.throwIfAborted()
        return world.network.request(url, { addresses, headers, signal })
      }),
    )
    const { location } = response.headers
    if (!REDIRECTS.has(response.status) || location === undefined) return { url, response }
    response.body.destroy()
    if (hops === limits.redirects)
      return fail(Exit.network, { code: 'redirect-refused', host, to: host, because: 'too-many' })
    from = { host, reach: reachOf(response.address) }
    url = redirected(url, location)
  }
}

async function addressesOf(url: URL, world: World): Promise<readonly string[]> {
  const literal = literalOf(url)
  return literal === undefined ? world.network.addressesOf(url.hostname) : [literal]
}

interface Hop {
  readonly host: string
  readonly reach: Reach
}

/**
 * The addresses of a host that may be connected to: all of them if the person named it, otherwise depending on the
 * sender of the redirect.
 */
function allowed(addresses: readonly string[], host: string, from: Hop | undefined): readonly string[] {
  if (!from) return addresses
  const open = addresses.filter((address) => {
    const reach = reachOf(address)
    return reach === 'public' || reach === from.reach
  })
  if (open.length > 0) return open
  return fail(Exit.network, { code: 'redirect-refused', host: from.host, to: host, because: 'private' })
}

function headersFor(known: Validators = {}): Readonly<Record<string, string>> {
  return {
    Accept: '*/*',
    'Accept-Encoding': 'gzip',
    'User-Agent': `kubeplan/${version}`,
    ...(sendable(known.etag) && { 'If-None-Match': known.etag }),
    ...(sendable(known.lastModified) && { 'If-Modified-Since': known.lastModified }),
  }
}

/** Validators come from a file that may have been edited; invalid header values are not sent. */
function sendable(value: string | undefined): value is string {
  return value !== undefined && /^[\x20-\x7e\x80-\xff]+$/.test(value)
}
