import { pattern } from '../../model/index.js'
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

/** The command that moves a pick to another session. */
export function insteadCommand(session: string, old: string): string {
  const [now, was] = [session, old].map(quoted) as [string, string]
  const named = isPlainStart(old) ? `--instead-of ${was}` : `--instead-of=${was}`
  return isPlainStart(session) ? `kubeplan add ${now} ${named}` : `kubeplan add ${named} -- ${now}`
}

/** A command line for pasting into a shell. */
export function commandLine(name: string, { words, flags }: Called): string {
  const options = flags.flatMap(([flag, value]) => {
    if (value === undefined) return [flag]
    return isPlainStart(value) ? [flag, quoted(value)] : [`${flag}=${quoted(value)}`]
  })
  const apart = words.every(isPlainStart) ? [] : ['--']
  return ['kubeplan', name, ...options, ...apart, ...words.map(quoted)].join(' ')
}

function isPlainStart(value: string): boolean {
  return !value.startsWith('-')
}

/** The words of a command line, including flags, as they must be typed again. */
export function typedAgain(words: readonly string[]): string {
  return words.map((word) => (FLAG.test(word) ? word : quoted(word))).join(' ')
}

/** A command line with another flag and its value, which `--` must not turn into arguments. */
export function withFlag(words: readonly string[], ...flag: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return words.toSpliced(end === -1 ? words.length : end, 0, ...flag)
}

const FLAG = /^--?[a-z-]*$/i

function quoted(value: string): string {
  const shown = safe(value)
  const isPlain = (ASCII.test(shown) ? PLAIN : PLAIN_ANYWHERE()).test(shown)
  return isPlain ? shown : `'${shown.replaceAll("'", "'\\''")}'`
}

/** In characters; short enough for a sentence. */
const SHORT = 80

/** A command that blocks an hour, for the person to edit. Placeholders replace what is too long to repeat. */
export function blockCommand(title: string, day = 'DAY', time = '12:00-13:00'): string {
  const short = (text: string, instead: string) => (text.length > SHORT ? instead : typed(text))
  return `kubeplan block ${short(title, 'TITLE')} --day ${short(day, 'DAY')} --time ${short(time, 'FROM-TO')}`
}
