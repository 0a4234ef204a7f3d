import {
  appendTo,
  type CommonReason,
  type Conditions,
  type Conference,
  definedFields,
  type FormatName,
  type Kind,
  type LeftOutReason,
  type Place,
  type Problem,
  parseUrl,
  type Speaker,
  type Status,
  type TimeReason,
  type Venue,
  type When,
} from '../../model/index.js'
import { DAY_MINUTES, type Day, type Instant, type Minutes } from '../../model/time.js'
import { type FieldOf, judge, type TextKind } from '../own/fields.js'
import { ENTRIES } from '../own/findings.js'
import { CONFERENCE } from '../own/schema.js'
import { NAME, SESSION, SPEAKER } from '../own/session.js'
import { plainText, titleText } from '../text/html.js'
import type { JsonNode } from '../text/json.js'

/**
 * A schedule as its publisher wrote it, before kubeplan's rules for zones, kinds, rooms and ids (`assemble.ts`). Every
 * reader of a foreign format returns one.
 */
export interface Published {
  readonly format: FormatName
  /** The name of the file. Where a conference has several sources, each of its sessions carries it. */
  readonly source?: string
  readonly name?: string
  /** As stated in the file, unchecked; `UTC` where the file only says that its instants are UTC. */
  readonly timezone?: string
  /** Finds zones to suggest where the file names none, the likeliest first. */
  readonly likelyZones?: () => readonly string[]
  readonly url?: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  /** The minute of the day at which the publisher's days begin, if the file says. */
  readonly dayChange?: Minutes
  /** The names of people by their id, for entries of this and other files that only give ids. */
  readonly people?: ReadonlyMap<string, string>
  /** Of a publisher that sends its entries page by page: how many the file holds, and how many there are in all. */
  readonly pages?: { readonly held: number; readonly total: number }
  /** The heads of a table's columns that hold something that is not read. */
  readonly unused?: readonly string[]
  /** In file order. */
  readonly entries: readonly PublishedEntry[]
  /** Entries that were left out, each with its place and reason, and warnings about others. */
  readonly problems: readonly Problem[]
}

/** A schedule, or why the file cannot be read at all. */
export type PublishedReading =
  | { readonly ok: true; readonly published: Published }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * One event of a published schedule. Text is plain and trimmed, without HTML and with `\n` as line end, and never empty.
 */
export interface PublishedEntry {
  readonly at: Place
  /** The publisher's own identity, as written. Several entries of one file may share it. */
  readonly uid?: string | undefined
  /** Of several entries with one identity, the highest revision counts. */
  readonly revision?: number | undefined
  /** The publisher's identity of the content. Entries that share it give the same session at several times. */
  readonly content?: string | undefined
  /** A short code by which the publisher's audience knows the event, such as `ARC325-R1`: its id is made from it. */
  readonly code?: string | undefined
  readonly title: string
  /**
   * The publisher's word for the kind of event, from a field for that alone: `lecture`, `Registration`. A category that
   * may be a track goes into `tracks`.
   */
  readonly sort?: string | undefined
  readonly tracks: readonly string[]
  readonly tags: readonly string[]
  readonly level?: string | undefined
  readonly room?: string | undefined
  /** The building that the room is in. */
  readonly venue?: Omit<Venue, 'rooms'> | undefined
  readonly time: PublishedTime
  readonly speakers: readonly Speaker[]
  /** The ids of speakers whose names are in another file: see `Published.people`. */
  readonly people?: readonly string[] | undefined
  /** Whether the title may end in " - A Name & B Name, Org", because the format has no field for speakers. */
  readonly speakersInTitle: boolean
  readonly abstract?: string | undefined
  readonly url?: string | undefined
  readonly video?: string | undefined
  readonly conditions?: Conditions | undefined
  readonly status: Status
  /** In a personal calendar, an event that its owner may or may not attend. */
  readonly tentative?: boolean | undefined
  /** Set only for entries that kubeplan wrote: values that are kept instead of being derived. */
  readonly own?: OwnWords
}

/** `repeatOf` is the id of the entry that this one repeats. */
export interface OwnWords {
  readonly id?: string
  readonly kind?: Kind
  readonly repeatOf?: string
}

