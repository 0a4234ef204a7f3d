import type { Agenda, Stage } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { Failure } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { select } from '../planning/select.js'
import type { Selection } from '../planning/selection.js'
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
  const catalogue = await app.catalogue()
  const { selection, notes } = await readSelection(options, words, catalogue, app)
  const chosen = await select(catalogue, selection, stagesOf(agenda))
  if (chosen.problems.length > 0) throw new Failure(Exit.usage, chosen.problems)
  await app.note(...notes, ...explain(chosen.notes))
  return { catalogue, selection, sessions: chosen.sessions, ranked: chosen.ranked }
}

export function stagesOf(agenda: Agenda): ReadonlyMap<string, Stage> {
  return new Map(agenda.picks.map((pick) => [pick.session, pick.stage]))
}
