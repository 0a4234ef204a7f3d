import { type InPassing, isInPassing, type Session } from '../../model/index.js'
import { excludedBy, type Selection } from '../selection/selection.js'

/** Why a session is folded: its kind, or because it is a sponsor's demo. */
export type FoldLabel = 'sponsored' | InPassing

export interface Folding {
  readonly shown: readonly Session[]
  readonly folded: ReadonlyMap<FoldLabel, number>
}

const LABELS: readonly FoldLabel[] = ['sponsored', 'umbrella', 'social', 'break', 'other']

/**
 * Splits a list into what a terminal shows and what it only counts: breaks, social events, umbrellas, other entries and
 * sponsored demos. Sessions that pass `keep` (picks) are never folded, and nothing is if no session would be left.
 */
export function foldAway(sessions: readonly Session[], keep: (session: Session) => boolean): Folding {
  const shown: Session[] = []
  const counts = new Map<FoldLabel, number>()
  for (const session of sessions) {
    const label = keep(session) ? undefined : labelOf(session)
    if (label === undefined) shown.push(session)
    else counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  if (shown.length === 0) return { shown: sessions, folded: new Map() }
  const folded = LABELS.flatMap((label) => {
    const count = counts.get(label)
    return count === undefined ? [] : [[label, count] as const]
  })
  return { shown, folded: new Map(folded) }
}

/** Whether a list may be folded: not if the person asked for kinds, tags, sessions or words. */
export function mayFold({ filters, ids, words }: Selection): boolean {
  return (
    !filters.kind && !filters.tag && !ids && words.every((word) => word.trim() === '' || excludedBy(word) !== undefined)
  )
}

/**
 * Whether consecutive sessions may share a line: not if the list may not be folded, is about people (who are not named
 * in such a line), or is not in order of time.
 */
export function mayJoin(selection: Selection): boolean {
  const { filters, sort = 'time' } = selection
  return mayFold(selection) && !filters.speaker && !filters.org && sort === 'time'
}

/** A sponsored keynote is a keynote; any other sponsored entry is a demo. */
function labelOf({ kind, tags }: Session): FoldLabel | undefined {
  const isDemo = kind !== 'keynote' && tags.includes('sponsored')
  const label = isInPassing(kind) ? kind : undefined
  return isDemo && (label === undefined || label === 'other') ? 'sponsored' : label
}
