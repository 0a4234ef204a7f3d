import type { Speaker } from '../../model/conference.js'
import { oneLine } from '../published/entry.js'
import { looksLikeName } from '../titles/speaker-names.js'
import type { ContentLine } from './lines.js'
import { readProperty } from './property.js'

/**
 * Names of attendees and organizers of an event (RFC 5545 section 3.8.4). Rooms, devices and mail addresses are not
 * people.
 */
export function peopleIn(lines: readonly ContentLine[]): readonly string[] {
  return lines.flatMap((line) => {
    const property = readProperty(line)
    if (!property || /^(?:room|resource|group)$/i.test(property.parameter('cutype') ?? '')) return []
    const name = oneLine(property.parameter('cn'))
    return name === undefined || name.includes('@') || /^mailto:/i.test(name) ? [] : [name]
  })
}

/**
 * Names that occur in nearly every event belong to the conference, or to the owner of the calendar, and not to
 * speakers. In a calendar with one event that is everybody.
 */
export function houseNames(namesOfEvents: readonly (readonly string[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const names of namesOfEvents) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const nearlyAll = namesOfEvents.length * 0.8
  return new Set([...counts].filter(([, count]) => count >= nearlyAll).map(([name]) => name))
}

/** Splits a description into the speakers named in its first lines and the rest. */
export function speakersAbove(description: string): {
  readonly speakers: readonly Speaker[]
  readonly description: string
} {
  const speakers: Speaker[] = []
  let rest = description.trimStart()
  for (let line = SPEAKER.exec(rest); line; line = SPEAKER.exec(rest)) {
    speakers.push(...namesIn(line[2] ?? '', line[1] !== undefined))
    rest = rest.slice(line[0].length).trimStart()
  }
  return { speakers, description: rest }
}

const SPEAKER = /^(?:speaker|presenter)(s)?[ \t]*:[ \t]*([^\n<>]{1,300})(?:\n|$)/i

function namesIn(text: string, several: boolean): readonly Speaker[] {
  const names = text
    .split(/,|;|&| and /)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return several || names.every(looksLikeName) ? names.map((name) => ({ name })) : [{ name: text.trim() }]
}
