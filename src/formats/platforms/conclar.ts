import type { Place, Problem } from '../../model/index.js'
import { brokenFile, type Range } from '../own/findings.js'
import {
  entryOf,
  headOf,
  namedSpeaker,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  type Unread,
} from '../published/published.js'
import { spanOnDay, stated } from '../published/written-time.js'
import { field, itemsOf, type JsonNode, nameOf, outlineOf, readJson, several, textAt, textOf } from '../text/json.js'
import { type Label, sorted } from './sessionize.js'

/** Where a script assigns the programme or the people. */
const ASSIGNED = /(?:^|[\s;,.])(?:program|people)\s*=\s*(?=\[)/

/**
 * The programme of a convention, or its people, as KonOpas and ConClár read them: JSON, or a script that assigns the
 * lists (`var program = [...]`).
 */
export function recognise(beginning: string): boolean {
  const script = ASSIGNED.exec(beginning)
  const paths = outlineOf(script ? beginning.slice(script.index + script[0].length) : beginning)
  return ['[]', 'program[]', 'people[]'].some((list) => {
    const has = (...keys: readonly string[]) => keys.some((key) => paths.has(`${list}.${key}`))
    const isItem = has('mins') && has('date', 'datetime', 'time') && has('loc', 'people', 'desc', 'tags')
    return isItem || (has('prog') && has('name', 'sortname', 'bio'))
  })
}

/**
 * Reads items and the people named by them. Times are the venue's where they have no offset. A script is never run: the
 * lists in it are read as JSON.
 */
export function read(text: string, file: string): PublishedReading {
  const lists = listsIn(text)
  const problems: Problem[] = []
  const records: { readonly node: JsonNode; readonly place: (node: JsonNode) => Place }[] = []
  for (const list of lists.length === 0 ? [undefined] : lists) {
    const reading = readJson(text, file, list)
    if (!reading.ok) return reading
    const { root, place } = reading
    const named = ['program', 'people'].flatMap((key) => field(root, key) ?? [])
    if (root.kind !== 'array' && named.length === 0) return brokenFile(place(root), 'KonOpas JSON', 'it has no program')
    problems.push(...reading.problems)
    for (const node of [root, ...named].flatMap(itemsOf)) records.push({ node, place })
  }
  const isPerson = (node: JsonNode) => field(node, 'title') === undefined && field(node, 'name', 'prog') !== undefined
  const people = new Map(records.flatMap(({ node }) => (isPerson(node) ? personOf(node) : [])))
  const items = records.filter(({ node }) => !isPerson(node))
  const labels = labelsIn(items.map(({ node }) => node))
  const entries = items.flatMap(({ node, place }) => {
    const at = place(node)
    const head = headOf(node, at, { title: (one) => textAt(one, 'title'), time: timeOf }, problems)
    return head ? entryFrom(node, { labels, people }, { at, ...head }) : []
  })
  return { ok: true, published: { format: 'conclar', people, entries, problems } }
}

/** The two lists of a text that are in nothing else: of the programme and of the people, or without a name. */
function listsIn(text: string): readonly Range[] {
  const lists: Range[] = []
  let [depth, start] = [0, -1]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '/' && text.charAt(at + 1) === '/') at = endAfter(text, '\n', at)
    else if (sign === '/' && text.charAt(at + 1) === '*') at = endAfter(text, '*/', at)
    else if (sign === '[' || sign === '{') {
      if (depth === 0 && sign === '[') start = at
      depth++
    } else if ((sign === ']' || sign === '}') && depth > 0) {
      depth--
      if (depth === 0 && start !== -1) lists.push([start, at + 1])
      if (depth === 0) start = -1
    }
  }
  if (start !== -1) lists.push([start, text.length])
  const nameOf = ([begin]: Range) => /([\w$]+)\s*=\s*$/.exec(text.slice(Math.max(0, begin - 100), begin))?.[1]
  return lists.filter((list) => /^program$|^people$/.test(nameOf(list) ?? 'program')).slice(0, 2)
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1
  return at
}

