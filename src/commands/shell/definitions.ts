import { Command as Arguments, type Option } from 'commander'
import { definedFields } from '../../model/index.js'
import { FORMATS } from '../app.js'
import { withGlobals } from '../flags/globals.js'
import { COMMANDS } from '../manifest.js'

/** Every command and flag as data, for completion and the man page. */
export interface Definitions {
  /** Each different flag once. */
  readonly flags: readonly Flag[]
  readonly commands: readonly CommandDefinition[]
  /** The flags of every command, as places in `flags`. */
  readonly globals: readonly number[]
}

export interface CommandDefinition {
  readonly name: string
  /** Its heading in the list of commands. */
  readonly group: string
  /** The arguments, as in help. */
  readonly usage: string
  readonly summary: string
  readonly arguments: readonly Argument[]
  /** Its own flags, as places in `flags`. */
  readonly flags: readonly number[]
}

interface Argument {
  readonly name: string
  readonly help: string
  readonly isVariadic: boolean
  /** All that it can be, if that is little. */
  readonly choices?: readonly string[]
}

export interface Flag {
  readonly long: string
  readonly short?: string
  /** The name of its value in help, if it takes one. */
  readonly value?: string
  readonly help: string
  /** Its heading in help, if it has one. */
  readonly group?: string
  /** All values that it takes, if they are few. */
  readonly choices?: readonly string[]
  /** Works, but is not in help. */
  readonly isHidden?: true
}

/** Asks every command for its arguments and flags. This loads them all, so the build keeps the answer in `dist`. */
export async function definitionsOf(): Promise<Definitions> {
  const places = new Map<string, number>()
  const flags: Flag[] = []
  const placeOf = (option: Option, formats: readonly string[]) => {
    const flag = flagOf(option, formats)
    const key = JSON.stringify(flag)
    const place = places.get(key) ?? flags.push(flag) - 1
    places.set(key, place)
    return place
  }
  const globals = withGlobals(new Arguments()).options.map((option) => placeOf(option, FORMATS))
  const commands: CommandDefinition[] = []
  for (const { name, group, usage, summary, load } of COMMANDS) {
    const { configure, formats } = await load()
    const { options, registeredArguments } = withGlobals(configure(new Arguments()), formats)
    const args = registeredArguments.map((one): Argument => {
      return definedFields({
        name: one.name(),
        help: one.description,
        isVariadic: one.variadic,
        choices: one.argChoices,
      })
    })
    // A global flag with other values than elsewhere is the command's own.
    const own = options.map((option) => placeOf(option, formats ?? FORMATS)).filter((place) => !globals.includes(place))
    commands.push({ name, group, usage, summary, arguments: args, flags: own })
  }
  return { flags, commands, globals }
}

function flagOf(option: Option, formats: readonly string[]): Flag {
  const { long, short, description, argChoices, hidden, helpGroupHeading } = option
  return definedFields({
    long: long ?? '',
    short,
    value: /[<[](.+)[>\]]/.exec(option.flags)?.[1],
    help: description,
    group: helpGroupHeading,
    choices: long === '--format' ? formats : argChoices,
    isHidden: hidden ? (true as const) : undefined,
  })
}
