import { tsvOf } from './documents/tsv.js'
import type { Format, Screen, View } from './views.js'

export interface FormatOptions {
  /** CSV cells are not protected from being read as formulas. */
  readonly rawCsv?: boolean
}

/** A view in a format, ending with a line end. Loads only what this view and format need. */
export async function render(view: View, format: Format, screen: Screen, options: FormatOptions = {}): Promise<string> {
  switch (format) {
    case 'table':
      return (await import('./view-text.js')).viewText(view, screen)
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

/** `render` in pieces, where the output may be too long for one string. */
export async function* renderPieces(view: View, format: Format, screen: Screen): AsyncGenerator<string> {
  if (view.kind !== 'clashes' || format === 'table') yield render(view, format, screen)
  else yield* (await import('./documents/clash-pieces.js')).clashPieces(view, format)
}
