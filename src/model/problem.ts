import type { When } from './conference.js'
import type { Minutes } from './time.js'

/** A position in a file. `line` and `column` count from 1, columns in code points. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The source line, and how many columns of it the caret underlines. */
  readonly excerpt?: string
  readonly width?: number
  /** The column at which the excerpt begins; above 1 where the line is too long to quote whole. */
  readonly from?: number
}

/** Anything that can be wrong, as data. The wording for every code is in `render/sentences`. */
export type Problem = CatalogueProblem | AgendaProblem | UsageProblem | DiskProblem | NetworkProblem

/** These are reported, and the work goes on. */
const WARNINGS: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'dst-overlap',
  'zero-length',
  'double-booked',
  'unknown-source',
  'entry-left-out',
  'not-in-programme',
  'pick-not-in-programme',
  'nothing-below',
  'empty-item',
  'agenda-shorter',
  'duplicate-pick',
  'agenda-not-judged',
  'identity-derived',
  'cut-to-length',
  'conference-doubt',
  'entry-doubt',
])

export function severityOf(problem: Problem): 'error' | 'warning' {
  if ('severity' in problem && problem.severity) return problem.severity
  return WARNINGS.has(problem.code) ? 'warning' : 'error'
}

/** The only thing kubeplan throws on purpose. It ends the run with `exit` once its problems have been reported. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    readonly exit: Exit,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => problem.code).join(', '))
  }
}

export function fail(exit: Exit, ...problems: readonly Problem[]): never {
  throw new Failure(exit, problems)
}

/** Ends the run because a flag does not take this value; `form` describes what it takes, or shows an example. */
export function badValue(flag: string, value: string, form: string, nearest?: readonly string[]): never {
  return fail(Exit.usage, { code: 'bad-value', flag, value, form, ...(nearest && { nearest }) })
}

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

/** The place in a file, if it was not typed. */
interface Written {
  readonly at?: Place
}

/** Why no plan can hold a session, whatever the wishes: it takes up nobody's time, or only the rest is planned and it is over. */
export type Unplannable = 'cancelled' | 'no-time' | 'umbrella' | 'over'

export type UsageProblem =
  | { readonly code: 'unknown-command'; readonly command: string; readonly nearest: readonly string[] }
  /** commander's complaint about flags or arguments, in its own words without the "error: ". */
  | { readonly code: 'bad-arguments'; readonly detail: string; readonly command: string }
  | (Written & {
      readonly code: 'bad-value'
      readonly flag: string
      readonly value: string
      readonly form: string
      readonly nearest?: readonly string[]
    })
  /** A filter value that no session has: `nearest` are existing ones. */
  | (Written & {
      readonly code: 'matches-nothing'
      readonly flag: string
      readonly value: string
      readonly nearest: readonly string[]
      readonly list?: string
      readonly known?: readonly string[]
    })
  | (Written & { readonly code: 'facet-lacking'; readonly flag: string; readonly facet: string })
  | (Written & {
      readonly code: 'unknown-session'
      readonly reference: string
      readonly nearest: readonly SessionName[]
    })
  | (Written & {
      readonly code: 'ambiguous-session'
      readonly reference: string
      readonly candidates: readonly SessionName[]
    })
  /**
   * This session matches only if a typo is forgiven. `command` is what was typed, with the session's id in place of the
   * typo.
   */
  | {
      readonly code: 'guessed-session'
      readonly reference: string
      readonly session: SessionName
      readonly command?: readonly string[]
    }
  | { readonly code: 'nothing-changed'; readonly what: 'added' | 'dropped' }
  | { readonly code: 'not-picked'; readonly session: SessionName; readonly picked: readonly SessionName[] }
  | { readonly code: 'not-one-session'; readonly flag: string }
  | { readonly code: 'nothing-to-do'; readonly command: string; readonly example?: string }
  | { readonly code: 'no-url'; readonly session: SessionName }
  | {
      readonly code: 'unknown-catalogue'
      readonly slug: string
      readonly nearest: readonly string[]
      readonly known: readonly string[]
    }
  | { readonly code: 'shipped-conference'; readonly slug: string }
  | { readonly code: 'unknown-format'; readonly format: string; readonly allowed: readonly string[] }
  | { readonly code: 'no-such-agenda-session'; readonly word: 'now' | 'next' | 'last'; readonly at?: string }
  | { readonly code: 'no-stdin' }
  /** It needs a terminal that can be redrawn; `instead` also works in a pipe. */
  | { readonly code: 'needs-terminal'; readonly what: string; readonly instead: string }
  | { readonly code: 'no-editor'; readonly session: SessionName }
  | { readonly code: 'note-changed'; readonly session: SessionName }
  | { readonly code: 'text-too-long'; readonly what: string; readonly length: number; readonly limit: number }
  | { readonly code: 'nothing-to-undo' }
  | { readonly code: 'nothing-to-plan' }
  /** The session takes up nobody's time, or is over and only the rest of the conference is planned. */
  | {
      readonly code: 'not-plannable'
      readonly session: SessionName
      readonly because: Unplannable
    }
  | { readonly code: 'edited-since'; readonly path: string }
  /**
   * The thing to block is neither a session nor given with a time. `day` is a day to suggest, `nearest` are similar
   * sessions.
   */
  | {
      readonly code: 'block-incomplete'
      readonly title: string
      readonly day: string | undefined
      readonly time?: string
      readonly nearest: readonly SessionName[]
    }
  /** A range of times whose end would fall almost a day after its start. */
  | { readonly code: 'ends-too-early'; readonly value: string }
  | { readonly code: 'skipped-time'; readonly text: string; readonly zone: string; readonly resumes: string }
  | { readonly code: 'no-such-block'; readonly name: string; readonly blocks: readonly string[] }
  | { readonly code: 'not-imported'; readonly slug: string }
  /** There is no earlier version to compare with: the conference came with kubeplan, or it is a file. */
  | { readonly code: 'never-changed'; readonly slug: string; readonly shipped: boolean }
  /**
   * The schedule seems to belong to another programme, or has lost too many sessions to be believed: sessions before
   * and now.
   */
  | {
      readonly code: 'doubtful-update'
      readonly slug: string
      readonly doubt: 'empty' | 'halved' | 'other-days' | 'others'
      readonly had: number
      readonly has: number
      /** The command that keeps it as a separate conference. */
      readonly other: string
    }

