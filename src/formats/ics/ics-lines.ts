import ICAL from 'ical.js'
import { ENTRIES, type Range } from '../own/findings.js'

export interface EventLines {
  readonly begin: Range
  readonly lines: readonly ContentLine[]
  /** Lines that are no property and follow none that they could belong to. */
  readonly strays: readonly ContentLine[]
  /** Its END is missing. */
  readonly isOpen?: true
}

/** The parts of one calendar. */
export interface CalendarParts {
  readonly lines: readonly ContentLine[]
  /** The lines of each VTIMEZONE, including its parts. */
  readonly zones: readonly (readonly ContentLine[])[]
  readonly events: readonly EventLines[]
  readonly others: ReadonlySet<string>
}

interface Components {
  readonly calendars: readonly CalendarParts[]
  readonly broken?: { readonly range: Range; readonly detail: string; readonly cut?: true }
}

/**
 * Sorts the lines of a calendar file by BEGIN and END. An event without END ends at the next one or at the calendar's
 * end. A line that is no property is part of the text before it, which was written with real line ends. A calendar
 * without END was cut. Linear.
 */
export function componentsOf(lines: readonly ContentLine[]): Components {
  const sorter = new Sorter()
  for (const line of lines) if (!sorter.take(line)) break
  return sorter.finish(lines.at(-1)?.range ?? [0, 0])
}

interface OpenCalendar {
  readonly lines: ContentLine[]
  readonly zones: ContentLine[][]
  readonly events: EventLines[]
  readonly others: Set<string>
}

interface OpenEvent {
  readonly begin: Range
  readonly lines: ContentLine[]
  readonly strays: ContentLine[]
  readonly around: number
}

/** Properties that are text, in which line ends may stand. */
const TEXTS = /^(?:SUMMARY|DESCRIPTION|STYLED-DESCRIPTION|LOCATION|COMMENT|CONTACT|CATEGORIES|RESOURCES|X-.*)$/

class Sorter {
  private readonly calendars: OpenCalendar[] = []
  private readonly stack: string[] = []
  private readonly opened = new Map<string, number>()
  private event: OpenEvent | undefined
  private broken: Components['broken']

  take(line: ContentLine): boolean {
    const part = line.value.toUpperCase()
    if (line.name === 'BEGIN') this.begin(part, line)
    else if (line.name === 'END') this.end(part, line)
    else this.property(line)
    return this.broken === undefined
  }

  finish(last: Range): Components {
    if (this.isOpen('VCALENDAR')) this.broken ??= { range: last, detail: 'END:VCALENDAR is missing', cut: true }
    const { calendars, broken } = this
    return { calendars, ...(broken && { broken }) }
  }

  private get calendar(): OpenCalendar | undefined {
    return this.calendars.at(-1)
  }

  private begin(part: string, line: ContentLine): void {
    const { range } = line
    if (part === 'VCALENDAR' && this.isOpen(part)) {
      this.broken = { range, detail: 'a calendar begins before the previous one has ended' }
      return
    }
    if (part === 'VCALENDAR') this.calendars.push({ lines: [], zones: [], events: [], others: new Set() })
    if (part === 'VEVENT') {
      if (this.event) this.popTo('VEVENT', false)
      this.event = { begin: range, lines: [], strays: [], around: this.stack.length }
    } else if (!this.event) {
      if (part === 'VTIMEZONE') this.calendar?.zones.push([])
      else if (this.stack.length === 1) this.calendar?.others.add(part)
    }
    this.stack.push(part)
    this.opened.set(part, (this.opened.get(part) ?? 0) + 1)
    this.zoneLine(line)
  }

  private end(part: string, line: ContentLine): void {
    this.zoneLine(line)
    if (this.isOpen(part)) this.popTo(part, true)
  }

  private property(line: ContentLine): void {
    const { event, stack } = this
    if (!event) {
      if (stack.length === 1 && stack[0] === 'VCALENDAR') this.calendar?.lines.push(line)
      else this.zoneLine(line)
    } else if (stack.length === event.around + 1) {
      if (line.name !== '') event.lines.push(line)
      else this.stray(line, event)
    }
  }

  private stray(line: ContentLine, { lines, strays }: OpenEvent): void {
    const before = lines.at(-1)
    if (!before || !TEXTS.test(before.name)) {
      strays.push(line)
      return
    }
    const more = `${line.isAfterBlank ? '\\n\\n' : '\\n'}${line.text}`
    lines[lines.length - 1] = { ...before, text: before.text + more, value: before.value + more }
  }

  private zoneLine(line: ContentLine): void {
    if (!this.event && this.isOpen('VTIMEZONE')) this.calendar?.zones.at(-1)?.push(line)
  }

  private isOpen(part: string): boolean {
    return (this.opened.get(part) ?? 0) > 0
  }

  private popTo(part: string, closed: boolean): void {
    for (let popped = this.stack.pop(); popped !== undefined; popped = this.stack.pop()) {
      this.opened.set(popped, (this.opened.get(popped) ?? 1) - 1)
      if (popped === 'VEVENT') this.endEvent(closed && popped === part)
      if (popped === part) return
    }
  }

