/** The page's behaviour in a browser. All content is in the markup and works without this script. */
import { isAttended } from '../../planning/agenda/clashes.js'
import { type Card, openSheet, readCards } from './cards.js'
import { all, byId, inside, isPressed, make, openTheme, press } from './elements.js'
import { type Filter, openFilter } from './filter.js'
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
import { openTimetables, reveal } from './timetable.js'
import { offerCalendar, openTray } from './tray.js'

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
  const clock = openZones(() => refresh())
  const filter = openFilter(cards, picks, (narrow) => timetables.draw(narrow))
  const now = openNow(cards, picks, clock)
  const tray = openTray(cards, picks, rooms)
  const sheet = openSheet(({ element }) => {
    filter.apply()
    inside(document, `.box a[href="#${CSS.escape(element.id)}"]`)?.focus({ preventScroll: true })
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
    fitPrint(cards, picks)
    byId('clashing', HTMLElement).hidden =
      inside(document, '.clashes') === undefined && !isPressed(byId('clashing', HTMLElement))
    tray.show(clashes)
    now.refresh()
    filter.apply()
  }
  const refresh = () => {
    now.refresh()
    filter.apply()
  }

  if (whole !== undefined) {
    addStars(cards, toggle)
    addEventListener('storage', () => {
      picks.reload()
      show()
    })
  }

  const showView = openViews(() => filter.apply())
  const untimed = cards.filter(({ session }) => session.when.kind !== 'timed')
  for (const { element } of untimed) element.closest('.slot')?.toggleAttribute('data-untimed', true)
  byId('tools', HTMLElement).toggleAttribute('data-untimed', untimed.length === cards.length)

  const followHash = openLinks(cards, filter, sheet)
  addEventListener('hashchange', followHash)
  openSearchKey()
  openMore()
  showBeginnings(cards)
  addEventListener('beforeprint', unfoldMine)

  // From here on the style sheet relies on this script, because nothing can fail for lack of a browser's feature any
  // more.
  root.classList.add('js')
  showView('list')
  show()
  if (!followHash()) open(now.openAt(), cards, picks, filter)
  keepTime(refresh)
  root.dataset['ready'] = ''
}

/** Links to sessions lead to their cards, in a timetable to a sheet with them. Returns what follows the page's own address. */
function openLinks(cards: readonly Card[], filter: Filter, sheet: ReturnType<typeof openSheet>): () => boolean {
  const byAnchor = new Map<string, Card>(cards.map((card) => [card.element.id, card]))
  const goTo = (card: Card) => {
    filter.uncover(card)
    card.element.scrollIntoView({ block: 'center' })
    card.element.tabIndex = -1
    card.element.focus({ preventScroll: true })
  }
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    const card = byAnchor.get(link?.getAttribute('href')?.slice(1) ?? '')
    if (card === undefined) return
    event.preventDefault()
    if (document.documentElement.dataset['view'] === 'grid') return sheet.show(card)
    history.replaceState(null, '', `#${card.element.id}`)
    goTo(card)
  })
  return () => {
    const anchor = location.hash.slice(1)
    const card = byAnchor.get(anchor)
    if (card) {
      filter.showDay(card.section.id)
      goTo(card)
    }
    if (document.getElementById(anchor)?.matches('section.day')) filter.showDay(anchor)
    return card !== undefined || anchor !== ''
  }
}

/** The buttons for the list and the timetable. Returns a function that shows one of the two. */
function openViews(changed: () => void): (view: string) => void {
  const views = all(document, '[data-view]')
  const show = (view: string) => {
    document.documentElement.dataset['view'] = view
    for (const button of views) press(button, button.dataset['view'] === view)
    changed()
    reveal(inside(document, 'li.now') ?? inside(document, '.box[data-stage]'))
  }
  for (const button of views) button.addEventListener('click', () => show(button.dataset['view'] ?? 'list'))
  return show
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

/** Paper shows what I picked, folded on the screen or not. */
function unfoldMine(): void {
  for (const folded of all(document, '.folded')) {
    if (inside(folded, '[data-stage]')) folded.toggleAttribute('open', true)
  }
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
