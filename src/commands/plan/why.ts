import { Exit, fail } from '../../model/index.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import { whyUnplaceable } from '../../planning/plan/candidates.js'
import { repeatsOf } from '../../planning/sessions/repeats.js'
import type { Command } from '../app.js'
import { nowIn } from '../flags/selection.js'
import { onlyOf, referredSessions, whichSession } from '../flags/session-args.js'
import { type PlanOptions, readPlanning, solvePlanning, withPlanning } from './plan-problem.js'

export const command: Command<PlanOptions> = {
  configure: (command) =>
    withPlanning(
      command.argument('<session...>', 'a row of the last list, an id or the start of one, or words of a title'),
    ),

  async run(references, options, app) {
    const programme = await app.catalogue()
    const sessions = await referredSessions(references, app, programme)
    if (sessions.length > 1 && references.length > 1) return whichSession('why', programme)
    const session = await onlyOf(references.join(' '), sessions, app)
    const because = whyUnplaceable(session)
    if (because) return fail(Exit.usage, { code: 'not-plannable', session, because })
    const planning = await readPlanning([], options, app, { also: session })
    const { catalogue, agenda, competing, walks } = planning
    const { found: plan, exit } = await solvePlanning(planning, options, app)
    await app.print({
      kind: 'why',
      catalogue,
      zone: await app.zone(),
      session,
      plan,
      agenda,
      competing,
      walks,
      whyNot: whyNotAmong(agenda, { sessions: catalogue.sessions, walks, ...(await nowIn(catalogue, app)) }),
      repeats: repeatsOf(session, catalogue.sessions),
    })
    return exit ?? Exit.done
  },
}
