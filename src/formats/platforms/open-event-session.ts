import type { Place, Problem } from '../../model/problem.js'
import { field, itemsOf, nameOf, textAt } from '../json/fields.js'
import type { JsonNode } from '../json/text.js'
import { entryOf, namedSpeaker, proseOf, wholeTitle } from '../published/entry.js'
import type { PublishedEntry, PublishedTime } from '../published/published.js'
import { timeBetween } from '../published/written-time.js'
import { headOf } from './entry-head.js'

function said(session: JsonNode, ...keys: readonly string[]): string | undefined {
  return textAt(session, ...keys.flatMap((key) => [key, key.replaceAll('-', '_')]))
}

/** One session with its references resolved; undefined after reporting why it is not one. */
export function sessionFrom(session: JsonNode, at: Place, problems: Problem[]): PublishedEntry | undefined {
  const head = headOf(session, at, { title: (one) => said(one, 'title'), time: timeOf }, problems)
  if (!head) return undefined
  return entryOf({
    at,
    uid: said(session, 'id'),
    title: wholeTitle(head.title, said(session, 'subtitle')),
    sort: nameOf(field(session, 'session-type', 'session_type')),
    tracks: [nameOf(field(session, 'track'))],
    level: said(session, 'level'),
    room: nameOf(field(session, 'microlocation')),
    time: head.time,
    speakers: itemsOf(field(session, 'speakers')).flatMap((speaker) =>
      namedSpeaker(nameOf(speaker), textAt(speaker, 'organisation', 'organization', 'company')),
    ),
    abstract: proseOf(said(session, 'short-abstract'), said(session, 'long-abstract')),
    url: said(session, 'signup-url'),
    video: said(session, 'video-url', 'video'),
    status: /^cancell?ed$/i.test(said(session, 'state') ?? '') ? 'cancelled' : 'confirmed',
  })
}

function timeOf(session: JsonNode): PublishedTime | string {
  return timeBetween(said(session, 'starts-at', 'start-time'), said(session, 'ends-at', 'end-time'))
}
