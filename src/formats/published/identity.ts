import { fingerprint } from '../../model/fingerprint.js'
import { numbering } from '../../model/numbering.js'
import type { Problem } from '../../model/problem.js'
import { DERIVED_UID } from '../../model/session.js'
import { cleanTitle } from '../../planning/session-kind.js'
import { isUsable } from './limits.js'
import type { PublishedEntry } from './published.js'

/** An entry with an identity that no other entry of its schedule has. */
export interface Identified {
  readonly entry: PublishedEntry
  readonly uid: string
}

/**
 * The publisher's identity where it is unique. Where entries share one or have none that can be kept, one is derived from the title without
 * its marks (and from time and room, where titles repeat), so that it is the same when the schedule is fetched again. Linear.
 */
export function giveUids(entries: readonly PublishedEntry[], problems: Problem[]): readonly Identified[] {
  const shared = repeated(entries.map(({ uid }) => uid))
  const titles = entries.map(({ title }) => cleanTitle(title).title)
  const repeatedTitles = repeated(titles)
  const taken = new Set(entries.flatMap(({ uid }) => (isUsable(uid) && !shared.has(uid) ? [uid] : [])))
  const unique = numbering(taken)
  return entries.map((entry, index) => {
    const { uid, title, at } = entry
    if (isUsable(uid) && !shared.has(uid)) return { entry, uid }
    problems.push({ code: 'identity-derived', at, title, ...(uid !== undefined && shared.has(uid) && { uid }) })
    const name = titles[index] ?? ''
    const parts = repeatedTitles.has(name) ? [name, JSON.stringify(entry.time), entry.room ?? ''] : [name]
    return { entry, uid: unique(`${DERIVED_UID}${fingerprint(parts.join('\n'))}`) }
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
