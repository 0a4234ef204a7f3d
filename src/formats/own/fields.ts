import { definedFields, nearest, type Place, type Problem } from '../../model/index.js'
import { isOneTypoFrom } from '../../planning/selection/fold-text.js'
import { isNothing, isNull, rangeOf, type YamlMapping, type YamlNode, type YamlPair } from '../yaml/yaml-nodes.js'
import type { Findings, Range } from './findings.js'

/** A fragment of a JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The position of a value (its key and offsets), and a place to report its problems. */
export interface Spot {
  readonly key: string
  readonly range: Range
  readonly findings: Findings
}

/** The form of a type of value: the same definition reads it and describes it to an editor. */
export interface Kind<T> {
  readonly expected: string
  readonly schema: JsonSchema
  /** The value of a node that is not null, or undefined after reporting why it is invalid. */
  readonly read: (node: YamlNode, spot: Spot) => T | undefined
}

/** A kind whose values are single scalars: `judge` reads their text, wherever it came from. */
export interface TextKind<T> extends Kind<T> {
  readonly judge: (text: string, spot: Spot) => T | undefined
}

/** One key of a mapping, with values of kind `K`. `doc` is a sentence for people who write the file. */
export interface FieldOf<K extends Kind<unknown>> {
  readonly key: string
  readonly kind: K
  readonly doc: string
  readonly required: boolean
}

export type Field<T> = FieldOf<Kind<T>>

export function required<K extends Kind<unknown>>(key: string, kind: K, doc: string): FieldOf<K> {
  return { key, kind, doc, required: true }
}

export function optional<K extends Kind<unknown>>(key: string, kind: K, doc: string): FieldOf<K> {
  return { key, kind, doc, required: false }
}

/** The keys of a mapping in the order of the documentation, and what the schema says about them together. */
export interface Shape {
  readonly fields: readonly Field<unknown>[]
  readonly rules?: JsonSchema
  /** Unknown keys are allowed, with a warning for likely typos. For files that newer versions and people add to. */
  readonly open?: boolean
}

export interface Judgement<T> {
  readonly value?: T
  readonly problem?: Problem
}

/** Checks a text that is not in a file yet by the rules for reading it from one. */
export function judge<T>(kind: TextKind<T>, key: string, text: string, at: Place): Judgement<T> {
  const findings = new FirstFinding(at)
  const value = kind.judge(text, { key, range: NOWHERE, findings })
  if (findings.problem) return findings
  return value === undefined ? NOTHING : { value }
}

const NOWHERE: Range = [0, 0]
const NOTHING = {}

class FirstFinding implements Findings {
  problem?: Problem

  constructor(private readonly at: Place) {}

  report(_: Range, build: (at: Place) => Problem): void {
    this.problem ??= build(this.at)
  }

  warn(range: Range, build: (at: Place) => Problem): void {
    this.report(range, build)
  }

  place(): Place {
    return this.at
  }

  anyErrors(): boolean {
    return this.problem !== undefined
  }

  list(): readonly Problem[] {
    return this.problem ? [this.problem] : []
  }
}

/** A mapping whose keys have been checked; each field is read on demand. */
export interface Row {
  readonly get: <T>(field: Field<T>) => T | undefined
  readonly has: (field: Field<unknown>) => boolean
  /** The position of the field's value, or of the mapping if the field is missing. */
  readonly at: (field: Field<unknown>) => Range
  readonly items: (field: Field<unknown>) => readonly Range[]
  readonly range: Range
  readonly findings: Findings
}

/** A mapping of that shape, turned into a value by `build`. Every field that `build` reads is checked. */
export function mapping<T>(shape: Shape, build: (row: Row) => T | undefined): Kind<T> {
  return {
    expected: 'a mapping',
    schema: schemaOf(shape),
    read: (node, spot) =>
      node.kind === 'mapping' ? build(openRow(node, shape, spot.findings)) : wrongType('a mapping', node, spot),
  }
}

/** Reports unknown keys, missing keys and keys without a value. Of a repeated key the first counts. */
export function openRow(node: YamlMapping, shape: Shape, findings: Findings): Row {
  const row = new MappingRow(node, shape, findings)
  const known = keysOf(shape)
  const strangers: YamlPair[] = []
  for (const pair of node.items) {
    const key = keyOf(pair)
    if (key === undefined) continue
    if (!known.has(key)) strangers.push(pair)
    else if (isLeftAside(pair, shape)) findings.warn(rangeOf(pair), (at) => ({ code: 'nothing-below', at, key }))
  }
  for (const pair of strangers) {
    const [key, at] = [keyOf(pair) ?? '', rangeOf(pair)]
    const missing = shape.fields.filter((field) => !row.has(field)).map((field) => field.key)
    const called = missing.find((field) => isOtherWordFor(field, key))
    if (shape.open) warnOfSlip(key, called, at, missing, findings)
    else reportUnknown(key, called, at, known, findings)
  }
  for (const field of shape.fields) {
    const { key } = field
    if (field.required && !row.has(field)) findings.report(row.range, (at) => ({ code: 'missing-key', at, key }))
  }
  return row
}

/** There are many rows at once, so nothing is built before it is needed. */
class MappingRow implements Row {
  constructor(
    private readonly node: YamlMapping,
    private readonly shape: Shape,
    readonly findings: Findings,
  ) {}

  get range(): Range {
    return rangeOf(this.node)
  }

  has({ key }: Field<unknown>): boolean {
    return this.pairOf(key) !== undefined
  }

  at({ key }: Field<unknown>): Range {
    return placeOf(this.pairOf(key)) ?? this.range
  }

