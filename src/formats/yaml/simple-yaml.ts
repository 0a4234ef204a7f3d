import type { CST } from 'yaml'
import type { YamlList, YamlMapping, YamlNode, YamlPair, YamlScalar } from './yaml-nodes.js'

/** Deeper than any schedule. Deep documents can abort Node, because yaml composes by recursion. */
export const DEPTH = 32

/**
 * Each token costs later stages some 3 µs and 1 kB, so a megabyte of text must not have more than these. Larger files
 * may take longer: 100,000 sessions with only an id and a title pass, brackets alone do not.
 */
export const tokensAllowed = (text: string): number => 450_000 + Math.max(0, text.length - 1_048_576) / 2

/** The text of a scalar with escapes, of one in several lines or of a block; undefined if it is invalid. */
type Resolve = (token: CST.FlowScalar | CST.BlockScalar) => string | undefined

/**
 * Reads the YAML that people and programs nearly always write (and JSON): block and flow collections of texts under
 * simple keys. Undefined for anything else and for invalid text, which is left to `yaml` at ten times the cost. Both
 * give the same values where `resolve` does. Linear.
 */
export function readSimple(text: string, resolve: Resolve): YamlNode | undefined {
  return new SimpleReader(text, resolve).document()
}

const [TAB, LF, CR, BLANK, DOUBLE, HASH, SINGLE, COMMA] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x23, 0x27, 0x2c]
const [DASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x2d, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d]

/** Characters with which a plain text cannot begin, or not always. */
const INDICATORS = new Set(Array.from(',[]{}#&*!|>\'"%@`?:-\ufeff', (character) => character.charCodeAt(0)))

const LONGEST_KEY = 1000

/**
 * Between nodes `at` is the offset of the next content and `line` that of its line; `column` is -1 at the end. A method
 * that returns undefined has found something that is not simple.
 */
class SimpleReader {
  private at = 0
  private line = 0
  private column = 0
  private depth = 0
  private depthOfFlow = 0
  /** Counted as in `scan`. */
  private weight = 0
  private readonly allowed: number

  constructor(
    private readonly text: string,
    private readonly resolve: Resolve,
  ) {
    this.allowed = tokensAllowed(text)
  }

  document(): YamlNode | undefined {
    this.nextLine()
    if (this.column === 0 && /^---\r?\n/.test(this.text.slice(this.at, this.at + 5)))
      this.nextLine(this.text.indexOf('\n', this.at) + 1)
    if (this.column === -1) return undefined
    const root = this.block(-1)
    return this.column === -1 ? root : undefined
  }

  /** A node that begins a line, indented deeper than `parent`. */
  private block(parent: number): YamlNode | undefined {
    const column = this.at - this.line
    if (this.isDash()) return this.blockList(column)
    if (this.isKey()) return this.blockMapping(column)
    return this.isMarker(this.at, this.line) ? undefined : this.inline(parent)
  }

  private blockList(column: number): YamlList | undefined {
    const [start, items]: [number, YamlNode[]] = [this.at, []]
    if (this.depth++ === DEPTH) return undefined
    do {
      this.weight++
      this.at++
      this.blanks()
      const item = this.endsLine() ? (this.column > column ? this.block(column) : undefined) : this.block(column)
      if (item === undefined) return undefined
      items.push(item)
    } while (this.column === column && this.isDash())
    this.depth--
    return this.column > column ? undefined : { kind: 'list', items, start, end: this.line }
  }

  private blockMapping(column: number): YamlMapping | undefined {
    const [start, items]: [number, YamlPair[]] = [this.at, []]
    if (this.depth++ === DEPTH) return undefined
    do {
      const key = this.key()
      if (key === undefined || this.text.charCodeAt(this.at++) !== COLON || !this.isBlank(this.at)) return undefined
      const value = this.valueBehind(column)
      if (value === undefined || this.weight > this.allowed) return undefined
      items.push({ key, value })
    } while (this.column === column && !this.isDash())
    this.depth--
    return this.column > column ? undefined : { kind: 'mapping', items, start, end: this.line }
  }

  private valueBehind(column: number): YamlNode | undefined {
    const start = this.at
    this.blanks()
    if (!this.endsLine()) return this.inline(column)
    if (this.column > column) return this.block(column)
    if (this.column === column && this.isDash()) return this.blockList(column)
    return { kind: 'scalar', source: '', plain: true, start, end: start }
  }

