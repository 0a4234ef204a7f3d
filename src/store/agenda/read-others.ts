import { type Catalogue, Exit, Failure, type Problem } from '../../model/index.js'
import { calendarAgenda, type Recognised, withSessions } from '../../planning/agenda/recognise.js'
import type { Other } from '../../planning/export/share-agenda.js'
import { likenessSeen } from '../../planning/sessions/find-again.js'
import type { World } from '../../world.js'
import { readInput } from '../files/paths.js'
import { stemOf, withOwnNames } from './shape.js'

/** Somebody's agenda; what in it no session of the programme answers to; what is doubtful in the file. */
export interface OtherReading extends Other, Recognised {
  readonly warnings: readonly Problem[]
}

/**
 * Reads other people's agendas, in their order: agenda files, or calendars of any program. They are never written. One that
 * cannot be read whole, or is of another conference, is a Failure (3).
 */
export async function readOthers(
  files: readonly string[],
  catalogue: Catalogue,
  world: World,
): Promise<readonly OtherReading[]> {
  const readings: OtherReading[] = []
  for (const file of files) {
    const shown = file === '-' ? 'stdin' : file
    const reading = await readOther(readInput(file, world), shown, catalogue)
    if (!reading.ok) throw new Failure(Exit.input, reading.problems)
    readings.push({ ...reading, name: reading.agenda.person ?? stemOf(shown), file })
  }
  return withOwnNames(readings)
}

/** The same of one of them: `file` is its name in problems. */
export async function readOther(
  bytes: Uint8Array,
  file: string,
  catalogue: Catalogue,
): Promise<
  | (Recognised & { readonly ok: true; readonly warnings: readonly Problem[] })
  | { readonly ok: false; readonly problems: readonly Problem[] }
> {
  const { isCalendar, readPersonal } = await import('../../formats/published/schedules.js')
  if (isCalendar(bytes)) {
    const reading = readPersonal(bytes, file, catalogue.conference)
    if (!reading.ok) return reading
    const { events, ...understood } = calendarAgenda(reading, catalogue)
    if (events > 0 && understood.agenda.picks.length === 0) {
      const { name: conference } = catalogue.conference
      const at = { file, line: 1, column: 1 }
      return { ok: false, problems: [{ code: 'calendar-of-another-conference', at, events, conference }] }
    }
    return { ok: true, ...understood, warnings: reading.problems }
  }
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, file, catalogue.conference)
  if (!reading.ok) return { ok: false, problems: reading.problems.map(asTheirs) }
  const { agenda, warnings } = reading
  const mentions = agenda.picks.map(likenessSeen)
  return { ok: true, ...withSessions(agenda, mentions, catalogue.sessions), warnings }
}

function asTheirs(problem: Problem): Problem {
  return problem.code === 'agenda-of-another-conference' ? { ...problem, theirs: true } : problem
}
