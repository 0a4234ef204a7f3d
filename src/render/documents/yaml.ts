import { Document, Scalar, visit } from 'yaml'
import type { View } from '../views.js'
import { documentOf } from './documents.js'
import type { Fields } from './fields.js'
import { escapeInvisible, hasInvisible } from './invisible.js'

/** A view as YAML 1.2 that reads back as the same document: no anchors, no folded lines, nothing invisible. */
export function yamlOf(view: View): string {
  return yamlText(documentOf(view))
}

/** The same of a document that no view has. */
export function yamlText(fields: Fields): string {
  const entries = Object.entries(fields)
  const [key, list] = entries.at(-1) ?? []
  if (key === undefined || !Array.isArray(list) || list.length <= BATCH) return wholeText(fields)
  const before = entries.length > 1 ? wholeText(Object.fromEntries(entries.slice(0, -1))) : ''
  const pieces = [`${before}${key}:\n`]
  for (let from = 0; from < list.length; from += BATCH) {
    pieces.push(wholeText({ [key]: list.slice(from, from + BATCH) }).slice(`${key}:\n`.length))
  }
  return pieces.join('')
}

/** The nodes of a long list are many times its text: so many members are written at a time. */
const BATCH = 500

function wholeText(fields: Fields): string {
  const document = new Document(fields, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && mustBeQuoted(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return escapeInvisible(document.toString({ lineWidth: 0, ...ESCAPED_LINE_ENDS }), byCodePoint)
}

/** A line end in quotes stays `\n`: broken lines lose a blank that stands alone between two of them (yaml 2.9.1). */
const ESCAPED_LINE_ENDS = { doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }

/** Invisible characters, tabs, and blanks around a line end do not survive plain or in a block. */
function mustBeQuoted(text: string): boolean {
  return text.includes('\t') || hasInvisible(text) || / (?:\n|$)|(?:^|\n) |^\n/.test(text)
}

/** YAML 1.2 section 5.7; invisible characters stand in double quotes only. */
function byCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
