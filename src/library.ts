/**
 * kubeplan as a library: what the command line is made of, for programs. Nothing here reads or writes a file, asks the network
 * or looks at the environment; whatever a function needs is passed in. What is wrong with an input is returned as the problems
 * that the command line puts into words; only a wrong argument throws, a `Failure` with such problems.
 */
import { readZone } from './clock/zone.js'
import { readSchedules } from './formats/published/schedules.js'
import {
  type Agenda,
  badValue,
  type Catalogue,
  definedFields,
  Exit,
  emptyAgenda,
  Failure,
  type Problem,
  type Session,
  severityOf,
} from './model/index.js'
import { instant, type Minutes } from './model/time.js'
import { attendable, type Clash, eachClash, goingEntries } from './planning/agenda/clashes.js'
import { NOTHING_GIVEN } from './planning/agenda/ledger.js'
import { walksOf } from './planning/agenda/walks.js'
import { calendarEvents } from './planning/export/calendar-events.js'
import { disclosed } from './planning/export/privacy.js'
import { findPlan } from './planning/plan/index.js'
import { type Posed, poseProblem } from './planning/plan/pose-problem.js'
import type { Plan } from './planning/plan/problem.js'
import { parseInterest, scoreInterests } from './planning/selection/select.js'
import { renderCalendar } from './render/calendar/calendar.js'
import { sentenceOf } from './render/sentences/sentences.js'
import { readAgendaDocument } from './store/agenda/document.js'

export { type Agenda, type Catalogue, type Clash, Failure, type Plan, type Problem, type Session }

/** What was read, and all that is wrong with it or doubtful, in the order of the file. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export interface CatalogueOptions {
  /** The name of the file, for the places of problems. */
  readonly file?: string
  /** The zone of a schedule that names none, such as `Europe/Amsterdam`. */
  readonly timezone?: string
}

/** Reads a programme: a `catalogue/1` as YAML or JSON, or a schedule in any format that kubeplan imports. */
export async function readCatalogue(
  content: string | Uint8Array,
  { file = 'catalogue', timezone }: CatalogueOptions = {},
): Promise<Reading<Catalogue>> {
  const assumed = definedFields({ timezone: timezone === undefined ? undefined : zoneNamed(timezone) })
  const { catalogue, problems } = await readSchedules([{ bytes: bytesOf(content), file }], { ...assumed, command: [] })
  const isBroken = problems.some((problem) => severityOf(problem) === 'error')
  return catalogue && !isBroken ? { ok: true, value: catalogue, warnings: problems } : { ok: false, problems }
}

/** Reads an agenda of that conference: an `agenda/1` as YAML or JSON. `file` is its name in the places of problems. */
export async function readAgenda(
  content: string | Uint8Array,
  { conference }: Catalogue,
  { file = 'agenda' }: { readonly file?: string } = {},
): Promise<Reading<Agenda>> {
  const reading = await readAgendaDocument(bytesOf(content), file, conference)
  return reading.ok ? { ok: true, value: reading.agenda, warnings: reading.warnings } : reading
}

/** A problem in plain English, and what to do about it. Text of the input in it is safe to print. */
export function explain(problem: Problem): { readonly message: string; readonly hint?: string } {
  const { message, hint } = sentenceOf(problem)
  return definedFields({ message, hint })
}

export interface ClashOptions {
  /** Whose clashes: those of the going picks and the blocks. Without an agenda those of the whole programme. */
  readonly agenda?: Agenda
  /** Look at maybe picks too. */
  readonly maybe?: boolean
  /** Minutes between any two rooms, instead of what the programme says. */
  readonly walk?: Minutes
}

/** Pairs that one person cannot both attend, in time order. They are found one at a time, so that millions need little memory. */
export function findClashes(catalogue: Catalogue, options: ClashOptions = {}): Generator<Clash> {
  const { agenda, maybe = false, walk } = options
  const entries = agenda ? goingEntries(agenda, catalogue, { maybe }) : attendable(catalogue.sessions).entries
  return eachClash(entries, walksOf(agenda ?? emptyAgenda(catalogue.conference.slug), catalogue, walk))
}

