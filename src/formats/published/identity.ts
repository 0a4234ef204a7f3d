import { appendTo, DERIVED_UID, definedFields, fingerprint, type Problem, uniqueNames } from '../../model/index.js'
import { fold } from '../../planning/selection/fold-text.js'
import { type CleanTitle, cleanTitle } from '../../planning/sessions/kind.js'
import { LIMITS } from '../own/findings.js'
import { isUsable, type PublishedEntry } from './published.js'

interface Identified {
  readonly entry: PublishedEntry
  /** Only a session that kubeplan wrote, with an id, may have none. */
  readonly uid: string | undefined
  /** Its title without marks. */
  readonly clean: CleanTitle
}

/**
 * Keeps the publisher's identities where they are unique, once repeated entries are merged (`eachOnce`). Otherwise an
 * identity is derived from the title without its marks (and from time and room if titles repeat), so that it stays the
 * same when the schedule is fetched again. Linear.
 */
export function identify(published: readonly PublishedEntry[], problems: Problem[]): readonly Identified[] {
  const entries = eachOnce(published)
  const shared = repeated(entries.map(({ uid }) => uid))
  const titles = entries.map(({ title }) => cleanTitle(title))
  const repeatedTitles = repeated(titles.map(({ title }) => title))
  const isOwn = (uid: string | undefined): uid is string => isUsable(uid) && !shared.has(uid)
  const unique = uniqueNames(new Set(entries.flatMap(({ uid }) => (isOwn(uid) ? [uid] : []))))
  const derived: PublishedEntry[] = []
  const identified = entries.map((entry, index) => {
    const { uid, title, time, room = '' } = entry
    const clean = titles[index] ?? cleanTitle(title)
    if (isOwn(uid) || (uid === undefined && entry.own?.id !== undefined)) return { entry, uid, clean }
    derived.push(entry)
    const parts = repeatedTitles.has(clean.title) ? [clean.title, JSON.stringify(time), room] : [clean.title]
    return { entry, uid: unique(`${DERIVED_UID}${fingerprint(parts.join('\n'))}`), clean }
  })
  // A schedule without any identities is usual, and nobody could do anything about it.
  if (entries.some(({ uid }) => uid !== undefined)) problems.push(...doubtsAbout(derived, shared))
  return identified
}

/** One warning about all entries that share an identity, and one about those without. */
function doubtsAbout(derived: readonly PublishedEntry[], shared: ReadonlySet<string>): readonly Problem[] {
  const isShared = ({ uid }: PublishedEntry) => uid !== undefined && shared.has(uid)
  return [derived.filter(isShared), derived.filter((entry) => !isShared(entry))].flatMap((alike, index) => {
    const [first] = alike
    if (!first) return []
    const uid = index === 0 ? { uid: first.uid } : {}
    return definedFields({ code: 'identity-derived', at: first.at, count: alike.length, ...uid } as const)
  })
}

/**
 * Merges entries that are the same under one identity, with their people, tracks and tags, and drops those that a later
 * revision replaces (RFC 5545 section 3.8.7.4). If a publisher gives one identity to many events, a revision must also
 * have the same title or time. Linear.
 */
function eachOnce(entries: readonly PublishedEntry[]): readonly PublishedEntry[] {
  const named = entries.filter(({ uid }) => uid !== undefined)
  const identities = new Set(named.map(({ uid }) => uid)).size
  if (identities === named.length) return entries
  const latest = new Map<string, number>()
  for (const entry of named) {
    for (const key of eventKeys(entry)) latest.set(key, Math.max(latest.get(key) ?? 0, entry.revision ?? 0))
  }
  const isTrusted = identities * 2 >= named.length
  const isReplaced = (entry: PublishedEntry) =>
    eventKeys(entry).some((key, index) => (index > 0 || isTrusted) && (latest.get(key) ?? 0) > (entry.revision ?? 0))
  const twins = new Map<string, [PublishedEntry, ...PublishedEntry[]]>()
  for (const entry of named) {
    if (isReplaced(entry)) continue
    const key = JSON.stringify([entry.uid, entry.title, entry.time, entry.room, entry.status])
    appendTo(twins, key, entry)
  }
  const kept = new Map([...twins.values()].map((same) => [same[0], joined(same)]))
  return entries.flatMap((entry) => (entry.uid === undefined ? entry : (kept.get(entry) ?? [])))
}

function eventKeys({ uid, title, time }: PublishedEntry): readonly string[] {
  return [JSON.stringify([uid]), JSON.stringify([uid, 'title', title]), JSON.stringify([uid, 'time', time])]
}

function joined(same: readonly [PublishedEntry, ...PublishedEntry[]]): PublishedEntry {
  const [first] = same
  const speakers = new Map(same.flatMap((entry) => entry.speakers.map((speaker) => [speaker.name, speaker])))
  return {
    ...first,
    tracks: [...new Set(same.flatMap(({ tracks }) => tracks))],
    tags: [...new Set(same.flatMap(({ tags }) => tags))],
    speakers: [...speakers.values()],
  }
}

function repeated(values: readonly (string | undefined)[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const value of values) {
    if (value !== undefined && seen.has(value)) twice.add(value)
    if (value !== undefined) seen.add(value)
  }
  return twice
}

/** Longer ids are tedious to type. */
const ID_LENGTH = 32

/**
 * A label before a title that names the kind of session: one of these words and a colon, after a few fixed words
 * ("Sponsored Keynote:", "Project Lightning Talk:") or symbols such as emoji.
 */
const LABEL = new RegExp(
  '^[^\\p{L}\\p{N}]*(?:(?:sponsored|project|cncf|opening|closing|welcome|virtual|day|\\d+)\\s+)*' +
    '(?:keynotes?|(?:lightning|sponsored) talks?|lightning|panel(?: discussion)?|tutorial|workshop|demo|sponsored' +
    '|poster(?: session)?|bof|birds of a feather|contribfest|learning lounge|fireside chat|talk)' +
    '(?: sessions?)?\\s*:\\s+',
  'iu',
)

/**
 * Derives ids of sessions without one: `[a-z0-9-]`, from the title without its label ("Keynote:"), up to a whole word
 * within 32 characters. A number is added if the id is in `taken` or was given before. Equal arguments give equal ids.
 * Linear in the number of ids.
 */
export function idMaker(taken: ReadonlySet<string>): (title: string) => string {
  const unique = uniqueNames(taken)
  return (title) =>
    unique(shorten(plain(withoutLabels(title)) || plain(title), ID_LENGTH) || `session-${fingerprint(title)}`)
}

export function deriveSlug(name: string): string {
  return shorten(plain(name), LIMITS.slug) || `conference-${fingerprint(name)}`
}

function withoutLabels(title: string): string {
  let rest = title
  for (let label = LABEL.exec(rest); label !== null; label = LABEL.exec(rest)) rest = rest.slice(label[0].length)
  return rest
}

/** Words of `[a-z0-9]` joined by hyphens. Accents are dropped, and apostrophes do not split a word. */
function plain(text: string): string {
  const words = fold(text).replace(/['`]/g, '')
  return words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

function shorten(slug: string, limit: number): string {
  if (slug.length <= limit) return slug
  const end = slug.lastIndexOf('-', limit)
  return slug.slice(0, end > 0 ? end : limit)
}
