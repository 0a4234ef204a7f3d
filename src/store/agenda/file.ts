import { type Agenda, emptyAgenda } from '../../model/agenda.js'
import type { Conference } from '../../model/conference.js'
import { Exit } from '../../model/exit.js'
import { Failure } from '../../model/problem.js'
import type { World } from '../../world.js'
import { keepAs, writeAtomically } from '../files/atomic.js'
import { reporting } from '../files/disk.js'
import { followLinks } from '../files/links.js'
import { withLock } from '../files/lock.js'
import { keepAgenda } from './cached.js'
import { forgetStep, lastStep, rememberStep } from './history.js'
import { bytesOf, understand } from './reading.js'

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
  const { writeAgenda, newAgendaDocument } = await import('./document.js')
  return withLock(path, world, async () => {
    const bytes = bytesOf(path)
    const old = bytes ? await understand(bytes, path, conference) : newAgendaDocument(conference.slug)
    const newer = old.warnings.filter(({ code }) => code === 'newer-agenda')
    if (newer.length > 0) throw new Failure(Exit.disk, newer)
    const changed = change(old.agenda)
    if (changed === old.agenda) return changed
    const { text, isSure } = await writeAgenda(old, changed, conference)
    if (text === old.text) return changed
    const target = reporting('cannot-write', path, () => followLinks(path))
    if (bytes) keepAs(`${target}.bak`, target, bytes, world)
    rememberStep(target, old.text, text, world)
    writeAtomically(path, text, world)
    if (isSure) await keepAgenda(path, text, changed, conference, world)
    return changed
  })
}

/**
 * Takes back the last change that kubeplan made to an agenda file; `restore` makes the agenda of today and the one before
 * into the one to save. Answers what it was and is, or why there is nothing to take back.
 */
export async function undoAgenda(
  path: string,
  conference: Conference,
  world: World,
  restore: (current: Agenda, before: Agenda) => Agenda,
): Promise<{ readonly was: Agenda; readonly is: Agenda } | 'edited' | 'nothing'> {
  const { readAgendaDocument, writeAgenda } = await import('./document.js')
  return withLock(path, world, async () => {
    const bytes = bytesOf(path)
    if (!bytes) return 'nothing'
    const old = await understand(bytes, path, conference)
    const target = reporting('cannot-write', path, () => followLinks(path))
    const step = lastStep(target, old.text)
    if (step === undefined) return 'nothing'
    if (step === 'edited') return 'edited'
    const empty = { ok: true, agenda: emptyAgenda(conference.slug) } as const
    const before = step.before === '' ? empty : await readAgendaDocument(Buffer.from(step.before), path, conference)
    if (!before.ok) throw new Failure(Exit.disk, before.problems)
    const is = restore(old.agenda, before.agenda)
    const { text, isSure } = await writeAgenda(old, is, conference)
    keepAs(`${target}.bak`, target, bytes, world)
    writeAtomically(path, text, world)
    forgetStep(target, old.text, text, world)
    if (isSure) await keepAgenda(path, text, is, conference, world)
    return { was: old.agenda, is }
  })
}
