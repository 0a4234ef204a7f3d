/** The page's behaviour in a browser. All content is in the markup and works without this script. */
import { isAttended } from '../../planning/agenda/clashes.js'
import { openAddress, type Remembered } from './address.js'
import { type Card, linkTitles, readCards } from './cards.js'
import { all, byId, copyAddress, inside, isPressed, make, openTheme, press } from './elements.js'
import { type Filter, openFilter } from './filter.js'
import { openCalendar } from './page-calendar.js'
import { openNow, openZones } from './page-clock.js'
import {
  addStars,
  clashesAmong,
  fitPrint,
  foldEarlier,
  openPicks,
  type Picks,
  readRooms,
  showClashes,
  showStage,
} from './page-picks.js'
import { openSessionView, type SessionView } from './session-view.js'
import { openTimetables, reveal } from './timetable.js'
import { offerBrought, offerCalendar, openTray } from './tray.js'

const LOOK_AT_CLOCK_MS = 30_000

function start(): void {
  const { slug = '', all: whole } = document.body.dataset
  const root = document.documentElement
  openTheme()
  offerCalendar()
  byId('tools', HTMLElement).hidden = false
  const cards = readCards()
  const picks = openPicks(whole === undefined ? '' : slug, cards)
  const { rooms, walks } = readRooms()
  const clock = openZones(() => {
    now.refresh()
    filter.apply()
  })
  const filter = openFilter(cards, picks, (narrow) => {
    timetables.draw(narrow)
    if (root.dataset['ready'] !== undefined) address.changed()
  })
  const now = openNow(cards, picks, clock)
  const calendar = openCalendar(cards, picks, rooms)
  const tray = openTray(cards, picks, calendar)
  const view = openSessionView({
    cards,
    picks,
    clock,
    calendar,
    changed: whole === undefined ? undefined : () => show(),
    left: () => address.closed(),
  })
  const toggle = (card: Card) => {
    picks.toggle(card)
    show()
  }
  const timetables = openTimetables(cards, picks, clock, whole === undefined ? undefined : toggle)

  const show = () => {
    for (const card of cards) showStage(card, picks)
    const clashes = clashesAmong(cards, picks, walks)
    if (whole !== undefined) for (const card of cards) showClashes(card, clashes, picks)
    offerClashing()
    tray.show(clashes)
    now.refresh()
    filter.apply()
    view.refresh()
  }
  if (whole !== undefined) openStars(cards, picks, toggle, show)
  const views = openViews(() => filter.apply())
  prepareCards(cards)

  const links = openLinks(cards, filter, view, () => address.changed())
  const address = openAddress([clock, filter, views, links], () => {
    show()
    links.open()
  })
  const follow = () => address.follow() || links.follow()
  addEventListener('popstate', () => follow() || offer())
  const offer = () => whole !== undefined && offerBrought(cards, picks, settle)
  const settle = () => {
    show()
    address.closed()
  }
  openSearchKey()
  openMore()
  openPrint(cards, picks)

  // From here on the style sheet relies on this script, because nothing can fail for lack of a browser's feature any
  // more.
  root.classList.add('js')
  views.show('list')
  show()
  if (!follow()) open(now.openAt(), cards, picks, filter)
  keepTime(() => {
    now.refresh()
    if (root.dataset['view'] === 'grid') filter.apply()
  })
  offer()
  root.dataset['ready'] = ''
  address.changed()
}

function prepareCards(cards: readonly Card[]): void {
  markUntimed(cards)
  linkTitles(cards)
  addLinkSigns(cards)
  showBeginnings(cards)
}

/** Stars at the sessions, which follow other windows with the same page. */
function openStars(cards: readonly Card[], picks: Picks, toggle: (card: Card) => void, show: () => void): void {
  addStars(cards, toggle)
  addEventListener('storage', () => {
    picks.reload()
    show()
  })
}

function offerClashing(): void {
  const button = byId('clashing', HTMLElement)
  button.hidden = inside(document, '.clashes') === undefined && !isPressed(button)
}

/** What has no time is listed below a timetable; without any times there is none. */
function markUntimed(cards: readonly Card[]): void {
  const untimed = cards.filter(({ session }) => session.when.kind !== 'timed')
  for (const { element } of untimed) element.closest('.slot')?.toggleAttribute('data-untimed', true)
  byId('tools', HTMLElement).toggleAttribute('data-untimed', untimed.length === cards.length)
}

interface Links extends Remembered {
  /** Goes to the session or day that the address names alone; false if it names none. */
  readonly follow: () => boolean
  /** Opens the session that was read last. */
  readonly open: () => void
}

