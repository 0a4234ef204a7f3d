import { linkOf } from '../../model/index.js'
import { clockLabel, DAY_MINUTES, isoWithOffset, type Minutes } from '../../model/time.js'
import type { FrabEvent, FrabSchedule } from '../../planning/export/frab-schedule.js'
import { inPieces } from './fields.js'
import { GENERATOR, momentText, startClock, TIMESLOT, titleOf, versionOf } from './frab-json.js'
import { escapeInvisible } from './json.js'

/** A schedule as frab XML, in c3voc's schema, in pieces. Ends with a line end. */
export function frabXml(schedule: FrabSchedule): Generator<string> {
  return inPieces(lines(schedule))
}

function* lines(schedule: FrabSchedule): Generator<string> {
  const { conference, acronym, days, tracks } = schedule
  const [first, last] = [conference.firstDay ?? days[0]?.day, conference.lastDay ?? days.at(-1)?.day]
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n'
  yield `  <generator${attributes(GENERATOR)}/>\n${element(2, 'version', versionOf(schedule))}  <conference>\n`
  yield element(4, 'title', conference.name) + element(4, 'acronym', acronym)
  yield element(4, 'start', first) + element(4, 'end', last) + element(4, 'days', String(days.length))
  yield element(4, 'timeslot_duration', TIMESLOT) + element(4, 'url', linkOf(conference.url))
  yield element(4, 'time_zone_name', conference.timezone)
  for (const name of tracks) yield `    <track${attributes({ name })}/>\n`
  yield '  </conference>\n'
  for (const { index, day, start, end, rooms } of days) {
    const facts = { index: String(index), date: day, start: momentText(start), end: momentText(end) }
    yield `  <day${attributes(facts)}>\n`
    for (const { name, guid, events } of rooms) {
      yield `    <room${attributes({ name, guid })}>\n`
      for (const event of events) yield eventText(event, name, schedule)
      yield '    </room>\n'
    }
    yield '  </day>\n'
  }
  yield '</schedule>\n'
}

function eventText(event: FrabEvent, room: string, { details }: FrabSchedule): string {
  const { guid, id, session, when, minutes, persons, url, video } = event
  const people = persons.map((person) =>
    element(10, 'person', person.name, { id: String(person.id), guid: person.guid }),
  )
  return [
    `      <event${attributes({ id: String(id), guid })}>\n`,
    element(8, 'date', isoWithOffset(when.start, when.offset)),
    element(8, 'start', startClock(event)),
    element(8, 'duration', duration(minutes)),
    element(8, 'room', room),
    element(8, 'title', titleOf(event)),
    element(8, 'type', session.kind),
    element(8, 'track', session.tracks[0] ?? ''),
    element(8, 'language', session.language),
    element(8, 'abstract', details(session.id).abstract ?? ''),
    session.recorded === undefined
      ? ''
      : `        <recording>\n          <license/>\n          <optout>${!session.recorded}</optout>\n        </recording>\n`,
    people.length === 0 ? '' : `        <persons>\n${people.join('')}        </persons>\n`,
    video === undefined ? '' : `        <links>\n${element(10, 'link', 'Video', { href: video })}        </links>\n`,
    element(8, 'url', url),
    '      </event>\n',
  ].join('')
}

const HUNDRED_HOURS = 6000

/** frab's `hh:mm`, which has two digits for the hours; from 100 hours on pretalx' `d:hh:mm`. */
function duration(minutes: Minutes): string {
  if (minutes < HUNDRED_HOURS) return clockLabel(minutes)
  return `${Math.floor(minutes / DAY_MINUTES)}:${clockLabel(minutes % DAY_MINUTES)}`
}

type Attributes = Readonly<Record<string, string>>

/** An element on a line; nothing without a text. */
export function element(indent: number, name: string, text: string | undefined, of: Attributes = {}): string {
  if (text === undefined) return ''
  const start = `${' '.repeat(indent)}<${name}${attributes(of)}`
  return text === '' ? `${start}/>\n` : `${start}>${xmlText(text)}</${name}>\n`
}

function attributes(of: Attributes): string {
  return Object.entries(of)
    .map(([name, value]) => ` ${name}="${xmlText(value).replace(/[\t\n]/g, reference)}"`)
    .join('')
}

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML 1.0 cannot contain in any form (section 2.2). */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * The only way for outside text into XML. It reads back as it was, except for characters that XML does not have; those
 * that are invisible or act on a terminal are written as references.
 */
function xmlText(text: string): string {
  const whole = text.toWellFormed().replace(IMPOSSIBLE, '\ufffd')
  const escaped = whole.replace(/[&<>"]/g, (character) => MARKUP[character] ?? '').replace(/\r/g, reference)
  return escapeInvisible(escaped, reference)
}

function reference(character: string): string {
  return `&#x${character.codePointAt(0)?.toString(16)};`
}
