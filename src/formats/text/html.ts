import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { appendTo } from '../../model/index.js'

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

/**
 * The plain text of a title. An element's name in angle brackets may be a word of it ("The <canvas> element"): a tag is
 * mark-up only if it breaks the line, has attributes, or is closed again with text in between. Linear.
 */
export function titleText(htmlOrText: string): string {
  if (!/[<&]/.test(htmlOrText)) return htmlOrText
  const tags = [...htmlOrText.matchAll(TAG)].filter(([, , name = '']) => isTag(name))
  const markup = new Set<number>()
  const open = new Map<string, { readonly at: number; readonly words: number }[]>()
  let [words, end] = [0, 0]
  for (const [at, match] of tags.entries()) {
    const [tag, slash, name = '', attributes = ''] = match
    words += htmlOrText.slice(end, match.index).trim().length
    end = match.index + tag.length
    const key = name.toLowerCase()
    const before = slash === '/' ? open.get(key)?.pop() : undefined
    if (/^w?br$/.test(key) || /=/.test(attributes)) markup.add(at)
    if (before && before.words < words) markup.add(at).add(before.at)
    if (slash === '') appendTo(open, key, { at, words })
  }
  let next = 0
  const bare = htmlOrText.replace(TAG, (tag, slash: string, name: string) => {
    if (!isTag(name)) return tag
    const isMarkup = markup.has(next++)
    return isMarkup ? (/^br$/i.test(name) ? ' ' : `<${slash}${name}>`) : `&lt;${tag.slice(1)}`
  })
  return plainText(bare)
}

/** The name is followed by a space, slash or bracket, so that no text is scanned twice. */
const TAG = /<(\/?)([a-z][^\s<>/]*)(?=[\s/>])([^<>]*)>/gi

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
  const flow = new Flow()
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

/** Text built piece by piece. Line ends and spaces are only written when more text follows. */
class Flow {
  private readonly pieces: string[] = []
  private lineEnds = 0
  private spaced = false
  private bullet = false

  /** Line ends in `text` count only with `keepLines`. */
  text(text: string, keepLines: boolean): void {
    for (const [index, line] of (keepLines ? text.split('\n') : [text]).entries()) {
      if (index > 0) this.lineEnd()
      this.words(line)
    }
  }

  private words(text: string): void {
    const trimmed = text.trim()
    if (/^\s/.test(text)) this.spaced = true
    if (trimmed === '') return
    this.write(trimmed.replace(/\s+/g, ' '))
    if (/\s$/.test(text.slice(-1))) this.spaced = true
  }

  private write(word: string): void {
    const between = this.lineEnds > 0 ? '\n'.repeat(this.lineEnds) : this.spaced ? ' ' : ''
    this.pieces.push(`${this.pieces.length === 0 ? '' : between}${this.bullet ? '* ' : ''}`, word)
    this.lineEnds = 0
    this.spaced = false
    this.bullet = false
  }

  space(): void {
    this.spaced = true
  }

  /** One more line end, at most two in a row. */
  lineEnd(): void {
    if (!this.bullet) this.lineEnds = Math.min(2, this.lineEnds + 1)
  }

  /** At least this many line ends before what follows. */
  apart(least: 1 | 2): void {
    if (!this.bullet) this.lineEnds = Math.max(this.lineEnds, least)
  }

  entry(): void {
    this.apart(1)
    this.bullet = true
  }

  /** Marks the beginning of a link, which `link` closes. */
  mark(): number {
    return this.pieces.length
  }

  /** Puts the address after the text since `mark`, unless that text is the address. */
  link(mark: number, address: string): void {
    const { pieces } = this
    const shown = pieces
      .slice(mark + 1)
      .join('')
      .trim()
    if (shown === '') this.write(address)
    else if (bare(shown) === bare(address)) {
      // The first piece is the space between the link and the text before it.
      if (/^https?:/i.test(address)) pieces.splice(mark + 1, Number.POSITIVE_INFINITY, address)
    } else pieces.push(` (${address.replace(/^mailto:/, '')})`)
  }

  whole(): string {
    return this.pieces.join('').trim()
  }
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)(?:www\.)?|^www\./, '')
    .replace(/\/$/, '')
}

/**
 * Every element of HTML, including obsolete ones. Anything else in angle brackets is text (`Option<T>`, `<your name>`).
 */
const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
  canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
  figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
  kbd label legend li link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol
  optgroup option output p param picture pre progress q rp rt ruby s samp script search section select small source
  span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
  ul var video wbr`.split(/\s+/),
)

/** Elements whose content is not meant to be read. */
const DROPPED: ReadonlySet<string> = new Set(
  'head iframe math noembed noframes noscript object script style svg template title'.split(' '),
)

const PARAGRAPHS: ReadonlySet<string> = new Set(
  'address article aside blockquote dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'.split(
    ' ',
  ),
)

const LINES: ReadonlySet<string> = new Set('caption dd div dt figcaption legend summary tr'.split(' '))

/** Whether a text with this element breaks its lines by tags, so that its own line ends are only white space. */
function endsLines(name: string): boolean {
  return name === 'br' || name === 'li' || PARAGRAPHS.has(name) || LINES.has(name)
}

/** Whether `<name>` is a tag: an HTML element in any case, or a word processor's (`o:p`). */
function isTag(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase()) || /^[a-z]\w{0,9}:[a-z]\w*$/i.test(name)
}

/** A piece of HTML in the order of the text. `source` is the tag as written, `name` is in lower case. */
type HtmlToken =
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
function htmlTokens(html: string): readonly HtmlToken[] {
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
function decodeEntities(text: string): string {
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
