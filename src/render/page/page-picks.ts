import type { Agenda, Rooms, Stage } from '../../model/index.js'
import { type Clash, findClashes, timeTakenBy } from '../../planning/agenda/clashes.js'
import { type Walks, walksOf } from '../../planning/agenda/walks.js'
import { type PrintEntry, printClass, STAGE_NAMES } from '../html/markup.js'
import { clashWords } from '../html/session-card.js'
import type { Card } from './cards.js'
import { all, inside, keep, kept, make, press } from './elements.js'

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
      isKept = keep(name, changes.size === 0 ? undefined : JSON.stringify([...changes]))
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
  const { element } = card
  const stage = picks.stageOf(card)
  if (stage === undefined) delete element.dataset['stage']
  else element.dataset['stage'] = stage
  inside(element, '.stage')?.remove()
  if (stage !== undefined) inside(element, '.when')?.prepend(make('b', STAGE_NAMES[stage], { class: 'stage' }), ' ')
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

/** The rooms of the programme, and the walks between them, my own included. */
export function readRooms(): { readonly rooms: Rooms; readonly walks: Walks } {
  const { rooms, walks }: { rooms: Rooms; walks: Agenda['walks'] } = JSON.parse(document.body.dataset['walks'] ?? '{}')
  return { rooms, walks: walksOf({ walks }, { rooms }) }
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
  const { element, isBlock, elsewhere } = card
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
}

function lineOf(clash: Clash, id: string): HTMLElement {
  const { before, other, after } = clashWords(clash, (entry) => entry.id === id)
  const line = make('li', before)
  line.append(make('a', other.title, { href: `#${other.id}` }), after)
  return line
}

const STILL_MINE = '.s[data-now]:is([data-stage="going"], [data-stage="block"])'

/** Hides what comes before `slot` on its day, except what is mine and still on, behind a button that shows it again. */
export function foldEarlier(section: HTMLElement, slot: Element): void {
  const earlier = [...section.children].filter(
    (child) =>
      child.matches('.slot, .gap') &&
      child.querySelector(STILL_MINE) === null &&
      child.compareDocumentPosition(slot) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const slots = earlier.filter((child) => child.matches('.slot'))
  if (slots.length === 0) return
  for (const child of earlier) child.toggleAttribute('data-past', true)
  section.toggleAttribute('data-later', true)
  const first = slots[0]?.querySelector('time')?.textContent ?? ''
  const button = make('button', `Earlier, from ${first}`, { type: 'button', class: 'earlier' })
  button.addEventListener('click', () => {
    showEarlier(section)
    slots[0]?.querySelector<HTMLElement>('a, button, summary')?.focus()
  })
  section.querySelector('h2')?.after(button)
}

export function showEarlier(section: HTMLElement): void {
  section.toggleAttribute('data-later', false)
}
