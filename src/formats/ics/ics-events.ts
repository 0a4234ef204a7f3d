import { appendTo, definedFields, KINDS, type Kind, type Place, type Problem, type Speaker } from '../../model/index.js'
import { DAY, type Day, daysBetween } from '../../model/time.js'
import type { Range } from '../own/findings.js'
import { addressOf, entryOf, leftOf, oneLine, type PublishedEntry, unknownZones } from '../published/published.js'
import { plainText } from '../text/html.js'
import { looksLikeName } from '../titles/title-words.js'
import { type ContentLine, type EventLines, readProperty, readText, readTexts } from './ics-lines.js'
import {
  type IcsRepetition,
  isEndless,
  keysMeant,
  keysOf,
  type Occurrence,
  occurrencesOf,
  type SeriesBudget,
} from './ics-series.js'
import {
  dayShown,
  type IcsMoment,
  type IcsSpan,
  type IcsTimes,
  isAfter,
  momentKey,
  onOneClock,
  readMoment,
  readSpan,
  type Shown,
  shiftedBy,
  timeOf,
} from './ics-time.js'
import type { Clocks } from './ics-zones.js'

interface Around {
  readonly place: (range: Range) => Place
  readonly clocks: Clocks
  readonly budget: SeriesBudget
  readonly speakersInTitle: boolean
  /** Whether kubeplan wrote it, so that every text is plain and kept as it is. */
  readonly own: boolean
  /** A person with the calendar's name is not a speaker. */
  readonly calendarName: string
  readonly cancelled: boolean
}

export interface EventsReading {
  readonly entries: readonly PublishedEntry[]
  readonly problems: readonly Problem[]
}

export function readEvents(events: readonly EventLines[], around: Around): EventsReading {
  const { clocks } = around
  const linesOf = events.map(({ lines }) => byName(lines))
  const titles = new Map(
    linesOf.flatMap((lines) => (lines.has('RECURRENCE-ID') ? [] : [[textOf(lines.get('UID')), lines.get('SUMMARY')]])),
  )
  const readings = events.map((event, index) => readEvent(event, linesOf[index] ?? new Map(), titles, around))
  const drafts = readings.flatMap(({ draft }) => draft ?? [])
  const house = houseNames(drafts.map(({ organizers }) => organizers))
  const withPeople = ({ entry, attendees, organizers }: Draft): PublishedEntry => {
    const hosts = organizers.filter((name) => !house.has(name) && name !== around.calendarName)
    const guests = attendees.filter((name) => !organizers.includes(name) || hosts.includes(name))
    const names = guests.length > 0 ? guests : hosts
    return entry.speakers.length > 0 ? entry : { ...entry, speakers: names.map((name) => ({ name })) }
  }
  const unknown = unknownZones(
    readings.flatMap((reading) => reading.unknown ?? []),
    clocks.floating.kind === 'zone' ? clocks.floating.zone : undefined,
  )
  const problems = [...readings.flatMap((reading) => reading.problems), ...unknown]
  return { entries: eachTime(drafts, around, problems).map(withPeople), problems }
}

interface Draft {
  readonly entry: PublishedEntry
  readonly attendees: readonly string[]
  readonly organizers: readonly string[]
  /** As written: a series and the changes of its single times share it. */
  readonly uid: string | undefined
  readonly span: IcsSpan
  readonly repetition?: IcsRepetition
  readonly repeatsAt?: Place
  /** The time in a series, or of an earlier version, that the event replaces (RFC 5545 section 3.8.4.4). */
  readonly replaces?: Shown
  /** Whether it replaces all later times of the series as well. */
  readonly isOnwards?: boolean
}

/**
 * Each time of each series as an entry, with the events that replace single times in their places. The first keeps the
 * UID, and the others add their time to it. A UID that does not repeat has one entry: that of the highest SEQUENCE.
 */
