import { definedFields, type FormatName, KINDS, type Place, type Problem, type Speaker } from '../../model/index.js'
import type { Day } from '../../model/time.js'
import { warnOfOutside } from '../own/findings.js'
import {
  addressOf,
  entryOf,
  leftOf,
  oneLine,
  type Published,
  type PublishedEntry,
  proseOf,
  statusOf,
  wholeTitle,
} from '../published/published.js'
import { dateShown, readWritten, readWrittenClock, readWrittenDay, stated } from '../published/written-time.js'
import { type EventTime, type FrabDay, type FrabTime, NOON, type Placing, placeEvents } from './frab-times.js'

/**
 * A schedule in the vocabulary shared by pentabarf, frab, pretalx and c3voc, from XML or JSON. All texts are as
 * written.
 */
interface FrabSchedule {
  readonly at: Place
  readonly title?: string | undefined
  readonly zone?: string | undefined
  readonly url?: string | undefined
  /** The address to which the events' paths are relative. */
  readonly base?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  /** When the days begin, such as `04:00`. */
  readonly dayChange?: string | undefined
  readonly venue?: string | undefined
  readonly city?: string | undefined
  readonly address?: string | undefined
  readonly generator?: string | undefined
  readonly days: readonly FrabDay[]
  readonly events: readonly FrabEvent[]
}

export interface FrabEvent extends FrabTime {
  readonly at: Place
  readonly uid?: string | undefined
  /** pretalx's name for the talk. A talk in two slots has it twice; other programs repeat its `uid`. */
  readonly code?: string | undefined
  readonly title?: string | undefined
  readonly subtitle?: string | undefined
  readonly type?: string | undefined
  readonly tracks: readonly (string | undefined)[]
  readonly abstract?: string | undefined
  readonly description?: string | undefined
  readonly url?: string | undefined
  readonly video?: string | undefined
  readonly state?: string | undefined
  readonly language?: string | undefined
  /** Whether the speakers do not want to be recorded. */
  readonly unrecorded?: boolean | undefined
  readonly speakers: readonly Speaker[]
}

const OUTSIDE = /^(?:draft|submitted|rejected|withdrawn|deleted)$/i

/** Converts a frab schedule. Instants take precedence over days and clock times; see `placeEvents`. */
export function publishFrab(format: FormatName, schedule: FrabSchedule, doubts: readonly Problem[]): Published {
  const problems = [...doubts]
  const outside = schedule.events.filter(({ state }) => OUTSIDE.test(state ?? ''))
  const dayChange = schedule.dayChange === undefined ? undefined : readWrittenClock(schedule.dayChange)
  const usable = dayChange !== undefined && dayChange <= NOON ? dayChange : undefined
  if (usable === undefined && schedule.dayChange !== undefined) {
    const detail = `its day_change (${schedule.dayChange}) is no hour of the night or morning and was left out`
    problems.push({ code: 'conference-doubt', at: schedule.at, detail })
  }
  const isOwn = schedule.generator === 'kubeplan'
  const placing = placeEvents({ ...schedule, dayChange: usable })
  const around = { base: schedule.base, venue: venueOf(schedule) }
  const entries = schedule.events.flatMap((event): readonly PublishedEntry[] => {
    if (OUTSIDE.test(event.state ?? '')) return []
    const { at } = event
    const title = oneLine(event.title)
    if (title === undefined) {
      problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
      return []
    }
    const placed = placing.timeOf(event)
    problems.push(...timeDoubts(placed, at, title))
    return [isOwn ? ownEntry(event, title, placed.time) : entry(event, title, placed.time, around)]
  })
  problems.push(
    ...warnOfOutside(
      outside,
      (event) => event.at,
      (event) => event.state,
    ),
  )
  const { title, zone, url, base } = schedule
  const address = addressOf(url, base) ?? addressOf(base)
  return definedFields({
    format,
    name: title,
    timezone: zone,
    url: address,
    ...daysOf(schedule, placing),
    dayChange: placing.dayChange,
    entries,
    problems,
  })
}

function timeDoubts({ time, lost, unread }: EventTime, at: Place, title: string): readonly Problem[] {
  const doubts: Problem[] = []
  if (unread !== undefined) {
    const detail = `its date cannot be read (${unread}): its day and start were used`
    doubts.push({ code: 'entry-doubt', at, title, detail })
  }
  if (lost) {
    const left = leftOf(time)
    doubts.push(definedFields({ code: 'time-left-out', at, title, reason: lost.lost, text: lost.text, left }))
  }
  return doubts
}

