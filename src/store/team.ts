import { lstatSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { from, list, oneOf, text } from '../formats/own/field-kinds.js'
import {
  fileSchema,
  type JsonSchema,
  type Kind,
  mapping,
  openRow,
  optional,
  required,
  type Shape,
} from '../formats/own/fields.js'
import type { Findings } from '../formats/own/findings.js'
import { SCHEMA } from '../formats/own/schema.js'
import { deriveSlug } from '../formats/published/identity.js'
import { lookIntoYaml, openYaml } from '../formats/yaml/yaml.js'
import { underKey } from '../formats/yaml/yaml-nodes.js'
import {
  type Agenda,
  type Catalogue,
  definedFields,
  Exit,
  emptyAgenda,
  Failure,
  fingerprint,
  type Note,
  nearest,
  type Place,
  type Problem,
  severityOf,
  type UsageProblem,
  uniqueNames,
} from '../model/index.js'
import { isAttended } from '../planning/agenda/clashes.js'
import { type Interest, parseInterest, scoreInterests, select } from '../planning/selection/select.js'
import { resolveSession } from '../planning/sessions/resolve.js'
import type { Likeness } from '../planning/sessions/same-sessions.js'
import type { World } from '../world.js'
import { placeBlocks } from './agenda/blocks.js'
import { readOther } from './agenda/read-others.js'
import { block, type Found, stemOf, valuesOf, type WrittenBlock, words } from './agenda/shape.js'
import { type NewFileOptions, writeNew } from './files/new-file.js'
import { fromWorking, ifThere, inWorking, makeFolder, readInput, reporting } from './files/paths.js'

export interface TeamMember {
  readonly name: string
  /** Empty if the member has only interests; includes the blocks of the team file. */
  readonly agenda: Agenda
  /** Points of interests for each half hour, by session id. */
  readonly points: ReadonlyMap<string, number>
  readonly unknown: readonly Likeness[]
}

interface TeamReading {
  readonly members: readonly TeamMember[]
  readonly together: ReadonlySet<string>
  readonly cover: ReadonlySet<string>
  readonly warnings: readonly Problem[]
  readonly notes: readonly Note[]
}

/** What reading the files of a team finds out on its way. */
interface Hearing {
  readonly catalogue: Catalogue
  readonly world: World
  readonly problems: Problem[]
  readonly notes: Note[]
  readonly agendas: { readonly file: string; readonly path: string }[]
}

type Part = Pick<TeamReading, 'members' | 'together' | 'cover'>

const NOTHING: Part = { members: [], together: new Set(), cover: new Set() }

/**
 * Reads agendas, calendars and team files, in order. All problems are one Failure: 5 if only agendas are at fault, 2 if
 * only sessions or values are not in the programme, otherwise 3.
 */
export async function readTeam(files: readonly string[], catalogue: Catalogue, world: World): Promise<TeamReading> {
  const hearing: Hearing = { catalogue, world, problems: [], notes: [], agendas: [] }
  const { problems, notes, agendas } = hearing
  const parts: Part[] = []
  for (const file of files) {
    const bytes = bytesOf(file, world, (problem) => problems.push(problem))
    if (bytes) parts.push(await readOne(bytes, file === '-' ? 'stdin' : file, hearing))
  }
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (errors.length > 0) throw new Failure(exitFor(errors, new Set(agendas.map(({ file }) => file))), problems)
  return {
    members: parts.flatMap(({ members }) => members),
    together: new Set(parts.flatMap(({ together }) => [...together])),
    cover: new Set(parts.flatMap(({ cover }) => [...cover])),
    warnings: problems,
    notes: [...notes, ...namedTwice(agendas)],
  }
}

/** The problems of a team file and of the agendas that it names; `file` is its name in problems. */
export async function checkTeam(
  bytes: Uint8Array,
  file: string,
  catalogue: Catalogue,
  world: World,
): Promise<readonly Problem[]> {
  const hearing: Hearing = { catalogue, world, problems: [], notes: [], agendas: [] }
  await readOne(bytes, file, hearing)
  return hearing.problems
}

/**
 * Whether a file is meant to be a team file: it says so or, if it does not say what it is, has a key that only team
 * files have.
 */
export function isTeam(bytes: Uint8Array): boolean {
  const contents = lookIntoYaml(bytes)
  if (contents?.kind !== 'mapping') return false
  const version = underKey(contents, TEAM.kubeplan.key)
  if (version?.kind === 'scalar') return version.source.trim().startsWith('team/')
  const own = [TEAM.members, TEAM.together, TEAM.cover].map(({ key }) => key)
  const keys = contents.items.map(({ key }) => (key.kind === 'scalar' ? key.source : ''))
  if (keys.some((key) => own.includes(key))) return true
  return !keys.includes('conference') && keys.some((key) => nearest(key, own).length > 0)
}

function namedTwice(agendas: Hearing['agendas']): readonly Note[] {
  const paths = agendas.map(({ path }) => path)
  const again = agendas.filter(({ path }, index) => paths.indexOf(path) < index)
  return again.map(({ file }) => ({ code: 'agenda-named-twice', file }))
}

const ASKED: ReadonlySet<Problem['code']> = new Set<UsageProblem['code']>([
  'unknown-session',
  'ambiguous-session',
  'matches-nothing',
  'facet-lacking',
  'bad-value',
])

function exitFor(errors: readonly Problem[], agendas: ReadonlySet<string>): Exit {
  const others = errors.filter(({ code }) => !ASKED.has(code))
  if (others.length === 0) return Exit.usage
  const isOfAgenda = (problem: Problem) =>
    'at' in problem && typeof problem.at === 'object' && agendas.has(problem.at.file)
  return others.every(isOfAgenda) ? Exit.disk : Exit.input
}

function placed(problem: UsageProblem, at: Place): Problem {
  switch (problem.code) {
    case 'unknown-session':
    case 'ambiguous-session':
    case 'matches-nothing':
    case 'facet-lacking':
      return { ...problem, at }
    default:
      return problem
  }
}

async function readOne(bytes: Uint8Array, name: string, hearing: Hearing): Promise<Part> {
  if (!isTeam(bytes)) {
    const found = await agendaIn(bytes, name, hearing)
    if (!found) return NOTHING
    const { agenda, unknown } = found
    return { ...NOTHING, members: [{ name: agenda.person ?? stemOf(name), agenda, points: new Map(), unknown }] }
  }
  const opening = openYaml(bytes, name)
  if (!opening.ok || opening.source.contents.kind !== 'mapping') return NOTHING
  const { source, findings } = opening
  const row = openRow(opening.source.contents, TEAM_SHAPE, findings)
  const { members: written = [], together = [], cover = [] } = valuesOf(row, TEAM)
  // Problems of the agendas come after those of the file that names them.
  const inside: Hearing = { ...hearing, problems: [] }
  const members: TeamMember[] = []
  for (const [index, member] of written.entries()) {
    const { conference } = hearing.catalogue
    const named = await agendaNamed(member.agenda, source.file, findings, inside)
    const { agenda, unknown } = named ?? { agenda: emptyAgenda(conference.slug), unknown: [] }
    members.push({
      name: member.name ?? agenda.person ?? (member.agenda ? stemOf(member.agenda.value) : `Member ${index + 1}`),
      agenda: { ...agenda, blocks: [...agenda.blocks, ...(await placeBlocks(member.blocks, conference))] },
      points: await pointsFor(member.interests, findings, hearing),
      unknown,
    })
  }
  const part = {
    members,
    together: sessionsNamed(together, findings, hearing),
    cover: await sessionsIn(cover, findings, hearing),
  }
  hearing.problems.push(...findings.list(), ...inside.problems)
  return part
}

type FoundAgenda = Pick<TeamMember, 'agenda' | 'unknown'>

/** The agenda that a team file names, by a path relative to that file. */
async function agendaNamed(
  named: Found<string> | undefined,
  teamFile: string,
  findings: Findings,
  hearing: Hearing,
): Promise<FoundAgenda | undefined> {
  if (!named) return undefined
  const { value, range } = named
  const file = isAbsolute(value) ? value : join(dirname(teamFile), value)
  const bytes = bytesOf(file, hearing.world, (problem) => findings.report(range, (at) => ({ ...problem, at })))
  return bytes && agendaIn(bytes, file, hearing)
}

async function agendaIn(
  bytes: Uint8Array,
  file: string,
  { catalogue, world, agendas, problems }: Hearing,
): Promise<FoundAgenda | undefined> {
  agendas.push({ file, path: inWorking(world, file) })
  const reading = await readOther(bytes, file, catalogue)
  problems.push(...(reading.ok ? reading.warnings : reading.problems))
  return reading.ok ? reading : undefined
}

function bytesOf(
  file: string,
  world: World,
  tell: (problem: Extract<Problem, { readonly code: 'cannot-read' }>) => void,
): Uint8Array | undefined {
  try {
    return readInput(file, world)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    for (const problem of error.problems) if (problem.code === 'cannot-read') tell(problem)
    return undefined
  }
}

async function pointsFor(
  interests: readonly Found<Interest>[],
  findings: Findings,
  { catalogue, notes }: Hearing,
): Promise<ReadonlyMap<string, number>> {
  const points = new Map<string, number>()
  for (const { value, range } of interests) {
    const { points: own, problems, unmatched } = await scoreInterests([value], catalogue)
    for (const problem of problems) findings.report(range, (at) => placed(problem, at))
    for (const { selection } of unmatched) notes.push({ code: 'nothing-for-words', words: selection.words })
    for (const [id, worth] of own) points.set(id, (points.get(id) ?? 0) + worth)
  }
  return points
}

function sessionsNamed(
  references: readonly Found<string>[],
  findings: Findings,
  { catalogue }: Hearing,
): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { value, range } of references) {
    const found = resolveSession(value, catalogue)
    if (found.ok) ids.add(found.session.id)
    else findings.report(range, (at) => placed(found.problem, at))
  }
  return ids
}