  private endEvent(closed: boolean): void {
    if (!this.event) return
    const { begin, lines, strays } = this.event
    this.calendar?.events.push({ begin, lines, strays, ...(!closed && { isOpen: true }) })
    this.event = undefined
  }
}

/** An unfolded content line of RFC 5545. `range` is the position of its first line in the file. */
export interface ContentLine {
  /** The property's name in capitals; empty if the line is not a property. */
  readonly name: string
  /** The whole line, without the spaces that some programs put after the colon. */
  readonly text: string
  readonly value: string
  readonly range: Range
  /** An empty line stands before it. */
  readonly isAfterBlank?: true
}

/** Makes line ends countable for `placesIn`: old programs end lines in CR alone. */
export function countableLines(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n')
}

/** The content lines of a calendar, whether folded by space or TAB, with CRLF or LF, or not at all. Linear. */
export function contentLines(text: string): readonly ContentLine[] {
  const lines: ContentLine[] = []
  let pieces: string[] = []
  let range: Range = [0, 0]
  let blank = false
  let blankBefore = false
  const finish = () => {
    const line = pieces.length > 0 ? contentLine(pieces.join(''), range) : undefined
    if (line) lines.push(blankBefore ? { ...line, isAfterBlank: true } : line)
    pieces = []
  }
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    let end = newline === -1 ? text.length : newline
    while (end > start && text[end - 1] === '\r') end--
    const first = text[start]
    if (pieces.length > 0 && (first === ' ' || first === '\t')) pieces.push(text.slice(start + 1, end))
    else if (text.slice(start, end).trim() === '') blank = true
    else {
      finish()
      pieces = [text.slice(start, end)]
      range = [start, end]
      blankBefore = blank
      blank = false
    }
    start = next
  }
  finish()
  return lines
}

/** The value of the first line of that name; undefined if it is missing or empty. */
export function firstValue(lines: readonly ContentLine[], name: string): string | undefined {
  return lines.find((line) => line.name === name)?.value || undefined
}

/** RFC 5545, 7986 and 9073 to 9074. */
const PROPERTIES: ReadonlySet<string> = new Set(
  (
    'ACKNOWLEDGED ACTION ATTACH ATTENDEE BEGIN CALENDAR-ADDRESS CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED ' +
    'CONFERENCE CONTACT CREATED DESCRIPTION DTEND DTSTAMP DTSTART DUE DURATION END EXDATE EXRULE FREEBUSY GEO IMAGE ' +
    'LAST-MODIFIED LOCATION LOCATION-TYPE METHOD NAME ORGANIZER PARTICIPANT-TYPE PERCENT-COMPLETE PRIORITY PRODID ' +
    'PROXIMITY RDATE RECURRENCE-ID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS RESOURCES RESOURCE-TYPE RRULE ' +
    'SEQUENCE SOURCE STATUS STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM ' +
    'TZOFFSETTO TZURL UID URL VERSION'
  ).split(' '),
)

