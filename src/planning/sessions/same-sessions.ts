import { appendTo, DERIVED_UID, type Session, type When } from '../../model/index.js'
import { fold } from '../selection/fold-text.js'
import { addressKey, areSimilarTitles, holdsOther, titleWords } from './similar-titles.js'

/** A session, possibly without an id. */
export type Unnamed = Omit<Session, 'id'> & { readonly id?: string }

/** The known facts of a session that is looked up. Missing fields are unknown. */
export interface Likeness {
  readonly id?: string | undefined
  readonly uid?: string | undefined
  readonly source?: string | undefined
  readonly title?: string | undefined
  readonly people?: readonly string[]
  /** An instant, or a day if the time is unknown. */
  readonly start?: number | string | undefined
  readonly room?: string | undefined
  readonly url?: string | undefined
}

/** Which session of one schedule is which of another. Each occurs at most once. */
export interface SamePairs<Before = Session, After = Session> {
  readonly now: ReadonlyMap<Before, After>
  readonly former: ReadonlyMap<After, Before>
}

/**
 * Finds each session of `before` in `after`, the surest matches first: by the publisher's identity (first within the
 * same source) and by id. Then, among the rest, by address, by title and people, by title and start, by title if nobody
 * is named or the people overlap, and by start and room with a similar title or overlapping people, each only if the
 * match is unique. If an identity is repeated in a schedule, the id decides, then other equal fields, then the order.
 * An identity or id whose content moved elsewhere in the schedule comes last. The result is the same in both directions
 * and, unless identities repeat, in any file order. Linear.
 */
export function pairSessions<Before extends Unnamed, After extends Unnamed>(
  before: readonly Before[],
  after: readonly After[],
): SamePairs<Before, After> {
  const now = new Map<Before, After>()
  const former = new Map<After, Before>()
  if (before.length === 0 || after.length === 0) return { now, former }
  for (const [here, there] of pairLikenesses(before.map(likenessOf), after.map(likenessOf))) {
    const [was, is] = [before[here], after[there]]
    if (was === undefined || is === undefined) continue
    now.set(was, is)
    former.set(is, was)
  }
  return { now, former }
}

/** Pairs of programmes already compared, because an update needs them half a dozen times. */
const PAIRED = new WeakMap<readonly Session[], WeakMap<readonly Session[], SamePairs>>()

/** `pairSessions` for two programmes, computed once. */
export function pairProgrammes(before: readonly Session[], after: readonly Session[]): SamePairs {
  const known = PAIRED.get(before) ?? new WeakMap<readonly Session[], SamePairs>()
  PAIRED.set(before, known)
  const pairs = known.get(after) ?? (before === after ? itself(before) : pairSessions(before, after))
  known.set(after, pairs)
  return pairs
}

function itself(sessions: readonly Session[]): SamePairs {
  const now = new Map(sessions.map((session) => [session, session]))
  return { now, former: now }
}

export function likenessOf({ id, uid, source, title, speakers, when, room, url }: Unnamed): Likeness {
  const people = speakers.length === 0 ? NOBODY : speakers.map(({ name }) => name)
  return { id, uid, source, title, people, start: startOf(when), room, url }
}

const NOBODY: readonly string[] = []

function startOf(when: When): Likeness['start'] {
  if (when.kind === 'unscheduled') return undefined
  return when.kind === 'dated' ? when.day : when.start
}

/**
 * Pairs sessions by the rules of `pairSessions`, as indexes into the two lists. With `byIdentity`, only by uid and id,
 * if their content has not moved elsewhere.
 */
export function pairLikenesses(
  before: readonly Likeness[],
  after: readonly Likeness[],
  { byIdentity = false }: { readonly byIdentity?: boolean } = {},
): ReadonlyMap<number, number> {
  if (before.length === 0 || after.length === 0) return new Map()
  const [left, right] = [before.map(lookedAt), after.map(lookedAt)]
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  const isFree: IsFree = (side, place) => (side === 'left' ? !pairs.has(place) : !taken.has(place))
  const take = (find: () => readonly Place[]) => {
    if (pairs.size === left.length || taken.size === right.length) return
    for (const [here, there] of find()) {
      if (!isFree('left', here) || !isFree('right', there)) continue
      pairs.set(here, there)
      taken.add(there)
    }
  }

  const mayShare = sourcesThatMayShare(left, right)
  const knowsPeople = [...before, ...after].every(({ people }) => people !== undefined)
  const isAnyElsewhere = elsewhere(left, right, knowsPeople ? contentOf : appointmentOf)
  const isContentElsewhere: Fits = (a, b) => isAnyElsewhere(a, b) && !haveOneAppointment(a, b)
  const isTwinElsewhere = elsewhere(left, right, twinOf)
  const isUid: Fits = (a, b) => mayShare(a, b) && !isContentElsewhere(a, b)
  const isId: Fits = (a, b) => mayBearOneId(a, b) && !isContentElsewhere(a, b) && !isTwinElsewhere(a, b)
  for (const key of IDENTITIES) take(() => inOrder(left, right, isFree, key, isUid))
  take(() => inOrder(left, right, isFree, idOf, isId))
  if (!byIdentity) {
    take(() =>
      unique(
        left,
        right,
        () => true,
        addressOf,
        (a, b) => !isContentElsewhere(a, b),
      ),
    )
    // One rule's matches may leave a unique match for an earlier rule.
    for (let round = 0; round < 2; round++) {
      for (const key of CONTENTS) take(() => unique(left, right, isFree, key))
      take(() => unique(left, right, isFree, titleOf, nameNoOthers))
      take(() => alone(candidates(left, right, isFree, (one) => [slotOf(one)], isSameInSlot)))
    }
    take(() => inOrder(left, right, isFree, uidOf, mayShare))
    take(() => inOrder(left, right, isFree, idOf, mayBearOneId))
  }
  return pairs
}

