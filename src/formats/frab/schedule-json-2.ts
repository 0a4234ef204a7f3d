import type { Place, Problem } from '../../model/problem.js'
import { field, itemsOf } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'
import type { FrabDay, FrabEvent } from './frab.js'
import { eventOf, isEvent, namesOf } from './schedule-json-event.js'

export interface EventList {
  readonly events: JsonNode
  readonly day?: FrabDay
}

export function listsOf(
  schedule: JsonNode | undefined,
  conference: JsonNode | undefined,
  days: readonly { readonly node: JsonNode; readonly day: FrabDay }[],
): readonly EventList[] {
  const whole = field(schedule, 'events') ?? field(conference, 'events')
  if (whole?.kind === 'array') return [{ events: whole }]
  return days.flatMap(({ node, day }) => {
    const events = field(node, 'events')
    return events?.kind === 'array' ? [{ events, day }] : []
  })
}

/** Events of version 2, whose rooms and tracks are references. */
export function eventsInLists(
  lists: readonly EventList[],
  conference: JsonNode | undefined,
  place: (node: JsonNode) => Place,
  doubts: Problem[],
): readonly FrabEvent[] {
  const names = namesOf(conference)
  return lists.flatMap(({ events, day }) =>
    itemsOf(events).flatMap((event) =>
      isEvent(event, place, doubts) ? [eventOf(event, { at: place(event), day }, names)] : [],
    ),
  )
}
