import { Exit, Failure, type Problem } from '../model/index.js'
import { withFlag } from '../render/words/shell.js'
import { savedBy } from '../store/files/write.js'
import { refusalOf, remark, type World } from '../world.js'
import { VALUED } from './flags/global-flags.js'
import { type ScreenFlags, screenFlagsIn, screenFor } from './flags/globals.js'
import { problemLines, writeNotes } from './messages.js'

/** The command line of a run, and its flags about the terminal, unless it could not be parsed. */
export interface CommandLine {
  readonly argv: readonly string[]
  readonly flags: ScreenFlags | undefined
}

/** Reports on stderr why a run ended, and returns its exit code. An unexpected error is reported as a bug. */
export async function report(error: unknown, line: CommandLine, world: World): Promise<Exit> {
  try {
    if (error instanceof Failure) return await tell(error.problems, error.exit, line, world)
    const refused = refusalOf(error)
    if (refused === 'EPIPE') return Exit.done
    if (refused) return await tell([{ code: 'output-closed', reason: refused }], Exit.disk, line, world)
    return tellBug(error, world)
  } catch (second) {
    // The reporting itself may have bugs.
    return tellBug(second, world)
  }
}

async function tell(
  problems: readonly Problem[],
  exit: Exit,
  { argv, flags }: CommandLine,
  world: World,
): Promise<Exit> {
  if (problems.length === 0) return exit
  const known = flags ?? screenFlagsIn(argv)
  const screen = screenFor(known, world.environment, world.stderr)
  const told = retyped(problems, argv)
  const texts = await problemLines(told, screen, world.stderr.isTerminal)
  remark(world.stderr, `${texts.join('\n')}\n`)
  await writeNotes(
    savedBy(world).map((saved) => ({ code: 'saved-before', saved })),
    known,
    world,
  )
  return exit
}

/**
 * The problems, with the command to type: the same command line with ids in place of guesses, and with a real zone in
 * place of one that is none.
 */
function retyped(problems: readonly Problem[], argv: readonly string[]): readonly Problem[] {
  return withIds(problems, argv).map((problem) => {
    if (problem.code === 'matches-nothing' && problem.instead !== undefined) {
      const command = withOtherFlag(argv, problem.value, problem.flag, problem.instead)
      return command ? { ...problem, command } : problem
    }
    if (problem.code !== 'bad-value' || !ZONE_FLAGS.has(problem.flag)) return problem
    const [likely] = problem.nearest ?? []
    return likely === undefined ? problem : { ...problem, command: withZone(argv, problem.flag, likely) }
  })
}

/** With another flag for a value that stands alone after its flag, long or short. */
function withOtherFlag(
  argv: readonly string[],
  value: string,
  flag: string,
  instead: string,
): readonly string[] | undefined {
  const short = flag.startsWith('--not-') ? undefined : SHORT_FLAGS[flag]
  const at = argv.findIndex((word, index) => {
    return word === `${flag}=${value}` || ((word === flag || word === short) && argv[index + 1] === value)
  })
  const other = flag.startsWith('--not-') ? instead.replace('--', '--not-') : instead
  return at === -1 ? undefined : argv.toSpliced(at, argv[at]?.includes('=') ? 1 : 2, other, value)
}

const SHORT_FLAGS: Readonly<Record<string, string>> = { '--track': '-t', '--speaker': '-s', '--room': '-r' }

const ZONE_FLAGS: ReadonlySet<string> = new Set(['--tz', '--timezone'])

/** The flag may also be missing, because the zone came from the environment. */
function withZone(argv: readonly string[], flag: string, zone: string): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const at = argv.findLastIndex((word, index) => index < end && (word === flag || word.startsWith(`${flag}=`)))
  return at === -1 ? withFlag(argv, flag, zone) : argv.toSpliced(at, argv[at] === flag ? 2 : 1, flag, zone)
}

function withIds(problems: readonly Problem[], argv: readonly string[]): readonly Problem[] {
  const guesses = problems.flatMap((problem) => (problem.code === 'guessed-session' ? [problem] : []))
  const command = guesses.reduce<readonly string[] | undefined>(
    (words, { reference, session }) => words && withId(words, reference, session.id),
    argv,
  )
  return command
    ? problems.map((problem) => (problem.code === 'guessed-session' ? { ...problem, command } : problem))
    : problems
}

function withId(words: readonly string[], reference: string, id: string): readonly string[] | undefined {
  for (const [begin, word] of words.entries()) {
    if (!reference.startsWith(word) || VALUED.has(words[begin - 1] ?? '')) continue
    for (let end = begin + 1; end <= words.length; end++) {
      if (words.slice(begin, end).join(' ') === reference) return words.toSpliced(begin, end - begin, id)
    }
  }
  return undefined
}

function tellBug(error: unknown, world: World): Exit {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const stack = world.environment['KUBEPLAN_DEBUG'] === '1' && error instanceof Error ? `${error.stack}\n` : ''
  const isSaved = savedBy(world).some((saved) => saved.what === 'agenda')
  remark(
    world.stderr,
    `This is a bug in kubeplan, not your mistake: ${printable(what)}
Your agenda ${isSaved ? 'had already been saved' : 'was not changed'}. Please report it with the command you typed; KUBEPLAN_DEBUG=1 shows where it happened.
${stack}`,
  )
  return Exit.bug
}

/** The message of an unexpected error may contain text from a file, and other rooms are not trusted here. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300)
}
