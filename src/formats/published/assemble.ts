import { isZoneOfPlace, offsetAt, readNamedZone, readZone, zonesAbbreviated } from '../../clock/zone.js'
import {
  appendTo,
  type Catalogue,
  type Conference,
  type Details,
  definedFields,
  NO_DETAILS,
  type Place,
  type Problem,
  type Session,
  type Speaker,
  type Venue,
} from '../../model/index.js'
import { type DateHints, instant, minutesOf } from '../../model/time.js'
import { isPoster } from '../../planning/agenda/clashes.js'
import { roomNamed } from '../../planning/agenda/walks.js'
import { fold } from '../../planning/selection/fold-text.js'
import { assumeEnds } from '../../planning/sessions/assume-ends.js'
import { type CleanTitle, kindOf } from '../../planning/sessions/kind.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { pairPlaces, rememberPlaces } from '../../planning/sessions/same-sessions.js'
import type { Reading } from '../own/catalogue.js'
import { VENUE } from '../own/schema.js'
import { SESSION } from '../own/session.js'
import { splitTitle } from '../titles/title-speakers.js'
import { deriveSlug, identify, idMaker } from './identity.js'
import {
  commonReason,
  Fitter,
  fitConference,
  fitName,
  NOWHERE,
  namedSpeaker,
  oneLine,
  type Published,
  type PublishedEntry,
} from './published.js'
import { whenOf, zonesNamedIn } from './written-time.js'

/** What a person says of a file, usually because the file does not say it. The same file is read accordingly. */
export interface Assumed {
  /** As returned by `readZone`. */
  readonly timezone?: string
  readonly dates?: DateHints
}

/** Facts about the conference from the person or from an earlier import. They override the files. */
export interface Wishes extends Assumed {
  readonly name?: string
  readonly slug?: string
  /** The catalogue of the last import. A session keeps its id as long as it keeps its publisher's identity. */
  readonly previous?: Catalogue
  /** The command as typed, without `kubeplan`; a missing fact is asked for as a flag to add to it. */
  readonly command: readonly string[]
}

/**
 * Makes one catalogue from the schedules of one conference (a main programme and its co-located events): resolves
 * zones, decides kinds, tidies rooms and assigns ids. Entries stay in the order of their schedules. Linear.
 */
export function assemble(published: readonly Published[], wishes: Wishes): Reading {
  const timezone = wishes.timezone ?? statedZone(published)
  const warnings = published.flatMap((schedule) => schedule.problems)
  const problems = timezone === undefined ? warnings : withoutMeantZones(warnings, published, timezone)
  const schedules = withPeople(published, problems)
  problems.push(...missingPages(schedules))
  if (timezone === undefined) return { problems: refusedForZone(schedules, problems, wishes.command) }

  const conference = fitConference(conferenceOf(schedules, timezone, wishes), placeOf(schedules), problems)
  const roomOf = tidyRooms(schedules.map(({ entries }) => entries.flatMap(({ room }) => roomNamed(room) ?? [])))
  const isOneOfSeveral = schedules.length > 1
  const read = schedules.flatMap(({ entries, source }) => {
    const drafts = draftsOf(entries, conference, roomOf, problems)
    if (isOneOfSeveral && source !== undefined) for (const { session } of drafts) session.source = source
    return drafts
  })
  const refusal = read.length === 0 ? allLeftOut(problems) : undefined
  if (refusal) return { problems: [...problems, refusal] }
  const drafts = isOneOfSeveral ? oneOfEach(read) : read
  const venues = venuesOf(drafts, problems)
  const before = wishes.previous?.sessions ?? []
  const places = giveIds(drafts, before)
  markRepeats(drafts)
  const details = new Map<string, Details>()
  for (const { session, abstract } of drafts)
    if (abstract !== undefined) details.set(session.id, { ...NO_DETAILS, abstract })
  const found = drafts.map(({ session }) => session)
  // A table of kubeplan's own may since have been filtered or edited.
  const sessions = assumeEnds(withoutMissingOriginals(found, found), (moment) => offsetAt(moment, timezone))
  rememberPlaces(before, sessions, places)
  return {
    catalogue: {
      conference,
      rooms: definedFields({ walks: [], venues }),
      sessions,
      details: (id) => details.get(id) ?? NO_DETAILS,
    },
    problems,
  }
}

