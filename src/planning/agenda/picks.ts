import {
  type Agenda,
  type AgendaPick,
  type Block,
  DEFAULT_PRIORITY,
  type Dropped,
  definedFields,
  nextSequence,
  type Seen,
  type Session,
  type Stage,
} from '../../model/index.js'
import { isoWithOffset } from '../../model/time.js'
import type { OwnNotes } from '../selection/select.js'

export interface PickWish {
  readonly session: Pick<Session, 'id'>
  readonly stage: Stage
  /** If missing, 3 for a new pick and unchanged for an old one. */
  readonly priority?: number
  readonly seen: Seen
}

/** If both the stage and the priority change, the stage is reported. */
type Outcome = 'added' | 'stage-changed' | 'priority-changed' | 'unchanged'

export interface Picked {
  readonly agenda: Agenda
  readonly outcome: Outcome
}

/**
 * Adds a session to the agenda, or changes its pick. An existing pick keeps what was last seen, because only an update
 * may report changes.
 */
export function addPick(agenda: Agenda, { session, stage, priority, seen }: PickWish): Picked {
  const old = agenda.picks.find((pick) => pick.session === session.id)
  if (!old) {
    const pick = { session: session.id, stage, priority: priority ?? DEFAULT_PRIORITY, takeaways: [], seen }
    return { agenda: withNewPick(agenda, pick), outcome: 'added' }
  }
  const wanted = { ...old, stage, priority: priority ?? old.priority }
  if (wanted.stage === old.stage && wanted.priority === old.priority) return { agenda, outcome: 'unchanged' }
  const changed: AgendaPick = { ...wanted, seen: old.seen ?? seen }
  const picks = agenda.picks.map((pick) => (pick === old ? changed : pick))
  return { agenda: { ...agenda, picks }, outcome: wanted.stage === old.stage ? 'priority-changed' : 'stage-changed' }
}

/**
 * Removes a session from the agenda. If an earlier version counted the pick, what calendars may know of it is kept,
 * because no ledger says. Returns the same agenda if it is not picked.
 */
export function dropPick(agenda: Agenda, session: string): Agenda {
  const old = agenda.picks.find((pick) => pick.session === session)
  if (!old) return agenda
  const picks = agenda.picks.filter((pick) => pick !== old)
  if (old.sequence === undefined) return { ...agenda, picks }
  const sequence = nextSequence(revisionOf(old, lastDrops(agenda).get(session)))
  const dropped = definedFields({ session, seen: old.seen, sequence, changed: old.changed })
  return { ...agenda, picks, dropped: [...agenda.dropped.filter((other) => other.session !== session), dropped] }
}

interface ReplaceWish extends Omit<PickWish, 'session' | 'stage'> {
  readonly old: string
  readonly session: Pick<Session, 'id'>
  readonly stage?: Stage
}

/**
 * Moves a pick, with all its words, to another session. If that session is already picked, its own words take
 * precedence, and both notes and all takeaways are kept. Calendars update the old pick's event, so nothing counts as
 * dropped.
 */
export function replacePick(agenda: Agenda, { old: id, session, stage, priority, seen }: ReplaceWish): Agenda {
  const old = agenda.picks.find((pick) => pick.session === id)
  if (!old) return agenda
  const mine = agenda.picks.find((pick) => pick.session === session.id)
  const merged = mine === undefined || mine === old ? old : mergePicks(old, mine)
  const counted = revisionOf(merged, lastDrops(agenda).get(session.id))
  const replaced: AgendaPick = {
    ...merged,
    session: session.id,
    stage: stage ?? merged.stage,
    priority: priority ?? merged.priority,
    seen,
    ...(counted > 0 && { sequence: counted }),
  }
  const picks = agenda.picks.flatMap((pick) => (pick === old ? [replaced] : pick === mine ? [] : [pick]))
  return { ...agenda, picks, dropped: agenda.dropped.filter((other) => other.session !== session.id) }
}

