import type { View } from '../views.js'
import { documentOf } from './documents.js'
import type { Fields } from './fields.js'
import { escapeInvisible } from './invisible.js'

/** A view as JSON, indented by two spaces, without characters that act on a terminal. */
export function jsonOf(view: View): string {
  return jsonText(documentOf(view))
}

/** `jsonOf` for a document that is not a view. */
export function jsonText(fields: Fields): string {
  return `${escapeInvisible(JSON.stringify(fields, undefined, 2), inUnits)}\n`
}

/** JSON escapes UTF-16 units (RFC 8259 section 7). */
function inUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}
