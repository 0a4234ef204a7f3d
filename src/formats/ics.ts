import type { Place, Problem } from '../model/problem.js'
import { componentsOf } from './ics-components.js'
import { readEvents } from './ics-events.js'
import { type ContentLine, contentLines, countableLines } from './ics-lines.js'
import { readText } from './ics-property.js'
import { clocksOf, placeZone } from './ics-zones.js'
import { placesIn } from './place.js'
import type { Published, PublishedEntry, PublishedReading } from './published.js'
import { oneLine } from './published-entry.js'

export { unfoldBytes } from './ics-bytes.js'

/** Whether a file is an iCalendar file (RFC 5545), by its beginning. */
export function recognise(beginning: string): boolean {
  return /^\s*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?:[\r\n]|$)/i.test(beginning)
}

/**
 * Reads an iCalendar file, event by event, so that a broken one spoils no other: it is left out, with its place. Dates
 * that repeat are not multiplied: the first is taken, with a warning. Linear.
 */
export function read(text: string, file: string): PublishedReading {
  const countable = countableLines(text)
  const place = placesIn(file, countable)
  if (!recognise(countable)) return broken(otherThanCalendar(countable, place([0, 0])))
  const { calendar, zones, events, others, broken: fault } = componentsOf(contentLines(countable))
  if (fault) {
    return broken({ code: 'broken-file', at: place(fault.range), format: 'iCalendar', detail: fault.detail })
  }
  if (events.length === 0) return broken({ code: 'unknown-file-format', at: place([0, 0]), looksLike: emptiness(others) })

  const sched = isSched(calendar, events.map(({ lines }) => lines))
  const { entries, problems } = readEvents(events, {
    place,
    clockOf: clocksOf(zones),
    speakersInTitle: sched,
    calendarName: nameOf(calendar) ?? '',
    cancelled: valueOf(calendar, 'METHOD')?.toUpperCase() === 'CANCEL',
  })
  const published: Published = {
    format: sched ? 'sched-ics' : 'ics',
    ...nameIn(calendar),
    ...timezoneIn(calendar, entries),
    ...urlIn(calendar, entries, sched),
    entries,
    problems,
  }
  return { ok: true, published }
}

function broken(problem: Problem): PublishedReading {
  return { ok: false, problems: [problem] }
}
