/**
 * Reasons why a schedule cannot be fetched. No member holds more of an address than its host and port: user names,
 * paths and queries may be secret. `reason` is the system's code, such as ECONNREFUSED.
 */
export type NetworkProblem =
  | { readonly code: 'cannot-listen'; readonly host: string; readonly port: number; readonly reason: string }
  /** The address was never requested. `address` is the part of it that cannot be secret, and may be empty. */
  | {
      readonly code: 'address-refused'
      readonly address: string
      readonly because: 'malformed' | 'scheme' | 'credentials'
    }
  /** The server `host` redirects to `to`: a host, or a scheme where that is what is wrong. */
  | { readonly code: 'redirect-refused'; readonly host: string; readonly to: string; readonly because: RedirectFault }
  | { readonly code: 'unknown-host'; readonly host: string }
  | { readonly code: 'offline'; readonly host: string; readonly reason: string }
  | { readonly code: 'no-connection'; readonly host: string; readonly reason: string }
  | {
      readonly code: 'untrusted-host'
      readonly host: string
      readonly because: SafetyFault
      readonly reason: string
    }
  | { readonly code: 'bad-status'; readonly host: string; readonly status: number }
  | { readonly code: 'too-slow'; readonly host: string; readonly missing: 'answer' | 'end'; readonly seconds: number }
  /** More than `limit` bytes after decompression. */
  | { readonly code: 'too-large'; readonly host: string; readonly limit: number }
  | { readonly code: 'cut-short'; readonly host: string; readonly bytes: number; readonly expected?: number }
  /** The answer breaks the rules of HTTP or gzip, or uses an encoding that was not asked for. */
  | { readonly code: 'bad-answer'; readonly host: string; readonly because: AnswerFault; readonly detail: string }

export type RedirectFault =
  | 'malformed'
  | 'scheme'
  | 'credentials'
  | 'too-many'
  /** From https to http. */
  | 'downgrade'
  /** From a public host to a private network or to this machine. */
  | 'private'

export type SafetyFault =
  | 'expired'
  | 'not-yet-valid'
  | 'other-host'
  | 'revoked'
  | 'self-signed'
  /** No authority that this machine trusts has signed the certificate. */
  | 'unknown-issuer'
  | 'broken'
  | 'handshake'
  /** The server does not speak TLS on this port; usually it speaks plain http. */
  | 'no-tls'

export type AnswerFault = 'not-http' | 'headers-too-large' | 'encoding' | 'gzip'
