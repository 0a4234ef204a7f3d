import { type Agenda, badValue, byId, definedFields, Exit, fail, type Wishes } from '../../model/index.js'
import { moveGiven } from '../../planning/agenda/ledger.js'
import { addPick, replacePick, seenOf } from '../../planning/agenda/picks.js'
import { contentsLeftOut, notPlanned, servedPicks } from '../../planning/plan/candidates.js'
import type { Plan } from '../../planning/plan/problem.js'
import { contentFinder } from '../../planning/sessions/repeats.js'
import type { App, Command } from '../app.js'
import { calledWith } from '../flags/globals.js'
import { typedWalk } from '../flags/selection.js'
import { type Planning, type PlanOptions, readPlanning, solvePlanning, withPlanning } from './plan-problem.js'

interface PlanCommandOptions extends PlanOptions {
  readonly repair?: true
  readonly full?: true
  readonly changeCost?: number
}

export const command: Command<PlanCommandOptions> = {
  configure: (command) =>
    withPlanning(
      command
        .argument('[words...]', 'use only sessions with all these words')
        .option('--save', 'save it as your agenda: the chosen going, the rest maybe')
        .option('--full', 'show the price of every session left out, and every swap')
        .option('--repair', 'after an update, keep as many going picks as possible')
        .option('--change-cost <points>', 'charge a repair this much for each change (default: 1)', readCost),
    ),

  async run(words, options, app) {
    const planning = await readPlanning(words, options, app, {
      ...(options.repair && { changeCost: options.changeCost ?? 1 }),
    })
    const { catalogue, agenda, competing, limited, unplaced, blocks, walks, interests, outside, problem } = planning
    const isNothing = problem.candidates.length + agenda.picks.length + unplaced.length === 0
    if (isNothing) return fail(Exit.usage, { code: 'nothing-to-plan' })
    const { found, exit } = await solvePlanning(planning, options, app)
    const saved = (options.save ?? false) && exit === undefined
    if (saved) await save(found, planning, wishesIn(options), app)
    await app.print({
      kind: 'plan',
      catalogue,
      zone: await app.zone(),
      plan: { ...found, leftOut: contentsLeftOut(found, catalogue.sessions) },
      agenda,
      competing,
      limited,
      blocks,
      unplaced: notPlanned(found, unplaced, agenda, catalogue.sessions),
      walks,
      breaks: problem.breaks,
      kept: problem.candidates.map(({ entry }) => entry).filter(({ id }) => outside.has(id)),
      interests,
      called: calledWith(words, options, ['save']),
      full: options.full ?? false,
      saved,
    })
    return exit ?? (found.conflicts.length > 0 ? Exit.findings : Exit.done)
  },
}

/**
 * Marks the chosen sessions as going. A pick moves to another sitting if the plan has that one, with all its words and
 * its calendar entry; other picks that were left out become maybe. Wishes in flags are remembered for the next plan.
 * Everything else is unchanged.
 */
async function save(
  { chosen, leftOut }: Plan,
  { catalogue, unplaced }: Planning,
  wishes: Wishes,
  app: Pick<App, 'changeAgenda'>,
): Promise<void> {
  const sessions = byId(catalogue.sessions)
  const contentOf = contentFinder(catalogue.sessions)
  let moves: readonly { readonly from: string; readonly to: string }[] = []
  const change = (before: Agenda) => {
    moves = []
    const going = chosen.flatMap(({ id }) => sessions.get(id) ?? [])
    const tooLate = unplaced.filter(({ because }) => because === 'outside-hours')
    const left = new Set([...leftOut.map(({ id }) => id), ...tooLate.map(({ session }) => session)])
    const served = servedPicks(before, catalogue.sessions)
    let agenda = before
    for (const session of going) {
      const from = served(session.id)?.session ?? session.id
      const wish = { session, stage: 'going' as const, seen: seenOf(session) }
      if (from !== session.id) moves = [...moves, { from, to: session.id }]
      agenda = from === session.id ? addPick(agenda, wish).agenda : replacePick(agenda, { ...wish, old: from })
    }
    const attended = new Set(going.map(({ id }) => id))
    const chosenContents = new Set(going.map(({ id }) => contentOf(id)))
    const maybe = agenda.picks.flatMap((pick) => {
      const isLeft = left.has(pick.session) || chosenContents.has(contentOf(pick.session))
      const session = attended.has(pick.session) || !isLeft ? undefined : sessions.get(pick.session)
      return session ?? []
    })
    return maybe.reduce(
      (kept, session) => addPick(kept, { session, stage: 'maybe', seen: seenOf(session) }).agenda,
      withWishes(agenda, wishes),
    )
  }
  const seenNow = (id: string, session = sessions.get(id)) => ({
    session: id,
    ...(session && { seen: seenOf(session) }),
  })
  await app.changeAgenda(change, (ledger) =>
    moves.reduce((given, { from, to }) => moveGiven(given, seenNow(from), seenNow(to)), ledger),
  )
}

/** What the flags of a plan wish for. */
function wishesIn({ walk, like, break: breaks }: PlanOptions): Wishes {
  return definedFields({ walk: walk === undefined ? undefined : typedWalk(walk), like, breaks })
}

function withWishes(agenda: Agenda, wishes: Wishes): Agenda {
  return Object.keys(wishes).length === 0 ? agenda : { ...agenda, wishes: { ...agenda.wishes, ...wishes } }
}

function readCost(text: string): number {
  return /^\d{1,3}(?:\.\d{1,3})?$/.test(text)
    ? Number(text)
    : badValue('--change-cost', text, 'points, such as 1 or 0.5')
}
