import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { layOutAgenda } from '../../planning/agenda-days.js'
import { walksOf } from '../../planning/walk.js'
import type { App } from '../app.js'
import type { Choice } from '../choosing.js'

export interface PageOptions {
  readonly all?: true
  readonly withNotes?: true
}

/** The sessions, my picks among them and my blocks as one web page. */
export async function pageText(
  { catalogue, selection, sessions: chosen }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  { all, withNotes }: PageOptions,
  app: App,
): Promise<string> {
  const { readPageParts } = await import('../../store/page-parts.js')
  const { renderPage } = await import('../../render/html/page.js')
  const days = layOutAgenda(agenda, catalogue, new Set(chosen.map(({ id }) => id)), {
    walks: walksOf(agenda, catalogue),
    ...(selection.days && { days: selection.days.days }),
  })
  return renderPage({
    catalogue,
    zone: await app.zone(),
    agenda,
    sessions,
    ...days,
    all: all ?? false,
    withNotes: withNotes ?? false,
    parts: readPageParts(app.world),
  })
}
