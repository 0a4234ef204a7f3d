import { defined } from '../../model/defined.js'
import { nearest } from '../../model/names.js'
import type { Findings } from '../fields/findings.js'
import type { Range } from '../fields/place.js'
import { idMaker } from '../identity.js'
import type { Draft } from './session.js'
import { SESSION } from './session-fields.js'

/** A limit on the ids compared for "did you mean", which would be slow for a hostile file. */
const COMPARISONS = 20_000

/**
 * The id of every draft, in order: as written or derived, and always unique. Reports ids that are used twice and
 * repeats of unknown sessions.
 */
export function giveIds(drafts: readonly Draft[], findings: Findings): readonly string[] {
  const written = new Map<string, Range>()
  for (const { id, row } of drafts) {
    if (id === undefined) continue
    const idRange = row.at(SESSION.id)
    const first = written.get(id)
    if (first) findings.report(idRange, (at) => ({ code: 'duplicate-id', at, id, first: findings.place(first) }))
    else written.set(id, idRange)
  }
  const derive = idMaker(new Set(written.keys()))
  const ids = drafts.map(({ id, session }) => id ?? derive(session.title))
  reportUnknownRepeats(drafts, ids, findings)
  return ids
}

function reportUnknownRepeats(drafts: readonly Draft[], ids: readonly string[], findings: Findings): void {
  const known = new Set(ids)
  let comparisons = 0
  for (const [index, { session, row }] of drafts.entries()) {
    const { repeatOf: id } = session
    const itself = id === ids[index]
    if (id === undefined || (known.has(id) && !itself)) continue
    findings.report(row.at(SESSION.repeatOf), (at) => {
      comparisons += known.size
      const [meant] = itself || comparisons > COMPARISONS ? [] : nearest(id, known)
      return defined({ code: 'unknown-repeat', at, id, nearest: meant })
    })
  }
}
