import { lookIntoYaml } from '../../formats/yaml/yaml.js'
import { underKey } from '../../formats/yaml/yaml-nodes.js'
import { type Catalogue, Failure, type Problem } from '../../model/index.js'
import type { World } from '../../world.js'
import { fromWorking } from '../files/paths.js'
import { readAgendaDocument } from './document.js'
import { agendaBytes, cutIn } from './read-agenda.js'

/** How an agenda that cannot be read as YAML still says what it is meant to be, in YAML or in JSON. */
const SAYS_SO = /^\{?\s*"?kubeplan"?\s*:\s*["']?agenda\//m
/** As much of a file as tells. */
const BEGINNING = 4096
/** What no catalogue has at its top. */
const OWN_KEYS = ['picks', 'blocks', 'dropped']

/** Whether a file is meant to be an agenda: it says so or, where it says nothing, has what only agendas have. */
export function isAgenda(bytes: Uint8Array): boolean {
  const contents = lookIntoYaml(bytes)
  if (!contents) return SAYS_SO.test(new TextDecoder().decode(bytes.subarray(0, BEGINNING)))
  if (contents.kind !== 'mapping') return false
  const version = underKey(contents, 'kubeplan')
  if (version?.kind === 'scalar') return version.source.trim().startsWith('agenda/')
  const has = (key: string) => underKey(contents, key) !== undefined
  if (has('sessions')) return false
  return OWN_KEYS.some(has) || underKey(contents, 'conference')?.kind === 'scalar'
}

/** All that is wrong with an agenda of that programme; `file` is its name in problems. */
export async function checkAgenda(
  bytes: Uint8Array,
  file: string,
  { conference, sessions }: Programme,
  world: World,
): Promise<readonly Problem[]> {
  const reading = await readAgendaDocument(bytes, file, conference, sessions)
  if (!reading.ok) return reading.problems
  return [...reading.warnings, ...cutOff(reading.text, file, world)]
}

function cutOff(text: string, file: string, world: World): readonly Problem[] {
  const cut = file === 'stdin' ? undefined : cutIn(text, fromWorking(world, file), file, world)
  return cut ? [cut] : []
}

/** The conference that an agenda names; undefined if it names none. */
export function conferenceNamed(bytes: Uint8Array): string | undefined {
  const contents = lookIntoYaml(bytes)
  const named = contents?.kind === 'mapping' ? underKey(contents, 'conference') : undefined
  return named?.kind === 'scalar' ? named.source.trim() || undefined : undefined
}

/** What is wrong with an agenda of a conference that is not here, and that more could not be judged. */
export async function checkAgendaAlone(
  bytes: Uint8Array,
  file: string,
  slug: string,
  world: World,
): Promise<readonly Problem[]> {
  const conference = { name: slug, slug, timezone: 'UTC', dayChange: 0, sources: [] }
  const reading = await readAgendaDocument(bytes, file, conference)
  if (!reading.ok) return reading.problems
  const line = reading.text.split('\n').findIndex((text) => /^\s*"?conference"?\s*:/.test(text)) + 1
  const at = { file, line: Math.max(1, line), column: 1 }
  const doubts = [...reading.warnings, { code: 'agenda-not-judged', at, conference: slug } as const]
  return [...doubts, ...cutOff(reading.text, file, world)]
}

/** All that is wrong with the agenda in a file; nothing at all where there is no file. */
export async function checkAgendaFile(
  path: string,
  programme: Programme,
  world: World,
): Promise<readonly Problem[] | undefined> {
  try {
    const bytes = agendaBytes(path)
    return bytes && (await checkAgenda(bytes, path, programme, world))
  } catch (error) {
    if (error instanceof Failure) return error.problems
    throw error
  }
}

type Programme = Pick<Catalogue, 'conference' | 'sessions'>
