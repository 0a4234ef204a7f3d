import { htmlText } from './text.js'

/** HTML that is whole and harmless: made by `html`, never from a text. */
export interface Markup {
  readonly markup: string
}

/** What may stand in a template: text is escaped, nothing leaves nothing. */
export type Content = string | number | undefined | false | Markup | readonly Markup[]

/** Markup of a template; every text put into it is escaped for between tags and for quoted attributes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let markup = parts[0] ?? ''
  for (const [index, content] of contents.entries()) markup += markupOf(content) + (parts[index + 1] ?? '')
  return { markup }
}

/** A program or style sheet of our own, as it stands; the build has made sure that nothing in it ends its element. */
export function own(source: string): Markup {
  return { markup: source }
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return ''
  if (typeof content === 'string') return htmlText(content)
  if (typeof content === 'number') return String(content)
  return 'markup' in content ? content.markup : content.map(({ markup }) => markup).join('')
}
