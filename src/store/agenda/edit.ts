import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { textNode } from '../../formats/yaml/values.js'
import type { Agenda, Block } from '../../model/agenda.js'
import {
  agendaFields,
  blockFields,
  droppedFields,
  type Fields,
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
  editList(root, 'picks', before.picks, after.picks, pickFields, ({ session }) => session)
  if (writeSpan) {
    const fieldsOf = (block: Block) => blockFields(block, writeSpan)
    editList(root, 'blocks', before.blocks, after.blocks, fieldsOf, ({ title }) => title)
  }
  editList(root, 'walks', before.walks, after.walks, walkFields, (walk) => JSON.stringify(walk))
  editList(root, 'dropped', before.dropped, after.dropped, droppedFields, ({ session }) => session)
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

/** Items of the list that stay keep their nodes; one that changed is found again by its name. */
function editList<T>(
  root: YAMLMap,
  key: string,
  before: readonly T[],
  after: readonly T[],
  fieldsOf: (item: T) => Fields,
  nameOf: (item: T) => string,
): void {
  if (before.length === after.length && before.every((item, index) => item === after[index])) return
  const list = listAt(root, key)
  const left = new Map<string, Kept<T>[]>()
  before.forEach((item, index) => {
    const name = nameOf(item)
    left.set(name, [...(left.get(name) ?? []), { item, node: list.items[index] }])
  })
  list.items = after.map((item) => {
    const namesakes = left.get(nameOf(item)) ?? []
    const old = namesakes.find((candidate) => candidate.item === item) ?? namesakes[0]
    if (!old || !isMap(old.node)) return nodeOf(fieldsOf(item))
    left.set(
      nameOf(item),
      namesakes.filter((other) => other !== old),
    )
    editMap(old.node, fieldsOf(old.item), fieldsOf(item))
    return old.node
  })
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
  const old = pair.value
  if (isScalar(old)) {
    node.commentBefore = old.commentBefore ?? null
    node.comment = old.comment ?? null
    node.spaceBefore = old.spaceBefore ?? false
  }
  pair.value = node
}

function isFields(written: Written | undefined): written is Fields {
  return typeof written === 'object' && !isTexts(written)
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
