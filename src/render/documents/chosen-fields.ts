import { Exit, fail, nearest } from '../../model/index.js'
import type { Fields, Rows, Value } from './fields.js'

/** Which fields of each item a person wants, in which order. */
export interface Choice {
  readonly fields?: readonly string[] | undefined
  /** `false`: tables have no heads. */
  readonly header?: boolean | undefined
}

/** The columns of a table with these heads. An unknown one ends the run before anything is written. */
export function* chosenColumns(
  rows: Rows,
  { fields, header = true }: Choice,
): Generator<Rows extends Iterable<infer R> ? R : never> {
  let columns: readonly number[] | undefined
  let isHead = true
  for (const row of rows) {
    if (isHead) columns = fields?.map((field) => placeOf(field, row.map(String)))
    if (!isHead || header) yield columns ? columns.map((column) => row[column]) : row
    isHead = false
  }
}

function placeOf(field: string, known: readonly string[]): number {
  const at = known.indexOf(field)
  return at >= 0
    ? at
    : fail(Exit.usage, { code: 'unknown-field', field, nearest: nearest(field, known), known: [...new Set(known)] })
}

/** The list of what a document is about, by the document's type; the others are one item themselves. */
const LISTS: Readonly<Record<string, string>> = {
  'catalogue/1': 'sessions',
  'facets/1': 'values',
  'clashes/1': 'clashes',
  'agenda/1': 'picks',
  'problems/1': 'problems',
  'changes/1': 'changes',
  'conferences/1': 'conferences',
  'plan/1': 'chosen',
  'team/1': 'members',
}

/** A document with these fields of each item of its list. `known` fields may be missing in all of them. */
export function chosenFields(
  document: Fields,
  fields: readonly string[] | undefined,
  known: readonly string[],
): Fields {
  if (!fields) return document
  const { kubeplan = '', ...rest } = document
  const key = LISTS[String(kubeplan)]
  const items = key === undefined ? [rest] : itemsOf(document[key])
  const names = [...new Set([...known, ...items.flatMap((item) => Object.keys(item))])]
  // Nothing says what the items of an empty list would have.
  if (items.length > 0 || known.length > 0) for (const field of fields) placeOf(field, names)
  const pick = (item: Fields) =>
    Object.fromEntries(fields.flatMap((field) => (item[field] === undefined ? [] : [[field, item[field]]])))
  return key === undefined ? { kubeplan, ...pick(rest) } : { ...document, [key]: items.map(pick) }
}

function itemsOf(value: Value | undefined): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly Fields[]) : []
}

/** Heads of columns that name what a row is about; without them it is the first column. */
const IDS = ['id', 'first', 'second']

/** What the rows of a table are about, each once; of a plan only what it holds, and no blocks. */
export function idsOf(rows: Rows): readonly string[] {
  const [heads = [], ...items] = rows
  const named = IDS.map((name) => heads.indexOf(name)).filter((column) => column >= 0)
  const columns = named.length > 0 ? named : [0]
  const what = heads.indexOf('what')
  const shown = items.filter((row) => !NOT_IN_PLAN.has(String(row[what] ?? '')))
  const ids = shown.flatMap((row) => columns.map((column) => String(row[column] ?? '')))
  return [...new Set(ids)].filter((id) => id !== '' && !id.startsWith('block:'))
}

const NOT_IN_PLAN: ReadonlySet<string> = new Set(['left_out', 'unplaced'])