/** Names the speakers of whom entries only give the ids. */
function withPeople(schedules: readonly Published[], problems: Problem[]): readonly Published[] {
  const names = new Map(schedules.flatMap(({ people }) => [...(people ?? [])]))
  const unnamed: PublishedEntry[] = []
  const named = schedules.map((schedule) => {
    const entries = schedule.entries.map((entry) => {
      if (!entry.people) return entry
      if (!entry.people.every((id) => names.has(id))) unnamed.push(entry)
      const known = entry.people.flatMap((id) => namedSpeaker(names.get(id)))
      return { ...entry, speakers: [...entry.speakers, ...known] }
    })
    return { ...schedule, entries }
  })
  const [first] = unnamed
  if (first) {
    const detail = `${unnamed.length} of its sessions have speakers who are only given by id: import their file with it`
    problems.push({ code: 'conference-doubt', at: first.at, detail })
  }
  return named
}

function missingPages(schedules: readonly Published[]): readonly Problem[] {
  const pages = schedules.flatMap((schedule) => schedule.pages ?? [])
  const total = Math.max(0, ...pages.map((page) => page.total))
  const held = pages.reduce((sum, page) => sum + page.held, 0)
  if (held >= total) return []
  const detail = `${held} of its ${total} sessions are here: fetch the other pages and import them with this one`
  return [{ code: 'conference-doubt', at: placeOf(schedules), detail }]
}

/** The first real place that a schedule names. UTC only says how the times of a feed are written. */
export function statedZone(schedules: readonly Published[]): string | undefined {
  for (const { timezone } of schedules) {
    const zone = timezone === undefined ? undefined : readNamedZone(timezone)
    if (isZoneOfPlace(zone)) return zone
  }
  return undefined
}

/** More zones are not suggested. */
const LIKELY = 10

/** The problems of schedules that do not say where they take place, with what is to be typed. */
function refusedForZone(
  schedules: readonly Published[],
  problems: readonly Problem[],
  command: readonly string[],
): readonly Problem[] {
  const leftOut = schedules.every(({ entries }) => entries.length === 0) ? allLeftOut(problems) : undefined
  if (leftOut) return [...problems, leftOut]
  const unknown = [
    ...schedules.flatMap(({ timezone = 'UTC' }) => (readNamedZone(timezone) === undefined ? timezone : [])),
    ...problems.flatMap((problem) => (problem.code === 'unknown-zones' ? problem.zones : [])),
  ]
  const asked = definedFields({
    code: 'zone-needed',
    at: placeOf(schedules),
    stated: unknown[0],
    likely: likelyZones(schedules, unknown).slice(0, LIKELY),
    command,
  } as const)
  return [...problems.filter(({ code }) => code !== 'unknown-zones'), asked]
}

function likelyZones(schedules: readonly Published[], unknown: readonly string[]): readonly string[] {
  const places = schedules.flatMap(({ entries }) =>
    entries.flatMap(({ room, venue }) => [room, venue?.name, venue?.address].filter((text) => text !== undefined)),
  )
  const inRooms = zonesNamedIn(places)
  const inNames = zonesNamedIn(schedules.flatMap(({ name }) => name ?? []))
  const suggested = schedules.flatMap((schedule) => schedule.likelyZones?.() ?? [])
  const confirmed = [...inRooms, ...inNames].filter((zone) => suggested.includes(zone))
  const meant = unknown.slice(0, LIKELY).flatMap(zonesMeant)
  return [...new Set([...confirmed, ...suggested, ...inRooms, ...meant, ...inNames])]
}

