import type { YamlList, YamlMapping, YamlNode, YamlPair } from '../../formats/yaml/yaml-nodes.js'
import { type Fields, isFields, type Written } from './fields.js'

/** What becomes of some keys of a mapping; all others stay as they are. */
export type Changes = ReadonlyMap<string, Change>

export type Change =
  | { readonly what: 'gone' }
  | { readonly what: 'value'; readonly value: Written }
  /** Some keys of a mapping; `value` is all of it, where there is none yet. */
  | { readonly what: 'fields'; readonly changes: Changes; readonly value: Fields }
  | { readonly what: 'items'; readonly items: readonly Item[] }

/** An item of a list, in its new order: the node that it was, what changes in that, and all of it. */
export interface Item {
  readonly was?: YamlNode | undefined
  readonly changes?: Changes
  /** Asked for only where it is written anew, which most items are not. */
  readonly value: () => Fields
}

/**
 * The text of a YAML file in which some keys of its `root` have changed. Only the lines of these keys and items differ:
 * all else, comments too, is copied. A comment goes with the item or key right below it, and one at the end of a line with
 * its value. New text is indented as the first list of the file, and in the brackets of others it is in brackets. Linear.
 */
export function spliced(text: string, root: YamlMapping, changes: Changes): string {
  const splicer = new Splicer(text, root)
  const edited = text.slice(0, root.start) + splicer.mapping(root, changes) + text.slice(splicer.endOf(root))
  return edited.endsWith('\n') ? edited : edited + splicer.newline
}

const STEP = 2

/** How new text is written: in lines from a column on, or in brackets. */
type Place = { readonly column: number } | { readonly padding: string }

/** A key with its value or an item of a list, with what is before it and, between brackets, after its comma. */
interface Part {
  readonly lead: string
  readonly body: string
  readonly post: string
}

type Collection = YamlList | YamlMapping

class Splicer {
  readonly newline: string
  /** The column of dashes below the key of their list. */
  private readonly dashes: number
  private readonly step: number
  private readonly isJson: boolean

  constructor(
    private readonly text: string,
    root: YamlMapping,
  ) {
    this.newline = text.includes('\r\n') ? '\r\n' : '\n'
    const list = root.items.find(({ value }) => value?.kind === 'list' && !this.isFlow(value))?.value
    this.dashes = list ? this.columnOf(list.start) - this.columnOf(root.start) : STEP
    this.step = this.dashes || STEP
    this.isJson = this.isFlow(root)
  }

  /** The text of a mapping with changes, as far as `endOf` it. */
  mapping(node: YamlMapping, changes: Changes): string {
    const left = new Map(changes)
    const bodies = node.items.map((pair) => {
      const key = pair.key.kind === 'scalar' ? pair.key.source : ''
      const change = left.get(key)
      left.delete(key)
      return change ? this.pair(node, pair, change) : undefined
    })
    const place = this.placeIn(node)
    const added = [...left].flatMap(([key, change]) => {
      const value = newValue(change)
      return value === undefined ? [] : [this.newPair(key, value, place)]
    })
    const kept = bodies.flatMap((body, index) => (body === '' ? [] : [{ index, body }]))
    return this.composed(node, [...kept, ...added.map((body) => ({ body }))])
  }

  /** Where a node ends; if it is in lines, with the last of them. */
  endOf(node: YamlNode): number {
    if (node.kind !== 'scalar') {
      if (this.isFlow(node)) return node.end
      const last = node.items.at(-1)
      return last === undefined ? node.end : this.lineEnd('key' in last ? this.endOfPair(last) : this.endOf(last))
    }
    if (!this.isBlockScalar(node)) return node.end
    const lines = /^[|>]\d?\+/.test(this.text.slice(node.start, node.start + 3)) ? 1 : Number.POSITIVE_INFINITY
    let end = node.end
    for (let line = 0; line < lines && this.text[end - 1] === '\n'; line++) end -= this.text[end - 2] === '\r' ? 2 : 1
    return end
  }

  /** The text of a pair after a change, to the end of its line if it is in lines; empty if it is gone. */
  private pair(parent: YamlMapping, pair: YamlPair, change: Change): string {
    if (change.what === 'gone') return ''
    const { value } = pair
    const colon = this.behindKey(pair)
    const before = this.text.slice(pair.key.start, value && !this.isEmpty(value) ? value.start : colon)
    if (value && change.what === 'fields' && value.kind === 'mapping')
      return before + this.mapping(value, change.changes) + this.rest(parent, this.endOf(value))
    if (value && change.what === 'items' && value.kind === 'list' && value.items.length > 0) {
      const items = this.list(value, change.items)
      if (items !== '[]' || this.isFlow(value)) return before + items + this.rest(parent, this.endOf(value))
      // The comments above the first item stay.
      return `${this.text.slice(pair.key.start, colon)} []${this.text.slice(colon, value.start).trimEnd()}`
    }
    return this.replaced(parent, pair, newValue(change) ?? '')
  }

