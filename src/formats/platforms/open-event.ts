import { defined } from '../../model/defined.js'
import type { Problem } from '../../model/problem.js'
import { field, textAt } from '../json/fields.js'
import { outlineOf } from '../json/outline.js'
import { type JsonNode, readJson } from '../json/text.js'
import type { PublishedReading } from '../published/published.js'
import { flattened } from './open-event-resource.js'
import { sessionFrom } from './open-event-session.js'

const LISTS = ['[]', 'sessions[]', 'data[].attributes', 'data[]']
const SIGNS = [
  'starts-at',
  'microlocation',
  'long-abstract',
  'short-abstract',
  'signup-url',
  'session-type',
  'is-mail-sent',
]
const TABLES = ['microlocations', 'session-types', 'session_types']

/** Sessions of FOSSASIA's Open Event: a bare list, an object with `sessions`, or an answer of its server. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan') || paths.has('conference') || paths.has('[].event_key')) return false
  if (TABLES.some((table) => paths.has(table))) return true
  return LISTS.some((list) => {
    const has = (key: string) => paths.has(`${list}.${key}`) || paths.has(`${list}.${key.replaceAll('-', '_')}`)
    return SIGNS.some(has) || (has('start-time') && has('end-time')) || (has('start-time') && has('speakers'))
  })
}

/** Accepted and confirmed sessions make up the programme, and those that were cancelled afterwards. */
const INSIDE = /^(?:accepted|confirmed|cancell?ed)$/i

/** Reads sessions. A time without an offset is on the venue's clock. */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  const list = root.kind === 'array' ? root : field(root, 'sessions', 'data')
  if (list?.kind !== 'array') {
    const problem = {
      code: 'broken-file',
      at: place(root),
      format: 'Open Event JSON',
      detail: 'it has no sessions',
    } as const
    return { ok: false, problems: [problem] }
  }
  const problems: Problem[] = [...reading.problems]
  const outside: JsonNode[] = []
  const resource = flattened(root)
  const entries = list.items.flatMap((node) => {
    const session = resource(node)
    const state = textAt(session, 'state')
    const isDeleted = field(session, 'deleted-at', 'deleted_at') !== undefined
    if (!isDeleted && (state === undefined || INSIDE.test(state)))
      return sessionFrom(session, place(node), problems) ?? []
    outside.push(node)
    return []
  })
  const [first] = outside
  if (first) {
    const mark = [...new Set(outside.map((node) => textAt(resource(node), 'state') ?? 'deleted'))].join(', ')
    problems.push({ code: 'not-in-programme', at: place(first), count: outside.length, mark })
  }
  const event = field(root, 'event') ?? (root.kind === 'object' ? root : undefined)
  const [name, timezone, url] = [
    textAt(event, 'name'),
    textAt(event, 'timezone'),
    textAt(event, 'event_url', 'external-event-url'),
  ]
  return {
    ok: true,
    published: defined({ format: 'open-event', name, timezone, url, entries, problems }),
  }
}
