import type { Shape } from '../../formats/own/fields.js'
import { text } from '../../formats/own/kinds.js'
import { LONGEST } from '../../model/conference.js'

/** Any visible text. */
export const words = text(LONGEST)

/** Keys that kubeplan does not know are the person's, or a newer version's: they stay and are not judged. */
export function shapeOf(fields: Readonly<Record<string, Shape['fields'][number]>>): Shape {
  return { fields: Object.values(fields), open: true }
}
