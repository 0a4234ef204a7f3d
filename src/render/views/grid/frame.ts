import { firstOf, type Session, type Timed } from '../../../model/index.js'
import type { Day } from '../../../model/time.js'
import { blockId, entryKey } from '../../../planning/agenda/clashes.js'
import type { Folding } from '../../../planning/sessions/foldable.js'
import type { LinedBox, Scale } from '../../../planning/timetable/rows.js'
import {
  type Box,
  type Fitting,
  type TimetableColumn,
  type TimetableDay,
  weightOf,
} from '../../../planning/timetable/timetable.js'
import type { Part } from '../../layout/paragraph.js'
import type { Sheet, Tone } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { Called, TimetableView } from '../../views.js'
import { foldedSentence } from '../../words/headline.js'
import { count, daysLabel, listed, type Times } from '../../words/labels.js'
import { fitLabel, type Label, placeLabel, speakerLabel, titleOf } from '../../words/session-rows.js'
import { distinctNames } from '../../words/shared-parts.js'
import type { Suggest } from '../../words/shell.js'

/** The strength of an edge: none, programme, block, maybe, going. The stronger one wins on shared edges. */
type Stroke = 0 | 1 | 2 | 3 | 4

const TONES: readonly (Tone | undefined)[] = [undefined, 'faint', undefined, 'maybe', 'going']

interface Frame {
  /** The character on a line between two slots; `boundary` 0 is left of all slots. */
  readonly corner: (line: number, boundary: number) => Part
  /** The character of the edge in a slot; a space without an edge. */
  readonly rule: (line: number, slot: number) => Part
}

/**
 * U+2500 to U+257F by the strength (none, light, heavy) of the arms up, down, left and right, which count 27, 9, 3 and
 * 1.
 */
const LINES = ' ╶╺╴─╼╸╾━╷┌┍┐┬┮┑┭┯╻┎┏┒┰┲┓┱┳╵└┕┘┴┶┙┵┷│├┝┤┼┾┥┽┿╽┟┢┧╁╆┪╅╈╹┖┗┚┸┺┛┹┻╿┞┡┦╀╄┩╃╇┃┠┣┨╂╊┫╉╋'

export function frameOf(
  boxes: readonly LinedBox[],
  { height, slots, ascii }: { readonly height: number; readonly slots: number; readonly ascii: boolean },
): Frame {
  // Across a slot on a line; and left of a slot, from a line to the next.
  const across = new Uint8Array(height * slots)
  const down = new Uint8Array(height * (slots + 1))
  const strengthen = (edges: Uint8Array, index: number, stroke: Stroke) => {
    edges[index] = Math.max(edges[index] ?? 0, stroke)
  }
  for (const { box, top, bottom } of boxes) {
    const stroke = strokeOf(box)
    for (const line of [top, bottom]) {
      for (let slot = box.from; slot < box.to; slot++) strengthen(across, line * slots + slot, stroke)
    }
    for (const boundary of [box.from, box.to]) {
      for (let line = top; line < bottom; line++) strengthen(down, line * (slots + 1) + boundary, stroke)
    }
  }
  const ruleAt = (line: number, slot: number) => (slot < 0 || slot >= slots ? 0 : (across[line * slots + slot] ?? 0))
  const downAt = (line: number, boundary: number) => (line < 0 ? 0 : (down[line * (slots + 1) + boundary] ?? 0))
  const sign = ascii ? asciiSign : lineSign
  return {
    corner(line, boundary) {
      const arms = [
        downAt(line - 1, boundary),
        downAt(line, boundary),
        ruleAt(line, boundary - 1),
        ruleAt(line, boundary),
      ]
      return { text: sign(arms), tone: TONES[Math.max(...arms)] }
    },
    rule(line, slot) {
      const stroke = ruleAt(line, slot)
      return { text: sign([0, 0, stroke, stroke]), tone: TONES[stroke] }
    },
  }
}

function strokeOf(box: Box): Stroke {
  if (box.of.kind === 'block') return 2
  const weight = weightOf(box)
  return weight === 2 ? 4 : weight === 1 ? 3 : 1
}

function lineSign(arms: readonly number[]): string {
  const index = arms.reduce((sum, stroke) => sum * 3 + (stroke === 0 ? 0 : stroke === 4 ? 2 : 1), 0)
  return LINES[index] ?? ' '
}

