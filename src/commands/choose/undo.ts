import { type Agenda, Exit, fail, type Note } from '../../model/index.js'
import { calendarIdentities } from '../../planning/agenda/calendar-identity.js'
import { moveGivenBack } from '../../planning/agenda/ledger.js'
import { differingWords } from '../../planning/agenda/picks.js'
import { undoAgenda } from '../../store/agenda/file.js'
import type { App, Command } from '../app.js'

export const command: Command = {
  configure: (command) => command,

  async run(_args, _options, app) {
    const { was, is } = await takeBack(app)
    const titles = new Map((await app.catalogue()).sessions.map(({ id, title }) => [id, title]))
    const notes = differences(was, is, (id) => titles.get(id) ?? id)
    await app.note(...(notes.length > 0 ? notes : [{ code: 'undone' as const }]))
    return Exit.done
  },
}

/** Takes back the last change of the agenda. A Failure if there is none, or if somebody edited the file since. */
export async function takeBack(app: App): Promise<{ readonly was: Agenda; readonly is: Agenda }> {
  const catalogue = await app.catalogue()
  const { conference, sessions } = catalogue
  const path = await app.agendaPath()
  const undone = await undoAgenda(path, conference, app.world, ({ was, is }) =>
    app.changeLedger((ledger) =>
      moveGivenBack(ledger, [was, is], { sessions, uidOf: calendarIdentities(is, catalogue) }),
    ),
  )
  if (undone === 'nothing') return fail(Exit.usage, { code: 'nothing-to-undo' })
  if (undone === 'edited') return fail(Exit.usage, { code: 'edited-since', path })
  return undone
}

/** What changed between two agendas. */
export function differences(was: Agenda, is: Agenda, titleOf: (id: string) => string): readonly Note[] {
  const before = new Map(was.picks.map((pick) => [pick.session, pick]))
  const after = new Set(is.picks.map(({ session }) => session))
  const named = (id: string) => ({ id, title: titleOf(id) })
  const back = is.picks.flatMap((pick): Note[] => {
    const { session: id, stage, priority } = pick
    const old = before.get(id)
    if (!old) return [{ code: 'picked', session: named(id), stage }]
    const what = differingWords(old, pick)
    const words: Note[] = what.length > 0 ? [{ code: 'note-restored', session: named(id), what }] : []
    if (old.stage !== stage) return [{ code: 'stage-changed', session: named(id), stage }, ...words]
    return old.priority === priority ? words : [{ code: 'priority-changed', session: named(id), priority }, ...words]
  })
  const gone = was.picks
    .filter(({ session }) => !after.has(session))
    .map(({ session: id }): Note => ({ code: 'dropped', session: named(id) }))
  const blocks =
    is.blocks.length === was.blocks.length ? [] : [{ code: 'blocks-restored' as const, blocks: is.blocks.length }]
  return [...back, ...gone, ...blocks]
}
