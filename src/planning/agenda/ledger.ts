import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Block,
  type Catalogue,
  definedFields,
  fingerprint,
  nextSequence,
  type Seen,
  type Session,
} from '../../model/index.js'
import { type Instant, instant, SECOND } from '../../model/time.js'
import { findAgain, type Remembered } from '../sessions/find-again.js'
import { contentFinder } from '../sessions/repeats.js'
import { seenOf } from './picks.js'

/** The capacity in which an event is handed out: my pick, part of the programme, or my own commitment. */
export type Form = 'mine' | 'programme' | 'block'

export interface Revision {
  /**
   * A fingerprint of all that a calendar shows of it, or `contentOff` once it was cancelled because it left my agenda.
   */
  readonly content: string
  /** RFC 5545 section 3.8.7.4. */
  readonly sequence: number
  /** When this content was first handed out, in whole seconds: DTSTAMP and LAST-MODIFIED. */
  readonly changed: Instant
}

/**
 * The state of one event in calendars. The forms are counted separately, because a publication says nothing of my
 * stage.
 */
export interface Given {
  readonly uid: string
  readonly session?: string
  /** Its state when last handed out: enough to cancel it and to find it again. */
  readonly seen: Seen
  readonly forms: Readonly<Partial<Record<Form, Revision>>>
}

export interface Ledger {
  readonly given: readonly Given[]
  /** Fingerprints of the calendar files that were written, oldest first. */
  readonly files: readonly string[]
}

export const NOTHING_GIVEN: Ledger = { given: [], files: [] }

const OFF = 'off'

/** The content of a cancelled event. A cancellation also says when and where the event was, so these count. */
export function contentOff({ title, start, end, room }: Seen): string {
  return `${OFF} ${contentOf([title, start, end, room])}`
}

function isOff({ content }: Revision): boolean {
  return content.startsWith(OFF)
}

/** The number of written files to remember. A file that was forgotten needs `--force` again. */
const MOST_FILES = 100

/** A fingerprint of what a calendar shows of an event. */
export function contentOf(facts: readonly unknown[]): string {
  return fingerprint(JSON.stringify(facts))
}

/**
 * The revision after `before` for an event with this content: the same if nothing changed, otherwise a higher one with
 * a later stamp. `floor` is the lowest sequence that calendars accept.
 */
export function nextRevision(before: Revision | undefined, content: string, floor: number, now: Instant): Revision {
  const second = instant(Math.floor(now / SECOND) * SECOND)
  if (before === undefined) return { content, sequence: floor, changed: second }
  if (before.content === content && floor <= before.sequence) return before
  return {
    content,
    sequence: Math.max(nextSequence(before.sequence), floor),
    changed: instant(Math.max(second, before.changed + SECOND)),
  }
}

export interface GivenSessions {
  readonly of: (session: string) => Given | undefined
  readonly lost: readonly Given[]
}

export function givenSessions({ given }: Ledger, sessions: readonly Session[]): GivenSessions {
  const entries = given.filter(isOfSession)
  const places = findAgain(entries, [], sessions)
  const found = new Map<string, Given>()
  const lost: Given[] = []
  for (const [index, entry] of entries.entries()) {
    const now = places[index]?.now
    if (now === undefined) lost.push(entry)
    else found.set(now.id, entry)
  }
  return { of: (id) => found.get(id), lost }
}

function isOfSession(entry: Given): entry is Given & { readonly session: string } {
  return entry.session !== undefined
}

/**
 * Updates a ledger to a new version of the programme: what was given of a session takes its new id and appearance, and
 * keeps its UID. Returns the same ledger if nothing moved.
 */
