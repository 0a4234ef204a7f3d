import type { Session, Speaker } from '../../model/index.js'
import { safeBlock } from '../screen/terminal.js'
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
