import type { Measurer } from './width.js'

/** What a column wants: the width of its widest text, and how narrow it may become. */
export interface Want {
  readonly natural: number
  /** It does not shrink below this as long as others can. */
  readonly least: number
  /** Columns of a higher rank shrink only after those of a lower one. */
  readonly rank: number
}

/** Narrower than this a column tells nothing; better the next rank gives way. */
const TELLING = 8

/**
 * Widths that sum up to at most `room`, one a column: natural where there is room; else columns shrink rank by rank, within
 * a rank the widest first, down to their least. Where that is not enough they go on like this down to 8, then to 1.
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

/** Columns of the widest of these texts. */
export function widestOf(texts: readonly string[], { widthOf }: Pick<Measurer, 'widthOf'>): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}
