import type { Block } from './agenda.js'
import type { Day } from './day.js'
import type { ShownSpan } from './session.js'
import type { Minutes } from './time.js'
import type { SessionName } from './usage-problem.js'

/** What a run keeps for the person, and what may fail after that. */
export type Saved =
  | { readonly what: 'agenda'; readonly path: string }
  | { readonly what: 'conference'; readonly slug: string }

/** A session by the time at which it gives its content, told beside something of the day `near`. */
export interface SessionSitting extends Pick<ShownSpan, 'start' | 'offset'> {
  readonly id: string
  readonly near: Day
}

/** Commentary that goes to stderr while the answer goes to stdout; `render/sentences` has the words. */
export type Note =
  /** Why a selection is empty. */
  | {
      readonly code: 'nothing-on-days'
      readonly days: readonly Day[]
      readonly asked: string
      readonly known: readonly Day[]
    }
  | { readonly code: 'nothing-for-words'; readonly words: readonly string[] }
  /** No session at all passes this one flag: `value` is what was asked, times as `HH:MM`. */
  | { readonly code: 'nothing-with'; readonly flag: string; readonly value?: string }
  | { readonly code: 'nothing-in-common' }
  /** It cannot be read, and this command only marks what is on it. */
  | { readonly code: 'agenda-left-out' }
  /** The file of one in the library cannot be read. */
  | { readonly code: 'conference-broken'; readonly slug: string }
  /** A conference was made again from what was fetched or seen last, because its file could not be read. */
  | { readonly code: 'conference-recovered'; readonly slug: string }
  /** `command` brings it back; `agenda` is kept. `shipped`: the one of that slug that came with kubeplan is back. */
  | {
      readonly code: 'conference-removed'
      readonly slug: string
      readonly shipped: boolean
      readonly command: string
      readonly agenda?: string
    }
  /** What passes does not fit into the gaps of my agenda. */
  | { readonly code: 'nothing-fits' }
  /** No pick of mine passes what was asked for. */
  | { readonly code: 'nothing-of-mine' }
  /** The catalogue itself is empty. */
  | { readonly code: 'no-sessions' }
  /** What a day word was understood as. */
  | { readonly code: 'day-read-as'; readonly asked: string; readonly days: readonly Day[] }
  /** What was typed means this session only if a typo in it is forgiven. */
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
      /** Of the overlap; for a walk, what is missing. */
      readonly minutes: Minutes
      readonly reason: 'overlap' | 'walk'
    }
  /** One of two that clash is given again at a time that is free. */
  | { readonly code: 'given-again'; readonly session: SessionName; readonly sitting: SessionSitting }
  /** The session just picked is given at another time, too, and I am going then. */
  | { readonly code: 'going-already'; readonly session: SessionName; readonly sitting: SessionSitting }
  | {
      readonly code: 'pick-unknown'
      readonly session: string
      readonly seen: boolean
      readonly title?: string
      /** What it may be now. */
      readonly likely?: SessionName
    }
  /** A pick is not what it was when it was last seen. */
  | { readonly code: 'pick-changed'; readonly before: SessionName; readonly after: SessionName }
  /** A pick went on as another session. */
  | { readonly code: 'picked-instead'; readonly session: SessionName; readonly old: SessionName }
  | { readonly code: 'replaces-itself'; readonly session: SessionName }
  | { readonly code: 'nothing-picked' }
  /** How long it takes between two rooms is not known: then neither is when to leave. */
  | { readonly code: 'walk-unknown'; readonly from: string; readonly to: string }
  /** None of the picks asked for is marked as attended. */
  | { readonly code: 'nothing-attended' }
  | { readonly code: 'left-out-unscheduled'; readonly sessions: readonly SessionName[] }
  | {
      readonly code: 'exported'
      readonly file: string
      readonly count: number
      readonly what: 'event' | 'session'
      /** Of these, so many do not take place. */
      readonly cancelled: number
      /** Beside them, so many events that only take off what calendars may have. */
      readonly takenOff: number
    }
  /** The server has started. */
  | { readonly code: 'serving'; readonly picks?: number }
  /** Not only this machine can reach it. */
  | { readonly code: 'served-to-others'; readonly host: string; readonly notes: boolean; readonly blocks: boolean }
  /** What these flags ask for is never in the programme. */
  | { readonly code: 'not-beside-all'; readonly flags: readonly string[] }
  | { readonly code: 'only-beside-all'; readonly flag: string }
  /** The file beside the agenda is no ledger of calendars, or a damaged one. */
  | { readonly code: 'not-counted'; readonly file: string }
  /** So many clashes of one moment are not listed. */
  | { readonly code: 'clashes-unmade'; readonly count: number }
  | { readonly code: 'opened'; readonly url: string }
  | { readonly code: 'in-use'; readonly slug: string }
  /** The run failed, but not before it had saved this. */
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
  /** Another conference has that slug already. */
  | { readonly code: 'slug-taken'; readonly slug: string; readonly instead: string }
  | { readonly code: 'up-to-date'; readonly slug: string; readonly sources: number }
  | { readonly code: 'no-changes'; readonly slug: string }
  | { readonly code: 'changes-seen'; readonly slug: string }
  /** A source that cannot be asked again. */
  | { readonly code: 'source-not-asked'; readonly source: string }
  /** `count` more problems of one sort than were told. */
  | { readonly code: 'more-of-the-same'; readonly count: number }
  /** There are none; `day` is one to name. */
  | { readonly code: 'no-blocks'; readonly day: string | undefined }
  | { readonly code: 'blocked'; readonly block: Block }
  | { readonly code: 'already-blocked'; readonly block: Block }
  | { readonly code: 'unblocked'; readonly block: Block }
  | { readonly code: 'blocks-restored'; readonly blocks: number }
  | { readonly code: 'undone' }
  /** What somebody's file names and the programme does not have. */
  | {
      readonly code: 'unknown-to-programme'
      readonly person: string
      readonly title: string
      readonly nearest?: SessionName
    }
  /** Somebody's agenda was named before: then they are two. */
  | { readonly code: 'agenda-named-twice'; readonly file: string }
  /** How many picks of somebody's went on my agenda, and which I `had`; `too` came with somebody before. */
  | {
      readonly code: 'taken-over'
      readonly person: string
      readonly added: number
      readonly had: readonly SessionName[]
      readonly too: number
    }
  | { readonly code: 'nothing-to-take'; readonly person: string }
  /** What was kept of a session: `takeaways` is how many there are now. */
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
  /** What undo made as it was before. */
  | {
      readonly code: 'note-restored'
      readonly session: SessionName
      readonly what: readonly ('note' | 'take' | 'rating' | 'attended' | 'takeaways')[]
    }
