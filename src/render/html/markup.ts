import { htmlText } from './text.js'

/** Complete and safe HTML, which only `html` can make. */
export interface Markup {
  readonly markup: string
}

/** The content of a template. Text is escaped; undefined and false add nothing. */
export type Content = string | number | undefined | false | Markup | readonly Markup[]

/** The markup of a template. Every text in it is escaped, both for elements and for quoted attributes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let markup = parts[0] ?? ''
  // Called twenty times a session: an iterator of pairs takes a quarter of its time.
  for (let index = 0; index < contents.length; index++) markup += markupOf(contents[index]) + (parts[index + 1] ?? '')
  return { markup }
}

/** A script or style sheet of kubeplan, unescaped. The build ensures that it cannot end its element. */
export function own(source: string): Markup {
  return { markup: source }
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return ''
  if (typeof content === 'string') return htmlText(content)
  if (typeof content === 'number') return String(content)
  return 'markup' in content ? content.markup : content.map(({ markup }) => markup).join('')
}