interface Around {
  readonly base?: string | undefined
  readonly venue?: PublishedEntry['venue']
  readonly asWritten?: boolean
}

function entry(
  event: FrabEvent,
  title: string,
  time: PublishedEntry['time'],
  { base, venue, asWritten = false }: Around,
): PublishedEntry {
  const { at, uid, code, subtitle, type, tracks, room, abstract, description, url, video, state, speakers } = event
  return entryOf({
    at,
    uid,
    content: code ?? uid,
    title: wholeTitle(title, subtitle),
    sort: type,
    tracks: tracks.filter((track) => !/^no track$/i.test(track?.trim() ?? '')),
    room,
    venue,
    time,
    speakers,
    abstract: proseOf(abstract, description),
    url: addressOf(url, base),
    video: addressOf(video, base),
    conditions: conditionsOf(event),
    status: statusOf(state),
    asWritten,
  })
}

function conditionsOf({ language, unrecorded }: FrabEvent): PublishedEntry['conditions'] {
  const spoken = stated(oneLine(language))
  return spoken === undefined && !unrecorded
    ? undefined
    : definedFields({ language: spoken, recorded: unrecorded ? false : undefined })
}

/** The building, with what else is known of its place as its address. */
function venueOf({ venue, address, city }: FrabSchedule): PublishedEntry['venue'] {
  const parts = [venue, address, city].flatMap((part) => stated(oneLine(part)) ?? [])
  const [name, ...place] = parts.filter((part, at) => !parts.some((other, of) => of < at && other.includes(part)))
  return name === undefined ? undefined : definedFields({ name, address: place.join(', ') || undefined })
}

/**
 * The room an event is in, given those that it names and that it is listed in. One of the two may be only a code for
 * addresses (`main-hall`).
 */
export function roomOf(own: string | undefined, listed: string | undefined): string | undefined {
  return listed === undefined || (own !== undefined && CODE.test(listed) && !CODE.test(own)) ? own : listed
}

const CODE = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/

export const YES = /^(?:true|yes|1)$/i

/** In front of the titles of what is cancelled, because the format has no other place to say so. */
const CANCELLED = '[CANCELLED] '

/** An event that kubeplan wrote: its texts are plain, and its type is a kind. */
function ownEntry(event: FrabEvent, title: string, time: PublishedEntry['time']): PublishedEntry {
  const isCancelled = title.startsWith(CANCELLED)
  const bare = isCancelled ? title.slice(CANCELLED.length) : title
  const read = entry({ ...event, abstract: undefined }, bare, time, { asWritten: true })
  const kind = KINDS.find((known) => known === event.type)
  const abstract = event.abstract?.trim() || undefined
  return { ...read, abstract, status: isCancelled ? 'cancelled' : 'confirmed', own: definedFields({ kind }) }
}

function daysOf({ start, end, days }: FrabSchedule, placing: Placing): Pick<Published, 'firstDay' | 'lastDay'> {
  const [firstDay, ends] = [statedDay(start, placing), statedDay(end, placing)]
  const [last] = days.toSorted((a, b) => (b.start?.shown ?? 0) - (a.start?.shown ?? 0))
  const lastDay = (last && nightBefore(ends, last, placing)) ?? ends
  return firstDay === undefined || lastDay === undefined || lastDay < firstDay ? {} : { firstDay, lastDay }
}

function statedDay(text: string | undefined, placing: Placing): Day | undefined {
  if (text === undefined) return undefined
  const written = readWritten(text)
  return readWrittenDay(text) ?? (written && dateShown(placing.localOf(written)).day)
}

/**
 * frab gives the date of the last night's small hours as the end of the conference. This is the day before, to which
 * they belong.
 */
function nightBefore(date: Day | undefined, { start, end }: FrabDay, placing: Placing): Day | undefined {
  if (!start || !end) return undefined
  const [first, last] = [dateShown(placing.localOf(start)).day, dateShown(placing.localOf(end)).day]
  return last === date && first < last ? first : undefined
}

interface Link {
  readonly url?: string | undefined
  readonly title?: string | undefined
  readonly type?: string | undefined
}

/** The first link that is labelled as a recording of the event. */
export function recordingOf(links: readonly Link[]): string | undefined {
  const said = links.find(({ title, type }) => RECORDING.test(title ?? '') || RECORDING.test(type ?? ''))
  return said?.url
}

const RECORDING = /^\s*(?:video[\s_-]*)?recording\b|^\s*video\s*$/i