function endAfter(text: string, mark: string, start: number): number {
  const end = text.indexOf(mark, start + 2)
  return end === -1 ? text.length : end + mark.length - 1
}

type Names = ReadonlyMap<string, string>

function personOf(node: JsonNode): readonly (readonly [string, string])[] {
  const written = field(node, 'name')
  const [first, last, prefix, suffix] = itemsOf(written).map((part) => textOf(part))
  const name = textOf(written) ?? [prefix, first, last, suffix].filter((part) => part !== undefined).join(' ')
  const id = textAt(node, 'id')
  return id === undefined || name === '' ? [] : [[id, name]]
}

/** What a tag means by its id. It is written once, with any of the items that have it. */
type Labels = ReadonlyMap<string, Label>

function labelsIn(items: readonly JsonNode[]): Labels {
  const labels = new Map<string, Label>()
  for (const tag of items.flatMap((node) => itemsOf(field(node, 'tags')))) {
    const [id, name] = [textAt(tag, 'value'), textAt(tag, 'label')]
    if (id !== undefined && name !== undefined) labels.set(id, { category: textAt(tag, 'category') ?? '', name })
  }
  return labels
}

/** A tag is a text, which may begin with its category ("Track: Art"), or an object. */
function labelOf(tag: JsonNode, labels: Labels): readonly Label[] {
  if (tag.kind === 'object') {
    const name = textAt(tag, 'label')
    const known = labels.get(textAt(tag, 'value') ?? '')
    const own = name === undefined ? [] : [{ category: textAt(tag, 'category') ?? '', name }]
    return known ? [known] : own
  }
  const [, category = '', name = ''] = /^(?:([^:\d]{1,20}):)?\s*(.+)$/s.exec(textOf(tag) ?? '') ?? []
  return name === '' ? [] : [{ category, name }]
}

interface Context {
  readonly labels: Labels
  readonly people: Names
}

function entryFrom(
  node: JsonNode,
  { labels, people }: Context,
  head: Pick<PublishedEntry, 'at' | 'title' | 'time'>,
): PublishedEntry {
  const format = textAt(node, 'format')
  const tags = itemsOf(field(node, 'tags')).flatMap((tag) => labelOf(tag, labels))
  const links = field(node, 'links')
  const [room, area] = several(field(node, 'loc')).flatMap((part) => stated(nameOf(part)) ?? [])
  const persons = itemsOf(field(node, 'people'))
  const isUnrecorded = tags.some(({ name }) => /^(?:not recorded|no recording|not streamed or recorded)$/i.test(name))
  const sorts = format === undefined ? [] : [{ category: 'Format', name: format }]
  const said = sorted([...sorts, ...tags])
  return entryOf({
    ...head,
    uid: textAt(node, 'id'),
    ...said,
    // KonOpas has no categories: its tags are tracks.
    ...(tags.every(({ category }) => category === '') && { tracks: said.tags, tags: [] }),
    room,
    venue: area === undefined ? undefined : { name: area },
    speakers: persons.flatMap((person) => namedSpeaker(nameOfPerson(person, people))),
    people: persons.flatMap((person) => {
      return nameOfPerson(person, people) === undefined ? (textAt(person, 'id') ?? []) : []
    }),
    abstract: proseOf(textAt(node, 'desc', 'description')),
    url: textAt(links, 'url', 'signup', 'meeting'),
    video: textAt(links, 'recording'),
    conditions: isUnrecorded ? { recorded: false } : undefined,
  })
}

function nameOfPerson(person: JsonNode, people: Names): string | undefined {
  const name = person.kind === 'object' ? textAt(person, 'name') : textOf(person)
  return name?.replace(/\s*\((?:moderator|m)\)$/i, '') ?? people.get(textAt(person, 'id') ?? '')
}

/** The date and time are in one field or two. */
function timeOf(node: JsonNode, unread: Unread): PublishedTime {
  const whole = textAt(node, 'datetime')
  const [date, clock] = whole === undefined ? [textAt(node, 'date'), textAt(node, 'time')] : [whole, undefined]
  return spanOnDay({ date, clock, length: textAt(node, 'mins') }, unread)
}
