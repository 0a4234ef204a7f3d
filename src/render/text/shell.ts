import { safe } from '../terminal.js'

/** A value as it must be typed in a command line: `'helm 4'`. One that begins like a flag needs `--` before it. */
export function typed(value: string): string {
  const shown = safe(value)
  const quoted = /^[\p{L}\p{N}_./:@%+,][\p{L}\p{N}_./:@%+,-]*$/u.test(shown)
    ? shown
    : `'${shown.replaceAll("'", "'\\''")}'`
  return shown.startsWith('-') ? `-- ${quoted}` : quoted
}