/** Links to sessions open their views. */
function openLinks(cards: readonly Card[], filter: Filter, view: SessionView, changed: () => void): Links {
  const byAnchor = new Map<string, Card>(cards.map((card) => [card.element.id, card]))
  let asked: Card | undefined
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    const card = byAnchor.get(link?.getAttribute('href')?.slice(1) ?? '')
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    if (card === undefined || isElsewhere) return
    event.preventDefault()
    view.show(card)
    changed()
  })
  return {
    follow() {
      const anchor = location.hash.slice(1)
      const card = byAnchor.get(anchor)
      if (card) {
        filter.showDay(card.section.id)
        filter.uncover(card)
        card.element.scrollIntoView({ block: 'center' })
        inside(card.element, 'h4 a')?.focus({ preventScroll: true })
        view.show(card)
      }
      if (document.getElementById(anchor)?.matches('section.day')) filter.showDay(anchor)
      return card !== undefined || (anchor !== '' && !anchor.includes('='))
    },
    write(params) {
      const card = view.shown()
      if (card) params.set('open', card.element.id)
    },
    read(params) {
      asked = byAnchor.get(params.get('open') ?? '')
      view.close()
    },
    open() {
      if (asked) view.show(asked)
    },
  }
}

/** The buttons for the list and the timetable, and how to show one of the two. */
function openViews(changed: () => void): Remembered & { readonly show: (view: string) => void } {
  const views = all(document, '[data-view]')
  const show = (view: string) => {
    document.documentElement.dataset['view'] = view
    for (const button of views) press(button, button.dataset['view'] === view)
    changed()
    reveal(inside(document, 'li.now') ?? inside(document, '.box[data-stage]'))
  }
  for (const button of views) button.addEventListener('click', () => show(button.dataset['view'] ?? 'list'))
  return {
    show,
    write(params) {
      if (document.documentElement.dataset['view'] === 'grid') params.set('view', 'grid')
    },
    read: (params) => show(params.get('view') === 'grid' ? 'grid' : 'list'),
  }
}

/** A sign at each session copies its address. */
function addLinkSigns(cards: readonly Card[]): void {
  for (const { element, session, isBlock } of cards) {
    if (isBlock) continue
    const label = `Copy the address of: ${session.title}`
    const sign = make('button', '#', { type: 'button', class: 'sign', 'aria-label': label, title: 'Copy its address' })
    sign.addEventListener('click', () => void copyAddress(sign, element.id, '✓'))
    element.append(sign)
  }
}

/** On a phone the tools other than the search are on a sheet. */
function openMore(): void {
  const more = byId('more', HTMLElement)
  const show = (open: boolean) => {
    byId('tools', HTMLElement).toggleAttribute('data-open', open)
    more.setAttribute('aria-expanded', String(open))
  }
  more.addEventListener('click', () => show(more.getAttribute('aria-expanded') === 'false'))
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(false)
  })
}

/** In characters: what two lines on a phone hold at most. */
const BEGINNING = 140

/** Where a phone shows two lines of an abstract, they are what opens the rest. */
function showBeginnings(cards: readonly Card[]): void {
  for (const { element } of cards) {
    const abstract = inside(element, '.abstract')?.textContent
    if (abstract) inside(element, 'summary')?.append(make('span', abstract.slice(0, BEGINNING), { class: 'beginning' }))
  }
}

/** `/` goes to the search, as on many sites. */
function openSearchKey(): void {
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.matches('input, select, textarea')
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    byId('find', HTMLElement).focus()
  })
}

function keepTime(refresh: () => void): void {
  setInterval(refresh, LOOK_AT_CLOCK_MS)
  document.addEventListener('visibilitychange', refresh)
}

/** Paper shows everything, folded on the screen or not. */
function openPrint(cards: readonly Card[], picks: Picks): void {
  addEventListener('beforeprint', () => {
    const closed = all(document, '.folded:not([open])')
    for (const folded of closed) folded.toggleAttribute('open', true)
    addEventListener('afterprint', () => closed.map((folded) => folded.toggleAttribute('open', false)), { once: true })
    fitPrint(cards, picks)
  })
}

/**
 * During the conference the page opens at what is on. Otherwise an agenda opens whole, and a programme at the first day
 * with a pick, or with a session people attend.
 */
function open(card: Card | undefined, cards: readonly Card[], picks: Picks, filter: Filter): void {
  const { all: whole } = document.body.dataset
  if (card) {
    filter.showDay(card.section.id)
    const slot = card.element.closest('.slot')
    if (slot) foldEarlier(card.section, slot)
    byId('now', HTMLElement).scrollIntoView()
  } else if (whole !== undefined) {
    const mine = cards.find((one) => one.isBlock || picks.stageOf(one) !== undefined)
    const first = mine ?? cards.find(({ session }) => isAttended(session)) ?? cards[0]
    filter.showDay(first?.section.id)
  }
}

start()
