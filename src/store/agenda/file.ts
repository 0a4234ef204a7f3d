import { readSimple } from '../../formats/yaml/simple-yaml.js'
import { type Agenda, type Conference, Exit, Failure, type Problem } from '../../model/index.js'
import type { World } from '../../world.js'
import { withLock } from '../files/lock.js'
import { followLinks, reporting } from '../files/paths.js'
import { rememberSaved, thenEvenIfUnconfirmed, writeAtomically } from '../files/write.js'
import { spanWriter } from './blocks.js'
import type { WrittenAgenda } from './document.js'
import { editAgenda } from './edit.js'
import {
  agendaBytes,
  keepAgenda,
  lastStep,
  recallAgenda,
  rememberBack,
  rememberForth,
  rememberStep,
  understand,
  undoneStep,
} from './read-agenda.js'

/**
 * Lets a pure `change` work on the agenda as it is now, and saves what it answers: under a lock, complete or not at all,
 * with everything the change did not touch as the person wrote it. Nothing is written when nothing changed. The last
 * good file stays beside it as `.bak`. A file that cannot be read whole, or that a newer kubeplan wrote, is a Failure (5).
 */
export async function changeAgenda(
  path: string,
  conference: Conference,
  world: World,
  change: (agenda: Agenda) => Agenda,
): Promise<Agenda> {
  const { changed, sure } = await withLock(path, world, async () => {
    const bytes = agendaBytes(path)
    const old = await openAgenda(bytes, path, conference, world)
    if (old.newer.length > 0) throw new Failure(Exit.disk, old.newer)
    const changed = change(old.agenda)
    if (changed === old.agenda) return { changed }
    const { text, isSure } = await old.write(changed)
    if (text === old.text) return { changed }
    const target = reporting('cannot-write', path, () => followLinks(path))
    if (bytes) writeAtomically(`${target}.bak`, bytes, world, { like: target, lasting: 'bytes' })
    rememberStep(target, old.text, text, world)
    writeAtomically(path, text, world)
    rememberSaved({ what: 'agenda', path }, world)
    return { changed, ...(isSure && { sure: text }) }
  })
  // A cache keeps nobody waiting: who comes next has the lock by now.
  if (sure !== undefined) keepAgenda(path, sure, changed, conference, world)
  return changed
}

/** An agenda that is about to change. */
interface OpenAgenda {
  readonly agenda: Agenda
  /** Empty for a file that is yet to be made. */
  readonly text: string
  /** Why only a newer kubeplan may write it. */
  readonly newer: readonly Problem[]
  readonly write: (changed: Agenda) => Promise<WrittenAgenda>
}

async function openAgenda(
  bytes: Uint8Array | undefined,
  path: string,
  conference: Conference,
  world: World,
): Promise<OpenAgenda> {
  const known = bytes && knownAgenda(bytes, path, conference, world)
  if (known) return known
  const { newAgendaDocument, writeAgenda } = await import('./document.js')
  const old = bytes ? await understand(bytes, path, conference, world) : newAgendaDocument(conference.slug)
  const newer = old.warnings.filter(({ code }) => code === 'newer-agenda')
  return { agenda: old.agenda, text: old.text, newer, write: (changed) => writeAgenda(old, changed, conference) }
}

/** The same, unread, where it is known what these bytes say. */
function knownAgenda(bytes: Uint8Array, path: string, conference: Conference, world: World): OpenAgenda | undefined {
  const agenda = recallAgenda(path, bytes, conference, world)
  const text = Buffer.from(bytes).toString()
  // Only the places of the values count: what they are is known.
  const root = agenda && readSimple(text, ({ source }) => source)
  if (!agenda || root?.kind !== 'mapping') return undefined
  const write = async (changed: Agenda) => {
    const writeSpan = agenda.blocks === changed.blocks ? undefined : await spanWriter(conference.timezone)
    return { text: editAgenda(text, root, agenda, changed, writeSpan), isSure: true }
  }
  return { agenda, text, newer: [], write }
}

/** What an agenda was before a change was taken back or made again, and is; and how many more can be. */
interface Moved {
  readonly was: Agenda
  readonly is: Agenda
  readonly left: number
}

type Follow = (moved: Moved) => Promise<void>

/**
 * Takes back the last change that kubeplan made to an agenda file: it is what it was, to the byte. Calendars hear of it by the
 * ledger of what they were given, which `follow` takes along. Answers what it was and is, or why there is nothing to take back.
 */
export async function undoAgenda(
  path: string,
  conference: Conference,
  world: World,
  follow?: Follow,
): Promise<Moved | 'edited' | 'nothing'> {
  return moveAgenda(path, conference, world, { stepFrom: lastStep, remember: rememberBack }, follow)
}

/** Makes the change again that `undoAgenda` took back last, unless another was made since. */
export async function redoAgenda(
  path: string,
  conference: Conference,
  world: World,
  follow?: Follow,
): Promise<Moved | 'edited' | 'nothing'> {
  const remember = (target: string, text: string) => rememberForth(target, text, world)
  return moveAgenda(path, conference, world, { stepFrom: undoneStep, remember }, follow)
}

interface Way {
  readonly stepFrom: typeof lastStep
  readonly remember: typeof rememberBack
}

async function moveAgenda(
  path: string,
  conference: Conference,
  world: World,
  { stepFrom, remember }: Way,
  follow: Follow = async () => undefined,
): Promise<Moved | 'edited' | 'nothing'> {
  const { newAgendaDocument, readAgendaDocument, writeAgenda } = await import('./document.js')
  let moved: Moved | undefined
  const move = async () => {
    const bytes = agendaBytes(path)
    if (!bytes) return 'nothing'
    const old = await openAgenda(bytes, path, conference, world)
    const target = reporting('cannot-write', path, () => followLinks(path))
    const step = stepFrom(target, old.text)
    if (step === undefined) return 'nothing'
    if (step === 'edited') return 'edited'
    const other =
      step.text === ''
        ? newAgendaDocument(conference.slug)
        : await readAgendaDocument(Buffer.from(step.text), path, conference)
    if (!other.ok) throw new Failure(Exit.disk, other.problems)
    const { text, isSure } =
      other.text === ''
        ? await writeAgenda(other, other.agenda, conference)
        : { text: other.text, isSure: other.warnings.length === 0 }
    writeAtomically(`${target}.bak`, bytes, world, { like: target, lasting: 'bytes' })
    remember(target, old.text, text, world)
    moved = { was: old.agenda, is: other.agenda, left: step.left }
    writeAtomically(path, text, world)
    rememberSaved({ what: 'agenda', path }, world)
    return { ...moved, ...(isSure && { sure: text }) }
  }
  const done = await thenEvenIfUnconfirmed(
    () => withLock(path, world, move),
    async () => {
      if (moved) await follow(moved)
    },
  )
  if (typeof done === 'string') return done
  const { sure, ...answer } = done
  if (sure !== undefined) keepAgenda(path, sure, answer.is, conference, world)
  return answer
}
