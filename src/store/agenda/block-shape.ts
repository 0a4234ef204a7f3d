import type { Written } from '../../formats/own/field-times.js'
import { type Kind, mapping, optional, required } from '../../formats/own/fields.js'
import { from, scalar, text } from '../../formats/own/kinds.js'
import type { Walk } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { DURATION_FORM, readDuration } from '../../model/time.js'
import { shapeOf, words } from './words.js'

/** A block as written; its times wait for the conference's clock. */
export interface WrittenBlock {
  readonly title: string
  readonly start: Written
  readonly end?: Written
  readonly duration?: number
  readonly room?: string
}

const length: Kind<number> = from(text(40), (found, { range, findings }) => {
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
  const [title, start, end] = [row.get(BLOCK.title), row.get(BLOCK.start), row.get(BLOCK.end)]
  const [duration, room] = [row.get(BLOCK.duration), row.get(BLOCK.room)]
  if (end === undefined && duration === undefined && !row.has(BLOCK.end) && !row.has(BLOCK.duration)) {
    row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key: 'end' }))
  }
  if (row.has(BLOCK.end) && row.has(BLOCK.duration)) {
    row.findings.report(row.at(BLOCK.duration), (at) => ({ code: 'both-given', at, key: 'duration', other: 'end' }))
  }
  if (title === undefined || start === undefined) return undefined
  return defined({ title, start, end, duration, room })
})

const WALK = {
  from: optional('from', words, 'A room, or the start of its name.'),
  to: optional('to', words, 'The other room.'),
  within: optional('within', words, 'Between any two rooms whose names start like this.'),
  walk: required('walk', length, 'How long it takes, such as 6m.'),
}

export const walk = mapping<Walk>(shapeOf(WALK), (row) => {
  const [start, to, within, minutes] = [row.get(WALK.from), row.get(WALK.to), row.get(WALK.within), row.get(WALK.walk)]
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
