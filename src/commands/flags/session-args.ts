import { type Agenda, byId, type Catalogue, Exit, fail, type Session, unknownSession } from '../../model/index.js'
import { exampleName } from '../../planning/selection/facets.js'
import { mayNameRows } from '../../planning/sessions/named-rows.js'
import { type Guess, type Naming, type Resolutions, resolveSessions } from '../../planning/sessions/resolve.js'
import { typed } from '../../render/words/shell.js'
import type { App } from '../app.js'
import { chooseSessions, type SelectionOptions, selects } from './selection.js'

/**
 * The sessions to show that the arguments refer to. An argument without a unique match ends the run with the
 * candidates.
 */
export async function referredSessions(
  references: readonly string[],
  app: App,
  catalogue: Catalogue,
): Promise<readonly Session[]> {
  const mine = references.some((reference) => MINE.test(reference)) ? app.agenda() : app.marks()
  const naming = await namingFor(references, app, await mine)
  const resolution = resolveSessions(references, catalogue, { ...naming, strict: false })
  if (!resolution.ok) return fail(Exit.usage, ...resolution.problems)
  await app.note(...resolution.guesses.map((guess) => ({ code: 'taken-for' as const, ...guess })))
  return resolution.sessions
}

type Done = 'added' | 'dropped'

/** `referredSessions` for changes of the agenda, where guesses also end the run. */
export async function certainSessions(
  references: readonly string[],
  app: Pick<App, 'agenda' | 'now' | 'rowsShown'>,
  catalogue: Catalogue,
  done?: Done,
): Promise<readonly Session[]> {
  const naming = await namingFor(references, app, await app.agenda())
  return certain(resolveSessions(references, catalogue, naming), references, done)
}

export function certain(resolution: Resolutions, references: readonly string[], done?: Done): readonly Session[] {
  const problems = resolution.ok ? resolution.guesses.map(asProblem) : resolution.problems
  if (resolution.ok && problems.length === 0) return resolution.sessions
  const whole = references.join(' ')
  const apart =
    references.length > 1 && problems.some((problem) => !('reference' in problem && problem.reference === whole))
  return fail(Exit.usage, ...problems, ...(done && apart ? [nothing(done)] : []))
}

/** Said if one of several arguments is wrong, because nothing was changed for the others either. */
export function nothing(what: Done) {
  return { code: 'nothing-changed', what } as const
}

const MINE = /^\s*(?:now|next|last)\s*$/i

/** What these arguments of a change may refer to. Rows are read only if an argument looks like one. */
export async function namingFor(
  references: readonly string[],
  app: Pick<App, 'now' | 'rowsShown'>,
  agenda: Agenda,
): Promise<Naming> {
  const now = await app.now()
  return { agenda, now, strict: true, rows: references.some(mayNameRows) ? await app.rowsShown() : undefined }
}

function asProblem({ reference, session: { id, title } }: Guess) {
  return { code: 'guessed-session', reference, session: { id, title } } as const
}

/**
 * The sessions that a change of the agenda is about: those the arguments refer to (`-` reads ids from stdin), or those
 * selected by the filter flags. With both, arguments refer to the selected sessions.
 */
export async function sessionsToChange(
  references: readonly string[],
  options: SelectionOptions,
  app: App,
  command: 'add' | 'drop',
): Promise<readonly Session[]> {
  if (references.length === 0 && !selects(options)) {
    const catalogue = await app.catalogue()
    return whichSession(command, command === 'drop' ? pickedSessions(await app.agenda(), catalogue) : catalogue)
  }
  const named = withInput(references, app)
  const done = DONE[command]
  if (!selects(options)) return certainSessions(named, app, await app.catalogue(), done)
  const { catalogue, sessions } = await chooseSessions(options, [], app, await app.agenda())
  return references.length === 0 ? sessions : certainSessions(named, app, { ...catalogue, sessions }, done)
}

const DONE = { add: 'added', drop: 'dropped' } as const

/** Ends the run of a command that needs one session, with an example from the programme. */
export function whichSession(command: string, { sessions }: Catalogue): never {
  const name = exampleName(sessions)
  const example = name === undefined ? {} : { example: `kubeplan ${command} ${typed(name)}` }
  return fail(Exit.usage, { code: 'nothing-to-do', command, ...example })
}

/**
 * The session that one argument refers to, among my picks first: words need only distinguish those, and picks that are
 * no longer in the programme still have their titles. An exact id takes precedence.
 */
export async function referredPick(reference: string, app: App, catalogue: Catalogue): Promise<Session> {
  const agenda = await app.agenda()
  const exact = catalogue.sessions.find(({ id }) => id === reference)
  if (exact) return exact
  const naming = await namingFor([reference], app, agenda)
  const picked = resolveSessions([reference], pickedSessions(agenda, catalogue), naming)
  const found = isCertain(picked) ? picked : resolveSessions([reference], catalogue, naming)
  // There are fewer candidates among my picks.
  const isAmong = picked.ok || picked.problems.some(({ code }) => code === 'ambiguous-session')
  const [session, ...others] = certain(isCertain(found) || !isAmong ? found : picked, [reference])
  if (session && others.length === 0) return session
  const candidates = [...(session ? [session] : []), ...others]
  return fail(Exit.usage, { code: 'ambiguous-session', reference, candidates })
}

function isCertain(resolution: Resolutions): boolean {
  return resolution.ok && resolution.guesses.length === 0
}

/** The programme limited to my picks, with a placeholder for every pick that is no longer in it. */
export function pickedSessions(agenda: Agenda, catalogue: Catalogue): Catalogue {
  const known = byId(catalogue.sessions)
  const sessions = agenda.picks.map(
    (pick): Session => known.get(pick.session) ?? unknownSession(pick.session, pick.seen?.title),
  )
  return { ...catalogue, sessions }
}

export function withInput(references: readonly string[], app: Pick<App, 'world'>): readonly string[] {
  return references.flatMap((reference) => (reference === '-' ? idsFromInput(app) : [reference]))
}

/**
 * Ids from the first tab-separated field of each line, as printed by `kubeplan list` into a pipe, with or without
 * heads.
 */
function idsFromInput(app: Pick<App, 'world'>): readonly string[] {
  const { stdin } = app.world
  if (stdin.isTerminal) return fail(Exit.usage, { code: 'no-stdin' })
  const lines = new TextDecoder().decode(stdin.read()).split(/\r?\n/)
  const ids = lines.map((line) => line.split('\t')[0]?.trim() ?? '').filter((id) => id !== '')
  return ids[0] === 'id' ? ids.slice(1) : ids
}
