import { type Command, InvalidArgumentError, Option } from 'commander'
import { definedFields } from '../../model/index.js'
import type { Called } from '../../render/views.js'

export interface Globals {
  readonly catalogue?: string
  readonly agenda?: string
  readonly tz?: string
  readonly format?: string
  readonly json?: true
  readonly color?: 'auto' | 'always' | 'never' | false
  readonly width?: number
  readonly ascii?: true
  readonly quiet?: true
  /** Only `--no-pager` is a flag. */
  readonly pager?: boolean
}

/** `formats` are the values of `--format`, if they differ from those of a listing. */
export function withGlobals(command: Command, formats?: readonly string[]): Command {
  return command
    .optionsGroup('Global options:')
    .option('-c, --catalogue <file|slug|->', 'use this programme: a file, a slug or - (stdin)')
    .option('--agenda <file>', 'use this agenda file', agendaFile)
    .option('--tz <zone>', "show times in this zone, such as Europe/Berlin or local (default: the conference's)")
    .option('--format <format>', formats ? documents(formats) : LISTINGS)
    .option('--json', 'same as --format json')
    .addOption(new Option('--color <when>', 'use colour').choices(['auto', 'always', 'never']))
    .option('--no-color', 'same as --color never')
    .option('--width <columns>', 'wrap output at this width', columns)
    .option('--ascii', 'draw with ASCII only')
    .option('--quiet', 'show only errors on stderr')
    .option('--no-pager', 'do not page long output')
    .helpOption('-h, --help', 'show this help')
}

const LISTINGS = 'print table, tsv, csv, json or yaml (default: table on a terminal, tsv in a pipe)'

function documents(formats: readonly string[]): string {
  return `write ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)} (default: from the file name, else ${formats[0]})`
}

/** An empty name, perhaps from an unset variable, is refused, because writing to the default file would surprise. */
function agendaFile(path: string): string {
  if (path === '') throw new InvalidArgumentError('give the name of a file')
  return path
}

/** A whole number of columns from 1 to 10,000. */
function columns(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number < 1 || number > 10_000) throw new InvalidArgumentError('give a number of columns, such as 100')
  return number
}

export function screenOptions(globals: Globals): {
  color?: 'auto' | 'always' | 'never'
  width?: number
  ascii?: boolean
} {
  return definedFields({
    ...(globals.color !== undefined && { color: globals.color === false ? 'never' : globals.color }),
    width: globals.width,
    ...(globals.ascii && { ascii: true }),
  })
}

/**
 * A command as typed, for suggesting a similar one: without the flags in `left` (by commander's names) and those about
 * the terminal.
 */
export function calledWith(words: readonly string[], options: object, left: readonly string[]): Called {
  const away = new Set([...PAPER, ...left])
  const flags = Object.entries(options).flatMap(([name, value]: readonly [string, unknown]) =>
    away.has(name) ? [] : valuesOf(value).map((one) => flagOf(name, one)),
  )
  return { words, flags }
}

const PAPER = ['width', 'color', 'pager', 'format', 'json']

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** commander calls `--not-track` notTrack. */
function flagOf(name: string, value: unknown): Called['flags'][number] {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return value === true ? [flag] : [flag, String(value)]
}
