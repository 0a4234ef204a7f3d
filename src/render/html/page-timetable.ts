import { firstOf, type Session, type ShownSpan, type Stage } from '../../model/index.js'
import { type Day, dayLabel, durationLabel, type Instant, type Minutes, minutesBetween } from '../../model/time.js'
import type { AgendaEntry, Gap } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import { type GridEntry, type MomentGrid, momentGrid } from '../../planning/export/day-tables.js'
import { fold } from '../../planning/selection/fold-text.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { compareText } from '../../planning/sessions/order.js'
import { foldedLabel } from '../words/headline.js'
import type { Times } from '../words/labels.js'
import {
  anchorOf,
  blockAnchor,
  type Content,
  dayAnchor,
  html,
  type Markup,
  printClass,
  spanText,
  stageMark,
  timeMarkup,
} from './markup.js'
import { blockCard, type PageFacts, sessionCard } from './session-card.js'

/** Its id is that of its card on the page. */
interface Box extends Entry, GridEntry {
  readonly stage: Stage | 'block' | undefined
  readonly clashes: boolean
  readonly off: boolean
}

const MY_TIME = 'My time'
const ELSEWHERE = ''

/**
 * The timetable of a day: time runs down, with rooms (or tracks) across, or my agenda in one column. The boxes are
 * placed by the grid but written in order of time, each complete, so that they also read well without it.
 */
function* timetablePieces(page: PageDay, facts: PageFacts): Generator<string> {
  const { day } = page
  const boxes = boxesOf(page, facts)
  if (day === undefined || boxes.length === 0) return
  // Columns are ordered by their first start, so that a day reads from the top left.
  const begins = new Map<string, Instant>()
  for (const { column, start } of boxes) if (!begins.has(column)) begins.set(column, start)
  const order = [...begins]
    .sort(([a, one], [b, other]) => one - other || compareText(sortKey(a), sortKey(b)))
    .map(([name]) => name)
  const grid = momentGrid(boxes, order)
  const heads = order.length > 1 && headsMarkup(grid)
  yield html`<details class="grid"><summary>Timetable</summary><div class="pan" role="region" tabindex="0" aria-label="Timetable, ${dayLabel(day)}"><div class="table${heads && ' across'}" style="${gridStyle(boxes, grid)}">
${heads}${clockMarkup(boxes, grid, day, facts.times)}<ol>
`.markup
  for (const [index, box] of boxes.entries()) yield boxMarkup(box, grid, index, day, facts.times).markup
  yield html`</ol></div></div></details>
`.markup
}

function boxesOf({ folding, blocks }: PageDay, facts: PageFacts): readonly Box[] {
  const columnOf = columnsFor(
    folding.shown.filter(({ when }) => when.kind === 'timed'),
    facts,
  )
  const sessions = folding.shown.flatMap((session): readonly Box[] => {
    const { id, when, title, room, status } = session
    if (when.kind !== 'timed') return []
    const stage = facts.pickOf(id)?.stage
    const [column, clashes] = [columnOf(session), facts.clashesOf(session).length > 0]
    const where = room === undefined ? when : { ...when, room }
    return [{ ...where, id: anchorOf(id), title, stage, column, clashes, off: status === 'cancelled' }]
  })
  const column = facts.view.all ? MY_TIME : ELSEWHERE
  const mine = blocks.map(({ entry }): Box => {
    const clashes = facts.clashesOf(entry).length > 0
    return { ...entry, id: blockAnchor(entry), stage: 'block', column, clashes, off: false }
  })
  return [...sessions, ...mine].sort((a, b) => a.start - b.start || a.end - b.end)
}

function columnsFor(sessions: readonly Session[], { view }: PageFacts): (session: Session) => string {
  if (!view.all) return () => ELSEWHERE
  const most = (field: 'room' | 'track') =>
    sessions.filter((one) => firstOf(one, field) !== undefined).length * 2 > sessions.length
  const field = most('room') || !sessions.some(({ tracks }) => tracks.length > 0) ? 'room' : 'track'
  return (session) => firstOf(session, field) ?? ELSEWHERE
}

