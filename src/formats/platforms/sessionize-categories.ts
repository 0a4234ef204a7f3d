import { field, itemsOf, textAt, textOf } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'

export type Categories = ReadonlyMap<string, Label>

interface Label {
  readonly category: string
  readonly name: string
}

export function categoriesOf(list: JsonNode | undefined): Categories {
  const labels = new Map<string, Label>()
  for (const category of itemsOf(list)) {
    for (const item of itemsOf(field(category, 'items'))) {
      const [id, name] = [textAt(item, 'id'), textAt(item, 'name')]
      if (id !== undefined && name !== undefined) labels.set(id, { category: textAt(category, 'title') ?? '', name })
    }
  }
  return labels
}

export interface Labels {
  readonly tracks: readonly string[]
  readonly level?: string
  readonly sort?: string
  readonly tags: readonly string[]
}

const FIELDS: readonly (readonly [field: 'track' | 'level' | 'sort', title: RegExp])[] = [
  ['track', /\btracks?\b/i],
  ['level', /\blevels?\b|\bdifficulty\b/i],
  ['sort', /\b(?:format|type)s?\b/i],
]

/**
 * Items of a category called Track are tracks; the first item of one called Level or Session format is the level or the
 * kind; all others are tags.
 */
export function labelsOf(session: JsonNode, categories: Categories): Labels {
  const labels: { level?: string; sort?: string } = {}
  const tracks: string[] = []
  const tags: string[] = []
  for (const { category, name } of [...referred(session, categories), ...writtenOut(session)]) {
    const meant = FIELDS.find(([, title]) => title.test(category))?.[0]
    if (meant === 'track') tracks.push(name)
    else if (meant !== undefined && labels[meant] === undefined) labels[meant] = name
    else tags.push(name)
  }
  return { ...labels, tracks, tags }
}

function referred(session: JsonNode, categories: Categories): readonly Label[] {
  return itemsOf(field(session, 'categoryItems')).flatMap((item) => categories.get(textOf(item) ?? '') ?? [])
}

function writtenOut(session: JsonNode): readonly Label[] {
  return itemsOf(field(session, 'categories')).flatMap((category) =>
    itemsOf(field(category, 'categoryItems', 'items')).flatMap((item) => {
      const name = textAt(item, 'name')
      return name === undefined ? [] : [{ category: textAt(category, 'name', 'title') ?? '', name }]
    }),
  )
}
