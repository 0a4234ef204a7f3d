import type { Place } from './problem.js'
import type { Minutes } from './time.js'

/** What can be wrong in a file that a person or a publisher wrote; each names its place. */
export type CatalogueProblem = FileProblem | ShapeProblem | TimeProblem | ZoneProblem | ImportProblem | PublishedProblem

/** The file as a whole, or its YAML. */
type FileProblem =
  /** Not UTF-8 text: `looksLike` names the likely encoding or file type, `byte` the offset of the first bad byte. */
  | { readonly code: 'not-text'; readonly at: Place; readonly looksLike: string; readonly byte: number }
  | { readonly code: 'empty-file'; readonly at: Place }
  /** A file that says it has a last line, and has not. */
  | { readonly code: 'file-cut'; readonly at: Place }
  | { readonly code: 'not-a-catalogue'; readonly at: Place; readonly found: string }
  | { readonly code: 'unknown-version'; readonly at: Place; readonly version: string; readonly expected: string }
  | { readonly code: 'yaml-syntax'; readonly at: Place; readonly detail: string }
  /** YAML that is legal but that no schedule needs. */
  | { readonly code: 'yaml-refused'; readonly at: Place; readonly construct: RefusedConstruct }
  /** How many more there are than were listed; `severity` is given where all of them are warnings. */
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
  /** So many values in so few bytes that no schedule can be meant. */
  | 'too-many-values'

/** A value of the wrong shape. */
type ShapeProblem =
  /** `severity` is given where unknown keys may stand. */
  | {
      readonly code: 'unknown-key'
      readonly at: Place
      readonly key: string
      readonly nearest?: string
      readonly severity?: 'warning'
    }
  /** `severity` is given where the first value is taken and the work goes on. */
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
  /** A room or a speaker that two sessions have at once: `first` is where the earlier one stands, `more` come on top. */
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
  /** The conference has no source of this `url`. */
  | { readonly code: 'unknown-source'; readonly at: Place; readonly url: string; readonly nearest?: string }
  | { readonly code: 'bad-url'; readonly at: Place; readonly url: string }
  | { readonly code: 'bad-slug'; readonly at: Place; readonly slug: string }

/** A date, time or length that cannot be. */
type TimeProblem =
  /** `form` is the right form shown by example. */
  | { readonly code: 'bad-time'; readonly at: Place; readonly text: string; readonly form: string }
  | { readonly code: 'no-such-day'; readonly at: Place; readonly text: string }
  | { readonly code: 'no-such-time'; readonly at: Place; readonly text: string }
  | { readonly code: 'clock-without-date'; readonly at: Place; readonly text: string }
  /** The clocks skip it: `resumes` is the first wall clock time that exists again. */
  | {
      readonly code: 'dst-gap'
      readonly at: Place
      readonly text: string
      readonly zone: string
      readonly resumes: string
      /** In an import, where the next time that exists is taken instead. */
      readonly severity?: 'warning'
    }
  /** The clocks show it twice: the earlier offset was taken. */
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
      /** Minutes ahead of UTC that the zone really has at that instant. */
      readonly offset: number
    }
  /** `days` is given where whole days are meant. */
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

/** What can be wrong in a schedule that a publisher's program wrote. */
type PublishedProblem =
  /** The file as a whole cannot be read: `format` is what it was taken for, `detail` what is wrong in plain words. */
  | { readonly code: 'broken-file'; readonly at: Place; readonly format: string; readonly detail: string }
  /** One entry that could not be read; the others are imported. `text` quotes what the reason is about. */
  | {
      readonly code: 'entry-left-out'
      readonly at: Place
      readonly title?: string
      readonly reason: LeftOutReason
      readonly text?: string
    }
  /** Entries that the publisher marks as no part of the programme: `mark` quotes how, `at` is the first of them. */
  | { readonly code: 'not-in-programme'; readonly at: Place; readonly count: number; readonly mark: string }

export type LeftOutReason =
  | 'no-title'
  | 'no-start'
  | 'bad-time'
  | 'bad-length'
  | 'ends-before-start'
  | 'unknown-zone'
  /** Not written by the rules of its format: `text` quotes where. */
  | 'malformed'
  /** Its end is missing. */
  | 'not-closed'
  /** Where an entry is due stands something else. */
  | 'no-entry'

/** What an import stumbles over, whatever the format; all but the first three are doubts. */
type ImportProblem =
  | { readonly code: 'nothing-imported'; readonly at: Place }
  /** Not in a format that is read: `looksLike` names what it seems to be. */
  | { readonly code: 'unknown-file-format'; readonly at: Place; readonly looksLike?: string }
  /** Nothing in the file tells where it takes place: `likely` zones, and `command` is what to type, to be completed. */
  | { readonly code: 'zone-needed'; readonly at: Place; readonly likely: readonly string[]; readonly command: string }
  /** An identity that several entries of one source share, or that one lacks: another one was derived. */
  | { readonly code: 'identity-derived'; readonly at: Place; readonly title: string; readonly uid?: string }
  /** A text that is longer than `limit` code points was cut. */
  | { readonly code: 'cut-to-length'; readonly at: Place; readonly key: string; readonly limit: number }
  /** A doubt about what a schedule says of its conference, in few plain words. */
  | { readonly code: 'conference-doubt'; readonly at: Place; readonly detail: string }
  /** Any other doubt about an entry, in few plain words. */
  | { readonly code: 'entry-doubt'; readonly at: Place; readonly title?: string; readonly detail: string }
