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
  if (colour === 0) return NO_INK
  const { inkAt } = await import('./paint.js')
  return inkAt(colour)
}
