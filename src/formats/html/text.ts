import { textFlow } from './flow.js'
import { DROPPED, endsLines, isTag, LINES, PARAGRAPHS } from './tags.js'
import { decodeEntities, type HtmlToken, htmlTokens } from './tokens.js'

/**
 * The plain text of an HTML fragment, or of text with stray tags and entities: links keep their address in brackets,
 * list items begin with `* `, paragraphs are separated by an empty line. Anything that is not a tag in HTML (`a < b`,
 * `Option<T>`) is unchanged, and so is text without any tag or entity, except for blanks at line ends. Doubly escaped
 * entities (`&amp;lt;`) are decoded; an entity never becomes a tag. Linear, however deeply elements nest.
 */
export function plainText(htmlOrText: string): string {
  const text = htmlOrText.replace(/\r\n?/g, '\n').replace(/&(#?\w{1,31})\\;/g, '&$1;')
  if (!hasMarkup(text))
    return withoutBlanks(text)
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  const plain = textOf(htmlTokens(guarded(text)))
  return (ENTITY.test(plain) ? decodeEntities(plain) : plain).replaceAll('\u00a0', ' ').trim()
}

/** Lines as they appear: publishers write `\n \n ` for a new paragraph. Two or more leading blanks are an indent. */
function withoutBlanks(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd().replace(/^ (?! )/, ''))
  return lines.join('\n')
}

const ENTITY = /&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i
const NO_ENTITY = new RegExp(`&(?!${ENTITY.source.slice(1)})`, 'gi')
/** The name is followed by a space, slash or bracket, so that no text is scanned twice. */
const MARKUP = /<\/?([a-z][^\s<>/]*)(?=[\s/>])[^<>]*>|<!--|<!\[CDATA\[/gi

function hasMarkup(text: string): boolean {
  if (ENTITY.test(text)) return true
  for (const [, name] of text.matchAll(MARKUP)) if (name === undefined || isTag(name)) return true
  return false
}

/** Elements whose content is not markup. If one is not closed, a parser takes the whole rest as its content. */
const RAW = /^<(iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp)[\s/>]/i

/**
 * Escapes whatever a forgiving parser would swallow: a `<` that begins no complete tag, a comment or script that is
 * never closed, an ampersand that is not an entity (`?a=1&copy=2`).
 */
function guarded(text: string): string {
  const small = text.toLowerCase()
  const lasts = new Map<string, number>()
  const endsBehind = (end: string, offset: number) => {
    const last = lasts.get(end) ?? small.lastIndexOf(end)
    lasts.set(end, last)
    return last > offset
  }
  const complete = (found: string, offset: number) => {
    if (found === '<') return false
    if (found === '<!--') return endsBehind('-->', offset)
    if (found === '<!') return endsBehind(']]>', offset)
    const raw = RAW.exec(found)?.[1]
    return raw === undefined || endsBehind(`</${raw.toLowerCase()}`, offset)
  }
  return text
    .replace(/<(?:\/?[a-z][^<>]*>|!--|!(?=\[CDATA\[)|!doctype[^<>]*>)?/gi, (found, offset: number) =>
      complete(found, offset) ? found : `&lt;${found.slice(1)}`,
    )
    .replace(NO_ENTITY, '&amp;')
}

function textOf(tokens: readonly HtmlToken[]): string {
  const flow = textFlow()
  const keepLines = !tokens.some((token) => token.kind !== 'text' && endsLines(token.name))
  const lastEnd = new Map<string, number>()
  tokens.forEach((token, index) => void (token.kind === 'close' && lastEnd.set(token.name, index)))
  let dropping = { name: '', depth: 0 }
  let lists = 0
  let preformatted = 0
  let link: { readonly mark: number; readonly address: string } | undefined

  const endLink = () => {
    if (link) flow.link(link.mark, link.address)
    link = undefined
  }
  const around = (name: string) => {
    if (PARAGRAPHS.has(name)) flow.apart(lists > 0 ? 1 : 2)
    else if (LINES.has(name)) flow.apart(1)
    else if (name === 'td' || name === 'th') flow.space()
  }
  const open = (name: string, href: string) => {
    if (name === 'a') {
      endLink()
      const address = addressIn(href)
      if (address !== undefined) link = { mark: flow.mark(), address }
    } else if (name === 'br') flow.lineEnd()
    else if (name === 'li') flow.entry()
    else around(name)
    if (name === 'ul' || name === 'ol') lists++
    if (name === 'pre') preformatted++
  }
  const close = (name: string) => {
    if (name === 'a') endLink()
    if ((name === 'ul' || name === 'ol') && lists > 0) lists--
    if (name === 'pre' && preformatted > 0) preformatted--
    if (name === 'li') flow.apart(1)
    else around(name)
  }
  for (const [index, token] of tokens.entries()) {
    if (dropping.depth > 0) {
      const inner = token.kind !== 'text' && token.name === dropping.name
      if (inner)
        dropping = { ...dropping, depth: dropping.depth + (token.kind === 'close' ? -1 : token.closed ? 0 : 1) }
    } else if (token.kind === 'text') flow.text(token.text, keepLines || preformatted > 0)
    else if (!isTag(token.name)) flow.text(decodeEntities(token.source), keepLines)
    else if (DROPPED.has(token.name)) {
      // An element that is never closed would take the whole rest with it.
      const ends = (lastEnd.get(token.name) ?? -1) > index
      if (token.kind === 'open' && !token.closed && ends) dropping = { name: token.name, depth: 1 }
    } else if (token.kind === 'open') open(token.name, token.href)
    else close(token.name)
  }
  endLink()
  return flow.whole()
}

function addressIn(href: string): string | undefined {
  const address = href.replace(/\s+/g, '')
  if (/^(?:https?:\/\/|mailto:)./i.test(address)) return address
  return address.startsWith('//') ? `https:${address}` : undefined
}
