import type { Agenda, AgendaPick } from '../model/conference.js'
import { addDays, HOUR, type Instant, instant } from '../model/time.js'
import type { Change } from './changes.js'

/**
 * Finds the pick that a change is about: by the publisher's identity if the pick remembers one, or else by the
 * session's new or old id. Works for an agenda before and after it was updated.
 */
export function pickFinder({ picks }: Agenda): (change: Change) => AgendaPick | undefined {
  const byUid = new Map(picks.flatMap((pick) => (pick.seen?.uid === undefined ? [] : [[pick.seen.uid, pick] as const])))
  const byId = new Map(picks.map((pick) => [pick.session, pick]))
  return ({ id, uid, before }) => {
    const own = uid === undefined ? undefined : byUid.get(uid)
    const named = [byId.get(id), before && byId.get(before.id)]
    return own ?? named.find((pick) => pick && (uid === undefined || (pick.seen?.uid ?? uid) === uid))
  }
}

/**
 * Whether a change no longer matters: its session has ended, or its day is over everywhere on earth. Without a day it
 * never is.
 */
export function isOver({ before, after }: Change, now: Instant): boolean {
  const { when } = after ?? before
  switch (when.kind) {
    case 'timed':
      return when.end <= now
    case 'dated':
      return endOfDayEverywhere(when.day) <= now
    case 'unscheduled':
      return false
  }
}

/** The westernmost clocks are twelve hours behind UTC. */
function endOfDayEverywhere(day: Parameters<typeof addDays>[0]): Instant {
  return instant(Date.parse(addDays(day, 1)) + 12 * HOUR)
}