  private inline(parent: number): YamlNode | undefined {
    const code = this.text.charCodeAt(this.at)
    if (code === 0x7c || code === 0x3e) return this.blockScalar(parent)
    const node =
      code === OPEN_LIST || code === OPEN_MAP
        ? this.flow(parent)
        : code === DOUBLE || code === SINGLE
          ? this.quoted(parent)
          : this.plain(parent)
    return node !== undefined && this.endsLine() ? node : undefined
  }

  private key(): YamlScalar | undefined {
    const start = this.at
    const end = this.keyEnd()
    if (end === undefined) return undefined
    this.weight += 2
    const quoted = this.text.charCodeAt(start) === DOUBLE || this.text.charCodeAt(start) === SINGLE
    this.at = end
    this.blanks()
    const source = quoted ? this.text.slice(start + 1, end - 1) : this.text.slice(start, end)
    return { kind: 'scalar', source, plain: !quoted, start, end }
  }

  private isKey(): boolean {
    const end = this.keyEnd()
    if (end === undefined) return false
    let at = end
    while (this.text.charCodeAt(at) === BLANK) at++
    return this.text.charCodeAt(at) === COLON && this.isBlank(at + 1)
  }

  private keyEnd(): number | undefined {
    KEY.lastIndex = this.at
    return KEY.test(this.text) && KEY.lastIndex - this.at < LONGEST_KEY ? KEY.lastIndex : undefined
  }

  /** An unquoted text, which goes on in lines indented deeper than `parent`. */
  private plain(parent: number): YamlScalar | undefined {
    const start = this.at
    let end = this.mayBeginPlain(start) ? this.plainEnd(start) : undefined
    if (end === undefined) return undefined
    const firstEnd = end
    for (let next = this.nextText(end, parent); next !== undefined; next = this.nextText(end, parent)) {
      end = this.plainEnd(next)
      if (end === undefined) return undefined
    }
    this.at = end
    while (this.text.charCodeAt(this.at) === TAB || this.text.charCodeAt(this.at) === BLANK) this.at++
    return this.unquoted(start, end, end !== firstEnd)
  }

  private unquoted(start: number, end: number, isFolded: boolean): YamlScalar | undefined {
    this.weight++
    const written = this.text.slice(start, end)
    const source = isFolded ? this.resolve({ type: 'scalar', offset: start, indent: 0, source: written }) : written
    return source === undefined ? undefined : { kind: 'scalar', source, plain: true, start, end }
  }

  /** Where a text that ends its line at `from` goes on, in a line indented deeper than `parent`; undefined if it does not. */
  private nextText(from: number, parent: number): number | undefined {
    let at = this.overBlanks(from)
    let line = -1
    while (at < this.text.length && this.isEnd(at)) {
      line = this.text.indexOf('\n', at) + 1
      if (line === 0) return undefined
      at = this.overBlanks(line)
    }
    // A document has markers only where a text is the whole of it.
    const goesOn = line !== -1 && at < this.text.length && at - line > parent && parent >= 0
    return goesOn && this.text.charCodeAt(at) !== HASH ? at : undefined
  }

  private mayBeginPlain(at: number): boolean {
    const code = this.text.charCodeAt(at)
    return !INDICATORS.has(code) || (code === DASH && /[\w.]/.test(this.text.charAt(at + 1)))
  }

  /** Where a plain text ends on its line; undefined if it is also a key. */
  private plainEnd(start: number): number | undefined {
    const newline = this.text.indexOf('\n', start)
    let last = newline === -1 ? this.text.length : newline
    while (last > start && (this.isBlank(last - 1) || this.text.charCodeAt(last - 1) === TAB)) last--
    const whole = this.text.slice(start, last)
    if (whole === '' || /\t|: |:$/.test(whole)) return undefined
    const comment = whole.indexOf(' #')
    let end = start + (comment === -1 ? whole.length : comment)
    while (end > start && (this.text.charCodeAt(end - 1) === BLANK || this.text.charCodeAt(end - 1) === CR)) end--
    return end
  }

  /** A text in quotation marks, whose lines are indented deeper than `parent`. */
  private quoted(parent: number): YamlScalar | undefined {
    const [start, code] = [this.at, this.text.charCodeAt(this.at)]
    const end = code === DOUBLE ? this.doubleEnd() : this.singleEnd()
    if (end === undefined) return undefined
    this.weight++
    this.at = end
    const inside = this.text.slice(start + 1, end - 1)
    const isFolded = inside.includes('\n')
    if (isFolded && !this.areIndented(start, end, parent)) return undefined
    const type = code === DOUBLE ? 'double-quoted-scalar' : 'single-quoted-scalar'
    if (!isFolded && !inside.includes(code === DOUBLE ? '\\' : "'"))
      return { kind: 'scalar', source: inside, plain: false, start, end }
    const source = this.resolve({ type, offset: start, indent: 0, source: this.text.slice(start, end) })
    return source === undefined ? undefined : { kind: 'scalar', source, plain: false, start, end }
  }

