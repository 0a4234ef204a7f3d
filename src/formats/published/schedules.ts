import {
  type Conference,
  definedFields,
  type FormatName,
  type Place,
  type Problem,
  parseUrl,
} from '../../model/index.js'
import type { DateHints } from '../../model/time.js'
import { ownIdentity } from '../../planning/agenda/ledger.js'
import type { TheirEvent } from '../../planning/agenda/recognise.js'
import { fold } from '../../planning/selection/fold-text.js'
import { calendarName, read, recognise } from '../ics/ics.js'
import { unfoldBytes } from '../ics/ics-lines.js'
import { checkCatalogue, type Reading, readCatalogue } from '../own/catalogue.js'
import { unreadable } from '../own/findings.js'
import { beginningOf, decodeDeclared, unpacked } from '../text/decode-text.js'
import { outlineOf } from '../text/json.js'
import { assemble, namesOf, statedZone, type Wishes } from './assemble.js'
import { identify } from './identity.js'
import { fitName, type Published, type PublishedReading } from './published.js'

export { commonReason } from './published.js'

interface ScheduleSource {
  readonly bytes: Uint8Array
  readonly file: string
  /** The format the person chose; without it, it is recognised by content. */
  readonly format?: FormatName
  readonly dates?: DateHints
}

/**
 * The schedules of one conference, each read once: of publishers, or one catalogue of kubeplan's own, which is complete
 * and cannot be joined with others.
 */
export interface Schedules {
  readonly published: readonly Published[]
  readonly own?: { readonly file: string; readonly reading: Reading }
  /** Why a file cannot be read at all. */
  readonly problems: readonly Problem[]
}

/** Long enough for the first entry, whose description may be before what tells its format. */
const BEGINNING = 16_384

/** Reads the schedules of one conference, in any known format, into one catalogue. */
export async function readSchedules(sources: readonly ScheduleSource[], wishes: Wishes): Promise<Reading> {
  const { dates } = wishes
  return joinSchedules(await openSchedules(sources.map((source) => definedFields({ ...source, dates }))), wishes)
}

/**
 * Everything wrong or doubtful in a file of any format. A file in no publisher's format was written by a person and is
 * checked as a catalogue of kubeplan's own.
 */
export async function checkSchedule(packed: ScheduleSource, wishes: Wishes): Promise<Reading> {
  const { source, problem } = await unpackedSource(packed)
  if (problem) return { problems: [problem] }
  return (await isForeign(source)) ? readSchedules([source], wishes) : checkCatalogue(source.bytes, source.file)
}

/** Whether a publisher's program wrote a file, going by its beginning or else its name. */
export async function isForeign(source: ScheduleSource): Promise<boolean> {
  if (isOwn(source)) return false
  const { foreignFormat } = await import('../registry.js')
  const beginning = beginningOf(source.bytes, BEGINNING)
  if (foreignFormat(beginning) || isOtherJson(beginning)) return true
  return /\.(?:ics|xml|csv|tsv)$/i.test(source.file) || /^\s*(?:<|BEGIN:V)/i.test(beginning)
}

/** A file compressed with gzip is read as what is in it. */
async function unpackedSource(
  source: ScheduleSource,
): Promise<{ readonly source: ScheduleSource; readonly problem?: Problem }> {
  const { bytes, file } = source
  const content = await unpacked(bytes, file)
  return content.ok ? { source: { ...source, bytes: content.bytes } } : { source, problem: content.problem }
}

export async function openSchedules(packed: readonly ScheduleSource[]): Promise<Schedules> {
  const opened = await Promise.all(packed.map(unpackedSource))
  const damaged = opened.flatMap(({ problem }) => problem ?? [])
  if (damaged.length > 0) return { published: [], problems: damaged }
  const sources = opened.map(({ source }) => source)
  const [first, ...others] = sources
  if (first && others.length === 0 && isOwn(first)) {
    const { bytes, file } = first
    return { published: [], own: { file, reading: readCatalogue(bytes, file) }, problems: [] }
  }
  const published: Published[] = []
  const problems: Problem[] = []
  for (const source of sources) {
    const reading = await readSchedule(source)
    if (!reading.ok) problems.push(...reading.problems)
    else published.push({ ...reading.published, source: source.file })
  }
  return { published, problems }
}

