import type { Screen } from '../views.js'

/** The role of a text, shown by colour. It never says more than words or signs do. */
export type Tone = 'strong' | 'faint' | 'heading' | 'going' | 'maybe' | 'bad' | 'warning'

export type Ink = Readonly<Record<Tone, (text: string) => string>>

const same = (text: string) => text

const NO_INK: Ink = {
  strong: same,
  faint: same,
  heading: same,
  going: same,
  maybe: same,
  bad: same,
  warning: same,
}

/** Without colour no colour library is loaded. */
export async function inkFor(colour: Screen['colour']): Promise<Ink> {
  return colour === 0 ? NO_INK : inkAt(colour)
}

/**
 * Colours that are readable on black and on white. Uses its own Chalk instance, because the shared one looks at argv.
 * Chalk's functions take any number of texts; these take one, so that they can be passed to `map`.
 */
async function inkAt(level: 1 | 2 | 3): Promise<Ink> {
  const { Chalk } = await import('chalk')
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
