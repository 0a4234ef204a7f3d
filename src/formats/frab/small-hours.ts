import { readWrittenClock, readWrittenLength } from '../published/written-time.js'
import type { FrabDay, FrabEvent } from './frab.js'

/** No programme begins before this minute of the day. */
const MORNING = 5 * 60
/** In milliseconds. Longer events are open all day and may well begin at 00:00. */
const ALL_DAY = 12 * 3_600_000

/**
 * Whether an event is past midnight, where its day has no hours. Clock times before 05:00 are, unless most rooms list
 * them before the day's other events: publishers list the events of a room in order of time.
 */
export function smallHours(events: readonly FrabEvent[]): (event: FrabEvent) => boolean {
  let [first, last] = [0, 0]
  for (const minutes of byDayAndRoom(events)) {
    const small = minutes.findIndex((minute) => minute < MORNING)
    const large = minutes.findIndex((minute) => minute >= MORNING)
    if (small === -1 || large === -1) continue
    if (small < large) first++
    else last++
  }
  const atTheEnd = first <= last
  return ({ start, duration }) => {
    const minute = start === undefined ? undefined : readWrittenClock(start)
    const length = duration === undefined ? undefined : readWrittenLength(duration)
    return atTheEnd && minute !== undefined && minute < MORNING && (length ?? 0) < ALL_DAY
  }
}

function byDayAndRoom(events: readonly FrabEvent[]): readonly (readonly number[])[] {
  const days = new Map<FrabDay | undefined, Map<string | undefined, number[]>>()
  for (const { day, room, start } of events) {
    const minute = start === undefined ? undefined : readWrittenClock(start)
    if (minute === undefined) continue
    const rooms = days.get(day) ?? new Map<string | undefined, number[]>()
    days.set(day, rooms)
    const minutes = rooms.get(room) ?? []
    rooms.set(room, minutes)
    minutes.push(minute)
  }
  return [...days.values()].flatMap((rooms) => [...rooms.values()])
}
