import { isIP } from 'node:net'

/** Where a server listens, and what the machine is called. */
export interface Place {
  /** An address or a name, without brackets. */
  readonly host: string
  readonly port: number
  readonly machine: string
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]']
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']

/** Whether only programs on this machine can reach the server. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(bracketed(host)) || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/**
 * Whether a Host header names this server. A page on the web may lead a name of its own to this machine (DNS rebinding) and
 * would then read what is served here as if it were its own: only names that nobody else can give count, with the port.
 * Where every address of the machine is listened to, that is any address, which no name server has a say in.
 */
export function isOurHost(header: string | undefined, { host, port, machine }: Place): boolean {
  const [, name, written = '80'] =
    /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(header ?? '') ?? []
  if (name === undefined || Number(written) !== port) return false
  const asked = name.toLowerCase()
  if ([...LOOPBACK, bracketed(host)].includes(asked)) return true
  if (!EVERYWHERE.includes(host)) return false
  return isIP(asked.replace(/^\[|\]$/g, '')) !== 0 || [machine, `${machine}.local`].includes(asked)
}

/** A host as it stands in an address and in a Host header. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host.toLowerCase()
}
