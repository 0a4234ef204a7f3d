import { VALUED } from './commands/flags/global-flags.js'
import type { Globals } from './commands/flags/globals.js'
import { COMMANDS, SYNONYMS } from './commands/manifest.js'
import { Exit, fail } from './model/problem.js'
import type { World } from './world.js'

export { realWorld } from './world.js'

/** Runs one command line (without `node` and the script) and returns the exit code. Never throws, never exits. */
export async function run(argv: readonly string[], world: World): Promise<Exit> {
  // Some systems let half a surrogate pair through, which no UTF-8 file can hold.
  const words = argv.map((word) => word.toWellFormed())
  let flags: Globals | undefined
  const parsed = (globals: Globals) => {
    flags = globals
  }
  try {
    return await obey(words, world, parsed)
  } catch (error) {
    const { report } = await import('./commands/report.js')
    return report(error, { argv: words, flags }, world)
  }
}

async function obey(argv: readonly string[], world: World, parsed: (globals: Globals) => void): Promise<Exit> {
  const { name, rest } = findCommand(argv)
  if (name === 'completion' && rest[0] === '--complete') {
    const { complete } = await import('./commands/shell/complete.js')
    return complete(rest.slice(1), world)
  }
  if (name === 'completion' && rest[0] === '--describe') {
    const { definitionsOf } = await import('./commands/shell/definitions.js')
    world.stdout.write(`${JSON.stringify(await definitionsOf())}\n`)
    return Exit.done
  }
  if (name === 'help') return obey([...rest, '--help'], world, parsed)
  if (name === undefined || name === 'version') {
    const { overview } = await import('./commands/help.js')
    return overview(name === undefined ? rest : ['--version'], world)
  }
  const called = SYNONYMS.get(name) ?? name
  const listing = COMMANDS.find((command) => command.name === called)
  if (!listing) {
    const { listedDay, nearestCommands } = await import('./commands/help.js')
    const list = listedDay(name, rest)
    if (list) return obey(list, world, parsed)
    return fail(Exit.usage, { code: 'unknown-command', command: name, nearest: nearestCommands(name) })
  }
  const { obeyCommand } = await import('./commands/run.js')
  return obeyCommand(listing, rest, world, parsed)
}

/** The first word that is neither a flag nor a flag's value is the command. Flags may be on both sides of it. */
function findCommand(argv: readonly string[]): { readonly name?: string; readonly rest: readonly string[] } {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string
    if (word === '--') break
    if (VALUED.has(word)) index++
    else if (!word.startsWith('-')) return { name: word, rest: [...argv.slice(0, index), ...argv.slice(index + 1)] }
  }
  return { rest: argv }
}
