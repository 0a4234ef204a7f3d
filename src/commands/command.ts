import type { Command as Arguments } from 'commander'
import type { Exit } from '../model/index.js'
import type { App } from './app.js'

/** A subcommand: its arguments, and what it does (load, decide, render, exit code). */
export interface Command<Options extends object = object> {
  configure(command: Arguments): Arguments
  /** The values of `--format`, if they differ from those of a listing; the first is used for stdout. */
  readonly formats?: readonly string[]
  /** Whether, with these options, it keeps writing or asks questions, so that nothing may wait for a pager. */
  isLive?(options: Options): boolean
  run(args: readonly string[], options: Options, app: App): Promise<Exit>
}

export const GROUPS = ['discover', 'choose', 'plan', 'take along', 'afterwards', 'catalogue'] as const
export type Group = (typeof GROUPS)[number]

export interface Listing {
  readonly name: string
  readonly group: Group
  readonly usage: string
  readonly summary: string
  readonly load: () => Promise<Command>
}
