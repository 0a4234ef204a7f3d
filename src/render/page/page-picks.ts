import { type Agenda, DEFAULT_PRIORITY, type Rooms, type Stage } from '../../model/index.js'
import { type Clash, findClashes, timeTakenBy } from '../../planning/agenda/clashes.js'
import { type Walks, walksOf } from '../../planning/agenda/walks.js'
import { type PrintEntry, printClass, STAGE_NAMES } from '../html/markup.js'
import { clashWords } from '../html/session-card.js'
import type { Card, Choice } from './cards.js'
import { all, inside, isPressed, keep, keptList, make } from './elements.js'

/** Picks changed on the page, on top of those it was written with. */
export interface Picks {
  readonly choiceOf: (card: Card) => Choice | undefined
  readonly stageOf: (card: Card) => Stage | undefined
  /** What a star does: what I am going to is no longer a pick, and anything else is what I am going to. */
  readonly toggle: (card: Card) => void
  /** Undefined for what is no pick. */
  readonly choose: (card: Card, choice: Choice | undefined) => void
  /** Whether the browser keeps them after the page is closed. */
  readonly isKept: () => boolean
  /** Reads them again after a change in another window. */
  readonly reload: () => void
}

interface Change {
  readonly to: Choice | undefined
  /** What the page said when it was made, as `wordsOf`. */
  readonly from: string
}

/**
 * Reads the browser's own picks for the conference. A change counts as long as the page says what it said when it was
 * made: once `kubeplan add` has been run, only the agenda counts.
 */
export function openPicks(slug: string, cards: readonly Card[]): Picks {
  const name = `kubeplan ${slug}`
  const written = new Map(cards.map((card) => [card.session.id, wordsOf(card.written)]))
  const open = () => new Map([...readChanges(name)].filter(([id, { from }]) => (written.get(id) ?? from) === from))
  let changes = open()
  let isKept = true
  const choiceOf = (card: Card) => {
    const change = changes.get(card.session.id)
    return change ? change.to : card.written
  }
  const choose = (card: Card, choice: Choice | undefined) => {
    const { id } = card.session
    const from = wordsOf(card.written)
    if (wordsOf(choice) === from) changes.delete(id)
    else changes.set(id, { to: choice, from })
    const entries = [...changes].map(([one, change]) => [one, wordsOf(change.to), change.from])
    isKept = keep(name, entries.length === 0 ? undefined : JSON.stringify(entries))
  }
  return {
    choiceOf,
    stageOf: (card) => choiceOf(card)?.stage,
    toggle(card) {
      const now = choiceOf(card)
      if (now?.stage === 'going') choose(card, undefined)
      else choose(card, { priority: (now ?? card.written)?.priority ?? DEFAULT_PRIORITY, stage: 'going' })
    },
    choose,
    isKept: () => isKept,
    reload() {
      changes = open()
    },
  }
}

/** `going 3`, `maybe 5`, `off`. */
function wordsOf(choice: Choice | undefined): string {
  return choice ? `${choice.stage} ${choice.priority}` : 'off'
}

/** Lists and not an object, because an id may be any text. Anything else is ignored. */
function readChanges(name: string): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const entry of keptList(name)) {
    if (!Array.isArray(entry)) continue
    const [id, to, from]: unknown[] = entry
    if (typeof id !== 'string' || typeof to !== 'string' || typeof from !== 'string') continue
    const [stage, priority] = to.split(' ')
    if (stage === 'going' || stage === 'maybe') changes.set(id, { to: { stage, priority: Number(priority) }, from })
    else if (stage === 'off') changes.set(id, { to: undefined, from })
  }
  return changes
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
  if (star) pressStar(star, stage)
}

/** A maybe is neither on nor off. */
export function pressStar(star: HTMLElement, stage: Stage | undefined): void {
  star.setAttribute('aria-pressed', stage === 'maybe' ? 'mixed' : String(stage === 'going'))
}

/** Sets print smaller on days on which I have many entries, where only they are printed. */
export function fitPrint(cards: readonly Card[], picks: Picks): void {
  const mine = inside(document, '#mine')
  const isMine = mine === undefined || isPressed(mine)
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
    section.className = isMine ? printClass(entries) : 'day'
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
