import type { Session, Stage } from '../../model/conference.js'
import type { Glyphs } from './glyphs.js'

/** The marks of picks that these sessions have: `● going ○ maybe`. */
export function stageLegend(
  shown: readonly Session[],
  stages: ReadonlyMap<string, Stage>,
  glyphs: Pick<Glyphs, Stage>,
): string {
  const used = new Set(shown.map(({ id }) => stages.get(id)))
  return (['going', 'maybe'] as const)
    .filter((stage) => used.has(stage))
    .map((stage) => `${glyphs[stage]} ${stage}`)
    .join(' ')
}
