import type { Observance, RuledObservance, YearlyRule } from '../../clock/transitions.js'
import { type Dated, linkOf, type Speaker, type Timed } from '../../model/index.js'
import {
  addDays,
  addMinutes,
  clockLabel,
  type Instant,
  instant,
  isoUtc,
  MINUTE,
  type Minutes,
  SECOND,
} from '../../model/time.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'

export interface CalendarParts {
  readonly name: string
  /** The venue's zone. */
  readonly timezone: string
  readonly events: readonly CalendarEvent[]
  /** Minutes before the start. */
  readonly alarm?: Minutes
}

/** One line as written by ics: the text before the colon, and the value. */
export type ContentLine = readonly [name: string, value: string]

/** The lines before the first event, those of an event, and those of its alarm. */
export interface Layout {
  readonly header: readonly ContentLine[]
  readonly event: readonly ContentLine[]
  readonly alarm: readonly ContentLine[]
}

/** A calendar as text. Without a clock, times are in UTC. */
export function composeCalendar(parts: CalendarParts, layout: Layout, clock: VenueClock | undefined): string {
  const events = parts.events.map((event) => eventLines(event, layout, parts.alarm, clock))
  return [
    linesWith(layout.header),
    calendarLines(parts),
    clock?.lines ?? '',
    ...events,
    contentLine('END', 'VCALENDAR'),
  ].join('')
}

type ByName = Readonly<Record<string, string>>

/** Lines with an event's values and names instead of those of ics. Properties whose value is empty are left out. */
function linesWith(lines: readonly ContentLine[], values: ByName = {}, names: ByName = {}): string {
  return lines
    .map(([name, written]) => {
      const value = values[name] ?? written
      return value === '' ? '' : contentLine(names[name] ?? name, value)
    })
    .join('')
}

/**
 * Properties that ics does not support: the calendar's name (both the property of RFC 7986 and the common one), its
 * zone, and how often to refresh.
 */
function calendarLines({ name, timezone }: CalendarParts): string {
  const shown = escapeHeading(name)
  const names = shown === '' ? '' : contentLine('NAME', shown) + contentLine('X-WR-CALNAME', shown)
  const zone = contentLine('X-WR-TIMEZONE', escapeText(timezone))
  return names + zone + contentLine('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H')
}

// calcurse 4.7 crashes on an event without a SUMMARY.
const UNTITLED = '(untitled)'

/** A cancelled event does not make anybody busy, and neither it nor a whole day has an alarm. */
function eventLines(
  event: CalendarEvent,
  layout: Layout,
  alarm: Minutes | undefined,
  clock: VenueClock | undefined,
): string {
  const { uid, title, when, status, stamp, sequence, room, address, session, transparent } = event
  const { parameter, start, end } = timesOf(when, clock)
  const isCancelled = status === 'CANCELLED'
  const link = linkOf(session?.url)
  const heading = escapeHeading(title) || UNTITLED
  const values = {
    UID: escapeUid(uid),
    SUMMARY: heading,
    DTSTAMP: utcText(stamp),
    DTSTART: start,
    DTEND: end,
    SEQUENCE: String(sequence),
    DESCRIPTION: escapeText(descriptionOf(event, link)),
    URL: link ?? '',
    LOCATION: escapeText(placeOf(room, address)),
    STATUS: status,
    CATEGORIES: categoriesOf(event),
    TRANSP: transparent || isCancelled ? 'TRANSPARENT' : 'OPAQUE',
    'LAST-MODIFIED': utcText(stamp),
  }
  const facts = ownFacts(event)
  const names = {
    DTSTART: `DTSTART${parameter}`,
    DTEND: end === NO_LENGTH ? 'X-KUBEPLAN-DURATION' : `DTEND${parameter}`,
  }
  const lines = [
    linesWith(layout.event, values, names),
    facts === undefined ? '' : contentLine('X-KUBEPLAN-SESSION', escapeText(facts)),
  ]
  if (alarm !== undefined && when.kind === 'timed' && !isCancelled)
    // A display alarm must have a description (RFC 5545 section 3.6.6).
    lines.push(linesWith(layout.alarm, { DESCRIPTION: heading, TRIGGER: `-PT${alarm}M` }))
  return `${lines.join('')}${contentLine('END', 'VEVENT')}`
}

