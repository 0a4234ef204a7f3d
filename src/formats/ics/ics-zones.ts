import territories from 'cldr-core/supplemental/territoryInfo.json'
import windowsZones from 'cldr-core/supplemental/windowsZones.json'
import ICAL from 'ical.js'
import { currentName, isZoneOfPlace, offsetAt, readNamedZone, zoneOfCity } from '../../clock/zone.js'
import {
  addDays,
  DAY,
  type Day,
  dayOf,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  weekdayOf,
} from '../../model/time.js'
import { zonesNamedIn } from '../published/written-time.js'
import { attempted, type ContentLine, firstValue, readText } from './ics-lines.js'

export type Clock =
  | { readonly kind: 'utc' }
  /** The clock of the conference, wherever it is (a floating time in RFC 5545). */
  | { readonly kind: 'floating' }
  | { readonly kind: 'zone'; readonly zone: string }
  | OwnClock

/** A zone as the file defines it. `named` is the clock that its name alone would mean. */
export interface OwnClock {
  readonly kind: 'own'
  readonly tzid: string
  readonly instantOf: ClockReader
  readonly named?: Clock
}

/** The moment at which a clock shows `shown` (milliseconds as if it were UTC); undefined beyond the years that are read. */
type ClockReader = (shown: number) => Instant | undefined

/** The clocks of one calendar. */
export interface Clocks {
  /** That of times without a zone. */
  readonly floating: Clock
  /** That of a TZID; undefined if it is unknown. Each name is looked up once. */
  readonly of: (tzid: string) => Clock | undefined
  /** Those asked for so far that only the file defines. */
  readonly own: () => readonly OwnClock[]
}

/** What may still be looked up in a file: only a hostile one has more zones. */
export interface ZoneBudget {
  unknown: number
  own: number
}

export const zoneBudget = (): ZoneBudget => ({ unknown: 20, own: 16 })

/** `zones` are the definitions in the calendar, `place` the zone that it is in as a whole. */
export function clocksOf(
  zones: readonly (readonly ContentLine[])[],
  place: string | undefined,
  budget: ZoneBudget,
): Clocks {
  const definitions = new Map(zones.map((lines) => [nameOf(lines), lines]))
  const known = new Map<string, Clock | undefined>()
  const lookUp = (tzid: string): Clock | undefined => {
    if (budget.unknown <= 0) return undefined
    const clock = clockOf(tzid, definitions.get(tzid), budget)
    if (!clock) budget.unknown--
    return clock
  }
  return {
    floating: place === undefined ? { kind: 'floating' } : { kind: 'zone', zone: place },
    of(tzid) {
      if (!known.has(tzid)) known.set(tzid, lookUp(tzid))
      return known.get(tzid)
    },
    own: () => [...known.values()].filter((clock) => clock?.kind === 'own'),
  }
}

/** A name without an area ("GMT", "Eastern") says less than the file's own definition, where there is one. */
function clockOf(tzid: string, definition: readonly ContentLine[] | undefined, budget: ZoneBudget): Clock | undefined {
  const zone = placeZone(tzid) ?? placeZone(firstValue(definition ?? [], 'X-LIC-LOCATION') ?? '')
  const named = zone === undefined ? undefined : zoneClock(zone)
  if (!definition || budget.own <= 0 || isPlace(tzid, named)) return named
  const instantOf = ownZone(definition)
  if (!instantOf) return named
  budget.own--
  return { kind: 'own', tzid, instantOf, ...(named && { named }) }
}

function zoneClock(zone: string): Clock {
  return /^(?:UTC|Etc\/(?:UTC|UCT|GMT0?|Universal|Greenwich|Zulu))$/i.test(zone)
    ? { kind: 'utc' }
    : { kind: 'zone', zone }
}

function isPlace(tzid: string, named: Clock | undefined): boolean {
  return named?.kind === 'zone' && (tzid.includes('/') || windowsZone(tzid) !== undefined)
}

/** Longer names are not looked up, because suggestions for them would take long. */
const NAME = 200

/**
 * The IANA zone that a calendar program means: a name of its own, perhaps after a prefix
 * (`/mozilla.org/.../Europe/Berlin`, RFC 5545 section 3.2.19), a Windows name, or what Outlook displays.
 */
export function placeZone(name: string): string | undefined {
  if (name === '' || name.length > NAME) return undefined
  // A zone that CLDR names may be newer than those that this Node.js knows.
  const windows = readNamedZone(windowsZone(name) ?? displayedZone(name) ?? '')
  if (windows !== undefined) return windows
  const parts = name.split('/').slice(-3)
  for (; parts.length > 0; parts.shift()) {
    const zone = readNamedZone(parts.join('/'))
    if (zone !== undefined) return zone
  }
  return undefined
}

