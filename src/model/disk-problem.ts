import type { Place } from './problem.js'

/** What the disk, the operating system or a stream refused. `reason` is the system's code, such as ENOSPC. */
export type DiskProblem =
  /** `at`: where a file names it, if it was not typed. */
  | { readonly code: 'cannot-read'; readonly path: string; readonly reason: string; readonly at?: Place }
  /** `left` says what is there now: a part of what was written, or all of it, perhaps not for good; else what was there. */
  | { readonly code: 'cannot-write'; readonly path: string; readonly reason: string; readonly left?: 'part' | 'new' }
  | { readonly code: 'cannot-open'; readonly url: string; readonly reason: string }
  /** It ended with a code that is not 0, or could not be started. */
  | { readonly code: 'editor-failed'; readonly editor: string; readonly exit?: number; readonly reason?: string }
  /** What was written in an editor and could not be saved. */
  | { readonly code: 'draft-kept'; readonly path: string }
  | { readonly code: 'output-closed'; readonly reason: string }
  | { readonly code: 'exists'; readonly path: string }
  /** The output file is the agenda or the catalogue that the run reads. */
  | { readonly code: 'output-is-input'; readonly path: string }
  /** Another kubeplan holds the lock: `holder` says who, as far as known. */
  | { readonly code: 'locked'; readonly path: string; readonly holder: string }
  /** The file of a conference in the library is damaged, or of no use any more; the other problems say how. */
  | { readonly code: 'broken-conference'; readonly slug: string }
  /** The same of one that nothing in the library makes again; `command` does, once it names the zone. */
  | { readonly code: 'lost-conference'; readonly slug: string; readonly command: string }
  | { readonly code: 'no-home' }
