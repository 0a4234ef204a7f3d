import type { Command } from 'commander'
import {
  type Agenda,
  badValue,
  type Catalogue,
  definedFields,
  Exit,
  Failure,
  fail,
  type Session,
} from '../../model/index.js'
import type { Walks } from '../../planning/agenda/walks.js'
import { type PlanWishes, servedPicks, whyUnplaceable } from '../../planning/plan/candidates.js'
import { findPlan } from '../../planning/plan/index.js'
import { type Posed, poseProblem } from '../../planning/plan/pose-problem.js'
import { countedPoints } from '../../planning/plan/prepare.js'
import type { Plan } from '../../planning/plan/problem.js'
import { type Interest, type InterestScores, parseInterest, scoreInterests } from '../../planning/selection/select.js'
import { contentFinder } from '../../planning/sessions/repeats.js'
import { readInput } from '../../store/files/paths.js'
import type { App } from '../app.js'
import {
  type PlannerOptions,
  plannedTimes,
  type SolvingOptions,
  solving,
  withLimits,
  withoutHours,
  withTimeLimit,
} from '../flags/limits.js'
import { among, chooseSessions, walksFor, withSelection, withWalk } from '../flags/selection.js'
import { certainSessions, referredSessions } from '../flags/session-args.js'
import { repeated } from '../flags/values.js'

export interface PlanOptions extends PlannerOptions {
  readonly like?: readonly string[]
  readonly interests?: string
  readonly all?: true
  readonly must?: readonly string[]
  /** Only of `plan`. */
  readonly save?: true
  readonly unpin?: true
}

export function withPlanning(command: Command): Command {
  const wishing = withTimeLimit(withWalk(command))
    .option('--like <interest>', 'add an interest: "service mesh:3", track:security, speaker:..., org:...', repeated)
    .option('--interests <file>', 'read interests from this file, one per line')
    .option('--all', 'plan from every session but lightning talks, at one point per half hour')
    .option('--must <session>', 'keep this one whatever it costs, at any sitting', repeated)
    .option('--unpin', 'let all going picks compete, not only those that clash')
  return withSelection(withLimits(wishing))
}

export interface Planning extends Posed {
  readonly catalogue: Catalogue
  readonly agenda: Agenda
  readonly walks: Walks
  readonly interests: ReadonlyMap<string, readonly string[]>
}

export interface Aim {
  readonly also?: Session
  /** The points that each pick costs which a repair loses or moves. */
  readonly changeCost?: number
}

export async function readPlanning(
  words: readonly string[],
  typed: PlanOptions,
  app: App,
  { also, changeCost }: Aim = {},
): Promise<Planning> {
  const agenda = await app.agenda()
  const options = withWishes(typed, agenda)
  const { sessions: programme } = await app.catalogue()
  const choice = await chooseSessions(withoutHours(options), words, app, withSittings(agenda, programme))
  const { catalogue, selection } = choice
  const { since, limitsOn, ...times } = await plannedTimes(options, selection, catalogue, app)
  if (also && times.isOver(also)) return fail(Exit.usage, { code: 'not-plannable', session: also, because: 'over' })
  const walks = walksFor(options, agenda, catalogue)
  const { points: interests, met } = await readInterests(options, catalogue, app)
  const wishes: PlanWishes = {
    interests,
    all: options.all ?? false,
    lightning: options.kind !== undefined,
    musts: await readMusts(options, app, catalogue, times.isOver),
    going: options.unpin && changeCost === undefined ? 'competing' : 'kept',
    isSelected: among(choice.sessions),
    ...times,
    ...(also && { also: also.id }),
  }
  const { sessions } = catalogue
  const posed = poseProblem(definedFields({ agenda, sessions, walks, wishes, limitsOn, since, also, changeCost }))
  return { ...posed, catalogue, agenda, walks, interests: met }
}

/** What I wish for where no flag says otherwise. */
function withWishes(options: PlanOptions, { wishes = {} }: Agenda): PlanOptions {
  const { like, interests, break: breaks } = options
  return {
    ...options,
    ...definedFields({
      like: like ?? (interests === undefined ? wishes.like : undefined),
      break: breaks ?? wishes.breaks,
    }),
  }
}

