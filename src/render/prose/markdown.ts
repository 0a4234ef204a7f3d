import { linkOf } from '../../model/index.js'
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
      return safeBlock(block.text).trim()
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
