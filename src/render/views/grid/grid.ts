import { definedFields, type Session } from '../../../model/index.js'
import { type Day, dayLabel } from '../../../model/time.js'
import { phaseAt } from '../../../planning/agenda/relative-to-now.js'
import { type Folding, foldAway } from '../../../planning/sessions/foldable.js'
import { type LinedBox, type PlacedBanner, type Rows, rowsOf } from '../../../planning/timetable/rows.js'
import { type Banner, isBanner, layOutDay, type TimetableDay } from '../../../planning/timetable/timetable.js'
import { closing, flow, headline, type Part, painted } from '../../layout/paragraph.js'
import type { NumberedLines } from '../../layout/rows.js'
import type { Glyphs, Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { TimetableView } from '../../views.js'
import { headlineOf, stageLegend } from '../../words/headline.js'
import { titleOf } from '../../words/session-rows.js'
import {
  boxLines,
  dayEnding,
  ending,
  frameOf,
  gutterFor,
  headLines,
  type Measure,
  measureOf,
  showsClash,
  slotsFitting,
} from './frame.js'

/** Below this width boxes would mostly consist of dots. */
const TIMETABLE_FROM = 60

/** Days as timetables for a person, or as lists on a narrow screen. */
export async function timetableLines(view: TimetableView, sheet: Sheet): Promise<readonly string[] | NumberedLines> {
  if (sheet.width < TIMETABLE_FROM) return listOf(view, sheet)
  const shown = new Set(view.days)
  const here = view.sessions.filter(({ when }) => when.kind === 'timed' && shown.has(when.day))
  const folding: Folding = view.fold
    ? foldAway(here, (session) => view.stages.has(session.id) || isBanner(session, view.stages))
    : { shown: here, folded: new Map() }
  const tables = view.days.map((day) => tableOf(day, folding.shown, view, sheet))
  const days = tables.map(({ table }) => table)
  const legend = { text: legendOf(view, folding.shown, days, sheet.glyphs), brief: '' }
  const head = headlineOf(view, view.days, here, legend)
  const body = tables.flatMap(({ table, gutter }) => [
    ...(tables.length > 1 ? [sheet.ink.heading(dayLabel(table.day))] : []),
    ...dayLines(table, gutter, view, sheet),
    ...closing(dayEnding(table, gutter, view, sheet.suggest), sheet),
  ])
  return [
    ...(view.onTerminal ? headline : flow)(head, sheet),
    ...body,
    ...closing(ending(view, folding, days, sheet.suggest), sheet),
  ]
}

interface Table {
  readonly table: TimetableDay
  readonly gutter: number
}

function tableOf(day: Day, sessions: readonly Session[], view: TimetableView, { width, times }: Sheet): Table {
  const { stages, blocks, across } = view
  const timed = [...sessions.map(({ when }) => when), ...blocks].filter((when) => when.kind === 'timed')
  const gutter = gutterFor(
    timed.filter((when) => when.day === day),
    day,
    times,
  )
  const input = { sessions, stages, blocks, ...(across && { across }) }
  return { table: layOutDay(day, input, (mine) => slotsFitting(width, gutter, mine)), gutter }
}

function legendOf(
  view: TimetableView,
  shown: readonly Session[],
  tables: readonly TimetableDay[],
  glyphs: Glyphs,
): string {
  const blocks = tables.some(({ boxes }) => boxes.some(({ of }) => of.kind === 'block'))
  const clash = tables.some((table) => showsClash(table, view))
  const { now } = view
  const isOn = now !== undefined && tables.some(({ boxes }) => boxes.some(({ when }) => phaseAt(when, now) === 'on'))
  return [
    stageLegend(shown, view.stages, glyphs),
    blocks ? `${glyphs.block} mine` : '',
    clash ? '! clashes' : '',
    isOn ? `${glyphs.cursor} now` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

interface Setting {
  readonly table: TimetableDay
  readonly rows: Rows
  readonly measure: Measure
  readonly view: TimetableView
  readonly sheet: Sheet
}

/** In columns. In narrower boxes words may touch the right edge to avoid breaking them. */
const TIGHT = 16

interface Inside {
  readonly text: string
  readonly to: number
}

/** By line, then by the slot at which they begin. */
type Places<T> = Map<number, Map<number, T>>

/** A day on paper: what has no place in the columns, the heads, and the lines of the day. */
function dayLines(table: TimetableDay, gutter: number, view: TimetableView, sheet: Sheet): readonly string[] {
  const measure = measureOf(table.columns, sheet.width, gutter)
  const rows = rowsOf(table, measure.scale)
  const setting = { table, rows, measure, view, sheet }
  const aside = rows.aside.map((banner) => {
    const text = [sheet.times.span(banner.when, table.day), ...dayWords(banner)].join(` ${sheet.glyphs.dot} `)
    return sheet.ink.faint(sheet.fitTo(text, sheet.width))
  })
  return [...aside, ...headLines(table.columns, measure, view, sheet), ...gridLines(setting)]
}

function gridLines(setting: Setting): readonly string[] {
  const { table, rows, measure, sheet } = setting
  const { slots, between, gutter } = measure
  const frame = frameOf(rows.boxes, { height: rows.height, slots, ascii: sheet.ascii })
  const labels = new Map(
    rows.moments.flatMap(({ at, offset, line }) =>
      offset === undefined ? [] : [[line, sheet.times.time(at, offset, table.day)] as const],
    ),
  )
  const nowAt = lineOfNow(rows, setting.view)
  const { insides, counts } = placedTexts(setting)
  return Array.from({ length: rows.height }, (_, line) => {
    const label = (labels.get(line) ?? '').padStart(gutter - 1)
    const pieces: (Part | string)[] = [line === nowAt ? sheet.ink.strong(label + sheet.glyphs.cursor) : `${label} `]
    let slot = 0
    while (slot < slots) {
      pieces.push(frame.corner(line, slot))
      const inside = insides.get(line)?.get(slot)
      if (inside === undefined) {
        const { text: sign, ...tone } = frame.rule(line, slot)
        const count = counts.get(line)?.get(slot) ?? ''
        pieces.push({ text: sign.repeat(between(slot, slot + 1) - count.length), ...tone })
        if (count !== '') pieces.push(count)
      } else pieces.push(inside.text)
      slot = inside?.to ?? slot + 1
    }
    // A banner up to the last slot continues to the end of the line, where there is no edge.
    if (slot === slots) pieces.push(frame.corner(line, slots), insides.get(line)?.get(slots)?.text ?? '')
    return joined(pieces, sheet).trimEnd()
  })
}

/** The line of the present moment; undefined if it is not between the first and the last time of the day. */
function lineOfNow({ moments }: Rows, { now }: TimetableView): number | undefined {
  if (now === undefined) return undefined
  const next = moments.findIndex(({ at }) => at > now)
  const [before, after] = [moments[next - 1], moments[next]]
  if (!before || !after) return undefined
  return before.line + Math.floor(((after.line - before.line) * (now - before.at)) / (after.at - before.at))
}

/** Adjacent pieces of one tone are painted together; strings are painted already. */
function joined(pieces: readonly (Part | string)[], sheet: Sheet): string {
  let done = ''
  let run: Part = { text: '' }
  for (const next of pieces) {
    const piece = typeof next === 'string' ? { text: '' } : next
    if (typeof next !== 'string' && piece.tone === run.tone) {
      run = { ...run, text: run.text + piece.text }
      continue
    }
    done += painted(run, sheet) + (typeof next === 'string' ? next : '')
    run = piece
  }
  return done + painted(run, sheet)
}

function placedTexts(setting: Setting): { readonly insides: Places<Inside>; readonly counts: Places<string> } {
  const { rows } = setting
  const insides: Places<Inside> = new Map()
  const counts: Places<string> = new Map()
  for (const lined of rows.boxes) {
    const { from, to, more } = lined.box
    for (const [index, text] of boxTexts(lined, setting).entries())
      put(insides, lined.top + 1 + index, from, { text, to })
    if (more > 0) put(counts, lined.bottom, to - 1, ` +${more} `)
  }
  for (const banner of rows.banners) put(insides, banner.line, banner.from, bannerText(banner, setting))
  return { insides, counts }
}

function put<T>(places: Places<T>, line: number, slot: number, what: T): void {
  const own = places.get(line) ?? new Map<number, T>()
  places.set(line, own.set(slot, what))
}

/** The lines between the edges of a box, filled to its width with white space, or with shading for a block. */
function boxTexts({ box, top, bottom }: LinedBox, { measure, view, sheet }: Setting): readonly string[] {
  const { ink, glyphs, widthOf } = sheet
  const room = measure.between(box.from, box.to)
  const [most, width] = [bottom - top - 1, room - (room < TIGHT ? 1 : 2)]
  const lines = boxLines(box, { width, most }, view, sheet)
  const isPast = view.now !== undefined && phaseAt(box.when, view.now) === 'over'
  const filling = box.of.kind === 'block' ? glyphs.shade : ' '
  const fill = (columns: number) => (filling === ' ' ? ' '.repeat(columns) : ink.faint(filling.repeat(columns)))
  return Array.from({ length: most }, (_, index) => {
    const line = lines[index]
    if (!line) return fill(room)
    const { sign, signTone, text } = line
    const [first, rest] = isPast ? (['faint', 'faint'] as const) : [signTone, line.tone]
    const words = painted({ text: sign, tone: first }, sheet) + painted({ ...line, tone: rest }, sheet)
    return fill(1) + words + fill(room - 1 - widthOf(sign + text))
  })
}

/** `┄ Lunch · until 13:00 · Foyer ┄┄┄`, up to the next box or to the end of the line. */
function bannerText({ banner, from, to }: PlacedBanner, { table, measure, sheet }: Setting): Inside {
  const { ink, glyphs, widthOf, width } = sheet
  const last = to === measure.slots
  const room = last ? width - measure.edge(from) - 1 : measure.between(from, to)
  const { when } = banner
  const until = when.end > when.start && !when.endAssumed ? `until ${sheet.times.end(when, table.day)}` : ''
  const words = bannerWords(banner, until, room - 4, sheet)
  const text = ink.faint(`${glyphs.leader} ${words} ${glyphs.leader.repeat(room - 3 - widthOf(words))}`)
  return { text, to: last ? to + 1 : to }
}

/** In columns; the least that is left of a title or a room. */
const TELLING = 8

/** The title, its end, and the known rooms. If they do not fit, the end is kept whole, because it says most. */
function bannerWords(banner: Banner, until: string, width: number, { glyphs, fitTo, widthOf }: Sheet): string {
  const dot = ` ${glyphs.dot} `
  const [title = '', rooms] = dayWords(banner)
  const tail = until === '' ? '' : dot + until
  const left = width - widthOf(title + tail)
  if (left < 0) return width < TELLING + tail.length ? fitTo(title, width) : fitTo(title, width - tail.length) + tail
  const more = rooms === undefined ? '' : dot + rooms
  return left < Math.min(widthOf(more), dot.length + TELLING) ? title + tail : fitTo(title + tail + more, width)
}

function dayWords({ sessions }: Banner): readonly string[] {
  const rooms = [...new Set(sessions.flatMap(({ room }) => (room === undefined ? [] : [safe(room)])))]
  return [titleOf(sessions[0]), ...(rooms.length > 0 ? [rooms.join(', ')] : [])]
}

/** The list, which is loaded only on narrow screens. */
async function listOf(view: TimetableView, sheet: Sheet): Promise<NumberedLines> {
  const { listLines } = await import('../list.js')
  const { catalogue, zone, days, stages, fold, blocks, otherDays, now, whyNot } = view
  const elsewhere = new Set(otherDays)
  const sessions = view.sessions.filter(({ when }) => when.kind === 'unscheduled' || !elsewhere.has(when.day))
  const list = {
    kind: 'sessions',
    catalogue,
    zone,
    sessions,
    days,
    stages,
    fold,
    ranked: false,
    ...definedFields({ now, whyNot }),
  } as const
  const ownBlocks = blocks.some(({ day }) => days.includes(day)) ? `Your blocks: ${sheet.suggest('agenda')}` : ''
  const sentences = ['A timetable needs 60 columns; here is the list.', ownBlocks]
  const { lines, rows } = listLines(list, sheet)
  return { lines: [...lines, ...closing(sentences, sheet)], rows }
}
