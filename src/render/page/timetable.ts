import type { Block, Kind, Session, Stage } from '../../model/index.js'
import {
  type Day,
  dayLabel,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  minutesBetween,
  parseDay,
  type Span,
} from '../../model/time.js'
import {
  acrossFor,
  type Banner,
  layOutDay,
  type TimetableColumn,
  type TimetableDay,
} from '../../planning/timetable/timetable.js'
import { distinctNames } from '../words/shared-parts.js'
import type { Card } from './cards.js'
import { all, byId, inside, make, textIn } from './elements.js'
import { type Clock, times } from './page-clock.js'
import { type Picks, pressStar } from './page-picks.js'

export interface Timetables {
  /** Draws the days that are shown, from the cards that are shown. Goes to the first of them if they were `found` anew. */
  readonly draw: (found: boolean) => void
}

/** Kinds whose time is shown behind everything else, if it is not longer than this (in minutes). */
const BANDS: ReadonlySet<Kind> = new Set<Kind>(['break', 'social'])
const LONGEST_BAND = 180
/** In minutes: shorter boxes have one line of text. */
const LOW = 15
/** In minutes: what the name of a banner takes. */
const NAME = 12
/** In minutes, which longer times without any session are drawn as. */
const LONGEST_GAP = 30
/** In minutes: between two labels of the clock. */
const LABEL = 8
/** In lanes. */
const BANNER = 3
/** In characters. */
const HEAD = 20
/** Between the hues of two tracks, so that neighbours in the list never look alike. */
const GOLDEN_ANGLE = 137.5
const ANY_NUMBER = { wide: Number.MAX_SAFE_INTEGER, narrow: Number.MAX_SAFE_INTEGER }

interface Drawn extends Span {
  readonly hours: HTMLElement
  /** How far down the sheet a moment is, in minutes of its scale. */
  readonly down: (moment: Instant) => number
}

