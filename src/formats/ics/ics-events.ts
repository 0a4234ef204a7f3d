import {
  appendTo,
  definedFields,
  KINDS,
  type Kind,
  type LeftOutReason,
  type Place,
  type Problem,
  type Speaker,
} from '../../model/index.js'
import type { Range } from '../own/findings.js'
import { addressOf, entryOf, oneLine, type PublishedEntry, type PublishedTime } from '../published/published.js'
import { plainText } from '../text/html.js'
import { looksLikeName } from '../titles/title-words.js'
import { type ContentLine, type EventLines, readProperty, readText, readTexts } from './ics-lines.js'
import { type Clock, type IcsMoment, type IcsTimes, icsTime } from './ics-time.js'

interface Around {
  readonly place: (range: Range) => Place
  readonly clockOf: (tzid: string) => Clock | undefined
  readonly speakersInTitle: boolean
  /** Whether kubeplan wrote it, so that every text is plain and kept as it is. */
  readonly own: boolean
  /** A person with the calendar's name is not a speaker. */
  readonly calendarName: string
  readonly cancelled: boolean
}

interface EventsReading {
  readonly entries: readonly PublishedEntry[]
  readonly problems: readonly Problem[]
}

export function readEvents(events: readonly EventLines[], around: Around): EventsReading {
  const readings = events.map((event) => readEvent(event, around))
  const drafts = readings.flatMap(({ draft }) => draft ?? [])
  const house = houseNames(drafts.map(({ organizers }) => organizers))
  const replaced = replacedFirsts(drafts)
  const entries = drafts
    .filter((draft) => !replaced.has(draft))
    .map(({ entry, attendees, organizers }) => {
      const hosts = organizers.filter((name) => !house.has(name) && name !== around.calendarName)
      const guests = attendees.filter((name) => !organizers.includes(name) || hosts.includes(name))
      const names = guests.length > 0 ? guests : hosts
      return entry.speakers.length > 0 ? entry : { ...entry, speakers: names.map((name) => ({ name })) }
    })
  return { entries, problems: readings.flatMap(({ problems }) => problems) }
}

interface Draft {
  readonly entry: PublishedEntry
  readonly attendees: readonly string[]
  readonly organizers: readonly string[]
  /** For the first event of a series, its time; for an exception, the time it replaces. */
  readonly series?: string
  readonly replaces?: string
}

interface Reading {
  readonly draft?: Draft
  readonly problems: readonly Problem[]
}

const READ = ['SUMMARY', 'DTSTART', 'DTEND', 'DURATION', 'DESCRIPTION', 'LOCATION', 'CATEGORIES', 'UID'] as const
const QUOTED = 200

function readEvent(event: EventLines, around: Around): Reading {
  const lines = byName(event.lines)
  const titled = textOf(lines.get('SUMMARY'))
  const title = oneLine(titled)
  const leftOut = (range: Range, reason: LeftOutReason, text?: string): Reading => {
    const about = definedFields({ title, ...(text !== undefined && { text: text.slice(0, QUOTED) }) })
    return { problems: [{ code: 'entry-left-out', at: around.place(range), reason, ...about }] }
  }
  if (event.fault) return leftOut(event.fault.range, event.fault.reason, event.fault.text)
  for (const name of READ) {
    const bad = lines.get(name)?.find((line) => readProperty(line) === undefined)
    if (bad) return leftOut(bad.range, 'malformed', bad.text)
  }
  if (title === undefined) return leftOut(event.begin, 'no-title')
  const times = timesOf(lines)
  if (!times) return leftOut(event.begin, 'no-start')
  const found = icsTime(times, around.clockOf)
  if (!found.ok) {
    const line = lines.get(LINES_OF[found.part])?.[0]
    return leftOut(line?.range ?? event.begin, found.reason, found.text)
  }
  const at = around.place(event.begin)
  const doubts = doubtsAbout(lines, found.until).map(
    ({ range, detail }): Problem => ({ code: 'entry-doubt', at: around.place(range ?? event.begin), title, detail }),
  )
  return { draft: draftOf(lines, { at, title, time: found.time }, around), problems: doubts }
}

const LINES_OF = { start: 'DTSTART', end: 'DTEND', length: 'DURATION' } as const

type Lines = ReadonlyMap<string, readonly ContentLine[]>

function byName(lines: readonly ContentLine[]): Lines {
  const found = new Map<string, ContentLine[]>()
  for (const line of lines) {
    appendTo(found, line.name, line)
  }
  return found
}

