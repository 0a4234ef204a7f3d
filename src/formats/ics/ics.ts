import { definedFields, type Place, type Problem, parseUrl } from '../../model/index.js'
import { brokenFile, placesIn, unreadable } from '../own/findings.js'
import { addressOf, oneLine, type PublishedEntry, type PublishedReading } from '../published/published.js'
import { isOwnCalendar, readEvents } from './ics-events.js'
import { type ContentLine, componentsOf, contentLines, countableLines, firstValue, readText } from './ics-lines.js'
import { clocksOf, placeZone } from './ics-time.js'

export { unfoldBytes } from './ics-lines.js'

/** Recognises an iCalendar file (RFC 5545) by its beginning. */
export function recognise(beginning: string): boolean {
  return /^\s*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?:[\r\n]|$)/i.test(beginning)
}

/**
 * Reads an iCalendar file event by event: an invalid one is reported with its place and left out. Recurring events are
 * not expanded: the first is read, with a warning. A file that was cut is refused. Linear.
 */
export function read(text: string, file: string): PublishedReading {
  const countable = countableLines(text)
  const place = placesIn(file, countable)
  if (!recognise(countable)) return unreadable(otherThanCalendar(countable, place([0, 0])))
  const { calendar, zones, events, others, broken } = componentsOf(contentLines(countable))
  if (broken) return brokenFile(place(broken.range), 'iCalendar', broken.detail, broken.cut)
  if (events.length === 0) {
    return unreadable({ code: 'unknown-file-format', at: place([0, 0]), looksLike: emptiness(others) })
  }
  const name = nameOf(calendar)
  const own = isOwnCalendar(firstValue(calendar, 'PRODID'))
  const speakersInTitle = !own && isSched(calendar, events)
  const { entries, problems } = readEvents(events, {
    place,
    clockOf: clocksOf(zones),
    speakersInTitle,
    own,
    calendarName: name ?? '',
    cancelled: firstValue(calendar, 'METHOD')?.toUpperCase() === 'CANCEL',
  })
  const timezone = zoneOf(calendar, entries)
  const url = addressOf(firstValue(calendar, 'URL')) ?? (speakersInTitle ? siteOf(entries) : undefined)
  return {
    ok: true,
    published: definedFields({ format: speakersInTitle ? 'sched-ics' : 'ics', name, timezone, url, entries, problems }),
  }
}

/** The name its owner gave the calendar, in programs that ask for one. */
export function calendarName(text: string): string | undefined {
  const { calendar } = componentsOf(contentLines(countableLines(text)))
  return oneLine(calendar.filter(({ name }) => name === 'X-WR-CALNAME').map(readText)[0])
}

function otherThanCalendar(text: string, at: Place): Problem {
  if (text.trim() === '') return { code: 'empty-file', at }
  const known = APPEARANCES.find(([pattern]) => pattern.test(text))
  return { code: 'unknown-file-format', at, ...(known && { looksLike: known[1] }) }
}

const APPEARANCES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:<!doctype html|<html|<head)/i, 'a web page'],
  [/^\s*BEGIN[ \t]*:[ \t]*VCARD/i, 'a contact (vCard)'],
  [/^\s*BEGIN[ \t]*:[ \t]*VEVENT/i, 'part of a calendar: BEGIN:VCALENDAR is missing'],
  [/^\s*</, 'XML'],
  [/^\s*[[{]/, 'JSON'],
]

function emptiness(others: ReadonlySet<string>): string {
  if (others.has('VTODO')) return 'a list of tasks (VTODO)'
  if (others.has('VFREEBUSY')) return 'a list of free and busy times (VFREEBUSY)'
  return others.has('VJOURNAL') ? 'a journal (VJOURNAL)' : 'a calendar without events'
}

const SEEN = 20

function isSched(
  calendar: readonly ContentLine[],
  events: readonly { readonly lines: readonly ContentLine[] }[],
): boolean {
  if (/\bsched\.(?:com|co|org)\b/i.test(firstValue(calendar, 'PRODID') ?? '')) return true
  return events
    .slice(0, SEEN)
    .some(({ lines }) =>
      /^https?:\/\/(?:[\w-]+\.)?sched\.(?:com|co|org)(?:[/:]|$)/i.test(firstValue(lines, 'URL') ?? ''),
    )
}

/** Sched names the calendar after the first part of its address, and gives its real name only in PRODID. */
function nameOf(calendar: readonly ContentLine[]): string | undefined {
  const text = (name: string) => oneLine(calendar.filter((line) => line.name === name).map(readText)[0])
  const [, sched] = /^-\/\/sched\.(?:com|co|org)\s+(.+?)\s*\/\/\w\w$/i.exec(text('PRODID') ?? '') ?? []
  return sched ?? text('X-WR-CALNAME') ?? text('NAME') ?? text('X-WR-CALDESC')
}

/**
 * The calendar's zone: the place it names, or else the only place in its local times, or else whatever it says. UTC if
 * all its times are moments.
 */
function zoneOf(calendar: readonly ContentLine[], entries: readonly PublishedEntry[]): string | undefined {
  const written = firstValue(calendar, 'X-WR-TIMEZONE') ?? firstValue(calendar, 'TIMEZONE-ID')
  const stated = written === undefined ? undefined : placeZone(written)
  if (stated !== undefined && !/^etc\//i.test(stated)) return stated
  const zones = new Set(entries.flatMap(({ time }) => (time.kind === 'wall' ? (time.zone ?? '') : [])))
  const [only = ''] = zones
  if (zones.size === 1 && only !== '') return only
  return written ?? (entries.some(({ time }) => time.kind === 'instants') ? 'UTC' : undefined)
}

function siteOf(entries: readonly PublishedEntry[]): string | undefined {
  const url = entries.find((entry) => /^https?:/i.test(entry.url ?? '') && parseUrl(entry.url ?? ''))?.url
  return url === undefined ? undefined : new URL('/', url).href
}
