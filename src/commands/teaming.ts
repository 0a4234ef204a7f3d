import { emptyAgenda, type Stage } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { Failure, fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { isAttended } from '../planning/attending.js'
import { type Interest, parseInterest, scoreInterests } from '../planning/interests.js'
import { resolveSession } from '../planning/resolve.js'
import { select } from '../planning/select.js'
import { passesStage } from '../planning/selection.js'
import { type TeamCandidacy, type TeamWish, teamCandidates } from '../planning/team/candidates.js'
import { readTeam, type TeamMember } from '../store/team/file.js'
import type { App } from './app.js'
import { chooseSessions } from './choosing.js'
import { asksWhen, readStages, type SelectionOptions } from './selection.js'
import { type WalkOptions, walksFor } from './walking.js'

/** What a team splits, and who it is. */
export interface Teaming extends TeamCandidacy {
  readonly catalogue: Catalogue
  readonly members: readonly TeamMember[]
}

/** Reads files and flags into a problem to split. `--stage` is about each person's own picks, and leaves interests out. */
export async function readTeaming(
  files: readonly string[],
  { stage, notStage, ...options }: SelectionOptions & WalkOptions,
  app: App,
): Promise<Teaming> {
  const catalogue = await app.catalogue()
  const { members, together, cover, warnings } = await readTeam(files, catalogue.conference, app.world)
  await app.warn(warnings)
  const nobody = emptyAgenda(catalogue.conference.slug)
  const { sessions } = await chooseSessions(
    { ...options, ...(asksWhen(options) && { unscheduled: true }) },
    [],
    app,
    nobody,
  )
  const chosen = new Set(sessions.map(({ id }) => id))
  const stages = readStages({ ...(stage && { stage }), ...(notStage && { notStage }) })
  const wishes: TeamWish[] = []
  for (const { name, agenda, interests } of members) {
    const isMeant = (its: Stage) => its === 'going' || !stages || passesStage(its, stages)
    const own = { ...agenda, picks: agenda.picks.filter((pick) => isMeant(pick.stage)) }
    const wanted = !stages ? await pointsIn(interests, catalogue, app) : new Map<string, number>()
    wishes.push({
      name,
      agenda: own,
      interests: wanted,
      walks: walksFor(options, agenda, catalogue),
      limits: { breaks: [] },
    })
  }
  const special = { together: sessionsNamed(together, catalogue), cover: await sessionsIn(cover, catalogue, app) }
  return { ...teamCandidates(wishes, catalogue.sessions, ({ id }) => chosen.has(id), special), catalogue, members }
}

/** Points for each half hour, by session id. */
async function pointsIn(
  interests: readonly Interest[],
  catalogue: Catalogue,
  app: App,
): Promise<ReadonlyMap<string, number>> {
  const { points, problems, unmatched } = await scoreInterests(interests, catalogue)
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  await app.note(...unmatched.map(({ selection }) => ({ code: 'nothing-for-words' as const, words: selection.words })))
  return points
}

function sessionsNamed(references: readonly string[], catalogue: Catalogue): ReadonlySet<string> {
  const found = references.map((reference) => resolveSession(reference, catalogue))
  const problems = found.flatMap((resolution) => (resolution.ok ? [] : [resolution.problem]))
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  return new Set(found.flatMap((resolution) => (resolution.ok ? [resolution.session.id] : [])))
}

/** The sessions that ids name, or that pass what is written like an interest. */
async function sessionsIn(selections: readonly string[], catalogue: Catalogue, app: App): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const text of selections) {
    const named = catalogue.sessions.find(({ id }) => id === text)
    for (const { id } of named ? [named] : await sessionsOf(text, catalogue, app)) ids.add(id)
  }
  return ids
}

async function sessionsOf(text: string, catalogue: Catalogue, app: App): Promise<readonly Session[]> {
  const form = 'an id, track:security, kind:keynote or words'
  const wish = parseInterest(text) ?? fail(Exit.usage, { code: 'bad-value', flag: 'cover', value: text, form })
  const { sessions, problems, notes } = await select(catalogue, wish.selection, new Map())
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  await app.note(...notes)
  return sessions.filter(isAttended)
}
