import { Option } from 'commander'
import {
  type Agenda,
  byId,
  DEFAULT_PRIORITY,
  definedFields,
  Exit,
  emptyAgenda,
  fail,
  LONGEST,
  type Note,
  type Session,
  type Stage,
} from '../../model/index.js'
import { timeTakenBy } from '../../planning/agenda/clashes.js'
import { moveGiven } from '../../planning/agenda/ledger.js'
import {
  addPick,
  type Offered,
  type Picked,
  replacePick,
  seenOf,
  type TakenOver,
  takeOver,
} from '../../planning/agenda/picks.js'
import { holdsPicks } from '../../planning/export/picks-in-address.js'
import type { Other } from '../../planning/export/share-agenda.js'
import { passesStage } from '../../planning/selection/selection.js'
import type { App, Command } from '../app.js'
import { readWith, type WithOptions, withOthers } from '../flags/other-agendas.js'
import {
  chooseSessions,
  readStages,
  type SelectionOptions,
  type WalkOptions,
  walksFor,
  withSelection,
  withWalk,
} from '../flags/selection.js'
import {
  certain,
  certainSessions,
  type NamingApp,
  namingFor,
  referredPick,
  resolveOrAsk,
  sessionsToChange,
  withInput,
} from '../flags/session-args.js'
import { wholeNumber, within } from '../flags/values.js'
import { clashNotesFor } from './clash-notes.js'

interface AddOptions extends SelectionOptions, WalkOptions, WithOptions {
  readonly maybe?: true
  readonly priority?: number
  readonly insteadOf?: string
}

export const command: Command<AddOptions> = {
  configure: (command) =>
    withSelection(
      withOthers(
        withWalk(command),
        "pick as maybe what is on somebody's agenda (an agenda file, .ics calendar or list of favourites), or take the picks in the address of a page as they are",
      )
        .argument(
          '[session...]',
          'a row of the last list, an id or the start of one, or words of a title; - reads ids from stdin',
        )
        .option('-m, --maybe', 'pick as maybe: it may clash')
        .option(
          '-p, --priority <number>',
          'set the priority, from 1 (nice) to 5 (must)',
          wholeNumber('--priority', [1, 5], '1 (nice) to 5 (must)'),
        )
        .addOption(
          new Option('--instead-of <session>', 'replace this pick, keeping its note, rating and so on').conflicts(
            'with',
          ),
        ),
    ),

  async run(references, options, app) {
    if (options.with) return takeFromOthers(references, options, app)
    if (options.insteadOf !== undefined)
      return replaceOne(references, { ...options, insteadOf: options.insteadOf }, app)
    const catalogue = await app.catalogue()
    const sessions = await sessionsToChange(references, options, app, 'add')
    const stage: Stage = options.maybe ? 'maybe' : 'going'
    const { priority } = options
    const clashNotes = await clashNotesFor(app)
    let notes: readonly Note[] = []

    await app.changeAgenda((before) => {
      let agenda = before
      const picked = sessions.map((session) => {
        const change = definedFields({ session, stage, seen: seenOf(session), priority })
        const added = addPick(agenda, change)
        agenda = added.agenda
        return { session, ...added }
      })
      const notesOn = clashNotes(agenda, walksFor(options, before, catalogue))
      notes = picked.flatMap(({ session, outcome, agenda: mine }) => {
        const entry = stage === 'maybe' || outcome === 'unchanged' ? undefined : timeTakenBy(session)
        return [noteOf(outcome, session, stage, priority), ...(entry ? notesOn(entry, mine) : [])]
      })
      return agenda
    })
    await app.note(...notes)
    return Exit.done
  },
}

function noteOf(outcome: Picked['outcome'], session: Session, stage: Stage, priority: number | undefined): Note {
  switch (outcome) {
    case 'added':
      return { code: 'picked', session, stage }
    case 'stage-changed':
      return { code: 'stage-changed', session, stage }
    case 'priority-changed':
      return { code: 'priority-changed', session, priority: priority ?? DEFAULT_PRIORITY }
    case 'unchanged':
      return { code: 'already-picked', session, stage }
  }
}

/**
 * `add NEW --instead-of OLD`: moves a pick with all its words to another session, because the session was replaced, or
 * was mistaken for the other.
 */