  private replaced(parent: YamlMapping, pair: YamlPair, wanted: Written | readonly Fields[]): string {
    const [colon, end, place] = [this.behindKey(pair), this.endOfPair(pair), this.placeIn(parent)]
    const key = this.text.slice(pair.key.start, colon)
    const written = this.value(wanted, place)
    const { value } = pair
    if ('padding' in place) {
      if (!value || this.isEmpty(value)) return `${key}${key.endsWith(':') ? '' : ':'}${written}`
      return this.text.slice(pair.key.start, value.start) + written.slice(1)
    }
    if (!value || this.isEmpty(value)) return key + withTail(written, this.text.slice(colon, this.lineEnd(colon)))
    if (this.isBlockScalar(value)) {
      const [comment = ''] = /\s+#.*/.exec(this.text.slice(value.start, this.lineEnd(value.start))) ?? []
      return key + withTail(written, comment)
    }
    if (value.kind !== 'scalar' && !this.isFlow(value))
      return key + withTail(written, this.text.slice(colon, this.lineEnd(colon)))
    const tail = this.text.slice(end, this.lineEnd(end))
    const gap = this.text.slice(colon, value.start)
    return key + withTail(/[\r\n]/.test(written) ? written : gap + written.slice(1), tail)
  }

  private list(node: YamlList, items: readonly Item[]): string {
    const children = this.childrenOf(node)
    const place = this.placeIn(this.isFlow(node) ? (node.items.find(isCollection) ?? node) : node)
    // Most items are where they were, or follow each other as before.
    let indexes: ReadonlyMap<YamlNode, number> | undefined
    let next = 0
    const indexOf = (was: YamlNode) => {
      if (children[next]?.node !== was) {
        indexes ??= new Map(children.map(({ node }, index) => [node, index]))
        next = indexes.get(was) ?? children.length
      }
      return next++
    }
    const wanted = items.map(({ was, changes, value }) => {
      const index = was && indexOf(was)
      const child = index === undefined ? undefined : children[index]
      if (!was || !child) return { body: this.newItem(value(), place) }
      return { index, body: changes && this.item(node, child, changes, value()) }
    })
    return this.composed(node, wanted)
  }

  private item(parent: YamlList, { node, start }: Child, changes: Changes, value: Fields): string {
    const before = this.text.slice(start, node.start)
    const end = this.endOf(node)
    if (node.kind === 'mapping') return before + this.mapping(node, changes) + this.rest(parent, end)
    const place = this.isFlow(parent) ? this.placeIn(parent) : { column: this.columnOf(node.start) }
    return before + withTail(this.fields(value, place), this.rest(parent, end))
  }

  /** A collection with other parts: those with an index stay in place of a child, with another body if they have one. */
  private composed(node: Collection, wanted: readonly Wanted[]): string {
    const isFlow = this.isFlow(node)
    const [open = '', close = ''] = node.kind === 'list' ? '[]' : '{}'
    const children = this.childrenOf(node)
    const parts = this.partsOf(children, isFlow)
    if (wanted.length === 0) return open + close
    const [first, last] = [children[0], children.at(-1)]
    if (!first || !last) {
      const padding = this.text[node.start + 1] === ' ' && node.end - node.start > 2 ? ' ' : ''
      return open + padding + wanted.map(({ body }) => body).join(', ') + padding + close
    }
    const column = this.columnOf(last.start)
    const nextLine = this.newline + ' '.repeat(column)
    const isInLines = !isFlow || this.text.slice(children.at(-2)?.end ?? node.start, last.start).includes('\n')
    const between = isInLines ? nextLine : parts.length > 1 ? (parts.at(-1)?.lead ?? '') : ' '
    const leads = this.leadsOf(parts, new Set(wanted.map(({ index }) => index)), column)
    const behind = last.end + (isFlow ? this.commaBehind(last.end).length : 0)
    const foot = (leads[parts.length] ?? '') + this.text.slice(behind, this.endOf(node))
    const isClosedByComma = isFlow && this.text.slice(last.end, behind).includes(',')
    let text = this.text.slice(node.start, first.start)
    let post = ''
    for (const [position, { index, body }] of wanted.entries()) {
      const part = index === undefined ? undefined : parts[index]
      const lead = index ? (leads[index] ?? '') : between
      if (position > 0)
        text += (isFlow ? `,${post}` : '') + (post.includes('#') && !lead.includes('\n') ? nextLine : lead)
      else if (index && lead.trim() !== '') text += (isFlow ? ' ' : '') + lead.trimStart()
      text += body ?? part?.body
      post = part?.post ?? ''
    }
    return text + (isClosedByComma ? ',' : '') + post + foot
  }

