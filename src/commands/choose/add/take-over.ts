import { type Agenda, byId, Exit, type Note, type Session } from '../../../model/index.js'
import { type TakenOver, takeOver } from '../../../planning/agenda/picks.js'
import type { Other } from '../../../planning/export/share-agenda.js'
import { passesStage } from '../../../planning/selection/selection.js'
import { resolveSessions } from '../../../planning/sessions/resolve.js'
import type { App } from '../../app.js'
import { readWith, type WithOptions } from '../../flags/other-agendas.js'
import { chooseSessions, readStages, type SelectionOptions } from '../../flags/selection.js'
import { certain, certainSessions, withInput } from '../../flags/session-args.js'

/**
 * `add --with`: adds others' picks to my agenda as maybe. Flags select among their picks (`--stage` means their stage),
 * and arguments refer to sessions among them.
 */
export async function takeFromOthers(
  references: readonly string[],
  options: SelectionOptions & WithOptions,
  priority: number | undefined,
  app: App,
): Promise<Exit> {
  const others = await readWith(options, app)
  const offers = await offersOf(others, references, options, app)
  let taken: readonly TakenOver[] = []
  await app.changeAgenda((mine) => {
    const after = takeOver(mine, offers, priority)
    taken = after.taken
    return after.agenda
  })
  await app.note(...taken.map(noteOf))
  return Exit.done
}

async function offersOf(others: readonly Other[], references: readonly string[], options: SelectionOptions, app: App) {
  const { stage: _stage, notStage: _notStage, ...flags } = options
  const stages = readStages(options)
  const anybody = mergedAgenda(others)
  // Empty agendas are reported by name.
  const explain = (notes: readonly Note[]) => notes.filter(({ code }) => code !== 'nothing-picked')
  const { sessions } = await chooseSessions({ ...flags, stage: ['any'] }, [], app, anybody, explain)
  const chosen = references.length === 0 ? sessions : await meantAmong(sessions, withInput(references, app), app)
  const wanted = byId(chosen)
  return others.map(({ name, agenda }) => ({
    name,
    sessions: agenda.picks.flatMap(({ session, stage }): Session[] => {
      const passes = !stages || passesStage(stage, stages)
      const known = passes ? wanted.get(session) : undefined
      return known ? [known] : []
    }),
  }))
}

/** Words need only distinguish their picks; a session that none of them picked is no error. */
async function meantAmong(theirs: readonly Session[], references: readonly string[], app: App) {
  const among = resolveSessions(references, { sessions: theirs })
  return among.ok
    ? certain(among, references, 'added')
    : certainSessions(references, app, await app.catalogue(), 'added')
}

function mergedAgenda(others: readonly Other[]): Agenda {
  return { conference: '', picks: others.flatMap(({ agenda }) => agenda.picks), blocks: [], walks: [], dropped: [] }
}

function noteOf({ name, added, had, too }: TakenOver): Note {
  const nothing = added + had.length + too === 0
  return nothing ? { code: 'nothing-to-take', person: name } : { code: 'taken-over', person: name, added, had, too }
}