/** Merges two picks that turned out to be one. Of both stages and priorities the higher one counts. */
function mergePicks(old: AgendaPick, mine: AgendaPick): AgendaPick {
  const counted = Math.max(old.sequence ?? 0, mine.sequence ?? 0)
  const notes = [...new Set([mine.note, old.note].flatMap((note) => note ?? []))]
  return {
    ...old,
    ...mine,
    stage: old.stage === 'going' ? 'going' : mine.stage,
    priority: Math.max(old.priority, mine.priority),
    takeaways: [...new Set([...mine.takeaways, ...old.takeaways])],
    ...(counted > 0 && { sequence: counted }),
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
  }
}

/** A pick that returns after an earlier version dropped it continues that version's count. */
function withNewPick(agenda: Agenda, pick: AgendaPick): Agenda {
  const before = lastDrops(agenda).get(pick.session)
  if (!before) return { ...agenda, picks: [...agenda.picks, pick] }
  return {
    ...agenda,
    picks: [...agenda.picks, { ...pick, sequence: nextSequence(before.sequence) }],
    dropped: agenda.dropped.filter(({ session }) => session !== pick.session),
  }
}

/** Words and marks to save for a session. Missing fields stay unchanged. */
export interface NoteWish {
  readonly session: Pick<Session, 'id'>
  readonly text?: string
  readonly take?: string
  readonly rating?: number
  readonly attended?: boolean
  readonly takeaways?: readonly string[]
  /** Text, take and takeaways replace the old ones instead of following them; empty ones remove them. */
  readonly replace: boolean
  readonly seen: Seen
}

/** Finds what a person noted on a session, to select by it. */
export function ownNotesOf({ picks }: Agenda): Required<OwnNotes> {
  const mine = new Map(picks.map((pick) => [pick.session, pick]))
  return {
    pickOf: (id) => mine.get(id),
    wordsOf(id) {
      const pick = mine.get(id)
      return pick && [pick.note ?? '', pick.take ?? '', ...pick.takeaways].join('\n')
    },
  }
}

export const OWN_WORDS = ['note', 'take', 'rating', 'attended', 'takeaways'] as const
export type OwnWord = (typeof OWN_WORDS)[number]

export interface Noted {
  readonly agenda: Agenda
  readonly before?: AgendaPick
  readonly pick?: AgendaPick
  readonly picked?: Stage
  readonly changed: readonly OwnWord[]
}

/**
 * Saves something for a session: text as a new paragraph, takeaways after the existing ones, without repetition. A
 * session that is not picked becomes a pick: going if it was attended, or else maybe.
 */
export function saveNote(agenda: Agenda, wish: NoteWish): Noted {
  const { session, seen } = wish
  const before = agenda.picks.find((pick) => pick.session === session.id)
  const stage: Stage = wish.attended ? 'going' : 'maybe'
  const base = before ? agenda : addPick(agenda, { session, stage, seen }).agenda
  const old = base.picks.find((pick) => pick.session === session.id)
  if (!old) return { agenda, changed: [] }
  const pick = withWish(old, wish)
  const changed = differingWords(old, pick)
  if (changed.length === 0) return definedFields({ agenda, before, pick: before, changed })
  const picks = base.picks.map((one) => (one === old ? pick : one))
  return definedFields({ agenda: { ...base, picks }, before, pick, picked: before ? undefined : stage, changed })
}

/** The owner's words that differ between two versions of a pick. */
export function differingWords(one: AgendaPick, other: AgendaPick): readonly OwnWord[] {
  return OWN_WORDS.filter((word) => JSON.stringify(one[word]) !== JSON.stringify(other[word]))
}

function withWish(old: AgendaPick, { text, take, rating, attended, takeaways, replace }: NoteWish): AgendaPick {
  const learned = takeaways?.filter((point) => point !== '') ?? []
  return definedFields({
    ...old,
    note: text === undefined ? old.note : noteWith(old.note, text, replace),
    take: take === undefined ? old.take : noteWith(old.take, take, replace),
    rating: rating ?? old.rating,
    attended: attended ?? old.attended,
    takeaways: [...new Set([...(replace && takeaways ? [] : old.takeaways), ...learned])],
  })
}

