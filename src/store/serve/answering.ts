import type { ServedRequest, ServedResponse } from '../../world.js'
import { isOurHost, type Place } from './hosts.js'
import type { Version } from './versions.js'

/** What is to be had under one path. */
export interface Resource {
  readonly type: string
  /** Its Content-Security-Policy. */
  readonly policy: string
  /** As it is now; nothing where it cannot be made at present. */
  readonly version: () => Promise<Version | undefined>
}

const METHODS: readonly string[] = ['GET', 'HEAD']

/** For everybody but a browser that has what belongs to it: no other site may read, frame or guess at it. */
const SECURITY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** The policy of what nothing may be loaded for. */
export const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** In no other site's frame: only a header can ask for that. */
export const UNFRAMED = "frame-ancestors 'none'"

/**
 * The answer to a request: only to those who ask for this server by its own name, only to be read, only what is among
 * the resources, by its path as it stands. Queries mean nothing.
 */
export async function answerTo(
  { method, target, hosts, headers }: ServedRequest,
  resources: ReadonlyMap<string, Resource>,
  place: Place,
): Promise<ServedResponse> {
  if (hosts.length !== 1 || !isOurHost(hosts[0], place)) return plain(421, 'This is not the server of that name.')
  if (!METHODS.includes(method)) return plain(405, 'Only GET and HEAD.', { allow: METHODS.join(', ') })
  const resource = resources.get(target.replace(/\?.*$/s, ''))
  if (!resource) return plain(404, 'There is nothing here.')
  const version = await resource.version()
  if (!version) return plain(503, 'It cannot be read at the moment.', { 'retry-after': '60' })
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
 * Whether the client has this version already (RFC 9110, section 13): by its tag, else by its time. That must be the very
 * time: where an older file took the place of a newer one, the content is new all the same.
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

/** What is not about a resource; nothing of the request comes back in it. */
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
