import { tsvOf } from './documents/tsv.js'
import type { Format, Screen, View } from './views.js'

/** What only some formats know. */
export interface FormatOptions {
  /** CSV cells as they are, even where a spreadsheet would take one for a formula. */
  readonly rawCsv?: boolean
}

/** A view in a format; ends with a line end. Loads what this view needs in this format; tsv needs nothing more. */
export async function render(view: View, format: Format, screen: Screen, options: FormatOptions = {}): Promise<string> {
  switch (format) {
    case 'table':
      return (await import('./text/text.js')).textOf(view, screen)
    case 'tsv':
      return tsvOf(view)
    case 'csv':
      return (await import('./documents/csv.js')).csvOf(view, { raw: options.rawCsv ?? false })
    case 'json':
      return (await import('./documents/json.js')).jsonOf(view)
    case 'yaml':
      return (await import('./documents/yaml.js')).yamlOf(view)
  }
}

/** The same piece by piece, where the answer may be too long for one text. */
export async function* renderPieces(view: View, format: Format, screen: Screen): AsyncGenerator<string> {
  if (view.kind !== 'clashes' || format === 'table') yield render(view, format, screen)
  else yield* (await import('./documents/clash-pieces.js')).clashPieces(view, format)
}
