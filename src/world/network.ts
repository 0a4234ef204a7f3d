import type { Server } from 'node:http'
import type { Readable } from 'node:stream'

export async function addressesOf(host: string): Promise<readonly string[]> {
  const { lookup } = await import('node:dns/promises')
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/** Enough for the long security policies that some sites send; Node's default is 16 KiB. */
const HEADER_BYTES = 64 * 1024
/** Of several addresses of a host, how long one may take to connect before the next is tried. */
const ATTEMPT_MS = 1_000

/** `node:http` and not `fetch`, which connects to an address of its own choice and hides how a body ended. */
export async function request(url: URL, { addresses, headers, signal }: HttpRequest): Promise<HttpResponse> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const { isIPv6 } = await import('node:net')
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  const options = {
    agent: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    headers,
    lookup: (_host: string, _options: unknown, answer: (error: null, all: typeof found) => void) => answer(null, found),
    maxHeaderSize: HEADER_BYTES,
    signal,
  }
  return new Promise((resolve, reject) => {
    const asked = get(url, options, (message) => {
      // Errors in the middle of a body are reported by the request only.
      asked.on('error', (error) => message.destroy(error))
      const sent = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
      const { remoteAddress = '' } = message.socket
      const status = message.statusCode ?? 0
      resolve({ status, address: remoteAddress, headers: Object.fromEntries(sent), body: message })
    })
    asked.on('error', reject)
  })
}

/** Plain HTTP: redirects, compression and policy are up to the caller. */
export interface Network {
  /** The IP addresses of a host name, as resolved by the system. Throws the system's error. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>
  /** Sends one GET and resolves when the headers have arrived. Throws the system's error. */
  readonly request: (url: URL, request: HttpRequest) => Promise<HttpResponse>
}

interface HttpRequest {
  /** The only addresses to connect to, so that the name cannot lead elsewhere than when it was checked. */
  readonly addresses: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  readonly address: string
  /** By lower-case name. Repeated headers are joined by commas; of those that may occur only once, the first counts. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As sent, perhaps compressed. Ends with an error if it is incomplete. Read it to its end or destroy it. */
  readonly body: Readable
}

/** An HTTP request, unchecked. */
export interface ServedRequest {
  readonly method: string
  /** As in the request line. */
  readonly target: string
  readonly hosts: readonly string[]
  readonly headers: Readonly<Record<string, string | undefined>>
}

export interface ServedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

const [TO_ASK, IDLE] = [10_000, 30_000]
const CONNECTIONS = 100

/** Listens for HTTP/1.1. Where `answer` rejects, the error goes to `failed` and the client receives an error. */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  answer: (request: ServedRequest) => Promise<ServedResponse>,
  failed: (error: unknown) => void,
): Promise<Listening> {
  const { createServer } = await import('node:http')
  const options = { headersTimeout: TO_ASK, requestTimeout: TO_ASK, connectionsCheckingInterval: 1000 }
  const server = createServer(options, (request, response) => {
    const { method = '', url: target = '', rawHeaders, headers: given } = request
    const hosts = rawHeaders.flatMap((name, at) => {
      const isName = at % 2 === 0 && name.toLowerCase() === 'host'
      return isName ? (rawHeaders[at + 1] ?? '') : []
    })
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
    answer({ method, target, hosts, headers })
      .catch((error: unknown): ServedResponse => {
        failed(error)
        return { status: 500, headers: {} }
      })
      .then(({ status, headers: sent, body }) => {
        const length = status === 304 ? {} : { 'content-length': String(body?.length ?? 0) }
        response.writeHead(status, { ...sent, ...length })
        response.end(method === 'HEAD' ? undefined : body)
      })
  })
  server.timeout = IDLE
  server.maxConnections = CONNECTIONS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      server.on('error', failed)
      resolve({ port: portOf(server), close: () => close(server) })
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