export function followGiven(ledger: Ledger, before: readonly Session[], after: readonly Session[]): Ledger {
  const entries = ledger.given.filter(isOfSession)
  const places = findAgain(entries, before, after)
  const moved = new Map<Given, Given>()
  for (const [index, entry] of entries.entries()) {
    const now = places[index]?.now
    const followed = now ? movedTo(entry, { session: now.id, seen: seenOf(now) }) : entry
    if (JSON.stringify(followed) !== JSON.stringify(entry)) moved.set(entry, followed)
  }
  return moved.size === 0 ? ledger : { ...ledger, given: ledger.given.map((entry) => moved.get(entry) ?? entry) }
}

/**
 * Transfers what was given of session `from` to another one, which a person has declared to be the same. If calendars
 * know that one already, but not as mine, the two swap, so that my event moves. If they know both as mine, or neither,
 * nothing changes.
 */
export function moveGiven(ledger: Ledger, from: Remembered, to: Remembered): Ledger {
  const [mine, other] = [from, to].map((one) => ledger.given.find(({ session }) => session === one.session))
  if (!mine || (other && (!isMine(mine) || isMine(other)))) return ledger
  const given = ledger.given.map((entry) => {
    return entry === mine ? movedTo(entry, to) : entry === other ? movedTo(entry, from) : entry
  })
  return { ...ledger, given }
}

function isMine({ forms: { mine } }: Given): boolean {
  return mine !== undefined && !isOff(mine)
}

type Move = readonly [from: Remembered, to: Remembered]

interface Programme {
  readonly sessions: readonly Session[]
  readonly uidOf: (id: string) => string
}

/** Undoes `moveGiven` after a change of the picks was undone: from the picks that `was` to those that `is` again. */
export function moveGivenBack(
  ledger: Ledger,
  [was, is]: readonly [was: Agenda, is: Agenda],
  programme: Programme,
): Ledger {
  const moves = movesBack(ledger, [was, is], programme)
  return moves.reduce((moved, [from, to]) => moveGiven(moved, from, to), ledger)
}

/**
 * A restored pick gets its event back from the pick that was in its place, from one of the same content, or from the
 * session that has its UID.
 */
function movesBack(
  { given }: Ledger,
  [was, is]: readonly [was: Agenda, is: Agenda],
  { sessions, uidOf }: Programme,
): readonly Move[] {
  const contentOf = contentFinder(sessions)
  const isRepeat = (one: AgendaPick) => (other: AgendaPick) => contentOf(one.session) === contentOf(other.session)
  const gone = new Set(picksMissing(was, is))
  const moves: Move[] = []
  for (const pick of picksMissing(is, was)) {
    const place = was.picks.length === is.picks.length ? was.picks[is.picks.indexOf(pick)] : undefined
    const instead = [...gone].find((one) => one === place || isRepeat(pick)(one))
    if (instead) gone.delete(instead)
    const holder = instead?.session ?? given.find(({ uid }) => uid === uidOf(pick.session))?.session
    if (holder === undefined || holder === pick.session) continue
    moves.push([was.picks.find(({ session }) => session === holder) ?? { session: holder }, pick])
  }
  // A pick that is merged into another one again.
  for (const pick of gone) {
    const other = is.picks.find(isRepeat(pick))
    if (other) moves.push([pick, other])
  }
  return moves
}

/** The picks of one agenda that another lacks. */
function picksMissing({ picks }: Agenda, other: Agenda): readonly AgendaPick[] {
  const there = new Set(other.picks.map(({ session }) => session))
  return picks.filter(({ session }) => !there.has(session))
}

/** A session that lost its time can still be cancelled at the old one. */
function movedTo(entry: Given, { session, seen: is = {} }: Remembered): Given {
  const { uid: _, start, end, ...seen } = entry.seen
  const time = is.start === undefined ? definedFields({ start, end }) : {}
  return { ...entry, session, seen: { ...seen, ...time, ...is } }
}

export interface GivenBlocks {
  readonly of: ReadonlyMap<Block, Given>
  readonly lost: readonly Given[]
}

/**
 * Finds what calendars were given of blocks, which people move and rename by hand: by title and start, or else by title
 * or start alone where it is unique on both sides. Cancelled blocks come back only under their title.
 */
