import type { Speaker } from '../../model/conference.js'
import type { Place, Problem } from '../../model/problem.js'
import type { Day } from '../../model/time.js'
import { addressOf, entryOf, oneLine, proseOf, wholeTitle } from '../published/entry.js'
import type { FormatName, Published, PublishedEntry } from '../published/published.js'
import { dateShown, readWritten, readWrittenDay, type WrittenTime } from '../published/written-time.js'
import { type Placing, placeEvents } from './time.js'

/**
 * A schedule in the vocabulary shared by pentabarf, frab, pretalx and c3voc, from XML or JSON. All texts are as
 * written.
 */
export interface FrabSchedule {
  readonly title?: string | undefined
  readonly zone?: string | undefined
  readonly url?: string | undefined
  /** The address to which the events' paths are relative. */
  readonly base?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly days: readonly FrabDay[]
  readonly events: readonly FrabEvent[]
}

/** A publisher's day, which may begin and end at any hour. */
export interface FrabDay {
  readonly date?: Day | undefined
  readonly start?: WrittenTime | undefined
  readonly end?: WrittenTime | undefined
}

export interface FrabEvent {
  readonly at: Place
  readonly day?: FrabDay | undefined
  readonly uid?: string | undefined
  /** pretalx's name for the talk. A talk in two slots has it twice; other programs repeat its `uid`. */
  readonly code?: string | undefined
  readonly title?: string | undefined
  readonly subtitle?: string | undefined
  readonly type?: string | undefined
  readonly tracks: readonly (string | undefined)[]
  readonly room?: string | undefined
  readonly date?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly duration?: string | undefined
  readonly abstract?: string | undefined
  readonly description?: string | undefined
  readonly url?: string | undefined
  readonly video?: string | undefined
  readonly state?: string | undefined
  readonly speakers: readonly Speaker[]
}

const OUTSIDE = /^(?:draft|submitted|rejected|withdrawn|deleted)$/i

/** Converts a frab schedule. Instants take precedence over days and clock times; see `placeEvents`. */
export function publishFrab(format: FormatName, schedule: FrabSchedule, doubts: readonly Problem[]): Published {
  const problems = [...doubts]
  const outside = schedule.events.filter(({ state }) => OUTSIDE.test(state ?? ''))
  const placing = placeEvents(schedule.days, schedule.events)
  const entries = schedule.events.flatMap((event): readonly PublishedEntry[] => {
    if (OUTSIDE.test(event.state ?? '')) return []
    const { at } = event
    const title = oneLine(event.title)
    const placed = placing.timeOf(event)
    if (title === undefined) problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    else if (!placed.ok) problems.push({ code: 'entry-left-out', at, title, reason: placed.reason, text: placed.text })
    else return [entry(event, title, placed.time, schedule.base)]
    return []
  })
  const [first] = outside
  if (first) {
    const mark = [...new Set(outside.map(({ state }) => state ?? ''))].join(', ')
    problems.push({ code: 'not-in-programme', at: first.at, count: outside.length, mark })
  }
  const { title, zone, url, base } = schedule
  const address = addressOf(url, base) ?? addressOf(base)
  return {
    format,
    ...(title !== undefined && { name: title }),
    ...(zone !== undefined && { timezone: zone }),
    ...(address !== undefined && { url: address }),
    ...daysOf(schedule, placing),
    ...(placing.dayChange !== undefined && { dayChange: placing.dayChange }),
    entries,
    problems,
  }
}

function entry(
  event: FrabEvent,
  title: string,
  time: PublishedEntry['time'],
  base: string | undefined,
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
    time,
    speakers,
    abstract: proseOf(abstract, description),
    url: addressOf(url, base),
    video: addressOf(video, base),
    status: /^cancell?ed$/i.test(state ?? '') ? 'cancelled' : 'confirmed',
  })
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