/** A missing end is unknown; it does not equal the start. */
export type PublishedTime =
  /** Instants, independent of the venue's zone. */
  | { readonly kind: 'instants'; readonly start: Instant; readonly end?: Instant }
  /** Clock times, `YYYY-MM-DDTHH:MM:SS`, in `zone` (as returned by `readNamedZone`) or in the conference's zone. */
  | { readonly kind: 'wall'; readonly start: string; readonly end?: string; readonly zone?: string }
  | { readonly kind: 'dated'; readonly day: Day }
  | { readonly kind: 'unscheduled' }

/** A reader's findings about one entry, as written. */
type Facts = Pick<PublishedEntry, 'at' | 'title' | 'time'> &
  Partial<Omit<PublishedEntry, 'tracks' | 'own'>> & {
    readonly tracks?: readonly (string | undefined)[]
    /** kubeplan wrote it: what looks like mark-up is text. */
    readonly asWritten?: boolean
  }

/**
 * An entry without empty values or repeated speakers, tracks or tags. Every text but the abstract is on one line, and
 * without mark-up.
 */
export function entryOf(facts: Facts): PublishedEntry {
  const label = facts.asWritten ? oneLine : plainLine
  return {
    at: facts.at,
    uid: oneLine(facts.uid),
    revision: facts.revision,
    content: oneLine(facts.content),
    code: oneLine(facts.code),
    title: label(facts.title) ?? '',
    sort: label(facts.sort),
    tracks: eachOnce(facts.tracks ?? NONE, label),
    tags: eachOnce(facts.tags ?? NONE, label),
    level: label(facts.level),
    room: label(facts.room),
    venue: facts.venue,
    time: facts.time,
    speakers: speakersOf(facts.speakers ?? NONE, label),
    people: facts.people?.length ? facts.people : undefined,
    speakersInTitle: facts.speakersInTitle ?? false,
    // Already plain text: see `proseOf`.
    abstract: facts.abstract,
    url: oneLine(facts.url),
    video: oneLine(facts.video),
    conditions: facts.conditions,
    status: facts.status ?? 'confirmed',
    tentative: facts.tentative || undefined,
  }
}

/** Shared, because most entries of a large table have no tracks, tags or speakers. */
export const NONE: readonly never[] = []

type Label = (text: string | undefined) => string | undefined

function plainLine(text: string | undefined): string | undefined {
  return oneLine(text === undefined ? undefined : titleText(text))
}

function eachOnce(texts: readonly (string | undefined)[], label: Label): readonly string[] {
  return texts.length === 0 ? NONE : [...new Set(texts.flatMap((text) => label(text) ?? []))]
}

/** A speaker as a list that can be joined with others; empty without a name. */
export function namedSpeaker(name: string | undefined, organization?: string): readonly Speaker[] {
  return name === undefined ? [] : [definedFields({ name, organization })]
}

/** Text without line ends and repeated spaces; undefined if nothing is left. */
export function oneLine(text: string | undefined): string | undefined {
  // A single space stays as it is, so that most texts need no copy.
  const line = text?.replace(/\s{2,}|[^\S ]/g, ' ').trim()
  return line === '' ? undefined : line
}

export function wholeTitle(title: string, subtitle: string | undefined): string {
  const [first, second] = [oneLine(title) ?? '', oneLine(subtitle)]
  if (second === undefined || first.toLowerCase().includes(second.toLowerCase())) return first
  return /[:;,.!?…–—-]$/.test(first) ? `${first} ${second}` : `${first}: ${second}`
}

/** Texts about one session as plain paragraphs without repetitions; undefined if all are empty. */
export function proseOf(...texts: readonly (string | undefined)[]): string | undefined {
  if (texts.every((text) => text === undefined)) return undefined
  const plain = texts.map((text) => (text === undefined ? '' : plainText(text).trim()))
  const kept = plain.filter((text, index) => {
    const elsewhere = plain.some((other, at) => at !== index && other.includes(text) && (other !== text || at < index))
    return text !== '' && !elsewhere
  })
  return kept.length === 0 ? undefined : kept.join('\n\n')
}

/** The address; a path is resolved against `base`. Anything else is checked later. */
export function addressOf(text: string | undefined, base?: string): string | undefined {
  const address = text?.trim() ?? ''
  // An address of nowhere, where a format wants one.
  if (address === '' || address === '#' || /^urn:/i.test(address)) return undefined
  const isPath = /^(?:\.{0,2}\/(?!\/)|[\w.-]+\/)[^\s:]*$|^[\w.-]+\.html?$/.test(address) && !/^www\./i.test(address)
  const root = base === undefined ? undefined : withScheme(base.trim())
  return (isPath && root !== undefined ? parseUrl(address, root)?.href : undefined) ?? address
}

