import type { Clash } from '../../planning/clash.js'
import type { Again } from '../../planning/sittings.js'
import { type Fields, filled, spanFields } from './fields.js'

/**
 * A clash as `clashes/1` and `agenda/1` write it, on the clock shown; for a walk, start and end are the gap. `given_again` holds
 * the other sittings of both contents, where they are known.
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

/** The ids of what I am going to more than once; nothing where there is none. */
export function twiceFields({ twice }: Pick<Again, 'twice'> = { twice: [] }): Fields {
  return twice.length === 0 ? {} : { going_twice: twice.map(({ sittings }) => sittings.map(({ id }) => id)) }
}
