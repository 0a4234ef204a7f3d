import { saysNothing, underKey, type YamlMapping, type YamlNode } from '../../formats/yaml/yaml-nodes.js'
import { type Agenda, type AgendaPick, appendTo, type Block, type Dropped } from '../../model/index.js'
import {
  agendaFields,
  blockFields,
  droppedFields,
  type Fields,
  isFields,
  pickFields,
  sameWritten,
  type WriteSpan,
  walkFields,
} from './fields.js'
import { type Change, type Changes, type Item, spliced } from './splice.js'

/**
 * The text of an agenda file in which `after` replaces `before`, which is what `root` of that text says. Lines that differ in
 * nothing are not touched, so comments, order, spelling and fields of others stay. Without `writeSpan` blocks are not
 * looked at.
 */
export function editAgenda(
  text: string,
  root: YamlMapping,
  before: Agenda,
  after: Agenda,
  writeSpan: WriteSpan | undefined,
): string {
  const changes = new Map(differences(agendaFields(before), agendaFields(after)))
  const edit = <T extends object>(
    key: string,
    old: readonly T[],
    now: readonly T[],
    fieldsOf: (item: T) => Fields,
    names: Names<T>,
  ) => {
    if (old.length === now.length && old.every((item, index) => item === now[index])) return
    changes.set(key, { what: 'items', items: changedItems(nodesIn(root, key), old, now, fieldsOf, names) })
  }
  edit('picks', before.picks, after.picks, pickFields, PICK_NAMES)
  if (writeSpan) {
    const fieldsOf = (block: Block) => blockFields(block, writeSpan)
    edit('blocks', before.blocks, after.blocks, fieldsOf, [({ title }) => title])
  }
  edit('walks', before.walks, after.walks, walkFields, [(walk) => JSON.stringify(walk)])
  edit('dropped', before.dropped, after.dropped, droppedFields, PICK_NAMES)
  return changes.size === 0 ? text : spliced(text, root, changes)
}

function differences(before: Fields, after: Fields): Changes {
  const changes = new Map<string, Change>()
  for (const [key, wanted] of Object.entries(after)) {
    const was = before[key]
    if (sameWritten(was, wanted)) continue
    if (wanted === undefined) changes.set(key, { what: 'gone' })
    else if (isFields(was) && isFields(wanted))
      changes.set(key, { what: 'fields', changes: differences(was, wanted), value: wanted })
    else changes.set(key, { what: 'value', value: wanted })
  }
  // A length beside an end that was just written would say it twice.
  if (!sameWritten(before['end'], after['end'])) changes.set('duration', { what: 'gone' })
  return changes
}

/** What an item of a list is known by, the surest first; an empty name is none. */
type Names<T> = readonly ((item: T) => string)[]

/** An update may give a pick another id: then it is still what it was seen as. */
const PICK_NAMES: Names<AgendaPick | Dropped> = [
  ({ session, seen }) => (seen?.uid === undefined ? '' : JSON.stringify([session, seen.uid])),
  ({ seen }) => seen?.uid ?? '',
  ({ session }) => session,
  ({ seen }) => (seen ? JSON.stringify(seen) : ''),
]

/** The items of a list that say something. */
function nodesIn(root: YamlMapping, key: string): readonly YamlNode[] {
  const list = underKey(root, key)
  return list?.kind === 'list' ? list.items.filter((node) => !saysNothing(node)) : []
}

/**
 * Items that stay keep their nodes; one that changed is found again by its names. What is the same at both ends of the list,
 * which is nearly all of it as a rule, is not looked up.
 */
function changedItems<T>(
  nodes: readonly YamlNode[],
  before: readonly T[],
  after: readonly T[],
  fieldsOf: (item: T) => Fields,
  names: Names<T>,
): readonly Item[] {
  const shorter = Math.min(before.length, after.length)
  let [head, tail] = [0, 0]
  while (head < shorter && before[head] === after[head]) head++
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const old = before.map((item, index): Kept<T> => ({ item, node: nodes[index] }))
  const kept = keptBy(names, old.slice(head, old.length - tail), after.slice(head, after.length - tail))
  return after.map((item, index) => {
    const isMiddle = index >= head && index < after.length - tail
    const was = isMiddle ? kept.get(item) : old.at(index < head ? index : index - after.length)
    const value = () => fieldsOf(item)
    if (!was?.node) return { value }
    if (was.item === item) return { was: was.node, value }
    return { was: was.node, changes: differences(fieldsOf(was.item), value()), value }
  })
}

/** Which old item each new one was: of namesakes the same object, else the first that is left. */
function keptBy<T>(names: Names<T>, old: readonly Kept<T>[], after: readonly T[]): ReadonlyMap<T, Kept<T>> {
  const kept = new Map<T, Kept<T>>()
  const taken = new Set<Kept<T>>()
  for (const nameOf of names) {
    const left = new Map<string, Kept<T>[]>()
    for (const one of old) {
      const name = taken.has(one) ? '' : nameOf(one.item)
      if (name !== '') appendTo(left, name, one)
    }
    for (const item of after) {
      const namesakes = kept.has(item) ? [] : (left.get(nameOf(item)) ?? []).filter((one) => !taken.has(one))
      const found = namesakes.find((one) => one.item === item) ?? namesakes[0]
      if (!found) continue
      kept.set(item, found)
      taken.add(found)
    }
  }
  return kept
}

interface Kept<T> {
  readonly item: T
  readonly node: YamlNode | undefined
}
