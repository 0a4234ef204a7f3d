import ICAL from 'ical.js'
import { readWall } from '../../clock/wall.js'
import { readZone, spellZone } from '../../clock/zone.js'
import { definedFields, type LeftOutReason } from '../../model/index.js'
import { addDays, DAY, type Day, dayOf, daysBetween, type Instant, instant, shownAt } from '../../model/time.js'
import type { PublishedTime } from '../published/published.js'
import { readWrittenLength, wallText } from '../published/written-time.js'
import { type ContentLine, firstValue, readText } from './ics-lines.js'

/** DTSTART or DTEND as written; `date` means VALUE=DATE, a day. */
export interface IcsMoment {
  readonly value: string
  readonly tzid?: string
  readonly date: boolean
}

export interface IcsTimes {
  readonly start: IcsMoment
  readonly end?: IcsMoment
  readonly length?: string
}

/** When an event takes place, or why that is unclear. `until` is the last of several whole days. */
type IcsTime = { readonly ok: true; readonly time: PublishedTime; readonly until?: Day } | Refused

interface Refused {
  readonly ok: false
  readonly part: keyof IcsTimes
  readonly reason: LeftOutReason
  readonly text: string
}

/** A clock time in milliseconds as if it were UTC, or a whole day. */
type Shown =
  | { readonly kind: 'time'; readonly shown: number; readonly clock: Clock }
  | { readonly kind: 'day'; readonly day: Day }
type ShownTime = Extract<Shown, { kind: 'time' }>
const END_OF_YEARS = Date.UTC(10_000, 0)
const FORM = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/i

/**
 * The time of an event by RFC 5545 section 3.6.1: with an end, a length, or neither, which means one day if the start
 * is a day. If it is a moment the RFC has the event end at once, but publishers mean that the end is unknown. The end
 * of whole days is the day after the last.
 */
export function icsTime(times: IcsTimes, clockOf: (tzid: string) => Clock | undefined): IcsTime {
  const from = shownOf('start', times.start, clockOf)
  if (!('kind' in from)) return from
  const to = endOf(from, times, clockOf)
  if (to && !('kind' in to)) return to
  if (from.kind === 'day' && to?.kind === 'day') return days(from.day, to.day, times)
  if (from.kind === 'time' && to?.kind !== 'day') return span(from, to, times)
  return refused('end', 'bad-time', times.end?.value)
}

function shownOf(
  part: 'start' | 'end',
  { value, tzid, date }: IcsMoment,
  clockOf: (tzid: string) => Clock | undefined,
): Shown | Refused {
  // A leap second is read as the second before it (RFC 5545 section 3.3.12).
  const written = value.replace(/60(Z?)$/i, '59$1')
  const match = FORM.exec(date ? written.replace(/T000000Z?$/i, '') : written)
  const day = dayOf(Number(match?.[1]), Number(match?.[2]), Number(match?.[3]))
  const shown = shownAt(match?.slice(1, 7) ?? [])
  if (!match || day === undefined || typeof shown === 'string') return refused(part, 'bad-time', value)
  if (match[4] === undefined) return { kind: 'day', day }
  if (date || match[4] === '24') return refused(part, 'bad-time', value)
  const clock: Clock | undefined =
    match[7] !== undefined ? { kind: 'utc' } : tzid === undefined ? { kind: 'floating' } : clockOf(tzid)
  if (!clock) return refused(part, 'unknown-zone', tzid)
  return { kind: 'time', shown, clock }
}

