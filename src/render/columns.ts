import type { Measurer } from './width.js'

/** What a column wants: the width of its widest text, and how narrow it may become. */
export interface Want {
  readonly natural: number
  /** It does not shrink below this as long as others can. */
  readonly least: number
  /** Columns of a higher rank shrink only after those of a lower one. */
  readonly rank: number
}

/**
 * Widths that sum up to at most `room`, one a column: natural where there is room; else columns shrink rank by rank, within
 * a rank the widest first, down to their least; at last all of them, down to 1.
 */
export function columnWidths(wants: readonly Want[], room: number): readonly number[] {
  const widths = wants.map(({ natural }) => Math.max(1, natural))
  let over = widths.reduce((sum, width) => sum + width, 0) - room
  const ranks = [...new Set(wants.map(({ rank }) => rank))].sort((a, b) => a - b)
  const shrink = (columns: readonly number[], least: (column: number) => number) => {
    while (over > 0) {
      const able = columns.filter((column) => (widths[column] ?? 0) > least(column))
      const widest = able.reduce(
        (best, column) => ((widths[column] ?? 0) > (widths[best] ?? 0) ? column : best),
        able[0] ?? -1,
      )
      if (widest < 0) return
      widths[widest] = (widths[widest] ?? 0) - 1
      over--
    }
  }
  const all = wants.map((_, column) => column)
  for (const rank of ranks) {
    shrink(
      all.filter((column) => wants[column]?.rank === rank),
      (column) => Math.max(1, wants[column]?.least ?? 1),
    )
  }
  shrink(all, () => 1)
  return widths
}

/** Columns of the widest of these texts. */
export function widestOf(texts: readonly string[], { widthOf }: Pick<Measurer, 'widthOf'>): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}
