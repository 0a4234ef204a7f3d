import type { AgendaPick, ShownSpan, Speaker, Stage, Timed, When } from '../../model/index.js'
import {
  clockAt,
  clockLabel,
  DAY,
  type Day,
  dayLabel,
  daysBetween,
  type Instant,
  type Minutes,
  offsetLabel,
} from '../../model/time.js'
import type { Price } from '../../planning/plan/problem.js'
import { safe, safeBlock } from '../screen/terminal.js'

/** `1 session`, `3 sessions`. */
export function count(number: number, word: string, plural = `${word}s`): string {
  return `${number} ${number === 1 ? word : plural}`
}

/** `A`, `A and B`, `A, B and C`. Beyond `most` the others are counted: `A, B and 3 others`. */
export function listed(names: readonly string[], word: 'and' | 'or', most = Number.POSITIVE_INFINITY): string {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} others`] : names
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`
}

/** `17 going`, `1 block`, `9 maybe`, without zeros. */
export function tally(stages: readonly (Stage | 'block' | undefined)[]): readonly string[] {
  const number = (stage: Stage | 'block') => stages.filter((own) => own === stage).length
  const [going, blocks, maybe] = [number('going'), number('block'), number('maybe')]
  return [
    ...(going > 0 ? [`${going} going`] : []),
    ...(blocks > 0 ? [count(blocks, 'block')] : []),
    ...(maybe > 0 ? [`${maybe} maybe`] : []),
  ]
}

/** `3 clashes`; empty for none. */
export function clashCount({ length }: { readonly length: number }): string {
  return length === 0 ? '' : count(length, 'clash', 'clashes')
}

/** My rating and attendance: `4/5, attended`, `missed`; empty if there are none. */
export function ownLabel({ rating, attended }: AgendaPick): string {
  const presence = attended === undefined ? '' : attended ? 'attended' : 'missed'
  return [rating === undefined ? '' : `${rating}/5`, presence].filter((text) => text !== '').join(', ')
}

/** The first line of a note that has words, safe. */
export function firstLine(note: string): string {
  return safeBlock(note).trim().split('\n', 1)[0]?.trim() ?? ''
}

/** A kind for readers who know no flags. */
export function kindWord(kind: string): string {
  return kind === 'umbrella' ? 'all-day event' : kind
}

const DAYS_OF_A_WEEK = 7

/** Shown for an unknown end. */
const UNKNOWN_END = '?'

/** Of the clock that a person reads. */
export type ClockHours = 12 | 24

/** Times of day as people read them. */
export interface Times {
  /** `16:00`, or `4:00pm`, on a clock that is `offset` minutes ahead of UTC. */
  readonly moment: (moment: Instant, offset: Minutes) => string
  /** `16:15`, with the weekday or date if it differs from the one it is listed under. */
  readonly time: (at: Instant, offset: Minutes, date: Day) => string
  /** `Thu 10:00`, with the date if the weekday is ambiguous around `near`. */
  readonly dayTime: (at: Instant, offset: Minutes, near: Day) => string
  /** `time` for an end, which names its date only for long spans. */
  readonly end: (when: ShownSpan, date: Day) => string
  /**
   * `16:00-16:35` or `4:00-4:35pm` on the displayed clock, `16:00-?` if the end is unknown. A start on another date than
   * `day`, under which it is listed, names the date: `Sat 01:00-01:35`. So does an end a day or more after the start.
   */
  readonly span: (when: ShownSpan, day: Day) => string
  /** A session's time in one phrase: `Fri 20 Nov 16:00-16:35`, `Fri 20 Nov, time not known`, `not scheduled yet`. */
  readonly when: (when: When) => string
  /** A time in a column, where hours of one digit stand under the last of two. */
  readonly aligned: (time: string) => string
}

/** How times are written on a clock of twelve or of 24 hours. */
export function timesOn(clock: ClockHours = 24): Times {
  return clock === 12 ? ON_12 : TIMES
}

function timesWith({
  moment,
  joined,
  aligned,
}: Pick<Times, 'moment' | 'aligned'> & {
  readonly joined: (start: string, end: string, when: ShownSpan) => string
}): Times {
  const dayTime: Times['dayTime'] = (at, offset, near) =>
    `${dateHint(clockAt(at, offset).day, near)} ${moment(at, offset)}`
  const time: Times['time'] = (at, offset, date) =>
    clockAt(at, offset).day === date ? moment(at, offset) : dayTime(at, offset, date)
  const end: Times['end'] = (when, date) => {
    if (when.endAssumed) return UNKNOWN_END
    return isLong(when) ? time(when.end, when.endOffset, date) : moment(when.end, when.endOffset)
  }
  const span: Times['span'] = (when, day) => {
    const start = time(when.start, when.offset, day)
    return when.start === when.end && !when.endAssumed ? start : joined(start, end(when, day), when)
  }
  return {
    moment,
    time,
    dayTime,
    end,
    span,
    aligned,
    when(when) {
      if (when.kind === 'unscheduled') return 'not scheduled yet'
      if (when.kind === 'dated') return `${dayLabel(when.day)}, time not known`
      const { day } = clockAt(when.start, when.offset)
      return `${dayLabel(day)} ${span(when, day)}`
    },
  }
}

