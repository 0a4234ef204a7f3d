import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** A piece of HTML in the order of the text. `source` is the tag as written, `name` is in lower case. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open'
      readonly name: string
      readonly href: string
      /** `<br/>` has no content. */
      readonly closed: boolean
      readonly source: string
    }
  | { readonly kind: 'close'; readonly name: string; readonly source: string }

/**
 * The tags and texts of an HTML fragment, with entities decoded and comments removed. Only the tokenizer is used: the
 * parser keeps a stack of open elements and takes half a minute for a megabyte of `<b>`. Linear.
 */
export function htmlTokens(html: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = []
  let tag = { name: '', from: 0, attribute: '', href: '' }
  const value = (text: string) => {
    if (tag.attribute === 'href') tag = { ...tag, href: tag.href + text }
  }
  const opened = (end: number, closed: boolean) => {
    const { name, href, from } = tag
    tokens.push({ kind: 'open', name, href, closed, source: html.slice(from, end + 1) })
  }
  tokenize(html, {
    ontext: (start, end) => void tokens.push({ kind: 'text', text: html.slice(start, end) }),
    ontextentity: (point) => void tokens.push({ kind: 'text', text: String.fromCodePoint(point) }),
    oncdata: (start, end, offset) => void tokens.push({ kind: 'text', text: html.slice(start, end - offset) }),
    onopentagname(start, end) {
      tag = { name: html.slice(start, end).toLowerCase(), from: start - 1, attribute: '', href: '' }
    },
    onattribname(start, end) {
      tag = { ...tag, attribute: tag.href === '' ? html.slice(start, end).toLowerCase() : '' }
    },
    onattribdata: (start, end) => value(html.slice(start, end)),
    onattribentity: (point) => value(String.fromCodePoint(point)),
    onopentagend: (end) => opened(end, false),
    onselfclosingtag: (end) => opened(end, true),
    onclosetag(start, end) {
      tokens.push({ kind: 'close', name: html.slice(start, end).toLowerCase(), source: html.slice(start - 2, end + 1) })
    },
  })
  return tokens
}

/** Text with its entities decoded; nothing in it is read as a tag. */
export function decodeEntities(text: string): string {
  const pieces: string[] = []
  const escaped = text.replaceAll('<', '&lt;')
  tokenize(escaped, {
    ontext: (start, end) => void pieces.push(escaped.slice(start, end)),
    ontextentity: (point) => void pieces.push(String.fromCodePoint(point)),
  })
  return pieces.join('')
}

function tokenize(html: string, callbacks: Partial<TokenizerCallbacks>): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, { ...UNHEARD, ...callbacks })
  tokenizer.write(html)
  tokenizer.end()
}

const ignore = () => undefined
const UNHEARD: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
}
