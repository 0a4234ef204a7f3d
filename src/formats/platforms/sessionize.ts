import type { Place, Problem } from '../../model/index.js'
import { brokenFile, warnOfOutside } from '../own/findings.js'
import {
  entryOf,
  headOf,
  namedSpeaker,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  type Unread,
} from '../published/published.js'
import { spanBetween } from '../published/written-time.js'
import { field, isTrue, itemsOf, type JsonNode, nameOf, outlineOf, readJson, textAt, textOf } from '../text/json.js'

const SIGNS: readonly string[] = [
  ...['startsAt', 'isServiceSession', 'isPlenumSession', 'categoryItems', 'roomId'].map((key) => `sessions[].${key}`),
  ...['fullName', 'isTopSpeaker', 'tagLine'].map((key) => `speakers[].${key}`),
  ...[
    'questions[].questionType',
    'categories[].items',
    '[].timeSlots',
    '[].rooms[].sessions',
    '[].rooms[].hasOnlyPlenumSessions',
    '[].rooms[].sessions[].startsAt',
  ],
  ...['title', 'startsAt', 'isServiceSession', 'isPlenumSession'].map((key) => `[].sessions[].${key}`),
]

/** Sessionize's views "All", "Sessions" and "GridSmart". */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan') || paths.has('conference')) return false
  return (
    SIGNS.filter((sign) => paths.has(sign)).length > 1 ||
    ['sessions', 'speakers', 'categories', 'rooms'].every((key) => paths.has(key))
  )
}

interface Context {
  readonly place: (node: JsonNode) => Place
  readonly rooms: ReadonlyMap<string, string>
  readonly speakers: ReadonlyMap<string, string>
  readonly categories: Categories
}

/**
 * Reads sessions. Times are the venue's, without a zone. Answers to questions are private to the organizers and
 * ignored.
 */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  const sessions = sessionsOf(root)
  if (!sessions) return brokenFile(place(root), 'Sessionize JSON', 'it has no sessions')
  const context: Context = {
    place,
    rooms: byId(field(root, 'rooms'), (node) => textAt(node, 'name')),
    speakers: byId(field(root, 'speakers'), speakerName),
    categories: categoriesOf(field(root, 'categories')),
  }
  const problems: Problem[] = [...reading.problems]
  const declined = sessions.filter(isOutside)
  const entries = sessions.flatMap((node) => (isOutside(node) ? [] : (entryFrom(node, context, problems) ?? [])))
  problems.push(...warnOfOutside(declined, place, (node) => textAt(node, 'status')))
  return { ok: true, published: { format: 'sessionize', entries, problems } }
}

/** The sessions of any view in file order, each once: a session in several rooms is repeated in the grid. */
function sessionsOf(root: JsonNode): readonly JsonNode[] | undefined {
  const own = field(root, 'sessions')
  if (own?.kind === 'array') return own.items
  if (root.kind !== 'array') return undefined
  const nested = root.items.flatMap((group) => [
    ...itemsOf(field(group, 'sessions')),
    ...itemsOf(field(group, 'rooms')).flatMap((room) => itemsOf(field(room, 'sessions'))),
  ])
  const seen = new Set<string>()
  return nested
    .sort((a, b) => a.start - b.start)
    .filter((node) => {
      const key = JSON.stringify(['id', 'startsAt', 'title'].map((name) => textAt(node, name)))
      return seen.size < seen.add(key).size
    })
}

function isOutside(node: JsonNode): boolean {
  return /^(?:declin|reject|withdr|waitlist)/i.test(textAt(node, 'status') ?? '')
}

function entryFrom(node: JsonNode, context: Context, problems: Problem[]): PublishedEntry | undefined {
  const at = context.place(node)
  const head = headOf(node, at, { title: (one) => textAt(one, 'title'), time: timeOf }, problems)
  if (!head) return undefined
  const labels = labelsOf(node, context.categories)
  return entryOf({
    at,
    uid: textAt(node, 'id'),
    ...head,
    ...labels,
    ...(isTrue(node, 'isServiceSession') && { sort: 'service' }),
    room: textAt(node, 'room') ?? context.rooms.get(textAt(node, 'roomId') ?? ''),
    speakers: itemsOf(field(node, 'speakers')).flatMap((speaker) => {
      return namedSpeaker(
        speaker.kind === 'object' ? speakerName(speaker) : context.speakers.get(nameOf(speaker) ?? ''),
      )
    }),
    abstract: proseOf(textAt(node, 'description')),
    video: textAt(node, 'recordingUrl', 'liveUrl'),
    status: /^cancell?ed/i.test(textAt(node, 'status') ?? '') ? 'cancelled' : 'confirmed',
  })
}

function timeOf(node: JsonNode, unread: Unread): PublishedTime {
  return spanBetween(textAt(node, 'startsAt'), textAt(node, 'endsAt'), unread)
}

function byId(list: JsonNode | undefined, nameOf: (node: JsonNode) => string | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const node of itemsOf(list)) {
    const [id, name] = [textAt(node, 'id'), nameOf(node)]
    if (id !== undefined && name !== undefined) names.set(id, name)
  }
  return names
}

function speakerName(node: JsonNode): string | undefined {
  const parts = [textAt(node, 'firstName'), textAt(node, 'lastName')].filter((part) => part !== undefined)
  return textAt(node, 'fullName', 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
}

export type Categories = ReadonlyMap<string, Label>

export interface Label {
  readonly category: string
  readonly name: string
}

export function categoriesOf(list: JsonNode | undefined): Categories {
  const labels = new Map<string, Label>()
  for (const category of itemsOf(list)) {
    for (const item of itemsOf(field(category, 'items'))) {
      const [id, name] = [textAt(item, 'id'), textAt(item, 'name')]
      if (id !== undefined && name !== undefined) labels.set(id, { category: textAt(category, 'title') ?? '', name })
    }
  }
  return labels
}

export interface Labels {
  readonly tracks: readonly string[]
  readonly level?: string
  readonly sort?: string
  readonly tags: readonly string[]
}

const FIELDS: readonly (readonly [field: 'track' | 'level' | 'sort', title: RegExp])[] = [
  ['track', /\btracks?\b/i],
  ['level', /\blevels?\b|\bdifficulty\b/i],
  ['sort', /\b(?:format|type)s?\b/i],
]

/** The categories of a session. */
export function labelsOf(session: JsonNode, categories: Categories): Labels {
  return sorted([...referred(session, categories), ...writtenOut(session)])
}

/**
 * Items of a category called Track are tracks; the first item of one called Level or Session format is the level or the
 * kind; all others are tags.
 */
export function sorted(named: readonly Label[]): Labels {
  const labels: { level?: string; sort?: string } = {}
  const tracks: string[] = []
  const tags: string[] = []
  for (const { category, name } of named) {
    const meant = FIELDS.find(([, title]) => title.test(category))?.[0]
    if (meant === 'track') tracks.push(name)
    else if (meant !== undefined && labels[meant] === undefined) labels[meant] = name
    else tags.push(name)
  }
  return { ...labels, tracks, tags }
}

function referred(session: JsonNode, categories: Categories): readonly Label[] {
  return itemsOf(field(session, 'categoryItems')).flatMap((item) => categories.get(textOf(item) ?? '') ?? [])
}

function writtenOut(session: JsonNode): readonly Label[] {
  return itemsOf(field(session, 'categories')).flatMap((category) =>
    itemsOf(field(category, 'categoryItems', 'items')).flatMap((item) => {
      const name = textAt(item, 'name')
      return name === undefined ? [] : [{ category: textAt(category, 'name', 'title') ?? '', name }]
    }),
  )
}
