import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { fromLibrary, textNode } from '../../formats/yaml/yaml.js'
import { saysNothing } from '../../formats/yaml/yaml-nodes.js'
import { type Agenda, type AgendaPick, appendTo, type Block, type Dropped } from '../../model/index.js'
import {
  agendaFields,
  blockFields,
  droppedFields,
  type Fields,
  isFields,
  isTexts,
  pickFields,
  sameWritten,
  type WriteSpan,
  type Written,
  walkFields,
} from './fields.js'

/**
 * Carries what differs between two agendas into the document that `before` was read from. What does not differ is not
 * touched, so comments, order, spelling and fields of others stay. Without `writeSpan` blocks are not looked at.
 */
export function editAgenda(root: YAMLMap, before: Agenda, after: Agenda, writeSpan: WriteSpan | undefined): void {
  editMap(root, agendaFields(before), agendaFields(after))
  editList(root, 'picks', before.picks, after.picks, pickFields, PICK_NAMES)
  if (writeSpan) {
    const fieldsOf = (block: Block) => blockFields(block, writeSpan)
    editList(root, 'blocks', before.blocks, after.blocks, fieldsOf, [({ title }) => title])
  }
  editList(root, 'walks', before.walks, after.walks, walkFields, [(walk) => JSON.stringify(walk)])
  editList(root, 'dropped', before.dropped, after.dropped, droppedFields, PICK_NAMES)
}

function editMap(map: YAMLMap, before: Fields, after: Fields): void {
  for (const [key, wanted] of Object.entries(after)) {
    const was = before[key]
    if (sameWritten(was, wanted)) continue
    const node = map.get(key, true) as Node | undefined
    if (wanted === undefined) map.delete(key)
    else if (isMap(node) && isFields(was) && isFields(wanted)) editMap(node, was, wanted)
    else put(map, key, nodeOf(wanted))
  }
  // A length beside an end that was just written would say it twice.
  if (!sameWritten(before['end'], after['end'])) map.delete('duration')
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

/** Items of the list that stay keep their nodes; one that changed is found again by its names. */
function editList<T>(
  root: YAMLMap,
  key: string,
  before: readonly T[],
  after: readonly T[],
  fieldsOf: (item: T) => Fields,
  names: Names<T>,
): void {
  if (before.length === after.length && before.every((item, index) => item === after[index])) return
  const list = listAt(root, key)
  const written = list.items.filter((node) => !saysNothing(fromLibrary(node)))
  const old = before.map((item, index): Kept<T> => ({ item, node: written[index] }))
  const kept = keptBy(names, old, after)
  list.items = after.map((item) => {
    const was = kept.get(item)
    if (was?.node !== undefined && was.item === item) return was.node
    if (!was || !isMap(was.node)) return inPlaceOf(was?.node, nodeOf(fieldsOf(item)))
    editMap(was.node, fieldsOf(was.item), fieldsOf(item))
    return was.node
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
  readonly node: unknown
}

function listAt(root: YAMLMap, key: string): YAMLSeq {
  const old = root.get(key, true)
  if (isSeq(old)) {
    // An empty list can only be written as `[]`, which says nothing about how the person likes full ones.
    if (old.items.length === 0) old.flow = false
    return old
  }
  const list = new YAMLSeq()
  put(root, key, list)
  return list
}

function put(map: YAMLMap, key: string, node: Node): void {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key)
  if (!pair) {
    map.items.push(new Pair(new Scalar(key), node))
    return
  }
  pair.value = inPlaceOf(pair.value, node)
}

/** A node with what the person wrote around the one that it replaces. */
function inPlaceOf(old: unknown, node: Node): Node {
  if (isScalar(old)) {
    node.commentBefore = old.commentBefore ?? null
    node.comment = old.comment ?? null
    node.spaceBefore = old.spaceBefore ?? false
  }
  return node
}

function nodeOf(written: Written): Node {
  if (typeof written === 'string') return textNode(written)
  if (typeof written !== 'object') return new Scalar(written)
  if (isTexts(written)) {
    const list = new YAMLSeq()
    list.items = written.map(textNode)
    return list
  }
  const map = new YAMLMap()
  for (const [key, value] of Object.entries(written)) {
    if (value !== undefined) map.items.push(new Pair(new Scalar(key), nodeOf(value)))
  }
  return map
}
