import type { Session } from '../../model/index.js'
import { kindWord } from '../words/labels.js'
import type { Remembered } from './address.js'
import type { Card } from './cards.js'
import { afterPaint, all, byId, inside, isPressed, make, press } from './elements.js'
import { type Picks, showEarlier } from './page-picks.js'
import { openSearch } from './search.js'

/** In pixels. */
const TAB_MARGIN = 16
/** What anchors of days begin with. */
const DAY = /^day-/

export interface Filter extends Remembered {
  /** Filters again after picks have changed. */
  readonly apply: () => void
  readonly showDay: (anchor: string | undefined) => void
  readonly uncover: (card: Card) => void
}

/** Search, chips and day tabs, all of which filter both the list and the timetable, which `changed` draws. */
export function openFilter(cards: readonly Card[], picks: Picks, changed: (narrow: boolean) => void): Filter {
  const find = byId('find', HTMLInputElement)
  const tools = byId('tools', HTMLElement)
  const chips = openChips(tools)
  const tabs = openTabs()
  const search = openSearch(cards)
  const facets = openFacetFilters(
    cards.map(({ session }) => session),
    () => apply(),
  )
  const at: ChosenDay = {}

  const apply = () => {
    const found = find.value.trim() === '' ? undefined : search.find(find.value)
    const passes = facets.passes()
    const { mine, clashing } = chips.pressed()
    const narrow = found !== undefined || passes !== undefined || mine || clashing
    const matches = (card: Card) =>
      (passes?.(card.session) ?? true) &&
      (!mine || card.isBlock || picks.stageOf(card) !== undefined) &&
      (!clashing || inside(card.element, '.clashes') !== undefined) &&
      (found?.has(card) ?? true)
    const { day } = at
    const { shown, counts } = showMatches(cards, narrow ? matches : undefined, day)
    tidy(narrow)
    showSections(day, narrow ? counts : undefined)
    tabs.show(day, counts)
    const elsewhere = [...counts.values()].reduce((sum, count) => sum + count, 0)
    byId('none', HTMLElement).hidden = shown > 0 || cards.length === 0
    byId('status', HTMLElement).textContent = narrow ? tellMatches(shown, elsewhere) : ''
    search.mark(found === undefined ? [] : cards.filter((card) => !card.element.hidden && !card.section.hidden))
    changed(narrow)
  }

  const showDay = (anchor: string | undefined) => {
    at.day = anchor
    apply()
  }

  let turn = 0
  find.addEventListener('input', () => {
    // A search covers the whole programme until a day is chosen again.
    if (find.value !== '' && at.before === undefined && at.day !== undefined) {
      at.before = at.day
      at.day = undefined
    } else if (find.value === '' && at.before !== undefined) {
      at.day = at.before
      at.before = undefined
    }
    const own = ++turn
    afterPaint(() => {
      if (own === turn) apply()
    })
  })
  tools.addEventListener('submit', (event) => event.preventDefault())
  chips.hear(apply)
  const reset = () => {
    find.value = ''
    chips.set({ mine: false, clashing: false })
    facets.clear()
  }
  byId('reset', HTMLElement).addEventListener('click', () => {
    reset()
    showDay(undefined)
    find.focus()
  })
  tabs.hear((anchor) => {
    at.before = undefined
    showDay(anchor)
  })
  return {
    apply,
    showDay,
    ...remembered(at, find, chips, facets),
    uncover(card) {
      if (card.element.hidden) reset()
      if (card.element.hidden || (at.day !== undefined && at.day !== card.section.id)) showDay(card.section.id)
      showEarlier(card.section)
      const folded = card.element.closest('details.folded')
      if (folded instanceof HTMLDetailsElement) folded.open = true
    },
  }
}

interface ChosenDay {
  /** Its anchor; undefined for all days. */
  day?: string | undefined
  /** What was chosen before a search. */
  before?: string | undefined
}