function asciiSign([up = 0, down = 0, left = 0, right = 0]: readonly number[]): string {
  const [upright, level] = [Math.max(up, down), Math.max(left, right)]
  if (upright > 0 && level > 0) return '+'
  if (level > 0) return level === 4 ? '=' : '-'
  return upright > 0 ? '|' : ' '
}

interface BoxLine extends Part {
  readonly sign: string
  readonly signTone?: Tone | undefined
}

/** The words of a box, in at most `most` lines of at most `width` columns: title, clashes, speakers, place. */
export function boxLines(
  box: Box,
  { width, most }: { readonly width: number; readonly most: number },
  view: TimetableView,
  sheet: Sheet,
): readonly BoxLine[] {
  const { glyphs } = sheet
  const against = clashWords(box, view)
  const mark = box.of.kind === 'block' ? glyphs.block : box.of.stage ? glyphs[box.of.stage] : ''
  const sign = (against.length > 0 ? '!' : '') + mark
  const signed = (title: string) => (sign === '' ? title : `${sign} ${title}`)
  const whole = signed(box.of.kind === 'block' ? safe(box.of.block.title) : titleOf(box.of.session))
  const short = box.of.kind === 'block' ? whole : signed(titleOf(withoutLabels(box.of.session, view)))
  const lines = wrapped(sheet.wrapTo(whole, width).length > most ? short : whole, width, most, sheet)
  const tone: Tone | undefined = box.of.kind === 'session' && box.of.stage === 'going' ? 'strong' : undefined
  const signTone: Tone | undefined = against.length > 0 ? 'bad' : box.of.kind === 'session' ? box.of.stage : undefined
  const href = box.of.kind === 'session' ? box.of.session.url : undefined
  const titles = lines.map((line, index): BoxLine => {
    const cut = index === 0 ? sign.length : 0
    return { sign: line.slice(0, cut), signTone, text: line.slice(cut), tone, href }
  })
  const below = (text: string, ink: Tone): readonly BoxLine[] => (text === '' ? [] : [{ sign: '', text, tone: ink }])
  const clash = against.length === 0 ? '' : sheet.fitTo(`${glyphs.clash} ${others(against)}`, width)
  return [
    ...titles,
    ...below(clash, 'bad'),
    ...below(speakersOf(box, width, sheet), 'faint'),
    ...below(fitLabel(placeOf(box, view), width, sheet), 'faint'),
  ].slice(0, most)
}

const LABEL = /^([^:]{1,40}): +(?=\S)/

/** The session with a title that does not repeat the name of the column or the kind. */
function withoutLabels(session: Session, { across }: TimetableView): Session {
  const place = across === undefined ? undefined : firstOf(session, across)
  return withoutKind(place === undefined ? session : withoutPlace(session, place))
}

/**
 * Removes the last part of the place's name and the separator after it: `Demo Theater | How to …` in `Hall 5 | Demo
 * Theater`.
 */
function withoutPlace(session: Session, place: string): Session {
  const name = (place.split('|').at(-1) ?? '').trim().toLowerCase()
  if (name === '' || !session.title.toLowerCase().startsWith(name)) return session
  const rest = session.title.slice(name.length)
  const title = rest.replace(/^(?: ?[|:]| [-–—]) +(?=\S)/, '')
  return title === rest ? session : { ...session, title }
}

/** Removes a label that only says the kind: `Project Lightning Talk: `. */
function withoutKind(session: Session): Session {
  const label = LABEL.exec(session.title)
  const says = label?.[1]?.toLowerCase() ?? ''
  if (!label || !says.includes(session.kind) || says.includes('sponsored')) return session
  return { ...session, title: session.title.slice(label[0].length) }
}

/** At most `most` lines; an ellipsis marks what does not fit. */
function wrapped(text: string, width: number, most: number, sheet: Sheet): readonly string[] {
  const lines = sheet.wrapTo(text, width)
  if (lines.length <= most) return lines
  const rest = lines.slice(most - 1).map((line) => (/[-/]$/.test(line) ? line : `${line} `))
  return [...lines.slice(0, most - 1), sheet.fitTo(rest.join('').trimEnd(), width)]
}

function clashWords(box: Box, { clashes }: TimetableView): readonly string[] {
  if (weightOf(box) < 2) return []
  const { of, when } = box
  const id = of.kind === 'block' ? blockId(of.block.title) : of.session.id
  return clashes.flatMap(({ entries: [a, b] }) => {
    if (a.id === id && a.start === when.start) return [safe(b.title)]
    return b.id === id && b.start === when.start ? [safe(a.title)] : []
  })
}

