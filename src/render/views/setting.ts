import type { Catalogue } from '../../model/conference.js'

/** What every view knows besides its own: whose programme it shows, and on which clock. */
export interface Setting {
  readonly catalogue: Catalogue
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
}

/** How a command was called: its words, and its flags, each with its value where it takes one. */
export interface Called {
  readonly words: readonly string[]
  readonly flags: readonly (readonly [flag: string, value?: string])[]
}
