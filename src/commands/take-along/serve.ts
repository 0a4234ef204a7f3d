import { badValue, definedFields, Failure } from '../../model/index.js'
import { disclosed, disclosureOf, type PrivacyFlags } from '../../planning/export/privacy.js'
import { inTimeOrder } from '../../planning/sessions/order.js'
import { pagePolicy } from '../../render/html/markup.js'
import { fromWorking } from '../../store/files/paths.js'
import { readPageParts } from '../../store/page-parts.js'
import {
  answerTo,
  bracketed,
  isLoopback,
  NOTHING,
  type Resource,
  reachableHost,
  rememberedVersion,
  serving,
  UNFRAMED,
  type Version,
} from '../../store/serve.js'
import { remark } from '../../world.js'
import type { App, Command } from '../app.js'
import { screenFor } from '../flags/globals.js'
import { chooseSessions, stagesOf } from '../flags/selection.js'
import { wholeNumber } from '../flags/values.js'
import { type CalendarOptions, calendarText, handOut, readAlarm } from './calendar.js'
import { pageOf } from './page.js'
import { privacyNotes, sharedContent, withPrivacy } from './shared-content.js'

interface ServeOptions extends ResourceOptions {
  readonly port?: number
  readonly host?: string
}

/** Fixed, so that subscriptions keep working. */
const USUAL_PORT = 8020
const USUAL_HOST = '127.0.0.1'

export const command: Command<ServeOptions> = {
  configure: (command) =>
    withPrivacy(command)
      .option(
        '--port <number>',
        `listen on this port (default: ${USUAL_PORT}; 0: any free one)`,
        wholeNumber('--port', [0, 65_535], `${USUAL_PORT}, or 0 for any free port`),
      )
      .option('--host <address>', 'let others reach it at this address (default: only this machine)')
      .option('--all', 'serve the whole programme to choose from, not your agenda')
      .option('--alarm <length>', 'remind me this long before each session, such as 10m (in the calendar)'),

  isLive: () => true,

  async run(_args, options, app) {
    const { port = USUAL_PORT } = options
    const host = readHost(options.host)
    if (options.alarm !== undefined) readAlarm(options.alarm)
    // Problems with the files are reported before anything is served.
    const { picks } = await app.agenda()
    const resources = await resourcesOf(options, app)
    const machine = app.world.process.host().toLowerCase()

    return serving(
      { host, port },
      (request, place) => answerTo(request, resources, { ...place, machine }),
      async (place) => {
        const reachable = reachableHost(host, app.world.process.addresses())
        const address = `${bracketed(reachable)}:${place.port}`
        app.write(`webcal://${address}${CALENDAR}\nhttp://${address}${CALENDAR}\nhttp://${address}${PAGE}\n`)
        const disclosure = disclosureOf(options)
        const counted = { ...disclosure, picks: disclosure.picks ? picks.length : undefined }
        const whom = isLoopback(host) ? undefined : reachable
        if (whom !== undefined) await showQr(`http://${address}${PAGE}`, app)
        await app.note(
          ...privacyNotes(options),
          definedFields({ code: 'serving', all: options.all ?? false, ...counted, host: whom }),
        )
      },
      app.world,
    )
  },
}

/** For the camera of a phone, on a terminal that has room for it. */
async function showQr(address: string, { globals, world: { environment, stderr } }: App): Promise<void> {
  if (!stderr.isTerminal || globals.quiet) return
  const { qrLines } = await import('../../render/screen/qr-code.js')
  const { rows = 0, columns = 0 } = stderr
  const lines = qrLines(address, screenFor(globals, environment, stderr), { rows, columns })
  remark(stderr, lines.map((line) => `${line}\n`).join(''))
}

/** An address or a name of this machine; IPv6 addresses may be in brackets. */
function readHost(text: string | undefined): string {
  if (text === undefined) return USUAL_HOST
  const host = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  if (/^[0-9a-z._:-]{1,253}$/i.test(host)) return host.toLowerCase()
  return badValue('--host', text, '192.168.1.20, or 0.0.0.0 for every address')
}

interface ResourceOptions extends CalendarOptions, PrivacyFlags {}

const PAGE = '/'
const CALENDAR = '/agenda.ics'

async function resourcesOf(options: ResourceOptions, app: App): Promise<ReadonlyMap<string, Resource>> {
  const piped = (await app.reference()) === '-'
  // A bundled conference may be imported while it is served, which changes its file.
  const files = async () => {
    const agenda = await app.agendaToRead()
    return [
      ...(agenda === undefined ? [] : [agenda]),
      ...(piped ? [] : [fromWorking(app.world, await app.catalogueFile())]),
    ]
  }
  const current = (make: () => Promise<string>) => telling(rememberedVersion(files, make, app.world), app)
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
          const page = await pageOf(sharedContent(choice, mine, options), fresh, { parts, calendar: CALENDAR })
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
function telling(version: () => Promise<Version>, app: Pick<App, 'warn'>): () => Promise<Version | undefined> {
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
