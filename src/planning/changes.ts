import type { Catalogue, Session } from '../model/conference.js'
import { defined } from '../model/defined.js'
import { inTimeOrder } from './order.js'
import { pairProgrammes } from './same-sessions.js'
import { type Alteration, alterationsOf, type ChangedDetail } from './session-changes.js'

export type { ChangedDetail } from './session-changes.js'

export type Change = Added | Removed | Altered

interface About {
  /** The new id or, if the session was removed, the old one. */
  readonly id: string
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
  readonly details?: readonly ChangedDetail[]
}

/**
 * Everything that differs between two versions of a programme, by session, in order of their (new, or else old) times.
 * Sessions are paired by `pairProgrammes`, whatever their kind. O(n log n) for sorting, otherwise linear.
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

/** How many sessions changed; one may have several changes. */
export function changedSessions(changes: readonly Change[]): number {
  return new Set(changes.map(({ before, after }) => after ?? before)).size
}

export type Doubt = 'empty' | 'halved' | 'other-days' | 'others'

/** If a smaller share of the earlier sessions is found again, it is another programme. */
const FOUND_AGAIN = 0.1

/**
 * Why a new version of a programme should not replace the old one without asking: it is empty or has fewer than half as
 * many sessions (a feed that is broken for an hour must not clear anybody's agenda), is on other days, or has less than
 * a tenth of the earlier sessions (the address may serve next year's conference). This includes a conference that was
 * postponed as a whole; its picks follow once the person confirms.
 */
export function doubtAbout(before: Pick<Catalogue, 'sessions'>, after: Pick<Catalogue, 'sessions'>): Doubt | undefined {
  const [had, has] = [before.sessions.length, after.sessions.length]
  if (had === 0) return undefined
  if (has === 0) return 'empty'
  if (!doDaysMeet(before.sessions, after.sessions)) return 'other-days'
  if (pairProgrammes(before.sessions, after.sessions).now.size < had * FOUND_AGAIN) return 'others'
  return has * 2 < had ? 'halved' : undefined
}

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
  return defined({ id, uid })
}
