import { type PrintEntry, printClass } from '../html/print-class.js'
import { STAGE_NAMES } from '../html/stage.js'
import type { Card } from './cards.js'
import { all, inside, make, press } from './elements.js'
import type { Picks } from './picks.js'

export function addStars(cards: readonly Card[], toggle: (card: Card) => void): void {
  for (const card of cards) {
    if (card.isBlock) continue
    const star = make('button', '', { type: 'button', class: 'star', 'aria-label': `Pick: ${card.session.title}` })
    star.addEventListener('click', () => toggle(card))
    card.element.append(star)
  }
}

export function showStage(card: Card, picks: Picks): void {
  if (card.isBlock) return
  const { element, box } = card
  const stage = picks.stageOf(card)
  for (const place of [element, box]) {
    if (place === undefined) continue
    if (stage === undefined) delete place.dataset['stage']
    else place.dataset['stage'] = stage
    inside(place, '.stage')?.remove()
    if (stage !== undefined) inside(place, '.when')?.prepend(make('b', STAGE_NAMES[stage], { class: 'stage' }), ' ')
  }
  const star = inside(element, '.star')
  if (star) press(star, stage !== undefined)
}

/** Sets print smaller on days on which I have many entries. */
export function fitPrint(cards: readonly Card[], picks: Picks): void {
  const days = new Map<HTMLElement, PrintEntry[]>()
  for (const card of cards) {
    const entries = days.get(card.section) ?? []
    days.set(card.section, entries)
    if (!card.isBlock && picks.stageOf(card) === undefined) continue
    const { element, session } = card
    const people = all(element, '.who > span').length
    entries.push({ title: session.title, people, clashes: inside(element, '.clashes') !== undefined })
  }
  for (const [section, entries] of days) {
    section.dataset['mine'] = String(entries.length)
    section.className = printClass(entries)
  }
}