/**
 * The session that each of `lost` may have become, without certainty: by title (of several, the one on that day, or
 * else in that room), by start and similar title, by a shared speaker and similar title, by similar title, by start and
 * room, by a shared speaker. Each match must be unique, and new sessions (`fresh`) come before old ones. Returns
 * indexes into `lost` and `after`. Words shared by very many titles are ignored, which keeps it nearly linear.
 */
export function likelyPairs(
  lost: readonly Likeness[],
  after: readonly Likeness[],
  fresh: (place: number) => boolean,
): ReadonlyMap<number, number> {
  const [left, right] = [lost.map(lookedAt), after.map(lookedAt)]
  const likely = new Map<number, number>()
  for (const isOpen of [fresh, () => true]) {
    const isFree: IsFree = (side, place) => (side === 'left' ? !likely.has(place) : isOpen(place))
    for (const [keysOf, fits] of LIKELY) {
      if (likely.size === left.length) return likely
      const found = candidates(left, right, isFree, keysOf, fits)
      const rivals = countBy(found, ([here]) => here)
      for (const [here, there] of found) if (rivals.get(here) === 1) likely.set(here, there)
    }
  }
  return likely
}

interface LookedAt {
  readonly one: Likeness
  words: string | undefined
  names: readonly string[] | undefined
}

function lookedAt(one: Likeness): LookedAt {
  return { one, words: undefined, names: one.people?.length === 0 ? NOBODY : undefined }
}

type Key = (known: LookedAt) => string | undefined
type Fits = (a: LookedAt, b: LookedAt) => boolean
type IsFree = (side: 'left' | 'right', place: number) => boolean
type Place = readonly [left: number, right: number]

function titleOf(known: LookedAt): string | undefined {
  if (known.one.title === undefined) return undefined
  known.words ??= titleWords(known.one.title)
  return known.words
}

function peopleOf(known: LookedAt): readonly string[] | undefined {
  if (known.one.people === undefined) return undefined
  known.names ??= [...new Set(known.one.people.map(fold))].sort()
  return known.names
}

function roomOf({ one: { room } }: LookedAt): string | undefined {
  return room === undefined ? undefined : fold(room)
}

const startOfOne = ({ one: { start } }: LookedAt) => start
/** The day in UTC, which is roughly the local one. */
const dayOf = ({ one: { start } }: LookedAt) =>
  typeof start === 'number' ? new Date(start).toISOString().slice(0, 10) : start
const idOf: Key = ({ one: { id } }) => id
const uidOf: Key = ({ one: { uid } }) => uid
const addressOf: Key = ({ one: { url } }) => (url === undefined ? undefined : addressKey(url))

/** Each value says where it ends, so that different values never give the same key. Cheaper than JSON. */
function keyOf(...values: readonly (string | number | readonly string[] | undefined)[]): string | undefined {
  let key = ''
  for (const value of values) {
    if (value === undefined) return undefined
    key +=
      typeof value === 'string'
        ? `${value.length}:${value}`
        : typeof value === 'number'
          ? `${value},`
          : `${value.length};${keyOf(...value)}`
  }
  return key
}

const slotOf: Key = (known) => keyOf(startOfOne(known), roomOf(known))

const twinOf: Key = (known) => {
  const title = titleOf(known)
  return title === undefined
    ? undefined
    : JSON.stringify([title, peopleOf(known) ?? null, startOfOne(known) ?? null, roomOf(known) ?? null])
}

function haveOneAppointment(a: LookedAt, b: LookedAt): boolean {
  const appointment = appointmentOf(a)
  return appointment !== undefined && appointment === appointmentOf(b)
}

