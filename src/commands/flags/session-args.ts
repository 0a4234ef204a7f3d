import {
  type Agenda,
  byId,
  type Catalogue,
  Exit,
  fail,
  type Session,
  type SessionName,
  unknownSession,
} from '../../model/index.js'
import { exampleName } from '../../planning/selection/facets.js'
import { excludedBy } from '../../planning/selection/selection.js'
import {
  type Guess,
  mayNameRows,
  type Naming,
  type Resolutions,
  resolveSessions,
} from '../../planning/sessions/resolve.js'
import type { App } from '../app.js'
import { screenFor } from './globals.js'
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
  const resolution = await resolveOrAsk(references, catalogue, { ...naming, strict: false }, app)
  if (!resolution.ok) return fail(Exit.usage, ...resolution.problems)
  await app.note(...resolution.guesses.map((guess) => ({ code: 'taken-for' as const, ...guess })))
  return resolution.sessions
}

type Done = 'added' | 'dropped'
/** What names of sessions are resolved with. */
export type NamingApp = Pick<App, 'agenda' | 'globals' | 'now' | 'rowsShown' | 'world'>

/** `referredSessions` for changes of the agenda, where guesses also end the run. */
export async function certainSessions(
  references: readonly string[],
  app: NamingApp,
  catalogue: Catalogue,
  done?: Done,
): Promise<readonly Session[]> {
  const naming = await namingFor(references, app, await app.agenda())
  return certain(await resolveOrAsk(references, catalogue, naming, app), references, done)
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
export async function namingFor(references: readonly string[], app: NamingApp, agenda: Agenda): Promise<Naming> {
  const now = await app.now()
  return { agenda, now, strict: true, rows: references.some(mayNameRows) ? await app.rowsShown() : undefined }
}

/** Resolves names. At a terminal it asks which session is meant, if all that is wrong is that there are several. */
export async function resolveOrAsk(
  references: readonly string[],
  catalogue: Pick<Catalogue, 'sessions'>,
  naming: Naming,
  app: NamingApp,
): Promise<Resolutions> {
  const resolution = resolveSessions(references, catalogue, naming)
  if (resolution.ok || !canAsk(app)) return resolution
  const questions = resolution.problems.flatMap((problem) => (problem.code === 'ambiguous-session' ? [problem] : []))
  if (questions.length < resolution.problems.length) return resolution
  const answers = new Map<string, string>()
  for (const { reference, candidates } of questions)
    if (!answers.has(reference)) answers.set(reference, await askWhich(reference, candidates, app))
  const whole = answers.get(references.join(' '))
  const named = whole === undefined ? references.map((reference) => answers.get(reference) ?? reference) : [whole]
  return resolveSessions(named, catalogue, naming)
}

function canAsk({ world }: Pick<App, 'world'>): boolean {
  return world.stdin.isTerminal && world.stderr.isTerminal
}

/** The id of the session that the person chooses. No answer ends the run. */
async function askWhich(
  reference: string,
  candidates: readonly SessionName[],
  { world, globals }: Pick<App, 'world' | 'globals'>,
): Promise<string> {
  const { questionText } = await import('../../render/views/problems.js')
  const { stderr, environment, stdin } = world
  const { text, prompt, choices } = await questionText(reference, candidates, screenFor(globals, environment, stderr))
  stderr.write(text)
  for (;;) {
    stderr.write(prompt)
    const answer = (await stdin.readLine())?.trim() ?? ''
    if (answer === '' || /^q/i.test(answer)) return fail(Exit.usage)
    const chosen = /^\d$/.test(answer) ? candidates.slice(0, choices)[Number(answer) - 1] : undefined
    if (chosen) return chosen.id
  }
}

/** The one session of those that a name stands for, which the person chooses if there are several. */
export async function onlyOf(reference: string, sessions: readonly Session[], app: NamingApp): Promise<Session> {
  const [session, ...others] = sessions
  if (session && others.length === 0) return session
  if (!canAsk(app)) return fail(Exit.usage, { code: 'ambiguous-session', reference, candidates: sessions })
  const id = await askWhich(reference, sessions, app)
  return sessions.find((one) => one.id === id) ?? fail(Exit.bug)
}

function asProblem({ reference, session: { id, title } }: Guess) {
  return { code: 'guessed-session', reference, session: { id, title } } as const
}

/**
 * The sessions that a change of the agenda is about: those the arguments refer to (`-` reads ids from stdin), or those
 * selected by the filter flags. With both, arguments refer to the selected sessions. With flags, arguments such as `!opa`
 * exclude sessions.
 */
export async function sessionsToChange(
  words: readonly string[],
  options: SelectionOptions,
  app: App,
  command: 'add' | 'drop',
): Promise<readonly Session[]> {
  const excluding = selects(options) ? words.filter((word) => excludedBy(word) !== undefined) : []
  const references = words.filter((word) => !excluding.includes(word))
  if (references.length === 0 && !selects(options)) {
    const catalogue = await app.catalogue()
    return whichSession(command, command === 'drop' ? pickedSessions(await app.agenda(), catalogue) : catalogue)
  }
  const named = await withInput(references, await app.catalogue(), app)
  const done = DONE[command]
  if (!selects(options)) return certainSessions(named, app, await app.catalogue(), done)
  const { catalogue, sessions } = await chooseSessions(options, excluding, app, await app.agenda())
  return references.length === 0 ? sessions : certainSessions(named, app, { ...catalogue, sessions }, done)
}

const DONE = { add: 'added', drop: 'dropped' } as const

/** Ends the run of a command that needs one session, with an example from the programme. */
export function whichSession(command: string, { sessions }: Catalogue): never {
  const name = exampleName(sessions)
  const example = name === undefined ? {} : { example: name }
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
  const where = isAmong && !isCertain(found) ? pickedSessions(agenda, catalogue) : catalogue
  const meant = isCertain(found) ? found : await resolveOrAsk([reference], where, naming, app)
  return onlyOf(reference, certain(meant, [reference]), app)
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

/** The names in these arguments, with those from stdin in place of `-`. */
export async function withInput(
  references: readonly string[],
  catalogue: Pick<Catalogue, 'sessions'>,
  { world }: Pick<App, 'world'>,
): Promise<readonly string[]> {
  if (!references.includes('-')) return references
  const { pipedNames } = await import('./piped-names.js')
  const piped = await pipedNames(world, catalogue)
  return references.flatMap((reference) => (reference === '-' ? piped : [reference]))
}
