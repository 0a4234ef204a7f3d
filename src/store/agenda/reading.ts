import { readFileSync, statSync } from 'node:fs'
import { type Agenda, type Conference, emptyAgenda } from '../../model/conference.js'
import { Exit, fail, type Problem } from '../../model/problem.js'
import type { World } from '../../world.js'
import { ifThere, orNothing, refusal, reporting } from '../files/disk.js'
import { followLinks } from '../files/links.js'
import { keepAgenda, lastKept, recallAgenda } from './cached.js'
import type { AgendaDocument } from './document.js'
import { lastStep } from './history.js'

export interface AgendaReading {
  readonly agenda: Agenda
  /** What is doubtful in the file; with `newer-agenda` among it, the file may not be written. */
  readonly warnings: readonly Problem[]
}

/** The agenda in a file, an empty one where there is no file. A file that cannot be read whole is a Failure (5). */
export async function readAgenda(path: string, conference: Conference, world: World): Promise<AgendaReading> {
  const bytes = bytesOf(path)
  if (!bytes) return { agenda: emptyAgenda(conference.slug), warnings: [] }
  const known = recallAgenda(path, bytes, conference, world)
  if (known) return { agenda: known, warnings: [] }
  const { agenda, warnings } = await understandAhead(bytes, path, conference, world)
  const text = Buffer.from(bytes).toString()
  const shorter = warnings.length === 0 ? await shorterThanKept(text, agenda, path, conference, world) : []
  // Doubts are told each time, and what is no UTF-8 is no text to compare with.
  if (warnings.length === 0 && Buffer.from(text).equals(bytes)) await keepAgenda(path, text, agenda, conference, world)
  return { agenda, warnings: [...warnings, ...shorter] }
}

/**
 * What to say, once, of a file that is the beginning of what it was, up to a line before some picks. A person may have taken
 * them off; nobody else says where they went.
 */
async function shorterThanKept(
  text: string,
  agenda: Agenda,
  path: string,
  conference: Conference,
  world: World,
): Promise<readonly Problem[]> {
  const kept = lastKept(path, world)
  if (!kept?.text.startsWith(text) || isOwnText(text, path)) return []
  const still = new Set(agenda.picks.map(({ session }) => session))
  const sessions = kept.agenda.picks.flatMap(({ session }) => (still.has(session) ? [] : [session]))
  const [first] = sessions
  if (first === undefined) return []
  const backup = await readableBackup(path, conference)
  const has = backup?.agenda.picks.some(({ session }) => session === first)
  const at = { file: path, line: text.split('\n').length, column: 1 }
  return [{ code: 'agenda-shorter', at, sessions, path, ...(backup && has && { backup: backup.path }) }]
}

/** The bytes of an agenda file; nothing where there is none. */
export function bytesOf(path: string): Uint8Array | undefined {
  return reporting('cannot-read', path, () =>
    ifThere(() => {
      const found = statSync(path)
      if (found.isDirectory()) throw refusal('EISDIR')
      // A pipe would keep the run waiting.
      if (!found.isFile()) throw refusal('EFTYPE')
      return readFileSync(path)
    }),
  )
}

/** Does the work of `understand` for whoever asks next. */
export async function understandAhead(
  bytes: Uint8Array,
  path: string,
  conference: Conference,
  world: World,
): Promise<AgendaDocument> {
  const reading = await understand(bytes, path, conference, world)
  latest = { bytes, path, conference: JSON.stringify(conference), reading }
  return reading
}

/** What was understood last, until somebody takes it: a run that changes its agenda has looked at it before. */
let latest:
  | { readonly bytes: Uint8Array; readonly path: string; readonly conference: string; readonly reading: AgendaDocument }
  | undefined

/**
 * The agenda that bytes hold, with the document it stands in, which is the caller's to change; a Failure (5) where it
 * cannot be read whole.
 */
export async function understand(
  bytes: Uint8Array,
  path: string,
  conference: Conference,
  world: World,
): Promise<AgendaDocument> {
  const known = latest
  latest = undefined
  if (known?.path === path && known.conference === JSON.stringify(conference) && Buffer.from(known.bytes).equals(bytes))
    return known.reading
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, path, conference)
  const cut = reading.ok ? cutIn(reading.text, path, path, world) : undefined
  if (reading.ok && !cut) return reading
  const backup = await readableBackup(path, conference)
  return fail(
    Exit.disk,
    ...(cut ? [cut] : reading.ok ? [] : reading.problems),
    ...(backup === undefined ? [] : [{ code: 'agenda-backup' as const, path, backup: backup.path }]),
  )
}

/** Whether kubeplan itself wrote that text, in the last change of the file. */
function isOwnText(text: string, path: string): boolean {
  return typeof orNothing(() => lastStep(followLinks(path), text)) === 'object'
}

/**
 * What to say of an agenda that was cut within a line: it is the beginning of what was understood last, or of what was there
 * before the last change. YAML that is cut within an id is YAML, of another session. `file` is its name in problems.
 */
export function cutIn(text: string, path: string, file: string, world: World): Problem | undefined {
  if (text.endsWith('\n')) return undefined
  const before = orNothing(() => readFileSync(`${followLinks(path)}.bak`, 'utf8'))
  const isCutFrom = (whole: string | undefined) => whole?.startsWith(text) && /^[^\r\n]/.test(whole.slice(text.length))
  if (![lastKept(path, world)?.text, before].some(isCutFrom)) return undefined
  const lines = text.split('\n')
  return { code: 'agenda-cut', at: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 } }
}

/** The last good file, which lies beside an agenda that was changed before; nothing where it cannot be read either. */
async function readableBackup(
  path: string,
  conference: Conference,
): Promise<{ readonly path: string; readonly agenda: Agenda } | undefined> {
  const backup = orNothing(() => `${followLinks(path)}.bak`)
  const bytes = backup === undefined ? undefined : orNothing(() => bytesOf(backup))
  if (backup === undefined || !bytes) return undefined
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, backup, conference)
  return reading.ok ? { path: backup, agenda: reading.agenda } : undefined
}
