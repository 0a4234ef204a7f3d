import { Failure } from '../../model/problem.js'
import { disclosed, disclosureOf, type PrivacyFlags } from '../../planning/export/privacy.js'
import { inTimeOrder } from '../../planning/sessions/order.js'
import { pagePolicy } from '../../render/html/markup.js'
import { fromWorking } from '../../store/files/paths.js'
import { readPageParts } from '../../store/page-parts.js'
import { madeOf, NOTHING, type Resource, UNFRAMED, type Version } from '../../store/serve.js'
import type { App } from '../app.js'
import { type CalendarOptions, calendarText, handOut } from '../calendar.js'
import { chooseSessions, stagesOf } from '../choosing.js'
import { pageOf } from '../exporting/page.js'

export interface ResourceOptions extends CalendarOptions, PrivacyFlags {}

export const PAGE = '/'
export const CALENDAR = '/agenda.ics'

export async function resourcesOf(options: ResourceOptions, app: App): Promise<ReadonlyMap<string, Resource>> {
  const piped = (await app.reference()) === '-'
  // A bundled conference may be imported while it is served, which changes its file.
  const files = async () => {
    const agenda = await app.agendaToRead()
    return [
      ...(agenda === undefined ? [] : [agenda]),
      ...(piped ? [] : [fromWorking(app.world, await app.catalogueFile())]),
    ]
  }
  const current = (make: () => Promise<string>) => telling(madeOf(files, make, app.world), app)
  const parts = readPageParts(app.world)
  const disclosure = disclosureOf(options)
  return new Map<string, Resource>([
    [
      PAGE,
      {
        type: 'text/html; charset=utf-8',
        policy: `${pagePolicy(parts.scriptHash)}; ${UNFRAMED}`,
        version: current(async () => {
          const fresh = await app.anew()
          const mine = await fresh.agenda()
          const choice = await chooseSessions({}, [], fresh, mine)
          const picked = stagesOf(mine)
          const sessions = options.all ? choice.sessions : choice.sessions.filter(({ id }) => picked.has(id))
          const page = await pageOf(
            choice,
            sessions,
            disclosed(mine, disclosure),
            { ...options, parts, calendar: CALENDAR },
            fresh,
          )
          return [...page].join('')
        }),
      },
    ],
    [
      CALENDAR,
      {
        type: 'text/calendar; charset=utf-8',
        policy: `${NOTHING}; ${UNFRAMED}`,
        version: current(async () => {
          const fresh = await app.anew()
          const [mine, catalogue] = [await fresh.agenda(), await fresh.catalogue()]
          const picked = stagesOf(mine)
          const sessions = inTimeOrder(catalogue.sessions.filter(({ id }) => options.all || picked.has(id)))
          const agenda = disclosed(mine, disclosure)
          // A feed replaces what calendars have, so cancellations are not needed.
          return handOut({ agenda, catalogue, sessions, blocks: () => true }, fresh, async ({ events }, ledger) => {
            return { result: await calendarText(events, catalogue.conference, agenda, options), ledger }
          })
        }),
      },
    ],
  ])
}

/** A file that cannot be read is reported once, until it can be read again. */
function telling(version: () => Promise<Version>, app: App): () => Promise<Version | undefined> {
  let told = ''
  return async () => {
    try {
      const made = await version()
      told = ''
      return made
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const problems = JSON.stringify(error.problems)
      if (problems !== told) await app.warn(error.problems)
      told = problems
      return undefined
    }
  }
}
