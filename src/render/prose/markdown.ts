import { fingerprint, linkOf } from '../../model/index.js'
import { safe, safeBlock } from '../screen/terminal.js'
import { type Block, contentsOf, type Item, type Line, type Link, type Prose } from './prose.js'

/** A document in CommonMark with GitHub's tables. Ends with a line end. */
export function markdownOf(prose: Prose): string {
  return markdownParts(prose)
    .map(({ text }) => `${text}\n`)
    .join('\n')
}

interface MarkdownPart {
  readonly name: string
  /** Without a line end at its end. */
  readonly text: string
}

function markdownParts(prose: Prose): readonly MarkdownPart[] {
  const parts = prose.parts.map(({ name, blocks }) => {
    const texts = blocks.map((block) => blockText(block, prose))
    return { name, text: texts.filter((text) => text !== '').join('\n\n') }
  })
  return [{ name: 'title', text: `# ${inline([prose.title])}` }, ...parts.filter(({ text }) => text !== '')]
}

function blockText(block: Block, prose: Prose): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.line)}`
    case 'paragraph':
      return lineOf(inline(block.line))
    case 'list':
      return itemsText(block.items, '')
    case 'contents':
      return itemsText(contentsOf(prose).items, '')
    case 'markdown':
      return safeBlock(block.text).replace(ANY_MARK, '').trim()
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
      const heads = block.heads.map((head) => inline([head]))
      return [heads, heads.map(() => '---'), ...block.rows.map((cells) => cells.map(inline))].map(row).join('\n')
    }
  }
}

/** Without items that have nothing to read. */
function itemsText(items: readonly Item[], indent: string): string {
  return items
    .flatMap(({ line, items: under = [] }) => {
      const [text, below] = [lineOf(inline(line)), itemsText(under, `${indent}  `)]
      if (text === '') return below === '' ? [] : [`${indent}-\n${below}`]
      return [`${indent}- ${text}`, ...(below === '' ? [] : [below])]
    })
    .join('\n')
}

function inline(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return markdownText(piece)
      if (piece.kind === 'jump') return `[${markdownText(piece.text)}](#${piece.anchor})`
      return piece.kind === 'strong' ? strongText(piece.text.trim()) : linkText(piece)
    })
    .join('')
}

/** Empty emphasis would be read as text. */
function strongText(text: string): string {
  return text === '' ? '' : `**${markdownText(text)}**`
}

function linkText({ text, url }: Link): string {
  const target = linkOf(url)
  return target === undefined ? markdownText(text) : `[${markdownText(text)}](${targetText(target)})`
}

/** Markdown also reads entities and brackets in a URL. */
function targetText(url: string): string {
  return url.replaceAll('&', '&amp;').replace(/[()]/g, '\\$&')
}

/**
 * The only way for outside text into Markdown, on one line. CommonMark (spec.commonmark.org) and GitHub's tables, links
 * and formulas show these characters literally. Characters that only act at the start of a line are left to `lineOf`.
 * GitHub may still link a name after `@` or a mail address, because it looks for them after reading the Markdown.
 */
