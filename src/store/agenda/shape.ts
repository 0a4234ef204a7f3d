import { basename, extname } from 'node:path'
import {
  either,
  from,
  identifier,
  oneOf,
  openList,
  scalar,
  slug,
  text,
  truth,
  wholeNumber,
} from '../../formats/own/field-kinds.js'
import type { Written } from '../../formats/own/field-times.js'
import {
  type Field,
  fileSchema,
  type JsonSchema,
  type Kind,
  mapping,
  optional,
  type Row,
  required,
  type Shape,
} from '../../formats/own/fields.js'
import type { Range } from '../../formats/own/findings.js'
import {
  type AgendaPick,
  DEFAULT_PRIORITY,
  type Dropped,
  definedFields,
  LONGEST,
  MOST_SEQUENCE,
  type Seen,
  STAGES,
  uniqueNames,
  type Walk,
  type Wishes,
} from '../../model/index.js'
import { DURATION_FORM, parseDay, readDuration, readNow } from '../../model/time.js'

/** Any visible text. */
export const words = text(LONGEST)

/** Keys that kubeplan does not know are the person's, or a newer version's: they stay and are not judged. */
export function shapeOf(fields: Readonly<Record<string, Shape['fields'][number]>>): Shape {
  return { fields: Object.values(fields), open: true }
}

/** All values of a row; those that are missing or wrong are undefined. */
export function valuesOf<F extends Readonly<Record<string, Field<unknown>>>>(row: Row, fields: F): ValuesOf<F> {
  const values: Partial<Record<keyof F, unknown>> = {}
  for (const name in fields) values[name] = row.get(fields[name] as Field<unknown>)
  return values as ValuesOf<F>
}

type ValuesOf<F> = { readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T | undefined : never }

/** A block as written; its times wait for the conference's clock. */
export interface WrittenBlock {
  readonly title: string
  readonly start: Written
  readonly end?: Written
  readonly duration?: number
  readonly room?: string
}

export const length: Kind<number> = from(text(40), (found, { range, findings }) => {
  const minutes = readDuration(found)
  if (minutes !== undefined) return minutes
  findings.report(range, (at) => ({ code: 'bad-time', at, text: found, form: DURATION_FORM }))
  return undefined
})

const written: Kind<Written> = scalar('a date and time', { type: 'string' }, (found, spot) => ({ text: found, spot }))

const BLOCK = {
  title: required('title', words, 'What it is.'),
  start: required('start', written, "2020-11-19 13:00 on the conference's clock, or an ISO time with offset."),
  end: optional('end', written, 'Like start, or only the time of day.'),
  duration: optional('duration', length, 'Instead of end.'),
  room: optional('room', words, 'Where it is.'),
}

export const block = mapping<WrittenBlock>(shapeOf(BLOCK), (row) => {
  const { title, start, end, duration, room } = valuesOf(row, BLOCK)
  if (end === undefined && duration === undefined && !row.has(BLOCK.end) && !row.has(BLOCK.duration)) {
    row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key: 'end' }))
  }
  if (row.has(BLOCK.end) && row.has(BLOCK.duration)) {
    row.findings.report(row.at(BLOCK.duration), (at) => ({ code: 'both-given', at, key: 'duration', other: 'end' }))
  }
  if (title === undefined || start === undefined) return undefined
  return definedFields({ title, start, end, duration, room })
})

const WALK = {
  from: optional('from', words, 'A room, or the start of its name.'),
  to: optional('to', words, 'The other room.'),
  within: optional('within', words, 'Between any two rooms whose names start like this.'),
  walk: required('walk', length, 'How long it takes, such as 6m.'),
}

const walk = mapping<Walk>(shapeOf(WALK), (row) => {
  const { from: start, to, within, walk: minutes } = valuesOf(row, WALK)
  if (row.has(WALK.within) && (row.has(WALK.from) || row.has(WALK.to))) {
    row.findings.report(row.at(WALK.within), (at) => ({ code: 'both-given', at, key: 'within', other: 'from' }))
  }
  if (!row.has(WALK.within)) {
    for (const { key } of [WALK.from, WALK.to].filter((field) => !row.has(field))) {
      row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key }))
    }
  }
  if (minutes === undefined) return undefined
  if (within !== undefined) return { within, walk: minutes }
  return start === undefined || to === undefined ? undefined : { from: start, to, walk: minutes }
})

/** A value and where it stands, for what can only be judged when the whole file is known. */
export interface Found<T> {
  readonly value: T
  readonly range: Range
}

const moment = timeKind('2020-11-18T12:00:00Z', (found) => readNow(found) !== undefined)

const momentOrDay = timeKind(
  '2020-11-20T16:00:00-05:00',
  (found) => readNow(found) !== undefined || parseDay(found) !== undefined,
)

