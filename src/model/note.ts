import type { Block, ShownSpan, Stage } from './conference.js'
import type { Coded, PublishQuestion, SessionName } from './problem.js'
import type { Day, Minutes } from './time.js'

export type Saved =
  | { readonly what: 'agenda'; readonly path: string }
  | { readonly what: 'conference'; readonly slug: string }
  /** Some of the files of a publication. */
  | { readonly what: 'publication'; readonly files: number }

/** A session and the time at which it is given, to be shown next to something on the day `near`. */
export interface SessionSitting extends Pick<ShownSpan, 'start' | 'offset'> {
  readonly id: string
  readonly near: Day
}

/** Commentary that goes to stderr while the answer goes to stdout. Its wording is in `render/sentences`. */
export type Note = Coded<{
  'nothing-on-days': { days: readonly Day[]; asked: string; known: readonly Day[] }
  /** `explained`: another note says what one of the words is. */
  'nothing-for-words': { words: readonly string[]; explained?: true }
  /** What was typed as words is a value of this flag, and `command` uses it as one. */
  'words-are-value': { value: string; flag: string; command: readonly string[] }
  /** No session matches this one flag. `value` is what was asked for, with times as `HH:MM`. */
  /** `known` are the values that there are. */
  'nothing-with': { flag: string; value?: string; known?: readonly string[] }
  'nothing-in-common': object
  'agenda-left-out': object
  /** What somebody is about to publish, and is asked about. */
  publishes: { to: string; question: PublishQuestion }
  /** `hint` says how its addresses become those of the web. */
  published: { to: string; changed: number; removed: number; rehearsal: boolean; hint?: 'needs-server' | 'needs-pages' }
  'conference-broken': { slug: string }
  'conference-recovered': { slug: string }
  /**
   * `command` brings it back, and `agenda` is kept. `shipped`: the bundled conference of that name is visible again.
   */
  'conference-removed': { slug: string; shipped: boolean; command: string; agenda?: string }
  'nothing-fits': object
  'nothing-of-mine': object
  'no-sessions': object
  /** `--timezone` with a conference of the library, which has a zone. */
  'zone-unused': { timezone: string }
  /** Columns of a table that an import does not use. */
  'columns-unused': { file: string; heads: readonly string[] }
  'day-read-as': { asked: string; days: readonly Day[] }
  'taken-for': { reference: string; session: SessionName }
  picked: { session: SessionName; stage: Stage }
  'stage-changed': { session: SessionName; stage: Stage }
  'priority-changed': { session: SessionName; priority: number }
  'already-picked': { session: SessionName; stage: Stage }
  dropped: { session: SessionName }
  /**
   * The session just picked clashes with something I am going to; `with` is a session or a block. `minutes` is the
   * length of the overlap or, for a walk, the time that is missing.
   */
  'clashes-with': { session: SessionName; with: string; span: ShownSpan; minutes: Minutes; reason: 'overlap' | 'walk' }
  'given-again': { session: SessionName; sitting: SessionSitting }
  'going-already': { session: SessionName; sitting: SessionSitting }
  /** `likely` is the session that the pick has probably become. */
  'pick-unknown': { session: string; seen: boolean; title?: string; likely?: SessionName }
  'pick-changed': { before: SessionName; after: SessionName }
  'picked-instead': { session: SessionName; old: SessionName }
  'replaces-itself': { session: SessionName }
  'nothing-picked': object
  'nothing-attended': object
  /** None of these picks has a take. */
  'no-takes': object
  /** Nor a takeaway. */
  'no-notes': object
  /**
   * Parts of a document, or files in a folder, that stay as the person edited them although they would now be others, or
   * none; `foreign`: files that kubeplan did not write.
   */
  'edits-kept': { file: string; kept: readonly { heading: string; why: 'changed' | 'gone' | 'foreign' }[] }
  /** Agendas that could not be read. */
  'agendas-left-out': { files: readonly string[] }
  'left-out-unscheduled': { sessions: readonly SessionName[] }
  /** `takenOff` counts further events, which only cancel earlier ones in calendars. */
  exported: { file: string; count: number; what: 'event' | 'session' | 'note'; cancelled: number; takenOff: number }
  /** `picks` counts those that are shown, if any are. Others can reach it at `host`; without one, only this machine can. */
  serving: { all: boolean; picks?: number; notes: boolean; blocks: boolean; host?: string }
  /** Sessions of which no start is known, in a format that needs one. */
  'left-out-untimed': { sessions: readonly SessionName[] }
  /** So many sessions were written with an assumed end, because the format needs one. */
  'ends-assumed': { count: number }
  'not-in-schedule': { format: string; flags: readonly string[] }
  /** These flags cannot be combined with the whole programme. */
  'not-beside-all': { flags: readonly string[] }
  'only-beside-all': { flag: string }
  /** The file beside the agenda is not a ledger of calendars, or is damaged. */
  'not-counted': { file: string }
  'clashes-unmade': { count: number }
  opened: object
  /** Nothing was opened, because there is no screen for a browser. */
  'no-screen': object
  'in-use': { slug: string }
  'saved-before': { saved: Saved }
  imported: {
    name: string
    slug: string
    sessions: number
    days: number
    rooms: number
    speakers: number
    leftOut: number
  }
  'slug-taken': { slug: string; instead: string }
  'up-to-date': { slug: string; sources: number }
  /** The publisher, or the person, put the conference into another zone. */
  'zone-changed': { slug: string; was: string; is: string }
  /** `seen`: since the person last looked. */
  'no-changes': { slug: string; seen: boolean }
  'changes-seen': { slug: string }
  'source-not-asked': { source: string }
  'more-of-the-same': { count: number }
  'no-blocks': { day: string | undefined }
  blocked: { block: Block }
  'already-blocked': { block: Block }
  unblocked: { block: Block }
  /** Between two versions of an agenda that differ in nothing else. */
  'details-changed': object
  /** `left` more changes can be undone, or redone. */
  undone: { left: number }
  redone: { left: number }
  'unknown-to-programme': { person: string; title: string; nearest?: SessionName }
  /** The file was already named; it counts as two people. */
  'agenda-named-twice': { file: string }
  /** `had` were on my agenda already; `too` counts those that came with somebody else's. */
  'taken-over': { person: string; added: number; going: number; had: readonly SessionName[]; too: number }
  'nothing-to-take': { person: string }
  /** Something was saved for a session, which now has this many `takeaways`. */
  noted: {
    session: SessionName
    note?: 'added' | 'replaced' | 'removed'
    take?: 'added' | 'replaced' | 'removed'
    rating?: number
    attended?: boolean
    takeaways?: number
  }
  'nothing-noted': { session: SessionName }
  'no-note': { session: SessionName }
  'note-restored': { session: SessionName; what: readonly ('note' | 'take' | 'rating' | 'attended' | 'takeaways')[] }
}>
