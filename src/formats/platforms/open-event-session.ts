import type { Place, Problem } from '../../model/problem.js'
import { field, itemsOf, nameOf, textAt } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'
import { entryOf, oneLine, proseOf, wholeTitle } from '../published/entry.js'
import type { PublishedEntry, PublishedTime } from '../published/published.js'
import { readWritten, spanOf } from '../published/written-time.js'

/** The value of a session under a key that is written with hyphens or with underscores. */
function said(session: JsonNode, ...keys: readonly string[]): string | undefined {
  return textAt(session, ...keys.flatMap((key) => [key, key.replaceAll('-', '_')]))
}

/** One session, its references resolved; nothing after telling why it is none. */
export function sessionFrom(session: JsonNode, at: Place, problems: Problem[]): PublishedEntry | undefined {
  if (session.kind !== 'object') {
    problems.push({ code: 'entry-left-out', at, reason: 'no-entry' })
    return undefined
  }
  const title = oneLine(said(session, 'title'))
  if (title === undefined) {
    problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    return undefined
  }
  const time = timeOf(session)
  if (typeof time === 'string') {
    problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text: time })
    return undefined
  }
  return entryOf({
    at,
    uid: said(session, 'id'),
    title: wholeTitle(title, said(session, 'subtitle')),
    sort: nameOf(field(session, 'session-type', 'session_type')),
    track: nameOf(field(session, 'track')),
    level: said(session, 'level'),
    room: nameOf(field(session, 'microlocation')),
    time,
    speakers: itemsOf(field(session, 'speakers')).flatMap((speaker) => {
      const [name, organization] = [nameOf(speaker), textAt(speaker, 'organisation', 'organization', 'company')]
      return name === undefined ? [] : [{ name, ...(organization !== undefined && { organization }) }]
    }),
    abstract: proseOf(said(session, 'short-abstract'), said(session, 'long-abstract')),
    url: said(session, 'signup-url'),
    video: said(session, 'video-url', 'video'),
    status: /^cancell?ed$/i.test(said(session, 'state') ?? '') ? 'cancelled' : 'confirmed',
  })
}

/** Answers the text of a time that cannot be read. */
function timeOf(session: JsonNode): PublishedTime | string {
  const [from, to] = [said(session, 'starts-at', 'start-time'), said(session, 'ends-at', 'end-time')]
  if (from === undefined) return { kind: 'unscheduled' }
  const start = readWritten(from)
  const end = to === undefined ? start : readWritten(to)
  if (!start) return from
  return end ? spanOf(start, end) : (to ?? '')
}
