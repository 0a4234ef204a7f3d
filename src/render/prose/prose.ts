import { abbreviationAt } from '../../clock/zone.js'
import {
  definedFields,
  pattern,
  type Session,
  type ShownSpan,
  type Speaker,
  uniqueNames,
  type When,
} from '../../model/index.js'
import { clockAt, clockLabel, DAY, type Instant, longDayLabel, type Minutes, offsetLabel } from '../../model/time.js'
import { safe, safeBlock } from '../screen/terminal.js'
import { type ClockHours, isLong, listed, zoneLabel } from '../words/labels.js'
import { titleOf } from '../words/session-rows.js'

/** A document that both the Markdown and the HTML writer know. */
export interface Prose {
  /** Its first heading. */
  readonly title: string
  readonly parts: readonly Part[]
}

/** A stretch of a document, with a name that it keeps when the document is written again. */
export interface Part {
  readonly name: string
  readonly blocks: readonly Block[]
}

export type Block =
  | Heading
  | Paragraph
  | List
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  /** A list of the headings after it. */
  | { readonly kind: 'contents' }
  /** Markdown from the person's own file. */
  | { readonly kind: 'markdown'; readonly text: string }

interface Paragraph {
  readonly kind: 'paragraph'
  readonly line: Line
  /** Facts and takes, which a page sets apart. */
  readonly look?: 'known' | 'take'
}

export interface Heading {
  readonly kind: 'heading'
  readonly level: 2 | 3 | 4
  readonly line: Line
  /** Its text in the contents, if that differs. */
  readonly brief?: string
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly Item[]
}

export interface Item {
  readonly line: Line
  readonly items?: readonly Item[]
}

/** Pieces of text in a row, any of which may come from outside. */
export type Line = readonly (string | Strong | Link | Jump)[]

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

/** A link to a heading of the same document. */
export interface Jump {
  readonly kind: 'jump'
  readonly text: string
  readonly anchor: string
}

export function strong(text: string): Strong {
  return { kind: 'strong', text }
}

export function link(text: string, url: string | undefined): Link {
  return { kind: 'link', text, url }
}

export function heading(level: Heading['level'], line: Line, brief?: string): Heading {
  return definedFields({ kind: 'heading', level, line, brief })
}

/** A part without anything to read is left out. */
export function part(name: string, ...blocks: readonly Block[]): readonly Part[] {
  return blocks.length === 0 ? [] : [{ name, blocks }]
}

/** The name of a part about something: any text, in characters that are safe in a comment. */
export function named(what: string, text: string): string {
  return `${what}/${encodeURIComponent(text.toWellFormed())}`
}

export function paragraph(line: Line, look?: Paragraph['look']): Paragraph {
  return definedFields({ kind: 'paragraph', line, look })
}

export function list(items: readonly Item[]): List {
  return { kind: 'list', items }
}

/** One line of a list, more or less deep in it. */
interface Deep {
  readonly depth: number
  readonly line: Line
}

/** Each line under the nearest one before it that is less deep. */
function nested(lines: readonly Deep[]): readonly Item[] {
  const items: Item[] = []
  for (let at = 0; at < lines.length; ) {
    const { depth, line } = lines[at] ?? { depth: 0, line: [] }
    let end = at + 1
    while ((lines[end]?.depth ?? 0) > depth) end++
    items.push(end > at + 1 ? { line, items: nested(lines.slice(at + 1, end)) } : { line })
    at = end
  }
  return items
}

/** What a person puts around a document. */
export interface Surroundings {
  /** Who wrote it. */
  readonly writers?: readonly string[]
  /** Markdown. */
  readonly intro?: string
  readonly outro?: string
}

/** More sessions than these are not seen at once. */
const MOST_WITHOUT_CONTENTS = 3