/** The columns that tables have and that are not read, by file. */
export function unusedColumns({
  published,
}: Schedules): readonly { readonly file: string; readonly heads: readonly string[] }[] {
  return published.flatMap(({ unused, entries }) =>
    unused ? [{ file: entries[0]?.at.file ?? '', heads: unused }] : [],
  )
}

/** The format of each file. */
export function formatsOf({ published, own }: Schedules): readonly FormatName[] {
  return own ? ['kubeplan'] : published.map(({ format }) => format)
}

/** The zone in which they say that the conference is, so that the person need not. */
export function zoneNamedIn({ published, own }: Schedules): string | undefined {
  return own ? own.reading.catalogue?.conference.timezone : statedZone(published)
}

/** The slug that the conference will get; undefined if a file cannot be read. */
export function slugOf(
  { published, own, problems }: Schedules,
  wishes: Pick<Wishes, 'name' | 'slug'>,
): string | undefined {
  if (own) return wishes.slug ?? own.reading.catalogue?.conference.slug
  return problems.length > 0 ? undefined : namesOf(published, wishes).slug
}

/** The catalogue that the schedules make together. */
export function joinSchedules({ published, own, problems }: Schedules, wishes: Wishes): Reading {
  if (own) return renamed(own.reading, own.file, wishes)
  if (problems.length === 0) {
    const reading = assemble(published, wishes)
    return { ...reading, problems: reading.problems.map((problem) => withCommand(problem, wishes)) }
  }
  const zone = wishes.timezone === undefined && statedZone(published) === undefined
  return {
    problems: problems.map((problem) =>
      problem.code === 'date-unclear' ? { ...problem, command: wishes.command, zone } : problem,
    ),
  }
}

/** A zone that the person typed, or that the calendar says, is no guess. */
function withCommand(problem: Problem, { command, timezone }: Wishes): Problem {
  const isGuess = problem.code === 'unknown-zones' && problem.clock === undefined && timezone === undefined
  return isGuess && command.length > 0 ? { ...problem, command } : problem
}

async function readSchedule({ bytes, file, format, dates = {} }: ScheduleSource) {
  const { foreignFormat, tableFormat } = await import('../registry.js')
  const decoded = decodeDeclared(unfoldBytes(bytes), file)
  if (!decoded.ok) return unreadable(decoded.problem)
  const beginning = decoded.text.slice(0, BEGINNING)
  const looksLike = appearance(beginning)
  const reader =
    foreignFormat(beginning, format) ??
    (looksLike === WEB_PAGE ? undefined : tableFormat(beginning, file.replace(/\.gz$/i, '')))
  if (reader) return withPublishedUids(reader.read(decoded.text, file, dates))
  const at: Place = { file, line: 1, column: 1 }
  const problem: Problem =
    looksLike === WEB_PAGE && /<table[\s>]/i.test(decoded.text)
      ? { code: 'save-as-csv', at, looksLike: 'a web page with a table' }
      : definedFields({ code: 'unknown-file-format', at, looksLike })
  return unreadable(problem)
}

/**
 * Gives sessions of kubeplan's own calendars their original identities back, before they were made unique for
 * calendars.
 */
function withPublishedUids(reading: PublishedReading): PublishedReading {
  if (!reading.ok) return reading
  const entries = reading.published.entries.map((entry) => {
    const name = entry.own && entry.uid !== undefined ? ownIdentity(entry.uid)?.name : undefined
    return name === undefined ? entry : { ...entry, uid: name }
  })
  return { ok: true, published: { ...reading.published, entries } }
}

/**
 * Whether a file is in kubeplan's own format: it says so, or a person wrote its conference and sessions by hand. Others
 * have a `conference` in their JSON as well.
 */
