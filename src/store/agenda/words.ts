import type { Shape } from '../../formats/fields/fields.js'
import { text } from '../../formats/fields/kinds.js'

/** No text of an agenda is longer: nobody types so much, and everything that a catalogue holds fits. */
export const LONGEST = 20_000

/** Any visible text. */
export const words = text(LONGEST)

/** Keys that kubeplan does not know are the person's, or a newer version's: they stay and are not judged. */
export function shapeOf(fields: Readonly<Record<string, Shape['fields'][number]>>): Shape {
  return { fields: Object.values(fields), open: true }
}
