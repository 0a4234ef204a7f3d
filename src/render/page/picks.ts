import type { Stage } from '../../model/agenda.js'
import type { Card } from './cards.js'
import { forget, keep, kept } from './memory.js'

/** What was starred here or taken off, over what the page was written with. */
export interface Picks {
  readonly stageOf: (card: Card) => Stage | undefined
  readonly toggle: (card: Card) => void
  /** Whether the browser keeps it after the page is closed. */
  readonly isKept: () => boolean
  /** Another window changed it: look again. */
  readonly reload: () => void
}

type Change = 'going' | 'off'

/**
 * Reads what this browser kept for the conference. What the page says itself by now is forgotten: once `kubeplan add` has taken
 * a star over, only the agenda speaks for it.
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

/** Pairs, not an object: an id may be any text. What is not ours is passed over. */
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
