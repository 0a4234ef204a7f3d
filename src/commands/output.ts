import { extname } from 'node:path'
import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import { withoutPath, withoutPaths } from '../planning/privacy.js'
import { render } from '../render/index.js'
import type { SessionsView } from '../render/views.js'
import { fromWorking } from '../store/files/places.js'
import type { App } from './app.js'

/** Endings of file names that are written in two ways. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['yml', 'yaml'],
  ['htm', 'html'],
  ['markdown', 'md'],
])

/** `--format` or `--json`, else what the file's ending says; the first of the formats where the output is stdout (`-`). */
export function outputFormat<F extends string>(file: string, formats: readonly [F, ...F[]], { globals }: App): F {
  const ending = file === '-' ? formats[0] : extname(file).slice(1).toLowerCase()
  const wanted = globals.format ?? (globals.json ? 'json' : (ENDINGS.get(ending) ?? ending))
  return (
    formats.find((format) => format === wanted) ??
    fail(Exit.usage, { code: 'unknown-format', format: wanted, allowed: formats })
  )
}

/** Sessions as rows of `catalogue/1`, whole, whatever the screen is, for anybody to read. */
export async function rowsText(
  format: 'csv' | 'json' | 'yaml',
  { catalogue, zone, sessions }: Pick<SessionsView, 'catalogue' | 'zone' | 'sessions'>,
  { rawCsv }: { readonly rawCsv?: boolean } = {},
): Promise<string> {
  const rows = { catalogue: withoutPaths(catalogue), zone, sessions: sessions.map(withoutPath) }
  const view = { kind: 'sessions', ...rows, stages: new Map(), fold: false, ranked: false } as const
  return render(view, format, { width: 80, colour: 0, ascii: false }, { rawCsv: rawCsv ?? false })
}

/** Writes the answer to stdout (`-`) or to a file, which replaces another one only by `force`, and none that the run lives on. */
export async function putOut(text: string, file: string, force: boolean, app: App): Promise<void> {
  const put = await openOut(file, force, app)
  await put(text)
}

/** The same in two steps: whether it may be written is known before anything is made for it. */
export async function openOut(file: string, force: boolean, app: App): Promise<(text: string) => Promise<void>> {
  if (file === '-') return async (text) => app.write(text)
  const { openNew } = await import('../store/files/new-file.js')
  const agenda = await app.agendaToRead()
  const own = [...(agenda === undefined ? [] : [agenda]), await app.catalogueFile()]
  return openNew(fromWorking(app.world, file), { force, not: own }, app.world)
}
