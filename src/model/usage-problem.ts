import type { Place } from './problem.js'
import type { When } from './session.js'
import type { Minutes } from './time.js'

/** Where a file has it, if it was not typed. */
interface Written {
  readonly at?: Place
}

/** What the person typed that cannot be carried out. */
export type UsageProblem =
  | { readonly code: 'unknown-command'; readonly command: string; readonly nearest: readonly string[] }
  /** What commander found wrong with flags and arguments, in its own words without the "error: ". */
  | { readonly code: 'bad-arguments'; readonly detail: string; readonly command: string }
  | (Written & {
      readonly code: 'bad-value'
      readonly flag: string
      readonly value: string
      readonly form: string
      readonly nearest?: readonly string[]
    })
  /** A filter value that no session has: `nearest` are real ones. */
  | (Written & {
      readonly code: 'matches-nothing'
      readonly flag: string
      readonly value: string
      readonly nearest: readonly string[]
      readonly list?: string
      /** Where no command lists what there is: all of it. */
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
  /** Only a typo that is forgiven leads to this session; `command` is what was typed, with its id in the place of that. */
  | {
      readonly code: 'guessed-session'
      readonly reference: string
      readonly session: SessionName
      readonly command?: readonly string[]
    }
  /** Some of several arguments were wrong, so that what the others name was left as it is, too. */
  | { readonly code: 'nothing-changed'; readonly what: 'added' | 'dropped' }
  | { readonly code: 'not-picked'; readonly session: SessionName; readonly picked: readonly SessionName[] }
  /** A flag that goes with one session was given with none or with several. */
  | { readonly code: 'not-one-session'; readonly flag: string }
  | { readonly code: 'nothing-to-do'; readonly command: string; readonly example?: string }
  | { readonly code: 'no-url'; readonly session: SessionName }
  | {
      readonly code: 'unknown-catalogue'
      readonly slug: string
      readonly nearest: readonly string[]
      readonly known: readonly string[]
    }
  /** It came with kubeplan and is not the person's to remove. */
  | { readonly code: 'shipped-conference'; readonly slug: string }
  | { readonly code: 'unknown-format'; readonly format: string; readonly allowed: readonly string[] }
  | { readonly code: 'no-such-agenda-session'; readonly word: 'now' | 'next' | 'last'; readonly at?: string }
  | { readonly code: 'no-stdin' }
  /** It works only on a terminal that can be drawn on: `instead` is what works in a pipe. */
  | { readonly code: 'needs-terminal'; readonly what: string; readonly instead: string }
  | { readonly code: 'no-editor'; readonly session: SessionName }
  /** The note is not any more what it was when the editor opened. */
  | { readonly code: 'note-changed'; readonly session: SessionName }
  /** In characters. */
  | { readonly code: 'text-too-long'; readonly what: string; readonly length: number; readonly limit: number }
  | { readonly code: 'nothing-to-undo' }
  | { readonly code: 'nothing-to-plan' }
  /** A session that takes nobody's time, or is over where only the rest of the conference is planned. */
  | {
      readonly code: 'not-plannable'
      readonly session: SessionName
      readonly because: 'cancelled' | 'no-time' | 'umbrella' | 'over'
    }
  /** The agenda file was changed by hand after the last change that could be taken back. */
  | { readonly code: 'edited-since'; readonly path: string }
  /** What is to be blocked is no session, and has no time of its own; `day` is one to name, `nearest` are sessions. */
  | {
      readonly code: 'block-incomplete'
      readonly title: string
      readonly day: string | undefined
      readonly time?: string
      readonly nearest: readonly SessionName[]
    }
  /** A time of day from one to another that would last nearly until the next day. */
  | { readonly code: 'ends-too-early'; readonly value: string }
  /** A time of day that the clocks of that day jump over, to `resumes`. */
  | { readonly code: 'skipped-time'; readonly text: string; readonly zone: string; readonly resumes: string }
  | { readonly code: 'no-such-block'; readonly name: string; readonly blocks: readonly string[] }
  /** It was not imported, so there is nothing to fetch again. */
  | { readonly code: 'not-imported'; readonly slug: string }
  /** No earlier state is known to tell changes against: it came with kubeplan, or it is a file. */
  | { readonly code: 'never-changed'; readonly slug: string; readonly shipped: boolean }
  /** A schedule that seems to be another programme, or to have lost too much to be believed: sessions before and now. */
  | {
      readonly code: 'doubtful-update'
      readonly slug: string
      readonly doubt: 'empty' | 'halved' | 'other-days' | 'others'
      readonly had: number
      readonly has: number
      /** What to type to keep it as another conference. */
      readonly other: string
    }

/** How a session is named in a sentence. */
export interface SessionName {
  readonly id: string
  readonly title: string
  readonly minutes?: Minutes
  readonly when?: When
  readonly room?: string
}
