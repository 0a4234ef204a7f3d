import type { Catalogue } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { resolveSessions } from '../planning/resolve.js'
import type { App } from './app.js'
import { chooseSessions } from './choosing.js'
import { type SelectionOptions, selects } from './selection.js'

/** The sessions that the arguments name; one that names none or several ends the run with the candidates. */
export async function referredSessions(
  references: readonly string[],
  app: App,
  catalogue: Catalogue,
): Promise<readonly Session[]> {
  const mine = { agenda: await app.agenda(), now: await app.now() }
  const resolution = resolveSessions(references, catalogue, mine)
  return resolution.ok ? resolution.sessions : fail(Exit.usage, ...resolution.problems)
}

/**
 * The sessions that a change of the agenda is about: those the arguments name (`-` stands for ids on stdin), or those
 * the filter flags choose; with both, the arguments are looked for among the chosen.
 */
export async function sessionsToChange(
  references: readonly string[],
  options: SelectionOptions,
  app: App,
  command: 'add' | 'drop',
): Promise<readonly Session[]> {
  if (references.length === 0 && !selects(options)) {
    return fail(Exit.usage, { code: 'nothing-to-do', command, example: `kubeplan ${command} 'kubelet deep dive'` })
  }
  const named = withInput(references, app)
  if (!selects(options)) return referredSessions(named, app, await app.catalogue())
  const { catalogue, sessions } = await chooseSessions(options, [], app, await app.agenda())
  return references.length === 0 ? sessions : referredSessions(named, app, { ...catalogue, sessions })
}

/** The arguments, with the ids on stdin in the place of `-`. */
export function withInput(references: readonly string[], app: App): readonly string[] {
  return references.flatMap((reference) => (reference === '-' ? idsFromInput(app) : [reference]))
}

/** Ids, one a line, in the first tab-separated field: what `kubeplan list` prints into a pipe, heading and all. */
function idsFromInput(app: App): readonly string[] {
  const { stdin } = app.world
  if (stdin.isTerminal) return fail(Exit.usage, { code: 'no-stdin' })
  const lines = new TextDecoder().decode(stdin.read()).split(/\r?\n/)
  const ids = lines.map((line) => line.split('\t')[0]?.trim() ?? '').filter((id) => id !== '')
  return ids[0] === 'id' ? ids.slice(1) : ids
}
