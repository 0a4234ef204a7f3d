import type { Companion, SharedSession } from '../../planning/export/share-agenda.js'
import type { OthersOfAgenda } from '../views.js'
import { type Fields, filled } from './fields.js'

/**
 * The comparison with others in `agenda/1`: `shared` are sessions on several agendas (`mine` is my stage), `instead` is
 * where some of those could go; `only_mine` and each `only` are on just one agenda.
 */
export function sharingFields(others: OthersOfAgenda): Fields {
  const [mine = [], ...theirs] = others.only
  const ids = (sessions: readonly { readonly id: string }[]) => sessions.map(({ id }) => id)
  return {
    shared: others.shared.map((one) => sharedFields(one, others)),
    only_mine: ids(mine),
    others: others.people.map(({ name }, index) => ({ person: name, only: ids(theirs[index] ?? []) })),
  }
}

function sharedFields({ session, company, instead }: SharedSession, { people }: OthersOfAgenda): Fields {
  const nameOf = (member: number) => people[member - 1]?.name ?? ''
  const others = company.filter(({ member }) => member > 0)
  return filled({
    session: session.id,
    mine: company.find(({ member }) => member === 0)?.stage,
    others: others.map(({ member, stage }: Companion) => ({ person: nameOf(member), stage })),
    instead:
      instead.length === 0
        ? undefined
        : instead.map(({ session: other, members }) => ({
            session: other.id,
            me: members.includes(0),
            others: members.filter((member) => member > 0).map(nameOf),
          })),
  })
}
