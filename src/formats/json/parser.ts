import type { Range } from '../fields/place.js'
import type { JsonArray, JsonNode, JsonObject, JsonScalar } from './text.js'

/** No schedule nests deeper. */
const DEPTH = 64

/** A key that stands again in one object, and the value that it had first. */
export interface Duplicate {
  readonly key: string
  readonly range: Range
  readonly first: Range
}

/** Whether a member follows, or the bracket closed; nothing after a fault. */
type Step = 'more' | 'closed' | undefined

/** One pass over the text. A method that fails says so with `undefined`, and `fault` has the reason. */
export class JsonParser {
  fault: readonly [range: Range, detail: string] | undefined
  readonly duplicates: Duplicate[] = []
  private at = 0
  private depth = 0

  constructor(private readonly text: string) {}

  document(): JsonNode | undefined {
    const root = this.value()
    if (root === undefined) return undefined
    this.space()
    return this.at === this.text.length ? root : this.fail('something follows after the end')
  }

  private value(): JsonNode | undefined {
    this.space()
    const start = this.at
    switch (this.text[start]) {
      case '{':
        return this.object(start)
      case '[':
        return this.array(start)
      case '"': {
        const text = this.string()
        return text === undefined ? undefined : { kind: 'string', start, end: this.at, text }
      }
      default:
        return this.word() ?? this.number()
    }
  }

  private object(start: number): JsonObject | undefined {
    if (!this.enter()) return undefined
    const entries = new Map<string, JsonNode>()
    for (let next: Step = this.opened('}'); next !== 'closed'; next = this.followed('}', 'object')) {
      if (next === undefined || !this.member(entries)) return undefined
    }
    this.depth--
    return { kind: 'object', start, end: this.at, entries }
  }

  private member(entries: Map<string, JsonNode>): boolean {
    const start = this.at
    if (this.text[start] !== '"') return this.failed(this.text[start] === '}' ? TRAILING : 'a key must be in "quotes"')
    const key = this.string()
    if (key === undefined) return false
    const range: Range = [start, this.at]
    this.space()
    if (this.text[this.at] !== ':') return this.failed('a colon is missing after the key')
    this.at++
    const value = this.value()
    if (value === undefined) return false
    const first = entries.get(key)
    if (first === undefined) entries.set(key, value)
    else this.duplicates.push({ key, range, first: [first.start, first.end] })
    return true
  }

  private array(start: number): JsonArray | undefined {
    if (!this.enter()) return undefined
    const items: JsonNode[] = []
    for (let next: Step = this.opened(']'); next !== 'closed'; next = this.followed(']', 'list')) {
      if (next === undefined) return undefined
      if (this.text[this.at] === ']') return this.fail(TRAILING)
      const item = this.value()
      if (item === undefined) return undefined
      items.push(item)
    }
    this.depth--
    return { kind: 'array', start, end: this.at, items }
  }

  private enter(): boolean {
    if (this.depth === DEPTH) return this.failed('nested deeper than any schedule needs')
    this.depth++
    this.at++
    return true
  }

  private opened(bracket: string): Step {
    this.space()
    if (this.text[this.at] !== bracket) return 'more'
    this.at++
    return 'closed'
  }

  private followed(bracket: string, what: string): Step {
    this.space()
    const mark = this.text[this.at]
    if (mark !== ',' && mark !== bracket) return this.fail(`a comma or the end of the ${what} is missing`)
    this.at++
    if (mark === bracket) return 'closed'
    this.space()
    return 'more'
  }

  private string(): string | undefined {
    const start = this.at++
    let text = ''
    for (;;) {
      PLAIN.lastIndex = this.at
      PLAIN.test(this.text)
      const end = PLAIN.lastIndex
      const piece = this.text.slice(this.at, end)
      this.at = end
      const mark = this.text[end]
      if (mark === '"') {
        this.at++
        return text === '' ? piece : text + piece
      }
      if (mark === undefined) return this.failAt([start, start + 1], 'a quotation never closes: the file is cut')
      if (mark !== '\\') return this.fail('a line end or control character stands inside quotes')
      const character = this.escape()
      if (character === undefined) return undefined
      text += piece + character
    }
  }

  private escape(): string | undefined {
    ESCAPE.lastIndex = this.at
    const [whole = '', hex] = ESCAPE.exec(this.text) ?? []
    if (whole === '') return this.fail('no such escape')
    this.at += whole.length
    return hex === undefined ? (ESCAPED.get(whole) ?? whole.slice(1)) : String.fromCharCode(Number.parseInt(hex, 16))
  }

  private word(): JsonScalar | undefined {
    LITERAL.lastIndex = this.at
    const word = LITERAL.exec(this.text)?.[0]
    if (word !== 'true' && word !== 'false' && word !== 'null') return undefined
    const start = this.at
    this.at += word.length
    return { kind: word, start, end: this.at, text: word }
  }

  private number(): JsonScalar | undefined {
    NUMBER.lastIndex = this.at
    const text = NUMBER.exec(this.text)?.[0]
    if (text === undefined) return this.noValue()
    const start = this.at
    this.at += text.length
    return { kind: 'number', start, end: this.at, text }
  }

  private noValue(): undefined {
    WORD.lastIndex = this.at
    const word = WORD.exec(this.text)?.[0] ?? ''
    const mark = this.text[this.at]
    if (word === '') return this.fail(mark === ',' || mark === ']' || mark === '}' ? 'a value is missing' : NO_VALUE)
    return this.failAt([this.at, this.at + word.length], `${word} is no JSON value`)
  }

  private space(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  private failed(detail: string): false {
    this.fail(detail)
    return false
  }

  private fail(detail: string): undefined {
    const cut = this.at >= this.text.length
    return this.failAt([this.at, this.at + 1], cut ? 'it ends too early: the file is cut' : detail)
  }

  private failAt(range: Range, detail: string): undefined {
    this.fault ??= [range, detail]
  }
}

const TRAILING = 'a comma stands before the closing bracket'
const NO_VALUE = 'here is no JSON value'

/** Sticky: each is tried only at the offset in its `lastIndex`. */
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u([0-9a-fA-F]{4}))/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
const LITERAL = /(?:true|false|null)(?!\w)/y
const WORD = /[-+.\w]{1,40}/y

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
])
