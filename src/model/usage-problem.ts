import type { Place } from './problem.js'
import type { When } from './session.js'
import type { Minutes } from './time.js'

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
