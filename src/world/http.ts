import type { Readable } from 'node:stream'

/** Plain HTTP: redirects, compression and policy are up to the caller. */
export interface Network {
  /** The IP addresses of a host name, as resolved by the system. Throws the system's error. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>
  /** Sends one GET and resolves when the headers have arrived. Throws the system's error. */
  readonly request: (url: URL, request: HttpRequest) => Promise<HttpResponse>
}

export interface HttpRequest {
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
