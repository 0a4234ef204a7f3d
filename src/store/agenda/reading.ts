import { readFileSync, statSync } from 'node:fs'
import { type Agenda, emptyAgenda } from '../../model/agenda.js'
import type { Conference } from '../../model/conference.js'
import { Exit } from '../../model/exit.js'
import { fail, type Problem } from '../../model/problem.js'
import { ifThere, refusal, reporting } from '../files/disk.js'

export interface AgendaReading {
  readonly agenda: Agenda
  /** What is doubtful in the file; with `newer-agenda` among it, the file may not be written. */
  readonly warnings: readonly Problem[]
}

/** The agenda in a file, an empty one where there is no file. A file that cannot be read whole is a Failure (5). */
export async function readAgenda(path: string, conference: Conference): Promise<AgendaReading> {
  const bytes = bytesOf(path)
  if (!bytes) return { agenda: emptyAgenda(conference.slug), warnings: [] }
  const { agenda, warnings } = await understand(bytes, path, conference)
  return { agenda, warnings }
}

/** The bytes of an agenda file; nothing where there is none. */
export function bytesOf(path: string): Uint8Array | undefined {
  return reporting('cannot-read', path, () =>
    ifThere(() => {
      const found = statSync(path, { throwIfNoEntry: false })
      if (!found) return undefined
      if (found.isDirectory()) throw refusal('EISDIR')
      if (!found.isFile() && !found.isFIFO()) throw refusal('EFTYPE')
      return readFileSync(path)
    }),
  )
}

/** The agenda that bytes hold, with the document it stands in; a Failure (5) where it cannot be read whole. */
export async function understand(bytes: Uint8Array, path: string, conference: Conference) {
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, path, conference)
  return reading.ok ? reading : fail(Exit.disk, ...reading.problems)
}