function isOwn({ bytes, format }: ScheduleSource): boolean {
  if (format !== undefined) return format === 'kubeplan'
  const beginning = beginningOf(bytes, BEGINNING)
  if (/(?:^|\n|\{)\s*["']?kubeplan["']?\s*:/.test(beginning)) return true
  if (!/^\s*\{/.test(beginning)) return /^(?:conference|sessions)\s*:/m.test(beginning) && beginsAsYaml(beginning)
  const paths = outlineOf(beginning)
  const named = ['name', 'slug', 'first_day'].some((key) => paths.has(`conference.${key}`))
  return paths.has('conference.timezone') || (named && paths.has('sessions'))
}

/** What only agendas and teams have. */
const OTHER_KEYS = ['picks', 'blocks', 'dropped', 'walks', 'members', 'together', 'cover']

/** Whether JSON shares only the key `conference` with the files that people write for kubeplan. */
function isOtherJson(beginning: string): boolean {
  const keys = [...outlineOf(beginning)].filter((path) => !/[.[]/.test(path))
  return keys.length > 1 && keys.includes('conference') && !keys.some((key) => OTHER_KEYS.includes(key))
}

/** Its first line that says anything is a key, and not that of another format with such a line further down. */
function beginsAsYaml(beginning: string): boolean {
  const [first = ''] = beginning.split('\n').filter((line) => !/^\uFEFF?\s*(?:#.*|---.*|%.*)?$/.test(line))
  return /^\uFEFF?["']?[\w$]+["']?\s*:(?:\s|$)/.test(first)
}

function renamed(
  { catalogue, problems: found }: Reading,
  file: string,
  { name: wished, slug, timezone }: Wishes,
): Reading {
  if (!catalogue) return { problems: found }
  const problems = [...found]
  const name = fitName(wished, { file, line: 1, column: 1 }, problems)
  const conference = {
    ...catalogue.conference,
    ...(name !== undefined && { name }),
    ...(slug !== undefined && { slug }),
  }
  // Its times were written for its own zone, so another zone would only make them wrong.
  const isFixed = timezone !== undefined && timezone !== conference.timezone
  return {
    catalogue: { ...catalogue, conference },
    problems: isFixed ? [...problems, zoneFixed(file, conference.timezone)] : problems,
  }
}

function zoneFixed(file: string, zone: string): Problem {
  const detail = `its file says ${zone}, so --timezone is not used`
  return { code: 'conference-doubt', at: { file, line: 1, column: 1 }, detail }
}

const WEB_PAGE = 'a web page'

function appearance(beginning: string): string | undefined {
  const start = beginning.trimStart().slice(0, 200)
  if (/^<!doctype html|^<html|^<table|<head>/i.test(start)) return WEB_PAGE
  if (/^BEGIN:VCARD/i.test(start)) return 'a contact (vCard)'
  if (/^<\?xml|^</.test(start)) return 'XML of another kind'
  if (/^[[{]/.test(start)) return 'JSON of another kind'
  return start === '' ? 'an empty file' : undefined
}

type PersonalReading =
  | {
      readonly ok: true
      readonly person?: string
      readonly events: readonly TheirEvent[]
      readonly problems: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function isCalendar(bytes: Uint8Array): boolean {
  return recognise(beginningOf(bytes, BEGINNING))
}

/**
 * Reads a personal calendar (iCalendar) by the rules of an import, so that titles and times match those of a programme.
 */
export function readPersonal(bytes: Uint8Array, file: string, conference: Conference): PersonalReading {
  const decoded = decodeDeclared(unfoldBytes(bytes), file)
  if (!decoded.ok) return unreadable(decoded.problem)
  const reading = read(decoded.text, file)
  if (!reading.ok) return reading
  const { published } = reading
  const { name, slug, timezone, dayChange } = conference
  const schedule = { ...published, dayChange }
  const { catalogue, problems } = assemble([schedule], { name, slug, timezone, command: [] })
  const tentative = new Set(
    Array.from(identify(published.entries, []), ({ entry, uid }) => (entry.tentative ? uid : '')),
  )
  const person = personOf(calendarName(decoded.text), published, conference)
  return definedFields({
    ok: true,
    person,
    events: (catalogue?.sessions ?? []).map(({ uid = '', title, room, when, status }) =>
      definedFields({
        uid,
        title,
        room,
        when,
        status: status === 'confirmed' && tentative.has(uid) ? 'tentative' : status,
      }),
    ),
    problems: problems.filter(({ code }) => code === 'entry-left-out' || code === 'time-left-out'),
  })
}

/** The owner's name, from that of the calendar, unless it only names the conference or, as in Sched's, its site. */
function personOf(calendar: string | undefined, { name, url }: Published, conference: Conference): string | undefined {
  const own = `${conference.name}: `
  if (calendar?.startsWith(own)) return calendar.slice(own.length).trim() || undefined
  const site = parseUrl(url ?? '')?.hostname.split('.')[0] ?? ''
  const others = [conference.name, conference.slug, site, ...(name === calendar ? [] : [name ?? ''])].map(fold)
  return calendar === undefined || others.includes(fold(calendar)) ? undefined : calendar
}
