import type { Block, ShownSpan } from './conference.js'
import type { SessionName } from './problem.js'
import type { Day, Minutes } from './time.js'

export type Saved =
  | { readonly what: 'agenda'; readonly path: string }
  | { readonly what: 'conference'; readonly slug: string }

/** A session and the time at which it is given, to be shown next to something on the day `near`. */
export interface SessionSitting extends Pick<ShownSpan, 'start' | 'offset'> {
  readonly id: string
  readonly near: Day
}

/** Commentary that goes to stderr while the answer goes to stdout. Its wording is in `render/sentences`. */
export type Note =
  | {
      readonly code: 'nothing-on-days'
      readonly days: readonly Day[]
      readonly asked: string
      readonly known: readonly Day[]
    }
  | { readonly code: 'nothing-for-words'; readonly words: readonly string[] }
  /** No session matches this one flag. `value` is what was asked for, with times as `HH:MM`. */
  | { readonly code: 'nothing-with'; readonly flag: string; readonly value?: string }
  | { readonly code: 'nothing-in-common' }
  | { readonly code: 'agenda-left-out' }
  | { readonly code: 'conference-broken'; readonly slug: string }
  | { readonly code: 'conference-recovered'; readonly slug: string }
  /**
   * `command` brings it back, and `agenda` is kept. `shipped`: the bundled conference of that name is visible again.
   */
  | {
      readonly code: 'conference-removed'
      readonly slug: string
      readonly shipped: boolean
      readonly command: string
      readonly agenda?: string
    }
  | { readonly code: 'nothing-fits' }
  | { readonly code: 'nothing-of-mine' }
  | { readonly code: 'no-sessions' }
  | { readonly code: 'day-read-as'; readonly asked: string; readonly days: readonly Day[] }
  | { readonly code: 'taken-for'; readonly reference: string; readonly session: SessionName }
  | { readonly code: 'picked'; readonly session: SessionName; readonly stage: 'going' | 'maybe' }
  | { readonly code: 'stage-changed'; readonly session: SessionName; readonly stage: 'going' | 'maybe' }
  | { readonly code: 'priority-changed'; readonly session: SessionName; readonly priority: number }
  | { readonly code: 'already-picked'; readonly session: SessionName; readonly stage: 'going' | 'maybe' }
  | { readonly code: 'dropped'; readonly session: SessionName }
  /** The session just picked clashes with something I am going to; `with` is a session or a block. */
  | {
      readonly code: 'clashes-with'
      readonly session: SessionName
      readonly with: string
      readonly span: ShownSpan
      /** The length of the overlap or, for a walk, the time that is missing. */
      readonly minutes: Minutes
      readonly reason: 'overlap' | 'walk'
    }
  | { readonly code: 'given-again'; readonly session: SessionName; readonly sitting: SessionSitting }
  | { readonly code: 'going-already'; readonly session: SessionName; readonly sitting: SessionSitting }
  | {
      readonly code: 'pick-unknown'
      readonly session: string
      readonly seen: boolean
      readonly title?: string
      /** The session that the pick has probably become. */
      readonly likely?: SessionName
    }
  | { readonly code: 'pick-changed'; readonly before: SessionName; readonly after: SessionName }
  | { readonly code: 'picked-instead'; readonly session: SessionName; readonly old: SessionName }
  | { readonly code: 'replaces-itself'; readonly session: SessionName }
  | { readonly code: 'nothing-picked' }
  | { readonly code: 'nothing-attended' }
  | { readonly code: 'left-out-unscheduled'; readonly sessions: readonly SessionName[] }
  | {
      readonly code: 'exported'
      readonly file: string
      readonly count: number
      readonly what: 'event' | 'session'
      readonly cancelled: number
      /** The number of further events that only cancel earlier ones in calendars. */
      readonly takenOff: number
    }
  | { readonly code: 'serving'; readonly picks?: number }
  | { readonly code: 'served-to-others'; readonly host: string; readonly notes: boolean; readonly blocks: boolean }
  /** These flags cannot be combined with the whole programme. */
  | { readonly code: 'not-beside-all'; readonly flags: readonly string[] }
  | { readonly code: 'only-beside-all'; readonly flag: string }
  /** The file beside the agenda is not a ledger of calendars, or is damaged. */
  | { readonly code: 'not-counted'; readonly file: string }
  | { readonly code: 'clashes-unmade'; readonly count: number }
  | { readonly code: 'opened'; readonly url: string }
  | { readonly code: 'in-use'; readonly slug: string }
  | { readonly code: 'saved-before'; readonly saved: Saved }
  | {
      readonly code: 'imported'
      readonly name: string
      readonly slug: string
      readonly sessions: number
      readonly days: number
      readonly rooms: number
      readonly speakers: number
      readonly leftOut: number
    }
  | { readonly code: 'slug-taken'; readonly slug: string; readonly instead: string }
  | { readonly code: 'up-to-date'; readonly slug: string; readonly sources: number }
  | { readonly code: 'no-changes'; readonly slug: string }
  | { readonly code: 'changes-seen'; readonly slug: string }
  | { readonly code: 'source-not-asked'; readonly source: string }
  | { readonly code: 'more-of-the-same'; readonly count: number }
  | { readonly code: 'no-blocks'; readonly day: string | undefined }
  | { readonly code: 'blocked'; readonly block: Block }
  | { readonly code: 'already-blocked'; readonly block: Block }
  | { readonly code: 'unblocked'; readonly block: Block }
  | { readonly code: 'blocks-restored'; readonly blocks: number }
  | { readonly code: 'undone' }
  | {
      readonly code: 'unknown-to-programme'
      readonly person: string
      readonly title: string
      readonly nearest?: SessionName
    }
  /** The file was already named; it counts as two people. */
  | { readonly code: 'agenda-named-twice'; readonly file: string }
  /** `had` were on my agenda already; `too` counts those that came with somebody else's. */
  | {
      readonly code: 'taken-over'
      readonly person: string
      readonly added: number
      readonly had: readonly SessionName[]
      readonly too: number
    }
  | { readonly code: 'nothing-to-take'; readonly person: string }
  /** Something was saved for a session, which now has this many `takeaways`. */
  | {
      readonly code: 'noted'
      readonly session: SessionName
      readonly note?: 'added' | 'replaced' | 'removed'
      readonly take?: 'added' | 'replaced' | 'removed'
      readonly rating?: number
      readonly attended?: boolean
      readonly takeaways?: number
    }
  | { readonly code: 'nothing-noted'; readonly session: SessionName }
  | { readonly code: 'no-note'; readonly session: SessionName }
  | {
      readonly code: 'note-restored'
      readonly session: SessionName
      readonly what: readonly ('note' | 'take' | 'rating' | 'attended' | 'takeaways')[]
    }
