import type { Problem } from '../../model/problem.js'
import { field, itemsOf, textAt } from '../json/fields.js'
import { outlineOf } from '../json/outline.js'
import { readJson } from '../json/text.js'
import type { PublishedReading } from '../published/published.js'
import { publishFrab } from './frab.js'
import { eventsInDays } from './schedule-json-1.js'
import { eventsInLists, listsOf } from './schedule-json-2.js'
import { dayOf } from './schedule-json-event.js'

/** JSON with `schedule.conference`, as written by frab, pretalx and c3voc. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan')) return false
  return (
    paths.has('schedule.conference') ||
    paths.has('schedule.events') ||
    (paths.has('schedule') && paths.has('schedule.version'))
  )
}

/**
 * Reads schedule.json: version 1 has its events in `conference.days[].rooms`, version 2 in a list, with rooms and
 * tracks as objects.
 */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place, problems } = reading
  const schedule = field(root, 'schedule')
  const conference = field(schedule, 'conference')
  const days = itemsOf(field(conference, 'days') ?? field(schedule, 'days')).map((node) => ({ node, day: dayOf(node) }))
  const inDays = days.some(({ node }) => field(node, 'rooms'))
  const lists = listsOf(schedule, conference, days)
  if (schedule?.kind !== 'object' || (!inDays && lists.length === 0)) {
    const detail = 'it has no schedule with days and rooms, or with events'
    return {
      ok: false,
      problems: [{ code: 'broken-file', at: place(schedule ?? root), format: 'schedule.json', detail }],
    }
  }
  const doubts: Problem[] = [...problems]
  const events = inDays
    ? eventsInDays(days, conference, place, doubts)
    : eventsInLists(lists, conference, place, doubts)
  const facts = {
    title: textAt(conference, 'title', 'name'),
    zone: textAt(conference, 'time_zone_name', 'timezone', 'time_zone'),
    url: textAt(conference, 'url'),
    base: textAt(schedule, 'base_url') ?? textAt(conference, 'base_url'),
    start: textAt(conference, 'start'),
    end: textAt(conference, 'end'),
    days: days.map(({ day }) => day),
    events,
  }
  return { ok: true, published: publishFrab(inDays ? 'schedule-json' : 'schedule-json-2', facts, doubts) }
}
