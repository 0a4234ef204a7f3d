import { definedFields, Exit, Failure, type NetworkProblem, type SafetyFault } from '../../model/index.js'

/** Runs work on the network. Faults of the system or the server become failures with the problem of their code. */
export async function reporting<T>(
  problemOf: (code: string, words: string) => NetworkProblem | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error
    const problem = 'code' in error && typeof error.code === 'string' ? problemOf(error.code, error.message) : undefined
    throw problem ? new Failure(Exit.network, [problem]) : error
  }
}

/** A fault before the headers. Undefined for codes that only a bug in kubeplan can cause. */
export function askingProblem(code: string, words: string, host: string): NetworkProblem | undefined {
  if (code === 'ENOTFOUND') return { code: 'unknown-host', host }
  if (OFFLINE.has(code)) return { code: 'offline', host, reason: code }
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'bad-answer', host, because: 'headers-too-large', detail: code }
  if (code.startsWith('HPE_')) return { code: 'bad-answer', host, because: 'not-http', detail: code }
  const because = safetyFault(code, words)
  if (because) return { code: 'untrusted-host', host, because, reason: code }
  return isSystem(code) ? { code: 'no-connection', host, reason: code } : undefined
}

/** A fault within a body, of which so many `bytes` of those expected arrived, as sent. */
export function bodyProblem(
  code: string,
  host: string,
  bytes: number,
  expected: number | undefined,
): NetworkProblem | undefined {
  if (code.startsWith('HPE_')) return { code: 'bad-answer', host, because: 'not-http', detail: code }
  // zlib's code for input that ends too early, unlike its other codes.
  if (code.startsWith('Z_') && code !== 'Z_BUF_ERROR')
    return { code: 'bad-answer', host, because: 'gzip', detail: code }
  if (code === 'Z_BUF_ERROR' || isSystem(code) || code.startsWith('ERR_SSL_'))
    return definedFields({ code: 'cut-short', host, bytes, expected })
  return undefined
}

/** The name cannot be resolved now, or there is no route. */
const OFFLINE: ReadonlySet<string> = new Set(['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'ENONET'])

/** OpenSSL's verdicts on certificates (verify(1)), and Node's own on the host. */
const VERDICTS: ReadonlyMap<string, SafetyFault> = new Map([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not-yet-valid'],
  ['CERT_REVOKED', 'revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'other-host'],
  ['HOSTNAME_MISMATCH', 'other-host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'unknown-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-issuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-issuer'],
])

/** OpenSSL's words for an answer that is not TLS at all; Node has the same code for most TLS faults. */
const OTHER_LANGUAGE = /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long/i

function safetyFault(code: string, words: string): SafetyFault | undefined {
  const verdict = VERDICTS.get(code)
  if (verdict) return verdict
  if (OTHER_LANGUAGE.test(`${code} ${words}`)) return 'no-tls'
  if (code === 'EPROTO' || /^ERR_(?:SSL|TLS|OSSL)_/.test(code)) return 'handshake'
  // OpenSSL's other verdicts, such as CERT_SIGNATURE_FAILURE or INVALID_CA, which Node passes on without a prefix.
  return /^(?!ERR_)[A-Z]+(?:_[A-Z]+)+$/.test(code) && !code.startsWith('EAI_') ? 'broken' : undefined
}

/** Codes of the operating system and of name resolution: ECONNREFUSED, EAI_FAIL. */
function isSystem(code: string): boolean {
  return /^E[A-Z0-9]+$/.test(code) || code.startsWith('EAI_')
}
