import type { ShownSpan } from '../../model/conference.js'
import { addMinutes, instant, type Minutes, type Span } from '../../model/time.js'
import type { BreakWindow } from './problem.js'
import { restFrom } from './rests.js'

/** When a break of a window can be had at the earliest, among all that takes time; nothing where there is none. */
export function breakIn(window: BreakWindow, busy: readonly Span[]): ShownSpan | undefined {
  const { start, end, offset, endOffset, minutes } = window
  const taken = busy.filter((one) => one.start < one.end).sort((a, b) => a.start - b.start)
  const begins = restFrom({ start, end, length: minutes * 60_000, busy: taken }, start)
  if (begins === Number.POSITIVE_INFINITY) return undefined
  const from = instant(begins)
  return { start: from, end: addMinutes(from, minutes), offset, endOffset }
}

/** What nobody eats in: it is free for so many minutes between `from` and `to`, on the venue's clock. */
const MEAL = { from: 11 * 60, to: 15 * 60, minutes: 30 }
/** A day that begins before the one and ends after the other is long enough to get hungry. */
const NOON = { before: 12 * 60, after: 14 * 60 }

/** Something of a day: minutes since its midnight on the venue's clock. */
export interface Taken {
  readonly start: Minutes
  readonly end: Minutes
}

/** Whether a day is full from morning to afternoon, with no half hour free around noon. */
export function lacksBreak(day: readonly Taken[]): boolean {
  const taken = day.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)
  const isLong = taken.some(({ start }) => start < NOON.before) && taken.some(({ end }) => end > NOON.after)
  const meal = { start: MEAL.from, end: MEAL.to, length: MEAL.minutes, busy: taken }
  return isLong && restFrom(meal, MEAL.from) === Number.POSITIVE_INFINITY
}
