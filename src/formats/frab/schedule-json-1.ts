import type { Place, Problem } from '../../model/problem.js'
import { field, itemsOf, textAt } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'
import type { FrabDay, FrabEvent } from './frab.js'
import { eventOf, isEvent, namesOf } from './schedule-json-event.js'

/** Events of version 1: days contain rooms (by name, or a list of named rooms), and rooms contain events. */
export function eventsInDays(
  days: readonly { readonly node: JsonNode; readonly day: FrabDay }[],
  conference: JsonNode | undefined,
  place: (node: JsonNode) => Place,
  doubts: Problem[],
): readonly FrabEvent[] {
  const names = namesOf(conference)
  return days.flatMap(({ node, day }) =>
    roomsOf(field(node, 'rooms')).flatMap(([room, events]) =>
      itemsOf(events).flatMap((event) => {
        if (!isEvent(event, place, doubts)) return []
        return [eventOf(event, { at: place(event), day, room }, names)]
      }),
    ),
  )
}

function roomsOf(
  rooms: JsonNode | undefined,
): readonly (readonly [room: string | undefined, events: JsonNode | undefined])[] {
  if (rooms?.kind === 'object') return [...rooms.entries]
  return itemsOf(rooms).map((room) => [textAt(room, 'name'), field(room, 'events', 'talks')])
}
