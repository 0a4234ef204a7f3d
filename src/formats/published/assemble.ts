import { offsetAt, readZone } from '../../clock/zone.js'
import type { Catalogue, Conference } from '../../model/conference.js'
import type { Place, Problem } from '../../model/problem.js'
import { type Details, NO_DETAILS, type Session, type Speaker } from '../../model/session.js'
import { minutesOf } from '../../model/time.js'
import { assumeEnds } from '../../planning/assume-ends.js'
import { amongThemselves } from '../../planning/repeats.js'
import { pairSessions } from '../../planning/same-sessions.js'
import { cleanTitle, kindOf } from '../../planning/session-kind.js'
import type { Reading } from '../catalogue/catalogue.js'
import { deriveSlug, idMaker } from '../identity.js'
import { splitTitle } from '../titles/title-speakers.js'
import { giveUids } from './identity.js'
import { likelyZones } from './likely-zones.js'
import { cutToLimits } from './limits.js'
import type { Published, PublishedEntry } from './published.js'
import { tidyRooms } from './rooms.js'
import { whenOf } from './time.js'

/** What the person or an earlier import says of a conference, over what the files say. */
export interface Wishes {
  readonly name?: string
  readonly slug?: string
  /** A zone that `readZone` answered. */
  readonly timezone?: string
  /** The catalogue that was imported before: a session keeps its id as long as its publisher's identity stays. */
  readonly previous?: Catalogue
  /** What to type to import these sources, for a message that completes it. */
  readonly command: string
}

/**
 * One catalogue from the schedules of one conference (a main programme and its co-located events): zones resolved, kinds
 * judged, rooms tidied, ids given. Entries stay in the order of their schedules. Linear.
 */
export function assemble(schedules: readonly Published[], wishes: Wishes): Reading {
  const problems = schedules.flatMap((schedule) => schedule.problems)
  const timezone = wishes.timezone ?? statedZone(schedules)
  if (timezone === undefined) return { problems: [...problems, zoneNeeded(schedules, wishes.command)] }

  const conference = conferenceOf(schedules, timezone, wishes)
  const roomOf = tidyRooms(schedules.flatMap(({ entries }) => entries.flatMap(({ room }) => room ?? [])))
  const drafts = schedules.flatMap(({ entries, source }) =>
    giveUids(entries, problems).flatMap(({ entry, uid }) => {
      const draft = draftOf(entry, uid, conference, roomOf, problems)
      return draft ? { ...draft, session: { ...draft.session, ...(source !== undefined && { source }) } } : []
    }),
  )
  const ids = idsOf(drafts, wishes.previous)
  const found = drafts.map(({ session }, index): Session => ({ id: ids[index] ?? '', ...session }))
  // A table of ours may have been narrowed, or edited, since.
  const sessions = assumeEnds(amongThemselves(found, found), (moment) => offsetAt(moment, timezone))
  const details = new Map(drafts.map(({ details: texts }, index) => [ids[index] ?? '', texts]))
  return {
    catalogue: { conference, rooms: { walks: [] }, sessions, details: (id) => details.get(id) ?? NO_DETAILS },
    problems,
  }
}

/** A real place, in the first schedule that names one: a feed that says UTC only says how its times are written. */
function statedZone(schedules: readonly Published[]): string | undefined {
  for (const { timezone } of schedules) {
    const reading = timezone === undefined ? undefined : readZone(timezone)
    if (reading?.ok && reading.zone.includes('/') && !reading.zone.startsWith('Etc/')) return reading.zone
  }
  return undefined
}

function zoneNeeded(schedules: readonly Published[], command: string): Problem {
  const entries = schedules.flatMap((schedule) => schedule.entries)
  const at: Place = entries[0]?.at ?? { file: '', line: 1, column: 1 }
  return { code: 'zone-needed', at, likely: likelyZones(entries.flatMap(({ room }) => room ?? [])), command }
}

