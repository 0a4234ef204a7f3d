import { readFileSync, statSync } from 'node:fs'
import { from, list, oneOf, text } from '../formats/own/field-kinds.js'
import { zone } from '../formats/own/field-times.js'
import { fileSchema, type JsonSchema, type Kind, openRow, optional, type Shape } from '../formats/own/fields.js'
import { SCHEMA } from '../formats/own/schema.js'
import { openYaml, readYaml } from '../formats/yaml/yaml.js'
import type { YamlMapping } from '../formats/yaml/yaml-nodes.js'
import { definedFields, Exit, Failure, LONGEST, type Problem, severityOf, type Wishes } from '../model/index.js'
import type { Minutes } from '../model/time.js'
import { SESSION_FIELDS } from '../render/documents/fields.js'
import type { ClockHours } from '../render/words/labels.js'
import type { World } from '../world.js'
import { length, valuesOf, WISHES } from './agenda/shape.js'
import { type Change, spliced } from './agenda/splice.js'
import { configFile, ifThere, refusal, reporting } from './files/paths.js'
import { writeAtomically } from './files/write.js'

/** Defaults of one person for every conference. */
export interface Config extends Wishes {
  /** An IANA name, or `local`. */
  readonly tz?: string
  readonly clock?: ClockHours
  readonly format?: (typeof FORMATS)[number]
  readonly columns?: readonly string[]
  readonly alarm?: Minutes
}

const FORMATS = ['table', 'tsv', 'csv', 'json', 'yaml'] as const

const words = text(LONGEST)

/** An IANA name, or `local` for the machine's own zone. */
const anyZone: Kind<string> = {
  ...zone(),
  read: (node, spot) =>
    node.kind === 'scalar' && node.source.toLowerCase() === 'local' ? 'local' : zone().read(node, spot),
}

/** Numbers in YAML. */
const hours: Kind<ClockHours> = {
  ...from(oneOf(['12', '24']), (text) => (text === '12' ? 12 : 24)),
  schema: { enum: [12, 24] },
}

/** The keys of config.yaml, in the order in which they are listed. */
const CONFIG = {
  tz: optional('tz', anyZone, 'The zone in which times are shown, such as Europe/Berlin or local.'),
  clock: optional('clock', hours, 'Whether times are shown as 4:00pm (12) or 16:00 (24).'),
  format: optional('format', oneOf(FORMATS), 'How lists are printed.'),
  columns: optional('columns', list(oneOf(SESSION_FIELDS)), 'What tsv and csv have of sessions, such as [id, title].'),
  alarm: optional('alarm', length, 'How long before a session a calendar reminds you, such as 10m.'),
  ...WISHES,
  breaks: optional('breaks', list(words), WISHES.breaks.doc),
  like: optional('like', list(words), WISHES.like.doc),
}

const SHAPE: Shape = { fields: [SCHEMA, ...Object.values(CONFIG)] }

export type ConfigKey = keyof typeof CONFIG

export const CONFIG_KEYS = Object.keys(CONFIG) as readonly ConfigKey[]

/** Whether the values of a key are a list. */
export function isListed(key: ConfigKey): boolean {
  return CONFIG[key].kind.expected === 'a list'
}

/** The JSON Schema of config.yaml. */
export function configSchema(): JsonSchema {
  return fileSchema('kubeplan config.yaml', 'Defaults of one person for every conference.', SHAPE)
}

export interface ConfigReading {
  readonly config: Config
  /** Everything wrong with the file; what is wrong is not in `config`. */
  readonly problems: readonly Problem[]
}

/** The configuration; nothing is set where there is no file. A file that the system refuses is a Failure (5). */
export function readConfig(world: World): ConfigReading {
  const file = configFile(world)
  const bytes = file === undefined ? undefined : bytesOf(file)
  return file === undefined || !bytes ? { config: {}, problems: [] } : readBytes(bytes, file)
}

function bytesOf(file: string): Uint8Array | undefined {
  return reporting('cannot-read', file, () =>
    ifThere(() => {
      // A pipe would keep the run waiting.
      if (!statSync(file).isFile()) throw refusal('EFTYPE')
      return readFileSync(file)
    }),
  )
}

function readBytes(
  bytes: Uint8Array,
  file: string,
): ConfigReading & { readonly root?: YamlMapping; readonly text?: string } {
  const opening = openYaml(bytes, file)
  if (!opening.ok) {
    const isEmpty = opening.problems.every(({ code }) => code === 'empty-file')
    return { config: {}, problems: isEmpty ? [] : opening.problems }
  }
  const { contents: root, text: source } = opening.source
  if (root.kind !== 'mapping') {
    const at = opening.source.place(root)
    const found = root.kind === 'list' ? 'a list' : 'text'
    return { config: {}, problems: [{ code: 'wrong-type', at, key: 'config.yaml', expected: 'a mapping', found }] }
  }
  const config = valuesOf(openRow(root, SHAPE, opening.findings), CONFIG)
  return { config: definedFields(config), problems: opening.findings.list(), root, text: source }
}

/**
 * Sets a key of config.yaml, or removes it without values. Comments and the other lines stay. A value that is wrong is a
 * Failure (2), and so is a file that cannot be edited (3).
 */
export function changeConfig(key: ConfigKey, values: readonly string[] | undefined, world: World): void {
  const file = configFile(world)
  if (file === undefined) throw new Failure(Exit.disk, [{ code: 'no-home' }])
  const bytes = bytesOf(file) ?? new Uint8Array()
  const before = readBytes(bytes, file)
  const broken = before.problems.filter((problem) => severityOf(problem) === 'error')
  if (!before.root && broken.length > 0) throw new Failure(Exit.input, broken)
  const value = isListed(key) ? values : values?.[0]
  const change = value === undefined ? ({ what: 'gone' } as const) : ({ what: 'value', value } as const)
  const alone = edited(EMPTY, rootOf(EMPTY), [
    ['_', { what: 'gone' }],
    [key, change],
  ])
  const { problems } = readBytes(Buffer.from(alone), `config ${key}`)
  if (value !== undefined && problems.length > 0) throw new Failure(Exit.usage, problems)
  const { root, text: old = Buffer.from(bytes).toString() } = before
  const begun = old === '' || old.endsWith('\n') ? old : `${old}\n`
  const changed = root ? edited(old, root, [[key, change]]) : value === undefined ? old : begun + alone
  if (changed !== old) writeAtomically(file, changed, world)
}

const EMPTY = '_: _\n'

function edited(old: string, root: YamlMapping, changes: readonly (readonly [string, Change])[]): string {
  return spliced(old, root, new Map(changes))
}

function rootOf(yaml: string): YamlMapping {
  const reading = readYaml(Buffer.from(yaml), '')
  if (!reading.ok || reading.source.contents.kind !== 'mapping') throw new Error('no mapping')
  return reading.source.contents
}
