import { type Catalogue, Exit, emptyAgenda, Failure, fail, type Problem } from '../../model/index.js'
import { calendarAgenda, favouritesAgenda, type Recognised, withSessions } from '../../planning/agenda/recognise.js'
import { holdsPicks, picksInAddress } from '../../planning/export/picks-in-address.js'
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
 * Reads other people's agendas, in their order: agenda files, calendars of any program, or addresses that hold picks. They
 * are never written, and addresses are not fetched. One that cannot be read whole, or is of another conference, is a Failure
 * (3, or 2 for an address).
 */
export async function readOthers(
  files: readonly string[],
  catalogue: Catalogue,
  world: World,
): Promise<readonly OtherReading[]> {
  const readings: OtherReading[] = []
  for (const file of files) {
    if (holdsPicks(file)) {
      readings.push(readAddress(file, catalogue))
      continue
    }
    const shown = file === '-' ? 'stdin' : file
    const reading = await readOther(readInput(file, world), shown, catalogue)
    if (!reading.ok) throw new Failure(Exit.input, reading.problems)
    readings.push({ ...reading, name: reading.agenda.person ?? stemOf(shown), file })
  }
  return withOwnNames(readings)
}

function readAddress(address: string, { conference: { slug }, sessions }: Catalogue): OtherReading {
  const { of: conference = '', picks = [] } = picksInAddress(address) ?? {}
  if (conference !== slug) fail(Exit.usage, { code: 'address-of-another-conference', conference, expected: slug })
  const agenda = { ...emptyAgenda(slug), picks: picks.map((pick) => ({ ...pick, takeaways: [] })) }
  const mentions = picks.map(({ session }) => ({ id: session }))
  return {
    ...withSessions(agenda, mentions, sessions),
    name: new URL(address).host || 'another device',
    file: address,
    warnings: [],
  }
}

type ReadingOfOne =
  | (Recognised & { readonly ok: true; readonly warnings: readonly Problem[] })
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The same of one of them: `file` is its name in problems. */
export async function readOther(bytes: Uint8Array, file: string, catalogue: Catalogue): Promise<ReadingOfOne> {
  const { isCalendar, readPersonal } = await import('../../formats/published/schedules.js')
  if (isCalendar(bytes)) {
    const reading = readPersonal(bytes, file, catalogue.conference)
    if (!reading.ok) return reading
    return ofThisConference(calendarAgenda(reading, catalogue), reading.problems, file, catalogue)
  }
  const { readFavourites } = await import('../../formats/published/favourites.js')
  const list = readFavourites(bytes, file)
  if (list) return list.ok ? ofThisConference(favouritesAgenda(list.favourites, catalogue), [], file, catalogue) : list
  const { readAgendaDocument } = await import('./document.js')
  const reading = await readAgendaDocument(bytes, file, catalogue.conference)
  if (!reading.ok) return { ok: false, problems: reading.problems.map(asTheirs) }
  const { agenda, warnings } = reading
  const mentions = agenda.picks.map(likenessSeen)
  return { ok: true, ...withSessions(agenda, mentions, catalogue.sessions), warnings }
}

/** What says no conference is of this one if anything in it is in the programme. */
function ofThisConference(
  { events, ...understood }: Recognised & { readonly events: number },
  warnings: readonly Problem[],
  file: string,
  { conference: { name: conference } }: Catalogue,
): ReadingOfOne {
  if (events === 0 || understood.agenda.picks.length > 0) return { ok: true, ...understood, warnings }
  const at = { file, line: 1, column: 1 }
  return { ok: false, problems: [{ code: 'calendar-of-another-conference', at, events, conference }] }
}

function asTheirs(problem: Problem): Problem {
  return problem.code === 'agenda-of-another-conference' ? { ...problem, theirs: true } : problem
}