export function givenBlocks({ given }: Ledger, blocks: readonly Block[]): GivenBlocks {
  const of = new Map<Block, Given>()
  const left = new Set(given.filter((entry) => !isOfSession(entry)))
  type KeyOf = (title: string, start: number) => string
  const pair = (keyOf: KeyOf, isUnique: boolean, counts: (entry: Given) => boolean) => {
    const waiting = blocks.filter((block) => !of.has(block))
    const startOf = ({ start = '' }: Seen) => Date.parse(start)
    const entries = grouped([...left].filter(counts), ({ seen }) => keyOf(seen.title ?? '', startOf(seen)))
    for (const [key, same] of grouped(waiting, ({ title, start }) => keyOf(title, start))) {
      const known = entries.get(key) ?? []
      if (isUnique && (known.length > 1 || same.length > 1)) continue
      for (const [index, block] of same.entries()) {
        const entry = known[index]
        if (!entry) break
        of.set(block, entry)
        left.delete(entry)
      }
    }
  }
  const isOn = ({ forms }: Given) => !forms.block || !isOff(forms.block)
  for (const counts of [isOn, () => true]) {
    pair((title, start) => `${start} ${title}`, false, counts)
    pair((title) => title, true, counts)
  }
  pair((_, start) => String(start), true, isOn)
  return { of, lost: [...left] }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) appendTo(groups, keyOf(item), item)
  return groups
}

/** The ledger after handing these out, by UID. Returns the same ledger if nothing is new. */
export function withGiven(ledger: Ledger, handed: readonly Given[]): Ledger {
  const byUid = new Map(ledger.given.map((entry) => [entry.uid, entry]))
  let isNew = false
  for (const entry of handed) {
    const known = byUid.get(entry.uid)
    if (known && (known === entry || JSON.stringify(known) === JSON.stringify(entry))) continue
    isNew = true
    byUid.set(entry.uid, entry)
  }
  return isNew ? { ...ledger, given: [...byUid.values()] } : ledger
}

/** The ledger after writing a calendar file, perhaps over another one; both are fingerprints. */
export function withFile(ledger: Ledger, written: string, over: string | undefined): Ledger {
  if (ledger.files.includes(written)) return ledger
  return { ...ledger, files: [...ledger.files.filter((file) => file !== over), written].slice(-MOST_FILES) }
}

/**
 * The identities of sessions in a calendar, by id: the publisher's own (from the session, or else from my pick or drop
 * of it), or else the id. If several claim one identity, the first in the catalogue has it, whatever is exported, so
 * that two events never become one. The conference is added to the id, because identities must be globally unique (RFC
 * 7986 section 5.3).
 */
export function calendarIdentities(agenda: Agenda, { conference, sessions }: Catalogue): (id: string) => string {
  const seen = new Map([...agenda.dropped, ...agenda.picks].map((one) => [one.session, one.seen?.uid]))
  const published = new Map(sessions.map(({ id, uid }) => [id, uid ?? seen.get(id)]))
  for (const [id, uid] of seen) if (!published.has(id)) published.set(id, uid)
  // An identity that is also an id belongs to the session of that id.
  const owners = new Map<string, string>()
  for (const [id, uid] of published) {
    if (uid !== undefined && !owners.has(uid)) owners.set(uid, published.has(uid) ? uid : id)
  }
  return (id) => {
    const uid = published.get(id)
    return ownUid(uid !== undefined && owners.get(uid) === id ? uid : id, conference.slug)
  }
}

/** The UID of a session without a publisher's identity. */
export function ownUid(id: string, slug: string): string {
  return `${id}@${slug}.kubeplan`
}

/** The name and the conference slug in a UID that kubeplan made. */
export function ownIdentity(uid: string): { readonly name: string; readonly slug: string } | undefined {
  const [, name, slug] = /^(.+)@([^@]+)\.kubeplan$/s.exec(uid) ?? []
  return name === undefined || slug === undefined ? undefined : { name, slug }
}
