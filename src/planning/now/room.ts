import type { Agenda, Catalogue } from '../../model/conference.js'
import { fold } from '../fold.js'
import { matchValues, nearestValues } from '../match.js'

export type RoomReading =
  | { readonly ok: true; readonly room: string }
  | { readonly ok: false; readonly nearest: readonly string[] }

/**
 * Reads the name of a place: a room of the programme, of a block or of a walk, by its whole name, the start of a word
 * or a part. A common beginning of several rooms is a part of the venue, which walks may name.
 */
export function readRoom(text: string, agenda: Agenda, { sessions, rooms }: Catalogue): RoomReading {
  const walks = [...agenda.walks, ...rooms.walks]
  const known = new Set([
    ...sessions.flatMap(({ room }) => room ?? []),
    ...agenda.blocks.flatMap(({ room }) => room ?? []),
    ...walks.flatMap((walk) => ('within' in walk ? [walk.within] : [walk.from, walk.to])),
  ])
  const meant = [...matchValues(text, known)]
  const [room, second] = meant
  if (room === undefined) return { ok: false, nearest: nearestValues(text, known) }
  if (second === undefined) return { ok: true, room }
  const part = fold(text)
  return meant.every((one) => fold(one).startsWith(part))
    ? { ok: true, room: text }
    : { ok: false, nearest: meant.slice(0, 3) }
}
