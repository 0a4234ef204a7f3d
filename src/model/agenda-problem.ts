import type { Place } from './problem.js'

export type AgendaProblem =
  | { readonly code: 'not-an-agenda'; readonly at: Place; readonly found: string }
  | {
      readonly code: 'agenda-of-another-conference'
      readonly at: Place
      readonly conference: string
      readonly expected: string
      /** Set for somebody else's file, which is only read. */
      readonly theirs?: true
    }
  | {
      readonly code: 'calendar-of-another-conference'
      readonly at: Place
      readonly events: number
      readonly conference: string
    }
  /** Written by a newer kubeplan: it is read as far as it is understood, and never written. */
  | { readonly code: 'newer-agenda'; readonly at: Place; readonly version: string }
  /** `seen`: the session used to be in the programme. `nearest` is an id. */
  | {
      readonly code: 'pick-not-in-programme'
      readonly at: Place
      readonly session: string
      readonly seen: boolean
      readonly nearest?: string
    }
  /** A key without a value in a person's own file. It is read as if it were not there. */
  | { readonly code: 'nothing-below'; readonly at: Place; readonly key: string }
  | { readonly code: 'empty-item'; readonly at: Place; readonly key: string }
  /** The file ends in the middle of a line that used to be complete. */
  | { readonly code: 'agenda-cut'; readonly at: Place }
  /** The file ends before picks that it used to have. `backup` has the first of them. */
  | {
      readonly code: 'agenda-shorter'
      readonly at: Place
      readonly sessions: readonly string[]
      readonly path: string
      readonly backup?: string
    }
  /** The file cannot be read, but its last readable version has been kept beside it. */
  | { readonly code: 'agenda-backup'; readonly path: string; readonly backup: string }
  /** The library has no conference of that name, so the agenda cannot be checked against a programme. */
  | { readonly code: 'agenda-not-judged'; readonly at: Place; readonly conference: string }
  | { readonly code: 'duplicate-pick'; readonly at: Place; readonly session: string; readonly first: Place }