function placeOf(room: string | undefined, address: string | undefined): string {
  return [room, address].flatMap((part) => part ?? []).join(', ')
}

/** Tells kubeplan that the end is known, because calcurse leaves out events whose DURATION is zero. */
const NO_LENGTH = 'PT0S'

function categoriesOf({ session }: CalendarEvent): string {
  const names = [...(session?.tracks ?? []), ...(session?.tags ?? [])].map(escapeHeading)
  return [...new Set(names)].filter((name) => name !== '').join(',')
}

/**
 * DTSTART and DTEND, and their parameter: whole days, the venue's clock, or UTC. There is no end if it is unknown or
 * equals the start, because it must be later (RFC 5545 section 3.8.2.2).
 */
function timesOf(when: Timed | Dated, clock: VenueClock | undefined) {
  if (when.kind === 'dated')
    return { parameter: ';VALUE=DATE', start: compact(when.day), end: compact(addDays(when.day, 1)) }
  // Both use the same zone, because some readers do not accept a local start with an end in UTC.
  const [from, to] = [when.start, when.end].map((moment) => clock?.shownAt(moment))
  const isLocal = clock !== undefined && from !== undefined && to !== undefined
  const lasts = Math.floor(when.start / SECOND) < Math.floor(when.end / SECOND)
  return {
    parameter: isLocal ? `;TZID=${parameterValue(clock.zone)}` : '',
    start: isLocal ? from : utcText(when.start),
    end: when.endAssumed ? '' : !lasts ? NO_LENGTH : isLocal ? to : utcText(when.end),
  }
}

/**
 * The description of an event as plain text: speakers, abstract, takes, my note and the link, separated by empty lines.
 * Empty if there are none. `link` is the checked URL.
 */
function descriptionOf(event: CalendarEvent, link: string | undefined): string {
  const { details, note } = event
  return joined([
    ...beginningOf(event),
    ...details.takes.map(({ by, text }) => `Take by ${by}: ${text}`),
    note === undefined ? undefined : `My note: ${note}`,
    link,
  ])
}

function beginningOf({ session, details }: CalendarEvent): readonly (string | undefined)[] {
  return [speakersLine(session?.speakers ?? []), details.abstract]
}

function joined(paragraphs: readonly (string | undefined)[]): string {
  return paragraphs.flatMap((paragraph) => cleanText(paragraph ?? '').trim() || []).join('\n\n')
}

/**
 * Facts without a property in RFC 5545, as JSON, so that kubeplan can read its own calendars: the session's id and
 * kind, how many categories are tracks, its room if the location says more, its speakers, and the position and length of the
 * abstract in the description.
 */
function ownFacts(event: CalendarEvent): string | undefined {
  const { session, details, room, address } = event
  if (!session) return undefined
  const { id, kind, tracks, tags, speakers } = session
  const abstract = joined([details.abstract]).length
  return JSON.stringify({
    id,
    kind,
    ...(tracks.length + tags.length > 0 && { tracks: new Set(tracks).size }),
    ...(address !== undefined && { room: room ?? '' }),
    ...(speakers.length > 0 && {
      speakers: speakers.map(({ name, organization }) => (organization === undefined ? [name] : [name, organization])),
    }),
    ...(abstract > 0 && { abstract: [joined(beginningOf(event)).length - abstract, abstract] }),
  })
}

/** In characters, which browsers, mail programs and both calendars take. */
const LONGEST_ADDRESS = 1999
/** In characters of an address, so that there is room for all parts. */
const LONGEST_PART = 500