/** Adds https to an address without a scheme, as browsers do. Other text is returned unchanged. */
function withScheme(address: string): string {
  if (/^\/\/[^/]/.test(address)) return `https:${address}`
  const isHost = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i.test(address)
  return isHost && !/^[\w-]+\.(?:html?|php|aspx?|pdf|xml|json|ics)(?:[/?#]|$)/i.test(address)
    ? `https://${address}`
    : address
}

function speakersOf(speakers: readonly Speaker[], label: Label): readonly Speaker[] {
  if (speakers.length === 0) return NONE
  const found = new Map<string, Speaker>()
  for (const speaker of speakers) {
    const [name, organization] = [label(speaker.name), label(speaker.organization)]
    if (name === undefined) continue
    const known = found.get(name)
    if (known?.organization !== undefined || (known && organization === undefined)) continue
    found.set(name, definedFields({ name, organization }))
  }
  return [...found.values()]
}

/** A conference that is valid by the checks of the catalogue reader. A name of which nothing is left is dropped. */
export function fitConference(conference: Conference, at: Place, problems: Problem[]): Conference {
  const { firstDay, lastDay, url, dayChange, ...facts } = conference
  const fit = new Fitter(at, undefined, problems)
  const address = fit.address(CONFERENCE.url, url)
  const inOrder = firstDay === undefined || lastDay === undefined || firstDay <= lastDay
  if (!inOrder) fit.leave(`its last day, ${lastDay}, is before its first, ${firstDay}: both were left out`)
  const changes = Number.isInteger(dayChange) && dayChange >= 0 && dayChange < DAY_MINUTES
  if (!changes) fit.leave('the hour at which its days begin cannot be read and was left out')
  return {
    ...facts,
    name: fitName(conference.name, at, problems) ?? conference.slug,
    ...(inOrder && firstDay !== undefined && { firstDay }),
    ...(inOrder && lastDay !== undefined && { lastDay }),
    ...(address !== undefined && { url: address }),
    dayChange: changes ? dayChange : 0,
  }
}

/** A valid name for a conference; undefined if nothing of it is left. */
export function fitName(name: string | undefined, at: Place, problems: Problem[]): string | undefined {
  return new Fitter(at, undefined, problems).text(CONFERENCE.name, oneLine(name))
}

/** Whether a catalogue can hold an identity unchanged. */
export function isUsable(uid: string | undefined): uid is string {
  return uid !== undefined && judge(SESSION.uid.kind, 'uid', uid, NOWHERE).value === uid
}

export const NOWHERE: Place = { file: '', line: 1, column: 1 }

type FieldFor<T> = Pick<FieldOf<TextKind<T>>, 'key' | 'kind'>
type TextField = FieldFor<string>

/** Makes values valid by the checks of the catalogue reader, with a warning for each that is cut or left out. */
export class Fitter {
  constructor(
    private readonly at: Place,
    private readonly title: string | undefined,
    private readonly problems: Problem[],
  ) {}

  leave(detail: string): void {
    const { at, title } = this
    this.problems.push(
      title === undefined ? { code: 'conference-doubt', at, detail } : { code: 'entry-doubt', at, title, detail },
    )
  }

  /** The text, cut if necessary; undefined, with a warning if there was any, where it is invalid otherwise. */
  text({ key, kind }: TextField, text: string | undefined): string | undefined {
    if (text === undefined) return undefined
    const whole = text.toWellFormed().trim()
    // Old programs end files with a control character (Ctrl-Z), which is no title.
    if (/^\p{Cc}*$/u.test(whole)) return undefined
    const { value, problem } = judge(kind, key, whole, this.at)
    if (problem?.code !== 'too-long') {
      if (problem) this.leave(`its ${key} cannot be kept and was left out`)
      return value
    }
    this.problems.push({ code: 'cut-to-length', at: this.at, key, limit: problem.limit })
    const cut = `${[...whole.slice(0, 2 * problem.limit)]
      .slice(0, problem.limit - 1)
      .join('')
      .trimEnd()}…`
    return judge(kind, key, cut, this.at).value
  }

  /** Identities and numbers are never cut. */
  exact<T>({ key, kind }: FieldFor<T>, text: string | undefined): T | undefined {
    const value = text === undefined ? undefined : judge(kind, key, text, this.at).value
    if (text !== undefined && value === undefined) this.leave(`its ${key} cannot be kept and was left out`)
    return value
  }

  /** An address without a scheme gets https. */
  address({ key, kind }: TextField, text: string | undefined): string | undefined {
    const address = text?.trim() ?? ''
    if (address === '') return undefined
    const value = judge(kind, key, address, this.at).value ?? judge(kind, key, withScheme(address), this.at).value
    if (value === undefined) this.leave(`its ${key} is not a web address and was left out`)
    return value
  }

  conditions({ language, recorded, capacity, seats }: Conditions): Conditions {
    return definedFields({
      language: this.text(SESSION.language, language),
      recorded,
      capacity: this.exact(SESSION.capacity, capacity?.toString()),
      seats,
    })
  }

  list<T>(key: string, values: readonly T[]): readonly T[] {
    if (values.length <= ENTRIES) return values
    this.leave(`it has ${values.length} ${key}: the first ${ENTRIES} were kept`)
    return values.slice(0, ENTRIES)
  }

  names(key: 'track' | 'tags', texts: readonly string[]): readonly string[] {
    if (texts.length === 0) return texts
    const kept = this.list(key, texts).flatMap((text) => this.text({ key, kind: NAME }, text) ?? [])
    return [...new Set(kept)]
  }

  speakers(all: readonly Speaker[]): readonly Speaker[] {
    if (all.length === 0) return all
    return this.list('speakers', all).flatMap(({ name, organization }) => {
      const kept = this.text({ key: 'speakers', kind: SPEAKER.name.kind }, name)
      const of = this.text(SPEAKER.organization, organization)
      return kept === undefined ? [] : [definedFields({ name: kept, organization: of })]
    })
  }
}

/** The commonest reason why entries were left out, with the place of the first; undefined if none was. */
export function commonReason(
  problems: readonly Problem[],
): { readonly at: Place; readonly commonest: CommonReason } | undefined {
  const alike = new Map<LeftOutReason, Place[]>()
  for (const problem of problems) if (problem.code === 'entry-left-out') appendTo(alike, problem.reason, problem.at)
  const [first] = [...alike].sort(([, one], [, other]) => other.length - one.length)
  if (!first) return undefined
  const [reason, [place = NOWHERE, ...others]] = first
  const { file, line, column } = place
  return { at: { file, line, column }, commonest: { reason, times: 1 + others.length } }
}

/** The zones of local times; empty for the conference's own. */
export function zonesIn(entries: readonly PublishedEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ time }) => (time.kind === 'wall' ? (time.zone ?? '') : [])))
}

