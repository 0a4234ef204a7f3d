import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Agenda, type Conference, Exit, emptyAgenda, fail, fingerprint, type Problem } from '../../model/index.js'
import { version } from '../../version.js'
import type { World } from '../../world.js'
import { cacheFolder, followLinks, hasHome, ifThere, orNothing, refusal, reporting } from '../files/paths.js'
import { writeAtomically } from '../files/write.js'
import type { AgendaDocument } from './document.js'

interface AgendaReading {
  readonly agenda: Agenda
  /** What is doubtful in the file; with `newer-agenda` among it, the file may not be written. */
  readonly warnings: readonly Problem[]
}

/** The agenda in a file, an empty one where there is no file. A file that cannot be read whole is a Failure (5). */
export async function readAgenda(path: string, conference: Conference, world: World): Promise<AgendaReading> {
  const bytes = agendaBytes(path)
  if (!bytes) return { agenda: emptyAgenda(conference.slug), warnings: [] }
  const known = recallAgenda(path, bytes, conference, world)
  if (known) return { agenda: known, warnings: [] }
  const reading = await understand(bytes, path, conference, world)
  latest = { bytes, path, conference: JSON.stringify(conference), reading }
  const { agenda, warnings } = reading
  const text = Buffer.from(bytes).toString()
  const shorter = warnings.length === 0 ? await shorterThanKept(text, agenda, path, conference, world) : []
  // Doubts are told each time, and what is no UTF-8 is no text to compare with.
  if (warnings.length === 0 && Buffer.from(text).equals(bytes)) keepAgenda(path, text, agenda, conference, world)
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
export function agendaBytes(path: string): Uint8Array | undefined {
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

/** Changes whenever the file does; undefined while there is none or it cannot be examined. */
export function agendaStamp(path: string): string | undefined {
  const found = orNothing(() => statSync(path))
  return found && `${found.ino} ${found.size} ${found.mtimeMs}`
}

/** What was read last, until it is opened for a change. */
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
  const bytes = backup === undefined ? undefined : orNothing(() => agendaBytes(backup))
  if (backup === undefined || !bytes) return undefined
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, backup, conference)
  return reading.ok ? { path: backup, agenda: reading.agenda } : undefined
}

/**
 * An agenda as it was understood, beside the very text that it was read from: what is equal cannot be out of date. Kept as
 * two lines: the fingerprint of the JSON, by which a damaged one is known, and the JSON.
 */
interface Kept {
  /** Of kubeplan: another one may read the same text differently. */
  readonly version: string
  /** What the times of blocks depend on. */
  readonly clock: string
  readonly text: string
  readonly agenda: Agenda
}

/** The agenda of a file that holds `bytes`, where the same bytes were understood before without a doubt. */
export function recallAgenda(
  path: string,
  bytes: Uint8Array,
  conference: Conference,
  world: World,
): Agenda | undefined {
  const kept = lastKept(path, world)
  const isSame = kept?.version === version && kept.clock === clockOf(conference)
  return isSame && Buffer.from(kept.text).equals(bytes) ? kept.agenda : undefined
}

/** What an agenda file held when it was last understood without a doubt. */
function lastKept(path: string, world: World): Kept | undefined {
  if (!hasHome(world)) return undefined
  return orNothing(() => {
    const [sum, whole = ''] = readFileSync(keptFile(path, world), 'utf8').split('\n')
    return sum === fingerprint(whole) ? (JSON.parse(whole) as Kept) : undefined
  })
}

/** Keeps what was understood for the next run. A cache that cannot be written is no cache, and no error. */
export function keepAgenda(path: string, text: string, agenda: Agenda, conference: Conference, world: World): void {
  if (!hasHome(world)) return
  const kept: Kept = { version, clock: clockOf(conference), text, agenda }
  const whole = JSON.stringify(kept)
  orNothing(() => writeAtomically(keptFile(path, world), `${fingerprint(whole)}\n${whole}`, world, { lasting: false }))
}

function clockOf({ slug, timezone, dayChange }: Conference): string {
  return `${slug} ${timezone} ${dayChange}`
}

function keptFile(path: string, world: World): string {
  return join(cacheFolder(world), 'agendas', `${fingerprint(path)}.json`)
}

/** How many changes can be taken back. */
const STEPS = 20

/** A change of an agenda file: its text before, and what tells its text after. */
interface Step {
  readonly before: string
  readonly after: string
  /** What tells the text that the file holds once the change is taken back, where somebody set out to do that. */
  readonly back?: string
  /** The text after, of a change that somebody set out to take back, to make it again. */
  readonly redo?: string
}

