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
  return pairsAt(before, after, pairPlaces(before, after))
}

/** `pairSessions`, as indexes into the two lists. */
export function pairPlaces(before: readonly Unnamed[], after: readonly Unnamed[]): ReadonlyMap<number, number> {
  return pairSides(sideOf(before, likenessOf), sideOf(after, likenessOf))
}

function pairsAt<Before, After>(
  before: readonly Before[],
  after: readonly After[],
  places: ReadonlyMap<number, number>,
): SamePairs<Before, After> {
  const now = new Map<Before, After>()
  const former = new Map<After, Before>()
  for (const [here, there] of places) {
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
  const known = PAIRED.get(before)?.get(after)
  if (known) return known
  return rememberPairs(before, after, before === after ? itself(before) : pairSessions(before, after))
}

/** Makes known how two programmes are paired, which was found before the sessions of `after` had all their ids. */
export function rememberPlaces(
  before: readonly Session[],
  after: readonly Session[],
  places: ReadonlyMap<number, number>,
): void {
  rememberPairs(before, after, pairsAt(before, after, places))
}

function rememberPairs(before: readonly Session[], after: readonly Session[], pairs: SamePairs): SamePairs {
  PAIRED.set(before, (PAIRED.get(before) ?? new WeakMap<readonly Session[], SamePairs>()).set(after, pairs))
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

/** The start of a session or, if that is unknown, its day. */
export function startOf(when: When): Likeness['start'] {
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
  how: HowToPair = {},
): ReadonlyMap<number, number> {
  return pairSides(sideOf(before, itsLikeness), sideOf(after, itsLikeness), how)
}

interface HowToPair {
  readonly byIdentity?: boolean
}

/** The sessions of one programme, each looked at when it is needed: all at once they take much memory. */
interface Side {
  readonly length: number
  readonly at: (place: number) => Likeness
}

function sideOf<T>(sessions: readonly T[], likeness: (session: T) => Likeness): Side {
  return { length: sessions.length, at: (place) => likeness(sessions[place] as T) }
}

const itsLikeness = (one: Likeness) => one

function* likenessesOf({ length, at }: Side): Generator<Likeness> {
  for (let place = 0; place < length; place++) yield at(place)
}

function pairSides(before: Side, after: Side, { byIdentity = false }: HowToPair = {}): ReadonlyMap<number, number> {
  const pairs = pairUnchanged(before, after)
  const isAllPaired = () => pairs.size === Math.min(before.length, after.length)
  if (isAllPaired()) return pairs
  const [here, there] = [new Set(pairs.keys()), new Set(pairs.values())]
  const [left, right] = [lookedAtOf(before, here, false), lookedAtOf(after, there, false)]
  let whole: Sides | undefined
  const all = () => {
    whole ??= [left.concat(lookedAtOf(before, here, true)), right.concat(lookedAtOf(after, there, true))]
    return whole
  }
  const take = (found: readonly Pair[]) => {
    for (const [one, other] of found) {
      if (one.isPaired || other.isPaired) continue
      pairs.set(one.place, other.place)
      one.isPaired = true
      other.isPaired = true
    }
  }
  const takeFree = (find: (left: readonly LookedAt[], right: readonly LookedAt[]) => readonly Pair[]) => {
    if (isAllPaired()) return
    const isFree = ({ isPaired }: LookedAt) => !isPaired
    take(find(left.filter(isFree), right.filter(isFree)))
  }

  const mayShare = sourcesThatMayShare(before, after)
  const knowsPeople = [before, after].every((side) => knowPeople(side))
  const isAnyElsewhere = elsewhere(all, knowsPeople ? contentOf : appointmentOf)
  const isContentElsewhere: Fits = (a, b) => isAnyElsewhere(a, b) && !haveOneAppointment(a, b)
  const isTwinElsewhere = elsewhere(all, twinOf)
  const isUid: Fits = (a, b) => mayShare(a, b) && !isContentElsewhere(a, b)
  const isId: Fits = (a, b) => mayBearOneId(a, b) && !isContentElsewhere(a, b) && !isTwinElsewhere(a, b)
  // Most identities are unique on both sides, which spares them the longer keys.
  take(unique(left, right, uidOf, isUid))
  for (const key of IDENTITIES) takeFree((some, others) => inOrder(some, others, key, isUid))
  takeFree((some, others) => inOrder(some, others, idOf, isId))
  if (byIdentity || isAllPaired()) return pairs
  const isWithAddress = ({ isPaired, one: { url } }: LookedAt) => !isPaired && url !== undefined
  if (left.some(isWithAddress) && right.some(isWithAddress))
    take(unique(...all(), addressOf, (a, b) => !isContentElsewhere(a, b)))
  // One rule's matches may leave a unique match for an earlier rule.
  for (let round = 0; round < 2; round++) {
    for (const key of CONTENTS) takeFree((some, others) => unique(some, others, key))
    takeFree((some, others) => unique(some, others, titleOf, nameNoOthers))
    takeFree((some, others) => alone(candidates(some, others, (one) => [slotOf(one)], isSameInSlot)))
  }
  takeFree((some, others) => inOrder(some, others, uidOf, mayShare))
  takeFree((some, others) => inOrder(some, others, idOf, mayBearOneId))
  return pairs
}

/**
 * Pairs the sessions whose facts did not change, by their identity, which must be unique on both sides. The first rule
 * would pair them as well; most sessions are spared all that the rules need.
 */
function pairUnchanged(before: Side, after: Side): Map<number, number> {
  const pairs = new Map<number, number>()
  const places = new Map<string, number>()
  for (let place = 0; place < before.length; place++) {
    const { uid } = before.at(place)
    if (uid !== undefined) places.set(uid, places.has(uid) ? REPEATED : place)
  }
  const found = new Int32Array(before.length).fill(REPEATED)
  const isRepeated = new Uint8Array(before.length)
  for (let there = 0; there < after.length; there++) {
    const { uid } = after.at(there)
    const here = uid === undefined ? REPEATED : (places.get(uid) ?? REPEATED)
    if (here === REPEATED) continue
    if (found[here] !== REPEATED) isRepeated[here] = 1
    found[here] = there
  }
  for (const [here, there] of found.entries()) {
    if (there === REPEATED || isRepeated[here]) continue
    const [was, is] = [before.at(here), after.at(there)]
    if ((was.source ?? '') === (is.source ?? '') && haveSameFacts(was, is)) pairs.set(here, there)
  }
  return pairs
}

/** No place: an identity is repeated, or nothing has it. */
const REPEATED = -1

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
  const [left, right] = [lost, after].map((side) => side.map((one, place) => lookedAt(one, place))) as [
    LookedAt[],
    LookedAt[],
  ]
  const likely = new Map<number, number>()
  for (const open of [right.filter(({ place }) => fresh(place)), right]) {
    for (const [keysOf, fits] of LIKELY) {
      const rest = left.filter(({ place }) => !likely.has(place))
      if (rest.length === 0) return likely
      const found = candidates(rest, open, keysOf, fits)
      const rivals = countBy(found, ([one]) => one)
      for (const [one, other] of found) if (rivals.get(one) === 1) likely.set(one.place, other.place)
    }
  }
  return likely
}

interface LookedAt {
  readonly place: number
  readonly one: Likeness
  isPaired: boolean
  words: string | undefined
  names: readonly string[] | undefined
}

function lookedAt(one: Likeness, place: number, isPaired = false): LookedAt {
  return { place, one, isPaired, words: undefined, names: undefined }
}

/** The sessions of a side whose places are in `paired`, or those whose places are not. */
function lookedAtOf(side: Side, paired: ReadonlySet<number>, isPaired: boolean): readonly LookedAt[] {
  const found: LookedAt[] = []
  for (let place = 0; place < side.length; place++)
    if (paired.has(place) === isPaired) found.push(lookedAt(side.at(place), place, isPaired))
  return found
}

type Fact = (known: LookedAt) => string | number | readonly string[] | undefined
type Key = (known: LookedAt) => string | undefined
type Fits = (a: LookedAt, b: LookedAt) => boolean
type Pair = readonly [LookedAt, LookedAt]
type Sides = readonly [before: readonly LookedAt[], after: readonly LookedAt[]]

const idOf: Key = ({ one: { id } }) => id
const uidOf: Key = ({ one: { uid } }) => uid
const addressOf: Key = ({ one: { url } }) => (url === undefined ? undefined : addressKey(url))
const sourceOf = ({ one: { source } }: LookedAt) => source ?? ''

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

const roomOf: Key = ({ one: { room } }) => (room === undefined ? undefined : fold(room))
const startOfOne: Fact = ({ one: { start } }) => start
/** The day in UTC, which is roughly the local one. */
const dayOf: Fact = ({ one: { start } }) =>
  typeof start === 'number' ? new Date(start).toISOString().slice(0, 10) : start

/**
 * A key of several facts, for sessions of which all of them are known. Each fact says how long it is, so that different
 * ones never give the same key; JSON would take a quarter more time.
 */
function keyOf(...facts: readonly Fact[]): Key {
  return (known) => {
    let key = ''
    for (const fact of facts) {
      const value = fact(known)
      if (value === undefined) return undefined
      const text = typeof value === 'object' ? `${value.length} ${value.join('\n')}` : String(value)
      key += `${text.length}:${text}`
    }
    return key
  }
}

const slotOf = keyOf(startOfOne, roomOf)
const contentOf = keyOf(titleOf, peopleOf)
/** A title at a time; it identifies a session whose people are unknown. */
const appointmentOf = keyOf(titleOf, startOfOne)
/** All of its facts, even if some are unknown. */
const twinOf = keyOf(titleOf, (known) =>
  JSON.stringify([peopleOf, startOfOne, roomOf].map((fact) => fact(known) ?? null)),
)

function haveOneAppointment(a: LookedAt, b: LookedAt): boolean {
  const appointment = appointmentOf(a)
  return appointment !== undefined && appointment === appointmentOf(b)
}

/** From strong to weak; see `pairSessions`. */
const IDENTITIES: readonly Key[] = [
  keyOf(uidOf, sourceOf, idOf),
  keyOf(uidOf, sourceOf, twinOf),
  keyOf(uidOf, sourceOf, contentOf),
  keyOf(uidOf, sourceOf),
  keyOf(uidOf, idOf),
  keyOf(uidOf, contentOf),
  uidOf,
]

const CONTENTS: readonly Key[] = [
  keyOf(titleOf, peopleOf, startOfOne, roomOf),
  keyOf(titleOf, peopleOf, startOfOne),
  keyOf(titleOf, peopleOf, roomOf),
  contentOf,
  keyOf(titleOf, startOfOne, roomOf),
  appointmentOf,
]

type Keys = (known: LookedAt) => readonly (string | undefined)[]

const LIKELY: readonly (readonly [keysOf: Keys, fits: Fits])[] = [
  [(known) => [keyOf(titleOf, dayOf)(known)], () => true],
  [(known) => [keyOf(titleOf, roomOf)(known)], () => true],
  [(known) => [titleOf(known)], () => true],
  [(known) => [keyOf(startOfOne)(known)], isSimilar],
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

function knowPeople(side: Side): boolean {
  for (const { people } of likenessesOf(side)) if (people === undefined) return false
  return true
}

/** Several joined feeds may use the same numbers for different sessions. */
function sourcesThatMayShare(before: Side, after: Side): Fits {
  const [was, is] = [sourcesOf(before), sourcesOf(after)]
  return (a, b) => sourceOf(a) === sourceOf(b) || !is.has(sourceOf(a)) || !was.has(sourceOf(b))
}

function sourcesOf(side: Side): ReadonlySet<string> {
  const sources = new Set<string>()
  for (const { source = '' } of likenessesOf(side)) sources.add(source)
  return sources
}

/**
 * Whether two sessions that differ in `key` cannot be the same because the content of one is elsewhere: exactly one
 * session on each side has that key. Never for a session without a title.
 */
function elsewhere(all: () => Sides, key: Key): Fits {
  let known: ReadonlySet<string> | undefined
  const find = () => {
    const [here, there] = all().map((side) => aloneByKey(side, key))
    return new Set([...(here?.keys() ?? [])].filter((value) => there?.has(value)))
  }
  return (a, b) => {
    if (haveSameFacts(a.one, b.one)) return false
    const [was, is] = [key(a), key(b)]
    if (was === is || titleOf(a) === undefined || titleOf(b) === undefined) return false
    known ??= find()
    return (was !== undefined && known.has(was)) || (is !== undefined && known.has(is))
  }
}

/** Whether all that the keys of `elsewhere` are made of is the same, which most sessions are spared a key by. */
function haveSameFacts(a: Likeness, b: Likeness): boolean {
  if (a.title !== b.title || a.start !== b.start || a.room !== b.room) return false
  if (a.people === b.people) return true
  return a.people?.length === b.people?.length && a.people?.every((name, index) => name === b.people?.[index]) === true
}

/** The first of the left with a key and the first of the right with it, the second ones, and so on. */
function inOrder(left: readonly LookedAt[], right: readonly LookedAt[], key: Key, fits: Fits): readonly Pair[] {
  const next = new Map<string, LookedAt>()
  // What comes after it under its key; most keys have one session, for which a list would be too dear.
  const following = new Map<LookedAt, LookedAt>()
  for (const other of right.toReversed()) {
    const value = key(other)
    if (value === undefined) continue
    const later = next.get(value)
    if (later) following.set(other, later)
    next.set(value, other)
  }
  return left.flatMap((one): Pair[] => {
    const value = key(one)
    const other = value === undefined ? undefined : next.get(value)
    if (value === undefined || !other) return []
    const later = following.get(other)
    if (later) next.set(value, later)
    else next.delete(value)
    return fits(one, other) ? [[one, other]] : []
  })
}

function unique(
  left: readonly LookedAt[],
  right: readonly LookedAt[],
  key: Key,
  fits: Fits = () => true,
): readonly Pair[] {
  const there = aloneByKey(right, key)
  return [...aloneByKey(left, key)].flatMap(([value, one]): Pair[] => {
    const other = there.get(value)
    return other && fits(one, other) ? [[one, other]] : []
  })
}

/** The sessions whose key no other session has. */
function aloneByKey(all: readonly LookedAt[], key: Key): ReadonlyMap<string, LookedAt> {
  const found = new Map<string, LookedAt>()
  const repeated = new Set<string>()
  for (const one of all) {
    const value = key(one)
    if (value === undefined) continue
    if (found.has(value)) repeated.add(value)
    else found.set(value, one)
  }
  for (const value of repeated) found.delete(value)
  return found
}

/** A key shared by more pairs is not specific enough. */
const MOST_PAIRS = 2_500

/** The pairs that share a key and fit, each once. */
function candidates(left: readonly LookedAt[], right: readonly LookedAt[], keysOf: Keys, fits: Fits): readonly Pair[] {
  const byKey = (all: readonly LookedAt[], among?: ReadonlyMap<string, unknown>) => {
    const found = new Map<string, LookedAt[]>()
    for (const one of all)
      for (const key of keysOf(one)) if (key !== undefined && (!among || among.has(key))) appendTo(found, key, one)
    return found
  }
  const there = byKey(right)
  const compared = new Map<LookedAt, Set<LookedAt>>()
  const found: Pair[] = []
  for (const [key, some] of byKey(left, there)) {
    const others = there.get(key) ?? []
    if (some.length * others.length > MOST_PAIRS) continue
    for (const one of some) {
      const known = compared.get(one) ?? new Set()
      compared.set(one, known)
      for (const other of others) {
        if (known.has(other)) continue
        known.add(other)
        if (fits(one, other)) found.push([one, other])
      }
    }
  }
  return found
}

/** The pairs of which neither session is in another pair. */
function alone(pairs: readonly Pair[]): readonly Pair[] {
  const [lefts, rights] = [countBy(pairs, ([one]) => one), countBy(pairs, ([, other]) => other)]
  return pairs.filter(([one, other]) => lefts.get(one) === 1 && rights.get(other) === 1)
}

function countBy(pairs: readonly Pair[], side: (pair: Pair) => LookedAt): ReadonlyMap<LookedAt, number> {
  const counts = new Map<LookedAt, number>()
  for (const pair of pairs) counts.set(side(pair), (counts.get(side(pair)) ?? 0) + 1)
  return counts
}