/** Without warnings of abbreviations that mean the clock of the conference. */
function withoutMeantZones(problems: readonly Problem[], schedules: readonly Published[], timezone: string): Problem[] {
  const days = schedules.flatMap(({ entries }) =>
    entries.flatMap(({ time }) => (time.kind === 'wall' ? time.start : [])),
  )
  const moment = instant(Date.parse(`${days[0] ?? '2000-01-01T00:00:00'}Z`))
  const isMeant = (name: string) =>
    zonesAbbreviated(name)?.some((zone) => offsetAt(moment, zone) === offsetAt(moment, timezone)) === true
  return problems.filter((problem) => problem.code !== 'unknown-zones' || !problem.zones.every(isMeant))
}

function zonesMeant(name: string): readonly string[] {
  const reading = readZone(name)
  if (reading.ok) return []
  return reading.why === 'abbreviation' ? reading.likely : reading.nearest
}

function placeOf(schedules: readonly Published[]): Place {
  const [first] = schedules.flatMap(({ entries }) => entries[0] ?? [])
  return first?.at ?? { ...NOWHERE, file: schedules[0]?.source ?? '' }
}

function allLeftOut(problems: readonly Problem[]): Problem | undefined {
  const commonest = commonReason(problems)
  return commonest && { code: 'nothing-imported', ...commonest }
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
  const firstDay = schedules.flatMap(({ firstDay: day }) => day ?? []).sort()[0]
  const lastDay = schedules
    .flatMap(({ lastDay: day }) => day ?? [])
    .sort()
    .at(-1)
  return {
    ...namesOf(schedules, wishes),
    timezone,
    ...(firstDay !== undefined && lastDay !== undefined && { firstDay, lastDay }),
    ...(url !== undefined && { url }),
    dayChange: Math.max(0, ...schedules.map(({ dayChange }) => dayChange ?? 0)),
    sources: [],
  }
}

/** A session in the making, with what it was made of. Its id is empty until it is given one. */
interface Draft {
  readonly entry: PublishedEntry
  readonly session: { -readonly [K in keyof Session]: Session[K] }
  readonly abstract: string | undefined
}

function draftsOf(
  entries: readonly PublishedEntry[],
  conference: Conference,
  roomOf: (room: string) => string,
  problems: Problem[],
): readonly Draft[] {
  const drafts: Draft[] = []
  for (const { entry, uid, clean } of identify(entries, problems)) {
    const draft = draftOf(entry, uid, clean, conference, roomOf, problems)
    if (draft) drafts.push(draft)
  }
  return drafts
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

function isSame(one: Draft | undefined, { entry, session: { source, when } }: Draft): boolean {
  if (!one || one.session.source === source) return false
  const other = one.session.when
  const together =
    when.kind === 'timed' && other.kind === 'timed' ? when.start === other.start : when.kind === other.kind
  return together || revisionOf(one.entry) !== revisionOf(entry)
}

function revisionOf({ revision = 0 }: PublishedEntry): number {
  return revision
}

function joined(first: Draft, second: Draft): Draft {
  const kept = revisionOf(second.entry) > revisionOf(first.entry) ? second : first
  const several = (key: 'tracks' | 'tags') => [...new Set([...first.session[key], ...second.session[key]])]
  const { source } = first.session
  const session = { ...kept.session, tracks: several('tracks'), tags: several('tags') }
  return { ...kept, session: { ...session, ...(source !== undefined && { source }) } }
}

/**
 * The buildings that the entries name, each with its rooms: without a list if all entries share it. If there are others,
 * an entry without a room is in a room called like its building, and a name that rooms of two buildings share gets the
 * building's in front. Linear.
 */
function venuesOf(drafts: readonly Draft[], problems: Problem[]): readonly Venue[] | undefined {
  const named = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const name = roomNamed(oneLine(draft.entry.venue?.name))
    if (name !== undefined) appendTo(named, fold(name), draft)
  }
  const groups = [...named.values()].flatMap((held) => {
    const [entry] = held.map((draft) => draft.entry)
    const fit = new Fitter(entry?.at ?? NOWHERE, undefined, problems)
    const name = fit.text(VENUE.name, oneLine(entry?.venue?.name))
    const [address] = held.flatMap((draft) => oneLine(draft.entry.venue?.address) ?? [])
    return name === undefined ? [] : { fit, name, address: fit.text(VENUE.address, address), held }
  })
  const [first] = groups
  if (first?.held.length === drafts.length) return [definedFields({ name: first.name, address: first.address })]
  const buildings = new Map<string, Set<string>>()
  for (const { name, held } of groups) {
    for (const { session } of held) {
      session.room ??= name
      buildings.set(session.room, (buildings.get(session.room) ?? new Set()).add(name))
    }
  }
  const venues = groups.map(({ fit, name, address, held }) => {
    for (const { session } of held) {
      const isShared = (buildings.get(session.room ?? '')?.size ?? 0) > 1
      if (isShared) session.room = fit.text(SESSION.room, `${name} | ${session.room}`) ?? name
    }
    const rooms = fit.list('rooms', [...new Set(held.flatMap(({ session }) => session.room ?? []))])
    return definedFields({ name, address, rooms })
  })
  return venues.length === 0 ? undefined : first?.fit.list('venues', venues)
}

