import type { Card } from './cards.js'
import type { Picks } from './picks.js'

/** The command that applies the changes made on the page to the agenda; empty if there are none. */
export function commandLine(cards: readonly Card[], picks: Picks): string {
  const added = cards.filter((card) => card.written === undefined && picks.stageOf(card) !== undefined)
  const dropped = cards.filter((card) => card.written !== undefined && picks.stageOf(card) === undefined)
  return [line('kubeplan add', added), line('kubeplan drop', dropped)].filter((text) => text !== '').join(' && ')
}

function line(command: string, cards: readonly Card[]): string {
  if (cards.length === 0) return ''
  const ids = cards.map(({ session }) => session.id)
  const words = ids.some((id) => id.startsWith('-')) ? ['--', ...ids.map(quoted)] : ids.map(quoted)
  return [command, ...words].join(' ')
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
