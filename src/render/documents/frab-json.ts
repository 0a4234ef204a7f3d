import { fetchTimes, linkOf } from '../../model/index.js'
import { clockAt, clockLabel, isoUtc, isoWithOffset } from '../../model/time.js'
import type { FrabEvent, FrabSchedule, VenueMoment } from '../../planning/export/frab-schedule.js'
import { version } from '../../version.js'
import { type Fields, filled, inPieces } from './fields.js'
import { jsonText } from './json.js'

/** What kubeplan calls itself in a schedule, by which it recognises its own. */
export const GENERATOR = { name: 'kubeplan', version } as const

/** The length of a slot, in `hh:mm`, in which frab programs count. */
export const TIMESLOT = '00:05'

/** The version of a schedule, which apps show: when it was fetched, because only then does it change. */
export function versionOf({ conference }: FrabSchedule): string {
  const fetched = fetchTimes(conference).at(-1)
  return fetched === undefined ? '1' : isoUtc(fetched)
}

export function momentText({ instant, offset }: VenueMoment): string {
  return isoWithOffset(instant, offset)
}

/** An event's title; neither format has another place to say that it is cancelled. */
export function titleOf({ session: { title, status } }: FrabEvent): string {
  return status === 'cancelled' ? `[CANCELLED] ${title}` : title
}

export function startClock({ when: { start, offset } }: FrabEvent): string {
  return clockLabel(clockAt(start, offset).minute)
}

/** schedule.json as c3voc's schema (version 1) describes it, in pieces. Ends with a line end. */
export function frabJson(schedule: FrabSchedule): Generator<string> {
  return inPieces(texts(schedule))
}

function* texts(schedule: FrabSchedule): Generator<string> {
  const { conference, acronym, days, tracks, rooms } = schedule
  const [first, last] = [conference.firstDay ?? days[0]?.day, conference.lastDay ?? days.at(-1)?.day]
  const about = filled({
    acronym,
    title: conference.name,
    start: first ?? '',
    end: last ?? '',
    daysCount: days.length,
    timeslot_duration: TIMESLOT,
    time_zone_name: conference.timezone,
    url: linkOf(conference.url),
    tracks: tracks.map((name) => ({ name })),
    rooms: rooms.map(({ name, guid }) => ({ name, guid })),
  })
  const head = { $schema: 'https://c3voc.de/schedule/schema.json', generator: GENERATOR }
  yield `${open(head, '')},\n  "schedule": ${open({ version: versionOf(schedule) }, '  ')},\n    "conference": ${open(about, '    ')},\n      "days": [`
  let nextDay = ''
  for (const { index, day, start, end, rooms: used } of days) {
    const facts = { index, date: day, day_start: momentText(start), day_end: momentText(end) }
    yield `${nextDay}\n        ${open(facts, '        ')},\n          "rooms": {`
    nextDay = ','
    let nextRoom = ''
    for (const { name, events } of used) {
      yield `${nextRoom}\n            ${jsonText(name)}: [`
      nextRoom = ','
      let nextEvent = ''
      for (const event of events) {
        yield `${nextEvent}\n              ${indented(jsonText(eventFields(event, name, schedule)), '              ')}`
        nextEvent = ','
      }
      yield '\n            ]'
    }
    yield `${nextRoom === '' ? '' : '\n          '}}\n        }`
  }
  yield `${nextDay === '' ? '' : '\n      '}]\n    }\n  }\n}\n`
}

/** An object without its end, so that more can follow. */
function open(fields: Fields, indent: string): string {
  return indented(jsonText(fields).slice(0, -2), indent)
}

function indented(text: string, indent: string): string {
  return text.replaceAll('\n', `\n${indent}`)
}

function eventFields(event: FrabEvent, room: string, { details, acronym }: FrabSchedule): Fields {
  const { guid, id, session, when, minutes, persons, url, video } = event
  return filled({
    id,
    guid,
    date: isoWithOffset(when.start, when.offset),
    start: startClock(event),
    end: isoWithOffset(when.end, when.endOffset),
    duration: clockLabel(minutes),
    room,
    slug: SLUG.test(session.id) ? session.id : `${acronym}_${id}`,
    // The schema wants an address of every event.
    url: url ?? `urn:uuid:${guid}`,
    title: titleOf(event),
    subtitle: '',
    track: session.tracks[0] ?? null,
    type: session.kind,
    language: session.language ?? null,
    abstract: details(session.id).abstract ?? null,
    description: null,
    do_not_record: session.recorded === undefined ? undefined : !session.recorded,
    persons: persons.map((person) =>
      filled({ id: person.id, guid: person.guid, name: person.name, organization: person.organization }),
    ),
    links: video === undefined ? [] : [{ type: 'media', url: video, title: 'Video' }],
  })
}

const SLUG = /^[a-z0-9_-]+[a-z0-9]$/
