import { fileSchema, type JsonSchema } from '../fields/fields.js'
import { CATALOGUE_SHAPE } from './catalogue-fields.js'

export function catalogueSchema(): JsonSchema {
  return fileSchema('kubeplan catalogue/1', 'A conference and its sessions, for kubeplan.', CATALOGUE_SHAPE)
}
