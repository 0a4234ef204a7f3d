import type { YAMLError } from 'yaml'
import type { Range } from '../fields/place.js'

export const UNCLOSED = 'the closing quote is missing'
export const TABS = 'a tab in the indentation; use spaces'

export function isUnclosed(error: YAMLError): boolean {
  return error.message.includes('Missing closing')
}

/** The most helpful error of every line, because one mistake makes yaml report several. Linear except for sorting. */
export function onePerLine(errors: readonly YAMLError[], text: string): readonly YAMLError[] {
  const telling: YAMLError[] = []
  let lineEnd = -1
  let best: YAMLError | undefined
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    if (best && error.pos[0] <= lineEnd) {
      if (rank(error) < rank(best)) best = error
      continue
    }
    if (best) telling.push(best)
    best = error
    const newline = text.indexOf('\n', error.pos[0])
    lineEnd = newline === -1 ? text.length : newline
  }
  if (best) telling.push(best)
  // Any earlier mistake inside a bracket also makes it look unclosed.
  return telling.filter((error, index) => index === 0 || !/ end with a [}\]]/.test(error.message))
}

/**
 * The tabs that indent the line of an error, or the next line if a value continues there. YAML does not allow them, and
 * yaml's message never mentions them.
 */
export function tabsNear({ code, message, pos }: YAMLError, text: string): Range | undefined {
  // Between brackets tabs are ordinary white space.
  if (!INDENTING.has(code) || /flow/i.test(message)) return undefined
  const begin = pos[0] === 0 ? 0 : text.lastIndexOf('\n', pos[0] - 1) + 1
  const next = code === 'MULTILINE_IMPLICIT_KEY' ? text.indexOf('\n', pos[0]) + 1 : 0
  return tabsAt(begin, text) ?? (next > 0 ? tabsAt(next, text) : undefined)
}

const INDENTING: ReadonlySet<YAMLError['code']> = new Set<YAMLError['code']>([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'TAB_AS_INDENT',
])

function tabsAt(begin: number, text: string): Range | undefined {
  const indentation = /^ *(?=\t)/.exec(text.slice(begin, begin + 200))
  if (!indentation) return undefined
  const start = begin + indentation[0].length
  return [start, start + 1]
}

/** Wrong indentation looks like a key over several lines; "unexpected" may follow from anything. */
function rank({ code, message }: YAMLError): number {
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.includes('block-seq-ind')) return 0
  return code === 'UNEXPECTED_TOKEN' ? 2 : 1
}

/** Explains a YAML error in plain words, because yaml's messages name its inner parts. */
export function explainSyntax(error: YAMLError): string {
  const said = BY_MESSAGE.find(([part]) => error.message.includes(part))
  return said?.[1] ?? BY_CODE[error.code] ?? 'this is not YAML'
}

const BY_MESSAGE: readonly (readonly [part: string, detail: string])[] = [
  ['Missing closing', UNCLOSED],
  ['need to be followed by map values', 'a key and ":" are expected here'],
  ['Missing space after :', 'a space is missing after ":"'],
  ['Missing , or :', 'a comma or ":" is missing before this'],
  ['Missing , between', 'a comma is missing before this'],
  ['end with a }', 'the closing } is missing'],
  ['end with a ]', 'the closing ] is missing'],
  ['Unexpected , in', 'a comma too many'],
  ['Unexpected empty item', 'a comma too many'],
  ['Comments must be separated', 'a space is missing before "#"'],
  ['Unexpected flow-map-end', 'a } too many'],
  ['Unexpected flow-seq-end', 'a ] too many'],
  ['Unexpected block-seq-ind', 'a list cannot begin on the line of its key'],
  ['Sequence item without', 'a "- " is expected here'],
  ['Unexpected scalar at node end', 'unexpected text after the end of a value'],
  ['extra characters', 'unexpected text after | or >'],
]

const BY_CODE: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_DIRECTIVE: 'a line cannot begin with "%"',
  BAD_DQ_ESCAPE: 'unknown escape; a backslash in double quotes is written \\\\',
  BAD_INDENT: 'the indentation does not match the lines above',
  BAD_SCALAR_START: 'a value that begins with this character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ":" on the line; text with ": " in it needs quotes',
  BLOCK_IN_FLOW: 'a comma is missing, or a list or mapping inside brackets needs its own brackets',
  KEY_OVER_1024_CHARS: 'a key of more than 1024 characters',
  MULTILINE_IMPLICIT_KEY: 'a ":" is missing, or the indentation of the next line is wrong',
  RESOURCE_EXHAUSTION: 'nested too deeply',
  TAB_AS_INDENT: TABS,
  UNEXPECTED_TOKEN: 'unexpected text',
}