/** The changes of a file that holds a certain text: those it contains, and those taken back that can be made again. */
interface History {
  readonly done: readonly Step[]
  readonly undone: readonly Required<Step>[]
}

/** Where the steps of an agenda file lie: beside it, for the same people to read. */
function historyFile(agenda: string): string {
  return `${agenda}.undo`
}

/**
 * Remembers a change that is about to be written, after which nothing can be redone. Written first: a step that never came
 * about is found out later.
 */
export function rememberStep(agenda: string, before: string, after: string, world: World): void {
  writeSteps(agenda, [...historyAt(agenda, before).done, { before, after: markOf(after) }].slice(-STEPS), world)
}

/**
 * Remembers that the last change of the file, which holds `text`, is about to be taken back, and that it will hold `back`
 * then. Written first, too: the text of the file tells whether that came about, and so the file is all that changes.
 */
export function rememberBack(agenda: string, text: string, back: string, world: World): void {
  const { done, undone } = historyAt(agenda, text)
  const last = done.at(-1)
  if (last) writeSteps(agenda, [...done.slice(0, -1), { ...last, back: markOf(back), redo: text }, ...undone], world)
}

/**
 * Prepares the history of a file that holds `text` for the change that is about to be made again. Whether that came about
 * is told by the text of the file; what is written is where it was before, since a change and its opposite lead to one text.
 */
export function rememberForth(agenda: string, text: string, world: World): void {
  const { done, undone } = historyAt(agenda, text)
  writeSteps(agenda, [...done, ...undone], world)
}

/** The last change of the file that now holds `text`; `edited` where somebody else changed it since. */
export function lastStep(agenda: string, text: string): NextStep {
  const { done } = historyAt(agenda, text)
  const step = done.at(-1)
  if (!step) return undefined
  const leadsOn = (at: number): boolean => done[at]?.after === markOf(done[at + 1]?.before ?? '')
  let left = 0
  while (left + 1 < done.length && leadsOn(done.length - 2 - left)) left++
  return step.after === markOf(text) ? { text: step.before, left } : 'edited'
}

/** The change of the file, which now holds `text`, that was taken back last. */
export function undoneStep(agenda: string, text: string): NextStep {
  const [step, ...others] = historyAt(agenda, text).undone
  if (!step) return undefined
  return step.back === markOf(text) ? { text: step.redo, left: others.length } : 'edited'
}

/** What the file would hold, and how many more steps there are that way; `edited` where somebody else changed it since. */
type NextStep = { readonly text: string; readonly left: number } | 'edited' | undefined

/** What the text of the file tells of the steps: which were never written, taken back, or made again. */
function historyAt(agenda: string, text: string): History {
  const steps = readSteps(agenda)
  const mark = markOf(text)
  const from = steps.findLastIndex(({ redo }) => redo === undefined) + 1
  const done = steps.slice(0, from)
  const undone = steps.slice(from).filter(isUndone)
  const [first, ...later] = undone
  if (first?.redo === text) return { done: [...done, { before: first.before, after: first.after }], undone: later }
  if (first?.back === mark) return { done: leadingTo(mark, done, first), undone }
  const last = done.at(-1)
  const isGone = last && (last.back === mark || (last.after !== mark && last.before === text))
  return { done: isGone ? leadingTo(mark, done.slice(0, -1), last) : done, undone }
}

/** The steps before one that is gone: the last led to the text that has now come back, perhaps in other words. */
function leadingTo(mark: string, steps: readonly Step[], { before }: Step): readonly Step[] {
  const last = steps.at(-1)
  // Somebody may have edited the file in between.
  return last?.after === markOf(before) ? [...steps.slice(0, -1), { ...last, after: mark }] : steps
}

function isUndone(step: Step): step is Required<Step> {
  return step.redo !== undefined && step.back !== undefined
}

/** The agenda is written next, in the same folder: then the names of both last. */
function writeSteps(agenda: string, steps: readonly Step[], world: World): void {
  writeAtomically(historyFile(agenda), JSON.stringify(steps), world, { like: agenda, lasting: 'bytes' })
}

function readSteps(agenda: string): readonly Step[] {
  const file = historyFile(agenda)
  const text = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')))
  if (text === undefined) return []
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.filter(isStep) : []
  } catch (error) {
    // A damaged history costs the steps back, never the agenda.
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function isStep(value: unknown): value is Step {
  return (
    typeof value === 'object' &&
    value !== null &&
    'before' in value &&
    typeof value.before === 'string' &&
    'after' in value &&
    typeof value.after === 'string' &&
    !('redo' in value && typeof value.redo !== 'string')
  )
}

function markOf(text: string): string {
  return `${text.length}-${fingerprint(text)}`
}
