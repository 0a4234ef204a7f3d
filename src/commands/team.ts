import { type Agenda, DEFAULT_PRIORITY, emptyAgenda } from '../model/conference.js'
import { Exit } from '../model/problem.js'
import { type RoomChanges, roomChanges } from '../planning/agenda/agenda-days.js'
import { entriesOf } from '../planning/agenda/clashes.js'
import { NO_WALKS } from '../planning/agenda/walks.js'
import { disclosed, NOTHING_PRIVATE } from '../planning/export/privacy.js'
import { splitTeam } from '../planning/team/team.js'
import { movedPicks, type Team, unattendablePicks } from '../planning/team/team-problem.js'
import { withOwnNames } from '../store/agenda/shape.js'
import { writeCalendars } from '../store/team.js'
import type { App } from './app.js'
import { uncounted } from './calendar.js'
import type { Command } from './command.js'
import { withLimits } from './limits.js'
import { withSelection } from './selection.js'
import { type SolvingOptions, solving, withTimeLimit } from './solving.js'
import { readTeaming, type Teaming, type TeamingOptions } from './teaming.js'
import { withWalk } from './walking.js'

interface TeamOptions extends TeamingOptions, SolvingOptions {
  readonly export?: string
  readonly force?: true
}

export const team: Command<TeamOptions> = {
  configure: (command) =>
    withSelection(
      withLimits(
        withTimeLimit(withWalk(command), '; the best total comes first, then the fairest split of it')
          .argument('<file...>', 'an agenda or calendar for each person, or a team file (kubeplan schema team)')
          .option('--export <folder>', 'write a calendar for each person to this folder')
          .option('--force', 'overwrite calendars that exist'),
      ),
    ),

  async run(files, options, app) {
    const teaming = await readTeaming(files, options, app)
    const { catalogue, members, problem, unplaced, isPlanned } = teaming
    const { found, exit } = await solving(options, app, ({ course, ...solver }) =>
      splitTeam(problem, solver, course.report),
    )
    const split = { ...found, members: withOwnNames(found.members) }
    // A split that was cut short is shown but not exported.
    const folder = exit === undefined ? options.export : undefined
    const exported = folder !== undefined
    const agendas = members.map(({ agenda }) => agenda)
    await app.print({
      kind: 'team',
      catalogue,
      zone: await app.zone(),
      team: split,
      unplaced,
      unattendable: unattendablePicks(agendas, catalogue.sessions, split, isPlanned),
      moved: movedPicks(agendas, catalogue.sessions, split),
      roomChanges: roomChangesOf(split, teaming),
      exported,
    })
    if (exported) await exportTo(folder, split, teaming, options.force ?? false, app)
    return exit ?? (split.missed.length > 0 ? Exit.findings : Exit.done)
  },
}

/** Everybody's changes of room, blocks on the days they attend something included. */
function roomChangesOf({ members: plans }: Team, { catalogue, problem }: Teaming): RoomChanges {
  const all = plans.map(({ sessions }, place) => {
    const ids = new Set(sessions.map(({ id }) => id))
    const attended = entriesOf(catalogue.sessions.filter(({ id }) => ids.has(id)))
    const days = new Set(attended.map(({ day }) => day))
    const { blocks = [], walks = NO_WALKS } = problem.members[place] ?? {}
    return roomChanges([...attended, ...blocks.filter(({ day }) => days.has(day))], walks)
  })
  const sum = (what: keyof RoomChanges) => all.reduce((count, changes) => count + changes[what], 0)
  return { all: sum('all'), unknown: sum('unknown') }
}

/** A calendar for each person with the sessions assigned to them, all confirmed. */
async function exportTo(
  folder: string,
  { members: plans }: Team,
  { catalogue, members }: Teaming,
  force: boolean,
  app: App,
): Promise<void> {
  const { renderCalendar } = await import('../render/calendar/calendar.js')
  const { conference } = catalogue
  const calendars = []
  for (const [index, { name, sessions }] of plans.entries()) {
    const chosen = new Set(sessions.map(({ id }) => id))
    const agenda = goingTo(chosen, members[index]?.agenda ?? emptyAgenda(conference.slug))
    const going = catalogue.sessions.filter(({ id }) => chosen.has(id))
    const events = await uncounted(disclosed(agenda, NOTHING_PRIVATE), catalogue, going, app)
    const title = `${conference.name}: ${name}`
    calendars.push({ name, events, text: await renderCalendar({ conference, name: title, events, tzid: false }) })
  }
  const files = await writeCalendars(folder, calendars, { force, not: [await app.catalogueFile()] }, app.world)
  for (const [index, { events }] of calendars.entries()) {
    const written = {
      file: files[index] ?? '',
      count: events.length,
      what: 'event',
      cancelled: 0,
      takenOff: 0,
    } as const
    await app.note({ code: 'exported', ...written })
  }
}

function goingTo(chosen: ReadonlySet<string>, agenda: Agenda): Agenda {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const unpicked = { priority: DEFAULT_PRIORITY, takeaways: [] }
  return {
    ...agenda,
    dropped: [],
    picks: [...chosen].map((session) => ({ ...unpicked, ...picks.get(session), session, stage: 'going' })),
  }
}