const contentOf: Key = (known) => keyOf(titleOf(known), peopleOf(known))

/** A title at a time; it identifies a session whose people are unknown. */
const appointmentOf: Key = (known) => keyOf(titleOf(known), startOfOne(known))

const sourceOf = ({ one: { source } }: LookedAt) => source ?? ''

/** From strong to weak; see `pairSessions`. */
const IDENTITIES: readonly Key[] = [
  (known) => keyOf(uidOf(known), sourceOf(known), idOf(known)),
  (known) => keyOf(uidOf(known), sourceOf(known), twinOf(known)),
  (known) => keyOf(uidOf(known), sourceOf(known), contentOf(known)),
  (known) => keyOf(uidOf(known), sourceOf(known)),
  (known) => keyOf(uidOf(known), idOf(known)),
  (known) => keyOf(uidOf(known), contentOf(known)),
  uidOf,
]

const CONTENTS: readonly Key[] = [
  (known) => keyOf(titleOf(known), peopleOf(known), startOfOne(known), roomOf(known)),
  (known) => keyOf(titleOf(known), peopleOf(known), startOfOne(known)),
  (known) => keyOf(titleOf(known), peopleOf(known), roomOf(known)),
  contentOf,
  (known) => keyOf(titleOf(known), startOfOne(known), roomOf(known)),
  appointmentOf,
]

const LIKELY: readonly (readonly [keysOf: (known: LookedAt) => readonly (string | undefined)[], fits: Fits])[] = [
  [(known) => [keyOf(titleOf(known), dayOf(known))], () => true],
  [(known) => [keyOf(titleOf(known), roomOf(known))], () => true],
  [(known) => [titleOf(known)], () => true],
  [(known) => [keyOf(startOfOne(known))], isSimilar],
  [(known) => peopleOf(known) ?? [], isSimilar],
  [(known) => [...new Set(titleOf(known)?.split(' '))], isSimilar],
  [(known) => [slotOf(known)], (a, b) => !areOthers(a, b)],
  [(known) => peopleOf(known) ?? [], () => true],
]

/** An id proves nothing if both sessions have a publisher's identity, unless their content is the same. */
function mayBearOneId(a: LookedAt, b: LookedAt): boolean {
  if (!isPublished(a) || !isPublished(b)) return true
  if (titleOf(a) !== titleOf(b)) return false
  const [people, others] = [peopleOf(a), peopleOf(b)]
  return people === undefined || others === undefined || contentOf(a) === contentOf(b)
}

function isPublished({ one: { uid } }: LookedAt): boolean {
  return uid !== undefined && !uid.startsWith(DERIVED_UID)
}

function isSimilar({ one: { title: a } }: LookedAt, { one: { title: b } }: LookedAt): boolean {
  return a !== undefined && b !== undefined && areSimilarTitles(a, b)
}

/** Other people in the same place at the same time give another session, unless the titles agree. */
function isSameInSlot(a: LookedAt, b: LookedAt): boolean {
  if (shareSomebody(a, b)) return true
  if (areOthers(a, b)) return holdsOther(titleOf(a) ?? '', titleOf(b) ?? '')
  return isSimilar(a, b)
}

function shareSomebody(a: LookedAt, b: LookedAt): boolean {
  const names = new Set(peopleOf(a))
  return peopleOf(b)?.some((name) => names.has(name)) ?? false
}

/** Whether the people of both are known and may be the same; many formats name nobody. */
function nameNoOthers(a: LookedAt, b: LookedAt): boolean {
  return peopleOf(a) !== undefined && peopleOf(b) !== undefined && !areOthers(a, b)
}

function areOthers(a: LookedAt, b: LookedAt): boolean {
  const [some, others] = [peopleOf(a)?.length ?? 0, peopleOf(b)?.length ?? 0]
  return some > 0 && others > 0 && !shareSomebody(a, b)
}

/** Several joined feeds may use the same numbers for different sessions. */
function sourcesThatMayShare(left: readonly LookedAt[], right: readonly LookedAt[]): Fits {
  const [before, after] = [left, right].map((side) => new Set(side.map(sourceOf))) as [Set<string>, Set<string>]
  return (a, b) => sourceOf(a) === sourceOf(b) || !after.has(sourceOf(a)) || !before.has(sourceOf(b))
}

/**
 * Whether two sessions that differ in `key` cannot be the same because the content of one is elsewhere: exactly one
 * session on each side has that key. Never for a session without a title.
 */
