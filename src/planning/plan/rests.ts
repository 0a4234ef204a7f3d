import { at, type Lineup } from './lineup.js'

type Moments = Pick<Lineup, 'starts' | 'ends'>

/** A free stretch of `length` milliseconds between `start` and `end`, with the blocks that lie in it, by start. */
export interface Rest {
  readonly start: number
  readonly end: number
  readonly length: number
  readonly busy: readonly { readonly start: number; readonly end: number }[]
}

/** The earliest moment from `from` on at which a rest may begin as far as blocks go, or Infinity. */
export function restFrom({ start, end, length, busy }: Rest, from: number): number {
  let moment = Math.max(start, from)
  for (const block of busy) if (block.end > moment && block.start < moment + length) moment = block.end
  return moment + length <= end ? moment : Number.POSITIVE_INFINITY
}

/** Whether a session takes time of the window. */
export function touches(rest: Rest, { starts, ends }: Moments, place: number): boolean {
  const [start, end] = [at(starts, place), at(ends, place)]
  return start < end && start < rest.end && rest.start < end
}

/** When a rest can begin at the earliest after a session of the window; one that could begin `before` and be over, was had. */
export function restAfter(rest: Rest, before: number, { starts, ends }: Moments, place: number): number {
  if (before === HAD || before + rest.length <= at(starts, place)) return HAD
  return restFrom(rest, Math.max(before, at(ends, place)))
}

const HAD = Number.NEGATIVE_INFINITY