export function markdownText(text: string): string {
  return safe(text)
    .replace(ALWAYS, '\\$&')
    .replace(UNDERSCORE, '\\_')
    .replace(ENTITY, '\\&')
    .replace(/!$/, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
}

/**
 * Code, emphasis, links, tags, tables, headings, mentions and formulas. A backslash would escape the next character.
 */
const ALWAYS = /[\\`*[\]<|~#@$]/g
/** It has no meaning inside a word. */
const UNDERSCORE = /(?<![a-z0-9])_|_(?![a-z0-9])/gi
/** An entity, or what may become one with the following text. */
const ENTITY = /&(?=[a-z0-9]*(?:;|$))/gi

/** A line of Markdown whose beginning has no meaning: not a list, quote, rule or underline. */
export function lineOf(markdown: string): string {
  return markdown
    .trim()
    .replace(/^[-+=>:]/, '\\$&')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\')
}

/** A part in a file, between two marks. */
interface MarkedPart {
  readonly name: string
  /** Of the text as kubeplan wrote it. */
  readonly sum: string
  /** As it is now. Ends with a line end, unless it is empty. */
  readonly text: string
  /** What follows outside the marks. Ends with a line end, unless it is empty. */
  readonly after: string
}

interface MarkedFile {
  /** Before the first part. */
  readonly before: string
  readonly parts: readonly MarkedPart[]
  /** The document that it is, such as `guide/kubecon-na-2020`. */
  readonly document: string
  /** The names of all parts that kubeplan ever wrote, also of those that the person has deleted. In its order. */
  readonly written: readonly string[]
}

interface Rewritten {
  readonly text: string
  /** What stays as the person edited it although kubeplan would now write something else, or nothing. */
  readonly kept: readonly { readonly heading: string; readonly why: 'changed' | 'gone' }[]
}

const OPENING = /^<!-- kubeplan: (\S+) ([0-9a-z]{7}) -->\n$/
const CLOSING = '<!-- /kubeplan -->\n'
const WRITTEN = /^<!-- kubeplan wrote (\S+): (.*) -->\n?$/
const ANY_MARK = /^<!-- (?:kubeplan|\/kubeplan)\b.*-->$\n?/gm

/**
 * A document for a file that people edit: each part stands between marks. `earlier` is the file as it is now, and what
 * its person changed, added, moved or deleted since it was written stays so. Undefined if it is not this document.
 */
export function markdownFile(prose: Prose, document: string, earlier?: string): Rewritten | undefined {
  const fresh = markdownParts(prose).map(({ name, text }) => ({ name, text: `${text}\n` }))
  if (earlier === undefined) {
    const parts = fresh.map(({ name, text }) => ({ name, sum: sumOf(name, text), text, after: '\n' }))
    return { text: fileText({ before: '', parts, document, written: fresh.map(({ name }) => name) }), kept: [] }
  }
  const hasCrlf = earlier.includes('\r\n') && !/(?<!\r)\n/.test(earlier)
  const file = readMarked(hasCrlf ? earlier.replaceAll('\r\n', '\n') : earlier)
  if (file?.document !== document) return undefined
  const { text, kept } = rewritten(file, fresh)
  return { text: hasCrlf ? text.replaceAll('\n', '\r\n') : text, kept }
}

/** By its name as well, so that a mark whose name was edited counts as edited. */
function sumOf(name: string, text: string): string {
  return fingerprint(`${name}\n${text}`)
}

function fileText({ before, parts, document, written }: MarkedFile): string {
  const texts = parts.map(
    ({ name, sum, text, after }) => `<!-- kubeplan: ${name} ${sum} -->\n${text}${CLOSING}${after}`,
  )
  return `${before}${texts.join('')}<!-- kubeplan wrote ${document}: ${written.join(' ')} -->\n`
}

/**
 * Undefined if kubeplan did not write it. What a mark without its other one was for is the person's text, as is a repeated part;
 * the mark goes, as it would find another one when parts between them are gone.
 */
function readMarked(text: string): MarkedFile | undefined {
  const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const end = all.findLastIndex((line) => WRITTEN.test(line))
  const [, document = '', written = ''] = WRITTEN.exec(all[end] ?? '') ?? []
  if (document === '') return undefined
  const lines = all.toSpliced(end, 1).map((line) => (line.endsWith('\n') ? line : `${line}\n`))
  const parts: MarkedPart[] = []
  let outside = ''
  let before: string | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const [, name = '', sum = ''] = OPENING.exec(line) ?? []
    const length = lines.slice(at + 1).findIndex((one) => one === CLOSING || OPENING.test(one))
    const close = at + 1 + length
    const isPart = name !== '' && length >= 0 && lines[close] === CLOSING && !parts.some((one) => one.name === name)
    if (!isPart) {
      if (!OPENING.test(line) && line !== CLOSING) outside += line
      continue
    }
    const last = parts.at(-1)
    if (last) parts[parts.length - 1] = { ...last, after: outside }
    before ??= outside
    parts.push({ name, sum, text: lines.slice(at + 1, close).join(''), after: '' })
    outside = ''
    at = close
  }
  const last = parts.at(-1)
  if (last) parts[parts.length - 1] = { ...last, after: outside }
  return { before: before ?? outside, parts, document, written: written.split(' ').filter((name) => name !== '') }
}

function rewritten(file: MarkedFile, fresh: readonly MarkdownPart[]): Rewritten {
  const there = new Map(file.parts.map((part) => [part.name, part]))
  const deleted = new Set(file.written.filter((name) => !there.has(name)))
  const texts = new Map(fresh.filter(({ name }) => !deleted.has(name)).map(({ name, text }) => [name, text]))
  const order = [...there.keys()]
  const known = order.filter((name) => file.written.includes(name))
  const wasMoved = file.written.filter((name) => there.has(name)).some((name, at) => name !== known[at])
  const kept: Rewritten['kept'][number][] = []
  let before = file.before
  const parts: MarkedPart[] = []
  for (const name of wasMoved ? both(order, [...texts.keys()]) : both([...texts.keys()], order)) {
    const [old, text] = [there.get(name), texts.get(name)]
    const sum = text === undefined ? undefined : sumOf(name, text)
    const isEdited = old !== undefined && sumOf(name, old.text) !== old.sum && old.text !== text
    if (isEdited) {
      parts.push(old)
      if (sum !== old.sum) kept.push({ heading: headingOf(old.text), why: sum === undefined ? 'gone' : 'changed' })
    } else if (text !== undefined && sum !== undefined) parts.push({ name, sum, text, after: old?.after ?? '\n' })
    else if (old && old.after.trim() !== '') {
      // What the person wrote behind a part stays when the part goes.
      const last = parts.pop()
      if (last) parts.push({ ...last, after: last.after + old.after })
      else before += old.after
    }
  }
  const written = both(
    fresh.map(({ name }) => name),
    [...deleted],
  )
  return { text: fileText({ ...file, before, parts, written }), kept }
}

/** Both lists in one: the first, with what only the second has behind what precedes it there. */
function both(first: readonly string[], second: readonly string[]): readonly string[] {
  const all = [...first]
  let next = 0
  for (const name of second) {
    const at = all.indexOf(name)
    if (at < 0) all.splice(next++, 0, name)
    else next = at + 1
  }
  return all
}

/** What a person calls a part: its heading, or the beginning of its text. */
function headingOf(text: string): string {
  const line = /^#+ (.*)$/m.exec(text)?.[1] ?? /\S.*/.exec(text)?.[0] ?? ''
  return line.replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1').replace(/\\(.)/g, '$1')
}
