import type { Catalogue } from '../../model/conference.js'

/** What every view knows besides its own: whose programme it shows, and on which clock. */
export interface Setting {
  readonly catalogue: Catalogue
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
}
