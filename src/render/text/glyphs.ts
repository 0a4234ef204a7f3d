/** The signs of our own that are not ASCII, and what stands for them where a terminal cannot show them. */
export interface Glyphs {
  readonly going: string
  readonly maybe: string
  readonly block: string
  /** Between the parts of a line. */
  readonly dot: string
  readonly clash: string
  readonly ellipsis: string
  /** From what was to what is. */
  readonly arrow: string
  /** Before what is lost. */
  readonly minus: string
  /** What fills time of mine. */
  readonly shade: string
  /** What leads from one end of a banner to the other. */
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
