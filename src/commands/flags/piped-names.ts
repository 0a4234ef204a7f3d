import { readRows } from '../../formats/csv/csv-cells.js'
import { underKey, type YamlNode } from '../../formats/yaml/yaml-nodes.js'
import { type Catalogue, Exit, fail, type UsageProblem } from '../../model/index.js'
import { resolveSession } from '../../planning/sessions/resolve.js'
import { SESSION_FIELDS } from '../../render/documents/fields.js'
import type { World } from '../../world.js'

type Known = Pick<Catalogue, 'sessions'>

/** So many unknown names show that the input is something else. */
const MOST_UNKNOWN = 5

/**
 * The names of sessions on stdin: what `list`, `agenda` and others print as tsv, csv, json, yaml or ids, with or without
 * heads. Ends the run after some names that no session has.
 */
export async function pipedNames({ stdin }: Pick<World, 'stdin'>, catalogue: Known): Promise<readonly string[]> {
  if (stdin.isTerminal) return fail(Exit.usage, { code: 'no-stdin' })
  const bytes = stdin.read()
  const text = new TextDecoder().decode(bytes)
  const ids = new Set(catalogue.sessions.map(({ id }) => id))
  const found = isDocument(text) ? await namesInDocument(bytes) : (namesInCsv(text, ids) ?? namesInLines(text, ids))
  // Blocks of an agenda are no sessions.
  const names = found.filter((name) => ids.has(name) || (name !== '' && name !== 'id' && !name.startsWith('block:')))
  return refuseUnknown(names, ids, catalogue)
}

function isDocument(text: string): boolean {
  return /^\s*(?:[[{]|kubeplan:\s|- )/.test(text)
}

/** Of the lists in kubeplan's documents, the one with what a person chose. */
const LISTS = ['sessions', 'picks', 'chosen', 'clashes', 'changes']

async function namesInDocument(bytes: Uint8Array): Promise<readonly string[]> {
  const { readYaml } = await import('../../formats/yaml/yaml.js')
  const reading = readYaml(bytes, 'stdin')
  if (!reading.ok) return fail(Exit.usage, ...reading.problems)
  return namesIn(reading.source.contents)
}

/** Texts in lists, and the ids of what lists contain. */
function namesIn(node: YamlNode | null | undefined): readonly string[] {
  if (!node) return []
  if (node.kind === 'scalar') return [node.source]
  if (node.kind === 'list') return node.items.flatMap(namesIn)
  const named = underKey(node, 'id') ?? underKey(node, 'session')
  if (named) return namesIn(named)
  const list = LISTS.map((key) => underKey(node, key)).find((found) => found?.kind === 'list')
  return namesIn(list)
}

/** The first cells of CSV; undefined if it does not begin with a head or an id. Cells may hold line ends. */
function namesInCsv(text: string, ids: ReadonlySet<string>): readonly string[] | undefined {
  const [first = ''] = text.split(/\r?\n/, 1)
  if (!first.includes(',') || first.includes('\t') || ids.has(first)) return undefined
  const reading = readRows(text, 0, ',', 'stdin')
  const rows = reading.ok ? reading.rows.map(({ cells }) => cells) : []
  const [head = ''] = rows[0] ?? []
  return HEADS.has(head) || ids.has(head) ? namesBelow(rows, ids) : undefined
}

function namesInLines(text: string, ids: ReadonlySet<string>): readonly string[] {
  return namesBelow(
    text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim())),
    ids,
  )
}

const HEADS: ReadonlySet<string> = new Set(['id', 'session', 'first'])

/** The first cells of rows without heads. Where a session has such an id, the second cell tells. */
function namesBelow(rows: readonly (readonly string[])[], ids: ReadonlySet<string>): readonly string[] {
  const names = rows.map(([name = '']) => name)
  const [head = '', second = ''] = rows[0] ?? []
  const isHead = HEADS.has(head) && (!ids.has(head) || SESSION_FIELDS.includes(second))
  return isHead ? names.slice(1) : names
}

function refuseUnknown(names: readonly string[], ids: ReadonlySet<string>, catalogue: Known): readonly string[] {
  const problems: UsageProblem[] = []
  for (const [index, name] of names.entries()) {
    const found = ids.has(name) ? undefined : resolveSession(name, catalogue, { strict: true })
    if (found && !found.ok && found.problem.code === 'unknown-session') problems.push(found.problem)
    const left = names.length - index - 1
    if (problems.length === MOST_UNKNOWN && left > 0)
      return fail(Exit.usage, ...problems, { code: 'too-many-unknown', unknown: MOST_UNKNOWN, left })
  }
  return names
}