/** `Room 2` before `Room 10`. */
function sortKey(column: string): string {
  return fold(column).replace(/\d+/g, (digits) => digits.padStart(6, '0'))
}

/** Rows grow with their minutes and with their text. A row in which something begins has room for its time at least. */
function gridStyle(boxes: readonly Box[], { lines, columns }: MomentGrid): string {
  const begins = new Set(boxes.map(({ start }) => start))
  const rows = lines.slice(1).map((line, row) => {
    const from = lines[row] ?? line
    const height = Math.max(begins.has(from) ? 1.7 : 0.25, Math.min(minutesBetween(from, line), 60) * 0.12)
    return `minmax(${height.toFixed(1)}rem,auto)`
  })
  const lanes = columns.reduce((sum, column) => sum + column.lanes, 0)
  return `--lanes:${lanes};grid-template-rows:auto ${rows.join(' ')}`
}

/** Line 1 of the grid is the head, column 1 the clock. */
function headsMarkup({ columns }: MomentGrid): Markup {
  let lane = 2
  const heads = columns.map(({ name, lanes }) => {
    const style = `grid-area:1/${lane}/2/span ${lanes}`
    lane += lanes
    return html`<b class="head" style="${style}">${name === ELSEWHERE ? 'Elsewhere' : name}</b>`
  })
  return html`<div class="heads" aria-hidden="true"><b class="head corner" style="grid-area:1/1"></b>${heads}</div>
`
}

function clockMarkup(boxes: readonly Box[], { lines }: MomentGrid, day: Day, times: Times): Markup {
  const offsets = new Map<Instant, Minutes>(boxes.map(({ start, offset }) => [start, offset]))
  const marks = lines.flatMap((line, row) => {
    const offset = offsets.get(line)
    if (offset === undefined) return []
    return [html`<span class="at" style="grid-row:${row + 2}">${timeMarkup(line, offset, day, times)}</span>`]
  })
  return html`<div class="clock" aria-hidden="true"><i class="rail"></i>${marks}</div>
`
}

function boxMarkup(box: Box, { cells }: MomentGrid, index: number, day: Day, times: Times): Markup {
  const cell = cells[index]
  if (!cell) return html``
  const [from, until] = cell.rows
  const [left, right] = cell.lanes
  const area = `grid-area:${from + 2}/${left + 2}/${until + 2}/${right + 2}`
  const { id, title, stage, room, clashes, off } = box
  return html`<li class="box" style="${area}"${stage && html` data-stage="${stage}"`}${clashes && html` data-clash`}><a href="#${id}">${title}</a> <span class="when">${off && html`<b class="off">Cancelled</b> `}${stageMark(stage)}<span class="span">${spanText(box, day, times)}</span></span>${room !== undefined && html` <span class="room">${room}</span>`}${clashes && html` <b class="clash">Clash</b>`}</li>
`
}

export interface PageDay {
  readonly day: Day | undefined
  readonly folding: Folding
  readonly folded: readonly Session[]
  readonly blocks: readonly AgendaEntry[]
  readonly gaps: readonly Gap[]
}

/** The days with content, in order, then what is not scheduled. */
export function pageDays({ view, pickOf }: PageFacts): readonly PageDay[] {
  const blocks = view.entries.filter(({ stage }) => stage === 'block')
  const dayOf = ({ when }: Session) => (when.kind === 'unscheduled' ? undefined : when.day)
  const days = new Set([...view.sessions.flatMap((session) => dayOf(session) ?? []), ...blocks.map(({ day }) => day)])
  const loose = view.sessions.some((session) => dayOf(session) === undefined)
  return [...[...days].sort(), ...(loose ? [undefined] : [])].map((day): PageDay => {
    const sessions = view.sessions.filter((session) => dayOf(session) === day)
    const folding = foldAway(sessions, ({ id }) => pickOf(id) !== undefined)
    const shown = new Set(folding.shown)
    const own = view.entries.filter((one) => one.day === day && one.stage !== 'maybe')
    const starts = new Set(own.map(({ entry }) => entry.start))
    return {
      day,
      folding,
      folded: sessions.filter((session) => !shown.has(session)),
      blocks: blocks.filter((block) => block.day === day),
      gaps: view.all ? [] : view.gaps.filter(({ end }) => starts.has(end)),
    }
  })
}

