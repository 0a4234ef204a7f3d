import type { Range } from '../own/findings.js'

/** A node of a YAML document with the offsets of its value: enough to read it, not to edit it. */
export type YamlNode = YamlScalar | YamlList | YamlMapping

export interface YamlScalar extends Spanning {
  readonly kind: 'scalar'
  /** Its text; `007`, `NO` and `1.10` are texts. */
  readonly source: string
  /** Whether it is unquoted and on the line of its key. */
  readonly plain: boolean
}

export interface YamlList extends Spanning {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
}

export interface YamlMapping extends Spanning {
  readonly kind: 'mapping'
  readonly items: readonly YamlPair[]
}

export interface YamlPair {
  readonly key: YamlNode
  readonly value: YamlNode | null
}

interface Spanning {
  readonly start: number
  readonly end: number
}

/** The value of a mapping's key; undefined if it lacks the key. */
export function underKey({ items }: YamlMapping, wanted: string): YamlNode | null | undefined {
  return items.find(({ key }) => key.kind === 'scalar' && key.source === wanted)?.value
}

export function rangeOf(at: YamlNode | YamlPair | Range): Range {
  if ('key' in at) return rangeOf(at.key)
  return 'start' in at ? [at.start, at.end] : at
}

/** Whether a value is a null of YAML 1.2, such as that of a key with nothing behind it. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.plain && /^(?:~|null|Null|NULL)?$/.test(node.source)
}

/** Whether an item of a list is empty, or a mapping of keys without values. */
export function saysNothing(node: YamlNode | null): boolean {
  return node === null || isNull(node) || (node.kind === 'mapping' && node.items.every(isNothing))
}

export function isNothing({ value }: YamlPair): boolean {
  return value === null || isNull(value)
}
