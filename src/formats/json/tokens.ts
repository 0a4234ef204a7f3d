import type { Range } from '../fields/place.js'
import type { JsonScalar } from './text.js'

/** The smallest parts of JSON, read where `at` stands. A method that fails answers `undefined`, and `fault` has the reason. */
export class JsonTokens {
  fault: readonly [range: Range, detail: string] | undefined
  protected at = 0

  constructor(protected readonly text: string) {}

  protected string(): string | undefined {
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

  protected word(): JsonScalar | undefined {
    LITERAL.lastIndex = this.at
    const word = LITERAL.exec(this.text)?.[0]
    if (word !== 'true' && word !== 'false' && word !== 'null') return undefined
    const start = this.at
    this.at += word.length
    return { kind: word, start, end: this.at, text: word }
  }

  protected number(): JsonScalar | undefined {
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

  protected space(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  protected failed(detail: string): false {
    this.fail(detail)
    return false
  }

  protected fail(detail: string): undefined {
    const cut = this.at >= this.text.length
    return this.failAt([this.at, this.at + 1], cut ? 'it ends too early: the file is cut' : detail)
  }

  private failAt(range: Range, detail: string): undefined {
    this.fault ??= [range, detail]
  }
}

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
