import { SaxesParser } from 'saxes'
import type { Place } from '../../model/index.js'
import { brokenFile, placesIn, type Range, type Unreadable, unreadable } from '../own/findings.js'

/** An XML element. Names are without their namespace prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The text directly inside it, with entities and CDATA resolved. */
  readonly text: string
  /** Offsets of its start tag, and of the content between its tags. */
  readonly tag: Range
  readonly inside: Range
}

/** A document, or the one error that ended the reading. */
type XmlReading =
  | { readonly ok: true; readonly root: XmlElement; readonly place: (element: XmlElement) => Place }
  | Unreadable

const DEPTH = 64

/**
 * Reads XML 1.0 strictly. A document type is refused, because it could define entities that expand without end or that
 * name files and addresses (XXE). Namespaces are ignored. Linear.
 */
export function readXml(text: string, file: string): XmlReading {
  const places = placesIn(file, text)
  if (text.trim() === '') return unreadable({ code: 'empty-file', at: places([0, 0]) })
  try {
    return { ok: true, root: parse(text), place: ({ tag }) => places(tag) }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return brokenFile(places(error.range), 'XML', error.message, error.cut)
  }
}

/** Throwing is the only way to stop the parser. */
class Fault extends Error {
  constructor(
    readonly range: Range,
    detail: string,
    readonly cut = false,
  ) {
    super(detail)
  }
}

interface OpenElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
  readonly tag: Range
  inside: Range
}

/** Shared, because even an empty map costs two hundred bytes. */
const NONE: ReadonlyMap<string, string> = new Map()

/**
 * Scripts often print an empty line before the XML declaration, which is then invalid. It is made blank as well, so that
 * places stay where they are.
 */
function withoutBlanksBefore(text: string): string {
  return text.replace(/^\s+<\?xml\s[^>]*>/, (beginning) => beginning.replace(/\S/g, ' '))
}

function parse(text: string): XmlElement {
  const parser = new SaxesParser({ position: true })
  const open: OpenElement[] = []
  let root: XmlElement | undefined
  let isWhole = false

  const addText = (piece: string): void => {
    const element = open.at(-1)
    if (element) element.text += piece
  }
  parser.on('error', ({ message }) => {
    const at = Math.max(0, Math.min(parser.position, text.length) - 1)
    throw new Fault([at, at + 1], inPlainWords(message), isWhole && open.length > 0)
  })
  parser.on('doctype', () => {
    const at = text.lastIndexOf('<!DOCTYPE', parser.position)
    throw new Fault([at, at + '<!DOCTYPE'.length], 'a document type (<!DOCTYPE) is not supported')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const start = text.lastIndexOf('<', parser.position - 1)
    if (open.length === DEPTH) throw new Fault([start, parser.position], 'nested too deeply')
    const given = Object.entries(attributes)
    const values = given.length === 0 ? NONE : new Map(given.map(([key, value]) => [localName(key), value]))
    const tag: Range = [start, parser.position]
    open.push({ name: localName(name), attributes: values, children: [], text: '', tag, inside: [tag[1], tag[1]] })
  })
  parser.on('closetag', () => {
    const element = open.pop()
    if (!element) return
    const end = text.lastIndexOf('<', parser.position - 1)
    if (end > element.tag[1]) element.inside = [element.tag[1], end]
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  // saxes reads half a surrogate pair as NaN.
  parser.write(withoutBlanksBefore(text.toWellFormed()))
  isWhole = true
  parser.close()
  if (!root) throw new Fault([0, 1], 'it has no elements')
  return root
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function inPlainWords(message: string): string {
  return message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '')
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** The text of the first child of that name that has any. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  for (const child of element?.children ?? []) {
    if (child.name !== name) continue
    const text = innerText(child)
    if (text !== undefined) return text
  }
  return undefined
}

/** The text in an element and its descendants; undefined if it is blank. */
export function innerText(element: XmlElement): string | undefined {
  const text =
    element.children.length === 0 ? element.text : `${element.text} ${element.children.map(innerText).join(' ')}`
  return text.trim() === '' ? undefined : text.trim()
}

/** The first of these attributes that is not blank. */
export function attribute(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = element?.attributes.get(name)?.trim()
    if (value !== undefined && value !== '') return value
  }
  return undefined
}
