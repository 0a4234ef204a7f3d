import type { Command } from 'commander'
import { readDuration } from '../clock/duration.js'
import { readClock } from '../clock/times.js'
import { type ClockShown, readSpanOnDay } from '../clock/wall.js'
import type { Agenda } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Day } from '../model/day.js'
import { Exit } from '../model/exit.js'
import { Failure, fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { blockEntry } from '../planning/attending.js'
import { type Interest, type InterestScores, parseInterest, scoreInterests } from '../planning/interests.js'
import { candidatesFor } from '../planning/plan/candidates.js'
import { findPlan } from '../planning/plan/index.js'
import { pinPicks } from '../planning/plan/pinned.js'
import type { Plan } from '../planning/plan/plan.js'
import type { BreakWindow, PlanProblem } from '../planning/plan/problem.js'
import { select } from '../planning/select.js'
import type { Walks } from '../planning/walk.js'
import { readInput } from '../store/catalogue.js'
import type { App } from './app.js'
import { chooseSessions } from './choosing.js'
import { referredSessions } from './referring.js'
import { repeated } from './repeated.js'
import { type SelectionOptions, withSelection } from './selection.js'
import { type SolvingOptions, solving, withTimeLimit } from './solving.js'
import { type WalkOptions, walksFor, withWalk } from './walking.js'

export interface PlanOptions extends Omit<SelectionOptions, 'notBefore' | 'notAfter'>, WalkOptions, SolvingOptions {
  readonly like?: readonly string[]
  readonly interests?: string
  readonly all?: true
  readonly must?: readonly string[]
  readonly unpin?: true
  readonly break?: readonly string[]
  readonly maxPerDay?: string
  readonly notBefore?: string
  readonly notAfter?: string
}

/** The flags of everything that plans. */
export function withPlanning(command: Command): Command {
  return withSelection(
    withTimeLimit(withWalk(command))
      .option(
        '--like <interest>',
        'what I want to hear: "service mesh:3", track:security, speaker:..., org:...',
        repeated,
      )
      .option('--interests <file>', 'a file of interests, one a line')
      .option('--all', 'take every session at one point for each half hour')
      .option('--must <session>', 'whatever it costs', repeated)
      .option('--unpin', 'let going picks compete, too')
      .option('--break <window/length>', 'time off each day, such as 12:00-14:00/45m', repeated)
      .option('--max-per-day <number>', 'no more sessions a day')
      .option('--not-before <time>', 'nothing that starts earlier')
      .option('--not-after <time>', 'nothing that ends later'),
  )
}

/** A problem to plan, with all that is told of it besides. */
export interface Planning {
  readonly catalogue: Catalogue
  readonly agenda: Agenda
  readonly walks: Walks
  readonly days: readonly Day[]
  /** Going picks that stand in each other's way: they compete instead of being kept. */
  readonly competing: readonly Session[]
  /** Wanted sessions of which no time is known. */
  readonly unplaced: readonly Session[]
  /** Which interests each session meets. */
  readonly interests: ReadonlyMap<string, readonly string[]>
  readonly problem: PlanProblem
}

/** Reads flags, agenda and programme into a problem to plan. `also` is a candidate in any case, and never fixed. */
export async function readPlanning(
  words: readonly string[],
  options: PlanOptions,
  app: App,
  also?: Session,
): Promise<Planning> {
  const agenda = await app.agenda()
  const { catalogue, sessions } = await chooseSessions(withoutHours(options), words, app, agenda)
  const musts = new Set((options.must ? await referredSessions(options.must, app, catalogue) : []).map(({ id }) => id))
  const walks = walksFor(options, agenda, catalogue)
  const { points: interests, met } = await readInterests(options, catalogue, app)
  const wishes = {
    interests:
      also && !interests.has(also.id) && !agenda.picks.some(({ session }) => session === also.id)
        ? new Map([...interests, [also.id, 1]])
        : interests,
    all: options.all ?? false,
    musts,
    unpin: options.unpin ?? false,
    isOpen: await openTimes(options, catalogue),
  }
  const chosen = new Set(sessions.map(({ id }) => id))
  const among = catalogue.sessions.filter(({ id }) => chosen.has(id) || musts.has(id) || id === also?.id)
  const { candidates, unplaced } = candidatesFor(among, agenda, wishes)
  const days = [...new Set(candidates.map(({ entry }) => entry.day))].sort()
  const shown = { zone: await app.zone(), conference: catalogue.conference }
  const maxPerDay = options.maxPerDay === undefined ? undefined : readNumber('--max-per-day', options.maxPerDay)
  const problem: PlanProblem = {
    candidates,
    blocks: agenda.blocks.map(blockEntry).filter(({ day }) => days.includes(day)),
    walks,
    breaks: days.flatMap((day) => (options.break ?? []).map((text) => readBreak(text, day, shown))),
    ...(maxPerDay !== undefined && { maxPerDay }),
  }
  const pinned = pinPicks(problem, musts)
  const known = new Map(among.map((session) => [session.id, session]))
  // What competes with it by itself must compete still when it is asked about.
  const open = pinned.problem.candidates.map((candidate) =>
    candidate.entry.id === also?.id ? { ...candidate, fixed: false } : candidate,
  )
  const competing = pinned.competing.flatMap((id) => known.get(id) ?? [])
  return {
    catalogue,
    agenda,
    walks,
    days,
    competing,
    unplaced,
    interests: met,
    problem: { ...pinned.problem, candidates: open },
  }
}

async function readInterests(
  options: PlanOptions,
  catalogue: Catalogue,
  app: App,
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
  return { points, met }
}

function interestNamed(text: string): Interest {
  const form = '"service mesh:3" (points 1 to 5), track:security, speaker:NAME, org:NAME or tag:NAME'
  return parseInterest(text) ?? fail(Exit.usage, { code: 'bad-value', flag: '--like', value: text, form })
}

/** Here these two are about the hours of a day, not about which sessions are meant. */
function withoutHours({ notBefore: _before, notAfter: _after, ...others }: PlanOptions): SelectionOptions {
  return others
}

/** Sessions within the hours that the person is ready to attend. */
export async function openTimes(
  { notBefore, notAfter }: Pick<PlanOptions, 'notBefore' | 'notAfter'>,
  catalogue: Catalogue,
): Promise<(session: Session) => boolean> {
  if (notBefore === undefined && notAfter === undefined) return () => true
  const hours = {
    ...(notBefore !== undefined && { after: { wanted: [clock('--not-before', notBefore)], unwanted: [] } }),
    ...(notAfter !== undefined && { before: { wanted: [clock('--not-after', notAfter)], unwanted: [] } }),
  }
  const { sessions } = await select(catalogue, { words: [], filters: {}, ...hours }, new Map())
  const open = new Set(sessions.map(({ id }) => id))
  return ({ id }) => open.has(id)
}

const BREAK_FORM = '12:00-14:00/45m'

/** A window that ends on the day after is no longer than this; more is a slip. */
const NIGHT = 720

export function readBreak(text: string, day: Day, shown: ClockShown): BreakWindow {
  const bad = (): never => fail(Exit.usage, { code: 'bad-value', flag: '--break', value: text, form: BREAK_FORM })
  const [window = '', length = '', ...more] = text.split('/')
  const [from, to, ...others] = window.split(/\s*(?:-|–)\s*/).map(readClock)
  const minutes = readDuration(length.trim())
  if (more.length + others.length > 0 || from === undefined || to === undefined || minutes === undefined) return bad()
  const long = to - from + (to <= from ? 1440 : 0)
  if ((to <= from && long > NIGHT) || minutes > long || minutes === 0) return bad()
  const { start, end } = readSpanOnDay(day, [from, to], shown)
  if (!start.ok || !end.ok) return bad()
  return {
    day,
    start: start.instant,
    end: end.instant,
    offset: start.offset,
    endOffset: end.offset,
    minutes,
  }
}

function clock(flag: string, text: string): number {
  return readClock(text.trim()) ?? fail(Exit.usage, { code: 'bad-value', flag, value: text, form: '10:00 or 10am' })
}

export function readNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  return fail(Exit.usage, { code: 'bad-value', flag, value: text, form: 'a number, such as 5' })
}

/** How long a plan may take where `--time-limit` says nothing; what is open then has bounds. */
const PATIENCE = '10s'

/** The best plan of a problem, and the exit code where its search was interrupted. */
export function solvePlanning(
  problem: PlanProblem,
  { timeLimit = PATIENCE }: SolvingOptions,
  app: App,
): Promise<{ readonly found: Plan; readonly exit: Exit | undefined }> {
  return solving({ timeLimit }, app, ({ course, solve }) => findPlan(problem, { course, solve }))
}
