import { type Block, linkOf, parseUrl, type ShownSpan, type Stage } from '../../model/index.js'
import { type Day, type Instant, isoWithOffset, type Minutes } from '../../model/time.js'
import { isLong, type Times } from '../words/labels.js'

/** Complete and safe HTML, which only `html` can make. */
export interface Markup {
  readonly markup: string
}

/** The content of a template. Text is escaped; undefined and false add nothing. */
export type Content = string | number | undefined | false | Markup | readonly Content[]

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
  return 'markup' in content ? content.markup : content.map(markupOf).join('')
}

/** The only way for outside text into an HTML document. */

const ACTIVE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** All but line ends and printable ASCII that is never markup: most texts of a page have none. */
const UNSAFE = /[^\n !#-%(-;=?-~]/

/** Text for elements and quoted attributes. A parser reads back exactly these characters, and none is markup. */
function htmlText(text: string): string {
  if (!UNSAFE.test(text)) return text
  return text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(CONTROLS, '\ufffd')
    .replace(/[&<>"']/g, (character) => ACTIVE[character] ?? '')
}

/** A URL that a page may link to: http, https or mailto, in plain ASCII. Undefined for any other text. */
export function hrefOf(url: string | undefined): string | undefined {
  const link = linkOf(url)
  if (link !== undefined || url === undefined) return link
  const parsed = parseUrl(url)
  return parsed?.protocol === 'mailto:' ? parsed.href : undefined
}

/** A text, with a link if there is somewhere to go. */
export function linked(text: string, href: string | undefined): Markup {
  return href === undefined ? html`${text}` : html`<a href="${href}">${text}</a>`
}

/** The anchor of a session. Ids may be any text, so `id` and the part after `#` are encoded in the same way. */
export function anchorOf(session: string): string {
  return `s-${encodeURIComponent(session.toWellFormed())}`
}

export function blockAnchor({ title, start }: Pick<Block, 'title' | 'start'>): string {
  return `b-${start}-${encodeURIComponent(title.toWellFormed())}`
}

export function dayAnchor(day: Day | undefined): string {
  return `day-${day ?? 'none'}`
}

/** ISO 8601 with an offset, and with seconds only if there are any. */
function isoMoment(moment: Instant, offset: Minutes): string {
  return isoWithOffset(moment, offset).replace(/:00(?=[+-])/, '')
}

export function timeMarkup(moment: Instant, offset: Minutes, day: Day, times: Times): Markup {
  return html`<time datetime="${isoMoment(moment, offset)}">${times.time(moment, offset, day)}</time>`
}

/**
 * A span as `16:00–16:35`. The page's script finds both moments and can show them on another clock. An assumed end is
 * shown as unknown and only the script can see it.
 */
export function spanMarkup(when: ShownSpan, day: Day, times: Times): Markup {
  const { start, end, offset, endOffset, endAssumed } = when
  const from = timeMarkup(start, offset, day, times)
  if (start === end) return from
  const mark = endAssumed ? 'unknown' : isLong(when) ? 'over' : 'end'
  return html`${from}–<time class="${mark}" datetime="${isoMoment(end, endOffset)}">${times.end(when, day)}</time>`
}

export const STAGE_NAMES: Readonly<Record<Stage | 'block', string>> = {
  going: 'Going',
  maybe: 'Maybe',
  block: 'My time',
}

/** The word before a time; empty for what I have not picked. */
export function stageMark(stage: Stage | 'block' | undefined): Markup {
  return stage === undefined ? html`` : html`<b class="stage">${STAGE_NAMES[stage]}</b> `
}

export interface PageParts {
  readonly script: string
  /** `sha256-…`, as in a content security policy. */
  readonly scriptHash: string
  readonly style: string
}

/**
 * The content security policy of a page, for its own head and for the server: its inline style and, by hash, its one
 * script; its icon is data; nothing else.
 */
export function pagePolicy(scriptHash?: string): string {
  const script = scriptHash === undefined ? '' : `script-src '${scriptHash}'; `
  const icon = scriptHash === undefined ? '' : 'img-src data:; '
  return `default-src 'none'; style-src 'unsafe-inline'; ${script}${icon}base-uri 'none'; form-action 'none'`
}

export interface PrintEntry {
  readonly title: string
  readonly people: number
  readonly clashes: boolean
}

/** Lines of normal and of small type on a printed page of A4 or Letter. */
const LINES = 50
const SMALL_LINES = 58
/** How many entries of title, time and room, of two lines each, fit on a page. */
const CROWD = 26
/** Characters of a printed title, and speakers, on one line. */
const TITLE = 80
const PEOPLE = 4

/**
 * The class of a day with these entries of mine that makes each day fit on one printed page: normal type, small type,
 * only title, time and room, or one line for these.
 */
export function printClass(entries: readonly PrintEntry[]): string {
  const lines = entries.reduce((sum, entry) => sum + linesOf(entry), 0)
  if (lines <= LINES) return 'day'
  if (lines <= SMALL_LINES) return 'day many'
  return entries.length <= CROWD ? 'day crowd' : 'day crowd throng'
}

function linesOf({ title, people, clashes }: PrintEntry): number {
  return Math.ceil(title.length / TITLE) + 1 + Math.ceil(people / PEOPLE) + Number(clashes) + 0.7
}
