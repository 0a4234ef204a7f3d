import type { Speaker } from '../../model/conference.js'
import type { Place, Problem } from '../../model/problem.js'
import { field, itemsOf, nameOf, textAt, textOf } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'
import { namedSpeaker } from '../published/entry.js'
import { readWritten, readWrittenDay, stated } from '../published/written-time.js'
import type { FrabDay, FrabEvent } from './frab.js'
import { recordingOf } from './links.js'

export interface Names {
  readonly rooms: ReadonlyMap<string, string>
  readonly tracks: ReadonlyMap<string, string>
}

export function namesOf(conference: JsonNode | undefined): Names {
  return { rooms: byReference(field(conference, 'rooms')), tracks: byReference(field(conference, 'tracks')) }
}

function byReference(list: JsonNode | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const node of itemsOf(list)) {
    const name = textAt(node, 'name', 'title')
    for (const key of REFERENCES) {
      const reference = textAt(node, key)
      if (name !== undefined && reference !== undefined) names.set(reference, name)
    }
  }
  return names
}

const REFERENCES = ['guid', 'slug', 'id'] as const

/** A day of the conference: `day_start` and `day_end` in version 1, `start` and `end` in version 2. */
export function dayOf(node: JsonNode): FrabDay {
  const [date, start, end] = [textAt(node, 'date'), textAt(node, 'day_start', 'start'), textAt(node, 'day_end', 'end')]
  return {
    date: date === undefined ? undefined : readWrittenDay(date),
    start: start === undefined ? undefined : readWritten(start),
    end: end === undefined ? undefined : readWritten(end),
  }
}

export function isEvent(node: JsonNode, place: (node: JsonNode) => Place, doubts: Problem[]): boolean {
  if (node.kind === 'object' && node.entries.size > 0) return true
  doubts.push({ code: 'entry-left-out', at: place(node), reason: node.kind === 'object' ? 'no-title' : 'no-entry' })
  return false
}

/** An event of either version; `room` is the one it is listed under. */
export function eventOf(
  node: JsonNode,
  { at, day, room }: Pick<FrabEvent, 'at' | 'day' | 'room'>,
  { rooms, tracks }: Names,
): FrabEvent {
  const recording = field(node, 'recording')
  return {
    at,
    day,
    uid: textAt(node, 'guid', 'id', 'code', 'slug'),
    code: textAt(node, 'code'),
    title: textAt(node, 'title'),
    subtitle: textAt(node, 'subtitle'),
    type: textAt(node, 'type'),
    tracks: several(field(node, 'track', 'tracks')).map((track) => nameFor(track, tracks)),
    room: nameFor(field(node, 'room'), rooms) ?? room,
    date: stated(textAt(node, 'date')),
    start: stated(textAt(node, 'start')),
    end: stated(textAt(node, 'end')),
    duration: stated(textAt(node, 'duration')),
    abstract: textAt(node, 'abstract'),
    description: textAt(node, 'description'),
    url: textAt(node, 'url'),
    video:
      textAt(node, 'video', 'video_download_url', 'recording_url') ??
      textAt(recording, 'url', 'link') ??
      linkedVideo(node),
    state: textAt(node, 'state', 'status'),
    speakers: itemsOf(field(node, 'persons', 'participants', 'speakers')).flatMap(speakerOf),
  }
}

function nameFor(node: JsonNode | undefined, names: ReadonlyMap<string, string>): string | undefined {
  if (node?.kind !== 'object') return nameOf(node)
  const references = REFERENCES.flatMap((key) => textAt(node, key) ?? [])
  const known = references.map((reference) => names.get(reference)).find((name) => name !== undefined)
  return textAt(node, 'name', 'title') ?? known ?? textAt(node, 'slug') ?? textOf(node)
}

function several(node: JsonNode | undefined): readonly (JsonNode | undefined)[] {
  return node?.kind === 'array' ? node.items : [node]
}

function speakerOf(node: JsonNode): readonly Speaker[] {
  const name =
    node.kind === 'object' ? textAt(node, 'public_name', 'name', 'full_public_name', 'fullName') : nameOf(node)
  const organization = textAt(node, 'organization', 'organisation', 'company', 'affiliation')
  return namedSpeaker(name, organization)
}

function linkedVideo(node: JsonNode): string | undefined {
  return recordingOf(
    itemsOf(field(node, 'links')).map((link) => ({
      url: textAt(link, 'url', 'href'),
      title: textAt(link, 'title', 'name'),
      type: textAt(link, 'type'),
    })),
  )
}
