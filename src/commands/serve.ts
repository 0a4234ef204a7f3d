import { Exit, fail } from '../model/problem.js'
import { disclosureOf } from '../planning/export/privacy.js'
import { answerTo, bracketed, isLoopback, serving } from '../store/serve.js'
import { readAlarm } from './calendar.js'
import type { Command } from './command.js'
import { CALENDAR, PAGE, type ResourceOptions, resourcesOf } from './serving/resources.js'
import { privacyNotes, withPrivacy } from './sharing.js'

interface ServeOptions extends ResourceOptions {
  readonly port?: string
  readonly host?: string
}

/** Fixed, so that subscriptions keep working. */
const USUAL_PORT = 8020
const USUAL_HOST = '127.0.0.1'

export const serve: Command<ServeOptions> = {
  configure: (command) =>
    withPrivacy(command)
      .option('--port <number>', `listen on this port (default: ${USUAL_PORT}; 0: any free one)`)
      .option('--host <address>', 'let others reach it at this address (default: only this machine)')
      .option('--all', 'serve the whole programme to choose from, not your agenda')
      .option('--alarm <length>', 'remind me this long before each session, such as 10m (in the calendar)'),

  isLive: () => true,

  async run(_args, options, app) {
    const [port, host] = [readPort(options.port), readHost(options.host)]
    if (options.alarm !== undefined) readAlarm(options.alarm)
    // Problems with the files are reported before anything is served.
    const { picks } = await app.agenda()
    const resources = await resourcesOf(options, app)
    const machine = app.world.process.host().toLowerCase()

    return serving(
      { host, port },
      (request, place) => answerTo(request, resources, { ...place, machine }),
      async (place) => {
        const address = `${bracketed(host)}:${place.port}`
        app.write(`webcal://${address}${CALENDAR}\nhttp://${address}${CALENDAR}\nhttp://${address}${PAGE}\n`)
        const disclosure = disclosureOf(options)
        await app.note(...privacyNotes(options), { code: 'serving', ...(disclosure.picks && { picks: picks.length }) })
        if (!isLoopback(host)) await app.note({ code: 'served-to-others', host, ...disclosure })
      },
      app.world,
    )
  },
}

function readPort(text: string | undefined): number {
  if (text === undefined) return USUAL_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return port
  return fail(Exit.usage, {
    code: 'bad-value',
    flag: '--port',
    value: text,
    form: `${USUAL_PORT}, or 0 for any free port`,
  })
}

/** An address or a name of this machine; IPv6 addresses may be in brackets. */
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
