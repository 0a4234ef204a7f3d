import type { Stage } from '../../model/conference.js'
import type { Card } from './cards.js'
import { forget, keep, kept } from './memory.js'

/** Picks added or removed on the page, on top of those it was written with. */
export interface Picks {
  readonly stageOf: (card: Card) => Stage | undefined
  readonly toggle: (card: Card) => void
  /** Whether the browser keeps them after the page is closed. */
  readonly isKept: () => boolean
  /** Reads them again after a change in another window. */
  readonly reload: () => void
}

type Change = 'going' | 'off'

/**
 * Reads the browser's own picks for the conference. Those that are now in the page itself are forgotten: once `kubeplan
 * add` has been run, only the agenda counts.
 */
export function openPicks(slug: string, cards: readonly Card[]): Picks {
  const name = `kubeplan ${slug}`
  const written = new Map(cards.map(({ session, written: stage }) => [session.id, stage]))
  const isDone = ([id, change]: readonly [string, Change]) => {
    const says = written.get(id)
    return change === 'going' ? says !== undefined : written.has(id) && says === undefined
  }
  const open = () => new Map([...readChanges(name)].filter((change) => !isDone(change)))
  let changes = open()
  const stageOf = ({ session, written: stage }: Card): Stage | undefined => {
    const change = changes.get(session.id)
    return change === undefined ? stage : change === 'going' ? 'going' : undefined
  }
  let isKept = true
  return {
    stageOf,
    toggle(card) {
      const { id } = card.session
      const now = stageOf(card)
      changes.delete(id)
      if (now !== undefined && card.written !== undefined) changes.set(id, 'off')
      if (now === undefined && card.written === undefined) changes.set(id, 'going')
      isKept = changes.size === 0 ? forget(name) : keep(name, JSON.stringify([...changes]))
    },
    isKept: () => isKept,
    reload() {
      changes = open()
    },
  }
}

/** Pairs and not an object, because an id may be any text. Anything else is ignored. */
function readChanges(name: string): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const pair of parsed(kept(name) ?? '[]')) {
    if (!Array.isArray(pair)) continue
    const [id, change]: unknown[] = pair
    if (typeof id === 'string' && (change === 'going' || change === 'off')) changes.set(id, change)
  }
  return changes
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