/** A length is added on the clock: no session runs for hours across a change of the clocks. */
function endOf(
  from: Shown,
  { end, length }: IcsTimes,
  clockOf: (tzid: string) => Clock | undefined,
): Shown | Refused | undefined {
  if (end !== undefined) return shownOf('end', end, clockOf)
  if (length === undefined) return from.kind === 'day' ? from : undefined
  const milliseconds = /^\+?P/i.test(length) ? readWrittenLength(length.replace('+', '')) : undefined
  const begins = from.kind === 'time' ? from.shown : Date.parse(from.day)
  if (milliseconds === undefined || begins + milliseconds >= END_OF_YEARS)
    return refused('length', 'bad-length', length)
  if (from.kind === 'time') return { ...from, shown: from.shown + milliseconds }
  const whole = milliseconds / DAY
  return Number.isInteger(whole)
    ? { kind: 'day', day: addDays(from.day, whole) }
    : refused('length', 'bad-length', length)
}

function days(first: Day, end: Day, times: IcsTimes): IcsTime {
  const count = daysBetween(first, end)
  if (count < 0) return backwards(times)
  return { ok: true, time: { kind: 'dated', day: first }, ...(count > 1 && { until: addDays(end, -1) }) }
}

function span(from: ShownTime, to: ShownTime | undefined, times: IcsTimes): IcsTime {
  const { clock } = from
  const end = to?.clock.kind === 'floating' ? { ...to, clock } : to
  if ((clock.kind === 'zone' || clock.kind === 'floating') && (!end || sameClock(clock, end.clock))) {
    if (end && end.shown < from.shown) return backwards(times)
    const zone = clock.kind === 'zone' ? { zone: clock.zone } : {}
    const until = end && { end: wallText(end) }
    return { ok: true, time: { kind: 'wall', start: wallText(from), ...until, ...zone } }
  }
  const [starts, ends] = [momentOf(from), end && momentOf(end)]
  if (starts === undefined) return refused('start', 'bad-time', times.start.value)
  if (end && ends === undefined) return refused('end', 'bad-time', times.end?.value)
  if (ends !== undefined && ends < starts) return backwards(times)
  return { ok: true, time: definedFields({ kind: 'instants', start: starts, end: ends }) }
}

function sameClock(one: Clock, other: Clock): boolean {
  return one.kind === other.kind && (one.kind !== 'zone' || other.kind !== 'zone' || one.zone === other.zone)
}

function momentOf({ shown, clock }: ShownTime): Instant | undefined {
  if (clock.kind === 'utc') return instant(shown)
  if (clock.kind === 'own') return clock.instantOf(shown)
  if (clock.kind === 'floating') return undefined
  const reading = readWall(wallText({ shown }), clock.zone)
  return reading.ok ? reading.instant : undefined
}

function backwards({ start, end }: IcsTimes): Refused {
  return refused('end', 'ends-before-start', `${start.value} to ${end?.value}`)
}

function refused(part: keyof IcsTimes, reason: LeftOutReason, text = ''): Refused {
  return { ok: false, part, reason, text }
}

export type Clock =
  | { readonly kind: 'utc' }
  /** The clock of the conference, wherever it is (a floating time in RFC 5545). */
  | { readonly kind: 'floating' }
  | { readonly kind: 'zone'; readonly zone: string }
  /** A zone that the file defines and that has no known name. */
  | { readonly kind: 'own'; readonly tzid: string; readonly instantOf: ClockReader }

/** Further unknown names are not looked up, as only a hostile file has more. */
const UNKNOWN = 20
const OWN = 16

/** Returns the clock of a TZID of this file; undefined if it is unknown. Each name is looked up once. */
export function clocksOf(zones: readonly (readonly ContentLine[])[]): (tzid: string) => Clock | undefined {
  const definitions = new Map(zones.map((lines) => [nameOf(lines), lines]))
  const known = new Map<string, Clock>()
  const unknown = new Set<string>()
  let owned = 0
  return (tzid) => {
    const before = known.get(tzid)
    if (before || unknown.has(tzid) || unknown.size >= UNKNOWN) return before
    const clock = clockOf(tzid, definitions.get(tzid), owned < OWN)
    if (clock?.kind === 'own') owned++
    if (clock) known.set(tzid, clock)
    else unknown.add(tzid)
    return clock
  }
}

