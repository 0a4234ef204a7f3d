import type { Minutes, Span } from '../model/time.js'

/** Free time between two going entries of one conference day. */
export interface Gap extends Span {
  readonly minutes: Minutes
}
