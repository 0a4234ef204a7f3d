import ICAL from 'ical.js'
import { DAY, type Day } from '../../model/time.js'
import { attempted } from './ics-lines.js'
import {
  dayShown,
  type IcsMoment,
  type IcsSpan,
  isAfter,
  momentKey,
  onOneClock,
  readMoment,
  type Shown,
  shiftedBy,
} from './ics-time.js'
import { type Clocks, icalTime } from './ics-zones.js'

/** When an event takes place again, as written (RFC 5545 section 3.8.5). */
export interface IcsRepetition {
  /** Values of RRULE. */
  readonly rules: readonly string[]
  /** Values of EXRULE (RFC 2445 section 4.8.5.2), which calendar programs still write. */
  readonly exceptionRules: readonly string[]
  readonly dates: readonly IcsMoment[]
  readonly exceptions: readonly IcsMoment[]
}

export interface Occurrence {
  readonly span: IcsSpan
  /** Its start as the rule has it, in the form of a RECURRENCE-ID on the clock of the series. */
  readonly stamp: string
  readonly isFirst: boolean
}

interface Series {
  readonly occurrences: readonly Occurrence[]
  /** What was not followed, in words. */
  readonly doubts: readonly string[]
}

/** The most times of one series. */
const MOST = 1000
/** What the series of a file may cost together: one for each time and `START` for each rule. */
const MOST_OF_ALL = 6000
const START = 5
/** In days; the length of a series without an end in a file that has nothing later. */
const YEAR = 366
const MANY_YEARS = 100 * YEAR

/** What may still be expanded in a file, so that a hostile one cannot take long. */
export interface SeriesBudget {
  left: number
}

export const seriesBudget = (): SeriesBudget => ({ left: MOST_OF_ALL })

/** Whether a series goes on without COUNT or UNTIL. */
export function isEndless({ rules }: IcsRepetition): boolean {
  return rules.some((rule) => !/(?:^|;)\s*(?:COUNT|UNTIL)=/i.test(rule))
}

/**
 * The times of a series, in order. A rule without an end is followed until `lastDay`, the last of the rest of the file,
 * or for a year if the series begins later.
 */
export function occurrencesOf(
  span: IcsSpan & { readonly from: Shown },
  repetition: IcsRepetition,
  {
    clocks,
    lastDay,
    budget,
  }: { readonly clocks: Clocks; readonly lastDay: Day | undefined; readonly budget: SeriesBudget },
): Series {
  const { from, to } = onOneClock(span)
  const first = from ?? span.from
  const start = shownOf(first)
  const doubts: string[] = []
  const times = new Set([start])
  for (const rule of repetition.rules) {
    budget.left -= START
    const most = Math.min(MOST, budget.left)
    const followed = timesByRule(rule, first, { clocks, lastDay, most })
    for (const time of followed.times) times.add(time)
    if (followed.doubt !== undefined) doubts.push(followed.doubt)
  }
  const on = (moment: IcsMoment) => onClockOf(first, readMoment(moment, clocks).shown)
  for (const date of repetition.dates) {
    const added = on(date)
    if (added) times.add(added.kind === first.kind ? shownOf(added) : start)
  }
  const lastTime = Math.max(...times)
  for (const rule of repetition.exceptionRules) {
    budget.left -= START
    const bounds = { clocks, lastDay: dayShown(lastTime), most: Math.min(MOST, budget.left) }
    const { times: excluded, doubt } = timesByRule(rule, first, bounds)
    for (const time of excluded) times.delete(time)
    if (excluded.length === 0 && doubt !== undefined)
      doubts.push(`the rule of its exceptions cannot be followed (${rule}): some of its times may not take place`)
  }
  const gone = new Set(
    repetition.exceptions.flatMap((moment) => {
      const exception = on(moment)
      return exception ? keysMeant(exception) : []
    }),
  )
  const inOrder = [...times].sort((a, b) => a - b).slice(0, Math.max(1, Math.min(MOST, budget.left)))
  budget.left -= inOrder.length
  const occurrences = inOrder.flatMap((time): readonly Occurrence[] => {
    const starts = shiftedBy(first, time - start)
    if (gone.size > 0 && keysOf(starts).some((key) => gone.has(key))) return []
    const ends = to && shiftedBy(to, time - start)
    return [{ span: { from: starts, ...(ends && { to: ends }) }, stamp: stampOf(starts), isFirst: time === start }]
  })
  return { occurrences, doubts }
}

/** The parts that a rule of each frequency may have beside INTERVAL, COUNT, UNTIL and WKST. */
const PARTS: ReadonlyMap<string, RegExp> = new Map([
  ['HOURLY', /^$/],
  ['DAILY', /^BY(?:DAY|MONTH|HOUR|MINUTE)$/],
  ['WEEKLY', /^BY(?:DAY|MONTH|HOUR|MINUTE)$/],
  ['MONTHLY', /^BY(?:DAY|MONTHDAY|SETPOS|HOUR|MINUTE)$/],
  ['YEARLY', /^BY(?:DAY|MONTHDAY|MONTH|HOUR|MINUTE)$/],
])
const LONGEST_RULE = 300

