import type { ChangeRow } from './change-rows.js'
import { widestOf } from './columns.js'
import type { Tone } from './ink.js'
import type { Sheet } from './sheet.js'

const COLUMNS_FROM = 72
const INDENT = 2
const GAP = 2
/** The largest share of the width for time and place; times are never cut. */
const SHARE = 0.36
/** In columns; a title is cut no further to make room for its tail. */
const LEAST_TITLE = 20

const TONES: Readonly<Record<ChangeRow['what'], Tone>> = {
  added: 'going',
  removed: 'bad',
  cancelled: 'bad',
  replaced: 'bad',
  moved: 'warning',
  room: 'warning',
  title: 'faint',
  speakers: 'faint',
  other: 'faint',
  clash: 'bad',
}

type SetRow = (row: ChangeRow) => readonly string[]

/** Sets rows in common columns or, on a narrow screen, one below the other. */
export function setRows(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  return sheet.width < COLUMNS_FROM ? (row) => stacked(row, sheet) : columned(rows, sheet)
}

function columned(rows: readonly ChangeRow[], sheet: Sheet): SetRow {
  const { width, widthOf, padTo, wrapTo, ink } = sheet
  const most = Math.max(
    Math.floor(width * SHARE),
    widestOf(
      rows.map((row) => row.time),
      sheet,
    ),
  )
  const named = rows.filter(({ title }) => title !== '')
  const widest = (own: readonly ChangeRow[], textOf: (row: ChangeRow) => string) => widestOf(own.map(textOf), sheet)
  const time = Math.min(
    most,
    widest(named, (row) => (row.place === '' ? '' : row.time)),
  )
  const middleOf = ({ time: own, place }: ChangeRow) => (place === '' ? own : `${padTo(own, time)}  ${place}`)
  // An old and a new room must be shown in full.
  const settle = (row: ChangeRow) => (row.what === 'room' && widthOf(middleOf(row)) > most ? placeBelow(row) : row)
  const middle = Math.min(most, widest(named.map(settle), middleOf))
  const what = widest(rows, (row) => row.what)
  const lead = INDENT + what + GAP
  const room = width - lead - middle - GAP
  if (room < LEAST_TITLE) return (row) => stacked(row, sheet)
  return (row) => {
    const start = `${' '.repeat(INDENT)}${ink[TONES[row.what]](padTo(row.what, what))}${' '.repeat(GAP)}`
    if (row.title === '' && row.tail === '') {
      const indent = row.time === '' && time > 0 ? time + GAP : 0
      const [first = '', ...further] = wrapTo(row.time + row.place, width - lead - indent)
      return under(start + ' '.repeat(indent) + first, further, lead + indent)
    }
    const own = settle(row)
    const [first = '', ...further] = besideEachOther(own, room, sheet)
    return under(`${start}${padTo(middleOf(own), middle)}${' '.repeat(GAP)}${first}`, further, lead + middle + GAP)
  }
}

function placeBelow(row: ChangeRow): ChangeRow {
  return { ...row, place: '', tail: row.place }
}

/** A title and its tail on one line, cutting the title if the tail is short; otherwise the whole tail below it. */
function besideEachOther({ title, tail, joint }: ChangeRow, room: number, sheet: Sheet): readonly string[] {
  const { widthOf, fitTo } = sheet
  if (tail === '') return [fitTo(title, room)]
  if (title === '') return hanging(tail, room, sheet)
  const left = room - widthOf(joint + tail)
  const short = joint !== ' ' && left >= LEAST_TITLE
  if (short || widthOf(title) <= left) return [fitTo(title, left) + joint + tail]
  return [fitTo(title, room), ...hanging(tail, room, sheet)]
}

function hanging(text: string, room: number, { wrapTo, widthOf }: Sheet): readonly string[] {
  if (widthOf(text) <= room) return [text]
  const [first = '', ...further] = wrapTo(text, room - GAP)
  return [first, ...further.map((line) => ' '.repeat(GAP) + line)]
}

function under(first: string, further: readonly string[], indent: number): readonly string[] {
  return [first.trimEnd(), ...further.map((line) => ' '.repeat(indent) + line)]
}

function stacked(row: ChangeRow, sheet: Sheet): readonly string[] {
  const { width, wrapTo, fitTo, glyphs, ink } = sheet
  const { what, title, tail } = row
  const [lead, indent] = [INDENT + what.length + GAP, INDENT + GAP]
  const circumstances = [row.time, row.place].filter(Boolean).join(` ${glyphs.dot} `)
  const [news, below] = circumstances === '' ? [tail, ''] : [circumstances, tail]
  const [first = '', ...further] = news === '' ? [] : wrapTo(news, width - lead)
  const start = `${' '.repeat(INDENT)}${ink[TONES[what]](what)}${' '.repeat(GAP)}${first}`
  const inset = (line: string) => ' '.repeat(indent) + line
  return [
    ...under(start, further, lead),
    ...(title === '' ? [] : [fitTo(title, width - indent)]).map(inset),
    ...(below === '' ? [] : hanging(below, width - indent, sheet)).map(inset),
  ]
}
