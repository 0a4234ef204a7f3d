import type { Agenda, AgendaPick, Seen, Session, Stage } from '../../model/index.js'
import { addPick } from './picks.js'

/** Words and marks to save for a session. Missing fields stay unchanged. */
export interface NoteWish {
  readonly session: globalThis.Pick<Session, 'id'>
  readonly text?: string
  readonly take?: string
  readonly rating?: number
  readonly attended?: boolean
  readonly takeaways?: readonly string[]
  /** Text, take and takeaways replace the old ones instead of following them; empty ones remove them. */
  readonly replace: boolean
  readonly seen: Seen
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
  if (changed.length === 0) return { agenda, ...(before && { before, pick: before }), changed }
  return {
    agenda: { ...base, picks: base.picks.map((one) => (one === old ? pick : one)) },
    pick,
    changed,
    ...(before ? { before } : { picked: stage }),
  }
}

/** The owner's words that differ between two versions of a pick. */
export function differingWords(one: AgendaPick, other: AgendaPick): readonly OwnWord[] {
  return OWN_WORDS.filter((word) => JSON.stringify(one[word]) !== JSON.stringify(other[word]))
}

function withWish(old: AgendaPick, { text, take: reason, rating, attended, takeaways, replace }: NoteWish): AgendaPick {
  const { note: oldNote, take: oldTake, ...rest } = old
  const note = text === undefined ? oldNote : noteWith(oldNote, text, replace)
  const take = reason === undefined ? oldTake : noteWith(oldTake, reason, replace)
  const learned = takeaways?.filter((point) => point !== '') ?? []
  return {
    ...rest,
    ...(note !== undefined && { note }),
    ...(take !== undefined && { take }),
    ...(rating !== undefined && { rating }),
    ...(attended !== undefined && { attended }),
    takeaways: [...new Set([...(replace && takeaways ? [] : old.takeaways), ...learned])],
  }
}

function noteWith(old: string | undefined, text: string, replace: boolean): string | undefined {
  if (replace || old === undefined) return text === '' ? undefined : text
  const isThere = text === '' || `\n\n${old}\n\n`.includes(`\n\n${text}\n\n`)
  return isThere ? old : `${old}\n\n${text}`
}