function remembered(
  at: ChosenDay,
  find: HTMLInputElement,
  chips: ReturnType<typeof openChips>,
  facets: Remembered,
): Remembered {
  return {
    write(params) {
      params.set('day', at.day?.replace(DAY, '') ?? 'all')
      if (find.value !== '') params.set('q', find.value)
      const { mine, clashing } = chips.pressed()
      if (mine) params.set('mine', '1')
      if (clashing) params.set('clashing', '1')
      facets.write(params)
    },
    read(params) {
      const asked = `day-${params.get('day')}`
      at.day = document.getElementById(asked)?.matches('section.day') ? asked : undefined
      at.before = undefined
      find.value = params.get('q') ?? ''
      chips.set({ mine: params.has('mine'), clashing: params.has('clashing') })
      facets.read(params)
    },
  }
}

/** The buttons that narrow the programme to my picks and to what clashes. */
function openChips(tools: HTMLElement) {
  const mine = inside(tools, '#mine')
  const clashing = byId('clashing', HTMLElement)
  const chips = [clashing, ...(mine ? [mine] : [])]
  return {
    pressed: () => ({
      mine: mine !== undefined && isPressed(mine),
      clashing: isPressed(clashing),
    }),
    set(pressed: { readonly mine: boolean; readonly clashing: boolean }) {
      press(clashing, pressed.clashing)
      if (mine) press(mine, pressed.mine)
    },
    hear(changed: () => void) {
      for (const chip of chips) {
        chip.addEventListener('click', () => {
          press(chip, !isPressed(chip))
          changed()
        })
      }
    },
  }
}

/** Hides the cards that do not match, and counts the others: those on the chosen day, and by day. */
function showMatches(
  cards: readonly Card[],
  matches: ((card: Card) => boolean) | undefined,
  day: string | undefined,
): { readonly shown: number; readonly counts: ReadonlyMap<string, number> } {
  const counts = new Map<string, number>()
  let shown = 0
  for (const card of cards) {
    const match = !matches || matches(card)
    card.element.hidden = !match
    if (!match) continue
    const counted = matches !== undefined || card.element.closest('.folded') === null
    if (counted) counts.set(card.section.id, (counts.get(card.section.id) ?? 0) + 1)
    if (day === undefined || card.section.id === day) shown++
  }
  return { shown, counts }
}

/** Shows the chosen day or, with the matches of each, those that have any. */
function showSections(day: string | undefined, counts: ReadonlyMap<string, number> | undefined): void {
  for (const section of all(document, 'section.day')) {
    if (counts) showEarlier(section)
    section.hidden = (day !== undefined && section.id !== day) || counts?.has(section.id) === false
  }
}

function tidy(narrow: boolean): void {
  for (const slot of all(document, '.slot')) slot.hidden = inside(slot, 'article.s:not([hidden])') === undefined
  for (const gap of all(document, '.gap')) gap.hidden = narrow
  for (const folded of all(document, 'details.folded')) {
    const found = inside(folded, 'article.s:not([hidden])') !== undefined
    folded.hidden = !found
    // What its reader has opened stays open.
    if (narrow === folded.hasAttribute('data-found')) continue
    if (narrow && folded.hasAttribute('open')) continue
    for (const name of ['open', 'data-found']) folded.toggleAttribute(name, narrow)
  }
}

function tellMatches(shown: number, all: number): string {
  const sessions = shown === 1 ? '1 match' : `${shown} matches`
  return shown === all ? sessions : `${sessions} on this day, ${all} in all`
}

function choose(link: HTMLElement): void {
  if (link.hasAttribute('aria-current')) return
  link.setAttribute('aria-current', 'true')
  // The places are known only after the page has been laid out, which is once before the next frame.
  requestAnimationFrame(() => {
    const nav = link.closest('nav')
    const [place, view] = [link.getBoundingClientRect(), nav?.getBoundingClientRect()]
    if (!nav || !view) return
    if (place.right > view.right) nav.scrollLeft += place.right - view.right + TAB_MARGIN
    if (place.left < view.left) nav.scrollLeft -= view.left - place.left + TAB_MARGIN
  })
}

