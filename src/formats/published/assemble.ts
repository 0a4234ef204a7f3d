import { offsetAt, readZone } from '../../clock/zone.js'
import {
  appendTo,
  type Catalogue,
  type Conference,
  definedFields,
  NO_DETAILS,
  type Place,
  type Problem,
  type Session,
  type Speaker,
} from '../../model/index.js'
import { minutesOf } from '../../model/time.js'
import { isPoster } from '../../planning/agenda/clashes.js'
import { roomNamed } from '../../planning/agenda/walks.js'
import { fold } from '../../planning/selection/fold-text.js'
import { assumeEnds } from '../../planning/sessions/assume-ends.js'
import { cleanTitle, kindOf } from '../../planning/sessions/kind.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { pairSessions } from '../../planning/sessions/same-sessions.js'
import type { Reading } from '../own/catalogue.js'
import { splitTitle } from '../titles/title-speakers.js'
import { deriveSlug, giveUids, idMaker } from './identity.js'
import { type Fitted, fitConference, fitName, fitSession, type Published, type PublishedEntry } from './published.js'
import { whenOf, zonesNamedIn } from './written-time.js'

/** Facts about the conference from the person or from an earlier import. They override the files. */
export interface Wishes {
  readonly name?: string
  readonly slug?: string
  /** As returned by `readZone`. */
  readonly timezone?: string
  /** The catalogue of the last import. A session keeps its id as long as it keeps its publisher's identity. */
  readonly previous?: Catalogue
  readonly command: string
}

/**
 * Makes one catalogue from the schedules of one conference (a main programme and its co-located events): resolves
 * zones, decides kinds, tidies rooms and assigns ids. Entries stay in the order of their schedules. Linear.
 */
export function assemble(schedules: readonly Published[], wishes: Wishes): Reading {
  const problems = schedules.flatMap((schedule) => schedule.problems)
  const timezone = wishes.timezone ?? statedZone(schedules)
  if (timezone === undefined) return { problems: [...problems, zoneNeeded(schedules, wishes.command)] }

  const conference = fitConference(conferenceOf(schedules, timezone, wishes), placeOf(schedules), problems)
  const roomOf = tidyRooms(schedules.flatMap(({ entries }) => entries.flatMap(({ room }) => roomNamed(room) ?? [])))
  const read = schedules.flatMap(({ entries, source }) =>
    giveUids(entries, problems).flatMap(({ entry, uid }): Draft[] => {
      const fitted = draftOf(entry, uid, conference, roomOf, problems)
      if (!fitted) return []
      const session = source === undefined ? fitted.session : { ...fitted.session, source }
      return [{ session, details: fitted.details, revision: entry.revision ?? 0, content: entry.content }]
    }),
  )
  const drafts = schedules.length > 1 ? oneOfEach(read) : read
  const ids = idsOf(drafts, wishes.previous)
  const originals = originalsOf(drafts)
  const found = drafts.map(({ session }, index): Session => {
    const original = ids[originals[index] ?? index]
    const repeats = session.repeatOf === undefined && original !== ids[index] && original !== undefined
    const named = { ...session, id: ids[index] ?? '' }
    return repeats ? { ...named, repeatOf: original } : named
  })
  // A table of kubeplan's own may since have been filtered or edited.
  const sessions = assumeEnds(withoutMissingOriginals(found, found), (moment) => offsetAt(moment, timezone))
  const details = new Map(
    drafts.flatMap(({ details: texts }, index) => (texts === NO_DETAILS ? [] : [[ids[index] ?? '', texts]])),
  )
  return {
    catalogue: { conference, rooms: { walks: [] }, sessions, details: (id) => details.get(id) ?? NO_DETAILS },
    problems,
  }
}

/** The first real place that a schedule names. UTC only says how the times of a feed are written. */
function statedZone(schedules: readonly Published[]): string | undefined {
  for (const { timezone } of schedules) {
    const reading = timezone === undefined ? undefined : readZone(timezone)
    if (reading?.ok && reading.zone.includes('/') && !reading.zone.startsWith('Etc/')) return reading.zone
  }
  return undefined
}

function zoneNeeded(schedules: readonly Published[], command: string): Problem {
  const rooms = schedules.flatMap(({ entries }) => entries.flatMap(({ room }) => room ?? []))
  return { code: 'zone-needed', at: placeOf(schedules), likely: zonesNamedIn(rooms), command }
}

