import { pattern, type Session } from '../../model/index.js'
import type { WhyNot } from '../../planning/agenda/prospect.js'
import { safe } from '../screen/terminal.js'
import type { Called } from '../views.js'

const ASCII = /^[ -~]*$/
/** Characters that need no quotes in any shell. */
const PLAIN = /^[\w./:@%+,][\w./:@%+,-]*$/
const PLAIN_ANYWHERE = pattern(String.raw`^[\p{L}\p{N}_./:@%+,][\p{L}\p{N}_./:@%+,-]*$`, 'u')

/** A value as it must be typed in a command line: `'helm 4'`. A value that begins like a flag needs `--` before it. */
export function typed(value: string): string {
  return value.startsWith('-') ? `-- ${quoted(value)}` : quoted(value)
}

/**
 * Makes a command to suggest, for pasting into a shell. `name` may have switches after it: `add --maybe`. Words and flags
 * are as they are before quoting.
 */
export type Suggest = (name: string, words?: Called['words'], flags?: Called['flags']) => string

/** Suggests commands for the same programme, agenda and clock as in this run: its flags about these stay in them. */
export function suggesting(carried: Called['flags'] = []): Suggest {
  return (name, words = [], flags = []) =>
    commandLine(name, { words, flags: [...flags, ...neededAgain(name, flags, carried)] })
}

/** Suggests commands for another agenda or programme, which these flags name. */
export function suggestingAbout(flags: Called['flags'], suggest: Suggest): Suggest {
  return (name, words = [], own = []) => suggest(name, words, [...own, ...neededAgain(name, own, flags)])
}

/** About no conference, or about one that their arguments name. */
const APART: ReadonlySet<string> = new Set(['--help', 'conferences', 'use', 'schema', 'import', 'config'])
/** How to read a file, which a stored programme is not. */
const OF_FILES: ReadonlySet<string> = new Set(['--timezone', '--year', '--date-order'])
const SLUG = /^[a-z0-9-]*[a-z0-9][a-z0-9-]*$/

function neededAgain(name: string, flags: Called['flags'], carried: Called['flags']): Called['flags'] {
  const given = new Set(flags.map(([flag]) => flag))
  if (APART.has(name) || given.has('--help')) return []
  const isStored = given.has('-c') || carried.some(([flag, value = '']) => flag === '-c' && SLUG.test(value))
  return carried.filter(([flag]) => !given.has(flag) && !(isStored && OF_FILES.has(flag)))
}

/** The command that moves a pick to another session. */
export function insteadCommand(session: string, old: string, suggest: Suggest): string {
  return suggest('add', [session], [['--instead-of', old]])
}

/** How to follow a pick to the session that it has perhaps become. */
export function ifSo(now: Session, old: string, whyNot: WhyNot | undefined, suggest: Suggest): string {
  const reason = whyNot?.(now, old)
  return reason === undefined
    ? `If so: ${insteadCommand(now.id, old, suggest)}`
    : `${UNFIT[reason]}: ${suggest('show', [now.id])}`
}

const UNFIT: Readonly<Record<NonNullable<ReturnType<WhyNot>>, string>> = {
  cancelled: 'That is cancelled',
  over: 'That is over',
  going: 'You are already going to that',
  clashes: 'That clashes with what you are going to',
}

function commandLine(name: string, { words, flags }: Called): string {
  const options = flags.map(([plain, value]) => {
    const flag = safe(plain)
    if (value === undefined) return flag
    return isPlainStart(value) || !flag.startsWith('--') ? `${flag} ${quoted(value)}` : `${flag}=${quoted(value)}`
  })
  const named = words.map(quoted)
  // What begins like a flag is a word only after `--`, and flags are flags only before it.
  const ordered = words.every(isPlainStart) ? [...named, ...options] : [...options, '--', ...named]
  return ['kubeplan', safe(name), ...ordered].join(' ')
}

/** A lone `-` is stdin. */
function isPlainStart(value: string): boolean {
  return value === '-' || !value.startsWith('-')
}

/** The words of a command line after `kubeplan`, including flags, as the command to type again. */
export function typedAgain(words: readonly string[]): string {
  return ['kubeplan', ...words.map((word) => (FLAG.test(word) ? word : quoted(word)))].join(' ')
}

/** A command line with another flag and its value, which `--` must not turn into arguments. */
export function withFlag(words: readonly string[], ...flag: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return words.toSpliced(end === -1 ? words.length : end, 0, ...flag)
}

const FLAG = /^--?[a-z-]*$/i

function quoted(value: string): string {
  const shown = safe(value)
  const isPlain = shown === '-' || (ASCII.test(shown) ? PLAIN : PLAIN_ANYWHERE()).test(shown)
  return isPlain ? shown : `'${shown.replaceAll("'", "'\\''")}'`
}

/** In characters; short enough for a sentence. */
const SHORT = 80

/** A command that blocks an hour, for the person to edit. Placeholders replace what is too long to repeat. */
export function blockCommand(title: string, suggest: Suggest, day = 'DAY', time = '12:00-13:00'): string {
  const short = (text: string, instead: string) => (text.length > SHORT ? instead : text)
  return suggest(
    'block',
    [short(title, 'TITLE')],
    [
      ['--day', short(day, 'DAY')],
      ['--time', short(time, 'FROM-TO')],
    ],
  )
}
