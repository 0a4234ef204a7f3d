import { type Agenda, definedFields, Exit, fail, LONGEST, type Note, type Stage } from '../../../model/index.js'
import { timeTakenBy } from '../../../planning/agenda/clashes.js'
import { type Ledger, moveGiven } from '../../../planning/agenda/ledger.js'
import { replacePick, seenOf } from '../../../planning/agenda/picks.js'
import { thenEvenIfUnconfirmed } from '../../../store/files/write.js'
import type { App } from '../../app.js'
import { type SelectionOptions, type WalkOptions, walksFor } from '../../flags/selection.js'
import { referredPick, sessionsToChange } from '../../flags/session-args.js'
import { clashNotesFor } from '../clash-notes.js'

/**
 * `add NEW --instead-of OLD`: moves a pick with all its words to another session, because the session was replaced, or
 * was mistaken for the other.
 */
export async function replaceOne(
  references: readonly string[],
  options: SelectionOptions & WalkOptions & { readonly insteadOf: string; readonly maybe?: true },
  priority: number | undefined,
  app: App,
): Promise<Exit> {
  const catalogue = await app.catalogue()
  const [session, ...others] = await sessionsToChange(references, options, app, 'add')
  if (!session || others.length > 0) return fail(Exit.usage, { code: 'not-one-session', flag: '--instead-of' })
  const old = await referredPick(options.insteadOf, app, catalogue)
  const stage: Stage | undefined = options.maybe ? 'maybe' : undefined
  const wish = definedFields({ old: old.id, session, seen: seenOf(session), ...(stage && { stage }), priority })
  const clashNotes = await clashNotesFor(app)
  let notes: readonly Note[] = []
  const replaced = (agenda: Agenda) => {
    const walks = walksFor(options, agenda, catalogue)
    const isPicked = agenda.picks.some((pick) => pick.session === old.id)
    const picked = agenda.picks.map(({ session: id, seen }) => ({ id, title: seen?.title ?? id }))
    if (!isPicked) return fail(Exit.usage, { code: 'not-picked', session: old, picked })
    notes = [{ code: 'replaces-itself', session }]
    if (old.id === session.id) return agenda
    const changed = replacePick(agenda, wish)
    const length = changed.picks.find((pick) => pick.session === session.id)?.note?.length ?? 0
    if (length > LONGEST)
      return fail(Exit.usage, { code: 'text-too-long', what: 'both notes together', length, limit: LONGEST })
    const isGoing = changed.picks.some((pick) => pick.session === session.id && pick.stage === 'going')
    const entry = isGoing ? timeTakenBy(session) : undefined
    notes = [{ code: 'picked-instead', session, old }, ...(entry ? clashNotes(changed, walks)(entry) : [])]
    return changed
  }
  const known = catalogue.sessions.find(({ id }) => id === old.id)
  const before = { session: old.id, ...(known && { seen: seenOf(known) }) }
  const given = (ledger: Ledger) => moveGiven(ledger, before, { session: session.id, seen: seenOf(session) })
  await thenEvenIfUnconfirmed(
    () => app.changeAgenda(replaced),
    async () => {
      if (old.id !== session.id) await app.changeLedger(given)
    },
  )
  await app.note(...notes)
  return Exit.done
}
