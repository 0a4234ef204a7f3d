import type { Place, Speaker } from '../../model/index.js'
import { brokenFile } from '../own/findings.js'
import { namedSpeaker, type PublishedReading } from '../published/published.js'
import { stated } from '../published/written-time.js'
import { attribute, childOf, childrenOf, childText, innerText, readXml, type XmlElement } from '../text/xml.js'
import { type FrabEvent, publishFrab, recordingOf, roomOf, YES } from './frab.js'
import { type FrabDay, frabDay } from './frab-times.js'

/** XML whose root is `schedule`, as written by pentabarf, frab, pretalx, wafer and c3voc. */
export function recognise(beginning: string): boolean {
  const start = beginning.trimStart()
  if (!/^<[?!\w]/.test(start) || /^<!doctype\s+html/i.test(start)) return false
  const bare = start.replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g, '').trimStart()
  return bare.startsWith('<!') ? /<(?:[\w.-]+:)?schedule[\s/>]/.test(bare) : /^<(?:[\w.-]+:)?schedule[\s/>]/.test(bare)
}

/** Reads `schedule/day/room/event`. Events outside a room are read as well. */
export function read(text: string, file: string): PublishedReading {
  const reading = readXml(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  if (root.name !== 'schedule') return brokenFile(place(root), 'frab XML', 'its root is not <schedule>')
  const conference = childOf(root, 'conference')
  const tracks = tracksOf(conference)
  const days = childrenOf(root, 'day').map((element) => ({
    element,
    day: frabDay(attribute(element, 'date'), attribute(element, 'start'), attribute(element, 'end')),
  }))
  const published = publishFrab(
    'frab-xml',
    {
      at: place(conference ?? root),
      title: childText(conference, 'title'),
      zone: childText(conference, 'time_zone_name'),
      url: childText(conference, 'url'),
      base: childText(conference, 'base_url'),
      start: childText(conference, 'start'),
      end: childText(conference, 'end'),
      venue: childText(conference, 'venue'),
      city: childText(conference, 'city'),
      address: childText(conference, 'address'),
      dayChange: childText(conference, 'day_change'),
      generator: generatorOf(root),
      days: days.map(({ day }) => day),
      events: days.flatMap(({ element, day }) => eventsOf(element, day, text, tracks, place)),
    },
    [],
  )
  return { ok: true, published }
}

function generatorOf(root: XmlElement): string | undefined {
  const element = childOf(root, 'generator')
  return attribute(element, 'name') ?? (element && innerText(element))
}

function eventsOf(
  day: XmlElement,
  of: FrabDay,
  text: string,
  tracks: ReadonlyMap<string, string>,
  place: (element: XmlElement) => Place,
): readonly FrabEvent[] {
  return day.children.flatMap((child) => {
    const room = child.name === 'room' ? attribute(child, 'name') : undefined
    const events = child.name === 'event' ? [child] : childrenOf(child, 'event')
    return events.map((event) => {
      const where = { at: place(event), day: of, room: roomOf(childText(event, 'room'), room) }
      return eventOf(event, where, text, tracks)
    })
  })
}

function eventOf(
  event: XmlElement,
  { at, day, room }: Pick<FrabEvent, 'at' | 'day' | 'room'>,
  source: string,
  tracks: ReadonlyMap<string, string>,
): FrabEvent {
  const links = childrenOf(childOf(event, 'links'), 'link')
  const recording = childOf(event, 'recording')
  const prose = (name: string) => markupOf(childOf(event, name), source)
  return {
    at,
    day,
    room,
    uid: attribute(event, 'guid') ?? attribute(event, 'id', 'code') ?? childText(event, 'slug'),
    code: attribute(event, 'code'),
    title: childText(event, 'title'),
    subtitle: childText(event, 'subtitle'),
    type: childText(event, 'type'),
    tracks: childrenOf(event, 'track').map((track) => trackOf(track, tracks)),
    date: stated(childText(event, 'date')),
    start: stated(childText(event, 'start')),
    duration: stated(childText(event, 'duration')),
    end: stated(childText(event, 'end')),
    abstract: prose('abstract'),
    description: prose('description'),
    url: childText(event, 'url'),
    video:
      childText(event, 'video_download_url') ??
      childText(recording, 'url') ??
      childText(recording, 'link') ??
      recordingOf(
        links.map((link) => ({
          url: attribute(link, 'href', 'url'),
          title: innerText(link),
          type: attribute(link, 'type'),
        })),
      ),
    speakers: childrenOf(childOf(event, 'persons'), 'person').flatMap(speakerOf),
    state: childText(event, 'status') ?? childText(event, 'state'),
    language: childText(event, 'language'),
    unrecorded: [childText(recording, 'optout'), childText(event, 'do_not_record')].some((text) =>
      YES.test(text ?? ''),
    ),
  }
}

function trackOf(track: XmlElement, tracks: ReadonlyMap<string, string>): string | undefined {
  const slug = attribute(track, 'slug')
  return innerText(track) ?? attribute(track, 'name') ?? (slug === undefined ? undefined : (tracks.get(slug) ?? slug))
}

function tracksOf(conference: XmlElement | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const track of [...childrenOf(conference, 'track'), ...childrenOf(childOf(conference, 'tracks'), 'track')]) {
    const [slug, name] = [attribute(track, 'slug'), attribute(track, 'name') ?? innerText(track)]
    if (slug !== undefined && name !== undefined) names.set(slug, name)
  }
  return names
}

function speakerOf(person: XmlElement): readonly Speaker[] {
  const name = childText(person, 'name') ?? innerText(person) ?? attribute(person, 'name')
  const organization = attribute(person, 'organization', 'organisation', 'company', 'affiliation')
  return namedSpeaker(name, organization)
}

function markupOf(element: XmlElement | undefined, source: string): string | undefined {
  if (!element) return undefined
  return element.children.length === 0 ? element.text : source.slice(...element.inside)
}