/** A name that Windows has for a zone, and the zones in a country that it means; in territory 001, the one it usually means. */
const ROWS = windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => mapZone)

let byWindowsName: ReadonlyMap<string, string> | undefined

/** The zone of a name that Outlook and Exchange write, also in summer, by Unicode CLDR (windowsZones, territory 001). */
function windowsZone(name: string): string | undefined {
  byWindowsName ??= new Map(
    ROWS.flatMap(({ _other, _type, _territory }) =>
      _territory === '001' ? [[_other.toLowerCase(), _type] as const] : [],
    ),
  )
  const standard = name
    .trim()
    .toLowerCase()
    .replace(/ (?:daylight|summer) time$/, ' standard time')
  return byWindowsName.get(standard)
}

/**
 * The zone of a name as Windows shows it, in any language: an offset and some cities, "(UTC+01:00) Amsterdam, Berlin,
 * Bern", or the name of the time, "(UTC-05:00) Eastern Time (US & Canada)". It is the first that has that offset.
 */
function displayedZone(name: string): string | undefined {
  const match = /^\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.]?(\d{2})?)?\)\s*(.+)$/i.exec(name.trim())
  const words = match?.[4] ?? (/ time(?: \(.+\))?$/i.test(name.trim()) ? name.trim() : undefined)
  if (words === undefined) return undefined
  const offset = match ? (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) : undefined
  return words
    .split(/[,/]/)
    .flatMap((part) => zonesCalled(part.trim()))
    .find((zone) => offset === undefined || SEASONS.some((moment) => offsetAt(moment, zone) === offset))
}

/** Both halves of a year, one of which has standard time. */
const SEASONS: readonly Instant[] = [instant(Date.UTC(2026, 0)), instant(Date.UTC(2026, 6))]

function zonesCalled(words: string): readonly string[] {
  const [, time, country] = /^(.+?)(?: time)?(?: \((.+)\))?$/i.exec(words) ?? []
  const found = [
    zoneOfCity(words),
    country?.toLowerCase() === 'mexico' ? windowsZone(`${time} standard time (mexico)`) : undefined,
    windowsZone(`${time} standard time`),
    readNamedZone(`US/${time}`),
    readNamedZone(`Canada/${time}`),
  ]
  return found.filter((zone) => zone !== undefined)
}

/**
 * The zones whose clocks show the same as a file's own on the days of a conference: first those in whose city its name
 * says that it is, then those that also agree in the rest of that year, then those of the countries with most people.
 * Only one zone of each Windows name is tried, because trying one takes a millisecond.
 */
export function zonesLike({ tzid, instantOf }: OwnClock, days: readonly Day[]): readonly string[] {
  const [first] = days
  if (first === undefined) return []
  const held = offsetsOf(days.slice(0, DAYS), instantOf)
  const around = offsetsOf(saturdaysOf(Number(first.slice(0, 4))), instantOf)
  const distances = new Map(
    ROWS.filter(({ _type, _territory }) => _territory === '001' && disagreements(held, _type) === 0).map(
      ({ _other, _type }) => [_other, disagreements(around, _type)],
    ),
  )
  const rows = ROWS.flatMap(({ _other, _type, _territory }) => {
    const distance = distances.get(_other)
    return distance === undefined ? [] : { distance, people: peopleOf(_territory), zones: _type.split(' ') }
  }).toSorted((one, other) => one.distance - other.distance || other.people - one.people)
  const mainZones = rows.flatMap(({ zones }) => zones.slice(0, 1))
  const found = new Set([...mainZones, ...rows.flatMap(({ zones }) => zones)].filter(isZoneOfPlace).map(currentName))
  return [...new Set([...zonesNamedIn([tzid]).filter((zone) => found.has(zone)), ...found])]
}

/** A conference of more days has the others at the same time of the year. */
const DAYS = 100

/** Clocks change on Fridays or Sundays, and countries differ in which. */
function saturdaysOf(year: number): readonly Day[] {
  const first = dayOf(year, 1, 1)
  if (first === undefined) return []
  const days = Array.from({ length: 365 }, (_, count) => addDays(first, count))
  return days.filter((day) => weekdayOf(day) === 'saturday')
}

type Offsets = readonly { readonly moment: Instant; readonly offset: Minutes }[]

/** Those at noon. */
function offsetsOf(days: readonly Day[], instantOf: ClockReader): Offsets {
  return days.flatMap((day) => {
    const noon = Date.parse(day) + DAY / 2
    const moment = instantOf(noon)
    return moment === undefined ? [] : { moment, offset: (noon - moment) / MINUTE }
  })
}

