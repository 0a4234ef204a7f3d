import type { AnswerFault, NetworkProblem, RedirectFault, SafetyFault } from '../../model/network-problem.js'
import { clipped, quoted, type Sentence, type Sentences } from './words.js'

/** Always works. */
const BY_HAND = 'save the schedule with a browser and import the file: kubeplan import FILE'

/** Addresses are shown as hosts, because the rest of them may be secret. */
export const networkSentences: Sentences<NetworkProblem> = {
  'cannot-listen': ({ host, port, reason }) => ({
    message: `cannot serve at ${clipped(host)}, port ${port}: ${LISTENING.get(reason)?.message ?? 'the system refused'} (${clipped(reason)})`,
    hint: LISTENING.get(reason)?.hint ?? 'Try another port (--port) or another address (--host).',
  }),
  'address-refused': ({ address, because }) => {
    const shown = address === '' ? 'this address' : quoted(address)
    switch (because) {
      case 'malformed':
        return { message: `${shown} is no web address`, hint: 'Write it as in https://example.org/schedule.ics' }
      case 'scheme':
        return {
          message: `${shown} is nothing to download from; only http and https are`,
          hint: 'For a file on this machine write its path, such as ./schedule.ics',
        }
      case 'credentials':
        return {
          message: `the address of ${clipped(address)} holds a user name or a password; it is not used`,
          hint: `Leave it out of the address. Where a login is needed, ${BY_HAND}`,
        }
    }
  },
  'redirect-refused': ({ host, to, because }) => redirectSentence(clipped(host), clipped(to), because),
  'unknown-host': ({ host }) => ({
    message: `there is no host ${quoted(host)}`,
    hint: 'Look for a typing error in the address. Without network every name is unknown.',
  }),
  offline: ({ host, reason }) => ({
    message: `cannot reach ${clipped(host)}: this machine seems to be offline (${clipped(reason)})`,
    hint: 'Try again when there is a network. What was imported before can be used without one.',
  }),
  'no-connection': ({ host, reason }) => ({
    message: `cannot connect to ${clipped(host)}: ${CONNECTION.get(reason) ?? 'the connection failed'} (${clipped(reason)})`,
    hint: 'Check the address, or try again later.',
  }),
  'untrusted-host': ({ host, because, reason }) => ({
    message: `no safe connection to ${clipped(host)}: ${CERTIFICATE[because].message} (${clipped(reason)})`,
    hint: CERTIFICATE[because].hint,
  }),
  'bad-status': ({ host, status }) => statusSentence(clipped(host), status),
  'too-slow': ({ host, missing, seconds }) => ({
    message:
      missing === 'answer'
        ? `${clipped(host)} did not answer within ${inSeconds(seconds)}`
        : `${clipped(host)} was not done after ${inSeconds(seconds)}`,
    hint: `Try again later, or ${BY_HAND}`,
  }),
  'too-large': ({ host, limit }) => ({
    message: `${clipped(host)} sends more than ${inBytes(limit)}; that is no schedule`,
    hint: 'Check that the address is that of the export of a schedule.',
  }),
  'cut-short': ({ host, bytes, expected }) => ({
    message: `the answer of ${clipped(host)} broke off after ${inBytes(bytes)}${expected === undefined ? '' : ` of ${inBytes(expected)}`}`,
    hint: 'Try again. Nothing of it was used.',
  }),
  'bad-answer': ({ host, because, detail }) => ({
    message: `${clipped(host)} ${ANSWER[because]} (${clipped(detail)})`,
    hint: `Check the address, or ${BY_HAND}`,
  }),
}

