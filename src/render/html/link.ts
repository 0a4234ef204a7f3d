import { linkOf } from '../link.js'

/** A URL that a page may offer to open: http, https or mailto, in plain ASCII. Nothing for any other text. */
export function hrefOf(url: string | undefined): string | undefined {
  const link = linkOf(url)
  if (link !== undefined || url === undefined || !URL.canParse(url)) return link
  const { protocol, href } = new URL(url)
  return protocol === 'mailto:' ? href : undefined
}

/** The place of a session in the page: ids may be any text, and what stands in `id` and after `#` is the same. */
export function anchorOf(session: string): string {
  return `s-${encodeURIComponent(session.toWellFormed())}`
}