/**
 * A rule that ical.js finishes: it would look forever for the days of some others, such as every second day that is a
 * 30 February.
 */
function isFollowed(parts: ReadonlyMap<string, string>): boolean {
  const frequency = parts.get('FREQ') ?? ''
  const interval = parts.get('INTERVAL') ?? '1'
  const allowed = PARTS.get(frequency)
  const more = [...parts.keys()].filter((name) => !/^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST)$/.test(name))
  const narrows = frequency === 'DAILY' ? /^BY(?:DAY|MONTH)$/ : /^BYMONTH$/
  const mayMiss = frequency !== 'YEARLY' && interval !== '1' && more.some((name) => narrows.test(name))
  if (!allowed || mayMiss || !/^[1-9]\d?$/.test(interval)) return false
  if (!/^[1-9]\d{0,8}$/.test(parts.get('COUNT') ?? '1')) return false
  return more.every((name) => allowed.test(name))
}

interface Bounds {
  readonly clocks: Clocks
  readonly lastDay: Day | undefined
  readonly most: number
}

function timesByRule(
  rule: string,
  first: Shown,
  { clocks, lastDay, most }: Bounds,
): { readonly times: readonly number[]; readonly doubt?: string } {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2).map((side) => side.trim()))
      .map(([name = '', value = '']) => [name, value]),
  )
  if (most <= 0) return { times: [], doubt: 'too many events of the file repeat: only its first time is used' }
  const recur = rule.length <= LONGEST_RULE && isFollowed(parts) ? recurOf(rule) : undefined
  const notFollowed = {
    times: [],
    doubt: `it repeats by a rule that cannot be followed (${rule}): only its first time is used`,
  }
  if (!recur) return notFollowed
  const start = shownOf(first)
  const written = parts.get('UNTIL')
  const until =
    written === undefined ? undefined : onClockOf(first, readMoment({ value: written, date: false }, clocks).shown)
  if (written !== undefined && !until) return notFollowed
  const isOpen = !until && recur.count === null
  const last = lastDay === undefined ? start : Date.parse(lastDay) + DAY - 1
  const openEnd = last > start ? last : start + YEAR * DAY
  const end = isOpen ? openEnd : until ? shownOf(until) + 2 * DAY : start + MANY_YEARS * DAY
  recur.until = icalTime(end)
  const months = parts.get('BYMONTH')?.split(',').map(Number)
  const times: number[] = []
  const iterator = attempted(() => recur.iterator(icalTime(start)))
  const next = () => iterator && attempted(() => momentOf(iterator.next()))
  for (let time = next(); time !== undefined; time = next()) {
    if (until && isAfter(shiftedBy(first, time - start), until)) break
    if (times.length === most) {
      return { times, doubt: `it repeats more than ${most} times: those from ${dayShown(time)} on were left out` }
    }
    // ical.js makes 2 March of a 30 February.
    if (!months || months.includes(new Date(time).getUTCMonth() + 1)) times.push(time)
  }
  // COUNT includes the start (RFC 5545 section 3.3.10), also if the rule does not.
  if (recur.count !== null && times[0] !== start) times.splice(recur.count - 1)
  return isOpen
    ? { times, doubt: `it repeats without an end: its times after ${dayShown(openEnd)} were left out` }
    : { times }
}

function recurOf(rule: string): ICAL.Recur | undefined {
  const recur = attempted(() => ICAL.Recur.fromString(rule.replaceAll(' ', '')))
  if (recur) recur.until = null
  return recur
}

function momentOf(time: ICAL.Time | null): number | undefined {
  return time ? Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second) : undefined
}

/** What an occurrence is looked up by among moments of its series that are written elsewhere, such as RECURRENCE-ID. */
export function keysOf(occurrence: Shown): readonly string[] {
  if (occurrence.kind === 'day') return [occurrence.day, `on ${occurrence.day}`]
  const onNoClock = momentKey({ ...occurrence, clock: { kind: 'floating' } })
  return [momentKey(occurrence), onNoClock, dayShown(occurrence.shown)]
}

/** The keys of a moment that is written elsewhere: a day means all that begins on it. */
export function keysMeant(moment: Shown): readonly string[] {
  return moment.kind === 'day' ? [moment.day] : [momentKey(moment), `on ${dayShown(moment.shown)}`]
}

/** A moment written without a zone is on the clock of its series. */
function onClockOf(series: Shown, moment: Shown | undefined): Shown | undefined {
  if (moment?.kind !== 'time' || series.kind !== 'time' || moment.clock.kind !== 'floating') return moment
  return { ...moment, clock: series.clock }
}

function shownOf(moment: Shown): number {
  return moment.kind === 'time' ? moment.shown : Date.parse(moment.day)
}

function stampOf(moment: Shown): string {
  const text = new Date(shownOf(moment)).toISOString().replace(/[-:]|\.\d+Z$/g, '')
  if (moment.kind === 'day') return text.slice(0, 8)
  return moment.clock.kind === 'utc' ? `${text}Z` : text
}