/** The timetables of the page. `toggle` picks a session where that is offered. */
export function openTimetables(
  cards: readonly Card[],
  picks: Picks,
  clock: Clock,
  toggle: ((card: Card) => void) | undefined,
): Timetables {
  const jump = byId('jump', HTMLElement)
  const colour = trackColours(cards)
  let drawn: readonly Drawn[] = []
  let before = ''

  const showNow = () => {
    const now = instant(Date.now())
    const here = drawn.find(({ start, end }) => start <= now && now < end)
    if (!here) return
    jump.hidden = false
    const line = make('li', '', { class: 'now', 'aria-hidden': 'true' })
    line.append(make('b', `Now ${times.moment(now, clock.offsetAt(now))}`))
    place(line, { top: here.down(now) })
    here.hours.append(line)
  }
  jump.addEventListener('click', () => reveal(inside(document, 'li.now')))

  return {
    draw(found) {
      const focused = document.activeElement?.matches('.box a') ? document.activeElement.getAttribute('href') : null
      for (const old of all(document, '.grid')) old.remove()
      drawn = []
      jump.hidden = true
      if (document.documentElement.dataset['view'] !== 'grid') return
      const shown = cards.filter(({ element, section }) => !element.hidden && !section.hidden)
      drawn = all(document, 'section.day').flatMap((section) => {
        const own = shown.filter((card) => card.section === section && (found || isDrawn(card)))
        const day = parseDay(section.dataset['day'] ?? '')
        return day === undefined ? [] : (drawDay({ section, day, cards: own, picks, clock, colour, toggle }) ?? [])
      })
      showNow()
      const now = found ? shown.map(({ element }) => element.id).join(' ') : ''
      if (found && now !== before) reveal(firstOf(drawn))
      before = now
      if (focused !== null) inside(document, `.box a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    },
  }
}

/** Scrolls to a box or to the present moment; the heads and the clock keep their place. */
export function reveal(element: HTMLElement | undefined): void {
  const main = byId('programme', HTMLElement)
  if (!element) return
  const [place, view] = [element.getBoundingClientRect(), main.getBoundingClientRect()]
  main.scrollTop += place.top - view.top - view.height / 3
  if (element.matches('.box')) main.scrollLeft += place.left - view.left - view.width / 3
}

function firstOf([day]: readonly Drawn[]): HTMLElement | undefined {
  const top = (box: HTMLElement) => Number(box.style.getPropertyValue('--top'))
  return day && all(day.hours, '.box').toSorted((one, other) => top(one) - top(other))[0]
}

/** What a list folds away is left below the timetable, except what everybody does. */
function isDrawn({ element, session }: Card): boolean {
  return element.closest('.folded') === null || session.kind === 'break' || session.kind === 'social'
}

/** Marks the tracks of cards with their colours, and returns the hue of a track. */
function trackColours(cards: readonly Card[]): (track: string | undefined) => number | undefined {
  const names = [...new Set(cards.flatMap(({ session }) => session.tracks))]
  const hues = new Map(names.map((name, index) => [name, Math.round(index * GOLDEN_ANGLE) % 360]))
  for (const mark of all(document, '.s .track')) place(mark, { hue: hues.get(mark.textContent ?? '') })
  return (track) => (track === undefined ? undefined : hues.get(track))
}

/** Sets what the style sheet places an element by. */
function place(element: HTMLElement, values: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) element.style.setProperty(`--${name}`, String(value))
}

interface Sheet {
  readonly section: HTMLElement
  readonly day: Day
  readonly cards: readonly Card[]
  readonly picks: Picks
  readonly clock: Clock
  readonly colour: (track: string | undefined) => number | undefined
  readonly toggle: ((card: Card) => void) | undefined
}

function drawDay(sheet: Sheet): Drawn | undefined {
  const { section, day } = sheet
  const { table, cardOf } = layOut(sheet)
  const lanes = Math.max(
    1,
    table.columns.reduce((sum, { slots }) => sum + slots, 0),
  )
  const names = namesOf(table, lanes)
  const bands = table.banners.filter(isBand).map(({ when }) => when)
  const runs = joined([...table.boxes, ...names.map(({ span }) => span), ...bands])
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return undefined
  const scale = scaleOf(runs)
  const within = (span: Span) => ({ top: scale(span.start), height: scale(span.end) - scale(span.start) })

  const hours = make('ol', '', { class: 'hours' })
  const column = clockOf(runs, scale, sheet, hours)
  for (const when of bands) {
    const band = make('li', '', { class: 'band', 'aria-hidden': 'true' })
    place(band, within(when))
    hours.append(band)
  }
  const aside = make('p', '', { class: 'aside' })
  for (const { banner, lanes: taken } of names) {
    const card = cardOf(banner.sessions[0])
    if (!card) continue
    if (taken) hours.append(boxOf(card, sheet, { ...within(banner.when), ...taken }, 'banner'))
    else aside.append(make('a', `${spanOf(card)} ${card.session.title}`, { href: `#${card.element.id}` }), ' ')
  }
  for (const box of table.boxes) {
    const card = cardOf(box.of.kind === 'block' ? box.of.block : box.of.session)
    if (card) hours.append(boxOf(card, sheet, { ...within(box), from: box.from, to: box.to }, '', box.more))
  }
  const grid = make('div', '', { class: 'grid', role: 'group', 'aria-label': `Timetable, ${dayLabel(day)}` })
  place(grid, { lanes, minutes: scale(last.end) })
  grid.append(...heads(table.columns), column, hours)
  section.querySelector('h2')?.after(...(aside.childElementCount > 0 ? [aside] : []), grid)
  return { hours, start: first.start, end: last.end, down: scale }
}

/** The times at which anything is on, with shorter gaps between them. */
function joined(spans: readonly Span[]): readonly Span[] {
  const runs: { start: Instant; end: Instant }[] = []
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const last = runs.at(-1)
    if (last && start <= last.end + LONGEST_GAP * MINUTE) last.end = instant(Math.max(last.end, end))
    else runs.push({ start, end })
  }
  return runs
}

/** Minutes from the top, with the long gaps between these runs shortened. */
function scaleOf(runs: readonly Span[]): Drawn['down'] {
  const tops: number[] = []
  for (const index of runs.keys()) {
    const before = runs[index - 1]
    tops.push(before ? (tops[index - 1] ?? 0) + minutesBetween(before.start, before.end) + LONGEST_GAP : 0)
  }
  return (moment) => {
    const index = Math.max(
      0,
      runs.findLastIndex(({ start }) => start <= moment),
    )
    const [run, next] = [runs[index], tops[index + 1] ?? Infinity]
    return run ? Math.min((tops[index] ?? 0) + minutesBetween(run.start, moment), next) : 0
  }
}

interface Lanes {
  readonly from: number
  readonly to: number
}

interface Named {
  readonly banner: Banner
  /** What the name takes of the time. */
  readonly span: Span
  /** Undefined where everything is taken. */
  readonly lanes: Lanes | undefined
}

/** Where the names of banners are written: beside what begins then, and beside each other. */
function namesOf({ boxes, banners }: TimetableDay, lanes: number): readonly Named[] {
  const taken: (Span & Lanes)[] = [...boxes]
  return banners.map((banner) => {
    const { start } = banner.when
    const span = { start, end: instant(start + NAME * MINUTE) }
    const free = freeLanes(
      taken.filter((one) => one.start < span.end && start < one.end),
      lanes,
    )
    if (free) taken.push({ ...span, ...free })
    return { banner, span: free ? span : { start, end: start }, lanes: free }
  })
}

/** The first lanes beside each other of which none is taken. */
function freeLanes(taken: readonly Lanes[], lanes: number): Lanes | undefined {
  const isFree = (lane: number) => lane < lanes && !taken.some(({ from, to }) => from <= lane && lane < to)
  const from = Array.from({ length: lanes }, (_, lane) => lane).find(isFree)
  if (from === undefined) return undefined
  let to = from + 1
  while (to < from + BANNER && isFree(to)) to++
  return { from, to }
}

function isBand({ sessions: [session], when }: Banner): boolean {
  return BANDS.has(session.kind) && minutesBetween(when.start, when.end) <= LONGEST_BAND
}

/** The day as columns and lanes, and the card of each session and block in them. */
function layOut({ day, cards, picks }: Sheet): {
  readonly table: TimetableDay
  readonly cardOf: (what: Session | Block) => Card | undefined
} {
  const stages = new Map<string, Stage>()
  const known = new Map<Session | Block, Card>()
  const blocks: Block[] = []
  for (const card of cards) {
    const { title, room, when } = card.session
    const stage = picks.stageOf(card)
    if (stage !== undefined) stages.set(card.session.id, stage)
    if (card.isBlock && when.kind === 'timed') {
      const block = { ...when, title, ...(room !== undefined && { room }) }
      blocks.push(block)
      known.set(block, card)
    } else known.set(card.session, card)
  }
  const sessions = cards.flatMap(({ isBlock, session }) => (isBlock ? [] : [session]))
  const across = document.body.dataset['all'] === undefined ? undefined : acrossFor(sessions)
  const input = { sessions, stages, blocks, ...(across && { across }) }
  return { table: layOutDay(day, input, () => ANY_NUMBER), cardOf: (what) => known.get(what) }
}

function heads(columns: readonly TimetableColumn[]): readonly HTMLElement[] {
  const corner = make('b', '', { class: 'head corner', 'aria-hidden': 'true' })
  const row = make('div', '', { class: 'heads', 'aria-hidden': 'true' })
  if (columns.length < 2) return [corner, row]
  const characters = (text: string) => [...text].length
  const fitTo = (text: string, width: number) =>
    characters(text) > width ? `${[...text].slice(0, width - 1).join('')}…` : text
  const fitEndTo = (text: string, width: number) =>
    characters(text) > width ? `…${[...text].slice(1 - width).join('')}` : text
  const names = distinctNames(
    columns.flatMap(({ name }) => name ?? []),
    { widthOf: characters, fitTo, fitEndTo, glyphs: { ellipsis: '…' } },
  )
  for (const { name, mine, slots } of columns) {
    const head = make('b', mine ? 'My time' : name === undefined ? '' : names.fit(name, HEAD * slots), {
      class: 'head',
    })
    if (name !== undefined) head.title = name
    place(head, { slots })
    row.append(head)
  }
  return [corner, row]
}

/** Full hours, and when anything begins after a long gap; their lines go into `hours`. */
function clockOf(runs: readonly Span[], scale: Drawn['down'], { clock, day }: Sheet, hours: HTMLElement): HTMLElement {
  const column = make('div', '', { class: 'clock', 'aria-hidden': 'true' })
  let last = -Infinity
  const mark = (moment: Instant, offset = clock.offsetAt(moment)) => {
    const top = scale(moment)
    if (top - last < LABEL) return
    const label = make('span', times.time(moment, offset, day), { class: 'at' })
    const line = make('li', '', { class: 'line', 'aria-hidden': 'true' })
    for (const one of [label, line]) place(one, { top })
    column.append(label)
    hours.append(line)
    last = top
  }
  for (const { start, end } of runs) {
    mark(start)
    const ahead = clock.offsetAt(start) * MINUTE
    for (let hour = Math.ceil((start + ahead) / HOUR) * HOUR - ahead; hour < end; hour += HOUR) mark(instant(hour))
  }
  return column
}

function spanOf({ element }: Card): string {
  return all(element, '.when time')
    .map(({ textContent }) => textContent)
    .join('–')
}

function boxOf(
  card: Card,
  { picks, toggle, colour }: Sheet,
  area: Readonly<Record<'top' | 'height' | 'from' | 'to', number>>,
  kind: 'banner' | '',
  more = 0,
): HTMLElement {
  const { element, session, isBlock } = card
  const box = make('li', '', { class: `box ${kind}${area.height < LOW ? ' low' : ''}` })
  place(box, { ...area, hue: colour(session.tracks[0]) })
  const stage = element.dataset['stage']
  if (stage !== undefined) box.dataset['stage'] = stage
  const when = make('span', '', { class: 'when' })
  for (const mark of all(element, '.when :is(.on, .off, .stage)')) when.append(mark.cloneNode(true), ' ')
  when.append(make('span', spanOf(card), { class: 'span' }))
  const link = make('a', session.title, { href: `#${element.id}`, title: session.title })
  const people = all(element, '.who .name').map(({ textContent }) => textContent)
  box.append(link, ' ', when)
  if (people.length > 0) box.append(' ', make('span', people.join(', '), { class: 'people' }))
  if (session.tracks.length > 0) box.append(' ', make('span', session.tracks.join(', '), { class: 'track' }))
  const room = textIn(element, '.room')
  if (room !== undefined) box.append(' ', make('span', room, { class: 'room' }))
  const clashes = inside(element, '.clashes') !== undefined
  box.toggleAttribute('data-clash', clashes)
  if (clashes) box.append(' ', make('b', 'Clash', { class: 'clash' }))
  if (more > 0) box.append(' ', make('b', `+${more}`, { class: 'more' }))
  if (toggle && !isBlock) {
    const star = make('button', '', { type: 'button', class: 'star', 'aria-label': `Pick: ${session.title}` })
    pressStar(star, picks.stageOf(card))
    star.addEventListener('click', () => toggle(card))
    box.append(star)
  }
  return box
}