function disagreements(offsets: Offsets, zone: string): number {
  return offsets.filter(({ moment, offset }) => offsetAt(moment, zone) !== offset).length
}

function peopleOf(territory: string): number {
  const populations: Readonly<Record<string, { readonly _population: string }>> = territories.supplemental.territoryInfo
  return Number(populations[territory]?._population ?? 0)
}

/** The TZID of a definition is an escaped text; the parameter that refers to it is quoted. */
function nameOf(zone: readonly ContentLine[]): string {
  const line = zone.find(({ name }) => name === 'TZID')
  return line ? readText(line) : ''
}

const FIRST = Date.UTC(1970, 0)
const LAST = Date.UTC(2100, 0)
/**
 * Open-ended rules from earlier years are made to begin in this one: Outlook's begin in 1601, and ical.js goes through
 * every year.
 */
const EARLY = 1969
const LINES = 2000
const RULES = 30

const NEEDED: ReadonlySet<string> = new Set(['BEGIN', 'END', 'TZID', 'DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RDATE'])

/**
 * Parts of the rules by which clocks are set: one time on one day of one month, every year. ical.js would also follow
 * others (every second up to the year 9999, or 30 February) and never finish.
 */
const YEARLY =
  /^(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=(?:[1-9]|1[0-2])|BYDAY=(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?:[1-9]|1\d|2[0-8])(?:,(?:[1-9]|[12]\d|3[01]))*|BYHOUR=(?:1?\d|2[0-3])|BYMINUTE=[1-5]?\d|BYSECOND=[1-5]?\d|WKST=\w\w|COUNT=\d{1,3}|UNTIL=\d{8}(?:T\d{6}Z?)?)$/i

function isYearly({ value }: ContentLine): boolean {
  const parts = value.split(';').map((part) => part.trim())
  return /(?:^|;)\s*FREQ=YEARLY/i.test(value) && parts.every((part) => YEARLY.test(part))
}

/** A zone as the file itself defines it (RFC 5545 section 3.6.5); undefined if the definition is unusable. */
function ownZone(lines: readonly ContentLine[]): ClockReader | undefined {
  if (lines.length > LINES) return undefined
  const rules = lines.filter(({ name }) => name === 'RRULE')
  if (rules.length > RULES || !rules.every(isYearly)) return undefined
  const kept = lines.filter(({ name }) => NEEDED.has(name) || name === 'RRULE')
  const zone = timezoneOf(kept.map(({ text }) => inBasicForm(text)).join('\r\n'))
  if (!zone) return undefined
  return (shown) => (shown < FIRST || shown >= LAST ? undefined : instant(icalTime(shown, zone).toUnixTime() * 1000))
}

/** A line with its time or offset without the marks that ISO 8601 also allows: `1996-01-01T02:00:00`, `+01:00`. */
function inBasicForm(line: string): string {
  return line
    .replace(/:(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/i, (_, ...parts: readonly string[]) => {
      const [year, month, day, hour, minute, second = '00'] = parts.slice(0, 6)
      return `:${year}${month}${day}T${hour}${minute}${second}`
    })
    .replace(/:([+-]\d\d):(\d\d)$/, ':$1$2')
}

/** A clock time (milliseconds as if it were UTC) in `zone`, or else on no particular clock. */
export function icalTime(shown: number, zone?: ICAL.Timezone): ICAL.Time {
  const date = new Date(shown)
  const parts = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  }
  return new ICAL.Time(parts, zone ?? ICAL.Timezone.localTimezone)
}

/** If ical.js throws, the definition is invalid. The zone is then unknown, which is reported. */
function timezoneOf(text: string): ICAL.Timezone | undefined {
  return attempted(() => {
    const component = new ICAL.Component(ICAL.parse(text))
    const parts = component.getAllSubcomponents()
    for (const part of parts) beginLate(part)
    const useful = parts.some((part) => part.hasProperty('dtstart') && part.hasProperty('tzoffsetto'))
    const zone = new ICAL.Timezone(component)
    // Reads the whole definition once, so that its errors occur here and not at an event.
    zone.utcOffset(new ICAL.Time({ year: 2020, month: 1, day: 1, hour: 0, minute: 0, second: 0, isDate: false }, zone))
    return useful ? zone : undefined
  })
}

function beginLate(part: ICAL.Component): void {
  const rule: unknown = part.getFirstPropertyValue('rrule')
  const start: unknown = part.getFirstPropertyValue('dtstart')
  if (!(rule instanceof ICAL.Recur) || !(start instanceof ICAL.Time) || rule.until || rule.count) return
  if (start.year >= EARLY) return
  const late = start.clone()
  late.year = EARLY
  part.updatePropertyWithValue('dtstart', late)
}
