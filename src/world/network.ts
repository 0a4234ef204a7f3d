import type { HttpRequest, HttpResponse } from './http.js'

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
