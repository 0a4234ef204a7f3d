import { type AgendaPick, fingerprint, pattern, type Session, uniqueNames, type When } from '../../model/index.js'
import { clockAt, clockLabel, type Instant, type Minutes } from '../../model/time.js'
import { type Fields, filled } from '../documents/fields.js'
import { yamlText } from '../documents/yaml.js'
import { safeBlock } from '../screen/terminal.js'
import { speakerInFull } from '../words/labels.js'
import { type Item, pointItems } from './prose.js'

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/
const UNSAFE = pattern(String.raw`[^\p{L}\p{M}\p{N}_-]+`, 'gu')
/** In code points: no more than the 255 bytes that a name may have. */
const LONGEST_NAME = 60

/** A file name for each session, safe on every system and the same whichever sessions have notes. */
export function noteFileNames(sessions: readonly Session[]): ReadonlyMap<string, string> {
  const unique = uniqueNames(new Set())
  return new Map(sessions.map(({ id }) => [id, `${unique(nameOf(id))}.md`]))
}

function nameOf(id: string): string {
  const plain = id
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .replace(UNSAFE(), '-')
    .replace(/^-+|-+$/g, '')
  const name = [...plain].slice(0, LONGEST_NAME).join('') || 'note'
  return DEVICE.test(name) ? `${name}-` : name
}

export function hasNotes({ note, takeaways }: AgendaPick): boolean {
  return note !== undefined || takeaways.length > 0
}

interface NoteFile {
  /** Undefined if the file stays as it is. */
  readonly text?: string
  /** Why the file stays although kubeplan would now write something else. */
  readonly kept?: 'changed' | 'foreign'
}

/**
 * What I noted about a session, as Markdown with front matter. `earlier` is the file as it is now: what somebody else
 * wrote or the person edited stays. A field `kubeplan` has the conference and a sum of what was written.
 */
export function noteFile(session: Session, pick: AgendaPick, conference: string, earlier?: string): NoteFile {
  const [head, rest] = [yamlText(frontMatter(session, pick)), `---\n\n${bodyOf(session, pick)}`]
  const sum = fingerprint(head + rest)
  const text = `---\n${head}kubeplan: ${conference} ${sum}\n${rest}`
  if (earlier === undefined) return { text }
  const found = readNoteFile(earlier.replaceAll('\r\n', '\n'))
  if (found?.conference !== conference) return { kept: 'foreign' }
  if (found.sum === sum) return {}
  return found.isEdited ? { kept: 'changed' } : { text }
}

function readNoteFile(text: string) {
  const found = /^kubeplan: (\S+) ([0-9a-z]{7})\n/m.exec(text)
  if (!found || !text.startsWith('---\n')) return undefined
  const [mark, conference, sum] = found
  const others = text.slice('---\n'.length, found.index) + text.slice(found.index + mark.length)
  return { conference, sum, isEdited: fingerprint(others) !== sum }
}

function frontMatter(session: Session, { rating, attended }: AgendaPick): Fields {
  const { title, room, speakers, tracks, tags, url, video } = session
  return filled({
    title,
    ...timesOf(session.when),
    room,
    speakers: speakers.length > 0 ? speakers.map(speakerInFull) : undefined,
    track: tracks.length > 1 ? tracks : tracks[0],
    // Obsidian takes no blanks in a tag.
    tags: tags.length > 0 ? tags.map((tag) => tag.trim().replace(/\s+/g, '-')) : undefined,
    url,
    video,
    rating,
    attended,
  })
}

/** On the displayed clock, without an offset: Obsidian knows no other times. */
function timesOf(when: When): Fields {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { date: when.day }
  const { start, end, offset, endOffset, endAssumed } = when
  const begin = { date: clockAt(start, offset).day, start: shown(start, offset) }
  return endAssumed ? begin : { ...begin, end: shown(end, endOffset) }
}

function shown(moment: Instant, offset: Minutes): string {
  const { day, minute } = clockAt(moment, offset)
  return `${day}T${clockLabel(minute)}:00`
}

/** My own words are Markdown already. */
function bodyOf({ title }: Session, { note, takeaways }: AgendaPick): string {
  const heading = `# ${safeBlock(title).replace(/\s+/g, ' ').trim()}`
  const learned = takeaways.length > 0 ? ['## Takeaways', itemsText(pointItems(takeaways), '')] : []
  const parts = [heading, ...(note === undefined ? [] : [safeBlock(note).trim()]), ...learned]
  return parts.map((part) => `${part}\n`).join('\n')
}

function itemsText(items: readonly Item[], indent: string): string {
  return items
    .flatMap(({ line, items: under = [] }) => [
      `${indent}- ${line.join('')}`,
      ...(under.length > 0 ? [itemsText(under, `${indent}  `)] : []),
    ])
    .join('\n')
}
