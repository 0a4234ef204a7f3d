import {
  type Agenda,
  type Catalogue,
  DEFAULT_PRIORITY,
  Exit,
  emptyAgenda,
  type Session,
  type Stage,
} from '../../model/index.js'
import { type RoomChanges, roomChanges } from '../../planning/agenda/agenda-days.js'
import { entriesOf } from '../../planning/agenda/clashes.js'
import { NO_WALKS } from '../../planning/agenda/walks.js'
import { disclosed, NOTHING_PRIVATE } from '../../planning/export/privacy.js'
import { passesStage } from '../../planning/selection/selection.js'
import { splitTeam } from '../../planning/team/team.js'
import {
  movedPicks,
  type Team,
  type TeamCandidacy,
  type TeamScope,
  type TeamWish,
  teamCandidates,
  unattendablePicks,
} from '../../planning/team/team-problem.js'
import { withOwnNames } from '../../store/agenda/shape.js'
import { readTeam, type TeamMember, writeCalendars } from '../../store/team.js'
import type { App, Command } from '../app.js'
import { type PlannerOptions, plannedTimes, solving, withLimits, withoutHours, withTimeLimit } from '../flags/limits.js'
import { refuseAddresses, unknownNotes } from '../flags/other-agendas.js'
import { among, asksWhen, chooseSessions, readStages, walksFor, withSelection, withWalk } from '../flags/selection.js'
import { uncounted } from '../take-along/calendar.js'

interface TeamOptions extends PlannerOptions {
  readonly export?: string
  readonly force?: true
}

export const command: Command<TeamOptions> = {
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
  app: Pick<App, 'catalogueFile' | 'note' | 'now' | 'world'>,
): Promise<void> {
  const { renderCalendar } = await import('../../render/calendar/calendar.js')
  const { conference } = catalogue
  const { timezone } = conference
  const calendars = []
  for (const [index, { name, sessions }] of plans.entries()) {
    const chosen = new Set(sessions.map(({ id }) => id))
    const agenda = goingTo(chosen, members[index]?.agenda ?? emptyAgenda(conference.slug))
    const going = catalogue.sessions.filter(({ id }) => chosen.has(id))
    const events = await uncounted(disclosed(agenda, NOTHING_PRIVATE), catalogue, going, app)
    const title = `${conference.name}: ${name}`
    calendars.push({ name, events, text: await renderCalendar({ timezone, name: title, events, tzid: false }) })
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

interface Teaming extends TeamCandidacy {
  readonly catalogue: Catalogue
  readonly members: readonly TeamMember[]
  readonly isPlanned: (session: Session) => boolean
}

/**
 * Reads files and flags into a problem to split. `--stage` refers to each person's own picks and does not affect
 * interests.
 */
async function readTeaming(files: readonly string[], options: TeamOptions, app: App): Promise<Teaming> {
  const { stage: _stage, notStage: _notStage, ...selecting } = withoutHours(options)
  refuseAddresses(files, 'file')
  const catalogue = await app.catalogue()
  const { members, together, cover, warnings, notes } = await readTeam(files, catalogue, app.world)
  await app.warn(warnings)
  await app.note(...notes, ...members.flatMap((member) => unknownNotes(member, catalogue.sessions)))
  const nobody = emptyAgenda(catalogue.conference.slug)
  const { sessions, selection } = await chooseSessions(
    { ...selecting, ...(asksWhen(selecting) && { unscheduled: true }) },
    [],
    app,
    nobody,
  )
  const { isOver, isPlanned, isOpen, limitsOn } = await plannedTimes(options, selection, catalogue, app)
  const stages = readStages(options)
  const planned = catalogue.sessions.filter(isPlanned)
  const days = new Set(planned.flatMap(({ when }) => (when.kind === 'timed' ? [when.day] : [])))
  const limits = limitsOn([...days].sort())
  const wishes: TeamWish[] = []
  for (const { name, agenda, points } of members) {
    const isMeant = (its: Stage) => its === 'going' || !stages || passesStage(its, stages)
    const own = { ...agenda, picks: agenda.picks.filter((pick) => isMeant(pick.stage)) }
    const interests = stages ? new Map<string, number>() : points
    wishes.push({ name, agenda: own, interests, walks: walksFor(options, agenda, catalogue), limits })
  }
  const scope: TeamScope = { isSelected: among(sessions), isPlanned, isOpen, isOver }
  return { ...teamCandidates(wishes, catalogue.sessions, scope, { together, cover }), catalogue, members, isPlanned }
}
