import { Command as Arguments, CommanderError, Help, type Option } from 'commander'
import { Exit, fail } from '../model/index.js'
import type { ConfigReading } from '../store/config.js'
import { configFile, isThere } from '../store/files/paths.js'
import type { World } from '../world.js'
import { App } from './app.js'
import { GLOBAL_FLAGS } from './flags/global-flags.js'
import { type Globals, withGlobals } from './flags/globals.js'
import { TWO_COLUMNS_FROM, wrapped } from './help.js'
import type { Listing } from './manifest.js'

/** Trims the values of a flag, except for file names, which may begin or end with blanks. */
function withoutBlanks(option: Option): void {
  const parse = option.parseArg
  if (!(option.required || option.optional) || option.flags.includes('<file')) return
  option.argParser<unknown>((text, previous) => (parse ? parse(text.trim(), previous) : text.trim()))
}

/**
 * Parses the flags of one command and runs it. Only this command is registered, so that the others cost nothing.
 * `parsed` gets the global flags, if the command line is valid.
 */
export async function obeyCommand(
  listing: Listing,
  argv: readonly string[],
  world: World,
  parsed: (globals: Globals) => void,
): Promise<Exit> {
  const command = await listing.load()
  const parser = new Arguments(`kubeplan ${listing.name}`)
    .description(`${listing.summary[0]?.toUpperCase()}${listing.summary.slice(1)}.`)
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: () => undefined })
  withGlobals(command.configure(parser), command.formats)
  for (const option of parser.options) withoutBlanks(option)
  if (argv.includes('-h') || argv.includes('--help')) {
    const columns = Math.min(world.stdout.columns || 100, 110)
    const { examplesOf } = await import('./examples.js')
    const examples = examplesOf(listing.name).map((line) => `  ${line}\n`)
    parser
      .configureHelp(helpFor(columns))
      .addHelpText('before', examples.length > 0 ? `Examples:\n${examples.join('')}` : '')
      .addHelpText('after', `\n${wrapped(GLOBAL_LINE, columns, 2)}`)
  }
  try {
    parser.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return Exit.done
    const detail = error.message.replace(/^error: /, '')
    return fail(Exit.usage, { code: 'bad-arguments', detail, command: listing.name })
  }
  const globals = parser.opts<Globals>()
  parsed(globals)
  const { config, problems } = await configOf(world)
  const live = command.isLive?.(parser.opts()) ? { ...globals, pager: false } : globals
  const app = new App({ ...live, config }, world, [listing.name, ...argv])
  const { alarm } = config
  if (alarm !== undefined && parser.getOptionValue('alarm') === undefined && hasOption(parser, '--alarm'))
    parser.setOptionValue('alarm', `${alarm}m`)
  try {
    // What is right in the file counts, and `config` itself says what is not.
    if (listing.name !== 'config') await app.warn(problems)
    return await command.run(parser.args, parser.opts(), app)
  } finally {
    await app.show()
  }
}

/** What config.yaml says. Its reader is loaded only if there is one. */
async function configOf(world: World): Promise<ConfigReading> {
  const file = configFile(world)
  if (file === undefined || !isThere(file)) return { config: {}, problems: [] }
  const { readConfig } = await import('../store/config.js')
  return readConfig(world)
}

function hasOption(parser: Arguments, flag: string): boolean {
  return parser.options.some(({ long }) => long === flag)
}

/** Only named in the help of a command. The formats differ, so that flag is described. */
const GLOBAL_NAMES: ReadonlySet<string> = new Set(
  ['--help', ...GLOBAL_FLAGS.map(([flags]) => longIn(flags))].filter((name) => name !== '--format'),
)

const GLOBAL_LINE = `Global flags: ${[...GLOBAL_NAMES].join(' ')}. What they mean: kubeplan --help`

function longIn(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags
}

const INDENT = 2

/** Settings of commander's help: on a narrow terminal descriptions go below the flags. */
function helpFor(columns: number): Partial<Help> {
  const plain = new Help()
  const below = (text: string, indent: number) => wrapped(text, columns, indent)
  return {
    helpWidth: columns,
    showGlobalOptions: false,
    visibleOptions(command) {
      return plain.visibleOptions(command).filter(({ long }) => !GLOBAL_NAMES.has(long ?? ''))
    },
    commandUsage(command) {
      return below(plain.commandUsage(command), 'Usage: '.length)
    },
    formatItem(term, termWidth, description, helper) {
      if (columns >= TWO_COLUMNS_FROM) return Help.prototype.formatItem.call(this, term, termWidth, description, helper)
      const lines = description === '' ? '' : `\n${' '.repeat(3 * INDENT)}${below(description, 3 * INDENT)}`
      return ' '.repeat(INDENT) + term + lines
    },
    formatItemList(heading, items) {
      return items.length === 0 ? [] : [wrapped(heading, columns), ...items, '']
    },
  }
}
