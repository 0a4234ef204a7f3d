import { Chalk } from 'chalk'
import type { Ink } from './ink.js'

/**
 * Colours that are readable on black and on white. Uses its own Chalk instance, because the shared one looks at argv.
 * Chalk's functions take any number of texts; these take one, so that they can be passed to `map`.
 */
export function inkAt(level: 1 | 2 | 3): Ink {
  const chalk = new Chalk({ level })
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    heading: (text) => chalk.bold(text),
    going: (text) => chalk.green(text),
    maybe: (text) => chalk.cyan(text),
    bad: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
  }
}
