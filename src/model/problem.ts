import type { When } from './conference.js'
import type { Day, Minutes } from './time.js'

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

/**
 * A union told apart by `code`: a member for each key, with its own fields and the common ones. `object` stands for
 * no fields.
 */
export type Coded<Fields, Common = object> = {
  [Code in keyof Fields]: Readonly<{ code: Code } & Common & Fields[Code]>
}[keyof Fields]

/** Problems of a place in a file. */
type Placed<Fields> = Coded<Fields, { at: Place }>

/** Anything that can be wrong, as data. The wording for every code is in `render/sentences`. */
export type Problem = CatalogueProblem | AgendaProblem | UsageProblem | DiskProblem | NetworkProblem

/** These are reported, and the work goes on. */
const WARNINGS: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'dst-overlap',
  'zero-length',
  'double-booked',
  'walk-too-long',
  'outside-days',
  'unknown-source',
  'entry-left-out',
  'time-left-out',
  'not-in-programme',
  'pick-not-in-programme',
  'nothing-below',
  'empty-item',
  'agenda-shorter',
  'duplicate-pick',
  'agenda-not-judged',
  'identity-derived',
  'unknown-zones',
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
  | Placed<{
      'not-an-agenda': { found: string }
      /** `theirs` is set for somebody else's file, which is only read. */
      'agenda-of-another-conference': { conference: string; expected: string; theirs?: true }
      'calendar-of-another-conference': { events: number; conference: string }
      /** Written by a newer kubeplan: it is read as far as it is understood, and never written. */
      'newer-agenda': { version: string }
      /** `seen`: the session used to be in the programme. `nearest` is an id. */
      'pick-not-in-programme': { session: string; seen: boolean; nearest?: string }
      /** A key without a value in a person's own file. It is read as if it were not there. */
      'nothing-below': { key: string }
      'empty-item': { key: string }
      /** The file ends in the middle of a line that used to be complete. */
      'agenda-cut': object
      /** The file ends before picks that it used to have. `backup` has the first of them. */
      'agenda-shorter': { sessions: readonly string[]; path: string; backup?: string }
      /** The library has no conference of that name, so the agenda cannot be checked against a programme. */
      'agenda-not-judged': { conference: string }
      'duplicate-pick': { session: string; first: Place }
    }>
  | Coded<{
      /** The agenda cannot be read, but its last readable version has been kept beside it. */
      'agenda-backup': { path: string; backup: string }
    }>

/** Why no plan can hold a session, whatever the wishes: it takes up nobody's time, or only the rest is planned and it is over. */
export type Unplannable = 'cancelled' | 'no-time' | 'umbrella' | 'over'

