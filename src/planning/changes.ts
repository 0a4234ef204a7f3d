import type { Catalogue } from '../model/conference.js'
import type { Session } from '../model/session.js'
import { inTimeOrder } from './order.js'
import { pairProgrammes } from './same-sessions.js'
import { type Alteration, alterationsOf, type ChangedDetail } from './session-changes.js'

export type { ChangedDetail } from './session-changes.js'

/** One thing that differs between two states of a programme. */
export type Change = Added | Removed | Altered

interface About {
  /** Of the session after; where it was removed, before. */
  readonly id: string
  /** The publisher's identity, as far as there is one. */
  readonly uid?: string
}

interface Added extends About {
  readonly what: 'added'
  readonly before?: never
  readonly after: Session
  readonly details?: never
}

interface Removed extends About {
  readonly what: 'removed'
  readonly before: Session
  readonly after?: never
  readonly details?: never
}

interface Altered extends About {
  readonly what: Alteration['what']
  readonly before: Session
  readonly after: Session
  /** For `other`: what differs. */
  readonly details?: readonly ChangedDetail[]
}

/**
 * Everything that differs between two states of a programme: in time order of the sessions (as they are after, else as
 * they were), what concerns one session together. Sessions are paired by `pairProgrammes`; those of a kind that nobody
 * attends count like any other. O(n log n) for the order, else linear.
 */
export function compareCatalogues(before: Catalogue, after: Catalogue): readonly Change[] {
  const { now, former } = pairProgrammes(before.sessions, after.sessions)
  const ids = new Map([...now].map(([was, is]) => [was.id, is.id]))
  const idNow = (id: string) => ids.get(id) ?? id
  const removed = new Set(before.sessions.filter((session) => !now.has(session)))

  return inTimeOrder([...after.sessions, ...removed]).flatMap((session): readonly Change[] => {
    if (removed.has(session)) return [{ what: 'removed', ...aboutOf(session), before: session }]
    const was = former.get(session)
    if (!was) return [{ what: 'added', ...aboutOf(session), after: session }]
    const alterations = alterationsOf(
      { session: was, details: before.details(was.id) },
      { session, details: after.details(session.id) },
      idNow,
    )
    const about = aboutOf({ id: session.id, uid: session.uid ?? was.uid })
    return alterations.map(({ what, details }) => ({
      what,
      ...about,
      before: was,
      after: session,
      ...(what === 'other' && { details }),
    }))
  })
}

/** How many sessions changed: one may have several changes. */
export function changedSessions(changes: readonly Change[]): number {
  return new Set(changes.map(({ before, after }) => after ?? before)).size
}

/** Why a new state of a programme must be asked about before it takes the place of the old one. */
export type Doubt = 'empty' | 'halved' | 'other-days' | 'others'

/** Less of the earlier sessions than this is found again in another programme. */
const FOUND_AGAIN = 0.1

/**
 * What speaks against putting a new state of a programme in the place of the old one: nothing is left, or fewer than half
 * as many sessions (a feed that is broken for an hour must not clear anybody's agenda); it is on other days, or under a
 * tenth of the earlier sessions is found again (an address serves next year's conference). A conference that was postponed
 * as a whole is asked about, too: its picks follow once that is answered.
 */
export function doubtAbout(before: Pick<Catalogue, 'sessions'>, after: Pick<Catalogue, 'sessions'>): Doubt | undefined {
  const [had, has] = [before.sessions.length, after.sessions.length]
  if (had === 0) return undefined
  if (has === 0) return 'empty'
  if (!doDaysMeet(before.sessions, after.sessions)) return 'other-days'
  if (pairProgrammes(before.sessions, after.sessions).now.size < had * FOUND_AGAIN) return 'others'
  return has * 2 < had ? 'halved' : undefined
}

/** Whether the two stretches of days have one in common, or one of them is not known. */
function doDaysMeet(before: readonly Session[], after: readonly Session[]): boolean {
  const [was, is] = [daysSpanned(before), daysSpanned(after)]
  return was === undefined || is === undefined || (was.first <= is.last && is.first <= was.last)
}

function daysSpanned(sessions: readonly Session[]) {
  const days = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first !== undefined && last !== undefined ? { first, last } : undefined
}

function aboutOf({ id, uid }: { readonly id: string; readonly uid?: string | undefined }): About {
  return { id, ...(uid !== undefined && { uid }) }
}