function eachTime(drafts: readonly Draft[], around: Around, problems: Problem[]): readonly Draft[] {
  const changes = new Changes(drafts)
  const times = new Map<Draft, readonly Draft[]>()
  const series: Record<'bounded' | 'endless', Draft[]> = { bounded: [], endless: [] }
  for (const draft of drafts) {
    if (draft.replaces) continue
    if (draft.repetition) series[isEndless(draft.repetition) ? 'endless' : 'bounded'].push(draft)
    else times.set(draft, [changes.latest(draft)])
  }
  const expand = (draft: Draft, lastDay?: Day) => {
    const { entry, repetition, span } = draft
    if (!repetition || !span.from) return times.set(draft, [draft])
    const bounds = { ...around, lastDay }
    const { occurrences, doubts } = occurrencesOf({ ...span, from: span.from }, repetition, bounds)
    const at = draft.repeatsAt ?? entry.at
    for (const detail of doubts) problems.push({ code: 'entry-doubt', at, title: entry.title, detail })
    return times.set(
      draft,
      occurrences.map((occurrence) => timeIn(draft, occurrence, changes)),
    )
  }
  for (const draft of series.bounded) expand(draft)
  const lastDay = lastDayOf([...[...times.values()].flat(), ...drafts.filter(({ replaces }) => replaces)])
  for (const draft of series.endless) expand(draft, lastDay)
  return drafts.flatMap((draft) => times.get(draft) ?? (changes.isUsed(draft) ? [] : [draft]))
}

function timeIn(draft: Draft, { span, stamp, isFirst }: Occurrence, changes: Changes): Draft {
  const uid = isFirst || draft.uid === undefined ? draft.uid : `${draft.uid}#${stamp}`
  const change = span.from && changes.of(draft.uid, span.from)
  if (change) return { ...change, entry: { ...change.entry, uid } }
  const onwards = span.from && changes.onwards(draft.uid, span.from)
  if (onwards) {
    const shifted = shiftedLike(onwards, span)
    return { ...onwards, span: shifted, entry: { ...onwards.entry, uid, time: timeOf(shifted).time } }
  }
  return { ...draft, span, entry: { ...draft.entry, uid, time: timeOf(span).time } }
}

/** A time of a series, moved as its earlier time was that `change` replaces, and as long as that. */
function shiftedLike({ replaces, span: changed }: Draft, span: IcsSpan): IcsSpan {
  const moved = distanceIn(definedFields({ from: replaces, to: changed.from }))
  if (!span.from || moved === undefined) return span
  const from = shiftedBy(span.from, moved)
  const length = distanceIn(changed)
  return length === undefined ? { from } : { from, to: shiftedBy(from, length) }
}

/** In milliseconds on one clock; undefined between a day and a time. */
function distanceIn(span: IcsSpan): number | undefined {
  const { from, to } = onOneClock(span)
  if (from?.kind === 'time' && to?.kind === 'time') return to.shown - from.shown
  return from?.kind === 'day' && to?.kind === 'day' ? daysBetween(from.day, to.day) * DAY : undefined
}

function lastDayOf(drafts: readonly Draft[]): Day | undefined {
  const days = drafts.flatMap(({ span: { from } }) =>
    from ? (from.kind === 'day' ? from.day : dayShown(from.shown)) : [],
  )
  return days.reduce<Day | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined)
}

