import type { Command } from 'commander'
import { type ClockShown, readSpanOnDay } from '../../clock/wall.js'
import { badValue, type Catalogue, definedFields, EXIT_AFTER, type Exit, type Session } from '../../model/index.js'
import { type Day, type Instant, readDuration } from '../../model/time.js'
import { breaksLeft, isOver, momentOfNow } from '../../planning/agenda/relative-to-now.js'
import type { Course } from '../../planning/plan/engine/search.js'
import type { BreakWindow, PlanProblem } from '../../planning/plan/problem.js'
import { select } from '../../planning/selection/select.js'
import type { Selection, Times } from '../../planning/selection/selection.js'
import type { Limits } from '../../planning/team/team-problem.js'
import type { Solver } from '../../solver/highs.js'
import type { Interruption } from '../../world.js'
import type { App } from '../app.js'
import { among, type SelectionOptions, type WalkOptions } from './selection.js'
import { repeated, typedClock, typedWindow, wholeNumber, windowLength } from './values.js'

export interface LimitOptions {
  readonly break?: readonly string[]
  readonly maxPerDay?: number
  readonly maxHours?: string
  readonly notBefore?: string
  readonly notAfter?: string
}

export function withLimits(command: Command): Command {
  return command
    .option('--break <window/length>', 'keep a break each day, such as 12:00-14:00/45m', repeated)
    .option(
      '--max-per-day <number>',
      'limit the sessions a day (back-to-back keynotes count as one)',
      wholeNumber('--max-per-day', [1, 9999], 'a number, such as 5'),
    )
    .option('--max-hours <length>', 'limit the time in sessions a day, such as 5h')
    .option('--not-before <time>', 'start no earlier, except for going picks')
    .option('--not-after <time>', 'end no later, except for going picks')
}

/** The flags of commands that plan. Two names that otherwise select sessions are about the hours of a day there. */
export interface PlannerOptions
  extends Omit<SelectionOptions, keyof LimitOptions>,
    LimitOptions,
    WalkOptions,
    SolvingOptions {}

export function withoutHours({ notBefore: _before, notAfter: _after, ...others }: PlannerOptions): SelectionOptions {
  return others
}

/** When to plan, by the flags. */
interface PlannedTimes {
  /** The beginning, if only the rest of the conference is planned. */
  readonly since: Instant | undefined
  readonly isOver: (session: Session) => boolean
  /** Whether it is on the planned days and times, regardless of other flags. */
  readonly isPlanned: (session: Session) => boolean
  /** Whether it is within the hours that the person accepts. */
  readonly isOpen: (session: Session) => boolean
  readonly limitsOn: (days: readonly Day[]) => Limits
}

/** Reads the flags of days and hours. Wrong values end the run. */
export async function plannedTimes(
  options: LimitOptions,
  selection: Selection,
  catalogue: Catalogue,
  app: Pick<App, 'zone'>,
): Promise<PlannedTimes> {
  const at = async (times: Partial<Selection>) =>
    (await select(catalogue, { words: [], filters: {}, ...times }, new Map())).sessions
  const since = momentOfNow(selection)
  const isPast = ({ when }: Session) => since !== undefined && isOver(when, since)
  const { days, after, before, notUnscheduled, unscheduled } = selection
  const anyTime = definedFields({ days, at: selection.at, before, unscheduled, notUnscheduled })
  const isTimely = among(await at({ ...anyTime, ...(after && { after }) }))
  // A session without a time may still be ahead.
  const untimed = since === undefined ? [] : await at(anyTime)
  const isUntimed = among(untimed.filter(({ when }) => when.kind !== 'timed'))
  const hours = definedFields({
    after: hourOf('--not-before', options.notBefore),
    before: hourOf('--not-after', options.notAfter),
  })
  const shown = { zone: await app.zone(), conference: catalogue.conference }
  const limits = readDayLimits(options)
  const breaksOn = (day: Day) => (options.break ?? []).map((text) => readBreak(text, day, shown))
  return {
    since,
    isOver: isPast,
    isPlanned: (session) => isTimely(session) || (isUntimed(session) && !isPast(session)),
    isOpen: Object.keys(hours).length === 0 ? () => true : among(await at(hours)),
    limitsOn: (planned) => ({ breaks: breaksLeft(planned.flatMap(breaksOn), since), ...limits }),
  }
}

