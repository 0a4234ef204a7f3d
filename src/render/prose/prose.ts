import { safeBlock } from '../terminal.js'

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

export interface Strong {
  readonly kind: 'strong'
  readonly text: string
}

/** A text with a link; only the text if the URL is missing or not http(s). */
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

/** A long text from outside as paragraphs of lines, separated by empty lines. Empty if there is nothing to read. */
export function passages(text: string): readonly (readonly string[])[] {
  return safeBlock(text)
    .split(/\n\s*\n/)
    .map((passage) => passage.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
}

export function joined(lines: readonly Line[], between: string): Line {
  return lines.filter((line) => line.length > 0).flatMap((line, index) => (index === 0 ? line : [between, ...line]))
}

/** `Ana's take`, or `My take` for a person without a name. */
export function whose(by: string | undefined, what: string): string {
  return `${by === undefined ? 'My' : `${by}'s`} ${what}`
}
