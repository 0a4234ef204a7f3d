import { createHash } from 'node:crypto'
import { type BigIntStats, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Exit, fail } from '../model/index.js'
import type { Interruption, Listening, ServedRequest, ServedResponse, World } from '../world.js'
import { ifThere, reporting } from './files/paths.js'
import { interrupted } from './files/temporary.js'

interface Address {
  readonly host: string
  readonly port: number
}

/**
 * Serves until the run is interrupted, and then ends it with that code at once. Port 0 means any free port; the actual
 * one is passed to `started` and to every `answer`. If it cannot listen, the run ends (4).
 */
export async function serving(
  address: Address,
  answer: (request: ServedRequest, place: Address) => Promise<ServedResponse>,
  started: (place: Address) => Promise<void>,
  world: World,
): Promise<never> {
  let server: Listening | undefined
  let stop = () => {}
  let failed = (_error: unknown) => {}
  const interruption = new Promise<Interruption>((resolve, reject) => {
    stop = world.onInterruption(resolve)
    failed = reject
  })
  // A failure during start-up is reported once it has started.
  interruption.catch(() => undefined)
  try {
    let place = address
    server = await listening(address, (request) => answer(request, place), failed, world)
    place = { ...address, port: server.port }
    await started(place)
    throw interrupted(await interruption)
  } finally {
    stop()
    await server?.close()
  }
}

async function listening(
  address: Address,
  answer: (request: ServedRequest) => Promise<ServedResponse>,
  failed: (error: unknown) => void,
  world: Pick<World, 'listen'>,
): Promise<Listening> {
  try {
    return await world.listen(address, answer, failed)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail(Exit.network, { code: 'cannot-listen', ...address, reason: String(error.code) })
  }
}

export interface Resource {
  readonly type: string
  readonly policy: string
  /** The current version; undefined if it cannot be made at present. */
  readonly version: () => Promise<Version | undefined>
}

const METHODS: readonly string[] = ['GET', 'HEAD']

/** No other site may read, frame or probe the answers. */
const SECURITY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** A policy for content that loads nothing. */
export const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** Forbids framing by other sites, which only a header can do. */
export const UNFRAMED = "frame-ancestors 'none'"

/**
 * The answer to a request: only for this server's own name, only for reading, and only for resources by their exact
 * path. Queries are ignored.
 */
export async function answerTo(
  { method, target, hosts, headers }: ServedRequest,
  resources: ReadonlyMap<string, Resource>,
  place: Place,
): Promise<ServedResponse> {
  if (hosts.length !== 1 || !isOurHost(hosts[0], place)) return plain(421, 'This is not the server of that name.')
  if (!METHODS.includes(method)) return plain(405, 'Only GET and HEAD are supported.', { allow: METHODS.join(', ') })
  const resource = resources.get(target.replace(/\?.*$/s, ''))
  if (!resource) return plain(404, 'There is nothing here.')
  const version = await resource.version()
  if (!version) return plain(503, 'This cannot be read right now.', { 'retry-after': '60' })
  const { body, modified } = version
  const isPacked = acceptsGzip(headers['accept-encoding'])
  const etag = isPacked ? version.etag.replace(/"$/, '-gzip"') : version.etag
  const kept = {
    ...SECURITY,
    'content-security-policy': resource.policy,
    'cache-control': 'private, no-cache',
    vary: 'Accept-Encoding',
    etag,
    ...(modified !== undefined && { 'last-modified': new Date(modified).toUTCString() }),
  }
  if (isKnown({ etag, modified }, headers)) return { status: 304, headers: kept }
  const said = { ...kept, 'content-type': resource.type }
  if (!isPacked) return { status: 200, headers: said, body }
  return { status: 200, headers: { ...said, 'content-encoding': 'gzip' }, body: await version.packed() }
}

/** Whether a client takes gzip (RFC 9110, section 12.5.3): by its name, or else by `*`, with a weight above zero. */
function acceptsGzip(header = ''): boolean {
  const weights = new Map(
    header.split(',').map((coding) => {
      const [name = '', ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase())
      return [name, Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)]
    }),
  )
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0
}