  /** What is before each part and behind the last, where a part that goes leaves what is not about it. */
  private leadsOf(parts: readonly Part[], staying: ReadonlySet<number | undefined>, column: number): readonly string[] {
    const leads: string[] = []
    let left = ''
    for (const [index, { lead }] of parts.entries()) {
      const isStaying = staying.has(index)
      leads.push(isStaying ? left + lead : '')
      left = isStaying ? '' : left + withoutComment(lead, column)
    }
    return [...leads, left]
  }

  private partsOf(children: readonly Child[], isFlow: boolean): readonly Part[] {
    let behind: number | undefined
    return children.map(({ start, end }) => {
      const lead = behind === undefined ? '' : this.text.slice(behind, start)
      const comma = isFlow ? this.commaBehind(end) : ''
      behind = end + comma.length
      return { lead, body: this.text.slice(start, end), post: comma.replace(/^((?:\s|#[^\n]*\n)*),/, '$1') }
    })
  }

  /** What is between brackets behind a child: a comma, and a comment that ends the line. */
  private commaBehind(end: number): string {
    COMMA.lastIndex = end
    return COMMA.exec(this.text)?.[0] ?? ''
  }

  /** The keys of a mapping or the items of a list, in lines from the dash to the end of the line. */
  private childrenOf(node: Collection): readonly Child[] {
    const isFlow = this.isFlow(node)
    if (node.kind === 'mapping') {
      return node.items.map((pair) => {
        const end = this.endOfPair(pair)
        return { node: pair.key, start: pair.key.start, end: isFlow ? end : this.lineEnd(end) }
      })
    }
    const column = this.columnOf(node.start)
    return node.items.map((item) => {
      const end = this.endOf(item)
      if (isFlow) return { node: item, start: item.start, end }
      let line = this.lineStart(item.start)
      while (line > node.start && this.text.slice(line, line + column + 1).trim() !== '-')
        line = this.lineStart(line - 1)
      return { node: item, start: line + column, end: this.lineEnd(end) }
    })
  }

  private placeIn(node: Collection): Place {
    if (this.isFlow(node)) return { padding: this.text[node.start + 1] === ' ' ? ' ' : '' }
    return { column: this.columnOf(node.start) }
  }

  private newItem(value: Fields, place: Place): string {
    return 'padding' in place ? this.fields(value, place) : `- ${this.fields(value, { column: place.column + STEP })}`
  }

  private newPair(key: string, value: Written | readonly Fields[], place: Place): string {
    return `${this.isJson ? JSON.stringify(key) : key}:${this.value(value, place)}`
  }

  /** What follows a colon. */
  private value(value: Written | readonly Fields[], place: Place): string {
    if (typeof value === 'string') return ` ${this.words(value, place)}`
    if (typeof value !== 'object') return ` ${value}`
    const isMapping = isFields(value)
    if ('padding' in place || (isMapping ? isNothing(value) : value.length === 0))
      return ` ${isMapping ? this.fields(value, place) : this.flowList(value, place)}`
    const column = place.column + (isMapping ? this.step : this.dashes)
    const line = this.newline + ' '.repeat(column)
    if (isMapping) return line + this.fields(value, { column })
    const inside = { column: column + STEP - this.step }
    return value
      .map(
        (item) => line + (typeof item === 'string' ? `- ${this.words(item, inside)}` : this.newItem(item, { column })),
      )
      .join('')
  }

  private flowList(values: readonly (string | Fields)[], place: Place): string {
    const items = values.map((item) => (typeof item === 'string' ? this.words(item, place) : this.fields(item, place)))
    return inBrackets('[', items, ']', place)
  }

  private fields(fields: Fields, place: Place): string {
    const pairs = Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [this.newPair(key, value, place)],
    )
    if ('padding' in place || pairs.length === 0) return inBrackets('{', pairs, '}', place)
    return pairs.join(this.newline + ' '.repeat(place.column))
  }

  /** A text in the plainest way in which every YAML reader takes it for that text; in JSON, as JSON. */
  private words(text: string, place: Place): string {
    if (this.isJson || needsQuotes(text)) return quoted(text)
    const isFlow = 'padding' in place
    if (text.includes('\n')) {
      if (isFlow || text.endsWith('\n')) return quoted(text)
      return `|-\n${text.replace(/^(?=.)/gm, ' '.repeat(place.column + this.step))}`.replaceAll('\n', this.newline)
    }
    if (!UNLIKE_PLAIN.test(text) && !(isFlow && UNLIKE_FLOW.test(text))) return text
    return text.includes('"') && !text.includes("'") ? `'${text}'` : quoted(text)
  }

  /** What follows on the line of a node that is in the lines of its parent. */
  private rest(parent: Collection, end: number): string {
    return this.isFlow(parent) ? '' : this.text.slice(end, this.lineEnd(end))
  }

  private endOfPair(pair: YamlPair): number {
    return pair.value && !this.isEmpty(pair.value) ? this.endOf(pair.value) : this.behindKey(pair)
  }

  /** Behind the colon of a pair, or behind its key where it has none between brackets. */
  private behindKey({ key }: YamlPair): number {
    COLON.lastIndex = key.end
    return COLON.test(this.text) ? COLON.lastIndex : key.end
  }

  private isEmpty({ start, end, kind }: YamlNode): boolean {
    return kind === 'scalar' && start === end
  }

  private isFlow({ start, kind }: YamlNode): boolean {
    return kind !== 'scalar' && /[[{]/.test(this.text.charAt(start))
  }

  private isBlockScalar({ start, kind }: YamlNode): boolean {
    return kind === 'scalar' && /[|>]/.test(this.text.charAt(start))
  }

  private columnOf(offset: number): number {
    return offset - this.lineStart(offset)
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1
  }

  /** The end of a line, without what ends it. */
  private lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset)
    if (end === -1) return this.text.length
    return end > offset && this.text[end - 1] === '\r' ? end - 1 : end
  }
}

function isCollection(node: YamlNode): node is Collection {
  return node.kind !== 'scalar'
}

/** A part of a collection: that of a child unless it is new, with the text that replaces it. */
interface Wanted {
  readonly index?: number | undefined
  readonly body?: string | undefined
}

interface Child {
  readonly node: YamlNode
  readonly start: number
  readonly end: number
}

function newValue(change: Change): Written | readonly Fields[] | undefined {
  if (change.what === 'gone') return undefined
  return change.what === 'items' ? change.items.map(({ value }) => value()) : change.value
}

function isNothing(fields: Fields): boolean {
  return Object.values(fields).every((value) => value === undefined)
}

function inBrackets(open: string, inside: readonly string[], close: string, place: Place): string {
  const padding = 'padding' in place && inside.length > 0 ? place.padding : ''
  return open + padding + inside.join(', ') + padding + close
}

/** A written value with what ends the line of the value that it replaces. */
function withTail(written: string, tail: string): string {
  const end = written.search(/\r?\n|$/)
  return written.slice(0, end) + tail + written.slice(end)
}

/** What is before an item without its indentation, the comments right above it at its column and the empty lines above those. */
function withoutComment(lead: string, column: number): string {
  const lines = lead.split('\n').slice(0, -1)
  const isComment = (line: string | undefined) => line?.search(/\S/) === column && line[column] === '#'
  while (lines.length > 1 && isComment(lines.at(-1))) lines.pop()
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop()
  return lines.join('\n').replace(/\r$/, '')
}

/** Sticky, so that each is tried only at its `lastIndex`. */
const COMMA = /(?:(?:\s|#[^\n]*\n)*,)?(?:[^\S\n]*(?:#[^\n]*?)?(?=\r?\n))?/y
const COLON = /\s*:/y

/** A text in double quotes, as JSON and YAML read it alike. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Texts that some YAML reader, 1.1 or 1.2, would not read as text without quotes. */
const MISTAKABLE =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d[\d_:.]*(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.(?:inf|nan))?$/i

/** White space at the edges of a text or of its lines, and control characters, which block scalars do not preserve. */
const FRAGILE = /^\s|[^\S\n]$|[^\S\n]\n|\n[^\S\n]|\n\n$|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/u

function needsQuotes(text: string): boolean {
  return MISTAKABLE.test(text) || FRAGILE.test(text)
}

/** Texts that YAML never takes for plain ones, and those that it does not between brackets. */
const UNLIKE_PLAIN = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|:(?: |$)| #/
const UNLIKE_FLOW = /[,[\]{}]|^[?:]/
