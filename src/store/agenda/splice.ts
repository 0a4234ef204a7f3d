import { needsQuotes } from '../../formats/yaml/quotes.js'
import { type Agenda, type AgendaPick, type Block, LONGEST, pattern } from '../../model/index.js'
import {
  blockFields,
  type Fields,
  isFields,
  isTexts,
  pickFields,
  sameWritten,
  type WriteSpan,
  type Written,
} from './fields.js'

/**
 * The text of an agenda file in which `after` replaces `before`: byte for byte the result of `writeAgenda`, at a tenth of
 * its cost, because unchanged text is copied. Undefined if anything but picks and blocks changed, or in any doubt: then
 * the YAML document has to be edited. Linear.
 */
export function spliceAgenda(
  text: string,
  layout: Layout,
  before: Agenda,
  after: Agenda,
  writeSpan: WriteSpan | undefined,
): string | undefined {
  const { picks, blocks, ...rest } = before
  const isOther = ({ picks: _, blocks: __, ...others }: Agenda) => !isSame(rest, others)
  if (isOther(after)) return undefined
  const lists: [string, string[] | undefined][] = []
  if (!isSame(picks, after.picks)) {
    const change = { before: picks, after: after.picks, fieldsOf: pickFields, nameOf: pickName }
    lists.push(['picks', changedItems(text, layout, layout.lists.get('picks')?.items ?? [], change)])
  }
  if (writeSpan && !isSame(blocks, after.blocks)) {
    const fieldsOf = (block: Block) => blockFields(block, writeSpan)
    const change = { before: blocks, after: after.blocks, fieldsOf, nameOf: () => undefined }
    lists.push(['blocks', changedItems(text, layout, layout.lists.get('blocks')?.items ?? [], change)])
  }
  let spliced = ''
  let copied = 0
  // In the order of the file; a new list is appended.
  const place = ([key]: (typeof lists)[number]) => layout.lists.get(key)?.start ?? text.length
  for (const [key, items] of lists.toSorted((a, b) => place(a) - place(b))) {
    if (!items) return undefined
    const { start, end } = layout.lists.get(key) ?? { start: text.length, end: text.length }
    spliced += text.slice(copied, start)
    if (start === end) spliced += `${key}:`
    spliced += items.length === 0 ? ' []\n' : `\n${items.join('')}`
    copied = end
  }
  return spliced + text.slice(copied)
}

function isSame<T extends object>(one: T, other: T): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof T>
  return [...keys].every((key) => one[key] === other[key])
}

/** Identifies a changed pick. If its uid changed, only editing the document can find it. */
function pickName({ session, seen }: AgendaPick): string {
  return JSON.stringify([session, seen?.uid])
}

interface ListChange<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
  readonly fieldsOf: (item: T) => Fields
  /** Undefined for items that cannot be identified once they have changed. */
  readonly nameOf: (item: T) => string | undefined
}

/**
 * The texts of a list's items after a change. Undefined if items were both removed and added, because one may be the
 * other with a new name.
 */
function changedItems<T>(
  text: string,
  layout: Layout,
  spans: readonly Span[],
  { before, after, fieldsOf, nameOf }: ListChange<T>,
): string[] | undefined {
  if (spans.length !== before.length) return undefined
  const old = new Map(before.map((item, index) => [item, spans[index]]))
  const staying = new Set(after.filter((item) => old.has(item)))
  const left = new Map(before.flatMap((item) => (staying.has(item) ? [] : [[nameOf(item), item]])))
  const texts: string[] = []
  let anyNew = false
  for (const item of after) {
    const span = old.get(item)
    const name = nameOf(item)
    const was = span || name === undefined ? undefined : left.get(name)
    if ((span || was) && anyNew) return undefined
    if (span) texts.push(text.slice(span.start, span.end))
    else {
      anyNew ||= was === undefined
      const wasAt = was && old.get(was)
      const written =
        wasAt && was ? editedItem(text, layout, wasAt, fieldsOf(was), fieldsOf(item)) : newItem(layout, fieldsOf(item))
      if (written === undefined) return undefined
      if (was) left.delete(name)
      texts.push(written)
    }
  }
  return anyNew && left.size > 0 ? undefined : texts
}

