import { type Agenda, Exit, fail, type Note } from '../../model/index.js'
import { calendarIdentities, moveGivenBack } from '../../planning/agenda/ledger.js'
import { differingWords, removeBlocks } from '../../planning/agenda/picks.js'
import { redoAgenda, undoAgenda } from '../../store/agenda/file.js'
import type { App, Command } from '../app.js'

export const undo: Command = { configure: (command) => command, run: async (_args, _options, app) => step('undo', app) }
export const redo: Command = { configure: (command) => command, run: async (_args, _options, app) => step('redo', app) }

export type Way = 'undo' | 'redo'

const WAYS = {
  undo: { move: undoAgenda, nothing: 'nothing-to-undo', done: 'undone' },
  redo: { move: redoAgenda, nothing: 'nothing-to-redo', done: 'redone' },
} as const

async function step(way: Way, app: App): Promise<Exit> {
  const moved = await stepAgenda(way, app)
  const [was, is] = [await app.asShown(moved.was), await app.asShown(moved.is)]
  const titles = new Map((await app.catalogue()).sessions.map(({ id, title }) => [id, title]))
  const notes = differences(was, is, (id) => titles.get(id) ?? id)
  const found: readonly Note[] = notes.length > 0 ? notes : [{ code: 'details-changed' }]
  await app.note(...found, { code: WAYS[way].done, left: moved.left })
  return Exit.done
}

/**
 * Takes back the last change of the agenda, or makes one again that was taken back. A Failure if there is none, or if
 * somebody edited the file since.
 */
export async function stepAgenda(
  way: Way,
  app: App,
): Promise<{ readonly was: Agenda; readonly is: Agenda; readonly left: number }> {
  const catalogue = await app.catalogue()
  const { conference, sessions } = catalogue
  const path = await app.agendaPath()
  const moved = await WAYS[way].move(path, conference, app.world, ({ was, is }) =>
    app.changeLedger((ledger) =>
      moveGivenBack(ledger, [was, is], { sessions, uidOf: calendarIdentities(is, catalogue) }),
    ),
  )
  if (moved === 'nothing') return fail(Exit.usage, { code: WAYS[way].nothing })
  if (moved === 'edited') return fail(Exit.usage, { code: 'edited-since', path, way })
  return moved
}

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
  const blocks = [
    ...removeBlocks(is, was.blocks).blocks.map((block): Note => ({ code: 'blocked', block })),
    ...removeBlocks(was, is.blocks).blocks.map((block): Note => ({ code: 'unblocked', block })),
  ]
  return [...back, ...gone, ...blocks]
}