function elsewhere(left: readonly LookedAt[], right: readonly LookedAt[], key: Key): Fits {
  let known: ReadonlySet<string> | undefined
  const find = () => {
    const [here, there] = [placesAlone(left, key), placesAlone(right, key)]
    return new Set(
      [...here].flatMap(([value, place]) =>
        place !== SEVERAL && (there.get(value) ?? SEVERAL) !== SEVERAL ? [value] : [],
      ),
    )
  }
  return (a, b) => {
    if (haveSameFacts(a, b)) return false
    const [was, is] = [key(a), key(b)]
    if (was === is || titleOf(a) === undefined || titleOf(b) === undefined) return false
    known ??= find()
    return (was !== undefined && known.has(was)) || (is !== undefined && known.has(is))
  }
}

/** Whether all that the keys of `elsewhere` are made of is the same, which most sessions are spared a key by. */
function haveSameFacts({ one: a }: LookedAt, { one: b }: LookedAt): boolean {
  if (a.title !== b.title || a.start !== b.start || a.room !== b.room) return false
  if (a.people === b.people) return true
  return a.people?.length === b.people?.length && a.people?.every((name, index) => name === b.people?.[index]) === true
}

/** The first of the left with a key and the first of the right with it, the second ones, and so on. */
function inOrder(
  left: readonly LookedAt[],
  right: readonly LookedAt[],
  isFree: IsFree,
  key: Key,
  fits: Fits,
): readonly Place[] {
  const next = new Map<string, number>()
  // The place on the right that has the same key next; most keys have one place, for which a list would be too dear.
  const further = new Int32Array(right.length).fill(NONE)
  for (let place = right.length - 1; place >= 0; place--) {
    const known = right[place]
    const value = known && isFree('right', place) ? key(known) : undefined
    if (value === undefined) continue
    further[place] = next.get(value) ?? NONE
    next.set(value, place)
  }
  return left.flatMap((known, here): Place[] => {
    const value = isFree('left', here) ? key(known) : undefined
    const place = value === undefined ? NONE : (next.get(value) ?? NONE)
    if (value === undefined || place === NONE) return []
    next.set(value, further[place] ?? NONE)
    return fitsAt(left, right, here, place, fits) ? [[here, place]] : []
  })
}

const NONE = -1

function unique(
  left: readonly LookedAt[],
  right: readonly LookedAt[],
  isFree: IsFree,
  key: Key,
  fits: Fits = () => true,
): readonly Place[] {
  const there = placesAlone(right, key, (place) => isFree('right', place))
  return [...placesAlone(left, key, (place) => isFree('left', place))].flatMap(([value, here]): Place[] => {
    const place = there.get(value) ?? SEVERAL
    if (here === SEVERAL || place === SEVERAL) return []
    return fitsAt(left, right, here, place, fits) ? [[here, place]] : []
  })
}

/** A key shared by more pairs is not specific enough. */
const MOST_PAIRS = 2_500

function candidates(
  left: readonly LookedAt[],
  right: readonly LookedAt[],
  isFree: IsFree,
  keysOf: (known: LookedAt) => readonly (string | undefined)[],
  fits: Fits,
): readonly Place[] {
  const byKey = (side: 'left' | 'right', all: readonly LookedAt[]) => {
    const found = new Map<string, number[]>()
    for (const [place, known] of all.entries()) {
      if (!isFree(side, place)) continue
      for (const key of keysOf(known)) if (key !== undefined) appendTo(found, key, place)
    }
    return found
  }
  const there = byKey('right', right)
  const looked = new Map<number, Set<number>>()
  const found: Place[] = []
  for (const [key, places] of byKey('left', left)) {
    const others = there.get(key) ?? []
    if (places.length * others.length > MOST_PAIRS) continue
    for (const here of places) {
      const before = looked.get(here) ?? new Set()
      looked.set(here, before)
      for (const place of others) {
        if (before.has(place)) continue
        before.add(place)
        if (fitsAt(left, right, here, place, fits)) found.push([here, place])
      }
    }
  }
  return found
}

function alone(pairs: readonly Place[]): readonly Place[] {
  const [lefts, rights] = [countBy(pairs, ([here]) => here), countBy(pairs, ([, there]) => there)]
  return pairs.filter(([here, there]) => lefts.get(here) === 1 && rights.get(there) === 1)
}

function fitsAt(left: readonly LookedAt[], right: readonly LookedAt[], here: number, there: number, fits: Fits) {
  const [a, b] = [left[here], right[there]]
  return a !== undefined && b !== undefined && fits(a, b)
}

const SEVERAL = -1

/** The place of each key that one session has; `SEVERAL` for the others. */
function placesAlone(
  all: readonly LookedAt[],
  key: Key,
  isFree: (place: number) => boolean = () => true,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [place, known] of all.entries()) {
    const value = isFree(place) ? key(known) : undefined
    if (value !== undefined) found.set(value, found.has(value) ? SEVERAL : place)
  }
  return found
}

function countBy(pairs: readonly Place[], side: (pair: Place) => number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(side(pair), (counts.get(side(pair)) ?? 0) + 1)
  return counts
}
