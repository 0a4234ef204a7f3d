import { field, itemsOf, textAt } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'

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