/**
 * Whether the client already has this version (RFC 9110, section 13): by its tag, or else by its time. The time must be
 * equal, because an older file that replaces a newer one is also new content.
 */
function isKnown(
  { etag, modified }: { readonly etag: string; readonly modified: number | undefined },
  headers: ServedRequest['headers'],
): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    return known.includes('*') || known.includes(etag)
  }
  const since = headers['if-modified-since']
  return since !== undefined && modified !== undefined && Date.parse(since) === modified
}

function plain(status: number, sentence: string, more: Readonly<Record<string, string>> = {}): ServedResponse {
  return {
    status,
    headers: {
      ...SECURITY,
      'content-security-policy': `${NOTHING}; ${UNFRAMED}`,
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      ...more,
    },
    body: new TextEncoder().encode(`${sentence}\n`),
  }
}

interface Place {
  /** An address or a name, without brackets. */
  readonly host: string
  readonly port: number
  readonly machine: string
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]']
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']

/** The host to type for a server at `host`: of one that listens on every address, the first of this machine. */
export function reachableHost(host: string, own: readonly string[]): string {
  return EVERYWHERE.includes(host) ? (own[0] ?? host) : host
}

/** Whether only programs on this machine can reach the server. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(bracketed(host)) || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/**
 * Whether a Host header names this server. A web page could point its own name to this machine (DNS rebinding) and read
 * what is served here. Therefore only names that nobody else controls count, together with the port. If the server
 * listens on every address, that is any IP address, which no name server controls.
 */
export function isOurHost(header: string | undefined, { host, port, machine }: Place): boolean {
  const [, name, written = '80'] =
    /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(header ?? '') ?? []
  if (name === undefined || Number(written) !== port) return false
  const asked = name.toLowerCase()
  if ([...LOOPBACK, bracketed(host)].includes(asked)) return true
  if (!EVERYWHERE.includes(host)) return false
  return isIP(asked.replace(/^\[|\]$/g, '')) !== 0 || [machine, `${machine}.local`].includes(asked)
}

export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host.toLowerCase()
}

export interface Version {
  readonly body: Uint8Array
  /** The body compressed with gzip, once. */
  readonly packed: () => Promise<Uint8Array>
  /** Equal for equal bytes. */
  readonly etag: string
  /**
   * When the newest of its files changed, in milliseconds at a whole second; undefined if that is too recent to be
   * reliable.
   */
  readonly modified?: number
}

/** A file that changed within this many milliseconds may change again without a new time. */
const NEAR = 2000

/**
 * Makes a text from files on demand, and only once while they do not change. `files` returns the current ones. A file
 * that cannot be examined is a Failure (5).
 */
export function rememberedVersion(
  files: () => Promise<readonly string[]>,
  make: () => Promise<string>,
  world: Pick<World, 'now'>,
): () => Promise<Version> {
  let last: { readonly stamp: string; readonly version: Promise<Version> } | undefined
  return async () => {
    const found = (await files()).map(look)
    const stamp = found.map(stampOf).join('\n')
    const youngest = Math.max(...found.map((stats) => Number(stats?.mtimeMs ?? 0n)))
    const stands = world.now() - youngest > NEAR
    if (last && stands && last.stamp === stamp) return last.version
    const version = make().then((text) => versionOf(text, stands && youngest > 0 ? youngest : undefined))
    last = stands ? { stamp, version } : undefined
    // A failed attempt may succeed next time even if no file has changed.
    version.catch(() => {
      last = undefined
    })
    return version
  }
}

function look(file: string): BigIntStats | undefined {
  return reporting('cannot-read', file, () => ifThere(() => statSync(file, { bigint: true })))
}

function stampOf(stats: BigIntStats | undefined): string {
  return stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ') : 'none'
}

function versionOf(text: string, changed: number | undefined): Version {
  const body = new TextEncoder().encode(text)
  let packed: Promise<Uint8Array> | undefined
  return {
    body,
    packed() {
      packed ??= promisify(gzip)(body)
      return packed
    },
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    ...(changed !== undefined && { modified: Math.floor(changed / 1000) * 1000 }),
  }
}