export type UsageProblem = Coded<{
  /** Publishing needs a yes: for the first time at a target, or for more than before. */
  'publish-unasked': { to: string; question: PublishQuestion }
  /** An address of the web that is neither a git remote nor a gist. */
  'no-publish-target': { target: string }
  /** An address with picks for another conference, by its slug. */
  'address-of-another-conference': { conference: string; expected: string }
  'unknown-command': { command: string; nearest: readonly string[] }
  /** commander's complaint about flags or arguments, in its own words without the "error: ". */
  'bad-arguments': { detail: string; command: string }
  /** `command` is what to type with the nearest value, if it is known. */
  'bad-value': {
    at?: Place
    flag: string
    value: string
    form: string
    nearest?: readonly string[]
    command?: readonly string[]
  }
  /**
   * A filter value that no session has: `nearest` are existing ones. `instead` is the flag of another facet that has it,
   * and `command` what to type with it.
   */
  'matches-nothing': {
    at?: Place
    flag: string
    value: string
    instead?: string
    command?: readonly string[]
    nearest: readonly string[]
    list?: string
    known?: readonly string[]
  }
  /** `others` are flags that work. */
  'facet-lacking': { at?: Place; flag: string; facet: string; others?: readonly string[] }
  'unknown-session': { at?: Place; reference: string; nearest: readonly SessionName[] }
  'ambiguous-session': { at?: Place; reference: string; candidates: readonly SessionName[] }
  /**
   * This session was probably meant, but a typo, a part of a word or a short word is too little to change something.
   * `command` is what was typed, with the session's id in place of it.
   */
  'guessed-session': { reference: string; session: SessionName; command?: readonly string[] }
  /**
   * Rows of a list that the terminal did not show: none lately (`none`), not this many (`beyond`, of `rows`), too long ago
   * (`old`), or of another conference (`elsewhere`).
   */
  'unknown-row': {
    reference: string
    why: 'none' | 'old' | 'beyond' | 'elsewhere'
    rows?: number
    conference?: string
  }
  /** Names from stdin: after this many unknown ones the others were not read. */
  /** A row of a table that was piped in; `sessions` is how many it may be. */
  'row-unclear': { shown: string; sessions: number }
  'too-many-unknown': { unknown: number; left: number }
  'unknown-field': { field: string; nearest: readonly string[]; known: readonly string[] }
  'nothing-changed': { what: 'added' | 'dropped' }
  'not-picked': { session: SessionName; picked: readonly SessionName[] }
  'not-one-session': { flag: string }
  'nothing-to-do': { command: string; example?: string }
  'no-url': { session: SessionName }
  'unknown-catalogue': { slug: string; nearest: readonly string[]; known: readonly string[] }
  'shipped-conference': { slug: string }
  'unknown-format': { format: string; allowed: readonly string[] }
  /** A format that is divided into days, and a conference of which none is known. */
  'no-days': object
  /** An export to XML that does not say of which kind. */
  'unnamed-xml': object
  'no-such-agenda-session': { word: 'now' | 'next' | 'last'; at?: string }
  'no-stdin': object
  /** It needs a terminal that can be redrawn; `instead` also works in a pipe. */
  'needs-terminal': { what: string; instead: string }
  'note-changed': { session: SessionName }
  'text-too-long': { what: string; length: number; limit: number }
  'nothing-to-undo': object
  'nothing-to-redo': object
  'nothing-to-plan': object
  /** The session takes up nobody's time, or is over and only the rest of the conference is planned. */
  'not-plannable': { session: SessionName; because: Unplannable }
  'edited-since': { path: string; way: 'undo' | 'redo' }
  /**
   * The thing to block is neither a session nor given with a time. `day` is a day to suggest, `nearest` are similar
   * sessions.
   */
  'block-incomplete': { title: string; day: string | undefined; time?: string; nearest: readonly SessionName[] }
  /** A range of times whose end would fall almost a day after its start. */
  'ends-too-early': { flag: string; value: string }
  'skipped-time': { text: string; zone: string; resumes: string }
  /** `days` are those that were asked for. */
  'no-such-block': { name: string; blocks: readonly string[]; days?: readonly Day[] }
  'not-imported': { slug: string }
  /** There is no earlier version to compare with: the conference came with kubeplan, or it is a file. */
  'never-changed': { slug: string; shipped: boolean }
  /**
   * The schedule seems to belong to another programme, or has lost too many sessions to be believed: sessions before
   * and now.
   */
  'doubtful-update': {
    slug: string
    doubt: 'empty' | 'halved' | 'other-days' | 'others'
    had: number
    has: number
    /** The command that keeps it as a separate conference. */
    other: string
  }
}>

export interface SessionName {
  readonly id: string
  readonly title: string
  readonly minutes?: Minutes
  readonly when?: When
  readonly room?: string
}

/** Errors of the disk, the operating system or a stream. `reason` is the system's code, such as ENOSPC. */
/** What is to be published, and which part of my agenda with it. */
export interface PublishQuestion {
  readonly conference: string
  readonly picks: boolean
  /** Published there before, without picks. */
  readonly isMore: boolean
  /** Others can read it at once. */
  readonly isPublic: boolean
}