/** The events of a calendar that replace others, by UID and time. */
class Changes {
  private readonly byTime = new Map<string, Draft[]>()
  private readonly byUid = new Map<string, Draft[]>()
  private readonly used = new Set<Draft>()

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const { uid, replaces } = draft
      if (!replaces || uid === undefined) continue
      appendTo(this.byUid, uid, draft)
      for (const key of keysMeant(replaces)) appendTo(this.byTime, JSON.stringify([uid, key]), draft)
    }
  }

  isUsed(draft: Draft): boolean {
    return this.used.has(draft)
  }

  /** The latest version of what takes place at `time`; undefined if that was never changed. */
  of(uid: string | undefined, time: Shown): Draft | undefined {
    if (uid === undefined || !this.byUid.has(uid)) return undefined
    const found = keysOf(time).flatMap((key) => this.byTime.get(JSON.stringify([uid, key])) ?? [])
    return this.use(found.filter((draft) => !this.used.has(draft)))
  }

  /** The last event that changes all from a time of the series on that is not after `time`. */
  onwards(uid: string | undefined, time: Shown): Draft | undefined {
    const all = (uid === undefined ? undefined : this.byUid.get(uid))?.slice(0, SEVERAL) ?? []
    return all
      .filter(({ isOnwards, replaces }) => isOnwards && replaces && !isAfter(replaces, time))
      .reduce<Draft | undefined>(
        (best, next) => (best?.replaces && next.replaces && isAfter(best.replaces, next.replaces) ? best : next),
        undefined,
      )
  }

  /** The latest version of an event that does not repeat, with its UID. */
  latest(draft: Draft): Draft {
    const { uid } = draft
    const all = (uid === undefined ? undefined : this.byUid.get(uid)) ?? []
    const isOne = new Set(all.slice(0, SEVERAL).map(({ replaces }) => replaces && momentKey(replaces))).size === 1
    let latest = draft
    let change = draft.span.from && this.of(uid, draft.span.from)
    if (!change && isOne && all.length <= SEVERAL) change = this.use(all.filter((other) => !this.used.has(other)))
    while (change) {
      if (revisionIn(change) >= revisionIn(latest)) latest = change
      change = change.span.from && this.of(uid, change.span.from)
    }
    return latest === draft ? draft : { ...latest, entry: { ...latest.entry, uid } }
  }

  private use(found: readonly Draft[]): Draft | undefined {
    for (const draft of found) this.used.add(draft)
    return found.reduce<Draft | undefined>(
      (best, next) => (best && revisionIn(best) > revisionIn(next) ? best : next),
      undefined,
    )
  }
}

/** More versions of one event are not compared. */
const SEVERAL = 100

function revisionIn({ entry }: Draft): number {
  return entry.revision ?? 0
}

interface Reading {
  readonly draft?: Draft
  readonly problems: readonly Problem[]
  /** A zone of its times that is not known. */
  readonly unknown?: { readonly zone: string; readonly at: Place }
}

const READ = ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'CATEGORIES', 'UID'] as const
const QUOTED = 200

function readEvent(
  event: EventLines,
  lines: Lines,
  titles: ReadonlyMap<string | undefined, readonly ContentLine[] | undefined>,
  around: Around,
): Reading {
  const at = around.place(event.begin)
  const titled =
    textOf(lines.get('SUMMARY')) ??
    (lines.has('RECURRENCE-ID') ? textOf(titles.get(textOf(lines.get('UID')))) : undefined)
  const title = oneLine(titled)
  if (title === undefined) return { problems: [{ code: 'entry-left-out', at, reason: 'no-title' }] }
  const problems: Problem[] = []
  const doubt = (detail: string, range = event.begin) =>
    problems.push({ code: 'entry-doubt', at: around.place(range), title, detail })
  if (event.isOpen) doubt('its end (END:VEVENT) is missing')
  for (const { text, range } of event.strays.slice(0, 1))
    doubt(`a line is no property and was left out (${quoted(text)})`, range)
  for (const name of READ) {
    const bad = lines.get(name)?.find((line) => readProperty(line) === undefined)
    if (bad) doubt(`its ${name} cannot be read and was left out (${quoted(bad.text)})`, bad.range)
  }
  const { span, faults, unknownZone } = readSpan(timesOf(lines), around.clocks)
  const { time, until, fault } = timeOf(span)
  for (const { part, reason, text } of fault ? [...faults, fault] : faults) {
    const range = lines.get(LINES_OF[part])?.[0]?.range ?? event.begin
    const about = definedFields({
      title,
      reason,
      text: text === undefined ? undefined : quoted(text),
      left: leftOf(time),
    })
    problems.push({ code: 'time-left-out', at: around.place(range), ...about })
  }
  if (until !== undefined) doubt(`it lasts until ${until}: it is listed on its first day only`)
  if (rangeIn(lines) === 'THISANDPRIOR') doubt('it changes all earlier times of its series: only this one was changed')
  const zoned = lines.get('DTSTART')?.[0]?.range ?? event.begin
  const unknown = unknownZone === undefined ? undefined : { zone: quoted(unknownZone), at: around.place(zoned) }
  return definedFields({ draft: draftOf(lines, { at, title, time, span }, around), problems, unknown })
}

