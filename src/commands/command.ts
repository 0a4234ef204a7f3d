import type { Command as Arguments } from 'commander'
import type { Exit } from '../model/exit.js'
import type { App } from './app.js'

/** One subcommand: what it takes, and what it does (load, decide, render, exit code). */
export interface Command<Options extends object = object> {
  /** Adds its arguments and flags to those that every command has. */
  configure(command: Arguments): Arguments
  /** What `--format` takes, where that is not what a listing takes; the first goes to stdout. */
  readonly formats?: readonly string[]
  /** Whether, called like this, it goes on writing or asks questions: then nothing may wait for a pager. */
  isLive?(options: Options): boolean
  run(args: readonly string[], options: Options, app: App): Promise<Exit>
}

export const GROUPS = ['discover', 'choose', 'plan', 'take along', 'afterwards', 'catalogue'] as const
export type Group = (typeof GROUPS)[number]

/** What is known of a command without loading it. */
export interface Listing {
  readonly name: string
  readonly group: Group
  /** Its arguments, as help shows them. */
  readonly usage: string
  readonly summary: string
  readonly load: () => Promise<Command>
}
