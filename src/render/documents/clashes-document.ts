import type { Clash } from '../../planning/agenda/clashes.js'
import type { Again } from '../../planning/agenda/sittings.js'
import { type Fields, filled, spanFields } from './fields.js'

/**
 * A clash in `clashes/1` and `agenda/1`, on the displayed clock; for a walk, start and end are the gap. `given_again`
 * has the other sittings of both sessions, if known.
 */
export function clashFields(clash: Clash, again?: Again): Fields {
  const { reason, minutes } = clash
  const ids = clash.entries.map(({ id }) => id)
  const sittings = ids.flatMap((id) =>
    (again?.sittingsOf(id) ?? []).map(({ entry, free }) => {
      return { session: entry.id, instead_of: id, ...spanFields(entry), free }
    }),
  )
  return filled({
    sessions: ids,
    reason,
    ...spanFields(clash),
    minutes,
    given_again: sittings.length > 0 ? sittings : undefined,
  })
}

/** The ids of sessions of which I am going to several sittings; without any, the key is missing. */
export function twiceFields({ twice }: Pick<Again, 'twice'> = { twice: [] }): Fields {
  return twice.length === 0 ? {} : { going_twice: twice.map(({ sittings }) => sittings.map(({ id }) => id)) }
}
