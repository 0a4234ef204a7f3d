import type { Catalogue } from '../../model/conference.js'

/** The parts of every view: the programme it shows, and the clock. */
export interface Setting {
  readonly catalogue: Catalogue
  /** The IANA name of the displayed zone. */
  readonly zone: string
}

/** A command as typed: its words and its flags, with their values. */
export interface Called {
  readonly words: readonly string[]
  readonly flags: readonly (readonly [flag: string, value?: string])[]
}
