import { type JsonSchema, type Shape, schemaOf } from '../fields/fields.js'
import { CATALOGUE_SHAPE } from './catalogue-fields.js'

/** The JSON Schema (draft 2020-12) of a file for editors, made of the definitions that its reader reads by. */
export function fileSchema(title: string, description: string, shape: Shape): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schemaOf(shape) }
}

/** That of catalogue/1. */
export function catalogueSchema(): JsonSchema {
  return fileSchema('kubeplan catalogue/1', 'A conference and its sessions, for kubeplan.', CATALOGUE_SHAPE)
}
