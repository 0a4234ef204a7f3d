import { fingerprint } from '../../model/fingerprint.js'
import type { Problem } from '../../model/problem.js'
import { DERIVED_UID } from '../../model/session.js'
import { LIMITS } from '../fields/limits.js'
import type { PublishedEntry } from './published.js'

/** An entry with an identity that no other entry of its schedule has. */
export interface Identified {
  readonly entry: PublishedEntry
  readonly uid: string
}

/** An identity that a catalogue file may hold: one visible line. */
const VISIBLE = /^(?=.*\S)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u

function isUsable(uid: string | undefined): uid is string {
  return uid !== undefined && [...uid].length <= LIMITS.title && VISIBLE.test(uid)
}

/**
 * The publisher's identity where it is unique. Where entries share one or have none that can be kept, one is derived from the title (and
 * from time and room, where titles repeat), so that it is the same when the schedule is fetched again.
 */
export function giveUids(entries: readonly PublishedEntry[], problems: Problem[]): readonly Identified[] {
  const shared = repeated(entries.map(({ uid }) => uid))
  const titles = repeated(entries.map(({ title }) => title))
  const taken = new Set(entries.flatMap(({ uid }) => (isUsable(uid) && !shared.has(uid) ? [uid] : [])))
  return entries.map((entry) => {
    const { uid, title, at } = entry
    if (isUsable(uid) && !shared.has(uid)) return { entry, uid }
    problems.push({ code: 'identity-derived', at, title, ...(uid !== undefined && shared.has(uid) && { uid }) })
    const parts = titles.has(title) ? [title, JSON.stringify(entry.time), entry.room ?? ''] : [title]
    const derived = `${DERIVED_UID}${fingerprint(parts.join('\n'))}`
    let unique = derived
    for (let number = 2; taken.has(unique); number++) unique = `${derived}-${number}`
    taken.add(unique)
    return { entry, uid: unique }
  })
}

function repeated(values: readonly (string | undefined)[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const value of values) {
    if (value !== undefined && seen.has(value)) twice.add(value)
    if (value !== undefined) seen.add(value)
  }
  return twice
}
