import type { Place } from './problem.js'
import type { Minutes } from './time.js'

/** Problems of a file that a person or a publisher wrote. Each names its place. */
export type CatalogueProblem = FileProblem | ShapeProblem | TimeProblem | ZoneProblem | ImportProblem | PublishedProblem

type FileProblem =
  /** Not UTF-8 text: `looksLike` names the likely encoding or file type, `byte` is the offset of the first bad byte. */
  | { readonly code: 'not-text'; readonly at: Place; readonly looksLike: string; readonly byte: number }
  | { readonly code: 'empty-file'; readonly at: Place }
  /** The file declares a last line that is missing. */
  | { readonly code: 'file-cut'; readonly at: Place }
  | { readonly code: 'not-a-catalogue'; readonly at: Place; readonly found: string }
  | { readonly code: 'unknown-version'; readonly at: Place; readonly version: string; readonly expected: string }
  | { readonly code: 'yaml-syntax'; readonly at: Place; readonly detail: string }
  | { readonly code: 'yaml-refused'; readonly at: Place; readonly construct: RefusedConstruct }
  /** How many more there are than were listed. `severity` is set when all of them are warnings. */
  | { readonly code: 'more-problems'; readonly at: Place; readonly count: number; readonly severity?: 'warning' }

export type RefusedConstruct =
  | 'alias'
  | 'anchor'
  | 'deep-nesting'
  | 'explicit-key'
  | 'tag'
  | 'merge-key'
  | 'directive'
  | 'several-documents'
  | 'too-many-keys'
  /** More values than any schedule could need, packed into very few bytes. */
  | 'too-many-values'

type ShapeProblem =
  /** `severity` is set where unknown keys are allowed. */
  | {
      readonly code: 'unknown-key'
      readonly at: Place
      readonly key: string
      readonly nearest?: string
      readonly severity?: 'warning'
    }
  /** `severity` is set where the first value is used and the work goes on. */
  | {
      readonly code: 'duplicate-key'
      readonly at: Place
      readonly key: string
      readonly first: Place
      readonly severity?: 'warning'
    }
  | { readonly code: 'missing-key'; readonly at: Place; readonly key: string }
  | {
      readonly code: 'wrong-type'
      readonly at: Place
      readonly key: string
      readonly expected: string
      readonly found: string
    }
  | {
      readonly code: 'too-long'
      readonly at: Place
      readonly key: string
      readonly limit: number
      readonly length: number
    }
  | {
      readonly code: 'not-one-of'
      readonly at: Place
      readonly key: string
      readonly value: string
      readonly allowed: readonly string[]
      readonly nearest?: string
    }
  | {
      readonly code: 'bad-number'
      readonly at: Place
      readonly key: string
      readonly value: string
      readonly from: number
      readonly to: number
    }
  | { readonly code: 'bad-id'; readonly at: Place; readonly id: string }
  | { readonly code: 'duplicate-id'; readonly at: Place; readonly id: string; readonly first: Place }
  /**
   * Two sessions have a room or a speaker at once. `first` is the place of the earlier one; `more` counts further
   * cases.
   */
  | {
      readonly code: 'double-booked'
      readonly at: Place
      readonly what: 'room' | 'speaker'
      readonly name: string
      readonly title: string
      readonly other: string
      readonly first: Place
      readonly minutes: Minutes
      readonly more: number
    }
  | { readonly code: 'unknown-repeat'; readonly at: Place; readonly id: string; readonly nearest?: string }
  | { readonly code: 'unknown-source'; readonly at: Place; readonly url: string; readonly nearest?: string }
  | { readonly code: 'bad-url'; readonly at: Place; readonly url: string }
  | { readonly code: 'bad-slug'; readonly at: Place; readonly slug: string }

type TimeProblem =
  /** `form` shows the right form by example. */
  | { readonly code: 'bad-time'; readonly at: Place; readonly text: string; readonly form: string }
  | { readonly code: 'no-such-day'; readonly at: Place; readonly text: string }
  | { readonly code: 'no-such-time'; readonly at: Place; readonly text: string }
  | { readonly code: 'clock-without-date'; readonly at: Place; readonly text: string }
  /** The clocks skip this time: `resumes` is the first wall-clock time after the gap. */
  | {
      readonly code: 'dst-gap'
      readonly at: Place
      readonly text: string
      readonly zone: string
      readonly resumes: string
      /** Set in an import, where the first time after the gap is used instead. */
      readonly severity?: 'warning'
    }
  /** The clocks show this time twice: the earlier offset was used. */
  | {
      readonly code: 'dst-overlap'
      readonly at: Place
      readonly text: string
      readonly zone: string
      readonly offset: number
    }
  | {
      readonly code: 'wrong-offset'
      readonly at: Place
      readonly text: string
      readonly zone: string
      /** The zone's offset at that instant, in minutes ahead of UTC. */
      readonly offset: number
    }
  /** `days` is set where whole days are compared. */
  | {
      readonly code: 'ends-before-start'
      readonly at: Place
      readonly start: string
      readonly end: string
      readonly days?: true
    }
  | { readonly code: 'end-without-start'; readonly at: Place; readonly key: string }
  | { readonly code: 'both-given'; readonly at: Place; readonly key: string; readonly other: string }
  | { readonly code: 'zero-length'; readonly at: Place; readonly title: string }

type ZoneProblem =
  | { readonly code: 'unknown-zone'; readonly at: Place; readonly zone: string; readonly nearest: readonly string[] }
  | {
      readonly code: 'zone-abbreviation'
      readonly at: Place
      readonly zone: string
      readonly likely: readonly string[]
    }

type PublishedProblem =
  /** The file cannot be read at all: `format` is what it was taken for, `detail` says what is wrong in plain words. */
  | { readonly code: 'broken-file'; readonly at: Place; readonly format: string; readonly detail: string }
  /** One entry could not be read; the others are imported. `text` quotes what the reason is about. */
  | {
      readonly code: 'entry-left-out'
      readonly at: Place
      readonly title?: string
      readonly reason: LeftOutReason
      readonly text?: string
    }
  /** Entries that the publisher marks as not part of the programme: `mark` quotes how, `at` is the first of them. */
  | { readonly code: 'not-in-programme'; readonly at: Place; readonly count: number; readonly mark: string }

export type LeftOutReason =
  | 'no-title'
  | 'no-start'
  | 'bad-time'
  | 'bad-length'
  | 'ends-before-start'
  | 'unknown-zone'
  | 'malformed'
  | 'not-closed'
  | 'no-entry'

/** Problems of an import, whatever the format. All but the first three are warnings. */
type ImportProblem =
  | { readonly code: 'nothing-imported'; readonly at: Place }
  /** The format is not supported; `looksLike` names what it seems to be. */
  | { readonly code: 'unknown-file-format'; readonly at: Place; readonly looksLike?: string }
  /**
   * The file does not say where the conference takes place. `command` is what to type, with one of the `likely` zones.
   */
  | { readonly code: 'zone-needed'; readonly at: Place; readonly likely: readonly string[]; readonly command: string }
  /** Several entries of one source share an identity, or an entry has none: a new one was derived. */
  | { readonly code: 'identity-derived'; readonly at: Place; readonly title: string; readonly uid?: string }
  | { readonly code: 'cut-to-length'; readonly at: Place; readonly key: string; readonly limit: number }
  | { readonly code: 'conference-doubt'; readonly at: Place; readonly detail: string }
  | { readonly code: 'entry-doubt'; readonly at: Place; readonly title?: string; readonly detail: string }