export const TIMES: Times = timesWith({
  moment: momentLabel,
  joined: (start, end) => `${start}-${end}`,
  aligned: (time) => time,
})

const ON_12: Times = timesWith({
  moment(moment, offset) {
    const { minute } = clockAt(moment, offset)
    const [hour, past] = [Math.floor(minute / 60), minute % 60]
    return `${hour % 12 || 12}:${String(past).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`
  },
  // `9:00-10:45am`: one half of the day is named once.
  joined(start, end, when) {
    const isOneHalf = when.end - when.start < DAY / 2 && start.slice(-2) === end.slice(-2)
    return `${isOneHalf ? start.slice(0, -2) : start}-${end}`
  },
  aligned: (time) => time.replace(/^(\D*)(?=\d:)/, '$1 '),
})

/** Whether something lasts a day or more. */
export function isLong({ start, end }: Pick<Timed, 'start' | 'end'>): boolean {
  return end - start >= DAY
}

/** `16:00`, as flags are written. */
export function momentLabel(moment: Instant, offset: Minutes): string {
  return clockLabel(clockAt(moment, offset).minute)
}

/** `Fri 20 Nov`; `Wed 18 Nov - Fri 20 Nov` for consecutive days, or else each day, or their number. */
export function daysLabel(days: readonly Day[]): string {
  const sorted = [...new Set(days)].sort()
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return ''
  if (first === last) return dayLabel(first)
  if (daysBetween(first, last) === sorted.length - 1) return `${dayLabel(first)} - ${dayLabel(last)}`
  return sorted.length <= 3 ? sorted.map(dayLabel).join(', ') : `${sorted.length} days`
}

/**
 * `Europe/Amsterdam (UTC+1)`; with two offsets if the clocks change in between, and with none if nothing has a time.
 */
export function zoneLabel(zone: string, offsets: Iterable<Minutes>): string {
  const labels = [...new Set(offsets)].map(offsetLabel)
  return labels.length === 0 || (labels.length === 1 && labels[0] === zone) ? zone : `${zone} (${labels.join(', ')})`
}

/** `Amsterdam UTC+1`, for narrow places. */
export function shortZoneLabel(zone: string, offsets: Iterable<Minutes>): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const labels = [...new Set(offsets)].map(offsetLabel).filter((label) => label !== zone)
  return [city, labels.join(', ')].filter(Boolean).join(' ')
}

/** The weekday, as long as it cannot mean two dates. */
export function dateHint(day: Day, near: Day): string {
  return Math.abs(daysBetween(day, near)) < DAYS_OF_A_WEEK ? dayLabel(day).slice(0, 3) : dayLabel(day)
}

/** `Name, Org; Name2, Org2`, without abbreviations. */
export function speakersInFull(speakers: readonly Speaker[]): string {
  return speakers.map((speaker) => safe(speakerInFull(speaker))).join('; ')
}

export function speakerInFull({ name, organization }: Speaker): string {
  return organization === undefined ? name : `${name}, ${organization}`
}

/**
 * Points in a cell: at most one decimal, and never 0 for a small amount. Machine-readable documents have exact values.
 */
export function pointsLabel(points: number): string {
  const rounded = Math.round(points * 10) / 10 + 0
  return rounded === 0 && isRounded(points) && points > 0 ? LITTLE : String(rounded)
}

const LITTLE = '<0.1'

/** Points in a sentence, marked where they or the `parts` shown beside them are rounded: `about 97`. */
export function pointsPhrase(points: number, parts: readonly number[] = []): string {
  const label = pointsLabel(points)
  if (label === LITTLE) return 'less than 0.1'
  return [points, ...parts].some(isRounded) ? `about ${label}` : label
}

/** `5 points`, `1 point`, `about 0.2 points`. */
export function pointsCount(points: number, parts: readonly number[] = []): string {
  const told = pointsPhrase(points, parts)
  return pointsLabel(points) === '1' ? `${told} point` : `${told} points`
}

/** A price in a cell or a sentence: `5`, or `2 to 4` if only its bounds are known. */
export function priceLabel(price: Price, label: (points: number) => string = pointsLabel): string {
  if (typeof price === 'number') return label(price)
  const [least, most] = price.map((points) => label(points))
  return least === most ? `${most}` : `${least} to ${most}`
}

/** The gain of a negative price. */
export function gainOf(price: Price): Price {
  return typeof price === 'number' ? -price : [-price[1], -price[0]]
}

function isRounded(points: number): boolean {
  return Math.abs(points * 10 - Math.round(points * 10)) > 0.01
}
