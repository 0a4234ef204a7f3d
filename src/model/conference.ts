import { addDays, type Day, daysBetween } from './day.js'
import type { Details, Session } from './session.js'
import type { Minutes } from './time.js'

/** The origin of a catalogue. Written by `import`; `fetched` is ISO 8601. */
export interface Source {
  readonly url: string
  readonly format?: string
  readonly fetched?: string
}

export interface Conference {
  readonly name: string
  readonly slug: string
  /** An IANA name in its canonical spelling. */
  readonly timezone: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly url?: string
  /** The minute of the day (0-1439) at which a conference day begins; earlier sessions belong to the day before. */
  readonly dayChange: Minutes
  readonly sources: readonly Source[]
}

/**
 * A walk between two rooms (or the leading parts of their names), or between any two rooms of one part. It is the same
 * both ways.
 */
export type Walk =
  | { readonly from: string; readonly to: string; readonly walk: Minutes }
  | { readonly within: string; readonly walk: Minutes }

export interface Rooms {
  readonly defaultWalk?: Minutes
  readonly walks: readonly Walk[]
}

export interface Catalogue {
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: readonly Session[]
  /** The longer texts of a session. The first call may read them from disk. */
  readonly details: (id: string) => Details
}

export interface Outline {
  readonly conference: Conference
  readonly days: readonly Day[]
  readonly sessions: number
}

export function outlineOf(catalogue: Catalogue): Outline {
  return { conference: catalogue.conference, days: daysOf(catalogue), sessions: catalogue.sessions.length }
}

/** In days. Dates further apart are taken for a slip, and the days come from the sessions. */
const LONGEST = 366

/**
 * Every day of the conference, in order: from its first to its last day where given, and every day that has a session.
 */
export function daysOf({ conference, sessions }: Pick<Catalogue, 'conference' | 'sessions'>): readonly Day[] {
  const held = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : when.day))
  return allDays(conference, held)
}

/** `daysOf`, where the days that have sessions are already known. */
export function allDays({ firstDay, lastDay }: Conference, held: readonly Day[]): readonly Day[] {
  const days = new Set(held)
  const length = firstDay && lastDay ? daysBetween(firstDay, lastDay) : -1
  if (firstDay && length <= LONGEST) for (let after = 0; after <= length; after++) days.add(addDays(firstDay, after))
  return [...days].sort()
}
