import { addDays, type Day, daysBetween } from './day.js'
import type { Details, Session } from './session.js'
import type { Minutes } from './time.js'

/** Where a catalogue was fetched from; written by import. `fetched` is ISO 8601. */
export interface Source {
  readonly url: string
  readonly format?: string
  readonly fetched?: string
}

export interface Conference {
  readonly name: string
  readonly slug: string
  /** IANA name, canonical case. */
  readonly timezone: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly url?: string
  /** Minute of the day (0-1439) at which a conference day begins; sessions before it belong to the day before. */
  readonly dayChange: Minutes
  readonly sources: readonly Source[]
}

/** A walk between two rooms (or their leading parts), or between any two rooms inside one part; the same both ways. */
export type Walk =
  | { readonly from: string; readonly to: string; readonly walk: Minutes }
  | { readonly within: string; readonly walk: Minutes }

export interface Rooms {
  /** Between different rooms that no walk names. */
  readonly defaultWalk?: Minutes
  readonly walks: readonly Walk[]
}

/** A conference and its sessions in file order. */
export interface Catalogue {
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: readonly Session[]
  /** The longer texts of a session; may read them from disk the first time. */
  readonly details: (id: string) => Details
}

/** What is known of a programme without its sessions. */
export interface Outline {
  readonly conference: Conference
  /** Every day of the conference, in order. */
  readonly days: readonly Day[]
  /** How many there are. */
  readonly sessions: number
}

/** The outline of a programme that is at hand. */
export function outlineOf(catalogue: Catalogue): Outline {
  return { conference: catalogue.conference, days: daysOf(catalogue), sessions: catalogue.sessions.length }
}

/** A conference that says it lasts longer has a slip in its dates, and its sessions tell the days. */
const LONGEST = 366

/** Every day of the conference, in order: from first to last day where stated, and every day that holds a session. */
export function daysOf({ conference, sessions }: Pick<Catalogue, 'conference' | 'sessions'>): readonly Day[] {
  const held = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : when.day))
  return allDays(conference, held)
}

/** The same, where the days that hold sessions are known already. */
export function allDays({ firstDay, lastDay }: Conference, held: readonly Day[]): readonly Day[] {
  const days = new Set(held)
  const length = firstDay && lastDay ? daysBetween(firstDay, lastDay) : -1
  if (firstDay && length <= LONGEST) for (let after = 0; after <= length; after++) days.add(addDays(firstDay, after))
  return [...days].sort()
}