export interface PlanOptions {
  /** Plan from every session that `isSelected` chooses, at a point per half hour, not only from picks and interests. */
  readonly all?: boolean
  /** Interests, as `plan --like` takes them: `service mesh:3`, `track:security`. */
  readonly interests?: readonly string[]
  /** Ids of sessions that the plan must have. */
  readonly musts?: readonly string[]
  /** Which sessions may be chosen; going picks are kept whatever it says. */
  readonly isSelected?: (session: Session) => boolean
  /** Sessions a day at most. */
  readonly maxPerDay?: number
  /** Minutes in sessions a day at most. */
  readonly maxMinutes?: Minutes
  /** Minutes between any two rooms, instead of what the programme says. */
  readonly walk?: Minutes
  /** Ends the search: the best plan so far is returned, with a bound and prices as intervals. */
  readonly signal?: AbortSignal
}

/** The best plan without clashes, its proof, and the price of every choice; with the picks that no plan can hold, and why. */
export async function planBest(
  catalogue: Catalogue,
  agenda: Agenda,
  options: PlanOptions = {},
): Promise<Plan & Pick<Posed, 'unplaced'>> {
  const { all = false, interests = [], musts = [], isSelected = () => true, walk, signal } = options
  const { sessions } = catalogue
  const wanted = interests.map((text) => parseInterest(text) ?? badValue('interests', text, '"service mesh:3"'))
  const { points, problems } = await scoreInterests(wanted, catalogue)
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  const known = new Set(sessions.map(({ id }) => id))
  const unknown = musts.find((id) => !known.has(id))
  if (unknown !== undefined) badValue('musts', unknown, 'the id of a session')
  const always = () => true
  const { problem, unplaced } = poseProblem({
    agenda,
    sessions,
    walks: walksOf(agenda, catalogue, walk),
    wishes: {
      interests: points,
      all,
      lightning: false,
      musts: new Set(musts),
      going: 'kept',
      isSelected,
      isPlanned: always,
      isOpen: always,
    },
    limitsOn: () => ({
      breaks: [],
      ...definedFields({ maxPerDay: options.maxPerDay, maxMinutes: options.maxMinutes }),
    }),
  })
  const plan = await findPlan(problem, { course: { goOn: untilAborted(signal) } })
  return { ...plan, unplaced }
}

export interface CalendarOptions {
  /** The picks of this agenda, going as confirmed and maybe as tentative. Without an agenda the whole programme. */
  readonly agenda?: Agenda
  /** When the events last changed: epoch milliseconds. Equal inputs give equal bytes. */
  readonly stamp: number
  /** Include what is private: notes, and blocks. */
  readonly notes?: boolean
  readonly blocks?: boolean
  /** Write times in the venue's zone, not in UTC. */
  readonly tzid?: boolean
  /** Minutes before each session to remind at. */
  readonly alarm?: Minutes
}

/** The agenda, or the programme, as an iCalendar file (RFC 5545). Sessions without a day are left out. */
export async function exportCalendar(catalogue: Catalogue, options: CalendarOptions): Promise<string> {
  const { agenda, stamp, notes = false, blocks = false, tzid = false, alarm } = options
  const { conference, sessions } = catalogue
  const mine = disclosed(agenda ?? emptyAgenda(conference.slug), { picks: true, notes, blocks })
  const picked = new Set(mine.picks.map(({ session }) => session))
  const { content } = calendarEvents(
    {
      agenda: mine,
      catalogue,
      sessions: agenda ? sessions.filter(({ id }) => picked.has(id)) : sessions,
      ...(blocks && { blocks: () => true }),
      now: instant(stamp),
    },
    NOTHING_GIVEN,
  )
  const { name, timezone } = conference
  return renderCalendar({ timezone, name, events: content.events, tzid, ...definedFields({ alarm }) })
}

function zoneNamed(text: string): string {
  const reading = readZone(text)
  return reading.ok ? reading.zone : badValue('timezone', text, 'Area/City, such as Europe/Amsterdam, or UTC')
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}

/** In milliseconds; how long a search goes on before other work of the program has its turn. */
const TURN = 20

/** Whether to go on, asked again and again: until the signal. */
function untilAborted(signal: AbortSignal | undefined): () => Promise<boolean> {
  let turn = performance.now()
  return async () => {
    if (performance.now() - turn > TURN) {
      await new Promise((resolve) => setImmediate(resolve))
      turn = performance.now()
    }
    return !signal?.aborted
  }
}