  /** Whether the lines that begin between two places are empty or indented deeper than `parent`. */
  private areIndented(from: number, to: number, parent: number): boolean {
    for (
      let line = this.text.indexOf('\n', from) + 1;
      line > 0 && line < to;
      line = this.text.indexOf('\n', line) + 1
    ) {
      const at = this.overBlanks(line)
      if (!this.isEnd(at) && at - line <= Math.max(parent, 0)) return false
    }
    return true
  }

  private doubleEnd(): number | undefined {
    for (let quote = this.at; ; ) {
      quote = this.text.indexOf('"', quote + 1)
      if (quote === -1) return undefined
      let before = quote - 1
      while (this.text[before] === '\\') before--
      if ((quote - before) % 2 === 1) return quote + 1
    }
  }

  private singleEnd(): number | undefined {
    for (let quote = this.text.indexOf("'", this.at + 1); quote !== -1; quote = this.text.indexOf("'", quote + 2))
      if (this.text.charCodeAt(quote + 1) !== SINGLE) return quote + 1
    return undefined
  }

  /** The lines after `|` or `>`, indented deeper than `parent`. */
  private blockScalar(parent: number): YamlScalar | undefined {
    const start = this.at
    HEADER.lastIndex = start
    const header = HEADER.exec(this.text)?.[1]
    if (header === undefined) return undefined
    const begin = HEADER.lastIndex
    let [end, indent] = [begin, 0]
    while (end < this.text.length) {
      const at = this.overBlanks(end)
      const isEmpty = this.isEnd(at)
      if (!isEmpty && indent === 0) indent = at - end
      if (!isEmpty && (at - end <= parent || at - end < indent || this.text.charCodeAt(at) === TAB)) break
      if (indent === 0 && at - end > 0) return undefined
      const newline = this.text.indexOf('\n', at)
      end = newline === -1 ? this.text.length : newline + 1
    }
    if (indent === 0) return undefined
    this.weight++
    this.nextLine(end)
    if (this.column > parent) return undefined
    const props: CST.Token[] = [{ type: 'block-scalar-header', offset: start, indent: 0, source: header }]
    const body = this.text.slice(begin, end)
    const source = this.resolve({ type: 'block-scalar', offset: start, indent: parent, props, source: body })
    return source === undefined ? undefined : { kind: 'scalar', source, plain: false, start, end }
  }

  /** A list or mapping in brackets, whose lines are indented deeper than `parent`. */
  private flow(parent: number): YamlNode | undefined {
    const [start, isList] = [this.at, this.text.charCodeAt(this.at) === OPEN_LIST]
    const close = isList ? CLOSE_LIST : CLOSE_MAP
    const [items, pairs]: [YamlNode[], YamlPair[]] = [[], []]
    if (this.depth++ === DEPTH || this.weight++ > this.allowed) return undefined
    this.at++
    this.depthOfFlow++
    if (!this.space(parent)) return undefined
    while (this.text.charCodeAt(this.at) !== close) {
      if (isList) {
        const item = this.flowNode(parent)
        if (item === undefined) return undefined
        items.push(item)
      } else {
        const pair = this.flowPair(parent)
        if (pair === undefined) return undefined
        pairs.push(pair)
      }
      if (!this.space(parent)) return undefined
      const code = this.text.charCodeAt(this.at)
      if (code !== COMMA && code !== close) return undefined
      if (code === COMMA) {
        this.weight++
        this.at++
        if (!this.space(parent)) return undefined
      }
    }
    this.depth--
    this.depthOfFlow--
    const end = ++this.at
    return isList ? { kind: 'list', items, start, end } : { kind: 'mapping', items: pairs, start, end }
  }

  private flowPair(parent: number): YamlPair | undefined {
    const begin = this.at
    const key = this.flowScalar(parent)
    if (key === undefined || this.at - begin > LONGEST_KEY || (key.plain && key.source === '<<')) return undefined
    if (this.text.slice(begin, this.at).includes('\n')) return undefined
    this.weight++
    this.blanks()
    if (this.text.charCodeAt(this.at) !== COLON || (key.plain && !this.isBlank(this.at + 1))) return undefined
    this.at++
    if (!this.space(parent)) return undefined
    const value = this.flowNode(parent)
    return value && { key, value }
  }

