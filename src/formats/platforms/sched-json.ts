import type { Place, Problem, Speaker } from '../../model/index.js'
import { MINUTE } from '../../model/time.js'
import { brokenFile, warnOfOutside } from '../own/findings.js'
import {
  entryOf,
  headOf,
  namedSpeaker,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  statusOf,
  type Unread,
} from '../published/published.js'
import { readWritten, spanOf, stated, type WrittenTime } from '../published/written-time.js'
import { field, itemsOf, type JsonNode, outlineOf, readJson, textAt, textOf } from '../text/json.js'
import { titleWithoutSpeakers } from '../titles/title-speakers.js'

/** A list of sessions as in Sched's API. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  const signs = ['event_key', 'event_start', 'event_type', 'event_subtype', 'start_time_ts', 'venue', 'name']
  const isSched = paths.has('[].event_key') || paths.has('[].event_start')
  return isSched && signs.filter((sign) => paths.has(`[].${sign}`)).length > 1
}

/** Reads an answer of Sched's `session/export` or `session/list`. Inactive sessions are hidden by their publisher. */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  if (root.kind !== 'array') return brokenFile(place(root), 'Sched JSON', 'it is not a list of sessions')
  const problems: Problem[] = [...reading.problems]
  const hidden = root.items.filter(isHidden)
  const named = root.items.some((node) => speakersOf(node).length > 0)
  const entries = root.items.flatMap((node) =>
    isHidden(node) ? [] : (entryFrom(node, place(node), !named, problems) ?? []),
  )
  problems.push(...warnOfOutside(hidden, place, () => 'active: N'))
  return { ok: true, published: { format: 'sched-json', entries, problems } }
}

function isHidden(node: JsonNode): boolean {
  return textAt(node, 'active')?.toUpperCase() === 'N'
}

function entryFrom(
  node: JsonNode,
  at: Place,
  speakersInTitle: boolean,
  problems: Problem[],
): PublishedEntry | undefined {
  const head = headOf(node, at, { title: (one) => textAt(one, 'name'), time: timeOf }, problems)
  if (!head) return undefined
  const speakers = speakersOf(node)
  return entryOf({
    at,
    uid: textAt(node, 'id', 'event_key'),
    title: titleWithoutSpeakers(head.title, speakers),
    tracks: [textAt(node, 'event_type')],
    tags: listed(textAt(node, 'event_subtype')),
    level: textAt(node, 'level'),
    room: textAt(node, 'venue'),
    time: head.time,
    speakers,
    speakersInTitle,
    abstract: proseOf(textAt(node, 'description')),
    url: textAt(node, 'url', 'event_url'),
    video: textAt(node, 'video_stream', 'video_url'),
    status: statusOf(textAt(node, 'status')),
  })
}

/**
 * `event_start` and `event_end` are clock times at the venue; `start_time_ts` is the instant of the start in seconds.
 * It takes precedence, and gives the offset by which the end becomes an instant as well.
 */
function timeOf(node: JsonNode, unread: Unread): PublishedTime {
  const start = written(textAt(node, 'event_start') ?? joined(node, 'start'), unread)
  const end = written(textAt(node, 'event_end') ?? joined(node, 'end'), unread)
  const stamp = textAt(node, 'start_time_ts')
  const moment = stamp !== undefined && /^\d{1,11}$/.test(stamp) ? Number(stamp) * 1000 : undefined
  if (start === undefined) {
    if (moment === undefined) return { kind: 'unscheduled' }
    const known = { shown: moment, offset: 0 }
    return spanOf(known, end)
  }
  if (moment === undefined) return spanOf(start, end)
  const offset = Math.round((start.shown - moment) / MINUTE)
  return spanOf({ ...start, offset }, end && { ...end, offset })
}

function joined(node: JsonNode, which: 'start' | 'end'): string | undefined {
  const [date, clock] = [textAt(node, `${which}_date`), textAt(node, `${which}_time`)]
  return date === undefined || clock === undefined ? undefined : `${date} ${clock}`
}

function written(text: string | undefined, unread: Unread): WrittenTime | undefined {
  const known = stated(text)
  const time = known === undefined ? undefined : readWritten(known)
  if (known !== undefined && !time) unread(known)
  return time
}

function speakersOf(node: JsonNode): readonly Speaker[] {
  return ['speakers', 'moderators', 'panelists', 'artists'].flatMap((role) => {
    const value = field(node, role)
    return value?.kind === 'string'
      ? listed(value.text).flatMap((name) => namedSpeaker(name))
      : itemsOf(value).flatMap(speakerOf)
  })
}

function speakerOf(node: JsonNode): readonly Speaker[] {
  return namedSpeaker(node.kind === 'object' ? textAt(node, 'name') : textOf(node), textAt(node, 'company'))
}

function listed(text: string | undefined): readonly string[] {
  return text?.split(',') ?? []
}
