import { isZoneOfPlace } from '../../clock/zone.js'
import { definedFields, linkOf, type Place, type Problem } from '../../model/index.js'
import { brokenFile, placesIn, type Range, unreadable } from '../own/findings.js'
import { addressOf, oneLine, type PublishedEntry, type PublishedReading, zonesIn } from '../published/published.js'
import { type EventsReading, isOwnCalendar, readEvents } from './ics-events.js'
import {
  type CalendarParts,
  type ContentLine,
  componentsOf,
  contentLines,
  countableLines,
  firstValue,
  readText,
} from './ics-lines.js'
import { type SeriesBudget, seriesBudget } from './ics-series.js'
import { dayShown } from './ics-time.js'
import { clocksOf, type OwnClock, placeZone, type ZoneBudget, zoneBudget, zonesLike } from './ics-zones.js'

export { unfoldBytes } from './ics-lines.js'

/** Recognises an iCalendar file (RFC 5545), or a part of one, by its beginning. */
export function recognise(beginning: string): boolean {
  return /^\s*BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT|VTIMEZONE|VTODO)[ \t]*(?:[\r\n]|$)/i.test(beginning)
}

/**
 * Reads an iCalendar file event by event: what is invalid in one is reported with its place and left out. Series are
 * expanded within limits. A file that was cut is refused. Linear.
 */
export function read(text: string, file: string): PublishedReading {
  const countable = countableLines(text)
  const place = placesIn(file, countable)
  const lines = contentLines(countable)
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR')
    return unreadable(otherThanCalendar(countable, place([0, 0])))
  const { calendars, broken } = componentsOf(lines)
  if (broken) return brokenFile(place(broken.range), 'iCalendar', broken.detail, broken.cut)
  if (calendars.every(({ events }) => events.length === 0)) {
    const others = new Set(calendars.flatMap((calendar) => [...calendar.others]))
    return unreadable({ code: 'unknown-file-format', at: place([0, 0]), looksLike: emptiness(others) })
  }
  const budgets = { zones: zoneBudget(), series: seriesBudget() }
  const readings = calendars.map((calendar) => readCalendar(calendar, place, budgets))
  const first = <T>(what: (reading: CalendarReading) => T | undefined) =>
    readings.map(what).find((value) => value !== undefined)
  const published = definedFields({
    format: readings.some(({ isSched }) => isSched) ? ('sched-ics' as const) : ('ics' as const),
    name: first(({ name }) => name),
    timezone: readings.map(({ timezone }) => timezone).find(isZoneOfPlace) ?? first(({ timezone }) => timezone),
    url: first(({ url }) => url),
    likelyZones: first(likelyZonesIn),
    entries: readings.flatMap(({ entries }) => entries),
    problems: readings.flatMap(({ problems }) => problems),
  })
  return { ok: true, published }
}

interface CalendarReading extends EventsReading {
  readonly isSched: boolean
  readonly name: string | undefined
  readonly timezone: string | undefined
  readonly url: string | undefined
  readonly ownClock: OwnClock | undefined
}

/** Where a zone that only the file defines may be. */
function likelyZonesIn({ ownClock, entries }: CalendarReading): (() => readonly string[]) | undefined {
  if (!ownClock) return undefined
  const starts = entries.flatMap(({ time }) => (time.kind === 'instants' ? time.start : []))
  return () => zonesLike(ownClock, [...new Set(starts.map((start) => dayShown(start)))])
}

interface Budgets {
  readonly zones: ZoneBudget
  readonly series: SeriesBudget
}

function readCalendar(
  { lines, zones, events }: CalendarParts,
  place: (range: Range) => Place,
  budgets: Budgets,
): CalendarReading {
  const name = nameOf(lines)
  const own = isOwnCalendar(firstValue(lines, 'PRODID'))
  const speakersInTitle = !own && isSched(lines, events)
  const clocks = clocksOf(zones, placeOf(lines), budgets.zones)
  const reading = readEvents(events, {
    place,
    clocks,
    budget: budgets.series,
    speakersInTitle,
    own,
    calendarName: name ?? '',
    cancelled: firstValue(lines, 'METHOD')?.toUpperCase() === 'CANCEL',
  })
  const [ownClock] = clocks.own()
  return {
    ...reading,
    ownClock,
    isSched: speakersInTitle,
    name,
    timezone: zoneOf(lines, reading.entries, ownClock),
    url: addressOf(firstValue(lines, 'URL')) ?? (speakersInTitle ? siteOf(reading.entries) : undefined),
  }
}

/** The name its owner gave the calendar, in programs that ask for one. */
export function calendarName(text: string): string | undefined {
  const lines = componentsOf(contentLines(countableLines(text))).calendars.flatMap((calendar) => calendar.lines)
  return oneLine(lines.filter(({ name }) => name === 'X-WR-CALNAME').map(readText)[0])
}

function otherThanCalendar(text: string, at: Place): Problem {
  if (text.trim() === '') return { code: 'empty-file', at }
  const known = APPEARANCES.find(([pattern]) => pattern.test(text))
  return { code: 'unknown-file-format', at, ...(known && { looksLike: known[1] }) }
}

const APPEARANCES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:<!doctype html|<html|<head)/i, 'a web page'],
  [/^\s*BEGIN[ \t]*:[ \t]*VCARD/i, 'a contact (vCard)'],
  [/^\s*BEGIN[ \t]*:/i, 'a part of a calendar: BEGIN:VCALENDAR before it and END:VCALENDAR after it are missing'],
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

/** The place that a calendar names; UTC and the like only say how its times are written. */
function placeOf(calendar: readonly ContentLine[]): string | undefined {
  const written = writtenZone(calendar)
  const zone = written === undefined ? undefined : placeZone(written)
  return isZoneOfPlace(zone) ? zone : undefined
}

function writtenZone(calendar: readonly ContentLine[]): string | undefined {
  return firstValue(calendar, 'X-WR-TIMEZONE') ?? firstValue(calendar, 'TIMEZONE-ID')
}

/**
 * The calendar's zone: the place it names, or else the only place in its local times, or else whatever it says, or the
 * name that it gives its only clock. UTC if all its times are moments.
 */
function zoneOf(
  calendar: readonly ContentLine[],
  entries: readonly PublishedEntry[],
  ownClock: OwnClock | undefined,
): string | undefined {
  const place = placeOf(calendar)
  if (place !== undefined) return place
  const zones = zonesIn(entries)
  const [only = ''] = zones
  if (zones.size === 1 && only !== '') return only
  const own = zones.size > 0 || ownClock?.named ? undefined : ownClock?.tzid
  return writtenZone(calendar) ?? own ?? (entries.some(({ time }) => time.kind === 'instants') ? 'UTC' : undefined)
}

function siteOf(entries: readonly PublishedEntry[]): string | undefined {
  const url = entries.find((entry) => linkOf(entry.url) !== undefined)?.url
  return url === undefined ? undefined : new URL('/', url).href
}
