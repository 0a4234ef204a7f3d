import { linkOf, type Session, type Speaker } from '../../model/index.js'
import { safe, safeBlock } from '../screen/terminal.js'
import { zoneLabel } from '../words/labels.js'
import { titleOf } from '../words/session-rows.js'

/** A document in parts that both the Markdown and the HTML writer know. */
export interface Prose {
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly line: Line }
  /** Line ends are kept. */
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Line[])[] }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly Line[])[] }

/** Pieces of text in a row, any of which may come from outside. */
export type Line = readonly (string | Strong | Link)[]

interface Strong {
  readonly kind: 'strong'
  readonly text: string
}

/** A text with a link; only the text if the URL is missing or not http(s). */
interface Link {
  readonly kind: 'link'
  readonly text: string
  readonly url: string | undefined
}

export function strong(text: string): Strong {
  return { kind: 'strong', text }
}

export function link(text: string, url: string | undefined): Link {
  return { kind: 'link', text, url }
}

export function heading(level: 2 | 3, line: Line): Block {
  return { kind: 'heading', level, line }
}

export function paragraph(...lines: readonly Line[]): Block {
  return { kind: 'paragraph', lines }
}

/** A long text from outside as paragraphs of lines, separated by empty lines. Empty if there is nothing to read. */
export function passages(text: string): readonly (readonly string[])[] {
  return safeBlock(text)
    .split(/\n\s*\n/)
    .map((passage) => passage.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
}

/** `16:00 · Hall A`, without what is missing. */
export function facts(...known: readonly (string | undefined)[]): string {
  return known.filter(Boolean).join(' · ')
}

export function joined(lines: readonly Line[], between: string): Line {
  return lines.filter((line) => line.length > 0).flatMap((line, index) => (index === 0 ? line : [between, ...line]))
}

/** `Ana's take`, or `My take` for a person without a name. */
export function whose(by: string | undefined, what: string): string {
  return `${by === undefined ? 'My' : `${by}'s`} ${what}`
}

/** The heading of a session: its title, with a link to its page, and its speakers. */
export function sessionLine(session: Session, url = session.url): Line {
  const people = speakersTogether(session.speakers)
  return [link(titleOf(session), url), ...(people === '' ? [] : [` - ${people}`])]
}

/** `Ana Lima & Bo Chen, Acme; Cem Kaya, Borealis`: speakers of one organization share its name. */
export function speakersTogether(speakers: readonly Speaker[]): string {
  const groups: { readonly organization: string | undefined; readonly names: string[] }[] = []
  for (const { name, organization } of speakers) {
    const last = groups.at(-1)
    if (last && last.organization === organization) last.names.push(name)
    else groups.push({ organization, names: [name] })
  }
  return groups
    .map(({ organization, names }) => {
      const together = [names.slice(0, -1).join(', '), names.at(-1) ?? ''].filter((part) => part !== '').join(' & ')
      return organization === undefined ? together : `${together}, ${organization}`
    })
    .join('; ')
}

/** A long text as paragraphs, with something before its first line and after its last. */
export function textBlocks(text: string | undefined, before: Line = [], after: Line = []): readonly Block[] {
  const parts = passages(text ?? '')
  return parts.map((lines, part) => {
    const isLast = part === parts.length - 1
    return paragraph(
      ...lines.map((line, index): Line => {
        const [start, end] = [part + index === 0, isLast && index === lines.length - 1]
        return [...(start ? before : []), line, ...(end ? after : [])]
      }),
    )
  })
}

export function sourceOf(source: string | undefined): Line {
  return source === undefined ? [] : [' (', link('source', source), ')']
}

/** The clock of these sessions' times, as a sentence after another; empty if none has a time. */
export function clockSentence(sessions: readonly Session[], zone: string): string {
  const offsets = sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
  return offsets.length === 0 ? '' : ` Times are in ${zoneLabel(zone, offsets)}.`
}

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
