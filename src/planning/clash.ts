import type { Minutes, Span } from '../model/time.js'

/** Something that takes a person's time: a session, or a block (its id is then `block:<title>`). */
export interface Entry extends Span {
  readonly id: string
  readonly title: string
  readonly room?: string
  /** Minutes the clock shown is ahead of UTC at its start. */
  readonly offset: Minutes
}

/** Two entries one person cannot both attend. `start` and `end` are what they share (for a walk: the gap). */
export interface Clash extends Span {
  readonly entries: readonly [Entry, Entry]
  readonly reason: 'overlap' | 'walk'
  /** Of the overlap; for a walk, what is missing. */
  readonly minutes: Minutes
}