export function dayName(day: Day | undefined): string {
  return day === undefined ? 'Not scheduled' : dayLabel(day)
}

/** A day: its timetable, its sessions by start, then what is folded. */
export function* dayPieces(page: PageDay, facts: PageFacts): Generator<string> {
  const { day, folding, folded, blocks, gaps } = page
  const anchor = dayAnchor(day)
  const picked = folding.shown.filter(({ id }) => facts.pickOf(id))
  const mine = [
    ...picked.map((session) => {
      return { title: session.title, people: session.speakers.length, clashes: facts.clashesOf(session).length > 0 }
    }),
    ...blocks.map(({ entry }) => ({ title: entry.title, people: 0, clashes: facts.clashesOf(entry).length > 0 })),
  ]
  yield html`<section class="${printClass(mine)}" id="${anchor}"${day !== undefined && html` data-day="${day}"`} data-mine="${mine.length}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${dayName(day)}</h2>
`.markup
  yield* timetablePieces(page, facts)
  yield* slotPieces(folding.shown, blocks, gaps, day, facts)
  if (folded.length > 0) {
    yield html`<details class="folded"><summary>Also ${foldedLabel(folding.folded)}</summary>
`.markup
    yield* slotPieces(folded, [], [], day, facts)
    yield html`</details>
`.markup
  }
  yield html`</section>
`.markup
}

/** Cards with the same start, made one at a time; those without a time come last. */
interface Slot {
  readonly when: ShownSpan | undefined
  readonly cards: (() => Markup)[]
}

function* slotPieces(
  sessions: readonly Session[],
  blocks: readonly AgendaEntry[],
  gaps: readonly Gap[],
  day: Day | undefined,
  facts: PageFacts,
): Generator<string> {
  const slots = new Map<Instant | undefined, Slot>()
  const put = (when: ShownSpan | undefined, card: () => Markup) => {
    const slot = slots.get(when?.start) ?? { when, cards: [] }
    slot.cards.push(card)
    slots.set(when?.start, slot)
  }
  for (const session of sessions)
    put(session.when.kind === 'timed' ? session.when : undefined, () => sessionCard(session, day, facts))
  for (const block of blocks) put(block.entry, () => blockCard(block, facts))
  const ordered = [...slots.values()].sort((a, b) => (a.when?.start ?? Infinity) - (b.when?.start ?? Infinity))
  for (const { when, cards } of ordered) {
    yield html`${when && gapsBefore(when.start, gaps)}<div class="slot"><h3>${slotHeading(when, day, facts.times)}</h3><div class="cards">
`.markup
    for (const card of cards) yield card().markup
    yield html`</div></div>
`.markup
  }
}

function slotHeading(when: ShownSpan | undefined, day: Day | undefined, times: Times): Content {
  if (day === undefined) return 'No day yet'
  return when === undefined ? 'No time yet' : timeMarkup(when.start, when.offset, day, times)
}

/** In minutes; a shorter gap is only a change of rooms, unless there is a walk. */
const WORTH_TELLING = 10

function gapsBefore(start: Instant, gaps: readonly Gap[]): readonly Markup[] {
  return gaps
    .filter(({ end, minutes, walk }) => end === start && (minutes >= WORTH_TELLING || walk !== undefined))
    .map(({ minutes, walk }) => {
      const way = walk !== undefined && html`, ${durationLabel(walk)} of it to walk`
      return html`<p class="gap">Free for ${durationLabel(minutes)}${way}</p>
`
    })
}
