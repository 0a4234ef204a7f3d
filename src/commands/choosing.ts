import type { Agenda, Stage } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Day } from '../model/day.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { Failure } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { select } from '../planning/select.js'
import type { Selection } from '../planning/selection.js'
import type { Format } from '../render/views.js'
import type { App } from './app.js'
import { readSelection, type SelectionOptions } from './selection.js'

export interface Choice {
  readonly catalogue: Catalogue
  readonly selection: Selection
  readonly sessions: readonly Session[]
  readonly ranked: boolean
}

/**
 * The sessions that words and flags choose. Says on stderr why there are none (`explain` puts it into the words of a
 * command); a value that nothing has ends the run.
 */
export async function chooseSessions(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
  agenda: Agenda,
  explain: (notes: readonly Note[]) => readonly Note[] = (notes) => notes,
): Promise<Choice> {
  const { selection, notes } = await readSelection(options, words, app)
  const choice = await choiceAmong(await app.catalogue(), selection, agenda)
  await app.note(...notes, ...explain(choice.notes))
  return choice
}

/**
 * The same, with a catalogue that may lack the sessions of days that were not asked for: of a large programme only those
 * are read. For commands that show what was chosen and nothing else.
 */
export async function chooseOnDays(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
  agenda: Agenda,
): Promise<Choice> {
  const { selection, notes } = await readSelection(options, words, app)
  const days = daysAlone(selection)
  const some = days && (await choiceAmong(await app.catalogueOn(days), selection, agenda))
  const choice = some && isEnough(some, app) ? some : await choiceAmong(await app.catalogue(), selection, agenda)
  await app.note(...notes, ...choice.notes)
  return choice
}

/**
 * Why there is nothing is told by what the other days hold; so is what a repeat repeats, where formats for programs say
 * it: the way there may lead over another day.
 */
function isEnough({ sessions }: Choice, app: App): boolean {
  const forPrograms = !SILENT_ON_REPEATS.includes(app.format('sessions'))
  return sessions.length > 0 && !(forPrograms && sessions.some(({ repeatOf }) => repeatOf !== undefined))
}

const SILENT_ON_REPEATS: readonly Format[] = ['table', 'tsv']

/** The days outside which nothing needs to be known: words and texts are looked up in the whole programme. */
function daysAlone({ days, at, words, filters, ids, unscheduled }: Selection): readonly (Day | '')[] | undefined {
  // What runs at a time may have begun on an earlier day.
  const alone =
    days && days.asked !== '' && !at && words.length === 0 && ids === undefined && Object.keys(filters).length === 0
  return alone ? [...days.days, ...(unscheduled ? ([''] as const) : [])] : undefined
}

async function choiceAmong(
  catalogue: Catalogue,
  selection: Selection,
  agenda: Agenda,
): Promise<Choice & { readonly notes: readonly Note[] }> {
  const { sessions, ranked, problems, notes } = await select(catalogue, selection, stagesOf(agenda), ownWordsOf(agenda))
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  return { catalogue, selection, sessions, ranked, notes }
}

/** My agenda, for a command that shows the programme: it may be out of reach, unless the flags choose by it. */
export function agendaFor({ stage, notStage }: SelectionOptions, app: App): Promise<Agenda> {
  return stage || notStage ? app.agenda() : app.marks()
}

export function stagesOf(agenda: Agenda): ReadonlyMap<string, Stage> {
  return new Map(agenda.picks.map((pick) => [pick.session, pick.stage]))
}

/** What I wrote about a session. */
function ownWordsOf(agenda: Agenda): (id: string) => string | undefined {
  const own = new Map(
    agenda.picks.map(({ session, note = '', take = '', takeaways }) => [
      session,
      [note, take, ...takeaways].join('\n'),
    ]),
  )
  return (id) => own.get(id)
}

/** Whether a session is one of these, by its id. */
export function among(sessions: readonly Session[]): (session: Session) => boolean {
  const ids = new Set(sessions.map(({ id }) => id))
  return ({ id }) => ids.has(id)
}