function timesOf(lines: Lines): IcsTimes | undefined {
  const [start, end] = [momentOf(lines.get('DTSTART')), momentOf(lines.get('DTEND'))]
  const length = (lines.get('DURATION') ?? lines.get('X-KUBEPLAN-DURATION'))?.[0]?.value.trim() || undefined
  if (!start) return undefined
  return { start, ...(end ? { end } : length !== undefined && { length }) }
}

function momentOf(lines: readonly ContentLine[] | undefined): IcsMoment | undefined {
  const line = lines?.[0]
  const property = line && readProperty(line)
  if (!property || line.value === '') return undefined
  const tzid = property.parameter('tzid')
  return definedFields({ value: line.value, date: property.type === 'date', tzid })
}

function draftOf(
  lines: Lines,
  { at, title, time }: Pick<PublishedEntry, 'at' | 'title' | 'time'>,
  around: Around,
): Draft {
  const uid = textOf(lines.get('UID'))
  const exception = exceptionOf(lines, around)
  const written = textOf(lines.get('DESCRIPTION')) ?? lines.get('X-ALT-DESC')?.map(readText)[0] ?? ''
  const { speakers, description } = speakersAbove(written)
  const status = lines.get('STATUS')?.[0]?.value.toUpperCase()
  const cancelled = around.cancelled || status === 'CANCELLED'
  const plain = around.own ? (text: string) => text : plainText
  const categories = (lines.get('CATEGORIES') ?? []).flatMap((line) => readTexts(line).map(plain))
  const url = addressOf(lines.get('URL')?.[0]?.value)
  const own = around.own ? ownEvent(lines.get(OWN_PROPERTY)?.[0], written, url) : undefined
  const room = own?.room ?? textOf(lines.get('LOCATION'))
  const entry = entryOf({
    at,
    uid: uid !== undefined && exception ? `${uid}#${exception.value}` : uid,
    revision: revisionOf(lines),
    title,
    tracks: categories.slice(0, own?.tracks),
    tags: categories.slice(own?.tracks ?? categories.length),
    room: room === undefined || room === '' ? undefined : plain(room),
    time,
    speakers: own?.speakers ?? speakers,
    speakersInTitle: around.speakersInTitle && !own,
    abstract: own ? own.abstract : plainText(description) || undefined,
    url,
    status: cancelled ? 'cancelled' : 'confirmed',
    tentative: status === 'TENTATIVE',
    asWritten: around.own,
  })
  const { id, kind } = own ?? {}
  const words = own && { own: definedFields({ id, kind }) }
  return {
    entry: { ...entry, ...words },
    attendees: peopleIn(lines.get('ATTENDEE') ?? []),
    organizers: peopleIn(lines.get('ORGANIZER') ?? []),
    ...(lines.has('RRULE') && uid !== undefined && { series: `${uid} ${startOf(time)}` }),
    ...(exception?.start !== undefined && uid !== undefined && { replaces: `${uid} ${exception.start}` }),
  }
}

/** How often the event was revised (RFC 5545 section 3.8.7.4); undefined if never. */
function revisionOf(lines: Lines): number | undefined {
  const text = lines.get('SEQUENCE')?.[0]?.value ?? ''
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined
}

/** The time in a series that an event replaces (RFC 5545 section 3.8.4.4). */
function exceptionOf(lines: Lines, around: Around): { readonly value: string; readonly start?: string } | undefined {
  const moment = momentOf(lines.get('RECURRENCE-ID'))
  if (!moment) return undefined
  const found = icsTime({ start: moment }, around.clockOf)
  return { value: moment.value, ...(found.ok && { start: startOf(found.time) }) }
}

function startOf(time: PublishedTime): string {
  if (time.kind === 'dated') return time.day
  return time.kind === 'unscheduled' ? '' : `${time.start}${time.kind === 'wall' ? (time.zone ?? '') : ''}`
}

function replacedFirsts(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const replaced = new Set(drafts.flatMap(({ replaces }) => replaces ?? []))
  return new Set(drafts.filter(({ series }) => series !== undefined && replaced.has(series)))
}

function doubtsAbout(lines: Lines, until: string | undefined): readonly { range?: Range; detail: string }[] {
  const repeats = lines.get('RRULE')?.[0] ?? lines.get('RDATE')?.[0]
  return [
    ...(repeats ? [{ range: repeats.range, detail: `it repeats (${repeats.name}): only the first time is used` }] : []),
    ...(until === undefined ? [] : [{ detail: `it lasts until ${until}: it is listed on its first day only` }]),
  ]
}

