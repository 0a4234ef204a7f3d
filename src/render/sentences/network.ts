import type { AnswerFault, NetworkProblem, RedirectFault, SafetyFault } from '../../model/index.js'
import { count } from '../words/labels.js'
import { suggesting } from '../words/shell.js'
import { clipped, quoted, type Sentence, type Sentences } from './words.js'

/** Always works. */
const BY_HAND = `save the schedule with a browser and import the file: ${suggesting()('import', ['FILE'])}`

/** Addresses are shown as hosts, because the rest of them may be secret. */
export const networkSentences: Sentences<NetworkProblem> = {
  'cannot-listen': ({ host, port, reason }) => ({
    message: `cannot serve on ${clipped(host)}, port ${port}: ${LISTENING.get(reason)?.message ?? 'the system refused'} (${clipped(reason)})`,
    hint: LISTENING.get(reason)?.hint ?? 'Try another port (--port) or another address (--host).',
  }),
  'address-refused': ({ address, because }) => {
    const shown = address === '' ? 'this address' : quoted(address)
    switch (because) {
      case 'malformed':
        return { message: `${shown} is not a web address`, hint: 'Write it like https://example.org/schedule.ics' }
      case 'scheme':
        return {
          message: `cannot download from ${shown}: only http and https are supported`,
          hint: 'For a file on this machine, write its path, such as ./schedule.ics',
        }
      case 'credentials':
        return {
          message: `the address of ${clipped(address)} contains a user name or a password, so it was not used`,
          hint: `Take that out of the address. If a login is needed, ${BY_HAND}`,
        }
    }
  },
  'redirect-refused': ({ host, to, because }) => redirectSentence(clipped(host), clipped(to), because),
  'unknown-host': ({ host }) => ({
    message: `cannot find the host ${quoted(host)}`,
    hint: 'Check the address for typos, and check that you are online.',
  }),
  offline: ({ host, reason }) => ({
    message: `cannot reach ${clipped(host)}: this machine seems to be offline (${clipped(reason)})`,
    hint: 'Try again when you are online. Everything imported before works offline.',
  }),
  'no-connection': ({ host, reason }) => ({
    message: `cannot connect to ${clipped(host)}: ${CONNECTION.get(reason) ?? 'the connection failed'} (${clipped(reason)})`,
    hint: 'Check the address, or try again later.',
  }),
  'untrusted-host': ({ host, because, reason }) => ({
    message: `no secure connection to ${clipped(host)}: ${CERTIFICATE[because].message} (${clipped(reason)})`,
    hint: CERTIFICATE[because].hint,
  }),
  'bad-status': ({ host, status }) => statusSentence(clipped(host), status),
  'too-slow': ({ host, missing, seconds }) => ({
    message: `${clipped(host)} did not ${missing === 'answer' ? 'answer' : 'finish'} within ${count(seconds, 'second')}`,
    hint: `Try again later, or ${BY_HAND}`,
  }),
  'too-large': ({ host, limit }) => ({
    message: `${clipped(host)} sent more than ${inBytes(limit)}, too much for a schedule`,
    hint: 'Check that the address is that of a schedule.',
  }),
  'cut-short': ({ host, bytes, expected }) => ({
    message: `the download from ${clipped(host)} broke off after ${inBytes(bytes)}${expected === undefined ? '' : ` of ${inBytes(expected)}`}`,
    hint: 'Try again. Nothing was changed.',
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
        message: `${host} redirects to something that is not a web address`,
        hint: 'Open the address in a browser to see where it leads.',
      }
    case 'scheme':
      return { message: `${host} redirects to "${to}", but only http and https are followed` }
    case 'credentials':
      return { message: `${host} redirects to ${to} with a user name or a password, which is not followed` }
    case 'too-many':
      return {
        message: `${host} redirects again and again`,
        hint: `Open the address in a browser to see where it ends, or ${BY_HAND}`,
      }
    case 'downgrade':
      return {
        message: `${host} redirects from https to http at ${to}, which is not followed`,
        hint: 'If you trust the network, use the http address itself.',
      }
    case 'private':
      return {
        message: `${host} redirects into a private network, to ${to}, which is not followed`,
        hint: 'If that is what you want, use that address itself.',
      }
  }
}

