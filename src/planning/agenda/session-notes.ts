import { type Agenda, type AgendaPick, definedFields, type Seen, type Session, type Stage } from '../../model/index.js'
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
