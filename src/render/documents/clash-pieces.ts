import { type Clash, eachClash } from '../../planning/agenda/clashes.js'
import { safe, safeBlock } from '../screen/terminal.js'
import type { ClashesView, Format } from '../views.js'
import { clashCells, clashHeads } from './cells.js'
import { csvText } from './csv.js'
import { unknownWalkFields } from './fields.js'
import { jsonText } from './json.js'
import { clashFields, twiceFields } from './view-documents.js'

/** How many clashes are written at a time; a programme may have millions. */
const BATCH = 2000

/** Clashes for machines in pieces, which together equal the result of `render`. */
export async function* clashPieces(
  { scope, entries, walks, again, roomChanges }: ClashesView,
  format: Exclude<Format, 'table'>,
): AsyncGenerator<string> {
  if (format === 'tsv' || format === 'csv') {
    const line = (rows: readonly (readonly string[])[]) =>
      format === 'tsv'
        ? rows.map((row) => `${row.map(safe).join('\t')}\n`).join('')
        : csvText(
            rows.map((row) => row.map(safeBlock)),
            { raw: false },
          )
    yield line([clashHeads])
    for (const batch of batches(eachClash(entries, walks))) yield line(batch.map(clashCells))
    return
  }
  const head = { kubeplan: 'clashes/1', scope, ...twiceFields(again), ...unknownWalkFields(roomChanges) }
  // YAML is slow to load.
  const write = format === 'json' ? jsonText : (await import('./yaml.js')).yamlText
  const [before, after = ''] = write({ ...head, clashes: ['/'] }).split(format === 'json' ? /\n +"\/"/ : /\n +- \//)
  let first = true
  for (const batch of batches(eachClash(entries, walks))) {
    // The same document with only these clashes, reduced to its items.
    const text = write({ ...head, clashes: batch.map((clash) => clashFields(clash, again)) })
    const items = text.slice((before ?? '').length, text.length - after.length)
    yield first ? `${before}${items}` : format === 'json' ? `,${items}` : items
    first = false
  }
  yield first ? write({ ...head, clashes: [] }) : after
}

function* batches(clashes: Iterable<Clash>): Generator<readonly Clash[]> {
  let batch: Clash[] = []
  for (const clash of clashes) {
    batch.push(clash)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
