import { DEFAULT_PRIORITY, type Stage } from '../../model/index.js'
import { dayLabel, type Span } from '../../model/time.js'
import { isAttended } from '../../planning/agenda/clashes.js'
import { calendarLinks } from '../calendar/compose-calendar.js'
import { STAGE_NAMES } from '../html/markup.js'
import type { Card } from './cards.js'
import { all, copyAddress, inside, make, makeDialog, press } from './elements.js'
import type { PageCalendar } from './page-calendar.js'
import { type Clock, times } from './page-clock.js'
import type { Picks } from './page-picks.js'

export interface SessionView {
  readonly show: (card: Card) => void
  /** Shows it as it is now, after picks or the clock have changed. */
  readonly refresh: () => void
  /** Closes it without a word to `left`. */
  readonly close: () => void
  readonly shown: () => Card | undefined
}

interface Wish {
  readonly cards: readonly Card[]
  readonly picks: Picks
  readonly clock: Clock
  readonly calendar: PageCalendar
  /** After a pick was changed here; undefined where there is nothing to choose. */
  readonly changed: (() => void) | undefined
  /** After its reader has closed it. */
  readonly left: () => void
}

const TITLE = 'session-title'

/** One session over the page: all that the page knows of it, and what surrounds it in the programme. */
export function openSessionView(wish: Wish): SessionView {
  const { dialog, fill } = makeDialog(TITLE)
  let shown: Card | undefined
  /** What had the focus before; a timetable may have been drawn anew since. */
  let opener: Element | null = null

  dialog.addEventListener('close', () => {
    // It has been opened again since.
    if (dialog.open) return
    dialog.replaceChildren()
    focusAgain(opener)
    const was = shown
    shown = undefined
    if (was) wish.left()
  })
  const draw = (card: Card) => fill(articleOf(card, wish))
  return {
    show(card) {
      if (!dialog.open) opener = document.activeElement
      shown = card
      draw(card)
      if (!dialog.open) dialog.showModal()
      dialog.scrollTop = 0
      inside(dialog, `#${TITLE}`)?.focus()
    },
    refresh() {
      if (!shown) return
      const focused = document.activeElement?.getAttribute('data-choice')
      draw(shown)
      if (focused) inside(dialog, `[data-choice="${focused}"]`)?.focus()
    },
    close() {
      shown = undefined
      dialog.close()
    },
    shown: () => shown,
  }
}

function focusAgain(opener: Element | null): void {
  const anchor = opener?.getAttribute('href')
  const again = anchor?.startsWith('#') ? all(document, `main a[href="${CSS.escape(anchor)}"]`) : []
  const place = [opener, ...again].find((one) => one instanceof HTMLElement && one.checkVisibility())
  if (place instanceof HTMLElement) place.focus({ preventScroll: true })
}

function articleOf(card: Card, wish: Wish): HTMLElement {
  const { element, session } = card
  const copy = document.importNode(element, true)
  copy.className = 'session'
  copy.hidden = false
  for (const name of ['id', 'tabindex']) copy.removeAttribute(name)
  for (const one of all(copy, '.star, .sign, .found, .who, .again, summary')) one.remove()
  for (const details of all(copy, 'details')) details.replaceWith(...details.childNodes)
  const title = make('h2', session.title, { id: TITLE, tabindex: '-1' })
  inside(copy, 'h4')?.replaceWith(title)
  const when = inside(copy, '.when')
  const isToChoose = wish.changed !== undefined && !card.isBlock
  const { stage } = copy.dataset
  if (stage) when?.setAttribute('data-stage', stage)
  delete copy.dataset['stage']
  if (isToChoose) inside(copy, '.stage')?.remove()
  if (session.when.kind !== 'unscheduled')
    when?.prepend(make('span', dayLabel(session.when.day), { class: 'date' }), ' ')
  const where = inside(copy, '.where') ?? when ?? title
  where.after(...(isToChoose ? [choiceOf(card, wish)] : []), ...people(card, wish))
  copy.append(...surroundings(card, wish), ...ways(card, wish))
  return copy
}

const PRIORITIES = ['1 (nice)', '2', '3', '4', '5 (must)']

/** Buttons for the stage and, of a pick, for its priority. */
function choiceOf(card: Card, { picks, changed = () => undefined }: Wish): HTMLElement {
  const box = make('div', '', { class: 'choice' })
  const now = picks.choiceOf(card)
  const group = (label: string, buttons: readonly HTMLElement[]) => {
    const one = make('div', '', { class: 'set', role: 'group', 'aria-label': label })
    one.append(...buttons)
    return one
  }
  const button = (text: string, name: string, isNow: boolean, choose: () => void) => {
    const one = make('button', text, { type: 'button', 'data-choice': name })
    press(one, isNow)
    one.addEventListener('click', () => {
      choose()
      changed()
    })
    return one
  }
  const priority = now?.priority ?? card.written?.priority ?? DEFAULT_PRIORITY
  const stages: readonly (readonly [text: string, stage: Stage | undefined])[] = [
    [STAGE_NAMES.going, 'going'],
    [STAGE_NAMES.maybe, 'maybe'],
    ['Not going', undefined],
  ]
  const stageButtons = stages.map(([text, stage]) =>
    button(text, stage ?? 'off', now?.stage === stage, () => picks.choose(card, stage && { stage, priority })),
  )
  box.append(group('My pick', stageButtons))
  if (now) {
    const numbers = PRIORITIES.map((label, index) => {
      const own = index + 1
      const one = button(`${own}`, `p${own}`, now.priority === own, () => picks.choose(card, { ...now, priority: own }))
      one.setAttribute('aria-label', `Priority ${label}`)
      one.title = `Priority ${label}`
      return one
    })
    const priorities = make('div', '', { class: 'priorities' })
    priorities.append(make('span', 'Priority', { 'aria-hidden': 'true' }), group('Priority', numbers))
    box.append(priorities)
  }
  return box
}