function clockOf(tzid: string, definition: readonly ContentLine[] | undefined, mayOwn: boolean): Clock | undefined {
  if (/^(?:\/.*\/)?(?:etc\/)?(?:utc|gmt|z|zulu|universal)$/i.test(tzid)) return { kind: 'utc' }
  const zone = placeZone(tzid) ?? placeZone(firstValue(definition ?? [], 'X-LIC-LOCATION') ?? '')
  if (zone !== undefined) return { kind: 'zone', zone }
  const instantOf = definition && mayOwn ? ownZone(definition) : undefined
  return instantOf && { kind: 'own', tzid, instantOf }
}

/**
 * The IANA zone that a calendar program means: a name of its own, perhaps after a prefix
 * (`/mozilla.org/.../Europe/Berlin`, RFC 5545 section 3.2.19), or a Windows name.
 */
export function placeZone(name: string): string | undefined {
  const windows = WINDOWS_ZONES.get(name.toLowerCase())
  if (windows !== undefined) return windows
  const parts = name.split('/').slice(-3)
  for (; parts.length > 1; parts.shift()) {
    // Names in another form are not looked up, because the suggestions would take long.
    const spelt = spellZone(parts.join('/'))
    const reading = spelt === undefined ? undefined : readZone(spelt)
    if (reading?.ok) return reading.zone
  }
  return undefined
}

/** The TZID of a definition is an escaped text; the parameter that refers to it is quoted. */
function nameOf(zone: readonly ContentLine[]): string {
  const line = zone.find(({ name }) => name === 'TZID')
  return line ? readText(line) : ''
}

/**
 * The moment at which a clock shows `shown` (milliseconds as if it were UTC). Undefined beyond the years that are read.
 */
type ClockReader = (shown: number) => Instant | undefined

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
 * Rules by which clocks are set: one day of one month, every year. ical.js would also follow others (every second up to
 * the year 9999, or 30 February) and never finish.
 */
const YEARLY =
  /^FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=(?:[1-9]|1[0-2])|BYDAY=(?:[+-]?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?:[1-9]|1\d|2[0-8])(?:,(?:[1-9]|[12]\d|3[01]))*|WKST=\w\w|COUNT=\d{1,3}|UNTIL=\d{8}(?:T\d{6}Z?)?))*$/i

/** A zone as the file itself defines it (RFC 5545 section 3.6.5); undefined if the definition is unusable. */
function ownZone(lines: readonly ContentLine[]): ClockReader | undefined {
  if (lines.length > LINES) return undefined
  const rules = lines.filter(({ name }) => name === 'RRULE')
  if (rules.length > RULES || rules.some(({ value }) => !YEARLY.test(value))) return undefined
  const kept = lines.filter(({ name }) => NEEDED.has(name) || name === 'RRULE')
  const zone = timezoneOf(kept.map(({ text }) => text).join('\r\n'))
  if (!zone) return undefined
  return (shown) => {
    if (shown < FIRST || shown >= LAST) return undefined
    const date = new Date(shown)
    const time = new ICAL.Time(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        isDate: false,
      },
      zone,
    )
    return instant(time.toUnixTime() * 1000)
  }
}