async function sessionsIn(
  selections: readonly Found<string>[],
  findings: Findings,
  { catalogue, notes }: Hearing,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const { value, range } of selections) {
    const wish = parseInterest(value)
    if (catalogue.sessions.some(({ id }) => id === value)) ids.add(value)
    else if (!wish) {
      const form = 'an id, track:security, kind:keynote or words'
      findings.report(range, (at) => ({ code: 'bad-value', at, flag: TEAM.cover.key, value, form }))
    } else {
      const found = await select(catalogue, wish.selection, new Map())
      for (const problem of found.problems) findings.report(range, (at) => placed(problem, at))
      notes.push(...found.notes)
      for (const { id } of found.sessions.filter(isAttended)) ids.add(id)
    }
  }
  return ids
}

/** A member in a team file. The agenda is a path; times and blocks need the conference's clock. */
interface WrittenMember {
  readonly name?: string
  readonly agenda?: Found<string>
  readonly interests: readonly Found<Interest>[]
  readonly blocks: readonly WrittenBlock[]
}

const NAME_LENGTH = 200
const PATH_LENGTH = 4096

function found<T>(kind: Kind<T>): Kind<Found<T>> {
  return from(kind, (value, { range }) => ({ value, range }))
}

const interest: Kind<Interest> = from(words, (written, { key, range, findings }) => {
  const read = parseInterest(written)
  if (read) return read
  const expected = 'an interest, such as "service mesh:3" or track:security'
  findings.report(range, (at) => ({ code: 'wrong-type', at, key, expected, found: 'text' }))
  return undefined
})

