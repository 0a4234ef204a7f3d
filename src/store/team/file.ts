import { dirname, isAbsolute, join } from 'node:path'
import { isMap } from 'yaml'
import { openRow } from '../../formats/fields/fields.js'
import { openYaml } from '../../formats/yaml/yaml.js'
import { type Agenda, emptyAgenda } from '../../model/agenda.js'
import type { Conference } from '../../model/conference.js'
import { Exit } from '../../model/exit.js'
import { Failure, type Problem, severityOf } from '../../model/problem.js'
import type { Interest } from '../../planning/interests.js'
import type { World } from '../../world.js'
import { placeBlocks } from '../agenda/blocks.js'
import { readAgendaDocument } from '../agenda/document.js'
import { stemOf } from '../agenda/people.js'
import { readInput } from '../catalogue.js'
import { TEAM, TEAM_SHAPE, type WrittenMember } from './shape.js'

export interface TeamMember {
  /** What they call themselves; several members may share it. */
  readonly name: string
  /** An empty one where the member has only interests; with the blocks of the team file. */
  readonly agenda: Agenda
  readonly interests: readonly Interest[]
}

/** Who splits the programme, as agendas and team files say. */
export interface TeamReading {
  readonly members: readonly TeamMember[]
  /** Sessions, as the file names them. */
  readonly together: readonly string[]
  readonly cover: readonly string[]
  readonly warnings: readonly Problem[]
}

/**
 * Reads agenda files and team files, in their order. A team file that cannot be read whole is a Failure (3), as is any file that
 * is not there; an agenda that cannot is one of 5.
 */
export async function readTeam(files: readonly string[], conference: Conference, world: World): Promise<TeamReading> {
  const readings: TeamReading[] = []
  for (const file of files) readings.push(await readOne(file, conference, world))
  return {
    members: readings.flatMap(({ members }) => members),
    together: readings.flatMap(({ together }) => together),
    cover: readings.flatMap(({ cover }) => cover),
    warnings: readings.flatMap(({ warnings }) => warnings),
  }
}

async function readOne(file: string, conference: Conference, world: World): Promise<TeamReading> {
  const bytes = readInput(file, world)
  const name = file === '-' ? 'stdin' : file
  const opening = openYaml(bytes, name)
  if (!opening.ok || !isMap(opening.source.contents) || !opening.source.contents.has(TEAM.members.key)) {
    const { agenda, warnings } = await agendaIn(bytes, name, conference)
    const member = { name: agenda.person ?? stemOf(name), agenda, interests: [] }
    return { members: [member], together: [], cover: [], warnings }
  }
  const { source, findings } = opening
  const row = openRow(opening.source.contents, TEAM_SHAPE, findings)
  row.get(TEAM.kubeplan)
  const written = row.get(TEAM.members) ?? []
  const [together, cover] = [row.get(TEAM.together) ?? [], row.get(TEAM.cover) ?? []]
  const members: TeamMember[] = []
  const warnings: Problem[] = []
  for (const [index, member] of written.entries()) {
    const { agenda, warnings: doubts } = await agendaOf(member, source.file, conference, world)
    const alone = member.agenda === undefined ? `Member ${index + 1}` : stemOf(member.agenda)
    members.push({ name: member.name ?? agenda.person ?? alone, agenda, interests: member.interests })
    warnings.push(...doubts)
  }
  const problems = findings.list()
  if (problems.some((problem) => severityOf(problem) === 'error')) throw new Failure(Exit.input, problems)
  return { members, together, cover, warnings: [...problems, ...warnings] }
}

async function agendaOf(
  { agenda: path, blocks }: WrittenMember,
  from: string,
  conference: Conference,
  world: World,
): Promise<{ readonly agenda: Agenda; readonly warnings: readonly Problem[] }> {
  const more = await placeBlocks(blocks, conference)
  if (path === undefined) return { agenda: { ...emptyAgenda(conference.slug), blocks: more }, warnings: [] }
  const file = isAbsolute(path) ? path : join(dirname(from), path)
  const { agenda, warnings } = await agendaIn(readInput(file, world), file, conference)
  return { agenda: { ...agenda, blocks: [...agenda.blocks, ...more] }, warnings }
}

async function agendaIn(bytes: Uint8Array, file: string, conference: Conference) {
  const reading = await readAgendaDocument(bytes, file, conference)
  if (!reading.ok) throw new Failure(Exit.disk, reading.problems)
  return reading
}
