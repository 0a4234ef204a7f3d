import { firstOf, type Session } from '../../model/conference.js'
import { type Day, dayLabel, type Instant, type Minutes, minutesBetween, type Span } from '../../model/time.js'
import { placeInTime } from '../../planning/agenda/clashes.js'
import { type GridEntry, type MomentGrid, momentGrid } from '../../planning/export/day-tables.js'
import { fold } from '../../planning/selection/words.js'
import { compareText } from '../../planning/sessions/order.js'
import { timeLabel } from '../text/moments.js'
import { anchorOf, blockAnchor } from './anchors.js'
import type { PageDay } from './day-sections.js'
import { html, type Markup } from './markup.js'
import { isoMoment, spanText } from './moment.js'
import type { PageFacts } from './page-facts.js'
import { stageMark } from './stage.js'

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
export function* timetablePieces(page: PageDay, facts: PageFacts): Generator<string> {
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
