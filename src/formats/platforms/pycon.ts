import { definedFields, type Problem, type Speaker } from '../../model/index.js'
import { MINUTE } from '../../model/time.js'
import { brokenFile } from '../own/findings.js'
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
import { laterBy, readWritten, readWrittenLength, spanBetween, spanOf } from '../published/written-time.js'
import { field, isTrue, itemsOf, type JsonNode, nameOf, outlineOf, readJson, textAt } from '../text/json.js'

/** PyCon US' JSON: a conference, and its events in `schedule` or by their `types`. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan') || !paths.has('conference')) return false
  const signs = ['conference.sponsors', 'schedule[].conf_key', 'schedule[].conf_url']
  return signs.some((sign) => paths.has(sign)) || [...paths].some((path) => /^types\.[^.[\]]*\.events$/.test(path))
}

/** Reads events. Their times have an offset; where one has none, it is on the venue's clock. */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  const lists = listsOf(root)
  if (lists.length === 0) return brokenFile(place(root), 'PyCon JSON', 'it has no schedule and no types with events')
  const problems: Problem[] = [...reading.problems]
  const entries = lists.flatMap(({ events, type }) =>
    events.flatMap((event) => {
      const parts = itemsOf(field(event, 'sessions'))
      return [event, ...parts].flatMap((node): PublishedEntry | readonly [] => {
        const at = place(node)
        const time = (one: JsonNode, unread: Unread) => timeOf(field(one, 'start', 'start_date') ? one : event, unread)
        const head = headOf(node, at, { title: (one) => textAt(one, 'name', 'title'), time }, problems)
        if (!head) return []
        return entryFrom(node, event, type, { at, ...head })
      })
    }),
  )
  const conference = field(root, 'conference')
  const [name, timezone] = [nameOf(conference), textAt(root, 'timezone') ?? textAt(conference, 'timezone')]
  return { ok: true, published: definedFields({ format: 'pycon', name, timezone, entries, problems }) }
}

interface EventList {
  readonly events: readonly JsonNode[]
  /** What its events are, where the file has a list for each type. */
  readonly type?: string
}

function listsOf(root: JsonNode): readonly EventList[] {
  const lists = ['schedule', 'events', 'open-spaces', 'open_spaces'].flatMap((key) => {
    const list = field(root, key)
    return list?.kind === 'array' ? [{ events: list.items }] : []
  })
  const types = field(root, 'types')
  const named = types?.kind === 'object' ? [...types.entries] : []
  return [
    ...lists,
    ...named.flatMap(([type, node]) => {
      const events = node.kind === 'array' ? node : field(node, 'events')
      return events?.kind === 'array' ? [{ events: events.items, type }] : []
    }),
  ]
}

function entryFrom(
  node: JsonNode,
  event: JsonNode,
  type: string | undefined,
  head: Pick<PublishedEntry, 'at' | 'title' | 'time'>,
): PublishedEntry {
  const [rooms, authors] = [itemsOf(field(event, 'rooms')), itemsOf(field(node, 'authors'))]
  const [room] = rooms.map(nameOf)
  const speakers = itemsOf(field(node, 'speakers')).flatMap(speakerOf)
  return entryOf({
    ...head,
    uid: textAt(node, 'conf_key', 'id', 'guid'),
    sort: textAt(node, 'kind', 'type') ?? textAt(event, 'kind', 'type') ?? type,
    tracks: [textAt(event, 'track', 'section') ?? type],
    tags: textAt(node, 'tags')?.split(',') ?? itemsOf(field(node, 'tags')).flatMap((tag) => nameOf(tag) ?? []),
    level: textAt(node, 'level', 'audience_level'),
    room: textAt(event, 'room', 'location') ?? room,
    speakers: speakers.length > 0 ? speakers : authors.flatMap((author) => namedSpeaker(nameOf(author))),
    abstract: proseOf(textAt(node, 'description', 'abstract')),
    url: textAt(node, 'conf_url', 'url'),
    video: textAt(node, 'video_url', 'video'),
    status: isTrue(node, 'cancelled') || isTrue(event, 'cancelled') ? 'cancelled' : 'confirmed',
  })
}

function speakerOf(node: JsonNode): readonly Speaker[] {
  return namedSpeaker(nameOf(node), textAt(node, 'company', 'organization', 'affiliation'))
}

/** `duration` is in minutes. */
function timeOf(node: JsonNode, unread: Unread): PublishedTime {
  const [first, last] = [textAt(node, 'start', 'start_date'), textAt(node, 'end', 'end_date')]
  const [start, length] = [readWritten(first ?? ''), readWrittenLength(textAt(node, 'duration') ?? '')]
  if (last === undefined && start && length !== undefined && length >= MINUTE)
    return spanOf(start, laterBy(start, length))
  return spanBetween(first, last, unread)
}