function newItem({ column }: Layout, fields: Fields): string | undefined {
  const pairs = writtenFields(fields, column + STEP, column)
  return pairs && `${' '.repeat(column)}- ${pairs.join(' '.repeat(column + STEP))}`
}

function editedItem(
  text: string,
  { column, padded }: Layout,
  { start, end }: Span,
  before: Fields,
  after: Fields,
): string | undefined {
  const reader = new LayoutReader(text, start + column + DASH.length, column, padded)
  const pairs = reader.pairs(column + STEP)
  // The item is a bare id or in brackets.
  if (!pairs || reader.at !== end) return undefined
  const edited = editedPairs(text, pairs, before, after, column + STEP, column)
  return edited && `${' '.repeat(column)}- ${edited.join(' '.repeat(column + STEP))}`
}

/** Like `editMap` on the nodes of a document: new keys are appended. */
function editedPairs(
  text: string,
  pairs: readonly PairSpan[],
  before: Fields,
  after: Fields,
  indent: number,
  dashes: number,
): string[] | undefined {
  const texts = new Map(pairs.map(({ key, start, end }) => [key, text.slice(start, end)]))
  for (const [key, wanted] of Object.entries(after)) {
    const was = before[key]
    if (sameWritten(was, wanted)) continue
    const inside = pairs.find((pair) => pair.key === key)?.inside
    if (wanted === undefined) texts.delete(key)
    else if (texts.has(key) && isFields(was) && isFields(wanted)) {
      const deeper = ' '.repeat(indent + STEP)
      const edited = inside && editedPairs(text, inside, was, wanted, indent + STEP, dashes)
      if (!edited) return undefined
      texts.set(key, `${key}:\n${edited.map((pair) => deeper + pair).join('')}`)
    } else {
      const written = writtenPair(key, wanted, indent, dashes)
      if (written === undefined) return undefined
      texts.set(key, written)
    }
  }
  if (texts.has('duration') && !sameWritten(before['end'], after['end'])) return undefined
  return texts.size === 0 ? undefined : [...texts.values()]
}

function writtenFields(fields: Fields, indent: number, dashes: number): string[] | undefined {
  const pairs: string[] = []
  for (const [key, wanted] of Object.entries(fields)) {
    const written = wanted === undefined ? '' : writtenPair(key, wanted, indent, dashes)
    if (written === undefined) return undefined
    if (written !== '') pairs.push(written)
  }
  return pairs.length === 0 ? undefined : pairs
}

/** A key and its value. `dashes` is how much deeper than its key a list is indented. */
function writtenPair(key: string, wanted: Written, indent: number, dashes: number): string | undefined {
  if (typeof wanted !== 'object') {
    const scalar = typeof wanted === 'string' ? writtenText(wanted, ' '.repeat(indent + STEP)) : String(wanted)
    return scalar && `${key}: ${scalar}\n`
  }
  if (isTexts(wanted)) {
    const items = wanted.map((text) => (text.includes('\n') ? undefined : writtenText(text, '')))
    if (items.length === 0 || items.includes(undefined)) return undefined
    return `${key}:\n${items.map((item) => `${' '.repeat(indent + dashes)}- ${item}\n`).join('')}`
  }
  const pairs = writtenFields(wanted, indent + STEP, dashes)
  return pairs && `${key}:\n${pairs.map((pair) => ' '.repeat(indent + STEP) + pair).join('')}`
}

/** A text as yaml's `stringifyString` writes it; undefined if that depends on more than is checked here. */
function writtenText(text: string, indent: string): string | undefined {
  if (text === '' || text !== text.trim() || text.length > LONGEST || UNSURE().test(text)) return undefined
  if (text.includes('\n')) return needsQuotes(text) ? undefined : `|-\n${text.replace(/^(?=.)/gm, indent)}`
  if (needsQuotes(text)) return JSON.stringify(text)
  if (!UNLIKE_PLAIN.test(text)) return text
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text)
}

