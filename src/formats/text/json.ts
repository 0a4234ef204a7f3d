import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'
import type { Place, Problem } from '../../model/index.js'
import { brokenFile, findingsIn, placesIn, type Range, type Unreadable, unreadable } from '../own/findings.js'

/** A JSON value (RFC 8259) and its offsets in the text; `end` is exclusive. */
export type JsonNode = JsonObject | JsonArray | JsonScalar

interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  /** In file order. Of a repeated key, the first value. */
  readonly entries: ReadonlyMap<string, JsonNode>
}

interface JsonArray {
  readonly kind: 'array'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

interface JsonScalar {
  readonly kind: 'string' | 'number' | 'true' | 'false' | 'null'
  readonly start: number
  readonly end: number
  /** The content of a string; other scalars as written, so that a long number keeps its digits. */
  readonly text: string
}

/** A JSON document, with repeated keys as its problems, or the one error that ended the reading. */
type JsonReading =
  | {
      readonly ok: true
      readonly root: JsonNode
      readonly place: (node: JsonNode) => Place
      readonly problems: readonly Problem[]
    }
  | Unreadable

const DEPTH = 64

/**
 * Reads JSON strictly by RFC 8259: trailing commas, NaN, comments and a byte order mark are refused with their place.
 * With `within` it reads one value inside a script, where comments and trailing commas may be. Objects are Maps, so
 * `__proto__` is an ordinary key. Linear.
 */
export function readJson(whole: string, file: string, within?: Range): JsonReading {
  const text = within ? blanked(whole, within) : whole
  const places = placesIn(file, whole)
  if (/^[ \t\r\n]*$/.test(text)) return unreadable({ code: 'empty-file', at: places([0, 0]) })
  const doubts = findingsIn(places)
  const tree = new Tree(text, (key, range, first) => {
    doubts.warn(range, (at) => ({ code: 'duplicate-key', at, key, first: places(first), severity: 'warning' }))
  })
  try {
    visit(text, tree, { disallowComments: !within, allowTrailingComma: within !== undefined })
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return brokenFile(places(fault.range), 'JSON', fault.detail, CUT.has(fault.detail))
  }
  const place = ({ kind, start, end }: JsonNode) =>
    places([start, kind === 'object' || kind === 'array' ? start + 1 : end])
  return { ok: true, root: tree.root, place, problems: doubts.list() }
}

/** Spaces in place of what is outside a range, so that the places inside it stay the same. */
function blanked(text: string, [start, end]: Range): string {
  const blank = (outside: string) => outside.replace(/[^\n]/g, ' ')
  return `${blank(text.slice(0, start))}${text.slice(start, end)}${blank(text.slice(end))}`
}

/** Thrown at the first error; the library would continue, and nest as deeply as the text does. */
class Fault {
  constructor(
    readonly range: Range,
    readonly detail: string,
  ) {}
}

/** An unclosed object or list, and how to add a value to it. */
interface Open {
  readonly node: { end: number }
  readonly add: (value: JsonNode) => void
}

/** Builds the nodes as the library visits them, in the order of the text. */
class Tree implements JSONVisitor {
  root: JsonNode = { kind: 'null', start: 0, end: 0, text: '' }
  private readonly open: Open[] = []
  private key = ''
  private range: Range = [0, 0]

  constructor(
    private readonly text: string,
    private readonly onDuplicate: (key: string, range: Range, first: Range) => void,
  ) {}

  onObjectBegin = (start: number) => {
    // A map takes two hundred bytes, even an empty one.
    let entries: Map<string, JsonNode> | undefined
    const node = { kind: 'object' as const, start, end: start, entries: NONE }
    this.begin(node, (value) => {
      entries ??= node.entries = new Map<string, JsonNode>()
      const first = entries.get(this.key)
      if (first) this.onDuplicate(this.key, this.range, [first.start, first.end])
      else entries.set(this.key, value)
    })
  }

  onArrayBegin = (start: number) => {
    const items: JsonNode[] = []
    this.begin({ kind: 'array', start, end: start, items }, (value) => items.push(value))
  }

  private begin(node: JsonObject | JsonArray, add: Open['add']): void {
    if (this.open.length === DEPTH) throw new Fault([node.start, node.start + 1], 'nested too deeply')
    this.add(node)
    this.open.push({ node, add })
  }

  private add(value: JsonNode): void {
    const inside = this.open.at(-1)
    if (inside) inside.add(value)
    else this.root = value
  }

  onObjectProperty = (key: string, offset: number, length: number) => {
    this.key = key
    this.range = [offset, offset + length]
  }

  onLiteralValue = (value: string | number | boolean | null, start: number, length: number) => {
    const end = start + length
    if (typeof value === 'string') return this.add({ kind: 'string', start, end, text: value })
    const text = this.text.slice(start, end)
    this.add({
      kind: typeof value === 'number' ? 'number' : value === null ? 'null' : value ? 'true' : 'false',
      start,
      end,
      text,
    })
  }

  onObjectEnd = (offset: number) => this.end(offset)

  onArrayEnd = (offset: number) => this.end(offset)

  private end(offset: number): void {
    const closed = this.open.pop()
    if (closed) closed.node.end = offset + 1
  }

  onError = (code: ParseErrorCode, offset: number, length: number) => {
    const range: Range = [offset, offset + Math.max(1, length)]
    throw new Fault(range, this.detail(printParseErrorCode(code), range))
  }