  private flowNode(parent: number): YamlNode | undefined {
    const code = this.text.charCodeAt(this.at)
    return code === OPEN_LIST || code === OPEN_MAP ? this.flow(parent) : this.flowScalar(parent)
  }

  private flowScalar(parent: number): YamlScalar | undefined {
    const [start, code] = [this.at, this.text.charCodeAt(this.at)]
    if (code === DOUBLE || code === SINGLE) return this.quoted(parent)
    const firstEnd = this.mayBeginPlain(start) ? this.flowPlainEnd(start) : undefined
    if (firstEnd === undefined) return undefined
    this.at = firstEnd
    for (let next = this.nextText(this.at, parent); next !== undefined; next = this.nextText(this.at, parent)) {
      const end = this.flowPlainEnd(next)
      if (end === undefined) break
      this.at = end
    }
    return this.unquoted(start, this.at, this.at !== firstEnd)
  }

  /** Where an unquoted text between brackets ends on its line; undefined if none is there. */
  private flowPlainEnd(start: number): number | undefined {
    FLOW_PLAIN.lastIndex = start
    if (!FLOW_PLAIN.test(this.text)) return undefined
    let end = FLOW_PLAIN.lastIndex
    while (this.text.charCodeAt(end - 1) === BLANK) end--
    return end
  }

  /**
   * Skips white space between brackets. Fails where a line is not indented enough, or has a comment or a document
   * marker.
   */
  private space(parent: number): boolean {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code === BLANK || code === TAB || code === CR) this.at++
      else if (code === LF) {
        this.weight += 0.25
        this.line = ++this.at
        const at = this.overBlanks(this.at)
        // The last bracket may be below the key.
        const closes = this.depthOfFlow === 1 && at - this.line === parent && /[\]}]/.test(this.text.charAt(at))
        if (!this.isEnd(at) && !closes && (at - this.line <= parent || this.isMarker(at, this.line))) return false
      } else return code !== HASH && this.at < this.text.length
    }
  }

  /** Whether the rest of the line is blank or a comment; if so, moves to the next content. */
  private endsLine(): boolean {
    const at = this.overBlanks(this.at)
    const isComment = this.text.charCodeAt(at) === HASH && this.text.charCodeAt(at - 1) === BLANK
    if (!isComment && !this.isEnd(at)) return false
    const newline = this.text.indexOf('\n', at)
    this.nextLine(newline === -1 ? this.text.length : newline + 1)
    return true
  }

  private nextLine(begin = 0): void {
    for (let line = begin; ; ) {
      this.weight += 0.25
      const at = this.overBlanks(line)
      const isComment = this.text.charCodeAt(at) === HASH
      if (!isComment && !this.isEnd(at)) {
        ;[this.at, this.line, this.column] = [at, line, at - line]
        return
      }
      const newline = this.text.indexOf('\n', at)
      if (newline === -1) {
        ;[this.at, this.line, this.column] = [this.text.length, this.text.length, -1]
        return
      }
      line = newline + 1
    }
  }

  private blanks(): void {
    this.at = this.overBlanks(this.at)
  }

  private overBlanks(from: number): number {
    let at = from
    while (this.text.charCodeAt(at) === BLANK) at++
    return at
  }

  private isEnd(at: number): boolean {
    const code = this.text.charCodeAt(at)
    return code === LF || code === CR || at >= this.text.length
  }

  private isBlank(at: number): boolean {
    return this.text.charCodeAt(at) === BLANK || this.isEnd(at)
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.isBlank(this.at + 1)
  }

  private isMarker(at: number, line: number): boolean {
    return at === line && (this.text.startsWith('---', at) || this.text.startsWith('...', at))
  }
}

/** Sticky, so that each is tried only at its `lastIndex`. */
const KEY = /[A-Za-z0-9_$](?:[\w$./ -]*[\w$./-])?|"[^"\\\n\t]*"|'[^'\n\t]*'/y
const HEADER = /([|>][-+]?)(?: +#[^\n]*| *\r?)\n/y
const FLOW_PLAIN = /(?:[^,[\]{}:#\t\r\n]|:(?![ ,[\]{}\t\r\n]|$)|(?<! )#)+/y
