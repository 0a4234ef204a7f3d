import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/**
 * The scope of an IP address: public, this machine's network, its link (where clouds keep their secrets:
 * 169.254.169.254), or this machine. `unusable` addresses, such as multicast, belong to no server.
 */
export type Reach = 'public' | 'private' | 'link-local' | 'loopback' | 'unusable'

/** IANA's special-purpose registries (RFC 6890) and multicast. Other IPv4 addresses are public. */
const RANGES_4 = ranges<Reach>([
  ['0.0.0.0', 8, 'loopback'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['10.0.0.0', 8, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['198.18.0.0', 15, 'private'],
  ['192.0.0.0', 24, 'unusable'],
  ['192.0.2.0', 24, 'unusable'],
  ['198.51.100.0', 24, 'unusable'],
  ['203.0.113.0', 24, 'unusable'],
  ['224.0.0.0', 4, 'unusable'],
  ['240.0.0.0', 4, 'unusable'],
])

/** In IPv6 only 2000::/3 is public (RFC 4291), except for a few parts. The first matching range decides. */
const RANGES_6 = ranges<Reach>([
  ['::1', 128, 'loopback'],
  ['::', 128, 'loopback'],
  ['fe80::', 10, 'link-local'],
  ['fc00::', 7, 'private'],
  ['fec0::', 10, 'private'],
  ['64:ff9b:1::', 48, 'private'],
  ['2001::', 23, 'unusable'],
  ['2001:db8::', 32, 'unusable'],
  ['3fff::', 20, 'unusable'],
  ['2000::', 3, 'public'],
])

/** IPv6 ranges that contain IPv4 addresses, and the group at which these begin: mapped, NAT64 (RFC 6052), 6to4. */
const CARRIERS = ranges<number>([
  ['::ffff:0:0', 96, 6],
  ['64:ff9b::', 96, 6],
  ['2002::', 16, 1],
])

/** The scope of an IP address in any spelling; `unusable` for anything else. */
export function reachOf(address: string): Reach {
  // A zone ("fe80::1%eth0") names the interface and does not matter here.
  const [plain = ''] = address.split('%')
  if (isIPv4(plain)) return meaningOf(plain, RANGES_4) ?? 'public'
  if (!isIPv6(plain)) return 'unusable'
  const group = meaningOf(plain, CARRIERS)
  return group === undefined ? (meaningOf(plain, RANGES_6) ?? 'unusable') : reachOf(carried(plain, group))
}

/** The IP address in a URL; undefined if it has a host name. */
export function literalOf(url: URL): string | undefined {
  const bare = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) === 0 ? undefined : bare
}

interface Range<T> {
  readonly addresses: BlockList
  readonly meaning: T
}

function ranges<T>(rows: readonly (readonly [net: string, prefix: number, meaning: T])[]): readonly Range<T>[] {
  return rows.map(([net, prefix, meaning]) => {
    const addresses = new BlockList()
    addresses.addSubnet(net, prefix, familyOf(net))
    return { addresses, meaning }
  })
}

function meaningOf<T>(address: string, among: readonly Range<T>[]): T | undefined {
  return among.find(({ addresses }) => addresses.check(address, familyOf(address)))?.meaning
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}

/** The IPv4 address in two groups of an IPv6 one. The URL parser normalises the spelling (RFC 5952). */
function carried(address: string, group: number): string {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  return [all[group] ?? 0, all[group + 1] ?? 0].flatMap((both) => [both >> 8, both & 255]).join('.')
}

function groupsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}
