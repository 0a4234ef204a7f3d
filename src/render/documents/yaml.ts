import { type Agenda, type Catalogue, DEFAULT_PRIORITY } from '../../model/index.js'
import type { View } from '../views.js'
import { headFields, sessionsFields } from './catalogue-document.js'
import { blockFields, clashesDocument, documentWith, pickFields } from './documents.js'
import { type Fields, filled, inPieces, type LongDocument, type Value } from './fields.js'
import { escapeInvisible, hasInvisible } from './json.js'

/** A view as YAML 1.2 that reads back as the same document: without anchors, folded lines or invisible characters. */
export function yamlTexts(view: View, fields?: readonly string[]): Iterable<string> {
  if (view.kind === 'clashes' && !fields) return longYaml(clashesDocument(view))
  return [yamlText(documentWith(view, fields))]
}

/** Writes the same bytes as yaml, in a tenth of the time. */
export function yamlText(fields: Fields): string {
  return `${Object.keys(fields).length === 0 ? '{}' : mapping(fields, '')}\n`
}

/** A whole catalogue, in pieces of several sessions. */
export function catalogueYaml(catalogue: Catalogue): Generator<string> {
  const items = sessionsFields(catalogue, catalogue.sessions)
  return inPieces(longYaml({ head: headFields(catalogue), key: 'sessions', items }))
}

function* longYaml({ head, key, items }: LongDocument): Generator<string> {
  let before = `${yamlText(head)}${key}:`
  for (const item of items) {
    yield `${before}\n  - ${mapping(item, '    ')}`
    before = ''
  }
  yield before === '' ? '\n' : `${before} []\n`
}

/** The text before the line `sessions:` of a catalogue that has sessions. */
export function catalogueHead(catalogue: Pick<Catalogue, 'conference' | 'rooms'>): string {
  return yamlText(headFields(catalogue))
}

/**
 * Keys are plain words that need no quotes. The first line continues the current one, the others follow `indent`; the
 * same goes for lists.
 */
function mapping(fields: Fields, indent: string): string {
  let text = ''
  for (const key in fields) {
    const value = fields[key]
    if (value === undefined) continue
    if (text !== '') text += `\n${indent}`
    text += `${key}:${behindKey(value, `${indent}  `)}`
  }
  return text
}

function list(values: readonly Value[], indent: string): string {
  let text = ''
  for (const value of values) text += `${text === '' ? '' : `\n${indent}`}- ${node(value, `${indent}  `)}`
  return text
}

function behindKey(value: Value, indent: string): string {
  return `${isFilled(value) ? `\n${indent}` : ' '}${node(value, indent)}`
}

function node(value: Value, indent: string): string {
  if (typeof value === 'string') return scalar(value, indent)
  if (typeof value !== 'object' || value === null) return String(value)
  if (isList(value)) return value.length === 0 ? '[]' : list(value, indent)
  return isFilled(value) ? mapping(value, indent) : '{}'
}

function isFilled(value: Value): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function isList(value: Fields | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value)
}

/** Longer texts, and longer lines of texts, are folded. In columns. */
const WIDTH = 80
/** What is left of a line, however deep it is. */
const NARROWEST = 40

/** Writes texts of several lines, or of a long one, as a block, if every character survives that. */
function scalar(text: string, indent: string): string {
  if ((text.length <= WIDTH && !text.includes('\n')) || mustBeQuoted(text)) return inline(text)
  let length = text.length
  while (text[length - 1] === '\n') length--
  const end = text.slice(length)
  const chomping = end.length > 1 ? '+' : end === '' ? '-' : ''
  const lines = text.slice(0, length).split('\n')
  const block = (style: '|' | '>', content: readonly string[]) =>
    `${style}${chomping}\n${content.map((line) => (line === '' ? '' : indent + line)).join('\n')}${end.slice(1)}`
  if (lines.every((line) => line.length <= WIDTH)) return block('|', lines)
  const width = Math.max(WIDTH - indent.length, NARROWEST)
  const folded = lines.map((line) => fold(line, width))
  if (lines.length === 1 && folded[0]?.length === 1) return inline(text)
  // In a folded block a line end is a blank, and so many empty lines are so many line ends.
  return block(
    '>',
    folded.flatMap((parts, index) => (index > 0 && lines[index] !== '' ? ['', ...parts] : parts)),
  )
}

/** A line in parts of that width, cut at single blanks: others would not survive. */
function fold(line: string, width: number): readonly string[] {
  const isBetweenWords = (at: number) => line[at] === ' ' && line[at - 1] !== ' ' && line[at + 1] !== ' '
  const parts: string[] = []
  let start = 0
  while (line.length - start > width) {
    let cut = start + width
    while (cut > start && !isBetweenWords(cut)) cut--
    if (cut === start) for (cut = start + width; cut < line.length && !isBetweenWords(cut); ) cut++
    if (cut === line.length) break
    parts.push(line.slice(start, cut))
    start = cut + 1
  }
  return [...parts, line.slice(start)]
}

function inline(text: string): string {
  // Most texts are ids and words, and longer than the words that YAML reads as something else.
  if (text.length > LONGEST_WORD && /^[a-z][\w-]*(?: [\w-]+)*$/i.test(text)) return text
  if (mustBeQuoted(text) || /[\n\r]/.test(text)) return inDoubleQuotes(text)
  if (!UNLIKE_TEXT.test(text)) return text
  return text.includes('"') && !text.includes("'") ? `'${text}'` : inDoubleQuotes(text)
}

/** Control characters, tabs and blanks around line ends do not survive in plain or block scalars. */
function mustBeQuoted(text: string): boolean {
  return FRAGILE.test(text) || !text.isWellFormed() || hasInvisible(text)
}

const FRAGILE = /[\u0000-\u0009\u000b-\u001f]| (?:\n|$)|(?:^|\n) |^\n/

/** Text that YAML 1.2 does not read as plain text: an indicator, a comment, a key, a number, an empty value. */
const UNLIKE_TEXT =
  /^[,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|:(?: |$)| #|^(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[\dA-Fa-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))?$/

/** `false`, of the words of the core schema (YAML 1.2 section 10.3.2). */
const LONGEST_WORD = 5

/** YAML 1.2 section 5.7. */
function inDoubleQuotes(text: string): string {
  const short = JSON.stringify(text).replace(/\\(?:u00(..)|.)| (?=\\n)/g, (whole: string, code: string | undefined) => {
    if (whole === ' ') return '\\ '
    return code === undefined ? whole : (SHORT[code] ?? `\\x${code}`)
  })
  return escapeInvisible(short, byCodePoint)
}

const SHORT: Readonly<Record<string, string>> = { '00': '\\0', '07': '\\a', '0b': '\\v', '1b': '\\e' }

function byCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** An agenda as an `agenda/1` file for others, without empty values. It reads back as the same agenda. */
export function sharedAgendaText({ conference, person, picks, blocks }: Agenda): string {
  return yamlText(
    filled({
      kubeplan: 'agenda/1',
      conference,
      person,
      picks: picks.map(({ sequence: _, changed: __, ...pick }) => {
        const priority = pick.priority === DEFAULT_PRIORITY ? undefined : pick.priority
        return filled({ session: pick.session, ...pickFields(pick), priority })
      }),
      blocks: blocks.length > 0 ? blocks.map(blockFields) : undefined,
    }),
  )
}