/** The people, each with what else they are part of. */
function people({ session, element }: Card, wish: Wish): readonly HTMLElement[] {
  const written = all(element, '.who > span')
  if (written.length === 0) return []
  const list = make('ul', '', { class: 'people' })
  for (const [index, { name, organization }] of session.speakers.entries()) {
    const item = make('li', '')
    const person = written[index]
    if (person) item.append(document.importNode(person, true))
    const others = wish.cards.filter(
      (card) =>
        card.session !== session &&
        card.session.speakers.some(
          (one) =>
            one.name === name &&
            (organization === undefined || one.organization === undefined || one.organization === organization),
        ),
    )
    if (others.length > 0) item.append(listOf(others, session, wish))
    list.append(item)
  }
  return [list]
}

/** How many sessions are listed before the others are folded. */
const FEW = 5

function surroundings(card: Card, wish: Wish): readonly HTMLElement[] {
  const { element, session } = card
  const again = all(element, '.again a').map((link) => link.getAttribute('href'))
  const repeats = wish.cards.filter((one) => again.includes(`#${one.element.id}`))
  const { when, room } = session
  if (when.kind !== 'timed') return [...named('Given again', repeats, session, wish)]
  const parallel = wish.cards.filter(
    (one) => one !== card && isWorthAChoice(one, wish) && timeOf(one).some((time) => overlap(time, when)),
  )
  const rank = (one: Card) => ['going', 'maybe', undefined].indexOf(one.isBlock ? 'going' : wish.picks.stageOf(one))
  const next = wish.cards
    .filter((one) => room !== undefined && one.session.room === room && one.section === card.section)
    .filter((one) => one !== card && timeOf(one).some(({ start }) => start >= when.end))
  return [
    ...named('Given again', repeats, session, wish),
    ...named(
      'At the same time',
      byStart(parallel).toSorted((a, b) => rank(a) - rank(b)),
      session,
      wish,
    ),
    ...named(`Next in ${room}`, byStart(next).slice(0, 1), session, wish),
  ]
}

function isWorthAChoice(card: Card, { picks }: Wish): boolean {
  if (card.isBlock || picks.stageOf(card) !== undefined) return true
  return isAttended(card.session) && card.session.status !== 'cancelled'
}

function timeOf({ session: { when } }: Card): readonly Span[] {
  return when.kind === 'timed' ? [when] : []
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

function byStart(cards: readonly Card[]): readonly Card[] {
  const startOf = (card: Card) => timeOf(card)[0]?.start ?? 0
  return cards.toSorted((a, b) => startOf(a) - startOf(b))
}

function named(heading: string, cards: readonly Card[], beside: Card['session'], wish: Wish): readonly HTMLElement[] {
  if (cards.length === 0) return []
  const section = make('section', '')
  section.append(make('h3', heading), listOf(cards.slice(0, FEW), beside, wish))
  if (cards.length > FEW) {
    const more = make('details', '')
    more.append(make('summary', `${cards.length - FEW} more`), listOf(cards.slice(FEW), beside, wish))
    section.append(more)
  }
  return [section]
}

/** Links to sessions, with their times as seen from the day of another. */
function listOf(cards: readonly Card[], beside: Card['session'], { picks, clock }: Wish): HTMLElement {
  const list = make('ul', '')
  for (const card of cards) {
    const { when, title, room } = card.session
    const item = make('li', '')
    const stage = card.isBlock ? 'block' : picks.stageOf(card)
    if (stage) {
      item.dataset['stage'] = stage
      item.append(make('b', STAGE_NAMES[stage], { class: 'stage' }), ' ')
    }
    const day = beside.when.kind === 'unscheduled' ? undefined : beside.when.day
    const date = when.kind === 'unscheduled' || when.day === day ? '' : `${dayLabel(when.day)} `
    const time = when.kind === 'timed' ? `${times.time(when.start, clock.offsetAt(when.start), when.day)} ` : ''
    item.append(date, time)
    item.append(make('a', title, { href: `#${card.element.id}` }))
    if (room !== undefined && room !== beside.room) item.append(' ', make('span', room, { class: 'room' }))
    list.append(item)
  }
  return list
}

/** How to take the session along, and where there is more about it. */
function ways(card: Card, { calendar }: Wish): readonly HTMLElement[] {
  const { session, element, isBlock } = card
  if (isBlock) return []
  const line = make('p', '', { class: 'ways' })
  const event = calendar.eventOf(card)
  const elsewhere = (text: string, href: string) => make('a', text, { href, target: '_blank', rel: 'noreferrer' })
  if (event) {
    const file = make('button', 'Calendar file (.ics)', { type: 'button' })
    file.addEventListener('click', () => calendar.saveOne(card))
    const { google, outlook } = calendarLinks(event)
    line.append(
      make('span', 'Add to calendar'),
      ' ',
      file,
      ' ',
      elsewhere('Google', google),
      ' ',
      elsewhere('Outlook', outlook),
      ' ',
    )
  }
  if (session.url !== undefined) line.append(elsewhere('Its page', session.url), ' ')
  const copy = make('button', 'Copy its address', { type: 'button' })
  copy.addEventListener('click', () => void copyAddress(copy, element.id, 'Copied'))
  line.append(copy)
  return [line]
}
