import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeText } from '../formats/text/decode-text.js'
import { Exit, Failure, fail } from '../model/index.js'
import type { World } from '../world.js'
import { ifThere, reasonOf, reporting } from './files/paths.js'

/** A text for the person's editor. `name` becomes part of the file name, which editors show as the title. */
export interface EditorText {
  readonly name: string
  readonly text: string
  /** A command line, as in VISUAL. */
  readonly editor: string
}

/**
 * Opens the person's editor on a text, in a file that only they can read, and passes the result to `use`. The file is
 * removed on success or if it is unchanged; otherwise it is kept and the problems say where.
 */
export async function editDraft<T>(draft: EditorText, world: World, use: (text: string) => Promise<T>): Promise<T> {
  const { text, editor } = draft
  const folder = reporting('cannot-write', tmpdir(), () => mkdtempSync(join(tmpdir(), 'kubeplan-')))
  const file = join(folder, `${safeName(draft.name)}.md`)
  const before = text === '' ? '' : `${text}\n`
  let keep = false
  try {
    reporting('cannot-write', file, () => writeFileSync(file, before, { mode: 0o600 }))
    const exit = await runEditor(editor, file, world)
    const bytes = reporting('cannot-read', file, () => ifThere(() => readFileSync(file)))
    keep = bytes !== undefined && !Buffer.from(before).equals(bytes)
    if (exit !== 0) fail(Exit.disk, { code: 'editor-failed', editor, exit })
    // An empty file means no text, a missing one is an error.
    if (!bytes) return fail(Exit.disk, { code: 'cannot-read', path: file, reason: 'ENOENT' })
    const decoded = decodeText(bytes, file)
    if (!decoded.ok) return fail(Exit.input, decoded.problem)
    const result = await use(decoded.text)
    keep = false
    return result
  } catch (error) {
    if (!keep || !(error instanceof Failure)) throw error
    throw new Failure(error.exit, [...error.problems, { code: 'draft-kept', path: file }])
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true })
  }
}

/** Ctrl-C is for the editor, so this run ignores it. */
async function runEditor(editor: string, file: string, world: World): Promise<number> {
  const deafen = world.onInterruption(() => undefined)
  try {
    return await world.edit(editor, file)
  } catch (error) {
    return fail(Exit.disk, { code: 'editor-failed', editor, reason: reasonOf(error) })
  } finally {
    deafen()
  }
}

/** An id may be any text; only its letters and digits are used. */
function safeName(name: string): string {
  return (
    name
      .replace(/[^a-z0-9]+/gi, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'note'
  )
}