/** A document about so many sessions with what is around it: who wrote it, what it is about, and its contents. */
export function framed(
  { writers = [], intro = '', outro = '' }: Surroundings,
  about: Line,
  sessions: number,
  parts: readonly Part[],
): readonly Part[] {
  const own = (name: string, text: string) => (text.trim() === '' ? [] : part(name, { kind: 'markdown', text }))
  return [
    ...(writers.length > 0 ? part('byline', paragraph([`By ${listed(writers, 'and')}`], 'known')) : []),
    ...own('intro', intro),
    ...part('about', paragraph(about)),
    ...(sessions > MOST_WITHOUT_CONTENTS ? part('contents', heading(2, ['Contents']), { kind: 'contents' }) : []),
    ...parts,
    ...own('outro', outro),
  ]
}

/** The headings of a document with their anchors, which are those that GitHub and most other programs make of them. */
export function anchorsOf({ title, parts }: Prose): ReadonlyMap<Block, string> {
  const unique = uniqueNames(new Set(), (name, number) => `${name}-${number - 1}`)
  unique(slugOf([title]))
  const headings = parts.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'heading'))
  return new Map(headings.map((block) => [block, unique(slugOf(block.line))]))
}

const UNUSED_IN_SLUGS = pattern(String.raw`[^\p{L}\p{M}\p{N}\p{Pc}\- ]`, 'gu')

function slugOf(line: Line): string {
  return textOf(line).trim().toLowerCase().replace(UNUSED_IN_SLUGS(), '').replaceAll(' ', '-')
}

function textOf(line: Line): string {
  return safe(line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''))
}

/** The headings behind the contents as links, each under the one that it belongs to. */
export function contentsOf(prose: Prose, anchors = anchorsOf(prose)): List {
  const blocks = prose.parts.flatMap((one) => one.blocks)
  const after = blocks.slice(blocks.findIndex(({ kind }) => kind === 'contents') + 1)
  const headings = after.filter((block) => block.kind === 'heading')
  return list(
    nested(
      headings.map((block) => {
        const text = block.brief ?? textOf(block.line)
        return { depth: block.level, line: [{ kind: 'jump', text, anchor: anchors.get(block) ?? '' }] }
      }),
    ),
  )
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

/** A long text as paragraphs and lists, with something before its first paragraph and after its last. */
export function textBlocks(text: string | undefined, before: Line = [], after: Line = []): readonly Block[] {
  const blocks = passages(text ?? '').flatMap(passageBlocks)
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!(first && last)) return []
  if (first.kind !== 'paragraph' && before.length > 0) return [paragraph(before), ...textBlocks(text, [], after)]
  if (last.kind !== 'paragraph' && after.length > 0) return [...textBlocks(text, before), paragraph(after)]
  return blocks.map((block) => {
    if (block.kind !== 'paragraph') return block
    return paragraph([...(block === first ? before : []), ...block.line, ...(block === last ? after : [])])
  })
}

/** Points as a list. One under another begins with `- ` (or `- - `), as a point of its own or as a line of it. */
export function pointItems(points: readonly string[]): readonly Item[] {
  const deep: Deep[] = []
  for (const point of points)
    for (const [index, text] of passages(point).flat().entries()) {
      const { depth, line } = marked(text)
      const above = deep.at(-1)
      if (index === 0 || depth > 0 || !above) deep.push({ depth, line: [line] })
      else deep[deep.length - 1] = { ...above, line: [...above.line, ' ', line] }
    }
  return nested(deep)
}

/** Deeper than anybody writes. */
const DEEPEST = 4

/** What marks a line of a list, and how deep it is; 0 for other lines. */
function marked(text: string): { readonly depth: number; readonly line: string } {
  const [, indent = '', marks = '', line = ''] = /^(\s*)((?:[-*•]\s+)*)(.*)$/s.exec(text) ?? []
  const signs = marks.replace(/\s/g, '').length
  const depth = signs === 0 ? 0 : signs + Math.floor(indent.length / 2)
  return line === '' ? { depth: 0, line: text.trim() } : { depth: Math.min(depth, DEEPEST), line }
}