/**
 * Sessions whose publisher calls their content the same repeat the first of them. Where the audience knows its codes, it
 * may be in several files.
 */
function markRepeats(drafts: readonly Draft[]): void {
  const originals = new Map<string, string>()
  for (const { entry, session } of drafts) {
    if (entry.content === undefined) continue
    const source = entry.code === undefined ? session.source : ''
    const key = JSON.stringify([source, entry.content, fold(session.title)])
    const original = originals.get(key)
    if (original === undefined) originals.set(key, session.id)
    else session.repeatOf ??= original
  }
}

/**
 * The session of an entry, valid by the checks of the catalogue reader: long texts are cut and other invalid values left
 * out, both with a warning. Undefined if no title is left.
 */
function draftOf(
  entry: PublishedEntry,
  uid: string | undefined,
  clean: CleanTitle,
  { timezone, dayChange }: Conference,
  roomOf: (room: string) => string,
  problems: Problem[],
): Draft | undefined {
  const when = whenOf(entry, timezone, dayChange, problems)
  const { at, sort, own } = entry
  // Titles that kubeplan wrote are clean already; any marks left are part of the title.
  const { title: words, tags, cancelled }: CleanTitle = own ? { title: entry.title, tags: [], cancelled: false } : clean
  const { title: whole, speakers } = speakersOf(entry, words)
  const title = new Fitter(at, whole, problems).text(SESSION.title, whole)
  if (title === undefined) {
    problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    return undefined
  }
  const fit = new Fitter(at, title, problems)
  const named = roomNamed(entry.room)
  const [level, room] = [
    fit.text(SESSION.level, entry.level),
    fit.text(SESSION.room, named === undefined ? undefined : roomOf(named)),
  ]
  const [url, video] = [fit.address(SESSION.url, entry.url), fit.address(SESSION.video, entry.video)]
  const [id = '', repeatOf] = [fit.exact(SESSION.id, own?.id), fit.exact(SESSION.repeatOf, own?.repeatOf)]
  const abstract = fit.text(SESSION.abstract, entry.abstract)
  const minutes = when.kind === 'timed' && !when.endAssumed ? minutesOf(when) : undefined
  const described = { title: whole, sort, tracks: entry.tracks, minutes, hasSpeakers: speakers.length > 0 }
  const conditions = entry.conditions && fit.conditions(entry.conditions)
  const isOnPoster = sort !== undefined && isPoster({ title: sort, tracks: [], tags: [] })
  const marks = isOnPoster ? [...tags, 'poster'] : tags
  const session = definedFields({
    id,
    uid,
    title,
    kind: own?.kind ?? kindOf(definedFields(described)),
    tracks: fit.names('track', entry.tracks),
    tags: fit.names('tags', marks.length === 0 ? entry.tags : [...entry.tags, ...marks]),
    level,
    room,
    when,
    speakers: fit.speakers(speakers),
    url,
    video,
    language: conditions?.language,
    recorded: conditions?.recorded,
    capacity: conditions?.capacity,
    seats: conditions?.seats,
    repeatOf,
    status: cancelled ? ('cancelled' as const) : entry.status,
  })
  return { entry, session, abstract }
}