const MEMBER = {
  name: optional('name', text(NAME_LENGTH), 'Who it is (default: the person named in the agenda).'),
  agenda: optional(
    'agenda',
    found(text(PATH_LENGTH)),
    'An agenda file or a calendar; paths are relative to this file.',
  ),
  interests: optional(
    'interests',
    list(found(interest)),
    'Words, track:NAME, speaker:NAME, org:NAME or tag:NAME, each with points from 1 to 5 after it: "service mesh:3".',
  ),
  blocks: optional('blocks', list(block), 'Own commitments, in addition to those in the agenda.'),
}

const member = mapping<WrittenMember>({ fields: Object.values(MEMBER) }, (row) => {
  const { name, agenda, interests = [], blocks = [] } = valuesOf(row, MEMBER)
  return definedFields({ name, agenda, interests, blocks })
})

const TEAM = {
  $schema: SCHEMA,
  kubeplan: optional('kubeplan', oneOf(['team/1']), 'What the file is: team/1.'),
  members: required('members', list(member), 'The people who split the programme.'),
  together: optional(
    'together',
    list(found(words)),
    'Sessions that everyone who wants them attends together: ids or titles.',
  ),
  cover: optional(
    'cover',
    list(found(words)),
    'What at least one of them must attend: ids, track:security, kind:keynote or words.',
  ),
}

const TEAM_SHAPE: Shape = { fields: Object.values(TEAM) }

export function teamSchema(): JsonSchema {
  return fileSchema('kubeplan team/1', 'Several people who split the programme of a conference.', TEAM_SHAPE)
}

/**
 * Writes a calendar for each member into a folder, creating it if necessary. Returns the paths as the person would type
 * them. Without `force` nothing is written if any of the files exists.
 */
export async function writeCalendars(
  folder: string,
  calendars: readonly { readonly name: string; readonly text: string }[],
  options: NewFileOptions,
  world: World,
): Promise<readonly string[]> {
  const target = fromWorking(world, folder)
  reporting('cannot-write', target, () => makeFolder(target))
  const names = calendarNames(calendars.map(({ name }) => name))
  const isThere = (path: string) => reporting('cannot-write', path, () => ifThere(() => lstatSync(path)))
  const existing = options.force ? [] : names.map((name) => join(target, name)).filter(isThere)
  const problems = existing.map((path): Problem => ({ code: 'exists', path }))
  if (problems.length > 0) throw new Failure(Exit.disk, problems)
  for (const [index, { text }] of calendars.entries()) {
    await writeNew(join(target, names[index] ?? ''), text, options, world)
  }
  return names.map((name) => join(folder, name))
}

/** Names reserved for devices on Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * A file name for each person: `[a-z0-9-]` and `.ics`, valid on any system. A number distinguishes equal names and
 * replaces names without a letter from a to z.
 */
function calendarNames(people: readonly string[]): readonly string[] {
  const unique = uniqueNames(new Set())
  return people.map((person, index) => {
    const derived = deriveSlug(person)
    const isNameless = derived === `conference-${fingerprint(person)}`
    const slug = isNameless ? `member-${index + 1}` : DEVICE.test(derived) ? `${derived}-calendar` : derived
    return `${unique(slug)}.ics`
  })
}