/** A single one is named, as in the agenda. */
function others(titles: readonly string[]): string {
  return titles.length === 1 ? titles.join('') : `${titles.length} others`
}

function speakersOf({ of }: Box, width: number, sheet: Sheet): string {
  return of.kind === 'block' ? '' : fitLabel(speakerLabel(of.session.speakers), width, sheet)
}

/** The tracks if columns are rooms, or else the room. */
function placeOf({ of }: Box, { across }: TimetableView): Label {
  if (of.kind === 'block') return { forms: [safe(of.block.room ?? '')], more: '' }
  return placeLabel([of.session], across === 'room' ? 'track' : 'room')
}

const MOST_LINES = 3

/** The names above the columns that have one, each ending on the line above its boxes. */
export function headLines(
  columns: readonly TimetableColumn[],
  { gutter, between }: Measure,
  { across }: Pick<TimetableView, 'across'>,
  sheet: Sheet,
): readonly string[] {
  let slot = 0
  const names = distinctNames(
    columns.map((column) => columnName(column, across)),
    sheet,
  )
  const heads = columns.map((column) => {
    const width = between(slot, slot + column.slots)
    slot += column.slots
    const name = columnName(column, across)
    const fits = sheet.wrapTo(name, width - 2).length <= MOST_LINES
    // Wrapping leaves room at the ends of lines.
    const shown = fits ? name : names.fit(name, (width - 2) * (MOST_LINES - 1))
    return { width, lines: name === '' ? [] : wrapped(shown, width - 2, MOST_LINES, sheet) }
  })
  const height = Math.max(0, ...heads.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, line) => {
    const cells = heads.map(
      ({ width, lines }) => `  ${sheet.padTo(lines[line - height + lines.length] ?? '', width - 1)}`,
    )
    return ' '.repeat(gutter) + sheet.ink.heading(cells.join('').trimEnd())
  })
}

function columnName(
  { name, mine = false }: { readonly name?: string; readonly mine?: boolean },
  across: TimetableView['across'],
): string {
  if (mine) return 'Mine'
  if (name !== undefined) return safe(name)
  return across === undefined ? '' : `(no ${across})`
}

/** Widths of a timetable in terminal columns. The edges between slots take one each, in addition. */
export interface Measure {
  /** Of the times on the left, including the space beside them. */
  readonly gutter: number
  readonly slots: number
  /** The width between the left edges of slots `from` and `to`. */
  readonly between: (from: number, to: number) => number
  readonly edge: (slot: number) => number
  /** Narrow boxes need more lines for their words. */
  readonly scale: Scale
}

/** The preferred, the least and the greatest width of a slot. */
const COMFORTABLE = 18
const NARROWEST = 12
const WIDEST = 60
const ROOMY = 32
/** Blocks have few words. */
const MINE = 12

export function gutterFor(timed: readonly Timed[], day: Day, times: Times): number {
  return timed.reduce((most, { start, end, offset, endOffset }) => {
    return Math.max(most, times.time(start, offset, day).length + 1, times.time(end, endOffset, day).length + 1)
  }, 6)
}

/** How many slots fit beside `mine` slots of my blocks; at least one. */
export function slotsFitting(width: number, gutter: number, mine: number): Fitting {
  const fitting = (each: number) => Math.max(1, Math.floor(roomFor(width, gutter, mine) / (each + 1)))
  return { wide: fitting(COMFORTABLE), narrow: fitting(NARROWEST) }
}

/** The width at which this many slots have their preferred width. */
function widthFor(slots: number, gutter: number, mine: number): number {
  return gutter + 1 + mine * (MINE + 1) + slots * (COMFORTABLE + 1)
}

/** Distributes the width over the slots: those of the programme are equal, within one column. */
export function measureOf(columns: readonly TimetableColumn[], width: number, gutter: number): Measure {
  const slots = columns.flatMap(({ mine, slots: wide }) => new Array<boolean>(wide).fill(mine))
  const others = slots.filter((mine) => !mine).length
  const room = roomFor(width, gutter, slots.length - others)
  const each = Math.min(WIDEST, Math.max(1, Math.floor(room / Math.max(1, others)) - 1))
  const wider = each < WIDEST ? room - others * (each + 1) : 0
  const first = slots.length - others
  const widths = slots.map((mine, slot) => (mine ? MINE : each + (slot - first < wider ? 1 : 0)))
  const between = (from: number, to: number) =>
    widths.slice(from, to).reduce((sum, own) => sum + own, 0) + Math.max(0, to - from - 1)
  const edge = (slot: number) => gutter + (slot === 0 ? 0 : between(0, slot) + 1)
  const scale = { minutesALine: each >= ROOMY ? 10 : each >= COMFORTABLE ? 7.5 : 6, least: each >= ROOMY ? 1 : 2 }
  return { gutter, slots: slots.length, between, edge, scale }
}

