import { type Catalogue, emptyAgenda, type Session, type Stage } from '../model/conference.js'
import { passesStage } from '../planning/selection/selection.js'
import { type TeamCandidacy, type TeamScope, type TeamWish, teamCandidates } from '../planning/team/team-problem.js'
import { readTeam, type TeamMember } from '../store/team.js'
import type { App } from './app.js'
import { among, chooseSessions } from './choosing.js'
import { type LimitOptions, openTimes, plannedTimes, readLimits } from './limits.js'
import { refuseAddresses, unknownNotes } from './others.js'
import { asksWhen, readStages, type SelectionOptions } from './selection.js'
import { type WalkOptions, walksFor } from './walking.js'

export interface Teaming extends TeamCandidacy {
  readonly catalogue: Catalogue
  readonly members: readonly TeamMember[]
  readonly isPlanned: (session: Session) => boolean
}

export interface TeamingOptions extends Omit<SelectionOptions, keyof LimitOptions>, LimitOptions, WalkOptions {}

/**
 * Reads files and flags into a problem to split. `--stage` refers to each person's own picks and does not affect
 * interests.
 */
export async function readTeaming(
  files: readonly string[],
  { stage, notStage, notBefore, notAfter, ...options }: TeamingOptions,
  app: App,
): Promise<Teaming> {
  refuseAddresses(files, 'file')
  const catalogue = await app.catalogue()
  const { members, together, cover, warnings, notes } = await readTeam(files, catalogue, app.world)
  await app.warn(warnings)
  await app.note(...notes, ...members.flatMap((member) => unknownNotes(member, catalogue.sessions)))
  const nobody = emptyAgenda(catalogue.conference.slug)
  const { sessions, selection } = await chooseSessions(
    { ...options, ...(asksWhen(options) && { unscheduled: true }) },
    [],
    app,
    nobody,
  )
  const { since, isOver, isPlanned } = await plannedTimes(selection, catalogue)
  const stages = readStages({ ...(stage && { stage }), ...(notStage && { notStage }) })
  const planned = catalogue.sessions.filter(isPlanned)
  const days = new Set(planned.flatMap(({ when }) => (when.kind === 'timed' ? [when.day] : [])))
  const limits = (await readLimits(options, app, since))([...days].sort())
  const isOpen = await openTimes({ ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) }, catalogue)
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
