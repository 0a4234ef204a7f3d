import { isoUtc } from '../../model/time.js'
import type { ConferencesView, KnownConference } from '../views.js'
import { type Fields, filled } from './fields.js'

/**
 * `conferences/1`: the library. `fetched` is missing for what was never fetched; `broken` marks one whose file cannot
 * be read, so that only its slug is known.
 */
export function conferencesDocument({ conferences }: ConferencesView): Fields {
  return { kubeplan: 'conferences/1', conferences: conferences.map(conferenceFields) }
}

function conferenceFields({ slug, name, sessions, inUse, fetched }: KnownConference): Fields {
  const broken = sessions === undefined ? true : undefined
  return filled({ slug, name, sessions, in_use: inUse, fetched: fetched && isoUtc(fetched), broken })
}

export function conferenceCells({ conferences }: ConferencesView): readonly (readonly string[])[] {
  const rows = conferences.map(({ slug, name, sessions, inUse, fetched }) => {
    return [slug, name, String(sessions ?? ''), inUse ? 'yes' : 'no', fetched === undefined ? '' : isoUtc(fetched)]
  })
  return [['slug', 'name', 'sessions', 'in_use', 'fetched'], ...rows]
}
