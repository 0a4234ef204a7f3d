import { pattern } from '../../model/index.js'
import type { View } from '../views.js'
import { clashesDocument, documentWith } from './documents.js'
import type { Fields } from './fields.js'

/** A view as JSON, indented by two spaces, without characters that act on a terminal. */
export function* jsonTexts(view: View, fields?: readonly string[]): Generator<string> {
  if (view.kind !== 'clashes' || fields) return yield `${jsonText(documentWith(view, fields))}\n`
  const { head, key, items } = clashesDocument(view)
  yield `${jsonText(head).slice(0, -2)},\n  "${key}": [`
  let between = ''
  for (const item of items) {
    yield `${between}\n    ${jsonText(item).replaceAll('\n', '\n    ')}`
    between = ','
  }
  yield `${between === '' ? '' : '\n  '}]\n}\n`
}

export function jsonText(fields: Fields | string): string {
  return escapeInvisible(JSON.stringify(fields, undefined, 2), inUnits)
}

/** JSON escapes UTF-16 units (RFC 8259 section 7). */
function inUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}

/** Characters that are invisible or act on a terminal, many of which JSON and YAML leave unescaped. */
const CHARACTERS = String.raw`[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}`
const INVISIBLE = pattern(CHARACTERS, 'u')
const EVERY_INVISIBLE = pattern(CHARACTERS, 'gu')
/** Most texts consist of these characters only, which need no slower check. */
const USUAL = /^[\t\n -~]*$/

export function hasInvisible(text: string): boolean {
  return !USUAL.test(text) && INVISIBLE().test(text)
}

/** Replaces invisible characters by escapes, which JSON and YAML read back inside double quotes. */
export function escapeInvisible(text: string, write: (character: string) => string): string {
  return USUAL.test(text) ? text : text.replace(EVERY_INVISIBLE(), write)
}
