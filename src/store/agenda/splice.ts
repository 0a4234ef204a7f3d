import { needsQuotes } from '../../formats/yaml/quotes.js'
import { type Agenda, type AgendaPick, type Block, LONGEST } from '../../model/conference.js'
import { pattern } from '../../model/pattern.js'
import { blockFields, type Fields, isTexts, pickFields, sameWritten, type WriteSpan, type Written } from './fields.js'

/**
 * The text of an agenda file with `after` in the place of `before`: to the byte what `writeAgenda` answers, at a tenth of its
 * cost, because what did not change is copied. Nothing where more changed than picks and blocks that came, went or say something
 * else, or where there is any doubt: then the document decides. Linear.
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
  // In the order of the file; a list that is new comes last.
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

/** By what a pick that changed is found again; the document finds one whose uid changed in another way. */
function pickName({ session, seen }: AgendaPick): string {
  return JSON.stringify([session, seen?.uid])
}

interface ListChange<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
  readonly fieldsOf: (item: T) => Fields
  /** Nothing for what is never found again once it says something else. */
  readonly nameOf: (item: T) => string | undefined
}

/**
 * The texts of the items of a list after a change. Nothing where some items went and others came at once: one may be the other,
 * under another name.
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
  // An item that is an id alone, or stands in brackets.
  if (!pairs || reader.at !== end) return undefined
  const edited = editedPairs(text, pairs, before, after, column + STEP, column)
  return edited && `${' '.repeat(column)}- ${edited.join(' '.repeat(column + STEP))}`
}

/** As `editMap` does it with the nodes of a document: what is new comes last. */
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

/** A key with what is written behind it, from the key on. `dashes` is how much deeper than its key a list stands. */
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

/** A text as yaml writes it (its `stringifyString`); nothing where that depends on more than is looked at here. */
function writtenText(text: string, indent: string): string | undefined {
  if (text === '' || text !== text.trim() || text.length > LONGEST || UNSURE().test(text)) return undefined
  if (text.includes('\n')) return needsQuotes(text) ? undefined : `|-\n${text.replace(/^(?=.)/gm, indent)}`
  if (needsQuotes(text)) return JSON.stringify(text)
  if (!UNLIKE_PLAIN.test(text)) return text
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text)
}

/** What acts, or cannot be seen. */
const UNSURE = pattern(String.raw`[^\P{C}\n]|[\p{Zl}\p{Zp}]`, 'u')

/** What yaml never writes plain. */
const UNLIKE_PLAIN = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|:(?: |$)| #/

function isFields(written: Written | undefined): written is Fields {
  return typeof written === 'object' && !isTexts(written)
}

/** Offsets of whole lines, or of a part of them. */
interface Span {
  readonly start: number
  readonly end: number
}

/** From its key to the end of its last line. */
interface PairSpan extends Span {
  readonly key: string
  /** The pairs of a mapping on lines of its own. */
  readonly inside?: readonly PairSpan[]
}

/** Where the lists of an agenda stand that is laid out as kubeplan does it. */
export interface Layout {
  /** Where the dashes of the lists stand, and how much deeper than their keys. */
  readonly column: number
  /** Whether blanks stand inside brackets; nothing where there are none. */
  readonly padded: boolean | undefined
  /** Those at the top, from behind the colon to the end of the last line, with their items. */
  readonly lists: ReadonlyMap<string, Span & { readonly items: readonly Span[] }>
}

const STEP = 2
const DASH = '- '

/**
 * Where the lists of an agenda stand, if every line of it is as a document that is read from it would write it: block style with
 * its lists at one indent, no comments, no empty lines, simple scalars. Brackets on one line may stand anywhere inside.
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

/** A method that answers nothing has met what is not as kubeplan writes it. */
class LayoutReader {
  constructor(
    private readonly text: string,
    public at: number,
    /** Of the dashes at the top, once one was seen. */
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

  /** The items of a list that begins on the next line. */
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

  /** The pairs of a mapping, from its first key on; the others stand at `indent`. */
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

  /** What stands behind a colon, up to the end of its last line: the pairs of a mapping, or something else. */
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

  /** A scalar or brackets, to the end of the line. */
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

  /** A text of several lines as it is, none of them with blanks at its edges, the first and the last not empty. */
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

/** Controls and white space but the blank: what is not copied unseen. */
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

/** Brackets on one line, of which one kind stands inside another at most once. */
function brackets(padding: string): RegExp {
  const inside = String.raw`${FIRST}(?:[^${NEXT},[\]{}]|:(?=[^\s,[\]{}])| +(?=[^\s#,[\]{}]))*|${QUOTED}`
  const list = (item: string) => String.raw`\[${padding}(?:${item})(?:, (?:${item}))*${padding}\]`
  const mapping = (item: string) =>
    String.raw`\{${padding}[A-Za-z_][\w-]*: (?:${item})(?:, [A-Za-z_][\w-]*: (?:${item}))*${padding}\}`
  const deeper = `${inside}|${list(inside)}|${mapping(inside)}`
  return new RegExp(`(?:${list(deeper)}|${mapping(deeper)})(?=\\n)`, 'y')
}
