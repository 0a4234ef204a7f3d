import {
  type Agenda,
  appendTo,
  type Catalogue,
  type Dated,
  type Dropped,
  definedFields,
  type Note,
  type Seen,
  type Session,
  type Timed,
} from '../../model/index.js'
import { clockAt, type Day, type Instant, instant, type Minutes, parseDay } from '../../model/time.js'
import { openTime } from './assume-ends.js'
import { type Likeness, likelyPairs, likenessOf, pairLikenesses, pairProgrammes } from './same-sessions.js'
import { titleWords } from './similar-titles.js'

/** A session as remembered by an agenda: a pick, a drop, or something that a calendar was given. */
export type Remembered = Pick<Dropped, 'session' | 'seen'>

/** The session before and after a change of the programme. */
export interface BeforeAndAfter {
  readonly was?: Session
  readonly now?: Session
}

/**
 * Finds what an agenda remembers in the programme before and after, in the agenda's order. A session of the programme
 * before, found by its remembered identity or id, is followed by `pairSessions`; others are looked up by the same rules
 * in the form in which they were last seen. No session is found twice, and the surest matches come first. Without a
 * programme before, only what was seen counts. Linear.
 */
export function findAgain(
  kept: readonly Remembered[],
  before: readonly Session[],
  after: readonly Session[],
): readonly BeforeAndAfter[] {
  if (kept.length === 0) return []
  const pairs = pairProgrammes(before, after)
  const remembered = kept.map(likenessSeen)
  const had = pairLikenesses(remembered, before.map(likenessOf), { byIdentity: true })
  const places = kept.map((_, index): BeforeAndAfter => {
    const was = before[had.get(index) ?? -1]
    return was ? definedFields({ was, now: pairs.now.get(was) }) : {}
  })
  const taken = new Set(places.flatMap(({ now }) => now ?? []))
  const lookAmong = (sessions: readonly Session[], how: { readonly byIdentity: boolean }) => {
    // Without what was seen only the id can tell, which is an identity.
    const isOpen = (index: number) => !places[index]?.was && !places[index]?.now
    const rest = [...kept.keys()].filter((index) => isOpen(index) && (how.byIdentity || kept[index]?.seen))
    if (rest.length === 0) return
    const free = sessions.filter((session) => !taken.has(session))
    const likenesses = rest.map((index) => remembered[index] ?? {})
    for (const [here, there] of pairLikenesses(likenesses, free.map(likenessOf), how)) {
      const [index, now] = [rest[here], free[there]]
      if (index === undefined || now === undefined) continue
      places[index] = definedFields({ was: pairs.former.get(now), now })
      taken.add(now)
    }
  }
  lookAmong(after, { byIdentity: true })
  lookAmong(
    after.filter((session) => !pairs.former.has(session)),
    { byIdentity: false },
  )
  return places
}

/**
 * The session that each missing one of `kept` may have become, as a suggestion only. Sessions that are new since
 * `before` are preferred, then those that are not picked. Undefined if several are equally likely.
 */
export function likelyNow(
  kept: readonly Remembered[],
  picked: readonly Remembered[],
  before: readonly Session[],
  after: readonly Session[],
): ReadonlyMap<string, Session> {
  // Of a session that was never seen only the id is known, and nothing is like that.
  const seen = kept.filter((one) => one.seen)
  if (seen.length === 0) return new Map()
  const { former } = pairProgrammes(before, after)
  const mine = new Set(picked.map(({ session }) => session))
  const isFresh = (session: Session | undefined) =>
    session !== undefined && !mine.has(session.id) && !former.has(session)
  const likely = likelyPairs(seen.map(likenessSeen), after.map(likenessOf), (place) => isFresh(after[place]))
  return new Map(
    [...likely].flatMap(([here, there]) => {
      const [lost, session] = [seen[here], after[there]]
      return lost && session ? [[lost.session, session] as const] : []
    }),
  )
}

/** So many lost picks are named; more are hardly the work of a person, and are counted. */
const MOST_NAMED = 50

/** Notes on the picks that are not in the programme, with the sessions that they may have become. */
export function unknownPicks({ picks }: Agenda, { sessions }: Pick<Catalogue, 'sessions'>): readonly Note[] {
  if (picks.length === 0) return []
  const known = new Set(sessions.map(({ id }) => id))
  const lost = picks.filter(({ session }) => !known.has(session))
  const likely = likelyNow(lost, picks, [], sessions)
  const notes = lost.slice(0, MOST_NAMED).map(({ session, seen }): Note => {
    const now = likely.get(session)
    const named = now && { id: now.id, title: now.title }
    return definedFields({ code: 'pick-unknown', session, seen: !!seen, title: seen?.title, likely: named })
  })
  const others = lost.length - notes.length
  return others > 0 ? [...notes, { code: 'more-of-the-same', count: others }] : notes
}

/**
 * Possible replacements for the cancelled ones of `picked`, by their ids, as a suggestion: the only session of that
 * title that takes place, is not picked, and was not in the programme `before`.
 */
export function givenAnew(
  picked: readonly Remembered[],
  before: readonly Session[],
  after: readonly Session[],
): ReadonlyMap<string, Session> {
  const mine = new Set(picked.map(({ session }) => session))
  const off = after.filter(({ id, status }) => status === 'cancelled' && mine.has(id))
  if (off.length === 0) return new Map()
  const { former } = pairProgrammes(before, after)
  const fresh = new Map<string, Session[]>()
  for (const one of after) {
    if (one.status !== 'cancelled' && !mine.has(one.id) && !former.has(one)) appendTo(fresh, titleWords(one.title), one)
  }
  return new Map(
    off.flatMap(({ id, title }) => {
      const [found, another] = fresh.get(titleWords(title)) ?? []
      return found && !another ? [[id, found] as const] : []
    }),
  )
}

/** What is known of a session from when it was last seen. */
export function likenessSeen({ session: id, seen = {} }: Remembered): Likeness {
  const { uid, title, room, start } = seen
  return { id, uid, title, room, start: momentSeen(start) }
}

/** An instant or a day. Without an offset a time could be any of several instants. */
export function momentSeen(text: string | undefined): Instant | Day | undefined {
  if (text === undefined) return undefined
  return OFFSET.test(text) ? instant(Date.parse(text)) : parseDay(text)
}

const OFFSET = /T.*(?:Z|([+-])(\d{2}):?(\d{2}))$/

/**
 * The time of a session when it was last seen, on the clock of the written offset. Without a written end, the end is
 * unknown.
 */
export function whenSeen(seen: Seen = {}): Timed | Dated | undefined {
  const { start: begins, end: ends = begins } = seen
  const [start, end] = [momentSeen(begins), momentSeen(ends)]
  if (typeof start === 'string') return { kind: 'dated', day: start }
  if (start === undefined || typeof end !== 'number') return undefined
  const [offset, endOffset] = [offsetSeen(begins), offsetSeen(ends)]
  const when: Timed = { kind: 'timed', start, end, day: clockAt(start, offset).day, offset, endOffset, shift: 0 }
  return seen.end === undefined ? openTime(when) : when
}

function offsetSeen(text = ''): Minutes {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}
