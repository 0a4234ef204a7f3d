/** Symbols that are not ASCII, and their replacements for terminals that cannot show them. */
export interface Glyphs {
  readonly going: string
  readonly maybe: string
  readonly block: string
  /** Between the parts of a line. */
  readonly dot: string
  readonly clash: string
  readonly ellipsis: string
  readonly arrow: string
  readonly minus: string
  /** Fills blocks of mine. */
  readonly shade: string
  /** Fills a banner to its end. */
  readonly leader: string
}

const FULL: Glyphs = {
  going: '●',
  maybe: '○',
  block: '#',
  dot: '·',
  clash: '×',
  ellipsis: '…',
  arrow: '→',
  minus: '−',
  shade: '░',
  leader: '┄',
}
const ASCII: Glyphs = {
  going: '*',
  maybe: 'o',
  block: '#',
  dot: '|',
  clash: 'x',
  ellipsis: '...',
  arrow: '->',
  minus: '-',
  shade: ':',
  leader: '.',
}

export function glyphsOf(screen: { readonly ascii: boolean }): Glyphs {
  return screen.ascii ? ASCII : FULL
}
