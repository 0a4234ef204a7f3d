import type { Range } from '../fields/place.js'
import type { JsonArray, JsonNode, JsonObject } from './text.js'
import { JsonTokens } from './tokens.js'

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

/** One pass over the text. A method that fails says so with `undefined` or `false`, and `fault` has the reason. */
export class JsonParser extends JsonTokens {
  readonly duplicates: Duplicate[] = []
  private depth = 0

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
    let next: Step = this.opened('}')
    const entries = next === 'closed' ? NONE : new Map<string, JsonNode>()
    for (; next !== 'closed'; next = this.followed('}', 'object')) {
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
}

/** A map costs two hundred bytes, also an empty one. */
const NONE = new Map<string, JsonNode>()

const TRAILING = 'a comma stands before the closing bracket'