  private detail(code: ReturnType<typeof printParseErrorCode>, [start, end]: Range): string {
    if (code === 'UnexpectedEndOfString') return LINE_END.test(this.text.slice(end)) ? IN_QUOTES : OPEN_STRING
    if (start >= this.text.length) return TOO_SHORT
    const found = this.text.slice(start, end)
    const bracket = found === ']' || found === '}'
    if (bracket && /,\s*$/.test(this.text.slice(Math.max(0, start - 100), start)))
      return 'there is a comma before the closing bracket'
    const known = DETAILS[code]
    if (known !== undefined) return known
    if (found.startsWith("'")) return 'text must be in "double quotes"'
    const [word] = /^[-+.\w]{1,40}/.exec(this.text.slice(start, start + 40)) ?? []
    return word ? `${word} is not a JSON value` : 'this is not a JSON value'
  }
}

const NONE: ReadonlyMap<string, JsonNode> = new Map()
const LINE_END = /^\s*\n/
const OPEN_STRING = 'a string never closes'
const TOO_SHORT = 'it ends too early'
/** Only in these cases the end is what is wrong. */
const CUT: ReadonlySet<string> = new Set([OPEN_STRING, TOO_SHORT])
const IN_QUOTES = 'there is a line break or control character inside quotes'
const UNCLOSED = 'a comma or the closing bracket is missing'

const DETAILS: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, string>>> = {
  InvalidCharacter: IN_QUOTES,
  InvalidEscapeCharacter: 'unknown escape',
  InvalidUnicode: 'unknown escape',
  PropertyNameExpected: 'a key must be in "quotes"',
  ColonExpected: 'a colon is missing after the key',
  CommaExpected: UNCLOSED,
  CloseBraceExpected: UNCLOSED,
  CloseBracketExpected: UNCLOSED,
  EndOfFileExpected: 'there is text after the end',
  ValueExpected: 'a value is missing',
  InvalidCommentToken: 'JSON has no comments',
}

/** The value of the first of these keys that has one; null and blank text do not count. */
export function field(node: JsonNode | undefined, ...keys: readonly string[]): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined
  for (const key of keys) {
    const value = node.entries.get(key)
    if (value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.text.trim() === ''))
      return value
  }
  return undefined
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : []
}

/**
 * The text of a value; a number as it is written. Of a text in several languages (`{ "de": ..., "en": ... }`) the
 * English one, or else the first. Never empty.
 */
export function textOf(node: JsonNode | undefined): string | undefined {
  if (node?.kind === 'object') return inOneLanguage(node.entries)
  if (node?.kind !== 'string' && node?.kind !== 'number') return undefined
  const text = node.text.trim()
  return text === '' ? undefined : text
}

/** The text of the first of these keys that has any. */
export function textAt(node: JsonNode | undefined, ...keys: readonly string[]): string | undefined {
  if (node?.kind !== 'object') return undefined
  for (const key of keys) {
    const text = textOf(node.entries.get(key))
    if (text !== undefined) return text
  }
  return undefined
}

export function isTrue(node: JsonNode | undefined, ...keys: readonly string[]): boolean {
  return field(node, ...keys)?.kind === 'true'
}

/** A name: the text itself, or the name of an object. */
export function nameOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'object' ? (textAt(node, 'name', 'title') ?? textOf(node)) : textOf(node)
}

const LANGUAGE = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/

function inOneLanguage(entries: ReadonlyMap<string, JsonNode>): string | undefined {
  const texts: [language: string, text: string][] = []
  for (const [language, node] of entries) {
    if (!LANGUAGE.test(language)) return undefined
    const text = node.kind === 'string' ? node.text.trim() : ''
    if (text !== '') texts.push([language, text])
  }
  const [first] = texts
  return (texts.find(([language]) => language.startsWith('en')) ?? first)?.[1]
}

/** The items of an array, or else the value alone. */
export function several(node: JsonNode | undefined): readonly (JsonNode | undefined)[] {
  return node?.kind === 'array' ? node.items : [node]
}

const TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g

/**
 * The paths of the keys at the beginning of a JSON text, which may be cut off: `schedule.conference.title`,
 * `sessions[].id`, `[].event_key`. Empty if the text is not JSON. Linear.
 */
export function outlineOf(beginning: string): ReadonlySet<string> {
  // Every format asks for the same beginning.
  if (latest?.beginning !== beginning) latest = { beginning, paths: pathsIn(beginning) }
  return latest.paths
}

let latest: { readonly beginning: string; readonly paths: ReadonlySet<string> } | undefined

function pathsIn(beginning: string): ReadonlySet<string> {
  const paths = new Set<string>()
  if (!/^\s*[[{]/.test(beginning)) return paths
  const open: { readonly list: boolean; readonly path: string }[] = []
  let path = ''
  let word = ''
  for (const [token] of beginning.matchAll(TOKENS)) {
    const inside = open.at(-1)
    if (token === '{') open.push({ list: false, path })
    else if (token === '[') {
      path = `${path}[]`
      open.push({ list: true, path })
    } else if (token === '}' || token === ']') open.pop()
    else if (token === ':' && inside?.list === false) {
      path = inside.path === '' ? word : `${inside.path}.${word}`
      paths.add(path)
    }
    if (token === ',' && inside?.list) path = inside.path
    word = token.startsWith('"') ? token.slice(1, token.endsWith('"') ? -1 : undefined) : ''
  }
  return paths
}
