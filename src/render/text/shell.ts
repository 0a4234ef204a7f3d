import { pattern } from '../../model/pattern.js'
import { safe } from '../terminal.js'

const ASCII = /^[ -~]*$/
/** What no shell takes for anything else. */
const PLAIN = /^[\w./:@%+,][\w./:@%+,-]*$/
const PLAIN_ANYWHERE = pattern(String.raw`^[\p{L}\p{N}_./:@%+,][\p{L}\p{N}_./:@%+,-]*$`, 'u')

/** A value as it must be typed in a command line: `'helm 4'`. One that begins like a flag needs `--` before it. */
export function typed(value: string): string {
  const shown = safe(value)
  const isPlain = (ASCII.test(shown) ? PLAIN : PLAIN_ANYWHERE()).test(shown)
  const quoted = isPlain ? shown : `'${shown.replaceAll("'", "'\\''")}'`
  return shown.startsWith('-') ? `-- ${quoted}` : quoted
}
