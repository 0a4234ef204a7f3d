import type { Session, Timed } from '../model/conference.js'
import { fold } from './fold.js'

/** `Poster`, `e-Posters`, `Posterpräsentation`; not `posterior`, `posterity` or `posterize`. */
const POSTER = /\be?p[oó]ster(?!i[otsz])/iu

/** Whether a session is a poster, by its title, tracks or tags. */
export function isPoster({ title, tracks, tags }: Pick<Session, 'title' | 'tracks' | 'tags'>): boolean {
  return POSTER.test(title) || tracks.some((track) => POSTER.test(track)) || tags.some((tag) => POSTER.test(tag))
}

/**
 * A key shared by posters that can be seen together: those of one time and place. Posters without a place share one.
 * Undefined for other sessions.
 */
export function posterKey(
  session: Pick<Session, 'title' | 'tracks' | 'tags' | 'room'>,
  { start, end }: Pick<Timed, 'start' | 'end'>,
): string | undefined {
  return isPoster(session) ? `${start} ${end} ${fold(session.room ?? '')}` : undefined
}
