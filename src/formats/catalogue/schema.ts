import { schemaOf } from '../fields/fields.js'
import { CATALOGUE_SHAPE } from './catalogue-fields.js'

/** The JSON Schema (draft 2020-12) of catalogue/1 for editors, made of the definitions that the reader reads by. */
export function catalogueSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'kubeplan catalogue/1',
    description: 'A conference and its sessions, for kubeplan.',
    ...schemaOf(CATALOGUE_SHAPE),
  }
}