/** Control characters and invisible ones. */
const UNSURE = pattern(String.raw`[^\P{C}\n]|[\p{Zl}\p{Zp}]`, 'u')

/** Texts that yaml never writes without quotes. */
const UNLIKE_PLAIN = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|:(?: |$)| #/

interface Span {
  readonly start: number
  readonly end: number
}

/** From its key to the end of its last line. */
interface PairSpan extends Span {
  readonly key: string
  /** The pairs of a block mapping. */
  readonly inside?: readonly PairSpan[]
}

/** The positions of the lists in an agenda that is laid out as kubeplan writes it. */
export interface Layout {
  /** The column of the lists' dashes at the top level, which is also how much deeper than their keys lists are. */
  readonly column: number
  /** Whether there are blanks inside brackets; undefined without brackets. */
  readonly padded: boolean | undefined
  /** The top-level lists and their items, from after the colon to the end of the last line. */
  readonly lists: ReadonlyMap<string, Span & { readonly items: readonly Span[] }>
}

const STEP = 2
const DASH = '- '

/**
 * The layout of an agenda, if yaml would write every line of it in the same way: block style with one indent for lists, no
 * comments, no empty lines, simple scalars. Values may be in brackets on one line.
 */
export function layoutOf(text: string): Layout | undefined {
  const reader = new LayoutReader(text, 0)
  const lists = new Map<string, Span & { readonly items: readonly Span[] }>()
  while (reader.at < text.length) {
    const key = reader.key()
    if (key === undefined) return undefined
    const start = reader.at
    if (reader.emptyList()) lists.set(key, { start, end: reader.at, items: [] })
    else if (reader.beginsList(0)) {
      const items = reader.list(0)
      if (!items) return undefined
      lists.set(key, { start, end: reader.at, items })
    } else if (!reader.value(0)) return undefined
  }
  return { column: reader.column ?? STEP, padded: reader.padded, lists }
}

/** A method returns undefined or false where the text is not as kubeplan writes it. */
class LayoutReader {
  constructor(
    private readonly text: string,
    public at: number,
    /** The column of the top-level dashes, once one was read. */
    public column?: number,
    public padded?: boolean,
  ) {}

  /** The key of a pair, up to its colon. */
  key(): string | undefined {
    const start = this.at
    return this.skip(KEY) ? this.text.slice(start, this.at - 1) : undefined
  }

  emptyList(): boolean {
    return this.skip(EMPTY_LIST)
  }

  /** Whether a list begins on the next line, with its dashes as much deeper than `indent` as those of all others. */
  beginsList(indent: number): boolean {
    const isAt = (column: number) => this.text.startsWith(`\n${' '.repeat(indent + column)}${DASH}`, this.at)
    if (indent === 0) this.column ??= [0, STEP].find(isAt)
    return this.column !== undefined && isAt(this.column)
  }

  /** Reads the items of a list that begins on the next line. */
  list(indent: number): readonly Span[] | undefined {
    const dash = ' '.repeat(indent + (this.column ?? 0)) + DASH
    this.at++
    const items: Span[] = []
    while (this.text.startsWith(dash, this.at)) {
      const start = this.at
      this.at += dash.length
      if (!this.line() && !this.pairs(dash.length)) return undefined
      items.push({ start, end: this.at })
    }
    return items
  }

  /** Reads the pairs of a mapping from its first key; the other keys are at `indent`. */
  pairs(indent: number): readonly PairSpan[] | undefined {
    const pairs: PairSpan[] = []
    const blanks = ' '.repeat(indent)
    do {
      const start = pairs.length === 0 ? this.at : this.at + indent
      this.at = start
      const key = this.key()
      const inside = key === undefined ? undefined : this.value(indent)
      if (key === undefined || !inside) return undefined
      pairs.push({ key, start, end: this.at, ...(inside !== true && { inside }) })
    } while (this.text.startsWith(blanks, this.at) && this.isWord(this.at + indent))
    return pairs
  }

