import { CST, Lexer, Parser } from 'yaml'
import type { RefusedConstruct } from '../model/catalogue-problem.js'
import type { Range } from './place.js'

/** Deeper than any schedule; deep documents can abort Node (yaml composes by recursion). */
const DEPTH = 32

/** More than anybody lists at once of what is refused. */
const REFUSALS = 50

/**
 * Tokens that cost time and memory: each takes some 3 µs and 1 kB to compose. 100,000 sessions stay far below,
 * a megabyte of brackets does not.
 */
const tokensAllowed = (text: string): number => 350_000 + text.length / 6

export interface Refusal {
  readonly construct: RefusedConstruct
  readonly range: Range
}

export interface Scan {
  readonly refusals: readonly Refusal[]
  /** Where a quotation opens that never closes. */
  readonly unclosed: readonly Range[]
  /** What the parser made of it; incomplete where something was refused. */
  readonly tokens: readonly CST.Token[]
}

/**
 * Splits YAML into its syntax tree and refuses on the way what no schedule needs and what makes yaml slow or unsafe
 * further on. Neither lexer nor parser recurses, and the watching stops both: linear in the text for any input.
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

const REFUSED: Readonly<Partial<Record<CST.TokenType, RefusedConstruct>>> = {
  alias: 'alias',
  anchor: 'anchor',
  tag: 'tag',
  'explicit-key-ind': 'explicit-key',
  'directive-line': 'directive',
}

/** Sees every lexeme once, in order, and answers how many tokens there have been that cost something. */
function watchTokens(refusals: Refusal[], unclosed: Range[]): (lexeme: string, offset: number) => number {
  let weight = 0
  let insideScalar = false
  let document: 'none' | 'opened' | 'filled' = 'none'
  let merge: Range | undefined
  return (lexeme, offset) => {
    if (insideScalar) {
      insideScalar = false
      merge = lexeme === '<<' ? spanOf(lexeme, offset) : undefined
      document = 'filled'
      return ++weight
    }
    const type = CST.tokenType(lexeme)
    if (type === null || type === 'space' || type === 'newline' || type === 'comment') return weight
    if (type === 'scalar') {
      insideScalar = true
      return weight
    }
    const construct = REFUSED[type]
    if (construct) refusals.push({ construct, range: spanOf(lexeme, offset) })
    if (type === 'map-value-ind' && merge) refusals.push({ construct: 'merge-key', range: merge })
    merge = undefined
    if (type === 'doc-mode' || type === 'doc-start') {
      const another = type === 'doc-mode' ? document !== 'none' : document === 'filled'
      if (another && refusals.at(-1)?.range[0] !== offset) {
        refusals.push({ construct: 'several-documents', range: [offset, offset + 3] })
      }
      document = another || type === 'doc-start' ? 'filled' : 'opened'
    } else if (type !== 'doc-end' && type !== 'byte-order-mark' && type !== 'directive-line') document = 'filled'
    if (opensWithoutClosing(type, lexeme)) unclosed.push([offset, offset + 1])
    return ++weight
  }
}

function opensWithoutClosing(type: CST.TokenType, lexeme: string): boolean {
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

/** Below them stands the document, and a scalar may stand on top. */
function collections(stack: readonly CST.Token[]): number {
  return stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection').length
}
