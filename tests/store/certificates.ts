import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'

export interface Identity {
  readonly cert: string
  readonly key: string
}

export interface Wanted {
  /** The DNS name it is for. */
  readonly host: string
  readonly from: Date
  readonly to: Date
  /** The signer; the certificate itself by default. */
  readonly issuer?: Identity & { readonly name: string }
}

/** Makes an X.509 certificate (RFC 5280) on an elliptic curve, as valid or invalid as a test needs it. */
export function certificate({ host, from, to, issuer }: Wanted): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const key = pem('PRIVATE KEY', privateKey.export({ type: 'pkcs8', format: 'der' }))
  const extensions = sequence(
    sequence(oid(85, 29, 19), octets(issuer ? sequence() : sequence(tagged(0x01, Buffer.from([0xff]))))),
    sequence(oid(85, 29, 17), octets(sequence(tagged(0x82, Buffer.from(host))))),
  )
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(Date.now()),
    ECDSA_SHA256,
    named(issuer?.name ?? host),
    sequence(moment(from), moment(to)),
    named(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensions),
  )
  const signer: KeyObject | string = issuer?.key ?? privateKey
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', content, signer)]))
  const cert = new X509Certificate(sequence(content, ECDSA_SHA256, signature)).toString()
  return { cert, key }
}

/** DER (ITU X.690): a tag, the length of the content, and the content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content)
}

function oid(...bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes))
}

function integer(value: number): Buffer {
  const hex = value.toString(16)
  return tagged(0x02, Buffer.from(`00${hex.length % 2 ? '0' : ''}${hex}`.replace(/^00(?=[0-7])/, ''), 'hex'))
}

/** UTCTime, for the years 1950 to 2049. */
function moment(date: Date): Buffer {
  return tagged(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/\D/g, '')}Z`))
}

function named(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(85, 4, 3), tagged(0x0c, Buffer.from(name)))))
}

function pem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`
}

/** ecdsa-with-SHA256 (RFC 5758). */
const ECDSA_SHA256 = sequence(oid(42, 134, 72, 206, 61, 4, 3, 2))
