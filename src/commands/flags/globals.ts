import { Command, InvalidArgumentError, Option } from 'commander'
import { definedFields } from '../../model/index.js'
import { DATE_ORDERS, type DateOrder } from '../../model/time.js'
import { screenOf } from '../../render/screen/screen.js'
import type { Called, Screen } from '../../render/views.js'
import type { ClockHours } from '../../render/words/labels.js'
import { type Suggest, suggesting } from '../../render/words/shell.js'
import type { Config } from '../../store/config.js'
import type { Output, World } from '../../world.js'
import { GLOBAL_FLAGS } from './global-flags.js'

export interface Globals {
  readonly catalogue?: string
  readonly agenda?: string
  readonly tz?: string
  readonly clock?: '12' | '24'
  readonly timezone?: string
  readonly year?: number
  readonly dateOrder?: DateOrder
  readonly format?: string
  readonly json?: true
  readonly fields?: string
  /** Only `--no-header` is a flag. */
  readonly header?: boolean
  readonly excel?: true
  readonly color?: 'auto' | 'always' | 'never' | false
  readonly hyperlink?: 'auto' | 'always' | 'never'
  readonly width?: number
  readonly ascii?: true
  readonly quiet?: true
  /** Only `--no-pager` is a flag. */
  readonly pager?: boolean
  /** No flag: what config.yaml says. */
  readonly config?: Config
}

const VALUES: Readonly<Record<string, (option: Option) => void>> = {
  '--clock': (option) => option.choices(['12', '24']),
  '--agenda': (option) => option.argParser(agendaFile),
  '--year': (option) => option.argParser(year),
  '--date-order': (option) => option.choices(DATE_ORDERS),
  '--color': (option) => option.choices(['auto', 'always', 'never']),
  '--hyperlink': (option) => option.choices(['auto', 'always', 'never']),
  '--width': (option) => option.argParser(columns),
}

/** `formats` are the values of `--format`, if they differ from those of a listing. */
export function withGlobals(command: Command, formats?: readonly string[]): Command {
  command.optionsGroup('Global options:')
  for (const [flags, help] of GLOBAL_FLAGS) {
    if (formats && formats[0] !== 'table' && LISTINGS.some((flag) => flags.startsWith(flag))) continue
    const option = new Option(flags, formats && flags.startsWith('--format') ? listOf(formats) : help)
    VALUES[option.long ?? '']?.(option)
    // The only one that the help of a command describes.
    if (option.long === '--format') option.helpGroup('Options:')
    command.addOption(option)
  }
  return command.helpOption('-h, --help', 'show this help')
}

/** Flags of listings; documents have all their fields. */
const LISTINGS = ['--fields', '--no-header', '--excel']

function listOf(formats: readonly string[]): string {
  const [usual] = formats
  const [verb, first] = usual === 'table' ? ['print', ''] : ['write', 'from the file name, else ']
  return `${verb} ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)} (default: ${first}${usual})`
}

/** An empty name, perhaps from an unset variable, is refused, because writing to the default file would surprise. */
function agendaFile(path: string): string {
  if (path === '') throw new InvalidArgumentError('the name of a file')
  return path
}

/** A year of four digits. */
function year(text: string): number {
  if (!/^[1-9]\d{3}$/.test(text)) throw new InvalidArgumentError('a year, such as 2026')
  return Number(text)
}

/** A whole number of columns from 1 to 10,000. */
function columns(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number < 1 || number > 10_000) throw new InvalidArgumentError('a number of columns, such as 100')
  return number
}

/** The flags about the terminal, and those that suggested commands need again. */
export type ScreenFlags = Pick<
  Globals,
  'color' | 'hyperlink' | 'width' | 'ascii' | 'clock' | 'config' | (typeof CARRIED)[number][0]
>

/** Which programme, agenda and clock a run is about. */
const CARRIED = [
  ['catalogue', '-c'],
  ['agenda', '--agenda'],
  ['tz', '--tz'],
  ['timezone', '--timezone'],
  ['year', '--year'],
  ['dateOrder', '--date-order'],
] as const

/** Suggests commands for what this run is about. */
export function suggestingFor(flags: ScreenFlags): Suggest {
  return suggesting(carriedOf(flags))
}

/** The flags as `Screen` has them. */
export function carriedOf(flags: ScreenFlags): Called['flags'] {
  return CARRIED.flatMap(([name, flag]) => (flags[name] === undefined ? [] : [[flag, String(flags[name])]]))
}

/** How text is set on an output: by the flags, then the environment, then the terminal. */
export function screenFor(flags: ScreenFlags, environment: World['environment'], output: Output): Screen {
  const { color, hyperlink, width, ascii } = flags
  const options = definedFields({ hyperlink, width, ascii, color: color === false ? ('never' as const) : color })
  return { ...screenOf(options, environment, output), carried: carriedOf(flags), clock: clockOf(flags) }
}

/** By the flag, or else by config.yaml. */
export function clockOf({ clock, config }: Pick<Globals, 'clock' | 'config'>): ClockHours | undefined {
  return clock === undefined ? config?.clock : clock === '12' ? 12 : 24
}

/** These flags in a command line that is otherwise invalid. A wrong value counts as none. */
export function screenFlagsIn(argv: readonly string[]): ScreenFlags {
  const known = new Command().option('--color [when]').option('--no-color').option('--ascii')
  known.option('-c, --catalogue [file]').option('--agenda [file]').option('--tz [zone]').option('--timezone [zone]')
  known.option('--year [year]').option('--date-order [order]')
  known.option('--width [columns]', '', Number).parseOptions([...argv])
  return known.opts()
}

/**
 * A command as typed, for suggesting a similar one: without the flags in `left` (by commander's names), those about the
 * terminal, and those that every suggested command gets.
 */
export function calledWith(words: readonly string[], options: object, left: readonly string[]): Called {
  const away = new Set<string>([...PAPER, ...CARRIED.map(([name]) => name), ...left])
  const flags = Object.entries(options).flatMap(([name, value]: readonly [string, unknown]) =>
    away.has(name) ? [] : [value].flat().map((one) => flagOf(name, one)),
  )
  return { words, flags }
}

const PAPER = ['width', 'clock', 'color', 'hyperlink', 'pager', 'format', 'json', 'fields', 'header']

/** commander calls `--not-track` notTrack. */
function flagOf(name: string, value: unknown): Called['flags'][number] {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return value === true ? [flag] : [flag, String(value)]
}
