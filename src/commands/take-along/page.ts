import type { Agenda, Session } from '../../model/conference.js'
import { isoUtc } from '../../model/time.js'
import { layOutAgenda } from '../../planning/agenda/agenda-days.js'
import { walksOf } from '../../planning/agenda/walks.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import type { PageParts } from '../../render/html/page-facts.js'
import type { App } from '../app.js'
import type { Choice } from '../flags/selection.js'
import { handOut } from './calendar.js'

export interface PageOptions {
  readonly all?: true
  readonly parts?: PageParts
  /** The path of my agenda as a calendar, if the page is served. */
  readonly calendar?: string
}

/**
 * The sessions and the disclosed part of my agenda as one web page. It can make calendars, so it includes what
 * calendars know of its sessions.
 */
export async function pageOf(
  { catalogue, selection, sessions: chosen }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  { all, parts, calendar }: PageOptions,
  app: App,
): Promise<Generator<string>> {
  const { renderPage } = await import('../../render/html/page.js')
  const days = layOutAgenda(agenda, catalogue, new Set(chosen.map(({ id }) => id)), {
    walks: walksOf(agenda, catalogue),
    meant: keepsTime(catalogue, selection),
  })
  const given = await handOut({ agenda, catalogue, sessions }, app, ({ events }, ledger) => {
    const known = events.flatMap(({ session, uid, sequence, stamp }) =>
      session ? [[session.id, { uid, sequence, changed: isoUtc(stamp) }] as const] : [],
    )
    return Promise.resolve({ result: new Map(known), ledger })
  })
  return renderPage({
    catalogue,
    zone: await app.zone(),
    agenda,
    sessions,
    ...days,
    all: all ?? false,
    given,
    parts: parts ?? (await import('../../store/page-parts.js')).readPageParts(app.world),
    ...(calendar !== undefined && { calendar }),
  })
}
