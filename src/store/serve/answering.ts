import type { ServedRequest, ServedResponse } from '../../world.js'
import { isOurHost, type Place } from './hosts.js'
import type { Version } from './versions.js'

export interface Resource {
  readonly type: string
  readonly policy: string
  /** The current version; undefined if it cannot be made at present. */
  readonly version: () => Promise<Version | undefined>
}

const METHODS: readonly string[] = ['GET', 'HEAD']

/** No other site may read, frame or probe the answers. */
const SECURITY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** A policy for content that loads nothing. */
export const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** Forbids framing by other sites, which only a header can do. */
export const UNFRAMED = "frame-ancestors 'none'"

/**
 * The answer to a request: only for this server's own name, only for reading, and only for resources by their exact
 * path. Queries are ignored.
 */
export async function answerTo(
  { method, target, hosts, headers }: ServedRequest,
  resources: ReadonlyMap<string, Resource>,
  place: Place,
): Promise<ServedResponse> {
  if (hosts.length !== 1 || !isOurHost(hosts[0], place)) return plain(421, 'This is not the server of that name.')
  if (!METHODS.includes(method)) return plain(405, 'Only GET and HEAD are supported.', { allow: METHODS.join(', ') })
  const resource = resources.get(target.replace(/\?.*$/s, ''))
  if (!resource) return plain(404, 'There is nothing here.')
  const version = await resource.version()
  if (!version) return plain(503, 'This cannot be read right now.', { 'retry-after': '60' })
  const { body, etag, modified } = version
  const kept = {
    ...SECURITY,
    'content-security-policy': resource.policy,
    'cache-control': 'private, no-cache',
    etag,
    ...(modified !== undefined && { 'last-modified': new Date(modified).toUTCString() }),
  }
  if (isKnown(version, headers)) return { status: 304, headers: kept }
  return { status: 200, headers: { ...kept, 'content-type': resource.type }, body }
}

/**
 * Whether the client already has this version (RFC 9110, section 13): by its tag, or else by its time. The time must be
 * equal, because an older file that replaces a newer one is also new content.
 */
function isKnown({ etag, modified }: Version, headers: ServedRequest['headers']): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    return known.includes('*') || known.includes(etag)
  }
  const since = headers['if-modified-since']
  return since !== undefined && modified !== undefined && Date.parse(since) === modified
}

function plain(status: number, sentence: string, more: Readonly<Record<string, string>> = {}): ServedResponse {
  return {
    status,
    headers: {
      ...SECURITY,
      'content-security-policy': `${NOTHING}; ${UNFRAMED}`,
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      ...more,
    },
    body: new TextEncoder().encode(`${sentence}\n`),
  }
}
