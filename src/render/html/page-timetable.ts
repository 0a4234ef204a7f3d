import { firstOf, type Session } from '../../model/index.js'
import {
  type Day,
  dayLabel,
  durationLabel,
  type Instant,
  type Minutes,
  minutesBetween,
  type Span,
} from '../../model/time.js'
import type { AgendaEntry, Gap } from '../../planning/agenda/agenda-days.js'
import { placeInTime } from '../../planning/agenda/clashes.js'
import { type GridEntry, type MomentGrid, momentGrid } from '../../planning/export/day-tables.js'
import { fold } from '../../planning/selection/fold-text.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { compareText } from '../../planning/sessions/order.js'
import { foldedLabel } from '../words/headline.js'
import { timeLabel } from '../words/labels.js'
import {
  anchorOf,
  blockAnchor,
  dayAnchor,
  html,
  isoMoment,
  type Markup,
  printClass,
  spanText,
  stageMark,
} from './markup.js'
import type { PageFacts } from './page-facts.js'
import { blockCard, sessionCard } from './session-card.js'

interface Box extends GridEntry {
  readonly title: string
  readonly offset: Minutes
  readonly endOffset: Minutes
  readonly endAssumed?: true
  readonly stage: 'going' | 'maybe' | 'block' | undefined
  readonly room: string | undefined
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
${heads}${clockMarkup(boxes, grid, day)}<ol>
`.markup
  for (const [index, box] of boxes.entries()) yield boxMarkup(box, grid, index, day).markup
  yield html`</ol></div></div></details>
`.markup
}

function boxesOf({ day, folding, blocks }: PageDay, facts: PageFacts): readonly Box[] {
  const timed = folding.shown.flatMap((session) =>
    session.when.kind === 'timed' ? [{ session, when: session.when }] : [],
  )
  const columnOf = columnsFor(
    timed.map(({ session }) => session),
    facts,
  )
  const sessions = timed.map(({ session, when }): Box => {
    const { id, title, room, status } = session
    const stage = facts.pickOf(id)?.stage
    const clashes = facts.clashesOf({ id, ...when }).length > 0
    return {
      id: anchorOf(id),
      title,
      ...placeInTime(when),
      stage,
      room,
      clashes,
      off: status === 'cancelled',
      column: columnOf(session),
    }
  })
  const mine = blocks.map(({ entry }): Box => {
    const clashes = facts.clashesOf(entry).length > 0
    const column = facts.view.all ? MY_TIME : ELSEWHERE
    const { title, room, start, end, offset, endOffset } = entry
    return {
      id: blockAnchor(entry),
      title,
      start,
      end,
      offset,
      endOffset,
      stage: 'block',
      room,
      clashes,
      off: false,
      column,
    }
  })
  return day === undefined ? [] : [...sessions, ...mine].sort((a, b) => a.start - b.start || a.end - b.end)
}

type Columned = Pick<Session, 'room' | 'tracks'>

function columnsFor(sessions: readonly Columned[], { view }: PageFacts): (session: Columned) => string {
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

function clockMarkup(boxes: readonly Box[], { lines }: MomentGrid, day: Day): Markup {
  const offsets = new Map<Instant, Minutes>(boxes.map(({ start, offset }) => [start, offset]))
  const marks = lines.flatMap((line, row) => {
    const offset = offsets.get(line)
    if (offset === undefined) return []
    const time = html`<time datetime="${isoMoment(line, offset)}">${timeLabel(line, offset, day)}</time>`
    return [html`<span class="at" style="grid-row:${row + 2}">${time}</span>`]
  })
  return html`<div class="clock" aria-hidden="true"><i class="rail"></i>${marks}</div>
`
}

function boxMarkup(box: Box & Span, { cells }: MomentGrid, index: number, day: Day): Markup {
  const cell = cells[index]
  if (!cell) return html``
  const [from, until] = cell.rows
  const [left, right] = cell.lanes
  const area = `grid-area:${from + 2}/${left + 2}/${until + 2}/${right + 2}`
  const { id, title, stage, room, clashes, off } = box
  return html`<li class="box" style="${area}"${stage && html` data-stage="${stage}"`}${clashes && html` data-clash`}><a href="#${id}">${title}</a> <span class="when">${off && html`<b class="off">Cancelled</b> `}${stageMark(stage)}<span class="span">${spanText(box, day)}</span></span>${room !== undefined && html` <span class="room">${room}</span>`}${clashes && html` <b class="clash">Clash</b>`}</li>
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
    ...picked.map(({ id, title, speakers, when }) => {
      const clashes = when.kind === 'timed' && facts.clashesOf({ id, ...when }).length > 0
      return { title, people: speakers.length, clashes }
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

interface Slot {
  readonly start: Instant | undefined
  readonly offset: number
  readonly content: (Session | AgendaEntry)[]
}

function* slotPieces(
  sessions: readonly Session[],
  blocks: readonly AgendaEntry[],
  gaps: readonly Gap[],
  day: Day | undefined,
  facts: PageFacts,
): Generator<string> {
  const found = new Map<Instant | undefined, Slot>()
  const put = (start: Instant | undefined, offset: number, one: Session | AgendaEntry) => {
    const slot = found.get(start) ?? { start, offset, content: [] }
    slot.content.push(one)
    found.set(start, slot)
  }
  for (const session of sessions) {
    const { when } = session
    const timed = when.kind === 'timed'
    put(timed ? when.start : undefined, timed ? when.offset : 0, session)
  }
  for (const block of blocks) put(block.entry.start, block.entry.offset, block)
  const ordered = [...found.values()].sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity))
  for (const slot of ordered) {
    yield html`${gapBefore(slot, gaps)}<div class="slot"><h3>${slotHeading(slot, day)}</h3><div class="cards">
`.markup
    for (const one of slot.content) yield ('entry' in one ? blockCard(one, facts) : sessionCard(one, day, facts)).markup
    yield html`</div></div>
`.markup
  }
}

function slotHeading({ start, offset }: Slot, day: Day | undefined): Markup {
  if (start === undefined || day === undefined) return html`${day === undefined ? 'No day yet' : 'No time yet'}`
  return html`<time datetime="${isoMoment(start, offset)}">${timeLabel(start, offset, day)}</time>`
}

/** In minutes; a shorter gap is only a change of rooms, unless there is a walk. */
const WORTH_TELLING = 10

function gapBefore({ start }: Slot, gaps: readonly Gap[]): Markup {
  const lines = gaps
    .filter(({ end, minutes, walk }) => end === start && (minutes >= WORTH_TELLING || walk !== undefined))
    .map(({ minutes, walk }) => {
      const way = walk !== undefined && html`, ${durationLabel(walk)} of it to walk`
      return html`<p class="gap">Free for ${durationLabel(minutes)}${way}</p>
`
    })
  return html`${lines}`
}
