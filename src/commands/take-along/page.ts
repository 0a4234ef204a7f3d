import { isoUtc } from '../../model/time.js'
import { layOutAgenda } from '../../planning/agenda/agenda-days.js'
import { walksOf } from '../../planning/agenda/walks.js'
import type { PageParts } from '../../render/html/markup.js'
import { renderPage } from '../../render/html/page.js'
import { readPageParts } from '../../store/page-parts.js'
import type { App } from '../app.js'
import { clockOf } from '../flags/globals.js'
import { handOut, type Rehearsed } from './calendar.js'
import type { SharedContent } from './shared-content.js'

interface Served {
  readonly parts: PageParts
  /** The path of my agenda as a calendar. */
  readonly calendar: string
}

/**
 * The sessions and the disclosed part of my agenda as one web page. It can make calendars, so it includes what
 * calendars know of its sessions.
 */
export async function pageOf(
  { catalogue, sessions, selected, agenda, meant, all, rehearsal = false }: SharedContent & Rehearsed,
  app: App,
  served?: Served,
): Promise<Generator<string>> {
  const days = layOutAgenda(agenda, catalogue, selected, { walks: walksOf(agenda, catalogue), meant })
  const given = await handOut({ agenda, catalogue, sessions, rehearsal }, app, ({ events }, ledger) => {
    const known = events.flatMap(({ session, uid, sequence, stamp }) =>
      session ? [[session.id, { uid, sequence, changed: isoUtc(stamp) }] as const] : [],
    )
    return Promise.resolve({ result: new Map(known), ledger })
  })
  return renderPage({
    catalogue,
    zone: await app.zone(),
    clock: clockOf(app.globals),
    agenda,
    sessions,
    ...days,
    all,
    given,
    ...(served ?? { parts: readPageParts(app.world) }),
  })
}