/** A pick is a wish for any sitting of its session. */
function withSittings(agenda: Agenda, sessions: readonly Session[]): Agenda {
  const served = servedPicks(agenda, sessions)
  const others = sessions.flatMap(({ id }) => {
    const pick = served(id)
    return pick && pick.session !== id ? [{ ...pick, session: id }] : []
  })
  return { ...agenda, picks: [...agenda.picks, ...others] }
}

/** The sessions that must be in the plan. One that no plan can contain ends the run. */
async function readMusts(
  { must, save }: PlanOptions,
  app: App,
  catalogue: Catalogue,
  isPast: (session: Session) => boolean,
): Promise<ReadonlySet<string>> {
  if (!must) return new Set()
  const sessions = await (save ? certainSessions : referredSessions)(must, app, catalogue)
  const contentOf = contentFinder(catalogue.sessions)
  const whyNot = (session: Session) => whyUnplaceable(session) ?? (isPast(session) ? ('over' as const) : undefined)
  const placeable = new Set(catalogue.sessions.flatMap((one) => (whyNot(one) ? [] : contentOf(one.id))))
  const problems = sessions.flatMap((session) => {
    const because = placeable.has(contentOf(session.id)) ? undefined : whyNot(session)
    return because ? [{ code: 'not-plannable' as const, session, because }] : []
  })
  if (problems.length > 0) return fail(Exit.usage, ...problems)
  return new Set(sessions.map(({ id }) => id))
}

async function readInterests(
  options: PlanOptions,
  catalogue: Catalogue,
  app: Pick<App, 'note' | 'world'>,
): Promise<Pick<InterestScores, 'points' | 'met'>> {
  const lines =
    options.interests === undefined
      ? []
      : new TextDecoder().decode(readInput(options.interests, app.world)).split(/\r?\n/)
  const written = lines
    .map((line) => line.replace(/^\s*(?:-\s+)?/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const interests = [...(options.like ?? []), ...written].map(interestNamed)
  const { points, met, problems, unmatched } = await scoreInterests(interests, catalogue)
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  await app.note(...unmatched.map(({ selection }) => ({ code: 'nothing-for-words' as const, words: selection.words })))
  return { points, met: ofSittings(met, catalogue.sessions) }
}

function ofSittings<T>(said: ReadonlyMap<string, T>, sessions: readonly Session[]): ReadonlyMap<string, T> {
  const contentOf = contentFinder(sessions)
  const ofContents = new Map([...said].map(([id, one]) => [contentOf(id), one]))
  const others = sessions.flatMap(({ id }): readonly [string, T][] => {
    const one = said.get(id) ?? ofContents.get(contentOf(id))
    return one === undefined ? [] : [[id, one]]
  })
  return new Map(others)
}

function interestNamed(text: string): Interest {
  const form = '"service mesh:3" (points 1 to 5), track:security, speaker:NAME, org:NAME or tag:NAME'
  return parseInterest(text) ?? badValue('--like', text, form)
}

/** The best plan, and the exit code if the search was interrupted. */
export async function solvePlanning(
  { problem, outside, competing }: Pick<Planning, 'problem' | 'outside' | 'competing'>,
  options: SolvingOptions,
  app: Pick<App, 'globals' | 'world'>,
): Promise<{ readonly found: Plan; readonly exit: Exit | undefined }> {
  const { found, exit } = await solving(options, app, ({ course }) => findPlan(problem, { course }))
  const clashing = new Set(competing.map(({ id }) => id))
  return { found: leavingOut(found, new Set([...outside].filter((id) => !clashing.has(id)))), exit }
}

function leavingOut(plan: Plan, ids: ReadonlySet<string>): Plan {
  if (ids.size === 0) return plan
  const kept = plan.chosen.filter(({ id }) => ids.has(id)).reduce((sum, { score }) => sum + score, 0)
  const less = (points: number) => countedPoints(points - kept)
  return {
    ...plan,
    value: less(plan.value),
    bound: less(plan.bound),
    chosen: plan.chosen.filter(({ id }) => !ids.has(id)),
    conflicts: plan.conflicts.map((way) => ({ ...way, value: less(way.value) })),
  }
}