  items({ key }: Field<unknown>): readonly Range[] {
    const value = this.pairOf(key)?.value
    return value?.kind === 'list' ? value.items.map(rangeOf) : []
  }

  get<T>({ key, kind }: Field<T>): T | undefined {
    const pair = this.pairOf(key)
    return pair && readValue(pair.value, kind, { key, range: placeOf(pair) ?? this.range, findings: this.findings })
  }

  private pairOf(wanted: string): YamlPair | undefined {
    for (const pair of this.node.items) if (keyOf(pair) === wanted && !isLeftAside(pair, this.shape)) return pair
    return undefined
  }
}

function keyOf({ key }: YamlPair): string | undefined {
  return key.kind === 'scalar' ? key.source : undefined
}

/** A key without a value is ignored: the person may still want to fill it in. */
function isLeftAside(pair: YamlPair, { fields, open }: Shape): boolean {
  if (!open || !isNothing(pair)) return false
  return !fields.some(({ key, required }) => required && key === keyOf(pair))
}

export function readValue<T>(node: YamlNode | null, kind: Kind<T>, spot: Spot): T | undefined {
  return node === null || isNull(node) ? wrongType(kind.expected, node, spot) : kind.read(node, spot)
}

/** Reports what is wrong with a value. */
export function refuse({ range, findings }: Spot, build: (at: Place) => Problem): undefined {
  findings.report(range, build)
}

export function wrongType(expected: string, node: YamlNode | null, spot: Spot): undefined {
  return refuse(spot, (at) => ({ code: 'wrong-type', at, key: spot.key, expected, found: describe(node) }))
}

const keys = new WeakMap<Shape, ReadonlySet<string>>()

function keysOf(shape: Shape): ReadonlySet<string> {
  const known = keys.get(shape) ?? new Set(shape.fields.map(({ key }) => key))
  keys.set(shape, known)
  return known
}

export function schemaOf({ fields, rules, open }: Shape): JsonSchema {
  const needed = fields.filter((field) => field.required).map(({ key }) => key)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ key, kind, doc }) => [key, { description: doc, ...kind.schema }])),
    ...(needed.length > 0 && { required: needed }),
    ...(!open && { additionalProperties: false }),
    ...rules,
  }
}

/** The JSON Schema (draft 2020-12) of a whole file, for editors. */
export function fileSchema(title: string, description: string, shape: Shape): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schemaOf(shape) }
}

/** What people call the keys of catalogues and agendas who have not read which there are. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  sessions: 'talks schedule events program programme presentations lectures',
  conference: 'event info slug',
  timezone: 'tz time_zone zone',
  first_day: 'start starts from start_date first begin',
  last_day: 'end ends to until end_date last',
  title: 'name subject headline topic session talk',
  name: 'title',
  start: 'time starts from when begin begins start_time starts_at',
  end: 'ends to until till finish end_time ends_at',
  date: 'day',
  duration: 'length minutes',
  room: 'location place where venue hall stage',
  speakers: 'presenter presenters speaker speaker_name by who people authors author host hosts panelists',
  organization: 'company org employer affiliation',
  abstract: 'description summary details text about blurb',
  kind: 'type format session_type',
  track: 'category categories topic tracks stream theme',
  tags: 'tag keyword keywords label labels',
  level: 'difficulty audience',
  language: 'lang locale',
  url: 'link href website web uri page',
  video: 'recording youtube',
  capacity: 'size max_attendees',
  status: 'state',
  repeat_of: 'repeats repeat same_as',
  by: 'who author name from',
  points: 'text',
  text: 'quote why',
  person: 'name owner',
  picks: 'sessions talks favorites favourites favs bookmarks starred schedule',
  blocks: 'commitments busy meetings',
  session: 'id talk pick title name',
  stage: 'status state',
  priority: 'prio importance weight',
  note: 'comment comments notes remark memo',
  rating: 'stars score',
}

/** Whether people may call that field so. */
export function isOtherWordFor(field: string, key: string): boolean {
  const word = key
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replace(/[ -]/g, '_')
    .toLowerCase()
  return Object.hasOwn(OTHER_WORDS, field) && (OTHER_WORDS[field]?.split(' ').includes(word) ?? false)
}

function reportUnknown(
  key: string,
  called: string | undefined,
  range: Range,
  known: ReadonlySet<string>,
  findings: Findings,
): void {
  findings.report(range, (at) => {
    const [meant] = called === undefined ? nearest(key, known) : [called]
    return definedFields({ code: 'unknown-key', at, key, nearest: meant })
  })
}

/** An unknown key that is one typo away from a missing one, or another word for it, was probably meant to be it. */
function warnOfSlip(
  key: string,
  called: string | undefined,
  range: Range,
  missing: readonly string[],
  findings: Findings,
): void {
  const word = key.toLowerCase()
  const meant = called ?? missing.find((field) => field === word || isOneTypoFrom(word, field))
  if (meant === undefined) return
  findings.warn(range, (at) => ({ code: 'unknown-key', at, key, nearest: meant, severity: 'warning' }))
}

/** A missing value (`title:`) is reported at its key. */
function placeOf(pair: YamlPair | undefined): Range | undefined {
  if (!pair?.value) return pair && rangeOf(pair)
  const [start, end] = rangeOf(pair.value)
  return end > start ? [start, end] : rangeOf(pair)
}

function describe(node: YamlNode | null): string {
  if (node === null || isNull(node)) return 'nothing'
  return node.kind === 'scalar' ? 'text' : `a ${node.kind}`
}
