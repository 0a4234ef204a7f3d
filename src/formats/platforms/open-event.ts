import { definedFields, type Place, type Problem } from '../../model/index.js'
import { brokenFile, warnOfOutside } from '../own/findings.js'
import {
  entryOf,
  headOf,
  namedSpeaker,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  statusOf,
  type Unread,
  wholeTitle,
} from '../published/published.js'
import { spanBetween } from '../published/written-time.js'
import { field, itemsOf, type JsonNode, nameOf, outlineOf, readJson, textAt } from '../text/json.js'

const LISTS = ['[]', 'sessions[]', 'data[].attributes', 'data[]']
const SIGNS = ['starts-at', 'microlocation', 'long-abstract', 'short-abstract', 'signup-url', 'is-mail-sent']
/** Others have these as well. */
const USUAL = ['title', 'start-time', 'end-time', 'session-type', 'track', 'speakers', 'state']
const TABLES = ['microlocations', 'session-types', 'session_types']

/** Sessions of FOSSASIA's Open Event: a bare list, an object with `sessions`, or an answer of its server. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan') || paths.has('conference') || paths.has('[].event_key')) return false
  // Not EMF Camp's, which has a date beside each time.
  if (paths.has('[].start_date') || paths.has('[].occurrences')) return false
  if (TABLES.some((table) => paths.has(table))) return true
  return LISTS.some((list) => {
    const has = (key: string) => paths.has(`${list}.${key}`) || paths.has(`${list}.${key.replaceAll('-', '_')}`)
    const signs = SIGNS.filter(has).length
    return (
      (signs > 0 && signs + USUAL.filter(has).length > 1) || (has('start-time') && (has('end-time') || has('speakers')))
    )
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
  if (list?.kind !== 'array') return brokenFile(place(root), 'Open Event JSON', 'it has no sessions')
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
  problems.push(...warnOfOutside(outside, place, (node) => textAt(resource(node), 'state') ?? 'deleted'))
  const event = field(root, 'event') ?? (root.kind === 'object' ? root : undefined)
  const [name, timezone, url] = [
    textAt(event, 'name'),
    textAt(event, 'timezone'),
    textAt(event, 'event_url', 'external-event-url'),
  ]
  return {
    ok: true,
    published: definedFields({ format: 'open-event', name, timezone, url, entries, problems }),
  }
}

/**
 * Resolves the references of sessions, so that each is one object. The server's answers (JSON:API) keep attributes
 * apart and refer to speakers, tracks and rooms in `included`; exports refer by id to lists beside the sessions, or
 * write them out.
 */
export function flattened(root: JsonNode): (session: JsonNode) => JsonNode {
  const tables = tablesOf(root)
  const resolve = (node: JsonNode, table: string): JsonNode => {
    if (node.kind === 'array') return { ...node, items: node.items.map((item) => resolve(item, table)) }
    const id =
      node.kind === 'object' ? (textAt(node, 'name') === undefined ? textAt(node, 'id') : undefined) : scalarText(node)
    return (id === undefined ? undefined : tables.get(table)?.get(id)) ?? node
  }
  return (session) => {
    if (session.kind !== 'object') return session
    const entries = new Map(withAttributes(session))
    for (const [key, table] of REFERENCES) {
      const value = field(field(field(session, 'relationships'), key), 'data') ?? entries.get(key)
      if (value !== undefined) entries.set(key, resolve(value, table))
    }
    return { ...session, entries }
  }
}

const REFERENCES: readonly (readonly [key: string, table: string])[] = [
  ['speakers', 'speaker'],
  ['track', 'track'],
  ['microlocation', 'microlocation'],
  ['session-type', 'session-type'],
  ['session_type', 'session-type'],
]

function tablesOf(root: JsonNode): ReadonlyMap<string, ReadonlyMap<string, JsonNode>> {
  const tables = new Map<string, Map<string, JsonNode>>()
  const put = (table: string, node: JsonNode) => {
    const id = textAt(node, 'id')
    const known = tables.get(table) ?? new Map<string, JsonNode>()
    tables.set(table, known)
    if (id !== undefined && node.kind === 'object') known.set(id, { ...node, entries: withAttributes(node) })
  }
  for (const node of itemsOf(field(root, 'included'))) put(textAt(node, 'type') ?? '', node)
  for (const table of ['speaker', 'track', 'microlocation', 'session-type']) {
    for (const node of itemsOf(field(root, `${table}s`, `${table.replace('-', '_')}s`))) put(table, node)
  }
  return tables
}

function withAttributes(node: JsonNode & { readonly kind: 'object' }): ReadonlyMap<string, JsonNode> {
  const attributes = field(node, 'attributes')
  return attributes?.kind === 'object' ? new Map([...node.entries, ...attributes.entries]) : node.entries
}

function scalarText(node: JsonNode): string | undefined {
  return node.kind === 'string' || node.kind === 'number' ? node.text : undefined
}

function said(session: JsonNode, ...keys: readonly string[]): string | undefined {
  return textAt(session, ...keys.flatMap((key) => [key, key.replaceAll('-', '_')]))
}

/** One session with its references resolved; undefined after reporting why it is not one. */
export function sessionFrom(session: JsonNode, at: Place, problems: Problem[]): PublishedEntry | undefined {
  const head = headOf(session, at, { title: (one) => said(one, 'title'), time: timeOf }, problems)
  if (!head) return undefined
  return entryOf({
    at,
    uid: said(session, 'id'),
    title: wholeTitle(head.title, said(session, 'subtitle')),
    sort: nameOf(field(session, 'session-type', 'session_type')),
    tracks: [nameOf(field(session, 'track'))],
    level: said(session, 'level'),
    room: nameOf(field(session, 'microlocation')),
    time: head.time,
    speakers: itemsOf(field(session, 'speakers')).flatMap((speaker) =>
      namedSpeaker(nameOf(speaker), textAt(speaker, 'organisation', 'organization', 'company')),
    ),
    abstract: proseOf(said(session, 'short-abstract'), said(session, 'long-abstract')),
    url: said(session, 'signup-url'),
    video: said(session, 'video-url', 'video'),
    status: statusOf(said(session, 'state')),
  })
}

function timeOf(session: JsonNode, unread: Unread): PublishedTime {
  return spanBetween(said(session, 'starts-at', 'start-time'), said(session, 'ends-at', 'end-time'), unread)
}
