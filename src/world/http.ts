import type { Readable } from 'node:stream'

/** HTTP at its plainest: nothing is followed, unpacked, remembered or judged here. */
export interface Network {
  /** The IP addresses of a host name, as the system resolves it; throws what the system answered. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>
  /** Sends one GET and answers when the headers are there; throws what the system answered. */
  readonly request: (url: URL, request: HttpRequest) => Promise<HttpResponse>
}

export interface HttpRequest {
  /** The only IP addresses to connect to, so that a name cannot lead elsewhere than where it led when it was judged. */
  readonly addresses: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Ends the connection at any time. */
  readonly signal: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  /** The IP address that answered. */
  readonly address: string
  /** By lower-case name; a repeated one is joined by commas, or is the first where it may stand once. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As sent, packed or not; an error when it ends before it is complete. Read it to its end, or destroy it. */
  readonly body: Readable
}

/** An HTTP request as it came; nothing is judged. */
export interface ServedRequest {
  readonly method: string
  /** As it stands in the first line. */
  readonly target: string
  /** Every Host header. */
  readonly hosts: readonly string[]
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

export interface ServedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export interface Listening {
  readonly port: number
  /** Ends it with every connection. */
  readonly close: () => Promise<void>
}
