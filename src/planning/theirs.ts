import { type Agenda, type Block, DEFAULT_PRIORITY, emptyAgenda, type Pick } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Session } from '../model/session.js'
import { ownIdentity } from './calendar-identity.js'
import { type Mention, recognise, startOf } from './recognise.js'

/** Somebody's agenda under the ids of this programme, and what in it the programme does not have. */
export interface Recognised {
  readonly agenda: Agenda
  readonly unknown: readonly Mention[]
}

/** An event of a calendar that somebody keeps. */
export interface TheirEvent extends globalThis.Pick<Session, 'title' | 'room' | 'when'> {
  readonly uid: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
}

/**
 * An agenda whose picks stand under the ids of the sessions they mean; `mentions` are what its picks tell, in their order.
 * Of several picks of one session the first stays, going if any of them is.
 */
export function withSessions(agenda: Agenda, mentions: readonly Mention[], sessions: readonly Session[]): Recognised {
  const found = recognise(mentions, sessions)
  const picks = new Map<string, Pick>()
  for (const [index, pick] of agenda.picks.entries()) {
    const session = found[index]?.id
    if (session === undefined) continue
    const before = picks.get(session)
    const first = before ?? { ...pick, session }
    picks.set(session, pick.stage === 'going' ? { ...first, stage: 'going' } : first)
  }
  return {
    agenda: { ...agenda, picks: [...picks.values()] },
    unknown: mentions.filter((_, index) => found[index] === undefined),
  }
}

/**
 * The agenda that a calendar amounts to: what is tentative in it is maybe, what is cancelled is not in it, and blocks that
 * kubeplan exported are blocks again. `events` says how many events had to be recognised.
 */
export function calendarAgenda(
  { person, events }: { readonly person?: string; readonly events: readonly TheirEvent[] },
  { conference: { slug }, sessions }: Catalogue,
): Recognised & { readonly events: number } {
  const kept = events.filter(({ status }) => status !== 'cancelled')
  const blocks = kept.flatMap((event) => blockOf(event) ?? [])
  const others = kept.filter((event) => !blockOf(event))
  const picks = others.map(
    ({ status }): Pick => ({
      session: '',
      stage: status === 'tentative' ? 'maybe' : 'going',
      priority: DEFAULT_PRIORITY,
      takeaways: [],
    }),
  )
  const agenda = { ...emptyAgenda(slug), ...(person !== undefined && { person }), picks, blocks }
  const mentions = others.map((event) => mentionOfEvent(event, slug))
  return { ...withSessions(agenda, mentions, sessions), events: others.length }
}

function mentionOfEvent({ uid, title, room, when }: TheirEvent, conference: string): Mention {
  const own = ownIdentity(uid)
  return {
    // kubeplan names a session by its id where the publisher has no identity for it: that is only worth something at home.
    ...(own?.slug === conference && { id: own.name }),
    uid: own?.name ?? uid,
    title,
    ...(room !== undefined && { room }),
    ...(when.kind !== 'unscheduled' && { start: startOf(when) }),
  }
}

/** What `blockEvents` writes. */
const BLOCK = /^block-\d{9,}-/

function blockOf({ uid, title, room, when }: TheirEvent): Block | undefined {
  const own = ownIdentity(uid)
  if (!own || !BLOCK.test(own.name) || when.kind !== 'timed') return undefined
  return { ...when, title, ...(room !== undefined && { room }) }
}
