import type { Agenda, Catalogue } from '../../model/index.js'

/**
 * The identities of sessions in a calendar, by id: the publisher's own (from the session, or else from my pick or drop
 * of it), or else the id. If several claim one identity, the first in the catalogue has it, whatever is exported, so
 * that two events never become one. The conference is added to the id, because identities must be globally unique (RFC
 * 7986 section 5.3).
 */
export function calendarIdentities(agenda: Agenda, { conference, sessions }: Catalogue): (id: string) => string {
  const seen = new Map([...agenda.dropped, ...agenda.picks].map((one) => [one.session, one.seen?.uid]))
  const published = new Map(sessions.map(({ id, uid }) => [id, uid ?? seen.get(id)]))
  for (const [id, uid] of seen) if (!published.has(id)) published.set(id, uid)
  // An identity that is also an id belongs to the session of that id.
  const owners = new Map<string, string>()
  for (const [id, uid] of published) {
    if (uid !== undefined && !owners.has(uid)) owners.set(uid, published.has(uid) ? uid : id)
  }
  return (id) => {
    const uid = published.get(id)
    return ownUid(uid !== undefined && owners.get(uid) === id ? uid : id, conference.slug)
  }
}

/** The UID of a session without a publisher's identity. */
export function ownUid(id: string, slug: string): string {
  return `${id}@${slug}.kubeplan`
}

/** The name and the conference slug in a UID that kubeplan made. */
export function ownIdentity(uid: string): { readonly name: string; readonly slug: string } | undefined {
  const [, name, slug] = /^(.+)@([^@]+)\.kubeplan$/s.exec(uid) ?? []
  return name === undefined || slug === undefined ? undefined : { name, slug }
}
