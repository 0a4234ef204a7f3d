import { Exit } from '../model/exit.js'
import { Failure, fail } from '../model/problem.js'
import { inTimeOrder } from '../planning/order.js'
import { readAgenda } from '../store/agenda/reading.js'
import { loadCatalogue } from '../store/catalogue.js'
import { fromWorking } from '../store/files/places.js'
import { answerTo, NOTHING, type Resource } from '../store/serve/answering.js'
import { bracketed, isLoopback } from '../store/serve/hosts.js'
import { serving } from '../store/serve/serving.js'
import { madeOf, type Version } from '../store/serve/versions.js'
import type { App } from './app.js'
import { type CalendarOptions, calendarContent, calendarText, readAlarm } from './calendar.js'
import type { Command } from './command.js'

interface ServeOptions extends CalendarOptions {
  readonly port?: string
  readonly host?: string
}

/** Fixed, so that a subscription finds it again tomorrow. */
const USUAL_PORT = 8020
const USUAL_HOST = '127.0.0.1'
const CALENDAR = '/agenda.ics'

export const serve: Command<ServeOptions> = {
  configure: (command) =>
    command
      .option('--port <number>', `where to listen (default: ${USUAL_PORT}; 0: any that is free)`)
      .option('--host <address>', 'let others reach it under this address of the machine (default: nobody)')
      .option('--blocks', 'my own commitments, too')
      .option('--alarm <length>', 'ring this long before each session, such as 10m'),

  isLive: () => true,

  async run(_args, options, app) {
    const [port, host] = [readPort(options.port), readHost(options.host)]
    if (options.alarm !== undefined) readAlarm(options.alarm)
    // What is wrong with the files is told before anything is served.
    const { picks } = await app.agenda()
    const resources = new Map([[CALENDAR, await calendarResource(options, app)]])
    const machine = app.world.process.host().toLowerCase()

    return serving(
      { host, port },
      (request, place) => answerTo(request, resources, { ...place, machine }),
      async (place) => {
        const address = `${bracketed(host)}:${place.port}${CALENDAR}`
        app.write(`webcal://${address}\nhttp://${address}\n`)
        await app.note({ code: 'serving', picks: picks.length })
        if (!isLoopback(host)) await app.note({ code: 'served-to-others', host })
      },
      app.world,
    )
  },
}

/** My agenda as a calendar, as its files are at the moment of each request. */
async function calendarResource(options: ServeOptions, app: App): Promise<Resource> {
  const { world } = app
  const [reference, path] = [await app.reference(), await app.agendaPath()]
  // Stdin can be read but once.
  const given = reference === '-' ? await app.catalogue() : undefined
  const make = async () => {
    const catalogue = given ?? (await (await loadCatalogue(reference, world)).whole())
    const { agenda } = await readAgenda(path, catalogue.conference, world)
    const picked = new Set(agenda.picks.map(({ session }) => session))
    const sessions = inTimeOrder(catalogue.sessions.filter(({ id }) => picked.has(id)))
    const { events } = calendarContent(agenda, catalogue, sessions, () => true, options)
    return calendarText(events, catalogue.conference, agenda, options)
  }
  const files = given ? [path] : [path, fromWorking(world, await app.catalogueFile())]
  return { type: 'text/calendar; charset=utf-8', policy: NOTHING, version: telling(madeOf(files, make, world), app) }
}

/** A file that cannot be read while it is served is told once, until it can be read again. */
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

function readPort(text: string | undefined): number {
  if (text === undefined) return USUAL_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return port
  return fail(Exit.usage, {
    code: 'bad-value',
    flag: '--port',
    value: text,
    form: `${USUAL_PORT}, or 0 for any that is free`,
  })
}

/** An address of the machine or a name of it; in brackets as in addresses, too. */
function readHost(text: string | undefined): string {
  if (text === undefined) return USUAL_HOST
  const host = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  if (/^[0-9a-z._:-]{1,253}$/i.test(host)) return host.toLowerCase()
  return fail(Exit.usage, {
    code: 'bad-value',
    flag: '--host',
    value: text,
    form: '192.168.1.20, or 0.0.0.0 for every address',
  })
}
