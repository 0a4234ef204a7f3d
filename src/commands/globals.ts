import { type Command, InvalidArgumentError, Option } from 'commander'

/** The flags that every command has. */
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

/** The formats of a listing, unless the command has others of its own. */
export function withGlobals(command: Command, formats?: readonly string[]): Command {
  return command
    .optionsGroup('Everywhere:')
    .option('-c, --catalogue <file|slug|->', 'the programme to work on')
    .option('--agenda <file>', 'my agenda file', agendaFile)
    .option('--tz <zone>', "show times in another zone, such as Europe/Berlin or local (default: the conference's)")
    .option('--format <format>', formats ? documents(formats) : LISTINGS)
    .option('--json', 'the same as --format json')
    .addOption(new Option('--color <when>', 'colour').choices(['auto', 'always', 'never']))
    .option('--no-color', 'the same as --color never')
    .option('--width <columns>', 'set text this wide', columns)
    .option('--ascii', 'no characters beyond ASCII of our own')
    .option('--quiet', 'no commentary on stderr, errors only')
    .option('--no-pager', 'long text as it is, not page by page')
    .helpOption('-h, --help', 'what this command takes')
}

const LISTINGS = 'table, tsv, csv, json or yaml (default: a table on a terminal, tsv in a pipe)'

function documents(formats: readonly string[]): string {
  return `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)} (default: what the file's ending says, else ${formats[0]})`
}

/** An empty name, as of a variable that is not set, is no file: writing to another one would surprise. */
function agendaFile(path: string): string {
  if (path === '') throw new InvalidArgumentError('It takes the name of a file.')
  return path
}

/** A whole number of columns from 1 to 10,000. */
function columns(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number < 1 || number > 10_000) throw new InvalidArgumentError('It takes a number of columns, such as 100.')
  return number
}

/** What the flags say of the paper that text is set on. */
export function screenOptions(globals: Globals): {
  color?: 'auto' | 'always' | 'never'
  width?: number
  ascii?: boolean
} {
  return {
    ...(globals.color !== undefined && { color: globals.color === false ? 'never' : globals.color }),
    ...(globals.width !== undefined && { width: globals.width }),
    ...(globals.ascii && { ascii: true }),
  }
}
