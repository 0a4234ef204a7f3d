import { KINDS, type Speaker, STATUSES, type Take, type Takeaway } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { type Kind, mapping, optional, required, type Shape } from '../fields/fields.js'
import { either, from, identifier, list, oneOf, text, url } from '../fields/kinds.js'
import { ENTRIES, LIMITS } from '../fields/limits.js'
import { day, duration, moment } from '../fields/times.js'

export const NAME = text(LIMITS.name)

export const SPEAKER = {
  name: required('name', NAME, 'The name of the speaker.'),
  organization: optional('organization', NAME, 'Who the speaker works for or represents.'),
}

const speaker: Kind<Speaker> = either(
  from(NAME, (name) => ({ name })),
  mapping({ fields: Object.values(SPEAKER) }, (row) => {
    const [name, organization] = [row.get(SPEAKER.name), row.get(SPEAKER.organization)]
    return name === undefined ? undefined : defined({ name, organization })
  }),
)

const tracks: Kind<readonly string[]> = either(
  from(NAME, (track) => [track]),
  from(list(NAME, ENTRIES), (names) => [...new Set(names)]),
)

const TAKE = {
  by: required('by', text(LIMITS.name), 'Who recommends the session.'),
  text: required('text', text(LIMITS.prose), 'Why.'),
  source: optional('source', url(LIMITS.line), 'Where to read it.'),
}

const take: Kind<Take> = mapping({ fields: Object.values(TAKE) }, (row) => {
  const [by, reason, link] = [row.get(TAKE.by), row.get(TAKE.text), row.get(TAKE.source)]
  if (by === undefined || reason === undefined) return undefined
  return defined({ by, text: reason, source: link })
})

const TAKEAWAY = {
  by: required('by', text(LIMITS.name), 'Who learned something.'),
  points: required('points', list(text(LIMITS.prose), ENTRIES), 'What, point by point.'),
  source: optional('source', url(LIMITS.line), 'Where to read it.'),
}

const takeaway: Kind<Takeaway> = mapping({ fields: Object.values(TAKEAWAY) }, (row) => {
  const [by, points, link] = [row.get(TAKEAWAY.by), row.get(TAKEAWAY.points), row.get(TAKEAWAY.source)]
  if (by === undefined || points === undefined) return undefined
  return defined({ by, points, source: link })
})

export const SESSION = {
  id: optional('id', identifier(LIMITS.name), 'Stable and easy to type; derived from the title if missing.'),
  uid: optional('uid', identifier(LIMITS.title), "The publisher's own id of the session, if imported."),
  title: required('title', text(LIMITS.title), 'The title.'),
  kind: optional('kind', oneOf(KINDS), 'What kind of session it is; a talk if missing.'),
  track: optional('track', tracks, 'The track it belongs to, or a list of several.'),
  tags: optional('tags', list(NAME, ENTRIES), 'Words to find it by.'),
  level: optional('level', text(LIMITS.name), 'Who it is for; "any" means everyone.'),
  room: optional('room', text(LIMITS.name), 'The room it is in.'),
  start: optional('start', moment(false), "When it begins: YYYY-MM-DD HH:MM on the venue's clocks, or with an offset."),
  end: optional(
    'end',
    moment(true),
    'When it ends: like start, or HH:MM on the day of the start. Unknown if neither this nor duration is given.',
  ),
  duration: optional('duration', duration(), 'How long it lasts, such as 35m; instead of end.'),
  date: optional('date', day(), 'The day, YYYY-MM-DD, if no time is known; instead of start.'),
  speakers: optional('speakers', list(speaker, ENTRIES), 'Who speaks: names, or names and organizations.'),
  abstract: optional('abstract', text(LIMITS.prose), 'What it is about.'),
  url: optional('url', url(LIMITS.line), 'Its web page.'),
  video: optional('video', url(LIMITS.line), 'Its recording.'),
  repeatOf: optional('repeat_of', identifier(LIMITS.name), 'The id of the session that this one repeats.'),
  status: optional('status', oneOf(STATUSES), 'Confirmed if missing.'),
  source: optional(
    'source',
    text(LIMITS.line),
    'The url of the source it came from; written by import if there are several.',
  ),
  takes: optional('takes', list(take, ENTRIES), 'Why people recommend it.'),
  takeaways: optional('takeaways', list(takeaway, ENTRIES), 'What people learned from it.'),
}

export const SESSION_SHAPE: Shape = {
  fields: Object.values(SESSION),
  rules: {
    dependentRequired: { end: ['start'], duration: ['start'] },
    allOf: [{ not: { required: ['date', 'start'] } }, { not: { required: ['end', 'duration'] } }],
  },
}