/** If ical.js throws, the definition is invalid. The zone is then unknown, which is reported. */
function timezoneOf(text: string): ICAL.Timezone | undefined {
  try {
    const component = new ICAL.Component(ICAL.parse(text))
    const parts = component.getAllSubcomponents()
    for (const part of parts) beginLate(part)
    const useful = parts.some((part) => part.hasProperty('dtstart') && part.hasProperty('tzoffsetto'))
    const zone = new ICAL.Timezone(component)
    // Reads the whole definition once, so that its errors occur here and not at an event.
    zone.utcOffset(new ICAL.Time({ year: 2020, month: 1, day: 1, hour: 0, minute: 0, second: 0, isDate: false }, zone))
    return useful ? zone : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
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

/**
 * The Windows zones that Outlook and Exchange write in TZID, and the place for each in Unicode CLDR (windowsZones,
 * territory 001). Names are in lower case.
 */
const WINDOWS_ZONES: ReadonlyMap<string, string> = new Map(
  `
  afghanistan=Asia/Kabul
  alaskan=America/Anchorage
  arab=Asia/Riyadh
  arabian=Asia/Dubai
  arabic=Asia/Baghdad
  argentina=America/Argentina/Buenos_Aires
  atlantic=America/Halifax
  aus central=Australia/Darwin
  aus eastern=Australia/Sydney
  azerbaijan=Asia/Baku
  azores=Atlantic/Azores
  bahia=America/Bahia
  bangladesh=Asia/Dhaka
  belarus=Europe/Minsk
  canada central=America/Regina
  cape verde=Atlantic/Cape_Verde
  caucasus=Asia/Yerevan
  cen. australia=Australia/Adelaide
  central=America/Chicago
  central america=America/Guatemala
  central asia=Asia/Almaty
  central brazilian=America/Cuiaba
  central europe=Europe/Budapest
  central european=Europe/Warsaw
  central pacific=Pacific/Guadalcanal
  china=Asia/Shanghai
  e. africa=Africa/Nairobi
  e. australia=Australia/Brisbane
  e. europe=Europe/Chisinau
  e. south america=America/Sao_Paulo
  eastern=America/New_York
  eastern (mexico)=America/Cancun
  egypt=Africa/Cairo
  ekaterinburg=Asia/Yekaterinburg
  fiji=Pacific/Fiji
  fle=Europe/Kyiv
  georgian=Asia/Tbilisi
  gmt=Europe/London
  greenland=America/Nuuk
  greenwich=Atlantic/Reykjavik
  gtb=Europe/Bucharest
  hawaiian=Pacific/Honolulu
  india=Asia/Kolkata
  iran=Asia/Tehran
  israel=Asia/Jerusalem
  jordan=Asia/Amman
  kaliningrad=Europe/Kaliningrad
  korea=Asia/Seoul
  mauritius=Indian/Mauritius
  middle east=Asia/Beirut
  montevideo=America/Montevideo
  morocco=Africa/Casablanca
  mountain=America/Denver
  mountain (mexico)=America/Mazatlan
  myanmar=Asia/Yangon
  n. central asia=Asia/Novosibirsk
  namibia=Africa/Windhoek
  nepal=Asia/Kathmandu
  new zealand=Pacific/Auckland
  newfoundland=America/St_Johns
  north asia=Asia/Krasnoyarsk
  north asia east=Asia/Irkutsk
  pacific=America/Los_Angeles
  pacific (mexico)=America/Tijuana
  pacific sa=America/Santiago
  pakistan=Asia/Karachi
  paraguay=America/Asuncion
  romance=Europe/Paris
  russian=Europe/Moscow
  sa eastern=America/Cayenne
  sa pacific=America/Bogota
  sa western=America/La_Paz
  samoa=Pacific/Apia
  se asia=Asia/Bangkok
  singapore=Asia/Singapore
  south africa=Africa/Johannesburg
  sri lanka=Asia/Colombo
  syria=Asia/Damascus
  taipei=Asia/Taipei
  tasmania=Australia/Hobart
  tokyo=Asia/Tokyo
  tonga=Pacific/Tongatapu
  turkey=Europe/Istanbul
  us eastern=America/Indiana/Indianapolis
  us mountain=America/Phoenix
  venezuela=America/Caracas
  vladivostok=Asia/Vladivostok
  w. australia=Australia/Perth
  w. central africa=Africa/Lagos
  w. europe=Europe/Berlin
  west asia=Asia/Tashkent
  west pacific=Pacific/Port_Moresby
  yakutsk=Asia/Yakutsk
`
    .trim()
    .split(/\n\s*/)
    .map((line) => {
      const [name = '', zone = ''] = line.split('=')
      return [`${name} standard time`, zone] as const
    }),
)
