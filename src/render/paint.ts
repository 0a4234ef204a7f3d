import { Chalk } from 'chalk'
import type { Ink } from './ink.js'

/** Colours that can be read on black and on white; an own Chalk, because the shared one looks at argv. */
export function inkAt(level: 1 | 2 | 3): Ink {
  const chalk = new Chalk({ level })
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    heading: chalk.bold,
    going: chalk.green,
    maybe: chalk.cyan,
    bad: chalk.red,
    warning: chalk.yellow,
    link: chalk.underline,
  }
}
