/**
 * What stands between a published schedule and kubeplan. No member holds more of an address than its host (with a port):
 * user names, paths and queries may be secrets. `reason` is the system's code, such as ECONNREFUSED.
 */
export type NetworkProblem =
  /** A server of our own cannot start there. */
  | { readonly code: 'cannot-listen'; readonly host: string; readonly port: number; readonly reason: string }
  /** Never asked for. `address` is as much of it as cannot be secret; it may be empty. */
  | {
      readonly code: 'address-refused'
      readonly address: string
      readonly because: 'malformed' | 'scheme' | 'credentials'
    }
  /** The server `host` sends on to `to`: a host, or a scheme where that is what is wrong. */
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
  /** No answer, or no end of it, within so many seconds. */
  | { readonly code: 'too-slow'; readonly host: string; readonly missing: 'answer' | 'end'; readonly seconds: number }
  /** More than `limit` bytes, counted unpacked. */
  | { readonly code: 'too-large'; readonly host: string; readonly limit: number }
  /** The answer ended before it was complete. */
  | { readonly code: 'cut-short'; readonly host: string; readonly bytes: number; readonly expected?: number }
  /** An answer that breaks the rules of HTTP or of gzip, or comes packed in another way than was asked for. */
  | { readonly code: 'bad-answer'; readonly host: string; readonly because: AnswerFault; readonly detail: string }

export type RedirectFault =
  | 'malformed'
  | 'scheme'
  | 'credentials'
  | 'too-many'
  /** From https to http. */
  | 'downgrade'
  /** From a public place into a private network, or into this machine. */
  | 'private'

export type SafetyFault =
  | 'expired'
  | 'not-yet-valid'
  | 'other-host'
  | 'revoked'
  | 'self-signed'
  /** Nobody whom this machine trusts vouches for it. */
  | 'unknown-issuer'
  /** The certificate breaks the rules in some other way. */
  | 'broken'
  /** The two sides find no way to talk securely that both know. */
  | 'handshake'
  /** The server speaks something else at this port, mostly plain http. */
  | 'no-tls'

export type AnswerFault = 'not-http' | 'headers-too-large' | 'encoding' | 'gzip'
