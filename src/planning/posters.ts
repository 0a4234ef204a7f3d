import type { Session, Timed } from '../model/session.js'
import { fold } from './fold.js'

/** `Poster`, `e-Posters`, `Posterpräsentation`; not `posterior`, `posterity` or `posterize`. */
const POSTER = /\be?p[oó]ster(?!i[otsz])/iu

/** Whether a session is a poster, by its title or by what its publisher counts it to. */
export function isPoster({ title, tracks, tags }: Pick<Session, 'title' | 'tracks' | 'tags'>): boolean {
  return POSTER.test(title) || tracks.some((track) => POSTER.test(track)) || tags.some((tag) => POSTER.test(tag))
}

/** What posters share that one can see together: their time and their place. Where no place is given, that is one, too. Nothing for what is no poster. */
export function posterKey(
  session: Pick<Session, 'title' | 'tracks' | 'tags' | 'room'>,
  { start, end }: Pick<Timed, 'start' | 'end'>,
): string | undefined {
  return isPoster(session) ? `${start} ${end} ${fold(session.room ?? '')}` : undefined
}
