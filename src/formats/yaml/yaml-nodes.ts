import { isMap, isScalar, isSeq } from 'yaml'
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

export function fromLibrary(node: unknown): YamlNode | null {
  if (isScalar(node)) {
    const [start, end] = node.range ?? NOWHERE
    return { kind: 'scalar', source: node.source ?? '', plain: node.type === 'PLAIN', start, end }
  }
  if (isSeq(node)) {
    const [start, end] = node.range ?? NOWHERE
    return { kind: 'list', items: node.items.map(fromLibrary).filter((item) => item !== null), start, end }
  }
  if (!isMap(node)) return null
  const [start, end] = node.range ?? NOWHERE
  const items = node.items.flatMap(({ key, value }) => {
    const name = fromLibrary(key)
    return name ? [{ key: name, value: fromLibrary(value) }] : []
  })
  return { kind: 'mapping', items, start, end }
}

const NOWHERE = [0, 0] as const
