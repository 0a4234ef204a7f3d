import { type Block, nextSequence, type Seen } from '../model/agenda.js'
import { fingerprint } from '../model/fingerprint.js'
import type { Session } from '../model/session.js'
import { type Instant, instant } from '../model/time.js'
import { findAgain, type Kept } from './find-again.js'

/** As what an event goes out: as a pick of mine, as a part of the programme, or as a commitment of my own. */
export type Form = 'mine' | 'programme' | 'block'

/** The state of an event that calendars were given last. */
export interface Revision {
  /** Fingerprint of all that a calendar tells of it; `contentOff` once it was cancelled because it left my agenda. */
  readonly content: string
  /** RFC 5545 section 3.8.7.4. */
  readonly sequence: number
  /** When this content was first handed out, at a whole second: DTSTAMP and LAST-MODIFIED. */
  readonly changed: Instant
}

/** What calendars know of one event. A publication tells nothing of my stage, and so each form counts for itself. */
export interface Given {
  readonly uid: string
  /** The id of its session; a block has none. */
  readonly session?: string
  /** What it looked like when it was last handed out: enough to cancel it, and to find it again. */
  readonly seen: Seen
  readonly forms: Readonly<Partial<Record<Form, Revision>>>
}

/** All that calendars were given from one agenda. */
export interface Ledger {
  readonly given: readonly Given[]
  /** Fingerprints of the calendar files that were written, the latest last. */
  readonly files: readonly string[]
}

export const NOTHING_GIVEN: Ledger = { given: [], files: [] }

const OFF = 'off'

/** The content of what was cancelled because it left my agenda, as it looks: a cancellation tells when and where it was, too. */
export function contentOff({ title, start, end, room }: Seen): string {
  return `${OFF} ${contentOf([title, start, end, room])}`
}

function isOff({ content }: Revision): boolean {
  return content.startsWith(OFF)
}

/** How many written files are remembered: a file that was forgotten needs `--force` again. */
const MOST_FILES = 100

/** The fingerprint of what a calendar tells of an event. */
export function contentOf(facts: readonly unknown[]): string {
  return fingerprint(JSON.stringify(facts))
}

const SECOND = 1000

/**
 * The revision after `before` of an event with this content: the same where nothing changed, else a higher one with a later
 * stamp. `floor` is what calendars may have been told otherwise.
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

/** Where the sessions are by now that calendars know: by the id of a session what was given of it, and what is nowhere. */
export interface GivenSessions {
  readonly of: (session: string) => Given | undefined
  readonly lost: readonly Given[]
}

/** Finds what calendars were given among the sessions of today. */
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

/** What a session looks like, to be found again. */
type SeenOf = (session: Session) => Seen

/**
 * Takes a ledger from one state of the programme to the next: what was given of a session goes with it, as it is called and as
 * it looks now; the UID stays. The same ledger where nothing moved.
 */
export function followGiven(
  ledger: Ledger,
  before: readonly Session[],
  after: readonly Session[],
  seenOf: SeenOf,
): Ledger {
  const places = findAgain(ledger.given.filter(isOfSession), before, after)
  let index = 0
  let moved = false
  const given = ledger.given.map((entry): Given => {
    if (!isOfSession(entry)) return entry
    const now = places[index++]?.now
    if (!now) return entry
    const followed = movedTo(entry, { session: now.id, seen: seenOf(now) })
    if (JSON.stringify(followed) === JSON.stringify(entry)) return entry
    moved = true
    return followed
  })
  return moved ? { ...ledger, given } : ledger
}

/**
 * What was given of the session `from` is from now on about another one: a person says that they are the same. Where calendars
 * know that one already, both stay what they are.
 */
export function moveGiven(ledger: Ledger, from: string, to: Kept): Ledger {
  const has = (id: string) => ledger.given.some(({ session }) => session === id)
  if (!has(from) || has(to.session)) return ledger
  const given = ledger.given.map((entry) => (entry.session === from ? movedTo(entry, to) : entry))
  return { ...ledger, given }
}

/** What has no time now can still be cancelled at the time it had. */
function movedTo(entry: Given, { session, seen: is = {} }: Kept): Given {
  const { uid: _, start, end, ...seen } = entry.seen
  const time =
    is.start === undefined ? { ...(start !== undefined && { start }), ...(end !== undefined && { end }) } : {}
  return { ...entry, session, seen: { ...seen, ...time, ...is } }
}

/** For each block what was given of it, in their order; and what was given of blocks that are gone. */
export interface GivenBlocks {
  readonly of: ReadonlyMap<Block, Given>
  readonly lost: readonly Given[]
}

/**
 * Finds what calendars were given of blocks, which a person moves and renames by hand: by title and start, else by the title
 * where only one has it on both sides, else so by the start. What was cancelled comes back only under its title.
 */
export function givenBlocks({ given }: Ledger, blocks: readonly Block[]): GivenBlocks {
  const of = new Map<Block, Given>()
  const left = new Set(given.filter((entry) => !isOfSession(entry)))
  const pair = (
    keyOf: (title: string, start: number) => string,
    isUnique: boolean,
    counts: (entry: Given) => boolean,
  ) => {
    const waiting = blocks.filter((block) => !of.has(block))
    const entries = grouped([...left].filter(counts), ({ seen }) =>
      keyOf(seen.title ?? '', Date.parse(seen.start ?? '')),
    )
    for (const [key, same] of grouped(waiting, ({ title, start }) => keyOf(title, start))) {
      const known = entries.get(key) ?? []
      if (isUnique && (known.length > 1 || same.length > 1)) continue
      for (const [index, entry] of known.slice(0, same.length).entries()) {
        const block = same[index]
        if (!block) continue
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
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The ledger after these were handed out, each in the place of what was known of its UID. The same one where nothing is new. */
export function withGiven(ledger: Ledger, handed: readonly Given[]): Ledger {
  const byUid = new Map(ledger.given.map((entry) => [entry.uid, entry]))
  let isNew = false
  for (const entry of handed) {
    if (JSON.stringify(byUid.get(entry.uid)) === JSON.stringify(entry)) continue
    isNew = true
    byUid.set(entry.uid, entry)
  }
  return isNew ? { ...ledger, given: [...byUid.values()] } : ledger
}

/** The ledger after a calendar file was written, perhaps over another one; both are fingerprints. */
export function withFile(ledger: Ledger, written: string, over: string | undefined): Ledger {
  if (ledger.files.includes(written)) return ledger
  return { ...ledger, files: [...ledger.files.filter((file) => file !== over), written].slice(-MOST_FILES) }
}
