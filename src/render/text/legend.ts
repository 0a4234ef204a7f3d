import type { Stage } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import type { Glyphs } from './glyphs.js'

/** What the marks of picks mean, as far as any of these sessions has one: `● going ○ maybe`. */
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