function placeOf(schedules: readonly Published[]): Place {
  const [first] = schedules.flatMap(({ entries }) => entries[0] ?? [])
  return first?.at ?? { file: '', line: 1, column: 1 }
}

/** The conference's name, and a slug made from the name as it will be stored. */
export function namesOf(
  schedules: readonly Published[],
  wishes: Pick<Wishes, 'name' | 'slug'>,
): Pick<Conference, 'name' | 'slug'> {
  const names = [wishes.name, ...schedules.map((schedule) => schedule.name), wishes.slug]
  const known = names.find((name) => fitName(name, placeOf(schedules), []) !== undefined) ?? 'Conference'
  return { name: known, slug: wishes.slug ?? deriveSlug(fitName(known, placeOf(schedules), []) ?? known) }
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

interface Draft extends Fitted {
  readonly revision: number
  readonly content: string | undefined
}

/**
 * Merges sessions that several schedules have: with the same title, time and room, or with the same identity and title
 * if they start together or one is a later revision, which then counts. The first schedule is the source; tracks and
 * tags are united. Linear.
 */
function oneOfEach(drafts: readonly Draft[]): readonly Draft[] {
  const found: Draft[] = []
  const places = new Map<string, number>()
  for (const draft of drafts) {
    const keys = eventKeys(draft)
    const place = keys.map((key) => places.get(key)).find((known) => known !== undefined && isSame(found[known], draft))
    const known = place === undefined ? undefined : found[place]
    if (place !== undefined && known) {
      found[place] = joined(known, draft)
      continue
    }
    for (const key of keys) if (!places.has(key)) places.set(key, found.length)
    found.push(draft)
  }
  return found
}

function eventKeys({ session: { uid, title, when, room } }: Draft): readonly string[] {
  const name = fold(title)
  const place = when.kind === 'timed' ? [JSON.stringify([name, when.start, when.end, room ? fold(room) : null])] : []
  return uid === undefined ? place : [JSON.stringify([uid, name]), ...place]
}

function isSame(one: Draft | undefined, { session: { source, when }, revision }: Draft): boolean {
  if (!one || one.session.source === source) return false
  const other = one.session.when
  const together =
    when.kind === 'timed' && other.kind === 'timed' ? when.start === other.start : when.kind === other.kind
  return together || one.revision !== revision
}

function joined(first: Draft, second: Draft): Draft {
  const kept = second.revision > first.revision ? second : first
  const several = (key: 'tracks' | 'tags') => [...new Set([...first.session[key], ...second.session[key]])]
  const { source } = first.session
  const session = { ...kept.session, tracks: several('tracks'), tags: several('tags') }
  return { ...kept, session: { ...session, ...(source !== undefined && { source }) } }
}

function originalsOf(drafts: readonly Draft[]): readonly number[] {
  const firsts = new Map<string, number>()
  return drafts.map(({ content, session: { source, title } }, index) => {
    if (content === undefined) return index
    const key = JSON.stringify([source, content, fold(title)])
    const first = firsts.get(key) ?? index
    firsts.set(key, first)
    return first
  })
}

function draftOf(
  entry: PublishedEntry,
  uid: string,
  conference: Conference,
  roomOf: (room: string) => string,
  problems: Problem[],
): Fitted | undefined {
  const { when, problems: doubts } = whenOf(entry, conference.timezone, conference.dayChange)
  problems.push(...doubts)
  if (!when) return undefined
  const { at, sort, tracks, level, url, video, abstract, own } = entry
  // Titles that kubeplan wrote are clean already; any marks left are part of the title.
  const cleaned = own ? { title: entry.title, tags: [], cancelled: false } : cleanTitle(entry.title)
  const { title, speakers } = speakersOf(entry, cleaned.title)
  const room = roomNamed(entry.room)
  const minutes = when.kind === 'timed' && !when.endAssumed ? minutesOf(when) : undefined
  const described = definedFields({
    title,
    hasSpeakers: speakers.length > 0,
    sort,
    tracks,
    minutes,
  })
  const session = definedFields({
    uid,
    title,
    kind: own?.kind ?? kindOf(described),
    tracks,
    tags: [
      ...entry.tags,
      ...cleaned.tags,
      ...(isPoster({ title: sort ?? '', tracks: [], tags: [] }) ? ['poster'] : []),
    ],
    level,
    room: room === undefined ? undefined : roomOf(room),
    when,
    speakers,
    url,
    video,
    status: cleaned.cancelled ? ('cancelled' as const) : entry.status,
  })
  const details = abstract === undefined ? NO_DETAILS : { ...NO_DETAILS, abstract }
  return fitSession({ session, details, at, ...(own && { own }) }, problems)
}

function speakersOf(
  entry: PublishedEntry,
  title: string,
): { readonly title: string; readonly speakers: readonly Speaker[] } {
  if (!entry.speakersInTitle || entry.speakers.length > 0) return { title, speakers: entry.speakers }
  return splitTitle(title)
}

/**
 * Ids from kubeplan's own table or from the previous catalogue, as far as sessions are found again. The others are
 * derived, avoiding those and the ids of sessions that are gone, because a pick may still refer to them.
 */
function idsOf(drafts: readonly Fitted[], previous: Catalogue | undefined): readonly string[] {
  const before = previous?.sessions ?? []
  const taken = new Set<string>()
  const claim = (id: string | undefined) => (id === undefined || taken.size === taken.add(id).size ? undefined : id)
  const kept = drafts.map(({ session }) => claim(session.id || undefined))
  if (before.length > 0) {
    const sessions = drafts.map(({ session }) => session)
    const { former } = pairSessions(before, sessions)
    for (const [index, session] of sessions.entries()) kept[index] ??= claim(former.get(session)?.id)
    for (const { id } of before) taken.add(id)
  }
  const derive = idMaker(taken)
  return drafts.map(({ session }, index) => kept[index] ?? derive(session.title))
}

/** The share of rooms that must end in the same words for these to be the city and not part of the room. */
const NEARLY_ALL = 0.8

/**
 * Maps every spelling of a room to its name: without the city and country at the end of nearly all names, and with one
 * spelling per room ("G104-105" and "G104 - 105 | Community Hub" become the latter). Linear.
 */
export function tidyRooms(written: readonly string[]): (room: string) => string {
  const tail = commonTail(written)
  const cut = (room: string) => (tail !== '' && room.endsWith(tail) ? room.slice(0, -tail.length) : room).trim()
  const names = new Map<string, string>()
  const full = fullNames(written.map(cut))
  for (const room of new Set(written)) names.set(room, full.get(keyOf(cut(room))) ?? cut(room))
  return (room) => names.get(room) ?? cut(room)
}

/** ", City, Country" or ", City": the longer one that nearly all rooms share. At least two rooms must have it. */
function commonTail(written: readonly string[]): string {
  if (new Set(written).size < 2) return ''
  for (const parts of [2, 1]) {
    const counts = new Map<string, number>()
    for (const room of written) {
      const pieces = room.split(', ')
      const tail = pieces.length > parts ? `, ${pieces.slice(-parts).join(', ')}` : ''
      if (tail !== '') counts.set(tail, (counts.get(tail) ?? 0) + 1)
    }
    for (const [tail, count] of counts) if (count >= written.length * NEARLY_ALL) return tail
  }
  return ''
}

/**
 * A short name stands for a longer one if it is the first part of only that one. Of several spellings, the most
 * frequent wins.
 */
function fullNames(rooms: readonly string[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, Map<string, number>>()
  for (const room of rooms) {
    const counts = spellings.get(keyOf(room)) ?? new Map<string, number>()
    spellings.set(keyOf(room), counts.set(room, (counts.get(room) ?? 0) + 1))
  }
  const inArea = new Map<string, string[]>()
  for (const key of spellings.keys()) {
    const [area = ''] = key.split('|')
    if (area !== key) appendTo(inArea, area, key)
  }
  const names = new Map<string, string>()
  for (const key of spellings.keys()) {
    const [only, ...others] = inArea.get(key) ?? []
    const meant = only !== undefined && others.length === 0 && /\d/.test(key) ? only : key
    names.set(key, mostFrequent(spellings.get(meant) ?? new Map()))
  }
  return names
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0])[0]
}

function keyOf(room: string): string {
  return room
    .toLowerCase()
    .replace(/\s*([-–|])\s*/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replaceAll('–', '-')
}
