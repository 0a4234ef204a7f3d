import { createServer, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net'
import { onTestFinished } from 'vitest'
import { sentenceOf } from '../../src/render/sentences/sentences.js'
import { type DownloadOptions, download } from '../../src/store/download/download.js'
import { type Network, realWorld, type World } from '../../src/world.js'
import { laterFailureOf, type Told } from './failure.js'
import { type TestWorld, testWorld } from './world.js'

const realNetwork: Network = realWorld(process, '').network

/** A made-up world on the real network. */
export function networkWorld(): TestWorld {
  return testWorld({ network: realNetwork })
}

/** A web server on loopback for the duration of a test; returns its origin. */
export function serve(listener: RequestListener): Promise<string> {
  return listening(createServer({ keepAlive: false }, listener))
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server)}`
}

/** A server that speaks whatever the test says; returns its port. */
export async function serveSocket(speak: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('data', () => speak(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return portOf(server)
}

/** A port on loopback on which nobody listens any more. */
export async function freePort(): Promise<number> {
  const server = createSocketServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

function portOf(server: SocketServer): number {
  return (server.address() as AddressInfo).port
}

/** Parts of addresses that no message may contain. */
const SECRETS = { path: '/private-hunter2/feed', query: '?token=hunter2' }

/** The address of something secret on a server. */
export function secretly(origin: string): string {
  return `${origin}${SECRETS.path}${SECRETS.query}`
}

/** The failure of a download, which must never contain a secret of the address. */
export async function refusal(address: string, world: World, options?: DownloadOptions): Promise<Told> {
  const told = await laterFailureOf(download(address, world, options))
  const words = told.problems.map((problem) => sentenceOf(problem))
  const leaks = JSON.stringify([told, words]).match(/hunter2|sesame/g)
  if (leaks) throw new Error(`a secret in ${JSON.stringify([told, words])}`)
  return told
}

/** A network of made-up names that all resolve to one server on loopback, which answers for all of them. */
export function pretending(origin: string, names: Readonly<Record<string, readonly string[]>>): PretendedWorld {
  const connected: (readonly string[])[] = []
  const network: Network = {
    addressesOf: async (host) => {
      const addresses = names[host]
      if (addresses) return addresses
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
    },
    async request(url, request) {
      connected.push(request.addresses)
      const here = new URL(`/${url.host}${url.pathname}`, origin)
      const response = await realNetwork.request(here, { ...request, addresses: ['127.0.0.1'] })
      return { ...response, address: request.addresses[0] ?? '' }
    },
  }
  return { world: testWorld({ network }), connected }
}

interface PretendedWorld {
  readonly world: TestWorld
  /** The addresses that every request was allowed to connect to. */
  readonly connected: readonly (readonly string[])[]
}
