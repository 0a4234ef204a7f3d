import { readRows } from '../../formats/csv/csv-cells.js'
import { underKey, type YamlNode } from '../../formats/yaml/yaml-nodes.js'
import { type Catalogue, Exit, fail, pattern, type UsageProblem } from '../../model/index.js'
import { resolveSession } from '../../planning/sessions/resolve.js'
import { SESSION_FIELDS } from '../../render/documents/fields.js'
import { safe } from '../../render/screen/terminal.js'
import type { World } from '../../world.js'

type Known = Pick<Catalogue, 'sessions'>

/** So many unknown names show that the input is something else. */
const MOST_UNKNOWN = 5

/**
 * The names of sessions on stdin: what `list`, `agenda` and others print as tsv, csv, json, yaml or ids, with or without
 * heads, or the table of a list as a terminal showed it. Ends the run after some names that no session has, and if any row of a
 * table may be another session.
 */
export async function pipedNames({ stdin }: Pick<World, 'stdin'>, catalogue: Known): Promise<readonly string[]> {
  if (stdin.isTerminal) return fail(Exit.usage, { code: 'no-stdin' })
  const bytes = stdin.read()
  const text = new TextDecoder().decode(bytes)
  const titles = titlesInTable(text)
  if (titles) return sessionsShown(titles, catalogue)
  const ids = new Set(catalogue.sessions.map(({ id }) => id))
  const found = isDocument(text) ? await namesInDocument(bytes) : (namesInCsv(text, ids) ?? namesInLines(text, ids))
  // Blocks of an agenda are no sessions.
  const names = found.filter((name) => ids.has(name) || (name !== '' && name !== 'id' && !name.startsWith('block:')))
  return refuseUnknown(names, ids, catalogue)
}

/** Colours, links and what else terminals are told. */
const CONTROLS = pattern(String.raw`\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\[[0-9;?]*[ -/]*[@-~])|\r`, 'g')
const TABLE_HEAD = /^ *(#)? *(TIME +)?TITLE(?: {2,}[A-Z]|\s*$)/
/** `125 of 179. Folded: ...`, or `3 sessions.` */
const TABLE_END = /^\d+ (?:of|sessions?)\b/
/** A day, or the present moment. */
const BETWEEN = pattern(String.raw`^(?:[\p{L}\p{N}]|  \d\d?:\d\d(?: ?[ap]m)? now )`, 'u')

/** The titles as a table of `list` shows them, perhaps cut; undefined if the text has no such table. */
function titlesInTable(text: string): readonly string[] | undefined {
  const lines = text.replace(CONTROLS(), '').split('\n')
  const begin = lines.findIndex((line) => TABLE_HEAD.test(line))
  if (begin === -1) return undefined
  const [head = '', ...body] = lines.slice(begin)
  const [, numbered, time] = TABLE_HEAD.exec(head) ?? []
  const lead = numbered === undefined ? 0 : head.indexOf('#') + 1
  const length = body.findIndex((line) => TABLE_END.test(line))
  const rows = body
    .slice(0, length === -1 ? undefined : length)
    .filter((line) => (lead > 0 ? /^ *\d+$/.test(line.slice(0, lead)) : !BETWEEN().test(line)))
  return rows.flatMap((line) => {
    // Marks take two columns. A time is left out where it is that of the row above.
    const [first = '', second = ''] = line
      .slice(lead > 0 ? lead + 1 : 0)
      .slice(2)
      .split(/ {2,}/)
    const title = time !== undefined || first === '' ? second : first
    return title.trim() === '' ? [] : [title.trim()]
  })
}

/** The ids behind titles in a table, each of which must be that of one session only. */
function sessionsShown(titles: readonly string[], { sessions }: Known): readonly string[] {
  const known = sessions.map(({ id, title }) => ({ id, title: safe(title) }))
  const problems: UsageProblem[] = []
  const found = titles.flatMap((shown) => {
    const parts = shown.replace(/^\[cancelled\] /, '').split(/…|\.\.\./)
    const meant = known.filter(({ title }) => isShownAs(title, parts))
    if (meant.length !== 1) problems.push({ code: 'row-unclear', shown, sessions: meant.length })
    return meant.map(({ id }) => id)
  })
  return problems.length > 0 ? fail(Exit.usage, ...problems.slice(0, MOST_UNKNOWN)) : found
}

/** Whether a title has these parts in order: the first begins it or comes after a label, the last ends it. */
function isShownAs(title: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts.map((part) => part.trim())
  const last = others.pop()
  const begins = [0, ...Array.from(title.matchAll(/[:|] +/g), ({ index, 0: { length } }) => index + length)]
  return begins.some((begin) => {
    if (last === undefined) return title.slice(begin) === first
    let at = title.startsWith(first, begin) ? begin + first.length : -1
    for (const part of others) {
      const next = at === -1 ? -1 : title.indexOf(part, at)
      at = next === -1 ? -1 : next + part.length
    }
    return at !== -1 && title.endsWith(last) && title.length - last.length >= at
  })
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
