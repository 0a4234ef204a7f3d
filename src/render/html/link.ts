import { linkOf } from '../link.js'

/** A URL that a page may link to: http, https or mailto, in plain ASCII. Undefined for any other text. */
export function hrefOf(url: string | undefined): string | undefined {
  const link = linkOf(url)
  if (link !== undefined || url === undefined || !URL.canParse(url)) return link
  const { protocol, href } = new URL(url)
  return protocol === 'mailto:' ? href : undefined
}
