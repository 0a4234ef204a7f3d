import type { Seen, Session, When } from '../model/conference.js'
import { appendTo } from '../model/multimap.js'
import { parseDay } from '../model/time.js'
import { fold } from './fold.js'
import { likenessOf, pairLikenesses } from './same-sessions.js'
import { cleanTitle } from './session-kind.js'

/** A session as mentioned in somebody's file. */
export interface Mention {
  /** Set only if the file's ids are those of this programme. */
  readonly id?: string
  readonly uid?: string
  readonly title?: string
  readonly room?: string
  readonly start?: number | string
}

/**
 * The session that each mention refers to, or undefined: by the publisher's identity, then by id, then by title (as
 * cleaned by an import) and start; of several of these the one in that room, or else the first. Linear.
 */
export function recognise(
  mentions: readonly Mention[],
  sessions: readonly Session[],
): readonly (Session | undefined)[] {
  const named = mentions.map(({ id, uid, title }) => ({ id, uid, title }))
  const found = pairLikenesses(named, sessions.map(likenessOf), { byIdentity: true })
  const alike = sessionFinder(sessions)
  return mentions.map((mention, index) => {
    const known = sessions[found.get(index) ?? -1]
    if (known) return known
    const same = alike(mention)
    const { room } = mention
    return same.find((session) => room !== undefined && fold(session.room ?? '') === fold(room)) ?? same[0]
  })
}

export function sessionFinder(
  sessions: readonly Session[],
): (mention: globalThis.Pick<Mention, 'title' | 'start'>) => readonly Session[] {
  const alike = new Map<string, Session[]>()
  for (const session of sessions) {
    const key = keyOf(session.title, startOf(session.when))
    appendTo(alike, key, session)
  }
  return ({ title, start }) =>
    title === undefined || start === undefined ? [] : (alike.get(keyOf(title, start)) ?? [])
}

export function mentionOf(id: string, seen: Seen = {}): Mention {
  const { uid, title, room, start } = seen
  const day = parseDay(start ?? '')
  const moment = start === undefined ? Number.NaN : Date.parse(start)
  return {
    id,
    ...(uid !== undefined && { uid }),
    ...(title !== undefined && { title }),
    ...(room !== undefined && { room }),
    ...(day !== undefined ? { start: day } : !Number.isNaN(moment) && { start: moment }),
  }
}

/** The start of a session as in a mention; the empty string, which matches nothing, without a day. */
export function startOf(when: When): number | string {
  if (when.kind === 'unscheduled') return ''
  return when.kind === 'dated' ? when.day : when.start
}

function keyOf(title: string, start: number | string): string {
  return `${start} ${fold(cleanTitle(title).title)}`
}
