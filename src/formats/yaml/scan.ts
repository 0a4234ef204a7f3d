import { CST, Lexer, Parser } from 'yaml'
import type { RefusedConstruct } from '../../model/problem.js'
import type { Range } from '../fields/place.js'

/** Deeper than any schedule. Deep documents can abort Node, because yaml composes by recursion. */
export const DEPTH = 32

const REFUSALS = 50

/**
 * Each token costs later stages some 3 µs and 1 kB, so a megabyte of text must not have more than these. Larger files
 * may take longer: 100,000 sessions with only an id and a title pass, brackets alone do not.
 */
export const tokensAllowed = (text: string): number => 450_000 + Math.max(0, text.length - 1_048_576) / 2

interface Refusal {
  readonly construct: RefusedConstruct
  readonly range: Range
}

export interface Scan {
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
