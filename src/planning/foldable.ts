import type { Kind, Session } from '../model/session.js'
import type { Selection } from './selection.js'

/** Why a session is folded away: its kind, or that a sponsor shows something. */
export type FoldLabel = 'sponsored' | 'break' | 'social' | 'umbrella' | 'other'

export interface Folding {
  readonly shown: readonly Session[]
  /** How many sessions were folded away, in the order to tell them. */
  readonly folded: ReadonlyMap<FoldLabel, number>
}

const LABELS: readonly FoldLabel[] = ['sponsored', 'umbrella', 'social', 'break', 'other']

/**
 * What a terminal shows of a list, and what it only counts: breaks, social events, umbrellas, other entries and
 * sponsored demos. Never folded is what `keep` holds on to (picks). If nothing were left to see, nothing is folded.
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

/** Whether a list may be folded at all: not where the person asked for kinds, tags, sessions or words. */
export function mayFold({ filters, ids, words }: Selection): boolean {
  return !filters.kind && !filters.tag && !ids && words.every((word) => word.trim() === '')
}

/**
 * Whether what follows each other may stand in one line: where a list may be folded, but not where it is about people,
 * whom such a line does not name, nor in another order than that of time.
 */
export function mayJoin(selection: Selection): boolean {
  const { filters, sort = 'time' } = selection
  return mayFold(selection) && !filters.speaker && !filters.org && sort === 'time'
}

const FOLDED_KINDS: Readonly<Partial<Record<Kind, FoldLabel>>> = {
  break: 'break',
  social: 'social',
  umbrella: 'umbrella',
  other: 'other',
}

/** A sponsored keynote is a keynote; any other sponsored entry is a demo. */
function labelOf({ kind, tags }: Session): FoldLabel | undefined {
  const isDemo = kind !== 'keynote' && tags.includes('sponsored')
  const label = FOLDED_KINDS[kind]
  return isDemo && (label === undefined || label === 'other') ? 'sponsored' : label
}
