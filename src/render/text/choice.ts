import type { SessionList } from '../sentences/words.js'
import type { Sheet } from './sheet.js'

/** Sessions to choose from, with whole ids and the rest in columns. With `cuts` no line is wider than the screen. */
export function choiceLines({ heading, rows, more }: SessionList, sheet: Sheet, cuts: boolean): readonly string[] {
  const { width, widthOf, fitTo } = sheet
  const ids = filledUp(
    rows.map(({ id }) => id),
    sheet,
    LONGEST_ID,
  )
  const facts = joined(
    filledUp(
      rows.map(({ when }) => when),
      sheet,
    ),
    filledUp(
      rows.map(({ room }) => (cuts ? fitTo(room, LONGEST_ROOM) : room)),
      sheet,
      LONGEST_ROOM,
    ),
  )
  const longest = Math.max(0, ...ids.map(widthOf))
  const beside = width - INDENT.length - longest - GAP.length
  const fitsBeside = beside >= Math.max(LEAST_TITLE, ...facts.map(widthOf))
  const room = fitsBeside ? beside : Math.max(1, width - INDENT.length - GAP.length)
  const lines = rows.flatMap(({ id, title }, row) => {
    const fact = facts[row] ?? ''
    if (!cuts) return [INDENT + ids[row] + GAP + joinedCell(fact, title)]
    const left = fact === '' ? room : room - widthOf(fact) - GAP.length
    const rest = left < LEAST_TITLE / 2 ? fitTo((fact || title).trimEnd(), room) : joinedCell(fact, fitTo(title, left))
    return fitsBeside ? [`${INDENT}${ids[row]}${GAP}${rest}`] : [INDENT + id, INDENT + GAP + rest]
  })
  return [`${GAP}${heading}:`, ...lines, ...(more > 0 ? [`${INDENT}and ${more} more`] : [])]
}

const INDENT = '    '
const GAP = '  '
/** In columns. Longer ids push their line; if too little room is left for the title, it goes below. */
const LONGEST_ID = 32
const LONGEST_ROOM = 20
const LEAST_TITLE = 16

function joinedCell(one: string, other: string): string {
  return one === '' || other === '' ? one + other : one + GAP + other
}

function joined(left: readonly string[], right: readonly string[]): readonly string[] {
  return left.map((text, row) => joinedCell(text, right[row] ?? ''))
}

function filledUp(texts: readonly string[], { widthOf }: Sheet, most = Number.POSITIVE_INFINITY): readonly string[] {
  const widest = Math.min(most, Math.max(0, ...texts.map(widthOf)))
  return texts.map((text) => text + ' '.repeat(Math.max(0, widest - widthOf(text))))
}
