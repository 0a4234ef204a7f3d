import { CST, Lexer, Parser, type YAMLError } from 'yaml'
import type { RefusedConstruct } from '../../model/index.js'
import type { Range } from '../own/findings.js'
import { DEPTH, tokensAllowed } from './simple-yaml.js'

const REFUSALS = 50

interface Refusal {
  readonly construct: RefusedConstruct
  readonly range: Range
}

interface Scan {
  readonly refusals: readonly Refusal[]
  /** Where quotations open that are never closed. */
  readonly unclosed: readonly Range[]
  readonly tokens: readonly CST.Token[]
}

/**
 * Splits YAML into its syntax tree and refuses what no schedule needs and what makes yaml slow or unsafe later. Neither
 * lexer nor parser recurses, and the watcher can stop both, so it is linear for any input.
 */
export function scanYaml(text: string): Scan {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const refusals: Refusal[] = []
  const unclosed: Range[] = []
  const watch = watchTokens(refusals, unclosed)
  const allowed = tokensAllowed(text)
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser
    const weight = watch(lexeme, offset)
    for (const token of parser.next(lexeme)) tokens.push(token)
    const deep = parser.stack.length > DEPTH + 1 && collections(parser.stack) > DEPTH
    if (!deep && weight <= allowed && refusals.length < REFUSALS) continue
    const range = spanOf(lexeme, offset)
    if (deep) refusals.push({ construct: 'deep-nesting', range })
    else if (weight > allowed) refusals.push({ construct: 'too-many-values', range })
    return { refusals, unclosed, tokens }
  }
  for (const token of parser.end()) tokens.push(token)
  return { refusals, unclosed, tokens }
}

function collections(stack: readonly CST.Token[]): number {
  return stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection').length
}

/** Sees every lexeme once, in order, and returns their total weight so far. */
function watchTokens(refusals: Refusal[], unclosed: Range[]): (lexeme: string, offset: number) => number {
  const weigh = weigher()
  const beginsAnother = documentCounter()
  let textFollows = false
  let merge: Range | undefined
  return (lexeme, offset) => {
    const type = textFollows ? 'text' : (CST.tokenType(lexeme) ?? 'space')
    textFollows = type === 'scalar'
    const refuse = (construct: RefusedConstruct, range: Range) => refusals.push({ construct, range })
    if (type === 'map-value-ind' && merge) refuse('merge-key', merge)
    if (type !== 'space') merge = type === 'text' && lexeme === '<<' ? spanOf(lexeme, offset) : undefined
    const construct = REFUSED.get(type)
    if (construct) refuse(construct, spanOf(lexeme, offset))
    if (beginsAnother(type) && refusals.at(-1)?.range[0] !== offset) refuse('several-documents', [offset, offset + 3])
    if (staysOpen(type, lexeme)) unclosed.push([offset, offset + 1])
    return weigh(type)
  }
}

/**
 * yaml's names of its tokens. After the token `scalar`, the text of one follows, which may look like any other token.
 */
type Type = CST.TokenType | 'text'

const REFUSED: ReadonlyMap<Type, RefusedConstruct> = new Map<Type, RefusedConstruct>([
  ['alias', 'alias'],
  ['anchor', 'anchor'],
  ['tag', 'tag'],
  ['explicit-key-ind', 'explicit-key'],
  ['directive-line', 'directive'],
])

const OUTSIDE: ReadonlySet<Type> = new Set<Type>([
  'byte-order-mark',
  'space',
  'newline',
  'comment',
  'directive-line',
  'doc-end',
])

function documentCounter(): (type: Type) => boolean {
  let document: 'none' | 'opened' | 'filled' = 'none'
  return (type) => {
    if (OUTSIDE.has(type)) return false
    const another = type === 'doc-mode' ? document !== 'none' : type === 'doc-start' && document === 'filled'
    document = type === 'doc-mode' && !another ? 'opened' : 'filled'
    return another
  }
}

const LIGHT: ReadonlyMap<Type, number> = new Map<Type, number>([
  ['space', 0],
  ['comment', 0],
  ['scalar', 0],
  ['newline', 0.25],
])

/** Spaces and comments weigh nothing, nor do brackets that close another. */
function weigher(): (type: Type) => number {
  let weight = 0
  let open = 0
  return (type) => {
    const closes = (type === 'flow-map-end' || type === 'flow-seq-end') && open > 0
    if (type === 'flow-map-start' || type === 'flow-seq-start') open++
    else if (type === 'flow-error-end') open = 0
    else if (closes) open--
    if (!closes) weight += LIGHT.get(type) ?? 1
    return weight
  }
}

function staysOpen(type: Type, lexeme: string): boolean {
  if (type === 'single-quoted-scalar') return lexeme.length === 1 || !lexeme.endsWith("'")
  if (type !== 'double-quoted-scalar') return false
  if (lexeme.length === 1 || !lexeme.endsWith('"')) return true
  let slashes = 0
  while (lexeme[lexeme.length - 2 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

function spanOf(lexeme: string, offset: number): Range {
  return [offset, offset + lexeme.length]
}

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