/** Links to days select a day instead of scrolling to it. */
function openTabs() {
  const list = document.querySelector('nav.days ul')
  const everything = make('a', 'All days', { href: '#programme' })
  if (list) {
    const item = make('li', '')
    item.append(everything)
    list.prepend(item)
  }
  const links = list ? all(list, 'a') : []
  const anchorOf = (link: HTMLElement) => (link === everything ? undefined : link.getAttribute('href')?.slice(1))
  return {
    show(day: string | undefined, counts: ReadonlyMap<string, number>) {
      for (const link of links) {
        const anchor = anchorOf(link)
        if (anchor === day) choose(link)
        else link.removeAttribute('aria-current')
        const number = inside(link, 'small')
        if (number && anchor !== undefined) number.textContent = String(counts.get(anchor) ?? 0)
      }
    },
    hear(choose: (anchor: string | undefined) => void) {
      for (const link of links) {
        link.addEventListener('click', (event) => {
          event.preventDefault()
          choose(anchorOf(link))
          document.getElementById('programme')?.scrollIntoView()
        })
      }
    },
  }
}

interface FacetFilters extends Remembered {
  /** Whether a session has one of the chosen values of each facet of which any are chosen; undefined if none are. */
  readonly passes: () => ((session: Session) => boolean) | undefined
  readonly clear: () => void
}

const FACETS: readonly (readonly [name: string, valuesOf: (session: Session) => readonly (string | undefined)[]])[] = [
  ['Track', ({ tracks }) => tracks],
  ['Room', ({ room }) => [room]],
  ['Kind', ({ kind }) => [kind]],
  ['Level', ({ level }) => [level]],
  ['Language', ({ language }) => [language]],
  ['Organization', ({ speakers }) => speakers.map(({ organization }) => organization)],
]

function wordOf(facet: string, value: string): string {
  return facet === 'Kind' ? kindWord(value) : value
}

/** Lists of the values that the sessions have, with a pill for each that was chosen. */
function openFacetFilters(sessions: readonly Session[], changed: () => void): FacetFilters {
  const box = byId('filters', HTMLDetailsElement)
  const pills = byId('pills', HTMLElement)
  const chosen = new Map<string, Set<string>>()

  const show = () => {
    pills.replaceChildren(
      ...[...chosen].flatMap(([name, values]) =>
        [...values].map((value) => {
          const pill = make('button', `${name}: ${wordOf(name, value)}`, {
            type: 'button',
            'aria-label': `Remove ${name}: ${wordOf(name, value)}`,
          })
          pill.append(make('span', '×', { 'aria-hidden': 'true' }))
          pill.addEventListener('click', () => {
            values.delete(value)
            show()
            changed()
          })
          return pill
        }),
      ),
    )
  }

  for (const [name, valuesOf] of FACETS) {
    const counts = new Map<string, number>()
    for (const session of sessions)
      for (const value of new Set(valuesOf(session)))
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size < 2) continue
    const label = make('label', '')
    const select = make('select', '', { id: `filter-${name.toLowerCase()}` })
    select.append(make('option', name, { value: '' }))
    for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1]))
      select.append(make('option', `${wordOf(name, value)} (${count})`, { value }))
    select.addEventListener('change', () => {
      const values = chosen.get(name) ?? new Set()
      chosen.set(name, values.add(select.value))
      select.value = ''
      show()
      changed()
    })
    label.append(make('span', name, { class: 'label' }), select)
    box.append(label)
    box.hidden = false
  }
  return {
    passes() {
      const asked = FACETS.filter(([name]) => (chosen.get(name)?.size ?? 0) > 0)
      if (asked.length === 0) return undefined
      return (session) =>
        asked.every(([name, valuesOf]) =>
          valuesOf(session).some((value) => value !== undefined && chosen.get(name)?.has(value)),
        )
    },
    clear() {
      chosen.clear()
      show()
    },
    write(params) {
      for (const [name, values] of chosen) for (const value of values) params.append(name.toLowerCase(), value)
    },
    read(params) {
      chosen.clear()
      for (const [name] of FACETS) {
        const values = params.getAll(name.toLowerCase())
        if (values.length > 0) chosen.set(name, new Set(values))
      }
      show()
    },
  }
}
