import type { Server } from 'node:http'
import type { Listening, ServedRequest, ServedResponse } from './http.js'

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
