import type { Measurer } from './width.js'

/** The width of a column's widest text, and how narrow it may become. */
export interface Want {
  readonly natural: number
  /** It does not shrink below this while other columns can. */
  readonly least: number
  /** Columns of a higher rank shrink after those of a lower one. */
  readonly rank: number
}

/** Before a column becomes narrower than this, columns of the next rank shrink. */
const TELLING = 8

/**
 * Widths that sum up to at most `room`, one for each column: natural if there is room, or else columns shrink rank by
 * rank, the widest of a rank first, to their least width. If that is not enough, they shrink to 8 columns and then to
 * 1.
 */
export function columnWidths(wants: readonly Want[], room: number): readonly number[] {
  const widths = wants.map(({ natural }) => Math.max(1, natural))
  const ranks = [...new Set(wants.map(({ rank }) => rank))].sort((a, b) => a - b)
  let over = widths.reduce((sum, width) => sum + width, 0) - room
  const shrink = (rank: number, least: (want: Want) => number) => {
    const columns = wants.flatMap((want, column) =>
      want.rank === rank ? [{ column, least: Math.max(1, least(want)) }] : [],
    )
    while (over > 0) {
      let widest = -1
      for (const { column, least: stop } of columns) {
        const width = widths[column] ?? 0
        if (width > stop && (widest < 0 || width > (widths[widest] ?? 0))) widest = column
      }
      if (widest < 0) return
      widths[widest] = (widths[widest] ?? 0) - 1
      over--
    }
  }
  for (const rank of ranks) shrink(rank, ({ least }) => least)
  for (const rank of ranks) shrink(rank, ({ least }) => Math.min(least, TELLING))
  for (const rank of ranks) shrink(rank, () => 1)
  return widths
}

export function widestOf(texts: readonly string[], { widthOf }: Pick<Measurer, 'widthOf'>): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}
