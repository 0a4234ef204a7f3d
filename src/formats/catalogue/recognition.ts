import type { Problem } from '../../model/problem.js'
import type { YamlPair } from '../yaml/nodes.js'
import type { YamlSource } from '../yaml/yaml.js'
import { CATALOGUE, VERSION } from './catalogue-fields.js'

/**
 * The problem of a document that is not a catalogue/1 at all, where reports about single keys would hide that.
 * Undefined for a catalogue, and for what is meant to be one.
 */
export function otherThanCatalogue({ contents, place }: YamlSource): readonly Problem[] | undefined {
  if (contents.kind === 'list') return [{ code: 'not-a-catalogue', at: place(contents), found: 'a list' }]
  if (contents.kind !== 'mapping') return [{ code: 'not-a-catalogue', at: place(contents), found: 'plain text' }]
  const version = contents.items.find((pair) => keyOf(pair) === CATALOGUE.kubeplan.key)
  if (version) return otherVersion(version, place)
  const keys = contents.items.map(keyOf)
  if (Object.values(CATALOGUE).some(({ key }) => keys.includes(key))) return undefined
  const named = keys
    .filter((key) => key !== '')
    .slice(0, 3)
    .join(', ')
  const found = named === '' ? 'an empty mapping' : `a mapping with other keys (${named})`
  return [{ code: 'not-a-catalogue', at: place(contents), found }]
}

function otherVersion(pair: YamlPair, place: YamlSource['place']): readonly Problem[] | undefined {
  const { value } = pair
  if (value?.kind !== 'scalar' || value.source.trim() === '' || value.source.trim() === VERSION) return undefined
  const version = value.source.trim()
  const [sort] = version.split('/')
  if (sort === 'catalogue') return [{ code: 'unknown-version', at: place(value), version, expected: VERSION }]
  return [{ code: 'not-a-catalogue', at: place(value), found: `another kind of file (${version})` }]
}

function keyOf({ key }: YamlPair): string {
  return key.kind === 'scalar' ? key.source : ''
}
