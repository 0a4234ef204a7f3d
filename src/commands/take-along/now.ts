import { type Agenda, type Catalogue, Exit, Failure, fail } from '../../model/index.js'
import { conferenceDay, type Instant, instant, MINUTE, SECOND } from '../../model/time.js'
import { goingEntries } from '../../planning/agenda/clashes.js'
import { sessionsFor } from '../../planning/agenda/relative-to-now.js'
import { sittingsFor } from '../../planning/agenda/sittings.js'
import {
  knownOffsets,
  type Offsets,
  type ProgrammeNow,
  programmeNow,
  readRoom,
  roomsNow,
  tellNow,
} from '../../planning/now.js'
import { type InterestScores, parseInterest, scoreInterests } from '../../planning/selection/select.js'
import { render } from '../../render/render.js'
import { CLOSE_SCREEN, OPEN_SCREEN, redrawn } from '../../render/screen/status-line.js'
import type { NowView } from '../../render/views.js'
import { interrupted } from '../../store/files/temporary.js'
import type { Interruption, World } from '../../world.js'
import type { App, Command } from '../app.js'
import { screenFor, suggestingFor } from '../flags/globals.js'
import { chooseSessions, stagesOf, type WalkOptions, walksFor, withWalk } from '../flags/selection.js'
import { repeated } from '../flags/values.js'

interface NowOptions extends WalkOptions {
  readonly fromRoom?: string
  readonly room?: readonly string[]
  readonly all?: true
  readonly watch?: true
}

export const command: Command<NowOptions> = {
  configure: (command) =>
    withWalk(
      command
        .option('--from-room <room>', 'say where you are (default: the room of your current or last session)')
        .option('-r, --room <room>', 'show what is on and next in this room; may be repeated', repeated)
        .option('--all', 'show everything that is on and next, not only your picks')
        .option('--watch', 'keep the screen up to date until you press Ctrl-C'),
    ),

  async run(_args, options, app) {
    if (options.watch) return watch(options, app)
    const view = await viewOf(options, app, await app.now())
    if (view.empty && !view.rooms && app.format('now') !== 'table') await app.note({ code: 'nothing-picked' })
    await app.print(view)
    return Exit.done
  },
}

/** For the programme, the agenda is optional. */
function agendaOf({ all, room }: NowOptions, app: Pick<App, 'agenda' | 'marks'>): Promise<Agenda> {
  return all || room ? app.marks() : app.agenda()
}

/** What is on and next for everybody: in the rooms asked for, or else everywhere. */
async function programmeOf({ room }: NowOptions, agenda: Agenda, moment: Instant, app: App): Promise<ProgrammeNow> {
  if (!room) return programmeNow((await app.catalogue()).sessions, moment)
  return roomsNow((await chooseSessions({ room }, [], app, agenda)).sessions, moment)
}

async function viewOf(options: NowOptions, app: App, moment: Instant): Promise<NowView> {
  const [catalogue, agenda, zone] = [await app.catalogue(), await agendaOf(options, app), await app.zone()]
  const { shown, venue } = knownOffsets(catalogue.sessions, moment) ?? (await offsetsOf(moment, zone, catalogue))
  const room = options.fromRoom === undefined ? {} : { room: roomNamed(options.fromRoom, agenda, catalogue) }
  const present = {
    now: moment,
    today: conferenceDay(moment, venue, catalogue.conference.dayChange),
    walks: walksFor(options, agenda, catalogue),
  }
  const empty = agenda.picks.length + agenda.blocks.length === 0
  const { sessions } = catalogue
  const going = goingEntries(agenda, { sessions }, { maybe: false })
  let sittings: ReturnType<typeof sittingsFor> | undefined
  return {
    kind: 'now',
    catalogue,
    zone,
    now: tellNow(agenda, catalogue, { ...present, ...room, ...(await likesIn(agenda, catalogue)) }),
    sittingsOf: (id) => {
      sittings ??= sittingsFor({ sessions, going, walks: present.walks, now: moment })
      return sittings(id)
    },
    offset: shown,
    stages: stagesOf(agenda),
    empty,
    rateable: sessionsFor('last', catalogue.sessions, { agenda, now: moment }).length === 1,
    ...(options.room && { rooms: options.room }),
    ...((options.all || options.room || empty) && { programme: await programmeOf(options, agenda, moment, app) }),
  }
}