function noteWith(old: string | undefined, text: string, replace: boolean): string | undefined {
  if (replace || old === undefined) return text === '' ? undefined : text
  const isThere = text === '' || `\n\n${old}\n\n`.includes(`\n\n${text}\n\n`)
  return isThere ? old : `${old}\n\n${text}`
}

/** The latest drop of each session. A file written by hand may have several. */
export function lastDrops({ dropped }: Agenda): ReadonlyMap<string, Dropped> {
  const last = new Map<string, Dropped>()
  for (const drop of dropped) {
    const known = last.get(drop.session)
    if (!known || known.sequence < drop.sequence) last.set(drop.session, drop)
  }
  return last
}

/** The last revision that earlier versions may have given to calendars: the pick's, or the one after a drop. */
export function revisionOf(pick: AgendaPick | undefined, drop: Dropped | undefined): number {
  return Math.max(pick?.sequence ?? 0, drop ? nextSequence(drop.sequence) : 0)
}

/** Adds a block at the end of the agenda. Returns the same object if it has that block already. */
export function addBlock(agenda: Agenda, block: Block): Agenda {
  return agenda.blocks.some(isSameBlock(block)) ? agenda : { ...agenda, blocks: [...agenda.blocks, block] }
}

/** The blocks with that title in any case or, if there are none, those whose titles begin with it. */
export function blocksNamed({ blocks }: Agenda, name: string): readonly Block[] {
  const wanted = name.trim().toLowerCase()
  const same = blocks.filter(({ title }) => title.toLowerCase() === wanted)
  return same.length > 0 || wanted === '' ? same : blocks.filter(({ title }) => title.toLowerCase().startsWith(wanted))
}

export function removeBlocks(agenda: Agenda, gone: readonly Block[]): Agenda {
  if (gone.length === 0) return agenda
  return { ...agenda, blocks: agenda.blocks.filter((block) => !gone.some(isSameBlock(block))) }
}

function isSameBlock(block: Block): (other: Block) => boolean {
  return ({ title, start, end }) => title === block.title && start === block.start && end === block.end
}

/** What a session looks like now, for its pick to remember: times on the venue's clock, and a mere day as a day. */
export function seenOf({ uid, title, when, room }: Pick<Session, 'uid' | 'title' | 'when' | 'room'>): Seen {
  return definedFields({ uid, title, ...timesOf(when), room })
}

function timesOf(when: Session['when']): Pick<Seen, 'start' | 'end'> {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { start: when.day }
  const { start, end, offset, endOffset, shift, endShift = shift, endAssumed } = when
  const begin = { start: isoWithOffset(start, offset - shift) }
  return endAssumed ? begin : { ...begin, end: isoWithOffset(end, endOffset - endShift) }
}

interface Offer {
  readonly name: string
  readonly picks: readonly Offered[]
}

export interface Offered {
  readonly session: Session
  readonly stage: Stage
  readonly priority?: number
}

export interface TakenOver {
  readonly name: string
  readonly added: number
  /** How many of the added are going; the others are maybe. */
  readonly going: number
  readonly had: readonly Session[]
  /** How many came with an earlier offer. */
  readonly too: number
}

/** Adds what others offer to my agenda, in their order. My own picks do not change. */
export function takeOver(
  agenda: Agenda,
  offers: readonly Offer[],
): { readonly agenda: Agenda; readonly taken: readonly TakenOver[] } {
  const mine = new Set(agenda.picks.map(({ session }) => session))
  const added = new Set<string>()
  let grown = agenda
  const taken = offers.map(({ name, picks }): TakenOver => {
    const unseen = picks.filter(({ session }) => !mine.has(session.id))
    const fresh = unseen.filter(({ session }) => !added.has(session.id))
    for (const pick of fresh) {
      grown = addPick(grown, { ...pick, seen: seenOf(pick.session) }).agenda
      added.add(pick.session.id)
    }
    const going = fresh.filter(({ stage }) => stage === 'going').length
    const had = picks.flatMap(({ session }) => (mine.has(session.id) ? [session] : []))
    return { name, added: fresh.length, going, had, too: unseen.length - fresh.length }
  })
  return { agenda: grown, taken }
}
