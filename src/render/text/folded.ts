import type { FoldLabel } from '../../planning/sessions/foldable.js'
import { count } from './count.js'

const FOLDED: Readonly<Record<FoldLabel, readonly [one: string, many: string]>> = {
  sponsored: ['sponsored demo', 'sponsored demos'],
  umbrella: ['umbrella', 'umbrellas'],
  social: ['social event', 'social events'],
  break: ['break', 'breaks'],
  other: ['other', 'other'],
}

/** `15 sponsored demos, 3 breaks`; empty if nothing is folded. */
export function foldedLabel(folded: ReadonlyMap<FoldLabel, number>): string {
  return [...folded].map(([label, number]) => count(number, ...FOLDED[label])).join(', ')
}

/** `Folded: 15 sponsored demos, 3 breaks (--kind all).`, or the empty string. */
export function foldedSentence(folded: ReadonlyMap<FoldLabel, number>): string {
  const away = foldedLabel(folded)
  return away === '' ? '' : `Folded: ${away} (--kind all).`
}
