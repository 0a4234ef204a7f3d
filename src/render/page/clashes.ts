import type { Agenda, Rooms } from '../../model/conference.js'
import { type Clash, findClashes, timeTakenBy } from '../../planning/agenda/clashes.js'
import { type Walks, walksOf } from '../../planning/agenda/walks.js'
import { clashWords } from '../html/clash-words.js'
import type { Card } from './cards.js'
import { inside, make } from './elements.js'
import type { Picks } from './picks.js'

export function readWalks(): Walks {
  const { rooms, walks }: { rooms: Rooms; walks: Agenda['walks'] } = JSON.parse(document.body.dataset['walks'] ?? '{}')
  return walksOf({ walks }, { rooms })
}

/** The clashes among going picks and blocks of the page, whose ids are anchors. */
export function clashesAmong(cards: readonly Card[], picks: Picks, walks: Walks): readonly Clash[] {
  const going = cards.filter((card) => card.isBlock || picks.stageOf(card) === 'going')
  const entries = going.flatMap(({ session, element }) => {
    const entry = timeTakenBy(session)
    return entry ? [{ ...entry, id: element.id }] : []
  })
  return findClashes(entries, walks)
}

export function showClashes(card: Card, clashes: readonly Clash[], picks: Picks): void {
  const { element, box, isBlock, elsewhere } = card
  inside(element, '.clashes')?.remove()
  const going = isBlock || picks.stageOf(card) === 'going'
  const lines = [
    ...clashes
      .filter(({ entries }) => entries.some(({ id }) => id === element.id))
      .map((clash) => lineOf(clash, element.id)),
    ...(going ? elsewhere : []).map((words) => make('li', words)),
  ]
  if (lines.length > 0) {
    const list = make('ul', '', { class: 'clashes' })
    list.append(...lines)
    const details = inside(element, 'details')
    element.insertBefore(list, details ?? null)
  }
  if (box === undefined) return
  box.toggleAttribute('data-clash', lines.length > 0)
  inside(box, '.clash')?.remove()
  if (lines.length > 0) box.append(make('b', 'Clash', { class: 'clash' }))
}

function lineOf(clash: Clash, id: string): HTMLElement {
  const { before, other, after } = clashWords(clash, (entry) => entry.id === id)
  const line = make('li', before)
  line.append(make('a', other.title, { href: `#${other.id}` }), after)
  return line
}
