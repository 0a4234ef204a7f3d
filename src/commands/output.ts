import { extname } from 'node:path'
import { Exit, fail } from '../model/index.js'
import { withoutPath, withoutPaths } from '../planning/export/privacy.js'
import type { Prose } from '../render/prose/prose.js'
import { render } from '../render/render.js'
import type { SessionsView } from '../render/views.js'
import type { Output } from '../store/files/new-file.js'
import { fromWorking } from '../store/files/paths.js'
import type { App } from './app.js'

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['yml', 'yaml'],
  ['htm', 'html'],
  ['markdown', 'md'],
])

/** What the extension of a file says. */
function formatIn(file: string): string {
  const ending = extname(file).slice(1).toLowerCase()
  return ENDINGS.get(ending) ?? ending
}

/** The format from `--format` or `--json`, or else from the file's extension; for stdout (`-`) the first format. */
export function outputFormat<F extends string>(
  file: string,
  formats: readonly [F, ...F[]],
  { globals }: Pick<App, 'globals'>,
): F {
  const wanted = globals.format ?? (globals.json ? 'json' : file === '-' ? formats[0] : formatIn(file))
  return (
    formats.find((format) => format === wanted) ??
    fail(Exit.usage, { code: 'unknown-format', format: wanted, allowed: formats })
  )
}

/** Sessions as complete rows of `catalogue/1`, for others to read. */
export async function rowsText(
  format: 'csv' | 'json' | 'yaml',
  { catalogue, zone, sessions }: Pick<SessionsView, 'catalogue' | 'zone' | 'sessions'>,
  { rawCsv = false, excel = false }: { readonly rawCsv?: boolean; readonly excel?: boolean } = {},
): Promise<string> {
  const rows = { catalogue: withoutPaths(catalogue), zone, sessions: sessions.map(withoutPath) }
  const view = { kind: 'sessions', ...rows, stages: new Map(), fold: false, ranked: false } as const
  return render(view, format, { width: 80, colour: 0, ascii: false }, { rawCsv, excel })
}

/**
 * Writes the answer to stdout (`-`) or to a file. Replaces another file only with `force`, and never the agenda or the
 * catalogue.
 */
export async function putOut(text: Output, file: string, force: boolean, app: App): Promise<void> {
  const put = await openOut(file, force, app)
  await put(text)
}

/**
 * Writes a document as Markdown. A `.md` file that was written before is written again without `force`, and keeps what
 * the person has edited in it. `document` says what it is, such as `guide`.
 */
export async function putMarkdown(
  prose: Prose,
  file: string,
  { document, slug, force = false }: { readonly document: string; readonly slug: string; readonly force?: boolean },
  app: App,
): Promise<void> {
  const { markdownFile, markdownOf } = await import('../render/prose/markdown.js')
  if (file === '-' || formatIn(file) !== 'md') return putOut(markdownOf(prose), file, force, app)
  const { readEarlier } = await import('../store/files/new-file.js')
  const earlier = force ? undefined : readEarlier(file, app.world)
  const written = markdownFile(prose, `${document}/${encodeURIComponent(slug)}`, earlier)
  const put = await openOut(file, force || (earlier !== undefined && written !== undefined), app)
  await put(written?.text ?? markdownOf(prose))
  if (written && written.kept.length > 0) await app.note({ code: 'edits-kept', file, kept: written.kept })
}

/** `putOut` in two steps, so that permission is checked before any work is done. */
export async function openOut(file: string, force: boolean, app: App): Promise<(text: Output) => Promise<void>> {
  if (file === '-')
    return async (text) => {
      for (const piece of typeof text === 'string' ? [text] : text) app.write(piece)
    }
  const { openNew } = await import('../store/files/new-file.js')
  const agenda = await app.agendaToRead()
  const own = [...(agenda === undefined ? [] : [agenda]), await app.catalogueFile()]
  return openNew(fromWorking(app.world, file), { force, not: own }, app.world)
}