/** Addresses that open a new event in Google's calendar and in Outlook. An unknown end is the assumed one. */
export function calendarLinks(event: CalendarEvent): { readonly google: string; readonly outlook: string } {
  const { title, when, room, address, session } = event
  const [start, end] = when.kind === 'dated' ? [when.day, addDays(when.day, 1)] : [isoUtc(when.start), isoUtc(when.end)]
  const texts = [cleanText(title).trim() || UNTITLED, cleanText(placeOf(room, address))]
  const description = descriptionOf(event, linkOf(session?.url))
  const withTexts = (base: string, [subject, location, body]: readonly [string, string, string]) => {
    const [heading = '', place = ''] = texts.map((text) => encodedUpTo(text, LONGEST_PART))
    const address = `${base}&${subject}=${heading}${place && `&${location}=${place}`}`
    const rest = encodedUpTo(description, LONGEST_ADDRESS - address.length - body.length - 2)
    return rest === '' ? address : `${address}&${body}=${rest}`
  }
  const google = `https://calendar.google.com/calendar/render?action=TEMPLATE&dates=${compact(start)}/${compact(end)}`
  const allDay = when.kind === 'dated' ? '&allday=true' : ''
  const outlook = `https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&startdt=${start}&enddt=${end}${allDay}`
  return {
    google: withTexts(google, ['text', 'location', 'details']),
    outlook: withTexts(outlook, ['subject', 'location', 'body']),
  }
}

/** As much of a text as fits into so many characters of an address, with `…` if it is cut. */
function encodedUpTo(text: string, most: number): string {
  const whole = encodeURIComponent(text)
  if (whole.length <= most) return whole
  const ellipsis = encodeURIComponent('…')
  let encoded = ''
  for (const character of text) {
    const next = encodeURIComponent(character)
    if (encoded.length + next.length + ellipsis.length > most) break
    encoded += next
  }
  return encoded === '' ? '' : encoded + ellipsis
}

function speakersLine(speakers: readonly Speaker[]): string | undefined {
  if (speakers.length === 0) return undefined
  const names = speakers.map(({ name, organization }) => (organization ? `${name} (${organization})` : name))
  return `${speakers.length === 1 ? 'Speaker' : 'Speakers'}: ${names.join(', ')}`
}

// The only way for outside text into a calendar: escaping, and folding by octets.

const LINE_OCTETS = 75
const BREAK = '\r\n '

const UNCLEAN = /\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu

/**
 * Text that a calendar can hold: every line end becomes a line feed, control characters except TAB are dropped, a lone
 * surrogate becomes U+FFFD.
 */
function cleanText(text: string): string {
  return text.replace(UNCLEAN, cleanCharacter)
}

function cleanCharacter(found: string): string {
  const code = found.charCodeAt(0)
  if (code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029) return '\n'
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : ''
}

/** Any text as a TEXT value (RFC 5545 section 3.3.11): one line, with `\n` for line ends and a backslash before `\ ; ,`. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/[\\;,\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))
}

/**
 * `escapeText` for a heading, which is also one line for its reader: calcurse leaves out events whose SUMMARY has two.
 */
export function escapeHeading(text: string): string {
  return escapeText(cleanText(text).replace(/\n+/g, ' ').trim())
}

/** Control characters and line ends are written as `%0D` and so on, so that different UIDs stay different. */
export function escapeUid(uid: string): string {
  const visible = uid.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, encodeURIComponent)
  return escapeText(visible)
}

