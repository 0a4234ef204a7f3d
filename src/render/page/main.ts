/** The page's behaviour in a browser. All content is in the markup and works without this script. */
import { isAttended } from '../../planning/agenda/clashes.js'
import { openAddress, type Remembered } from './address.js'
import { type Card, openSheet, readCards, type Sheet } from './cards.js'
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
  const filter = openFilter(cards, picks, (narrow) => {
    timetables.draw(narrow)
    if (root.dataset['ready'] === undefined) return
    links.forget()
    address.changed()
  })
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
    offerClashing()
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

  const views = openViews(() => filter.apply())
  markUntimed(cards)

  const links = openLinks(cards, filter, sheet, () => address.changed())
  const address = openAddress([clock, filter, views, links], () => {
    show()
    links.open()
  })
  const follow = () => address.follow() || links.follow()
  addEventListener('popstate', follow)
  openSearchKey()
  openMore()
  addLinkSigns(cards)
  showBeginnings(cards)
  addEventListener('beforeprint', unfoldMine)

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
  root.dataset['ready'] = ''
  address.changed()
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
  /** After something else was shown. */
  readonly forget: () => void
}

/** Links to sessions lead to their cards, in a timetable to a sheet with them. */
function openLinks(cards: readonly Card[], filter: Filter, sheet: Sheet, changed: () => void): Links {
  const byAnchor = new Map<string, Card>(cards.map((card) => [card.element.id, card]))
  let opened: Card | undefined
  let asked: Card | undefined
  const goTo = (card: Card) => {
    if (document.documentElement.dataset['view'] === 'grid') sheet.show(card)
    else {
      filter.uncover(card)
      card.element.scrollIntoView({ block: 'center' })
      card.element.tabIndex = -1
      card.element.focus({ preventScroll: true })
    }
    opened = card
  }
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    const card = byAnchor.get(link?.getAttribute('href')?.slice(1) ?? '')
    if (card === undefined) return
    event.preventDefault()
    goTo(card)
    changed()
  })
  return {
    follow() {
      const anchor = location.hash.slice(1)
      const card = byAnchor.get(anchor)
      if (card) {
        filter.showDay(card.section.id)
        goTo(card)
      }
      if (document.getElementById(anchor)?.matches('section.day')) filter.showDay(anchor)
      return card !== undefined || anchor !== ''
    },
    forget() {
      if (sheet.shown() !== opened) opened = undefined
    },
    write(params) {
      if (opened) params.set('open', opened.element.id)
    },
    read(params) {
      asked = byAnchor.get(params.get('open') ?? '')
      sheet.close()
    },
    open() {
      opened = undefined
      if (asked) goTo(asked)
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

/** In milliseconds: how long a sign says that an address was copied. */
const COPIED = 2000

/** A sign at each session copies its address or, where the browser does not allow that, shows it in the address bar. */
function addLinkSigns(cards: readonly Card[]): void {
  for (const { element, session, isBlock } of cards) {
    if (isBlock) continue
    const label = `Copy the address of: ${session.title}`
    const sign = make('button', '#', { type: 'button', class: 'sign', 'aria-label': label, title: 'Copy its address' })
    sign.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(`${location.href.replace(/#.*/s, '')}#${element.id}`)
        sign.textContent = '✓'
        setTimeout(() => {
          sign.textContent = '#'
        }, COPIED)
      } catch {
        history.pushState(null, '', `#${element.id}`)
      }
    })
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