function roomFor(width: number, gutter: number, mine: number): number {
  return width - gutter - 1 - mine * (MINE + 1)
}

/** Further names are counted. */
const NAMES = 3

/** Below one day: which columns are left out and why, how to see them, and what has no place in the others. */
export function dayEnding(
  table: TimetableDay,
  gutter: number,
  view: TimetableView,
  suggest: Suggest,
): readonly string[] {
  const beside = table.boxes.reduce((sum, { more }) => sum + more, 0)
  const besides = `${beside} more ${beside === 1 ? 'runs' : 'run'} at the same time (+1 on an edge): ${suggest('list')}`
  return [...columnsLeftOut(table, gutter, view, suggest), ...(beside > 0 ? [besides] : [])]
}

function columnsLeftOut(
  { day, leftOut, columns }: TimetableDay,
  gutter: number,
  { across, called }: TimetableView,
  suggest: Suggest,
): readonly string[] {
  if (!leftOut) return []
  const facet = across ?? 'column'
  const shown = leftOut.of - leftOut.columns.length
  const mine = leftOut.columns.filter(({ picks }) => picks > 0)
  const named = (some: typeof leftOut.columns) =>
    listed(
      some.map((column) => columnName(column, across)),
      'and',
      NAMES,
    )
  const sessions = leftOut.columns.reduce((sum, column) => sum + column.sessions, 0)
  const first = leftOut.by === 'picks' ? 'those with your picks first' : 'the fullest first'
  const next = [...mine, ...leftOut.columns].find(({ name }) => name !== undefined)?.name
  const blocks = columns.reduce((sum, column) => sum + (column.mine ? column.slots : 0), 0)
  const again = (...flags: Called['flags']) => {
    const replaced = new Set(flags.map(([flag]) => flag))
    const kept = called.flags.filter(([flag]) => !replaced.has(flag))
    return suggest('grid', called.words, [['--day', day], ...kept, ...flags])
  }
  return [
    `${shown} of ${count(leftOut.of, facet)} ${shown === 1 ? 'fits' : 'fit'}: ${first}.`,
    `Not shown: ${count(sessions, 'session')} in ${count(leftOut.columns.length, facet)}: ${named(leftOut.columns)}.`,
    ...(mine.length > 0 ? [`You also have picks in ${named(mine)}.`] : []),
    ...(next !== undefined && across ? [`One of them: ${again([`--${across}`, next])}`] : []),
    `All: ${again(['--width', `${widthFor(leftOut.wanted, gutter, blocks)}`])} | less -S`,
  ]
}

/** Below all days: what is in none of them, and where to find it. */
export function ending(
  view: TimetableView,
  { shown, folded }: Folding,
  tables: readonly TimetableDay[],
  suggest: Suggest,
): readonly string[] {
  const elsewhere = new Set(view.otherDays)
  const untimed = view.sessions.filter(
    ({ when }) => when.kind === 'unscheduled' || (when.kind === 'dated' && !elsewhere.has(when.day)),
  ).length
  return [
    ...(tables.length === 0 && shown.length === 0 ? ['No session with a time.'] : []),
    foldedSentence(folded),
    untimed === 0 ? '' : `${count(untimed, 'session')} without a time: ${suggest('list')}`,
    tables.some((table) => showsClash(table, view)) ? `What clashes: ${suggest('clashes')}` : '',
    ...otherDays(view, suggest),
  ].filter(Boolean)
}

export function showsClash({ boxes }: TimetableDay, { clashes }: TimetableView): boolean {
  const idOf = ({ of }: Box) => (of.kind === 'block' ? blockId(of.block.title) : of.session.id)
  const shown = new Set(boxes.map((box) => entryKey({ id: idOf(box), ...box.when })))
  return clashes.some(({ entries }) => entries.some((entry) => shown.has(entryKey(entry))))
}

function otherDays({ otherDays: days }: TimetableView, suggest: Suggest): readonly string[] {
  const [first] = days
  return first === undefined
    ? []
    : [`Also ${daysLabel(days)}.`, `Another day: ${suggest('grid', [], [['--day', first]])}`]
}