  /** Reads the value after a colon, to the end of its last line. Returns the pairs if it is a block mapping. */
  value(indent: number): readonly PairSpan[] | true | undefined {
    if (this.text.charCodeAt(this.at) === BLANK) {
      this.at++
      return this.line() || this.literal(indent + STEP) || undefined
    }
    if (this.beginsList(indent)) return this.list(indent) && true
    const deeper = indent + STEP
    if (!this.text.startsWith(`\n${' '.repeat(deeper)}`, this.at) || !this.isWord(this.at + 1 + deeper))
      return undefined
    this.at += 1 + deeper
    return this.pairs(deeper)
  }

  /** Reads a scalar or brackets to the end of the line. */
  line(): boolean {
    const start = this.at
    if (this.skip(SCALAR) && this.skip(LINE_END)) return true
    this.at = start
    const paddings = this.padded === undefined ? [true, false] : [this.padded]
    const padded = paddings.find((padding) => {
      this.at = start
      return this.skip(padding ? PADDED : TIGHT) && this.skip(LINE_END)
    })
    if (padded === undefined) this.at = start
    else this.padded = padded
    return padded !== undefined
  }

  /** Reads a literal text: no line has blanks at its ends, and the first and last line are not empty. */
  private literal(indent: number): boolean {
    if (!this.skip(LITERAL)) return false
    const blanks = ' '.repeat(indent)
    let last: string | undefined
    for (let end = this.text.indexOf('\n', this.at); end !== -1; end = this.text.indexOf('\n', this.at)) {
      const line = this.text.slice(this.at, end)
      if (line !== '' && !line.startsWith(blanks)) break
      if (line === '' ? last === undefined : !LITERAL_LINE.test(line.slice(indent))) return false
      last = line
      this.at = end + 1
    }
    return last !== undefined && last !== ''
  }

  private isWord(at: number): boolean {
    const code = this.text.charCodeAt(at)
    return code !== BLANK && code !== DASH.charCodeAt(0)
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    if (!pattern.test(this.text)) return false
    this.at = pattern.lastIndex
    return true
  }
}

const BLANK = 0x20

/** Control characters and white space other than blanks are never copied. */
const [FIRST, NEXT] = [String.raw`[^\s?:,[\]{}#&*!|>'"%@\`\-\x00-\x1f\x7f-\x9f]`, String.raw`\s:\x00-\x1f\x7f-\x9f`]
const PLAIN = String.raw`${FIRST}(?:[^${NEXT}]|:(?=\S)| +(?=[^\s#]))*`
const QUOTED = String.raw`"(?:[^"\\\x00-\x1f\x7f-\x9f]|\\["\\])*"|'(?:[^'\x00-\x1f\x7f-\x9f]|'')*'`

/** Sticky: each is tried only at the offset in its `lastIndex`. */
const KEY = /[A-Za-z_][\w-]*:(?=[ \n])/y
const SCALAR = new RegExp(`(?:${PLAIN}|${QUOTED})(?=\\n)`, 'y')
const EMPTY_LIST = / \[\]\n/y
const LITERAL = /\|-?\n/y
const LINE_END = /\n/y
const LITERAL_LINE = /^[^\s\x00-\x1f\x7f-\x9f](?:[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f])?$/
const [PADDED, TIGHT] = [brackets(' '), brackets('')]

/** Brackets on one line, nested at most once. */
function brackets(padding: string): RegExp {
  const inside = String.raw`${FIRST}(?:[^${NEXT},[\]{}]|:(?=[^\s,[\]{}])| +(?=[^\s#,[\]{}]))*|${QUOTED}`
  const list = (item: string) => String.raw`\[${padding}(?:${item})(?:, (?:${item}))*${padding}\]`
  const mapping = (item: string) =>
    String.raw`\{${padding}[A-Za-z_][\w-]*: (?:${item})(?:, [A-Za-z_][\w-]*: (?:${item}))*${padding}\}`
  const deeper = `${inside}|${list(inside)}|${mapping(inside)}`
  return new RegExp(`(?:${list(deeper)}|${mapping(deeper)})(?=\\n)`, 'y')
}