/** The value of a parameter: quoted if necessary, with `^` escapes for what quotes cannot hold (RFC 6868). */
export function parameterValue(text: string): string {
  const value = cleanText(text).replace(/\^/g, '^^').replace(/\n/g, '^n').replace(/"/g, "^'")
  return /[:;,]/.test(value) ? `"${value}"` : value
}

/**
 * A content line with CRLF, folded so that no line exceeds 75 octets or splits a character (RFC 5545 section 3.1).
 * Linear in the length.
 */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`
  return `${isAscii(line) ? foldAscii(line) : foldUnicode(line)}\r\n`
}

function isAscii(line: string): boolean {
  return !/[^\u0000-\u007f]/.test(line)
}

/** The leading space of a continuation line counts as an octet. */
function foldAscii(line: string): string {
  return line.slice(0, LINE_OCTETS) + line.slice(LINE_OCTETS).replace(/.{1,74}/gs, `${BREAK}$&`)
}

function foldUnicode(line: string): string {
  const lines: string[] = []
  let from = 0
  let octets = 0
  for (let index = 0; index < line.length; ) {
    const size = octetsOf(line.codePointAt(index) ?? 0)
    if (octets + size > LINE_OCTETS) {
      lines.push(line.slice(from, index))
      from = index
      octets = 1
    }
    octets += size
    index += size === 4 ? 2 : 1
  }
  return [...lines, line.slice(from)].join(BREAK)
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/** `20201120T210000Z` (RFC 5545 section 3.3.5, form 2). */
function utcText(moment: Instant): string {
  return compact(isoUtc(moment))
}

/** ISO 8601 from the extended form, `2020-11-20T16:00:00`, to the basic one, `20201120T160000`. */
function compact(extended: string): string {
  return extended.replace(/[-:]/g, '')
}

/** The venue's clock. It contains all that it needs, because web pages compose calendars without one. */
export interface VenueClock {
  readonly zone: string
  /** The VTIMEZONE that its times refer to (RFC 5545 section 3.6.5). */
  readonly lines: string
  /**
   * The local time, `20201120T160000`. Undefined in the hours that occur twice: a local time with TZID means the first
   * of them (RFC 5545 section 3.3.5), but readers differ.
   */
  readonly shownAt: (moment: Instant) => string | undefined
}

export function venueClock(
  zone: string,
  observances: readonly Observance[],
  rules: readonly RuledObservance[],
): VenueClock {
  const begun = observances.map((observance) => ({ ...observance, onset: onsetOf(observance) }))
  return { zone, lines: zoneLines(zone, rules), shownAt: (moment) => timeShown(moment, begun) }
}

function onsetOf({ start, offsetFrom }: Observance): Instant {
  return addMinutes(instant(Date.parse(`${start}Z`)), -offsetFrom)
}

function zoneLines(zone: string, rules: readonly RuledObservance[]): string {
  const parts = rules.map(observanceLines).join('')
  return `${contentLine('BEGIN', 'VTIMEZONE')}${contentLine('TZID', escapeText(zone))}${parts}${contentLine('END', 'VTIMEZONE')}`
}

function observanceLines({ start, offsetFrom, offsetTo, daylight, name, rule }: RuledObservance): string {
  const component = daylight ? 'DAYLIGHT' : 'STANDARD'
  return (
    contentLine('BEGIN', component) +
    contentLine('DTSTART', compact(start)) +
    contentLine('TZOFFSETFROM', offsetText(offsetFrom)) +
    contentLine('TZOFFSETTO', offsetText(offsetTo)) +
    contentLine('TZNAME', escapeText(name)) +
    (rule ? contentLine('RRULE', ruleText(rule)) : '') +
    contentLine('END', component)
  )
}

/** A rule in the form of RFC 5545 section 3.3.10: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`. */
function ruleText({ month, weekday, nth, days }: YearlyRule): string {
  const parts = [
    'FREQ=YEARLY',
    `BYMONTH=${month}`,
    ...(days ? [`BYMONTHDAY=${days.join(',')}`] : []),
    ...(weekday === undefined ? [] : [`BYDAY=${nth ?? ''}${weekday.slice(0, 2).toUpperCase()}`]),
  ]
  return parts.join(';')
}

function timeShown(
  moment: Instant,
  observances: readonly (Observance & { readonly onset: Instant })[],
): string | undefined {
  const current = observances.findLast(({ onset }) => onset <= moment)
  if (current === undefined) return undefined
  const twice = observances.some(({ onset, offsetFrom, offsetTo }) => {
    const back = (offsetFrom - offsetTo) * MINUTE
    return onset - back <= moment && moment < onset + back
  })
  return twice ? undefined : utcText(addMinutes(moment, current.offsetTo)).slice(0, -1)
}

function offsetText(offset: Minutes): string {
  return `${offset < 0 ? '-' : '+'}${compact(clockLabel(Math.abs(offset)))}`
}
