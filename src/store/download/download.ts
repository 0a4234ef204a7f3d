import { setMaxListeners } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { definedFields, Exit, Failure, fail } from '../../model/index.js'
import { showStatus } from '../../render/screen/status-line.js'
import { safe } from '../../render/screen/terminal.js'
import { version } from '../../version.js'
import type { HttpResponse, World } from '../../world.js'
import { interrupted } from '../files/temporary.js'
import { addressAllowed, redirected, shownAddress } from './address.js'
import { askingProblem, bodyProblem, reporting } from './errors.js'
import { literalOf, type Reach, reachOf } from './reach.js'

/**
 * A server's validators of the version it sent. If they are sent back, it returns the body only if there is a newer one
 * (RFC 9110, 13).
 */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

type Downloaded =
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
    const host = finalUrl.host
    if (response.status !== 200 && response.status !== 203)
      return fail(Exit.network, { code: 'bad-status', host, status: response.status })
    const bytes = await readBody(response, host, options, patience.signal)
    const { etag, 'last-modified': lastModified, 'content-type': contentType } = response.headers
    return definedFields({
      kind: 'fresh',
      bytes,
      finalUrl: finalUrl.href,
      validators: definedFields({ etag, lastModified }),
      contentType,
    })
  })
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

async function arrive(
  start: URL,
  world: Pick<World, 'network'>,
  limits: Limits,
  headers: Readonly<Record<string, string>>,
  { signal, forAnswer }: Patience,
): Promise<{ readonly url: URL; readonly response: HttpResponse }> {
  // Every connection listens to the same signal.
  setMaxListeners(limits.redirects + 10, signal)
  let url = start
  let from: Hop | undefined
  for (let hops = 0; ; hops++) {
    const host = url.host
    const ask = async () => {
      const addresses = allowed(await addressesOf(url, world), host, from)
      signal.throwIfAborted()
      return world.network.request(url, { addresses, headers, signal })
    }
    const response = await forAnswer(host, () => reporting((code, words) => askingProblem(code, words, host), ask))
    const { location } = response.headers
    if (!REDIRECTS.has(response.status) || location === undefined) return { url, response }
    response.body.destroy()
    if (hops === limits.redirects)
      return fail(Exit.network, { code: 'redirect-refused', host, to: host, because: 'too-many' })
    from = { host, reach: reachOf(response.address) }
    url = redirected(url, location)
  }
}

async function addressesOf(url: URL, world: Pick<World, 'network'>): Promise<readonly string[]> {
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

/**
 * The decompressed and complete body of an answer. Never more than the limit is in memory: bytes are counted while
 * decompressing, and only one layer of gzip is removed.
 */
async function readBody(
  response: HttpResponse,
  host: string,
  { limits: { bytes: limit = LIMITS.bytes } = {}, progress }: DownloadOptions,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = () => fail(Exit.network, { code: 'too-large', host, limit })
  const packing = packingOf(response, host)
  const expected = lengthOf(response)
  if (expected !== undefined && expected > limit) return tooLarge()

  let received = 0
  const arriving = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      received += chunk.length
      if (received > limit) tooLarge()
      progress?.(received, expected)
      yield chunk
    }
  }
  const chunks: Uint8Array[] = []
  let unpacked = 0
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      unpacked += chunk.length
      if (unpacked > limit) tooLarge()
      chunks.push(chunk)
    }
  }
  const read = () =>
    packing === 'gzip'
      ? pipeline(response.body, arriving, createGunzip({ chunkSize: 64 * 1024 }), collect, { signal })
      : pipeline(response.body, arriving, collect, { signal })
  await reporting((code) => bodyProblem(code, host, received, expected), read)
  return Buffer.concat(chunks, unpacked)
}

function packingOf({ headers }: HttpResponse, host: string): 'gzip' | 'none' {
  const written = (headers['content-encoding'] ?? '').trim().toLowerCase()
  if (written === '' || written === 'identity') return 'none'
  if (written === 'gzip' || written === 'x-gzip') return 'gzip'
  return fail(Exit.network, { code: 'bad-answer', host, because: 'encoding', detail: written })
}

/** In bytes as sent; Node checks it against the body. */
function lengthOf({ headers }: HttpResponse): number | undefined {
  const written = headers['content-length']
  return written !== undefined && /^\d+$/.test(written) ? Number(written) : undefined
}

interface Limits {
  /** Milliseconds from a request, including name resolution, to the headers of the answer. */
  readonly answer: number
  /** Milliseconds in total. */
  readonly overall: number
  /** Bytes of the decompressed body. The largest conference in the world publishes some 10 MB. */
  readonly bytes: number
  readonly redirects: number
}

export const LIMITS: Limits = { answer: 10_000, overall: 30_000, bytes: 32 * 1024 * 1024, redirects: 5 }

interface Patience {
  /** Aborted on timeout or interruption; its reason is the `Failure` that ends the download. */
  readonly signal: AbortSignal
  /** Runs a request to a host within the limit for an answer. */
  readonly forAnswer: <T>(host: string, ask: () => Promise<T>) => Promise<T>
}

/**
 * Runs work with a time limit, and ends at once when the run is interrupted, even while waiting for something that
 * cannot be cancelled, such as name resolution. Then everything that listens to the signal is aborted.
 */
async function patiently<T>(
  world: Pick<World, 'onInterruption'>,
  limits: Pick<Limits, 'answer' | 'overall'>,
  work: (patience: Patience) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const { signal } = ending
  // Registered before anything that fails because of the abort, so that its reason is the one reported.
  const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  let host = ''
  const giveUp = (missing: 'answer' | 'end', milliseconds: number) => {
    ending.abort(new Failure(Exit.network, [{ code: 'too-slow', host, missing, seconds: milliseconds / 1000 }]))
  }
  const stopListening = world.onInterruption((name) => ending.abort(interrupted(name)))
  const overall = setTimeout(giveUp, limits.overall, 'end', limits.overall)
  const forAnswer = async <A>(asked: string, ask: () => Promise<A>): Promise<A> => {
    host = asked
    const timer = setTimeout(giveUp, limits.answer, 'answer', limits.answer)
    signal.addEventListener('abort', () => clearTimeout(timer))
    try {
      return await ask()
    } finally {
      clearTimeout(timer)
    }
  }
  try {
    return await Promise.race([ended, work({ signal, forAnswer })])
  } finally {
    clearTimeout(overall)
    stopListening()
    ending.abort()
  }
}

interface Progress {
  readonly report: (bytes: number, total?: number) => void
  /** Removes the line. Must be called once in any case. */
  readonly end: () => void
}

/**
 * Shows the progress of a download as one line on stderr, with only the harmless part of the address. Shows nothing in
 * a pipe, with `quiet`, or where a line cannot be rewritten.
 */
export function progressOn(world: World, address: string, quiet: boolean): Progress {
  const name = safe(shownAddress(address))
  let state = 'waiting'
  const end = showStatus(world, quiet, (columns) => fitted(name, state, columns))
  return {
    report(bytes, total) {
      state = total === undefined ? amount(bytes) : `${amount(bytes)} of ${amount(total)}`
    },
    end,
  }
}

/** On a narrow terminal the name is dropped first. */
function fitted(name: string, state: string, columns: number): string {
  const whole = `${name}: ${state}`
  return whole.length <= columns ? whole : state
}

function amount(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