/**
 * One warning about all entries in zones that are not known, which are read on `clock`, a zone, or else on that of the
 * conference.
 */
export function unknownZones(
  found: readonly { readonly zone: string; readonly at: Place }[],
  clock?: string,
): readonly Problem[] {
  const [first] = found
  if (!first) return []
  const zones = [...new Set(found.map(({ zone }) => zone))]
  return [definedFields({ code: 'unknown-zones', at: first.at, zones, count: found.length, clock } as const)]
}

interface EntryHead {
  readonly title: string
  readonly time: PublishedTime
}

/** Reports a time that cannot be read, or an end: the rest of the time is kept. */
export type Unread = (text: string, reason?: TimeReason) => void

interface Words {
  readonly title: (node: JsonNode) => string | undefined
  readonly time: (node: JsonNode, unread: Unread) => PublishedTime
}

/** Title and time of an entry; undefined after reporting why it is not one. Of an unreadable time the rest is kept. */
export function headOf(node: JsonNode, at: Place, words: Words, problems: Problem[]): EntryHead | undefined {
  if (node.kind !== 'object') {
    problems.push({ code: 'entry-left-out', at, reason: 'no-entry' })
    return undefined
  }
  const title = oneLine(words.title(node))
  if (title === undefined) {
    problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    return undefined
  }
  const unread: { text: string; reason: TimeReason }[] = []
  const time = words.time(node, (text, reason = 'bad-time') => unread.push({ text, reason }))
  const left = leftOf(time)
  problems.push(...unread.map((what) => ({ code: 'time-left-out', at, title, ...what, left }) as const))
  return { title, time }
}

/** What kind of time a session keeps. */
export function leftOf({ kind }: PublishedTime): When['kind'] {
  return kind === 'wall' || kind === 'instants' ? 'timed' : kind
}

/** The status by a publisher's word for it. */
export function statusOf(word: string | undefined): Status {
  return /^cancell?ed$/i.test(word ?? '') ? 'cancelled' : 'confirmed'
}
