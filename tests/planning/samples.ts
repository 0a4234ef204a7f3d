import {
  type Agenda,
  type AgendaPick,
  type Block,
  type Catalogue,
  type Conference,
  type Details,
  NO_DETAILS,
  type Session,
  STAGES,
  type Stage,
  type Timed,
  type When,
} from '../../src/model/conference.js'
import { addDays, type Day, type Instant, instant } from '../../src/model/time.js'
import type { Selected } from '../../src/planning/selection/select.js'
import type { Selection, StageValues, Times } from '../../src/planning/selection/selection.js'

export const CONFERENCE: Conference = {
  name: 'Example Days',
  slug: 'example-days',
  timezone: 'America/New_York',
  dayChange: 0,
  sources: [],
}

export const day = (text: string): Day => text as Day

export const THURSDAY = day('2020-11-19')
export const FRIDAY = day('2020-11-20')

/** A wall-clock time in a zone five hours behind UTC. */
export function at(date: Day, clock: string): Instant {
  return instant(Date.parse(`${date}T${clock}:00-05:00`))
}

/** `16:00-16:35`; an end at or before the start is on the next day. */
export function timed(date: Day, times: string, more: Partial<Timed> = {}): Timed {
  const [start = '', end = ''] = times.split('-')
  return {
    kind: 'timed',
    day: date,
    start: at(date, start),
    end: at(end < start ? addDays(date, 1) : date, end),
    offset: -300,
    endOffset: -300,
    shift: 0,
    ...more,
  }
}

export const dated = (date: Day): When => ({ kind: 'dated', day: date })

export function session(id: string, more: Partial<Session> = {}): Session {
  const title = id.replaceAll('-', ' ')
  const when: When = { kind: 'unscheduled' }
  return { id, title, kind: 'talk', tracks: [], tags: [], when, speakers: [], status: 'confirmed', ...more }
}

export function catalogue(
  sessions: readonly Session[],
  {
    conference = {},
    details = {},
  }: { conference?: Partial<Conference>; details?: Record<string, Partial<Details>> } = {},
): Catalogue {
  return {
    conference: { ...CONFERENCE, ...conference },
    rooms: { walks: [] },
    sessions,
    details: (id) => ({ ...NO_DETAILS, ...details[id] }),
  }
}

export function pick(id: string, more: Partial<AgendaPick> = {}): AgendaPick {
  return { session: id, stage: 'going', priority: 3, takeaways: [], ...more }
}

export function block(title: string, date: Day, times: string): Block {
  return { title, ...timed(date, times) }
}

export function agenda(picks: readonly AgendaPick[], blocks: readonly Block[] = []): Agenda {
  return { conference: 'example-days', picks, blocks, walks: [], dropped: [] }
}

export function selection(more: Partial<Selection> = {}): Selection {
  return { words: [], filters: {}, ...more }
}

/** Values of one flag, none of them excluded. */
export function wanting(...minutes: readonly number[]): Times {
  return { wanted: minutes, unwanted: [] }
}

/** `--stage` with these stages; `any` means all of them. */
export function staged(...stages: readonly (Stage | 'any')[]): StageValues {
  return { wanted: new Set(stages.flatMap((stage) => (stage === 'any' ? STAGES : [stage]))), unwanted: new Set() }
}

/** The values that a test compares: ids instead of whole sessions. */
export function idsOf({ sessions, ...rest }: Selected) {
  return { ids: sessions.map(({ id }) => id), ...rest }
}