/** A zone with a colon in its name that is not quoted, before the time: `TZID=(UTC-05:00) Eastern Time (US & Canada)`. */
const BARE_ZONE = /^([^":]{1,100}?);TZID=([^":;]{1,100}(?::[^":;]{0,100}){1,2}):(?=\d{8}(?:T|$))/i

/** Whether a line is a property, and not prose such as "Speaker: Ana" or "NOTE: bring a coat". */
function isProperty(name: string, rest: string): boolean {
  if (PROPERTIES.has(name.toUpperCase()) || /^x-/i.test(name)) return true
  return /[A-Z]/.test(name) && name === name.toUpperCase() && !/^:\s/.test(rest)
}

function contentLine(written: string, range: Range): ContentLine {
  const text = written.replace(BARE_ZONE, '$1;TZID="$2":')
  const [start = '', name = ''] = /^\s*([a-z0-9-]+)\s*(?=[;:])/i.exec(text) ?? []
  if (!isProperty(name, text.slice(start.length))) return { name: '', text, value: '', range }
  const colon = valueColon(text)
  // A quote that is never closed: the value begins at the first colon that is not that of an address.
  const open = colon === -1 ? text.search(/:(?!\/\/)/) : -1
  const at = colon === -1 ? open : colon
  const value = at === -1 ? '' : text.slice(at + 1).trim()
  const head = text.slice(start.length, at === -1 ? undefined : at)
  return {
    name: name.toUpperCase(),
    text: `${name}${open === -1 ? head : head.replaceAll('"', '')}:${value}`,
    value,
    range,
  }
}

/** The colon before the value is the first outside quoted parameters. */
function valueColon(text: string): number {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    if (text[at] === ':' && !quoted) return at
  }
  return -1
}

const BEGINNING = 4096

const FOLD = '(?:\\r\\n?|\\n)[ \\t]'
const REST = `(?:${FOLD})*[\\x80-\\xbf]`
/** A character of UTF-8, each byte as a character of Latin-1, with a fold before one of its later bytes. */
const FOLDED_INSIDE = new RegExp(
  `(?=.[\\x80-\\xbf]{0,2}${FOLD})(?:[\\xc2-\\xdf]${REST}|[\\xe0-\\xef](?:${REST}){2}|[\\xf0-\\xf4](?:${REST}){3})`,
  'g',
)

/**
 * Makes calendar bytes decodable: programs that fold lines at 75 octets (RFC 5545 section 3.1) split characters. Such a
 * fold is moved behind its character; all others stay, so that lines keep their numbers. Other files are returned
 * unchanged. Linear; call it before decoding.
 */
export function unfoldBytes(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (!/BEGIN\s*:\s*VCALENDAR/i.test(buffer.toString('latin1', 0, BEGINNING))) return bytes
  const text = buffer.toString('latin1')
  if (text.search(FOLDED_INSIDE) === -1) return bytes
  const folds = new RegExp(FOLD, 'g')
  const whole = text.replace(FOLDED_INSIDE, (found) => found.replace(folds, '') + (found.match(folds) ?? []).join(''))
  return Buffer.from(whole, 'latin1')
}

interface Property {
  readonly values: readonly string[]
  /** `text`, `date` or `date-time`, as stated or by the property's name. */
  readonly type: string
  readonly parameter: (name: string) => string | undefined
}

const HEAD = 10_000

/**
 * Reads one content line; undefined if it is invalid even without the parameters that are. ical.js then throws a
 * ParserError or, for some lines, a TypeError.
 */
export function readProperty(encoded: ContentLine): Property | undefined {
  const line = withoutEncoding(encoded)
  const head = line.text.slice(line.name.length, line.text.length - line.value.length - 1)
  const whole = head.length > HEAD ? undefined : parsed(line.text)
  return whole ?? parsed(`${line.name}${head.length > HEAD ? '' : soundParameters(head)}:${line.value}`)
}

const QUOTED_PRINTABLE = /;(?:ENCODING=)?"?QUOTED-PRINTABLE"?(?=[;:])/i

/**
 * A line whose value is in the encoding of vCalendar 1.0, from which iCalendar comes and which old programs and phones
 * write (RFC 2045 section 6.7). An equals sign at the end
 * of a line joins it with the next, which was unfolded, or taken for a real line end, before.
 */
function withoutEncoding(line: ContentLine): ContentLine {
  const head = line.text.slice(0, Math.min(HEAD, line.text.length - line.value.length))
  if (!QUOTED_PRINTABLE.test(head)) return line
  const [, charset = 'utf-8'] = /;CHARSET="?([\w.-]+)/i.exec(head) ?? []
  const bytes: number[] = []
  for (const [, hex, letter = ''] of line.value
    .replace(/=(?:\\n|(?![\dA-F]{2}))/gi, '')
    .matchAll(/=([\dA-F]{2})|(.)/gisu)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16))
    else bytes.push(...new TextEncoder().encode(letter))
  }
  const text = attempted(() => new TextDecoder(charset).decode(new Uint8Array(bytes)))
  if (text === undefined) return line
  const value = text.replace(/\r\n?|\n/g, '\\n')
  return { ...line, value, text: `${line.name}:${value}` }
}

function soundParameters(head: string): string {
  return head.match(/;[\w-]+=(?:"[^"]*"|[^";:,]+)(?=;|$)/g)?.join('') ?? ''
}

/** The text of a line whose type ical.js does not know, such as X-WR-CALNAME; empty if it is invalid. */
export function readText(encoded: ContentLine): string {
  const line = withoutEncoding(encoded)
  const text = readProperty({ ...line, text: `SUMMARY${line.text.slice(line.name.length)}` })
  return text?.values.join(',') ?? ''
}

/**
 * The unescaped texts of a list such as CATEGORIES, at most as many as a session may have. They are split here because
 * ical.js misreads a comma after an escaped backslash as escaped.
 */
export function readTexts(line: ContentLine): readonly string[] {
  const values = withoutEncoding(line).value.match(/(?:[^\\,]|\\.?)+/g) ?? []
  return values.slice(0, ENTRIES).map((value) => parsed(`SUMMARY:${value}`)?.values.join(',') ?? '')
}

function parsed(text: string): Property | undefined {
  const property = jCalOf(text)
  if (!Array.isArray(property)) return undefined
  const [, parameters, type, ...values]: readonly unknown[] = property
  const given = new Map<string, unknown>(Object.entries(parameters ?? {}))
  return {
    values: values.filter((value) => typeof value === 'string'),
    type: typeof type === 'string' ? type : 'unknown',
    parameter(name) {
      const value = given.get(name)
      return typeof value === 'string' ? value : undefined
    },
  }
}

/** A property in the form of RFC 7265 section 3.4: name, parameters, type, values. */
function jCalOf(text: string): unknown {
  return attempted((): unknown => ICAL.parse.property(text))
}

/** ical.js throws where a text is invalid, and where no day fits all parts of a rule. */
export function attempted<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
