import { definedFields, type Problem, type Speaker } from '../../model/index.js'
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
import { spanBetween } from '../published/written-time.js'
import { field, isTrue, itemsOf, type JsonNode, outlineOf, readJson, textAt } from '../text/json.js'

const SIGNS = ['venue', 'slug', 'is_fave', 'is_from_cfp', 'may_record', 'map_link', 'video_privacy', 'official_content']

/** A list of events as EMF Camp publishes it: each with its dates, or since 2026 with a list of its occurrences. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  const dated = paths.has('[].start_date') || paths.has('[].occurrences[].start_date')
  // Its description may be so long that only what is before it is in the beginning.
  const listed = paths.has('[].official_content') || paths.has('[].is_fave')
  return (listed && paths.has('[].title')) || (dated && SIGNS.some((sign) => paths.has(`[].${sign}`)))
}

/** Reads events. Their times are the venue's, without a zone. Each occurrence of one event is a session. */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  if (root.kind !== 'array') return brokenFile(place(root), 'EMF Camp JSON', 'it is not a list of events')
  const problems: Problem[] = [...reading.problems]
  const entries = root.items.flatMap((node) => {
    const occurrences = itemsOf(field(node, 'occurrences'))
    const held = occurrences.length === 0 ? [node] : occurrences
    return held.flatMap((occurrence) => {
      const timeOf = (_: JsonNode, unread: Unread) => timeAt(occurrence, unread)
      const head = headOf(node, place(node), { title: (one) => textAt(one, 'title', 'name'), time: timeOf }, problems)
      return head ? entryFrom(node, occurrence, { at: place(node), ...head }) : []
    })
  })
  const url = entries.find((entry) => entry.url !== undefined)?.url
  const isCamp = url !== undefined && /^https?:\/\/(?:[\w-]+\.)*emfcamp\.org\//i.test(url)
  const likelyZones = isCamp ? () => ['Europe/London'] : undefined
  return { ok: true, published: definedFields({ format: 'emfcamp', likelyZones, entries, problems }) }
}

/** What people should know before they come. */
const NOTES = [
  ['content_note', 'Content note'],
  ['age_range', 'Age range'],
  ['cost', 'Cost'],
  ['equipment', 'Bring'],
] as const

function entryFrom(
  node: JsonNode,
  occurrence: JsonNode,
  head: Pick<PublishedEntry, 'at' | 'title' | 'time'>,
): PublishedEntry {
  const [id, number] = [textAt(node, 'id'), textAt(occurrence, 'occurrence_num')]
  const video = field(node, 'video')
  const isPrivate = field(node, 'may_record')?.kind === 'false' || textAt(occurrence, 'video_privacy') === 'none'
  const isLost = isTrue(video, 'recording_lost') || isTrue(occurrence, 'recording_lost')
  const isRaffled = isTrue(node, 'requires_ticket') || isTrue(occurrence, 'uses_lottery')
  const seats = textAt(node, 'attendees', 'capacity')
  return entryOf({
    ...head,
    uid: number === undefined ? id : `${id}-${number}`,
    content: number === undefined ? undefined : id,
    sort: textAt(node, 'type'),
    tags: [
      ...(isTrue(node, 'family_friendly', 'is_family_friendly') ? ['family friendly'] : []),
      ...(isRaffled ? ['registration'] : []),
    ],
    room: textAt(occurrence, 'venue') ?? textAt(node, 'venue'),
    speakers: peopleIn(textAt(node, 'speaker', 'names')),
    abstract: proseOf(
      textAt(node, 'short_description'),
      textAt(node, 'description'),
      ...NOTES.flatMap(([key, label]) => {
        const text = textAt(node, key)
        return text === undefined ? [] : `${label}: ${text}`
      }),
    ),
    url: textAt(node, 'link', 'url'),
    video: textAt(video, 'youtube', 'ccc', 'archiveorg') ?? textAt(occurrence, 'youtube_url', 'ccc_url', 'video_url'),
    conditions: definedFields({
      ...((isPrivate || isLost) && { recorded: false }),
      capacity: seats !== undefined && /^\d{1,6}$/.test(seats) ? Number(seats) : undefined,
    }),
    status: isTrue(node, 'cancelled', 'is_cancelled') ? 'cancelled' : 'confirmed',
  })
}

function timeAt(node: JsonNode, unread: Unread): PublishedTime {
  return spanBetween(textAt(node, 'start_date'), textAt(node, 'end_date'), unread)
}

/** Several people are in one text, as in "Ana Owl, Bo Owl & Cy Owl". One of a single word may be a group's name. */
function peopleIn(text: string | undefined): readonly Speaker[] {
  const names = text?.split(/\s*(?:,|&|\band\b)\s*/) ?? []
  return names.every((name) => /\S\s+\S/.test(name)) ? names.flatMap((name) => namedSpeaker(name)) : namedSpeaker(text)
}