/** Runs of marked lines are lists; any other line is a paragraph, unless it was only broken to fit a width. */
function passageBlocks(lines: readonly string[]): readonly Block[] {
  if (isWrapped(lines)) return [paragraph([lines.map((line) => line.trim()).join(' ')])]
  const blocks: Block[] = []
  let deep: Deep[] = []
  const endList = () => {
    if (deep.length > 0) blocks.push(list(nested(deep)))
    deep = []
  }
  for (const text of lines) {
    const { depth, line } = marked(text)
    const above = deep.at(-1)
    if (depth > 0) deep.push({ depth, line: [line] })
    // The rest of a long item is indented.
    else if (above && /^\s/.test(text)) deep[deep.length - 1] = { depth: above.depth, line: [...above.line, ' ', line] }
    else {
      endList()
      blocks.push(paragraph([line]))
    }
  }
  endList()
  return blocks
}

/** The widths at which people and programs break lines. */
const NARROWEST = 60
const WIDEST = 100

/** Whether lines were broken to fit a width, and so are one paragraph: no next word would have fit. */
function isWrapped(lines: readonly string[]): boolean {
  const width = Math.max(...lines.map((line) => line.length))
  if (width < NARROWEST || width > WIDEST || lines.some((line) => marked(line).depth > 0)) return false
  return lines.every((line, index) => {
    const next = lines[index + 1]
    return next === undefined || line.length + 1 + (/^\S+/.exec(next.trim())?.[0].length ?? 0) > width
  })
}

export function sourceOf(source: string | undefined): Line {
  return source === undefined ? [] : [' (', link('source', source), ')']
}

/** How a document writes times. */
export interface Clock {
  readonly zone: string
  readonly hours: ClockHours
  /** Whether each time needs its offset, because the clocks change between them. */
  readonly offsets: boolean
}

export function clockOf(sessions: readonly Session[], zone: string, hours: ClockHours = 24): Clock {
  return { zone, hours, offsets: new Set(offsetsOf(sessions)).size > 1 }
}

function offsetsOf(sessions: readonly Session[]): readonly Minutes[] {
  return sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
}

/** `Wednesday, November 18 · 3:00-3:35 p.m. EST` or `Wednesday, November 18 · time not known`; empty without a day. */
export function whenLine(when: When, clock: Clock): string {
  if (when.kind === 'unscheduled') return ''
  if (when.kind === 'dated') return facts(longDayLabel(when.day), 'time not known')
  const zone = abbreviationAt(when.start, clock.zone) ?? (clock.offsets ? offsetLabel(when.offset) : '')
  return facts(longDayLabel(clockAt(when.start, when.offset).day), `${spanLabel(when, clock)} ${zone}`.trim())
}

/** When something begins; empty if that is not known. */
export function startLabel(when: When, { hours }: Clock): string {
  return when.kind === 'timed' ? timeLabel(when.start, when.offset, hours) : ''
}

/** `15:00-15:35`, `3:00-3:35 p.m.`, or `from 15:00` if the end is not known. */
function spanLabel(when: ShownSpan, { hours }: Clock): string {
  const { start, end, offset, endOffset, endAssumed } = when
  const [from, to] = [timeLabel(start, offset, hours), timeLabel(end, endOffset, hours)]
  if (endAssumed) return `from ${from}`
  if (start === end) return from
  if (isLong(when)) return `${from} to ${longDayLabel(clockAt(end, endOffset).day)}, ${to}`
  const [half, other] = [from.slice(-5), to.slice(-5)]
  const isOneHalf = hours === 12 && half === other && end - start < DAY / 2
  return `${isOneHalf ? from.slice(0, -5) : from}-${to}`
}

/** `15:00`, or `3:00 p.m.`. */
function timeLabel(moment: Instant, offset: Minutes, hours: ClockHours): string {
  const { minute } = clockAt(moment, offset)
  if (hours === 24) return clockLabel(minute)
  const [hour, past] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')]
  return `${hour % 12 || 12}:${past} ${hour < 12 ? 'a' : 'p'}.m.`
}

/** ` Times are in Europe/Amsterdam (UTC+1).`, as a sentence after another; empty if none has a time. */
export function clockSentence(sessions: readonly Session[], zone: string): string {
  const offsets = offsetsOf(sessions)
  return offsets.length === 0 ? '' : ` Times are in ${zoneLabel(zone, offsets)}.`
}