function speakersOf(
  entry: PublishedEntry,
  title: string,
): { readonly title: string; readonly speakers: readonly Speaker[] } {
  if (!entry.speakersInTitle || entry.speakers.length > 0) return { title, speakers: entry.speakers }
  return splitTitle(title)
}

/**
 * Keeps ids from kubeplan's own table, and those of the previous catalogue as far as sessions are found again. The
 * others are derived, avoiding those and the ids of sessions that are gone, because a pick may still refer to them.
 * Returns which of the previous sessions is which, as indexes.
 */
function giveIds(drafts: readonly Draft[], before: readonly Session[]): ReadonlyMap<number, number> {
  const taken = new Set<string>()
  const claim = (id: string) => (taken.size === taken.add(id).size ? '' : id)
  const sessions = drafts.map(({ session }) => session)
  for (const session of sessions) if (session.id !== '') session.id = claim(session.id)
  const places = pairPlaces(before, sessions)
  for (const [here, there] of places) {
    const [was, session] = [before[here], sessions[there]]
    if (was && session?.id === '') session.id = claim(was.id)
  }
  for (const { id } of before) taken.add(id)
  const derive = idMaker(taken)
  for (const { entry, session } of drafts) if (session.id === '') session.id = derive(entry.code ?? session.title)
  return places
}

/** The share of rooms that must end in the same words for these to be the city and not part of the room. */
const NEARLY_ALL = 0.8

/**
 * Maps every spelling of a room in the feeds of a conference to its name: without the city and country at the end of
 * nearly all names, and with one spelling per room ("G104-105" and "G104 - 105 | Community Hub" become the latter).
 * Linear.
 */
export function tidyRooms(feeds: readonly (readonly string[])[]): (room: string) => string {
  const written = feeds.flat()
  const tail = commonTail(written)
  const cut = (room: string) => (tail !== '' && room.endsWith(tail) ? room.slice(0, -tail.length) : room).trim()
  const names = new Map<string, string>()
  const full = fullNames(feeds.map((rooms) => rooms.map(cut)))
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
 * A short name stands for a longer one if it is the first part of only that one. A part in brackets must be in another
 * feed. Of several spellings, the most frequent wins.
 */
function fullNames(feeds: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const rooms = feeds.flat()
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
  const inFeeds = feeds.map((feed) => new Set(feed.map(keyOf)))
  const inBrackets = new Map<string, string[]>()
  for (const key of spellings.keys()) {
    const [, room] = /^(.*\S)\s*\([^()]*\)$/.exec(key) ?? []
    if (room !== undefined) appendTo(inBrackets, room, key)
  }
  const names = new Map<string, string>()
  for (const key of spellings.keys()) {
    const [inside, ...moreInside] = /\d/.test(key) ? (inArea.get(key) ?? []) : []
    const [bracket, ...moreBrackets] = inBrackets.get(key) ?? []
    const isOneRoom = bracket !== undefined && !inFeeds.some((feed) => feed.has(key) && feed.has(bracket))
    const meant =
      inside !== undefined && moreInside.length === 0 ? inside : isOneRoom && moreBrackets.length === 0 ? bracket : key
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
