import type { Agenda, Catalogue, Session, Stage } from '../model/conference.js'
import type { Note } from '../model/note.js'
import { Exit, Failure } from '../model/problem.js'
import type { Day } from '../model/time.js'
import { select } from '../planning/selection/select.js'
import type { Selection } from '../planning/selection/selection.js'
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
 * The sessions selected by words and flags. Says on stderr why there are none (`explain` adapts the notes to a
 * command). A value that no session has ends the run.
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
 * `chooseSessions` on a catalogue that may lack the sessions of other days, so that of a large programme only those
 * asked for are read. For commands that only show what was chosen.
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
 * The other days are needed to say why there is nothing, and to resolve repeats in formats for programs: the original
 * may be on another day.
 */
function isEnough({ sessions }: Choice, app: App): boolean {
  const forPrograms = !SILENT_ON_REPEATS.includes(app.format('sessions'))
  return sessions.length > 0 && !(forPrograms && sessions.some(({ repeatOf }) => repeatOf !== undefined))
}

const SILENT_ON_REPEATS: readonly Format[] = ['table', 'tsv']

/** The only days that need to be read; undefined if words or values are looked up in the whole programme. */
function daysAlone({ days, at, words, filters, ids, unscheduled }: Selection): readonly (Day | '')[] | undefined {
  // A session that is running at a given time may have begun on an earlier day.
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

/** My agenda, for a command that shows the programme. It may be unreadable, unless the flags refer to it. */
export function agendaFor({ stage, notStage }: SelectionOptions, app: App): Promise<Agenda> {
  return stage || notStage ? app.agenda() : app.marks()
}

export function stagesOf(agenda: Agenda): ReadonlyMap<string, Stage> {
  return new Map(agenda.picks.map((pick) => [pick.session, pick.stage]))
}

function ownWordsOf(agenda: Agenda): (id: string) => string | undefined {
  const own = new Map(
    agenda.picks.map(({ session, note = '', take = '', takeaways }) => [
      session,
      [note, take, ...takeaways].join('\n'),
    ]),
  )
  return (id) => own.get(id)
}

export function among(sessions: readonly Session[]): (session: Session) => boolean {
  const ids = new Set(sessions.map(({ id }) => id))
  return ({ id }) => ids.has(id)
}