export type DiskProblem = Coded<{
  /** `at` is the place in a file that names the path, if it was not typed. */
  'cannot-read': { path: string; reason: string; at?: Place }
  /**
   * `left` says what is there now: part of what was written, or all of it, though perhaps not durably. Without it the
   * old content is still there.
   */
  'cannot-write': { path: string; reason: string; left?: 'part' | 'new' }
  'cannot-open': { reason: string }
  'editor-failed': { editor: string; exit?: number; reason?: string }
  'draft-kept': { path: string }
  'output-closed': { reason: string }
  exists: { path: string }
  'output-is-input': { path: string }
  /** Another kubeplan holds the lock: `holder` says which, as far as known. */
  locked: { path: string; holder: string }
  /** A conference file in the library is damaged or no longer usable; the other problems say how. */
  'broken-conference': { slug: string }
  /** The same, where nothing in the library can restore the file. `command` can, once the zone is filled in. */
  'lost-conference': { slug: string; command: string }
  'no-home': object
  /** Another program that kubeplan was asked to use. */
  'no-program': { program: string; reason: string }
  /** `line` is what it said, which comes from outside. */
  'program-failed': { program: string; exit: number; line: string }
}>

/**
 * Reasons why a schedule cannot be fetched. No member holds more of an address than its host and port: user names,
 * paths and queries may be secret. `reason` is the system's code, such as ECONNREFUSED.
 */
export type NetworkProblem = Coded<{
  'cannot-listen': { host: string; port: number; reason: string }
  /** The address was never requested. `address` is the part of it that cannot be secret, and may be empty. */
  'address-refused': { address: string; because: 'malformed' | 'scheme' | 'credentials' }
  /** The server `host` redirects to `to`: a host, or a scheme where that is what is wrong. */
  'redirect-refused': { host: string; to: string; because: RedirectFault }
  'unknown-host': { host: string }
  offline: { host: string; reason: string }
  'no-connection': { host: string; reason: string }
  'untrusted-host': { host: string; because: SafetyFault; reason: string }
  'bad-status': { host: string; status: number }
  'too-slow': { host: string; missing: 'answer' | 'end'; seconds: number }
  /** More than `limit` bytes after decompression. */
  'too-large': { host: string; limit: number }
  'cut-short': { host: string; bytes: number; expected?: number }
  /** The answer breaks the rules of HTTP or gzip, or uses an encoding that was not asked for. */
  'bad-answer': { host: string; because: AnswerFault; detail: string }
}>

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