function textOf(lines: readonly ContentLine[] | undefined): string | undefined {
  const texts = (lines ?? []).map((line) => readProperty(line)?.values.join(',').trim())
  return texts.find((text) => text !== undefined && text !== '')
}

/**
 * Names of attendees and organizers of an event (RFC 5545 section 3.8.4). Rooms, devices and mail addresses are not
 * people.
 */
function peopleIn(lines: readonly ContentLine[]): readonly string[] {
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
function houseNames(namesOfEvents: readonly (readonly string[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const names of namesOfEvents) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const nearlyAll = namesOfEvents.length * 0.8
  return new Set([...counts].filter(([, count]) => count >= nearlyAll).map(([name]) => name))
}

/** Splits a description into the speakers named in its first lines and the rest. */
function speakersAbove(description: string): {
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

const OWN_PROPERTY = 'X-KUBEPLAN-SESSION'

interface OwnEvent {
  readonly id?: string
  readonly kind?: Kind
  /** The first `tracks` categories are tracks; the others are tags. */
  readonly tracks?: number
  /** Where the location also says the venue; empty if there is no room. */
  readonly room?: string
  readonly speakers: readonly Speaker[]
  readonly abstract?: string
}

export function isOwnCalendar(productId: string | undefined): boolean {
  return /^-\/\/kubeplan\/\//i.test(productId ?? '')
}

/**
 * The facts in one of kubeplan's events beyond RFC 5545: from the property or, for calendars of earlier versions or of
 * programs that dropped it, from the form of the description. `url` is the event's link, with which the description
 * ends.
 */
function ownEvent(line: ContentLine | undefined, description: string, url: string | undefined): OwnEvent {
  const said = line === undefined ? undefined : saidIn(readText(line))
  return said ? withAbstract(said, description) : asWritten(description, url)
}

function saidIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(text)
    return typeof said === 'object' && said !== null ? { ...said } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function withAbstract(said: Readonly<Record<string, unknown>>, description: string): OwnEvent {
  const { id, tracks, room } = said
  const kind = KINDS.find((known) => known === said['kind'])
  const [from, length] = Array.isArray(said['abstract']) ? said['abstract'] : []
  const abstract =
    typeof from === 'number' && typeof length === 'number' ? description.slice(from, from + length) : undefined
  const speakers = Array.isArray(said['speakers']) ? said['speakers'] : []
  return definedFields({
    ...(typeof id === 'string' && { id }),
    kind,
    ...(typeof tracks === 'number' && { tracks }),
    ...(typeof room === 'string' && { room }),
    speakers: speakers.flatMap(speakerIn),
    abstract,
  })
}

function speakerIn(said: unknown): readonly Speaker[] {
  const [name, organization]: readonly unknown[] = Array.isArray(said) ? said : []
  if (typeof name !== 'string') return []
  return [{ name, ...(typeof organization === 'string' && { organization }) }]
}

function asWritten(description: string, url: string | undefined): OwnEvent {
  const paragraphs = description.split('\n\n')
  const speakers = /^Speakers?: (.+)$/.exec(paragraphs[0] ?? '')?.[1]
  if (speakers !== undefined) paragraphs.shift()
  if (url !== undefined && paragraphs.at(-1) === url) paragraphs.pop()
  const end = paragraphs.findIndex((paragraph) => /^(?:Take by .{1,200}|My note): /.test(paragraph))
  const abstract = (end === -1 ? paragraphs : paragraphs.slice(0, end)).join('\n\n').trim()
  return { speakers: ownNamesIn(speakers ?? ''), ...(abstract !== '' && { abstract }) }
}

/** Splits `Name (Organization), Name2` at the commas outside brackets. */
function ownNamesIn(text: string): readonly Speaker[] {
  const people: string[] = []
  let [start, depth] = [0, 0]
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth = Math.max(0, depth - 1)
    if (at < text.length && (depth > 0 || !text.startsWith(', ', at))) continue
    people.push(text.slice(start, at).trim())
    start = at + 2
  }
  return people.flatMap((person) => {
    const [, name = person, organization] = /^(.+?) \((.+)\)$/.exec(person) ?? []
    return name === '' ? [] : [definedFields({ name, organization })]
  })
}