export interface SessionName {
  readonly id: string
  readonly title: string
  readonly minutes?: Minutes
  readonly when?: When
  readonly room?: string
}

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

/**
 * Reasons why a schedule cannot be fetched. No member holds more of an address than its host and port: user names,
 * paths and queries may be secret. `reason` is the system's code, such as ECONNREFUSED.
 */
export type NetworkProblem =
  | { readonly code: 'cannot-listen'; readonly host: string; readonly port: number; readonly reason: string }
  /** The address was never requested. `address` is the part of it that cannot be secret, and may be empty. */
  | {
      readonly code: 'address-refused'
      readonly address: string
      readonly because: 'malformed' | 'scheme' | 'credentials'
    }
  /** The server `host` redirects to `to`: a host, or a scheme where that is what is wrong. */
  | { readonly code: 'redirect-refused'; readonly host: string; readonly to: string; readonly because: RedirectFault }
  | { readonly code: 'unknown-host'; readonly host: string }
  | { readonly code: 'offline'; readonly host: string; readonly reason: string }
  | { readonly code: 'no-connection'; readonly host: string; readonly reason: string }
  | {
      readonly code: 'untrusted-host'
      readonly host: string
      readonly because: SafetyFault
      readonly reason: string
    }
  | { readonly code: 'bad-status'; readonly host: string; readonly status: number }
  | { readonly code: 'too-slow'; readonly host: string; readonly missing: 'answer' | 'end'; readonly seconds: number }
  /** More than `limit` bytes after decompression. */
  | { readonly code: 'too-large'; readonly host: string; readonly limit: number }
  | { readonly code: 'cut-short'; readonly host: string; readonly bytes: number; readonly expected?: number }
  /** The answer breaks the rules of HTTP or gzip, or uses an encoding that was not asked for. */
  | { readonly code: 'bad-answer'; readonly host: string; readonly because: AnswerFault; readonly detail: string }

export type RedirectFault =
  | 'malformed'
  | 'scheme'
  | 'credentials'
  | 'too-many'
  /** From https to http. */
  | 'downgrade'
  /** From a public host to a private network or to this machine. */
  | 'private'

export type SafetyFault =
  | 'expired'
  | 'not-yet-valid'
  | 'other-host'
  | 'revoked'
  | 'self-signed'
  /** No authority that this machine trusts has signed the certificate. */
  | 'unknown-issuer'
  | 'broken'
  | 'handshake'
  /** The server does not speak TLS on this port; usually it speaks plain http. */
  | 'no-tls'

export type AnswerFault = 'not-http' | 'headers-too-large' | 'encoding' | 'gzip'

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

export const Exit = {
  done: 0,
  findings: 1,
  usage: 2,
  input: 3,
  network: 4,
  disk: 5,
  bug: 70,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const
export type Exit = (typeof Exit)[keyof typeof Exit]

export const EXIT_AFTER = { SIGHUP: Exit.hangup, SIGINT: Exit.interrupted, SIGTERM: Exit.terminated } as const