/** Problems of a file that a person or a publisher wrote. */
export type CatalogueProblem = Placed<{
  /** Not UTF-8 text: `looksLike` names the likely encoding or file type, `byte` is the offset of the first bad byte. */
  'not-text': { looksLike: string; byte: number; way?: WayOut }
  'empty-file': object
  /** The file declares a last line that is missing. */
  'file-cut': object
  'not-a-catalogue': { found: string }
  'unknown-version': { version: string; expected: string }
  'yaml-syntax': { detail: string }
  'yaml-refused': { construct: RefusedConstruct }
  /** How many more there are than were listed. `severity` is set when all of them are warnings. */
  'more-problems': { count: number; severity?: 'warning' }
  /** `severity` is set where unknown keys are allowed. */
  'unknown-key': { key: string; nearest?: string; severity?: 'warning' }
  /** `severity` is set where the first value is used and the work goes on. */
  'duplicate-key': { key: string; first: Place; severity?: 'warning' }
  'missing-key': { key: string }
  'wrong-type': { key: string; expected: string; found: string }
  'too-long': { key: string; limit: number; length: number }
  'not-one-of': { key: string; value: string; allowed: readonly string[]; nearest?: string }
  'bad-number': { key: string; value: string; from: number; to: number }
  'bad-id': { id: string }
  'duplicate-id': { id: string; first: Place }
  /**
   * Two sessions have a room or a speaker at once. `first` is the place of the earlier one; `more` counts further
   * cases.
   */
  'double-booked': {
    what: 'room' | 'speaker'
    name: string
    title: string
    other: string
    first: Place
    minutes: Minutes
    more: number
  }
  /** A speaker has so many minutes too few to get to a session from the one before, which is at `first`. */
  'walk-too-long': { name: string; title: string; other: string; first: Place; minutes: Minutes }
  /** A session on a day before the conference's first or after its last one. */
  'outside-days': { day: Day; firstDay: Day; lastDay: Day }
  'unknown-repeat': { id: string; nearest?: string }
  'unknown-source': { url: string; nearest?: string }
  'bad-url': { url: string }
  'bad-slug': { slug: string }
  /** `form` shows the right form by example. */
  'bad-time': { text: string; form: string }
  'no-such-day': { text: string }
  'no-such-time': { text: string }
  'clock-without-date': { text: string }
  /**
   * The clocks skip this time: `resumes` is the first wall-clock time after the gap. `severity` is set in an import,
   * where that is used instead.
   */
  'dst-gap': { text: string; zone: string; resumes: string; severity?: 'warning' }
  /** The clocks show this time twice: the earlier offset was used. */
  'dst-overlap': { text: string; zone: string; offset: number }
  /** `offset` is the zone's at that instant, in minutes ahead of UTC. */
  'wrong-offset': { text: string; zone: string; offset: number }
  /** `days` is set where whole days are compared. */
  'ends-before-start': { start: string; end: string; days?: true }
  'end-without-start': { key: string }
  'both-given': { key: string; other: string }
  'zero-length': { title: string }
  'unknown-zone': { zone: string; nearest: readonly string[] }
  'zone-abbreviation': { zone: string; likely: readonly string[] }
  /** The file cannot be read at all: `format` is what it was taken for, `detail` says what is wrong in plain words, `cut` whether it seems to lack its end. */
  'broken-file': { format: string; detail: string; cut?: boolean }
  /** One entry could not be read; the others are imported. `text` quotes what the reason is about. */
  'entry-left-out': { title?: string; reason: LeftOutReason; text?: string }
  /**
   * The time of an entry, or its end, could not be read. The entry is kept with what is `left`: its start (timed), its
   * day (dated) or neither. `text` quotes what the reason is about.
   */
  'time-left-out': { title: string; reason: TimeReason; text?: string; left: When['kind'] }
  /** Entries that the publisher marks as not part of the programme: `mark` quotes how, `at` is the first of them. */
  'not-in-programme': { count: number; mark: string }
  'nothing-imported': { commonest?: CommonReason }
  /** Less than half can be kept. `command` is what was typed, without `kubeplan`. */
  'mostly-left-out': { kept: number; seen: number; commonest: CommonReason; command: readonly string[] }
  /** The format is not supported; `looksLike` names what it seems to be. */
  'unknown-file-format': { looksLike?: string }
  /**
   * The file does not say where the conference takes place; `stated` is a name of a zone in it that nobody else uses.
   * `command` is what to type, with one of the `likely` zones.
   */
  'zone-needed': { stated?: string; likely: readonly string[]; command: readonly string[] }
  /**
   * The dates of a table leave open what `text` means: its year, or which number is the day. `command` is what to type,
   * with a flag for it, and one for the zone if that is not known either.
   */
  'date-unclear': { needs: 'year' | 'date-order'; text: string; command: readonly string[]; zone: boolean }
  /** A spreadsheet, or a web page with a table, which can be read once it is saved as CSV. */
  'save-as-csv': { looksLike: string }
  /** A table without a column of titles, or without rows: `found` are its heads. */
  'table-unclear': { lacks: 'title' | 'rows'; found: readonly string[] }
  /**
   * So many entries of a schedule share identities with others, `uid` for example, or have none where others have some:
   * new ones were derived. `at` is the first of them.
   */
  'identity-derived': { count: number; uid?: string }
  /**
   * So many entries have times in zones that are not known; they were read on the clock of `clock`, a zone, or else of
   * the conference. `at` is the first of them. `command` is what to type, if its zone was not typed.
   */
  'unknown-zones': { zones: readonly string[]; count: number; clock?: string; command?: readonly string[] }
  'cut-to-length': { key: string; limit: number }
  'conference-doubt': { detail: string }
  'entry-doubt': { title?: string; detail: string }
}>

/**
 * How a person gets at the schedule in a file of another kind: by unpacking it, by copying or typing it into a table, or
 * by asking its publisher for another file.
 */
export type WayOut = 'unpack' | 'copy' | 'type' | 'ask'

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

/** Why a time cannot be used. */
export type TimeReason = 'no-start' | 'no-day' | 'bad-time' | 'bad-length' | 'ends-before-start'

/** The commonest reason why entries were left out. */
export interface CommonReason {
  readonly reason: LeftOutReason
  readonly times: number
}

export type LeftOutReason = TimeReason | 'no-title' | 'malformed' | 'not-closed' | 'no-entry'

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