/** The other times of its series that an event changes as well (RFC 5545 section 3.2.13, and RFC 2445 for earlier ones). */
function rangeIn(lines: Lines): string | undefined {
  const line = lines.get('RECURRENCE-ID')?.[0]
  return line && readProperty(line)?.parameter('range')?.toUpperCase()
}

function quoted(text: string): string {
  return text.slice(0, QUOTED)
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

function timesOf(lines: Lines): IcsTimes {
  const [start, end] = [momentOf(lines.get('DTSTART')), momentOf(lines.get('DTEND'))]
  const length = (lines.get('DURATION') ?? lines.get('X-KUBEPLAN-DURATION'))?.[0]?.value.trim() || undefined
  return definedFields({ start, end, length })
}

function momentOf(lines: readonly ContentLine[] | undefined): IcsMoment | undefined {
  return momentsOf(lines?.slice(0, 1))[0]
}

/** The moments of properties that may have several each; of a period, its start. */
function momentsOf(lines: readonly ContentLine[] | undefined): readonly IcsMoment[] {
  return (lines ?? []).flatMap((line) => {
    const property = readProperty(line)
    const tzid = property?.parameter('tzid')
    const values = line.value.split(',', MOMENTS).map((value) => value.split('/')[0]?.trim() ?? '')
    return values
      .filter((value) => property && value !== '')
      .map((value) => definedFields({ value, date: property?.type === 'date', tzid }))
  })
}

/** In one line. */
const MOMENTS = 1000

function repetitionOf(lines: Lines): IcsRepetition | undefined {
  if (!lines.has('RRULE') && !lines.has('RDATE')) return undefined
  const rules = (lines.get('RRULE') ?? []).map(({ value }) => value)
  return {
    rules: rules.slice(0, RULES),
    exceptionRules: (lines.get('EXRULE') ?? []).slice(0, RULES).map(({ value }) => value),
    dates: momentsOf(lines.get('RDATE')),
    exceptions: momentsOf(lines.get('EXDATE')),
  }
}

const RULES = 10

function draftOf(
  lines: Lines,
  { at, title, time, span }: Pick<PublishedEntry, 'at' | 'title' | 'time'> & Pick<Draft, 'span'>,
  around: Around,
): Draft {
  const uid = textOf(lines.get('UID'))
  const recurrence = momentOf(lines.get('RECURRENCE-ID'))
  const repeats = lines.get('RRULE')?.[0]
  const replaces = recurrence && readMoment(recurrence, around.clocks).shown
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
    uid: uid !== undefined && recurrence ? `${uid}#${recurrence.value}` : uid,
    revision: revisionOf(lines),
    title,
    tracks: categories.slice(0, own?.tracks),
    tags: categories.slice(own?.tracks ?? categories.length),
    room: room === undefined || room === '' ? undefined : plain(room),
    time,
    speakers: own?.speakers ?? speakers,
    speakersInTitle: around.speakersInTitle,
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
    uid,
    span,
    ...definedFields({ repetition: recurrence ? undefined : repetitionOf(lines), replaces }),
    isOnwards: rangeIn(lines) === 'THISANDFUTURE',
    ...(repeats && { repeatsAt: around.place(repeats.range) }),
  }
}

/** How often the event was revised (RFC 5545 section 3.8.7.4); undefined if never. */
function revisionOf(lines: Lines): number | undefined {
  const text = lines.get('SEQUENCE')?.[0]?.value ?? ''
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined
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