function redirectSentence(host: string, to: string, because: RedirectFault): Sentence {
  switch (because) {
    case 'malformed':
      return {
        message: `${host} sends on to no web address`,
        hint: 'Open the address in a browser to see where it leads.',
      }
    case 'scheme':
      return { message: `${host} sends on to "${to}", which is not followed; only http and https are` }
    case 'credentials':
      return { message: `${host} sends on to ${to} with a user name or a password; that is not followed` }
    case 'too-many':
      return {
        message: `${host} sends on again and again`,
        hint: `Open the address in a browser to see where it ends, or ${BY_HAND}`,
      }
    case 'downgrade':
      return {
        message: `${host} sends on from https to http at ${to}; that is not followed`,
        hint: 'If you trust the network, give the http address itself.',
      }
    case 'private':
      return {
        message: `${host} sends on into a private network, to ${to}; that is not followed`,
        hint: 'If that is what you want, give that address itself.',
      }
  }
}

function statusSentence(host: string, status: number): Sentence {
  const message = `${host} answered ${status}`
  if (status === 204) return { message: `${message}: it has nothing at this address`, hint: CHECK }
  if (status === 401 || status === 403 || status === 407)
    return { message: `${message}: it does not let kubeplan in`, hint: `Log in with a browser: ${BY_HAND}` }
  if (status === 404 || status === 410) return { message: `${message}: there is no such page`, hint: CHECK }
  if (status === 429) return { message: `${message}: it was asked too often`, hint: 'Wait some minutes and try again.' }
  if (status >= 500) return { message: `${message}: it has trouble of its own`, hint: 'Try again later.' }
  return { message: `${message}, which is no schedule`, hint: CHECK }
}

const CHECK = 'Look in the address for a typing error, or whether the schedule has moved.'

const CONNECTION: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'it hung up without an answer'],
  ['EPIPE', 'it hung up without an answer'],
  ['ETIMEDOUT', 'it does not answer'],
  ['EADDRNOTAVAIL', 'it is no address of a server'],
  ['EACCES', 'this machine does not allow it'],
  ['EPERM', 'this machine does not allow it'],
])

const TRUST = 'If you trust it, name the certificate of its issuer: NODE_EXTRA_CA_CERTS=FILE.pem'

const CERTIFICATE: Readonly<Record<SafetyFault, { readonly message: string; readonly hint: string }>> = {
  expired: { message: 'its certificate has expired', hint: "Check this machine's date; else its owner must renew it." },
  'not-yet-valid': { message: 'its certificate is not valid yet', hint: "Check this machine's date." },
  'other-host': {
    message: 'its certificate is for another host',
    hint: 'Look for a typing error in the address; somebody else may answer in its place.',
  },
  revoked: { message: 'its certificate was revoked', hint: 'Do not use it; tell its owner.' },
  'self-signed': { message: 'it vouches for itself', hint: TRUST },
  'unknown-issuer': { message: 'nobody known vouches for it', hint: TRUST },
  broken: { message: 'its certificate is broken', hint: `Its owner must mend it. Until then, ${BY_HAND}` },
  handshake: {
    message: 'it offers no secure way to talk that is known here',
    hint: `Perhaps a browser can: ${BY_HAND}`,
  },
  'no-tls': { message: 'it does not speak https', hint: 'Try the address with http:// if you trust the network.' },
}

const ANSWER: Readonly<Record<AnswerFault, string>> = {
  'not-http': 'does not speak http properly',
  'headers-too-large': 'sends too much before the schedule begins',
  encoding: 'packs its answer in a way that was not asked for',
  gzip: 'packed its answer wrongly',
}

function inSeconds(seconds: number): string {
  return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
}

function inBytes(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`
  return bytes < 10 * 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 / 1024)} MiB`
}

const LISTENING: ReadonlyMap<string, { readonly message: string; readonly hint: string }> = new Map([
  [
    'EADDRINUSE',
    {
      message: 'another program listens there',
      hint: 'If that is another kubeplan serve, end it. Else take another port: --port 8021 (0: any that is free)',
    },
  ],
  ['EACCES', { message: 'it is not allowed', hint: 'Take a port from 1024 on: --port 8020' }],
  [
    'EADDRNOTAVAIL',
    { message: 'this machine has no such address', hint: 'Name an address of this machine: --host 192.168.1.20' },
  ],
  ['ENOTFOUND', { message: 'nobody knows that name', hint: 'Name an address of this machine: --host 192.168.1.20' }],
])
