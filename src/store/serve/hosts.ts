import { isIP } from 'node:net'

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
 * Whether a Host header names this server. A web page could point its own name to this machine (DNS rebinding) and read
 * what is served here. Therefore only names that nobody else controls count, together with the port. If the server
 * listens on every address, that is any IP address, which no name server controls.
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

export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host.toLowerCase()
}
