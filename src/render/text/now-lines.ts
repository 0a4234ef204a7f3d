import { columnWidths, widestOf } from './columns.js'
import { flow } from './flow.js'
import type { NowRow } from './now-rows.js'
import type { Sheet } from './sheet.js'

const LABEL = 7
const GUTTER = 2
/** From this width on times have a column, and so have less important facts. */
const COLUMNS_FROM = 80
/** In columns; with less room beside the time, a title goes below it. */
const TITLE = 16

type SetRow = (row: NowRow) => readonly string[]

/** Rows as lines: a label where a new one begins, then the time. Titles of what matters now are never cut. */
export function nowLines(rows: readonly NowRow[], sheet: Sheet): readonly string[] {
  const set = (sheet.width < COLUMNS_FROM ? stacked : columned)(rows, sheet)
  return rows.flatMap((row, index) => {
    const label = rows[index - 1]?.label === row.label ? '' : row.label
    const lead = sheet.ink.heading(label) + ' '.repeat(LABEL - label.length)
    const [first = '', ...further] = set(row)
    return [lead + first, ...further.map((line) => ' '.repeat(LABEL) + line)]
  })
}

function columned(rows: readonly NowRow[], sheet: Sheet): SetRow {
  const { ink, width, wrapTo, padTo, fitTo } = sheet
  const time =
    GUTTER +
    widestOf(
      rows.map((row) => row.time),
      sheet,
    )
  const cells = rows.filter(({ facts }) => facts === undefined).map(cellsOf)
  const used = [0, 1, 2].filter((column) => cells.some((row) => row[column] !== ''))
  const wants = used.map((column) => ({
    natural: Math.min(
      width,
      widestOf(
        cells.map((row) => row[column] ?? ''),
        sheet,
      ),
    ),
    least: LEAST[column] ?? 1,
    rank: 1 + column,
  }))
  const widths = columnWidths(wants, width - LABEL - time - GUTTER * (used.length - 1))
  return (row) => {
    const { time: start, title, facts } = row
    if (facts) {
      const indent = start === '' ? 0 : time
      const [first = '', ...further] = wrapTo(title, width - LABEL - indent)
      return [
        (start === '' ? '' : padTo(start, indent)) + ink.strong(first),
        ...further.map((line) => ' '.repeat(indent) + ink.strong(line)),
        ...factLines(row, sheet),
      ]
    }
    const texts = used.map((column, index) => fitTo(cellsOf(row)[column] ?? '', widths[index] ?? 1))
    const last = texts.findLastIndex((text) => text !== '')
    const line = texts.slice(0, last + 1).map((text, index) => {
      const painted = index === 0 ? text : ink.faint(text)
      return index === last ? painted : painted + padTo('', (widths[index] ?? 1) - sheet.widthOf(text))
    })
    return [padTo(start, time) + line.join(' '.repeat(GUTTER))]
  }
}

/** The place is more important than the end of a title, and the remark more than both. */
const LEAST = [24, 14, 20]

function cellsOf({ title, room, remark }: NowRow): readonly [string, string, string] {
  return [title, room, remark]
}

/** For narrow screens: time and title, then the rest, one below the other. */
function stacked(_: readonly NowRow[], sheet: Sheet): SetRow {
  const { ink, glyphs, width, wrapTo, fitTo } = sheet
  const room = width - LABEL
  return (row) => {
    const { time, title, facts, remark } = row
    const beside = time === '' || room - time.length - GUTTER >= TITLE
    const above = beside ? [] : [time]
    const start = beside && time !== '' ? time + ' '.repeat(GUTTER) : ''
    if (facts) {
      // Wrapping leaves one blank between words.
      const [first = '', ...further] = wrapTo(start.slice(0, -1) + title, room - 1)
      const opening = first.slice(Math.max(0, start.length - 1))
      return [...above, start + ink.strong(opening), ...further.map(ink.strong), ...factLines(row, sheet)]
    }
    const details = [row.room, remark].filter((text) => text !== '').join(` ${glyphs.dot} `)
    const below = details === '' ? [] : [ink.faint(fitTo(details, room))]
    return [...above, start + fitTo(title, room - start.length), ...below]
  }
}

function factLines({ facts = [] }: NowRow, sheet: Sheet): readonly string[] {
  return flow(facts, { ...sheet, width: sheet.width - LABEL })
}
