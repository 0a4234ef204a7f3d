import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { addPick } from '../planning/picks.js'
import type { Plan } from '../planning/plan/plan.js'
import { seenOf } from '../store/agenda/seen.js'
import type { App } from './app.js'
import { calledWith } from './called.js'
import type { Command } from './command.js'
import { type Planning, type PlanOptions, readPlanning, solvePlanning, withPlanning } from './planning.js'

interface PlanCommandOptions extends PlanOptions {
  readonly save?: true
  readonly repair?: true
  readonly full?: true
  readonly changeCost?: string
}

export const plan: Command<PlanCommandOptions> = {
  configure: (command) =>
    withPlanning(
      command
        .argument('[words...]', 'plan only with sessions that have all these words')
        .option('--save', 'make it my agenda: the chosen going, the rest maybe')
        .option('--full', 'tell the price of every session that is left out, and every swap')
        .option('--repair', 'after an update: change as few of my picks as possible')
        .option('--change-cost <points>', 'what each change costs a repair (default: 1)'),
    ),

  async run(words, options, app) {
    const planning = await readPlanning(words, options.repair ? { ...options, unpin: true } : options, app)
    if (planning.problem.candidates.length + planning.unplaced.length === 0)
      fail(Exit.usage, { code: 'nothing-to-plan' })
    const repair = options.repair
      ? { repair: { picks: goingOf(planning), changeCost: readCost(options.changeCost) } }
      : {}
    const { found, exit } = await solvePlanning({ ...planning.problem, ...repair }, options, app)
    const saved = (options.save ?? false) && exit === undefined
    if (saved) await save(found, planning, app)
    const { catalogue, agenda, competing, unplaced, walks, interests, problem } = planning
    await app.print({
      kind: 'plan',
      catalogue,
      zone: await app.zone(),
      plan: found,
      agenda,
      competing,
      blocks: problem.blocks,
      unplaced,
      walks,
      breaks: problem.breaks,
      interests,
      called: calledWith(words, options, ['save']),
      full: options.full ?? false,
      saved,
    })
    return exit ?? (found.conflicts.length > 0 ? Exit.findings : Exit.done)
  },
}

function goingOf({ agenda }: Planning): readonly string[] {
  return agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session)
}

/** The chosen are going; picks that were left out stay as maybe. What was not looked at stays as it is. */
async function save({ chosen, leftOut }: Plan, { catalogue }: Planning, app: App): Promise<void> {
  const sessions = new Map(catalogue.sessions.map((session) => [session.id, session]))
  await app.changeAgenda((before) => {
    const picked = new Set(before.picks.map(({ session }) => session))
    const going = chosen.flatMap(({ id }) => sessions.get(id) ?? [])
    const maybe = leftOut.flatMap(({ id }) => (picked.has(id) ? (sessions.get(id) ?? []) : []))
    const stage = (wanted: 'going' | 'maybe') => (agenda: typeof before, session: Session) =>
      addPick(agenda, { session, stage: wanted, seen: seenOf(session) }).agenda
    return maybe.reduce(stage('maybe'), going.reduce(stage('going'), before))
  })
}

function readCost(text: string | undefined): number {
  if (text === undefined) return 1
  if (/^\d{1,3}(?:\.\d{1,3})?$/.test(text)) return Number(text)
  return fail(Exit.usage, { code: 'bad-value', flag: '--change-cost', value: text, form: 'points, such as 1 or 0.5' })
}
