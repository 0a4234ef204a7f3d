import type { JsonNode } from './text.js'

/** The value of the first of these keys that has one; null and blank text do not count. */
export function field(node: JsonNode | undefined, ...keys: readonly string[]): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined
  for (const key of keys) {
    const value = node.entries.get(key)
    if (value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.text.trim() === ''))
      return value
  }
  return undefined
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : []
}

/**
 * The text of a value; a number as it is written. Of a text in several languages (`{ "de": ..., "en": ... }`) the
 * English one, or else the first. Never empty.
 */
export function textOf(node: JsonNode | undefined): string | undefined {
  if (node?.kind === 'object') return inOneLanguage(node.entries)
  if (node?.kind !== 'string' && node?.kind !== 'number') return undefined
  const text = node.text.trim()
  return text === '' ? undefined : text
}

/** The text of the first of these keys that has any. */
export function textAt(node: JsonNode | undefined, ...keys: readonly string[]): string | undefined {
  if (node?.kind !== 'object') return undefined
  for (const key of keys) {
    const text = textOf(node.entries.get(key))
    if (text !== undefined) return text
  }
  return undefined
}

export function isTrue(node: JsonNode | undefined, ...keys: readonly string[]): boolean {
  return field(node, ...keys)?.kind === 'true'
}

/** A name: the text itself, or the name of an object. */
export function nameOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'object' ? (textAt(node, 'name', 'title') ?? textOf(node)) : textOf(node)
}

const LANGUAGE = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/

function inOneLanguage(entries: ReadonlyMap<string, JsonNode>): string | undefined {
  const texts: [language: string, text: string][] = []
  for (const [language, node] of entries) {
    if (!LANGUAGE.test(language)) return undefined
    const text = node.kind === 'string' ? node.text.trim() : ''
    if (text !== '') texts.push([language, text])
  }
  const [first] = texts
  return (texts.find(([language]) => language.startsWith('en')) ?? first)?.[1]
}
