import { safeBlock } from '../terminal.js'

/** A document to read, whatever it will be written in: the writers of Markdown and HTML know these parts and no other. */
export interface Prose {
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly line: Line }
  /** Its line ends are kept. */
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Line[])[] }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly Line[])[] }

/** Pieces of text one after the other; outside text may stand in any of them. */
export type Line = readonly (string | Strong | Link)[]

export interface Strong {
  readonly kind: 'strong'
  readonly text: string
}

/** A text that leads somewhere; only the text, where the URL is missing or not of the web. */
export interface Link {
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

export function paragraph(...lines: readonly Line[]): Block {
  return { kind: 'paragraph', lines }
}

/** A long text from outside as paragraphs of lines; an empty line ends a paragraph. None where there is nothing to read. */
export function passages(text: string): readonly (readonly string[])[] {
  return safeBlock(text)
    .split(/\n\s*\n/)
    .map((passage) => passage.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
}

/** The pieces with `between` between them; empty ones are left out. */
export function joined(lines: readonly Line[], between: string): Line {
  return lines.filter((line) => line.length > 0).flatMap((line, index) => (index === 0 ? line : [between, ...line]))
}

/** `Ana's take`, or `My take` of a person without a name. */
export function whose(by: string | undefined, what: string): string {
  return `${by === undefined ? 'My' : `${by}'s`} ${what}`
}