/** What the conference is called. */
export function namesOf(
  schedules: readonly Published[],
  wishes: Pick<Wishes, 'name' | 'slug'>,
): Pick<Conference, 'name' | 'slug'> {
  const name = wishes.name ?? schedules.find((schedule) => schedule.name)?.name ?? wishes.slug ?? 'Conference'
  return { name, slug: wishes.slug ?? deriveSlug(name) }
}

function conferenceOf(schedules: readonly Published[], timezone: string, wishes: Wishes): Conference {
  const url = schedules.find((schedule) => schedule.url)?.url
  const firstDays = schedules.flatMap(({ firstDay }) => firstDay ?? []).sort()
  const lastDays = schedules.flatMap(({ lastDay }) => lastDay ?? []).sort()
  return {
    ...namesOf(schedules, wishes),
    timezone,
    ...(firstDays[0] !== undefined &&
      lastDays[0] !== undefined && { firstDay: firstDays[0], lastDay: lastDays.at(-1) ?? lastDays[0] }),
    ...(url !== undefined && { url }),
    dayChange: Math.max(0, ...schedules.map(({ dayChange }) => dayChange ?? 0)),
    sources: [],
  }
}

interface Draft {
  /** As our own table has it. */
  readonly id?: string
  readonly session: Omit<Session, 'id'>
  readonly details: Details
}

function draftOf(
  published: PublishedEntry,
  uid: string,
  conference: Conference,
  roomOf: (room: string) => string,
  problems: Problem[],
): Draft | undefined {
  const entry = cutToLimits(published, problems)
  const { when, problems: doubts } = whenOf(entry, conference.timezone, conference.dayChange)
  problems.push(...doubts)
  if (!when) return undefined
  const { title: whole, tags } = cleanTitle(entry.title)
  const { title, speakers } = speakersOf(entry, whole)
  const { sort, tracks, level, room, url, video, abstract } = entry
  const minutes = when.kind === 'timed' && !when.endAssumed ? minutesOf(when) : undefined
  const described = {
    title,
    hasSpeakers: speakers.length > 0,
    ...(sort !== undefined && { sort }),
    tracks,
    ...(minutes !== undefined && { minutes }),
  }
  return {
    ...(entry.own?.id !== undefined && { id: entry.own.id }),
    session: {
      uid,
      title,
      kind: entry.own?.kind ?? kindOf(described),
      tracks,
      tags: [...new Set([...entry.tags, ...tags])],
      ...(level !== undefined && { level }),
      ...(room !== undefined && { room: roomOf(room) }),
      when,
      speakers,
      ...(url !== undefined && { url }),
      ...(video !== undefined && { video }),
      ...(entry.own?.repeatOf !== undefined && { repeatOf: entry.own.repeatOf }),
      status: entry.status,
    },
    details: abstract === undefined ? NO_DETAILS : { abstract, takes: [], takeaways: [] },
  }
}

function speakersOf(
  entry: PublishedEntry,
  title: string,
): { readonly title: string; readonly speakers: readonly Speaker[] } {
  if (!entry.speakersInTitle || entry.speakers.length > 0) return { title, speakers: entry.speakers }
  return splitTitle(title)
}

/**
 * Ids that our own table has or that the sessions had before, as far as they are found again; the others are derived, around
 * those and around the ids of what is gone: somebody's pick may still bear one.
 */
function idsOf(drafts: readonly Draft[], previous: Catalogue | undefined): readonly string[] {
  const before = previous?.sessions ?? []
  const sessions = drafts.map(({ id, session }) => ({ ...session, ...(id !== undefined && { id }) }))
  const { former } = pairSessions(before, sessions)
  const taken = new Set<string>()
  const claim = (id: string | undefined) => (id === undefined || taken.size === taken.add(id).size ? undefined : id)
  const own = sessions.map(({ id }) => claim(id))
  const kept = sessions.map((session, index) => own[index] ?? claim(former.get(session)?.id))
  const derive = idMaker(new Set([...taken, ...before.map(({ id }) => id)]))
  return sessions.map(({ title }, index) => kept[index] ?? derive(title))
}
