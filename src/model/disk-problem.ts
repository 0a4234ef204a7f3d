import type { Place } from './problem.js'

/** Errors of the disk, the operating system or a stream. `reason` is the system's code, such as ENOSPC. */
export type DiskProblem =
  /** `at` is the place in a file that names the path, if it was not typed. */
  | { readonly code: 'cannot-read'; readonly path: string; readonly reason: string; readonly at?: Place }
  /**
   * `left` says what is there now: part of what was written, or all of it, though perhaps not durably. Without it the
   * old content is still there.
   */
  | { readonly code: 'cannot-write'; readonly path: string; readonly reason: string; readonly left?: 'part' | 'new' }
  | { readonly code: 'cannot-open'; readonly url: string; readonly reason: string }
  | { readonly code: 'editor-failed'; readonly editor: string; readonly exit?: number; readonly reason?: string }
  | { readonly code: 'draft-kept'; readonly path: string }
  | { readonly code: 'output-closed'; readonly reason: string }
  | { readonly code: 'exists'; readonly path: string }
  | { readonly code: 'output-is-input'; readonly path: string }
  /** Another kubeplan holds the lock: `holder` says which, as far as known. */
  | { readonly code: 'locked'; readonly path: string; readonly holder: string }
  /** A conference file in the library is damaged or no longer usable; the other problems say how. */
  | { readonly code: 'broken-conference'; readonly slug: string }
  /** The same, where nothing in the library can restore the file. `command` can, once the zone is filled in. */
  | { readonly code: 'lost-conference'; readonly slug: string; readonly command: string }
  | { readonly code: 'no-home' }