function readDayLimits({ maxPerDay, maxHours }: LimitOptions): Pick<PlanProblem, 'maxPerDay' | 'maxMinutes'> {
  const minutes = maxHours === undefined ? undefined : readDuration(maxHours.trim())
  if (maxHours !== undefined && !minutes) return badValue('--max-hours', maxHours, '5h or 4h30m')
  return definedFields({ maxPerDay, maxMinutes: minutes })
}

function hourOf(flag: string, text: string | undefined): Times | undefined {
  return text === undefined ? undefined : { wanted: [typedClock(flag, text, '10:00 or 10am')], unwanted: [] }
}

const BREAK_FORM = '12:00-14:00/45m'

function readBreak(text: string, day: Day, shown: ClockShown): BreakWindow {
  const bad = (): never => badValue('--break', text, BREAK_FORM)
  const [window = '', length = '', ...more] = text.split('/')
  const times = typedWindow('--break', window, BREAK_FORM, text)
  const minutes = readDuration(length.trim())
  const { start, end } = readSpanOnDay(day, times, shown)
  if (!minutes || more.length > 0 || minutes > windowLength(times) || !start.ok || !end.ok) return bad()
  return { day, start: start.instant, end: end.instant, offset: start.offset, endOffset: end.offset, minutes }
}

export interface SolvingOptions {
  readonly timeLimit?: string
}

const PATIENCE = '10s'

/** `order` is appended to the help text. */
export function withTimeLimit(command: Command, order = ''): Command {
  return command.option('--time-limit <length>', `stop searching after this long (default: ${PATIENCE})${order}`)
}

interface Searching extends Solver {
  readonly course: Course
}

/** In milliseconds; how long work goes on before interruptions and progress are handled. */
const TURN = 20

/**
 * Runs a search within its time limit. An interruption ends the search and not the run: the best result so far is
 * returned, with the exit code.
 */
export async function solving<T>(
  { timeLimit = PATIENCE }: SolvingOptions,
  app: Pick<App, 'globals' | 'world'>,
  work: (searching: Searching) => Promise<T>,
): Promise<{ readonly found: T; readonly exit: Exit | undefined }> {
  const seconds = secondsIn(timeLimit)
  const { solverIn, progressOn } = await import('../../solver/highs.js')
  const began = performance.now()
  const left = () => seconds - (performance.now() - began) / 1000
  const stop = new AbortController()
  let signal: Interruption | undefined
  const deafen = app.world.onInterruption((name) => {
    signal ??= name
    stop.abort()
  })
  const { report, end } = progressOn(app.world, app.globals.quiet ?? false)
  let turn = began
  const course: Course = {
    report,
    async goOn() {
      if (performance.now() - turn > TURN) {
        await new Promise((resolve) => setImmediate(resolve))
        turn = performance.now()
      }
      return signal === undefined && left() > 0
    },
  }
  const solver = solverIn(app.world, { left, stop: stop.signal })
  try {
    const found = await work({ ...solver, course })
    return { found, exit: signal && EXIT_AFTER[signal] }
  } finally {
    solver.end()
    end()
    deafen()
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 }
const LONGEST = 86_400

/** `10`, `10s`, `1.5s`, `500ms`, `2m`; in seconds, up to a day. */
function secondsIn(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text.trim()) ?? []
  const seconds = Number(number) * (UNITS[unit] ?? 1)
  if (number !== '' && seconds > 0 && seconds <= LONGEST) return seconds
  return badValue('--time-limit', text, '10s or 2m, but not 0')
}
