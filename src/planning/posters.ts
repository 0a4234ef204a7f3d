import type { Session, Timed } from '../model/session.js'
import { fold } from './fold.js'

const POSTER = /\bposters?\b/i

/** Whether a session is a poster, by its title or by what its publisher counts it to. */
export function isPoster({ title, tracks, tags }: Pick<Session, 'title' | 'tracks' | 'tags'>): boolean {
  return POSTER.test(title) || tracks.some((track) => POSTER.test(track)) || tags.some((tag) => POSTER.test(tag))
}

/** What posters share that one can see together: their time and their place. Nothing for what is no poster, or has no place. */
export function posterKey(
  session: Pick<Session, 'title' | 'tracks' | 'tags' | 'room'>,
  { start, end }: Pick<Timed, 'start' | 'end'>,
): string | undefined {
  return session.room !== undefined && isPoster(session) ? `${start} ${end} ${fold(session.room)}` : undefined
}
