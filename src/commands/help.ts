import { nearest } from '../model/names.js'
import { Exit, fail } from '../model/problem.js'
import { DAY_WORDS, type Day, readDays } from '../model/time.js'
import { version } from '../version.js'
import type { World } from '../world.js'
import { GLOBAL_FLAGS } from './flags/global-flags.js'
import { COMMANDS, GROUPS, type Listing, SYNONYMS } from './manifest.js'

export async function overview(argv: readonly string[], world: Pick<World, 'stdout'>): Promise<Exit> {
  if (['--version', '-V', '-v'].some((flag) => argv.includes(flag))) {
    world.stdout.write(`${version}\n`)
    return Exit.done
  }
  const unknown = argv.find((word) => word.startsWith('-') && word !== '-h' && word !== '--help')
  if (unknown !== undefined) {
    const flags = ['--help', '--version', ...GLOBAL_FLAGS.flatMap(([flag]) => /--[a-z-]+/.exec(flag) ?? [])]
    const [near] = flags.includes(unknown) ? [] : nearest(unknown, flags)
    const detail =
      near === undefined ? `no command given, only ${unknown}` : `unknown option '${unknown}'\n(Did you mean ${near}?)`
    return fail(Exit.usage, { code: 'bad-arguments', detail, command: '' })
  }
  world.stdout.write(overviewText(world.stdout.columns || USUAL_COLUMNS))
  return Exit.done
}

/** A command line that begins with a day lists that day; undefined for others. A day may take two words, as `nov 20`. */
export function listedDay(name: string, rest: readonly string[]): readonly string[] | undefined {
  const [next = '', ...others] = rest
  const isDay = (text: string) => readDays(text, { days: [], today: () => EPOCH }) !== undefined
  if (isDay(`${name} ${next}`) && !isDay(name)) return ['list', '--day', `${name} ${next}`, ...others]
  return isDay(name) ? ['list', '--day', name, ...rest] : undefined
}

const EPOCH = '1970-01-01' as Day

export function nearestCommands(name: string): readonly string[] {
  return nearest(name, [...COMMANDS.map((command) => command.name), ...SYNONYMS.keys(), ...DAY_WORDS], 3)
}

/** For a terminal that does not report its width, and for a pipe. */
const USUAL_COLUMNS = 80
/** In columns; a narrower summary beside the name is not readable. */
const NAMES_FROM = 36

function overviewText(columns: number): string {
  const headOf = ({ name, usage }: Listing) => (columns < TWO_COLUMNS_FROM ? name : `${name} ${usage}`.trimEnd())
  const indent = 4 + Math.max(...COMMANDS.map((command) => headOf(command).length))
  const lineOf = (command: Listing) => {
    const head = `  ${headOf(command)}`
    if (columns < NAMES_FROM) return `${head}\n      ${wrapped(command.summary, columns, 6)}`
    return head.padEnd(indent) + wrapped(command.summary, columns, indent)
  }
  const groups = GROUPS.map((group) => {
    const lines = COMMANDS.filter((command) => command.group === group).map(lineOf)
    return `${group[0]?.toUpperCase()}${group.slice(1)}\n${lines.join('\n')}\n`
  })
  const globals = GLOBAL_FLAGS.map(([flags, help]) => `    ${wrapped(`${flags}: ${help}`, columns, 4)}\n`)
  return `${wrapped(ABOUT, Math.min(columns, ABOUT_COLUMNS))}

${groups.join('\n')}
On every command:
${globals.join('')}
${wrapped('Start with   kubeplan list --day fri', columns, 4)}
${wrapped('More         kubeplan <command> --help', columns, 4)}
`
}

const ABOUT =
  'kubeplan plans your conference: find sessions, see what clashes, build an agenda, take it along, and write it up afterwards.'
const ABOUT_COLUMNS = 72

/** In columns; on a narrower terminal, two columns of text would break into single words. */
export const TWO_COLUMNS_FROM = 72

/**
 * Plain text wrapped at this many columns, indented after the first line. A word that is too long gets its own line.
 */
export function wrapped(text: string, columns: number, indent = 0): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 1 + word.length <= columns) lines.push(`${lines.pop()} ${word}`)
    else lines.push(word)
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(indent)}`)
}
