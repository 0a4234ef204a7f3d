import type { Place } from './problem.js'

/** What can be wrong with an agenda file, beyond what can be wrong with any file. */
export type AgendaProblem =
  | { readonly code: 'not-an-agenda'; readonly at: Place; readonly found: string }
  | {
      readonly code: 'agenda-of-another-conference'
      readonly at: Place
      readonly conference: string
      readonly expected: string
      /** Somebody else's, whose file is only read. */
      readonly theirs?: true
    }
  /** Somebody's calendar of which no event is in the programme. */
  | {
      readonly code: 'calendar-of-another-conference'
      readonly at: Place
      readonly events: number
      readonly conference: string
    }
  /** Written by a newer kubeplan: it is read as far as it is understood, never written. */
  | { readonly code: 'newer-agenda'; readonly at: Place; readonly version: string }
  /** `seen`: it was there once. `nearest` is an id. */
  | {
      readonly code: 'pick-not-in-programme'
      readonly at: Place
      readonly session: string
      readonly seen: boolean
      readonly nearest?: string
    }
  /** A key of a person's own file with no value: as if it were not there. */
  | { readonly code: 'nothing-below'; readonly at: Place; readonly key: string }
  /** An item of a list in such a file that is empty. */
  | { readonly code: 'empty-item'; readonly at: Place; readonly key: string }
  /** A file that ends in the middle of a line that it had whole. */
  | { readonly code: 'agenda-cut'; readonly at: Place }
  /** A file that ends at a line before picks that it had; `backup` has the first of them. */
  | {
      readonly code: 'agenda-shorter'
      readonly at: Place
      readonly sessions: readonly string[]
      readonly path: string
      readonly backup?: string
    }
  /** Beside a file that cannot be read lies the last one that could. */
  | { readonly code: 'agenda-backup'; readonly path: string; readonly backup: string }
  /** The library has no conference of that name: what an agenda says of its programme cannot be judged. */
  | { readonly code: 'agenda-not-judged'; readonly at: Place; readonly conference: string }
  | { readonly code: 'duplicate-pick'; readonly at: Place; readonly session: string; readonly first: Place }
