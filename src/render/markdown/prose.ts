import { linkOf } from '../link.js'
import type { Block, Line, Link, Prose } from '../prose/prose.js'
import { lineOf, markdownText } from './text.js'

/** A document in CommonMark with GitHub's tables. Ends with a line end. */
export function markdownOf({ title, blocks }: Prose): string {
  const texts = [`# ${inline([title])}`, ...blocks.map(blockText)]
  return texts
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.line)}`
    case 'paragraph':
      return linesText(block.lines, '')
    case 'list':
      return block.items
        .map((lines) => linesText(lines, '  '))
        .filter((text) => text !== '')
        .map((text) => `- ${text}`)
        .join('\n')
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
      const heads = block.heads.map((head) => inline([head]))
      return [heads, heads.map(() => '---'), ...block.rows.map((cells) => cells.map(inline))].map(row).join('\n')
    }
  }
}

/** A trailing backslash keeps the line break. */
function linesText(lines: readonly Line[], indent: string): string {
  return lines
    .map((line) => lineOf(inline(line)))
    .filter((line) => line !== '')
    .join(`\\\n${indent}`)
}

function inline(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return markdownText(piece)
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