async function replaceOne(
  references: readonly string[],
  options: AddOptions & { readonly insteadOf: string },
  app: App,
): Promise<Exit> {
  const catalogue = await app.catalogue()
  const [session, ...others] = await sessionsToChange(references, options, app, 'add')
  if (!session || others.length > 0) return fail(Exit.usage, { code: 'not-one-session', flag: '--instead-of' })
  const old = await referredPick(options.insteadOf, app, catalogue)
  const stage: Stage | undefined = options.maybe ? 'maybe' : undefined
  const wish = definedFields({
    old: old.id,
    session,
    seen: seenOf(session),
    stage,
    priority: options.priority,
  })
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
    const note = changed.picks.find((pick) => pick.session === session.id)?.note ?? ''
    within('both notes together', note, LONGEST)
    const isGoing = changed.picks.some((pick) => pick.session === session.id && pick.stage === 'going')
    const entry = isGoing ? timeTakenBy(session) : undefined
    notes = [{ code: 'picked-instead', session, old }, ...(entry ? clashNotes(changed, walks)(entry) : [])]
    return changed
  }
  const known = catalogue.sessions.find(({ id }) => id === old.id)
  const before = { session: old.id, ...(known && { seen: seenOf(known) }) }
  await app.changeAgenda(replaced, (ledger) =>
    moveGiven(ledger, before, { session: session.id, seen: seenOf(session) }),
  )
  await app.note(...notes)
  return Exit.done
}

/**
 * `add --with`: adds others' picks to my agenda as maybe, and those in an address as they are there: such an address brings
 * my own picks from another device. Flags select among their picks (`--stage` means their stage), and arguments refer to
 * sessions among them.
 */
async function takeFromOthers(references: readonly string[], options: AddOptions, app: App): Promise<Exit> {
  const others = await readWith(options, app)
  const [offers, catalogue] = [await offersOf(others, references, options, app), await app.catalogue()]
  const clashNotes = await clashNotesFor(app)
  const known = byId(catalogue.sessions)
  let taken: readonly TakenOver[] = []
  let notes: readonly Note[] = []
  await app.changeAgenda((mine) => {
    const after = takeOver(mine, offers)
    taken = after.taken
    const notesOn = clashNotes(after.agenda, walksFor(options, mine, catalogue))
    notes = [...after.agenda.picks.entries()].slice(mine.picks.length).flatMap(([index, { session: id, stage }]) => {
      const session = stage === 'going' ? known.get(id) : undefined
      const entry = session && timeTakenBy(session)
      return entry ? notesOn(entry, { ...after.agenda, picks: after.agenda.picks.slice(0, index + 1) }) : []
    })
    return after.agenda
  })
  await app.note(...taken.map(takenNote), ...notes)
  return Exit.done
}

async function offersOf(others: readonly Other[], references: readonly string[], options: AddOptions, app: App) {
  const { stage: _stage, notStage: _notStage, ...flags } = options
  const stages = readStages(options)
  const anybody = mergedAgenda(others)
  // Empty agendas are reported by name.
  const explain = (notes: readonly Note[]) => notes.filter(({ code }) => code !== 'nothing-picked')
  const { sessions } = await chooseSessions({ ...flags, stage: ['any'] }, [], app, anybody, explain)
  const chosen =
    references.length === 0
      ? sessions
      : await meantAmong(sessions, await withInput(references, await app.catalogue(), app), app)
  const wanted = byId(chosen)
  return others.map(({ name, file, agenda }) => ({
    name,
    picks: agenda.picks.flatMap(({ session: id, stage, priority }): Offered[] => {
      const passes = !stages || passesStage(stage, stages)
      const session = passes ? wanted.get(id) : undefined
      if (!session) return []
      const isKept = holdsPicks(file) && !options.maybe
      const given = options.priority ?? (holdsPicks(file) ? priority : undefined)
      return [definedFields({ session, stage: isKept ? stage : 'maybe', priority: given })]
    }),
  }))
}

/** Words need only distinguish their picks; a session that none of them picked is no error. */
async function meantAmong(
  theirs: readonly Session[],
  references: readonly string[],
  app: NamingApp & Pick<App, 'catalogue'>,
) {
  const naming = await namingFor(references, app, await app.agenda())
  const among = await resolveOrAsk(references, { sessions: theirs }, naming, app)
  return among.ok
    ? certain(among, references, 'added')
    : certainSessions(references, app, await app.catalogue(), 'added')
}

function mergedAgenda(others: readonly Other[]): Agenda {
  return { ...emptyAgenda(''), picks: others.flatMap(({ agenda }) => agenda.picks) }
}

function takenNote({ name: person, ...taken }: TakenOver): Note {
  const nothing = taken.added + taken.had.length + taken.too === 0
  return nothing ? { code: 'nothing-to-take', person } : { code: 'taken-over', person, ...taken }
}
