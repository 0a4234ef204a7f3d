import { type Agenda, type AgendaPick, type Catalogue, emptyAgenda, type Session } from '../../model/index.js'

export interface PrivacyFlags {
  readonly all?: true
  readonly withPicks?: true
  readonly withNotes?: true
  readonly blocks?: true
}

export interface Disclosure {
  readonly picks: boolean
  /** Notes, and with them ratings, attendance and takeaways. */
  readonly notes: boolean
  readonly blocks: boolean
}

/** The parts of agendas that people see of each other. */
export const NOTHING_PRIVATE: Disclosure = { picks: true, notes: false, blocks: false }

export function disclosureOf({ all, withPicks, withNotes, blocks }: PrivacyFlags): Disclosure {
  if (all && !withPicks) return { picks: false, notes: false, blocks: false }
  return { picks: true, notes: withNotes ?? false, blocks: blocks ?? false }
}

/** My agenda as others may see it. This is the one rule for every export, page, feed and document. A take is public. */
export function disclosed(agenda: Agenda, { picks, notes, blocks }: Disclosure): Agenda {
  if (!picks) return emptyAgenda(agenda.conference)
  return {
    ...agenda,
    picks: notes ? agenda.picks : agenda.picks.map(withoutNotes),
    blocks: blocks ? agenda.blocks : [],
  }
}

function withoutNotes({ note: _, rating: __, attended: ___, ...pick }: AgendaPick): AgendaPick {
  return { ...pick, takeaways: [] }
}

/** My agenda for a recap, which includes attendance and takeaways; without notes it has no ratings. */
export function disclosedForRecap(agenda: Agenda, { withNotes }: PrivacyFlags): Agenda {
  if (withNotes) return agenda
  return { ...agenda, picks: agenda.picks.map(({ note: _, rating: __, ...pick }) => pick) }
}

export function withoutPaths(catalogue: Catalogue): Catalogue {
  const { conference, sessions } = catalogue
  const sources = conference.sources.filter(({ url }) => !isOnDisk(url))
  return { ...catalogue, conference: { ...conference, sources }, sessions: sessions.map(withoutPath) }
}

export function withoutPath(session: Session): Session {
  if (session.source === undefined || !isOnDisk(session.source)) return session
  const { source: _, ...rest } = session
  return rest
}

/** A host on the web, as an import records its sources: without scheme, query and folders. */
const HOST = /^(?:https?:\/\/|(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost|\[[0-9a-f:]+\])(?::\d+)?(?:[/ ]|$))/i
const FILE_NAME = /^[^/\\]*\.(?:csv|ics|json|xml|ya?ml)(?: \(\d+\))?$/i

function isOnDisk(source: string): boolean {
  return source !== 'stdin' && (FILE_NAME.test(source) || !HOST.test(source))
}