/** What the last saved plan was made by. An interest that nothing in the programme meets any more is left to `plan` to report. */
async function likesIn({ wishes }: Agenda, catalogue: Catalogue): Promise<{ readonly likes?: InterestScores }> {
  if (!wishes?.like) return {}
  return {
    likes: await scoreInterests(
      wishes.like.flatMap((text) => parseInterest(text) ?? []),
      catalogue,
    ),
  }
}

async function offsetsOf(moment: Instant, zone: string, { conference }: Catalogue): Promise<Offsets> {
  const { offsetAt } = await import('../../clock/zone.js')
  return { shown: offsetAt(moment, zone), venue: offsetAt(moment, conference.timezone) }
}

function roomNamed(text: string, agenda: Agenda, catalogue: Catalogue): string {
  const reading = readRoom(text, agenda, catalogue)
  if (reading.ok) return reading.room
  const problem = { code: 'matches-nothing', flag: '--from-room', value: text, nearest: reading.nearest } as const
  return fail(Exit.usage, { ...problem, list: 'rooms' })
}

/** The agenda and the programme are read again each time, because they may change. */
async function watch(options: NowOptions, app: App): Promise<never> {
  const { world, globals } = app
  const { stdout, environment } = world
  if (!stdout.isTerminal || environment['TERM'] === 'dumb' || app.format('now') !== 'table')
    return fail(Exit.usage, { code: 'needs-terminal', what: '--watch', instead: suggestingFor(globals)('now') })
  const [begun, started] = [await app.now(), world.now()]
  const clock = () => instant(begun + world.now() - started)
  const { problemText } = await import('../../render/views/problems.js')
  // Warnings about the files were already reported, and would disturb the display.
  let fresh: App | undefined
  return watching(world, clock, async () => {
    const screen = screenFor(globals, environment, stdout)
    const source = fresh ?? app
    try {
      return await render(await viewOf(options, source, clock()), 'table', screen)
    } catch (error) {
      if (!(error instanceof Failure) || !fresh) throw error
      return (await Promise.all(error.problems.map((problem) => problemText(problem, screen, true)))).join('\n')
    } finally {
      fresh = await app.anew()
    }
  })
}

/**
 * Shows a text on the terminal and redraws it every minute of `clock` (epoch milliseconds), and whenever the window is
 * resized, until an interruption ends the run with its code. Then the previous screen comes back.
 */
async function watching(world: World, clock: () => number, textOf: () => Promise<string>): Promise<never> {
  const { stdout } = world
  const stop = new AbortController()
  let heard: Interruption | undefined
  const deafen = world.onInterruption((signal) => {
    heard ??= signal
    stop.abort()
  })
  const stateOf = () => [Math.floor(clock() / MINUTE), stdout.columns, stdout.rows].join()
  try {
    // Initial problems are reported on the normal screen.
    let drawn = stateOf()
    let text = await textOf()
    stdout.write(OPEN_SCREEN)
    try {
      while (heard === undefined) {
        stdout.write(redrawn(text, stdout.rows))
        while (heard === undefined && stateOf() === drawn) {
          // Checked every second, because a machine may wake up from sleep in another minute.
          await world.sleep(Math.min(SECOND, MINUTE - (clock() % MINUTE)), stop.signal)
        }
        drawn = stateOf()
        if (heard === undefined) text = await textOf()
      }
    } finally {
      // After a hang-up there is no terminal.
      if (heard !== 'SIGHUP') stdout.write(CLOSE_SCREEN)
    }
  } finally {
    deafen()
  }
  throw interrupted(heard ?? 'SIGINT')
}