function statusSentence(host: string, status: number): Sentence {
  const message = `${host} answered ${status}`
  if (status === 204) return { message: `${message}: nothing is at this address`, hint: CHECK }
  if (status === 401 || status === 403 || status === 407)
    return { message: `${message}: it does not let kubeplan in`, hint: `Log in with a browser: ${BY_HAND}` }
  if (status === 404 || status === 410) return { message: `${message}: there is no such page`, hint: CHECK }
  if (status === 429) return { message: `${message}: too many requests`, hint: 'Wait a few minutes and try again.' }
  if (status >= 500) return { message: `${message}: the server has a problem`, hint: 'Try again later.' }
  return { message: `${message}, not with a schedule`, hint: CHECK }
}

const CHECK = 'Check the address for typos, or see whether the schedule has moved.'

const CONNECTION: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing is listening there'],
  ['ECONNRESET', 'it hung up without answering'],
  ['EPIPE', 'it hung up without answering'],
  ['ETIMEDOUT', 'it does not answer'],
  ['EADDRNOTAVAIL', 'not a server address'],
  ['EACCES', 'this machine does not allow it'],
  ['EPERM', 'this machine does not allow it'],
])

const TRUST = "If you trust it, add its issuer's certificate: NODE_EXTRA_CA_CERTS=FILE.pem"

const CERTIFICATE: Readonly<Record<SafetyFault, { readonly message: string; readonly hint: string }>> = {
  expired: {
    message: 'its certificate has expired',
    hint: "Check this machine's date. If it is right, the site must renew its certificate.",
  },
  'not-yet-valid': { message: 'its certificate is not valid yet', hint: "Check this machine's date." },
  'other-host': {
    message: 'its certificate is for another host',
    hint: 'Check the address for typos; somebody else may be answering in its place.',
  },
  revoked: { message: 'its certificate was revoked', hint: 'Do not use it, and let its owner know.' },
  'self-signed': { message: 'its certificate is self-signed', hint: TRUST },
  'unknown-issuer': { message: 'its certificate is not from a trusted issuer', hint: TRUST },
  broken: { message: 'its certificate is broken', hint: `Its owner must fix it. Until then, ${BY_HAND}` },
  handshake: {
    message: 'it offers no encryption that kubeplan supports',
    hint: `A browser may work: ${BY_HAND}`,
  },
  'no-tls': { message: 'it does not speak https', hint: 'Try the address with http:// if you trust the network.' },
}

const ANSWER: Readonly<Record<AnswerFault, string>> = {
  'not-http': 'does not speak http properly',
  'headers-too-large': 'sent headers that are too long',
  encoding: 'compressed its answer in a way that was not asked for',
  gzip: 'sent a damaged compressed answer',
}

function inBytes(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`
  return bytes < 10 * 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 / 1024)} MiB`
}

const LISTENING: ReadonlyMap<string, { readonly message: string; readonly hint: string }> = new Map([
  [
    'EADDRINUSE',
    {
      message: 'another program is listening there',
      hint: 'If that is another kubeplan serve, stop it. Or use another port: --port 8021 (0: any free one)',
    },
  ],
  ['EACCES', { message: 'it is not allowed', hint: 'Use a port from 1024 up: --port 8020' }],
  [
    'EADDRNOTAVAIL',
    { message: 'this machine has no such address', hint: 'Use an address of this machine: --host 192.168.1.20' },
  ],
  ['ENOTFOUND', { message: 'that name is unknown', hint: 'Use an address of this machine: --host 192.168.1.20' }],
])
