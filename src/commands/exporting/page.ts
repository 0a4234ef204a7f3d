import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { layOutAgenda } from '../../planning/agenda-days.js'
import { walksOf } from '../../planning/walk.js'
import type { PageParts } from '../../render/html/view.js'
import type { App } from '../app.js'
import type { Choice } from '../choosing.js'

export interface PageOptions {
  readonly all?: true
  readonly withNotes?: true
  /** The browser's part, where it is at hand. */
  readonly parts?: PageParts
  /** Where the page, when it is served, finds my agenda as a calendar. */
  readonly calendar?: string
}

/** The sessions, my picks among them and my blocks as one web page. */
export async function pageText(
  { catalogue, selection, sessions: chosen }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  { all, withNotes, parts, calendar }: PageOptions,
  app: App,
): Promise<string> {
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
    parts: parts ?? (await import('../../store/page-parts.js')).readPageParts(app.world),
    ...(calendar !== undefined && { calendar }),
  })
}