function timeKind(form: string, isTime: (found: string) => boolean): Kind<string> {
  return scalar('a time', { type: 'string' }, (found, { range, findings }) => {
    if (isTime(found)) return found
    findings.report(range, (at) => ({ code: 'bad-time', at, text: found, form }))
    return undefined
  })
}

const SEEN = {
  uid: optional('uid', words, "The publisher's own identity."),
  title: optional('title', words, 'Its title.'),
  start: optional('start', momentOrDay, 'When it began, with offset; or its day.'),
  end: optional('end', momentOrDay, 'When it ended, with offset.'),
  room: optional('room', words, 'Where it was.'),
}

const seen = mapping<Seen>(shapeOf(SEEN), (row) => definedFields(valuesOf(row, SEEN)))

const sessionId = identifier(LONGEST)

const PICK = {
  session: required('session', sessionId, "The session's id."),
  stage: optional('stage', oneOf(STAGES), 'going, or maybe.'),
  priority: optional('priority', wholeNumber(1, 5), '1 nice ... 5 must; 3 when missing.'),
  note: optional('note', words, 'My own words, for me alone.'),
  take: optional('take', words, 'Why I recommend it, for others to read.'),
  rating: optional('rating', wholeNumber(1, 5), '1 to 5.'),
  attended: optional('attended', truth(), 'Whether I was there.'),
  takeaways: optional('takeaways', openList(words), 'What I learned.'),
  seen: optional('seen', seen, 'What it looked like when it was picked or last updated.'),
  sequence: optional(
    'sequence',
    wholeNumber(0, MOST_SEQUENCE),
    'Written by earlier versions; now counted in a file next to this one.',
  ),
  changed: optional('changed', moment, 'Written by earlier versions, in UTC.'),
}

const wholePick = mapping<Found<AgendaPick>>(shapeOf(PICK), (row) => {
  const { session, stage = 'going', priority = DEFAULT_PRIORITY, takeaways = [], ...rest } = valuesOf(row, PICK)
  if (session === undefined) return undefined
  const value = definedFields({ session, stage, priority, takeaways, ...rest })
  return { value, range: row.at(PICK.session) }
})

/** An id alone is a pick, too. */
const shortPick = from(sessionId, (session, { range }): Found<AgendaPick> => {
  return { value: { session, stage: 'going', priority: DEFAULT_PRIORITY, takeaways: [] }, range }
})

const pick = either(shortPick, wholePick)

const dropped = mapping<Dropped>(shapeOf(PICK), (row) => {
  const [session, last, changed] = [row.get(PICK.session), row.get(PICK.seen), row.get(PICK.changed)]
  if (session === undefined) return undefined
  return definedFields({ session, seen: last, changed, sequence: row.get(PICK.sequence) ?? 0 })
})

/** The number behind `agenda/`. */
const version: Kind<number> = scalar(
  'agenda/1',
  { type: 'string', pattern: '^agenda/[1-9]' },
  (found, { range, findings }) => {
    const number = /^agenda\/(\d{1,9})$/.exec(found)?.[1]
    if (number !== undefined && Number(number) > 0) return Number(number)
    findings.report(range, (at) => ({ code: 'not-an-agenda', at, found }))
    return undefined
  },
)

/** The keys of wishes, in an agenda and in the configuration. */
export const WISHES = {
  walk: optional('walk', length, 'How long it takes between different rooms, such as 5m.'),
  like: optional('like', openList(words), 'Interests, such as track:security:2.'),
  breaks: optional('breaks', openList(words), 'A break of each day, such as 12:00-14:00/45m.'),
}

const wishes = mapping<Wishes>(shapeOf(WISHES), (row) => definedFields(valuesOf(row, WISHES)))

/** The keys of an agenda file. */
export const AGENDA = {
  kubeplan: optional('kubeplan', version, 'agenda/1'),
  conference: required('conference', slug(LONGEST), "The conference's slug."),
  person: optional('person', words, 'Whose agenda it is.'),
  picks: optional('picks', openList(pick), 'Sessions, by id.'),
  blocks: optional('blocks', openList(block), 'My own commitments.'),
  walks: optional('walks', openList(walk), "My own walking times, used before the catalogue's."),
  dropped: optional('dropped', openList(dropped), 'Picks that were dropped.'),
  wishes: optional('wishes', wishes, 'What plans are made by; plan --save remembers it.'),
}

/** The JSON Schema of agenda/1. */
export function agendaSchema(): JsonSchema {
  return fileSchema('kubeplan agenda/1', "One person's picks and blocks for one conference.", shapeOf(AGENDA))
}

/** A file's name without folder and ending: whose it is, where it does not say so itself. */
export function stemOf(file: string): string {
  return basename(file, extname(file))
}

/** Of several people of one name all but the first get a number. */
export function withOwnNames<T extends { readonly name: string }>(people: readonly T[]): readonly T[] {
  const unique = uniqueNames(new Set(), (name, number) => `${name} ${number}`)
  return people.map((person) => ({ ...person, name: unique(person.name) }))
}
