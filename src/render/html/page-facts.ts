import { type Agenda, type AgendaPick, appendTo, type Session } from '../../model/index.js'
import type { AgendaDays } from '../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, entryKey } from '../../planning/agenda/clashes.js'
import { repeatFinder } from '../../planning/sessions/repeats.js'
import type { Setting } from '../views.js'
import { anchorOf, blockAnchor } from './markup.js'

/** Prepared once for the whole page, so that every lookup takes constant time. */
export interface PageFacts {
  readonly view: PageView
  readonly pickOf: (id: string) => AgendaPick | undefined
  /** The session's event, the same as in `export my.ics`; undefined if it has no day. */
  readonly givenOf: (id: string) => GivenEvent | undefined
  readonly clashesOf: (one: Session | Entry) => readonly Clash[]
  readonly repeatsOf: (session: Session) => readonly Session[]
  /** The anchor of an entry; undefined if it is not on the page. */
  readonly placeOf: (entry: Entry) => string | undefined
  /** Default for events without a time of change, ISO 8601 in UTC. */
  readonly changed: string
}

export function factsOf(view: PageView): PageFacts {
  const { agenda, catalogue, sessions, clashes } = view
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const byEntry = new Map<string, Clash[]>()
  for (const clash of clashes) {
    for (const key of clash.entries.map(entryKey)) {
      appendTo(byEntry, key, clash)
    }
  }
  const shown = new Set(sessions.map(({ id }) => id))
  const blocks = new Map(
    view.entries.flatMap((one) => (one.stage === 'block' ? [[entryKey(one.entry), one] as const] : [])),
  )
  const [first] = view.given.values()
  return {
    view,
    pickOf: (id) => picks.get(id),
    givenOf: (id) => view.given.get(id),
    clashesOf: (one) => byEntry.get(keyOf(one)) ?? [],
    repeatsOf: repeatFinder(catalogue.sessions, sessions),
    placeOf: (entry) =>
      blocks.has(entryKey(entry)) ? blockAnchor(entry) : shown.has(entry.id) ? anchorOf(entry.id) : undefined,
    changed: first?.changed ?? '',
  }
}

/** A session without a time clashes with nothing. */
export function keyOf(one: Session | Entry): string {
  if (!('when' in one)) return entryKey(one)
  return one.when.kind === 'timed' ? entryKey({ id: one.id, ...one.when }) : ''
}

export interface PageParts {
  readonly script: string
  /** `sha256-…`, as in a content security policy. */
  readonly scriptHash: string
  readonly style: string
}

interface GivenEvent {
  readonly uid: string
  readonly sequence: number
  /** ISO 8601 in UTC. */
  readonly changed: string
}

export interface PageView extends Setting, AgendaDays {
  /** As far as it may be disclosed to readers of the page. */
  readonly agenda: Agenda
  /** Shown besides the blocks, in order of time. */
  readonly sessions: readonly Session[]
  /** Whether it is the whole programme to choose from, or only my agenda. */
  readonly all: boolean
  /** The state in calendars of each session that has a day, by id. */
  readonly given: ReadonlyMap<string, GivenEvent>
  readonly parts: PageParts
  /** The path of my agenda as a calendar, on the server of the page. */
  readonly calendar?: string
}
