import { offsetAt } from '../../clock/zone.js'
import {
  type Catalogue,
  type Conference,
  type Details,
  definedFields,
  isInPassing,
  NO_DETAILS,
  nearest,
  type Problem,
  type Rooms,
  type Session,
  type Speaker,
} from '../../model/index.js'
import { addDays } from '../../model/time.js'
import { findDoubleBookings, findMissedWalks, type Hold } from '../../planning/agenda/bookings.js'
import { walksOf } from '../../planning/agenda/walks.js'
import { assumeEnds } from '../../planning/sessions/assume-ends.js'
import { deriveSlug, idMaker } from '../published/identity.js'
import { openYaml } from '../yaml/yaml.js'
import { lacksEndMark } from './end-mark.js'
import { openRow, type Row } from './fields.js'
import type { Findings, Range } from './findings.js'
import { CATALOGUE, CATALOGUE_SHAPE, CONFERENCE, otherThanCatalogue } from './schema.js'
import { type Draft, readSession, SESSION } from './session.js'

/** The content of a file: a catalogue, unless one of the problems is an error. */
export interface Reading {
  readonly catalogue?: Catalogue
  readonly problems: readonly Problem[]
}

/** Reads a catalogue/1 file, YAML or JSON. Finds all problems in one pass and lists them in file order. */
export function readCatalogue(bytes: Uint8Array, file: string): Reading {
  return read(bytes, file, () => undefined)
}

/** `readCatalogue`, with warnings about what no programme should have: see `inspectProgramme`. */
export function checkCatalogue(bytes: Uint8Array, file: string): Reading {
  return read(bytes, file, inspectProgramme)
}

type Inspection = (catalogue: Catalogue, drafts: readonly Draft[], findings: Findings) => void

function read(bytes: Uint8Array, file: string, inspect: Inspection): Reading {
  const opening = openYaml(bytes, file)
  if (!opening.ok) return opening
  const { source, findings } = opening
  const { contents, text } = source
  if (lacksEndMark(text)) findings.report([text.length, text.length], (at) => ({ code: 'file-cut', at }))
  const other = otherThanCatalogue(source)
  if (other !== undefined || contents.kind !== 'mapping') return { problems: other ?? [] }
  const catalogue = readContents(openRow(contents, CATALOGUE_SHAPE, findings), findings, inspect)
  const problems = findings.list()
  return catalogue && !findings.anyErrors() ? { catalogue, problems } : { problems }
}

const NO_ROOMS: Rooms = { walks: [] }

function readContents(row: Row, findings: Findings, inspect: Inspection): Catalogue | undefined {
  // Sessions are read even if the conference cannot be, so that their own problems are reported in the same pass.
  const opened = row.get(CATALOGUE.conference)
  const conference = opened && readConference(opened)
  const clocks = { zone: conference?.timezone, dayChange: conference?.dayChange ?? 0 }
  const drafts = (row.get(CATALOGUE.sessions) ?? []).map((session) => readSession(session, clocks))
  const rooms = row.get(CATALOGUE.rooms) ?? NO_ROOMS
  // Not used here, but checked like every field.
  row.get(CATALOGUE.kubeplan)
  const ids = giveIds(drafts, findings)
  if (conference) warnOfSources(drafts, conference, findings)
  const catalogue = conference && assemble(conference, rooms, drafts, ids)
  if (catalogue) inspect(catalogue, drafts, findings)
  return catalogue
}

function readConference(row: Row): Conference | undefined {
  const [name, slug, timezone] = [row.get(CONFERENCE.name), row.get(CONFERENCE.slug), row.get(CONFERENCE.timezone)]
  const [firstDay, lastDay] = [row.get(CONFERENCE.firstDay), row.get(CONFERENCE.lastDay)]
  const url = row.get(CONFERENCE.url)
  const [dayChange, sources] = [row.get(CONFERENCE.dayChange) ?? 0, row.get(CONFERENCE.sources) ?? []]
  if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay) {
    const days = { start: firstDay, end: lastDay }
    row.findings.report(row.at(CONFERENCE.lastDay), (at) => ({ code: 'ends-before-start', at, ...days, days: true }))
  }
  if (name === undefined || timezone === undefined) return undefined
  return definedFields({ name, slug: slug ?? deriveSlug(name), timezone, firstDay, lastDay, url, dayChange, sources })
}

/** A warning is enough: an unknown source does not affect the session. */
function warnOfSources(drafts: readonly Draft[], { sources }: Conference, findings: Findings): void {
  const known = new Set(sources.map(({ url }) => url))
  for (const { session, row } of drafts) {
    const { source: url } = session
    if (url === undefined || known.has(url)) continue
    findings.warn(row.at(SESSION.source), (at) => {
      const [meant] = nearest(url, known)
      return definedFields({ code: 'unknown-source', at, url, nearest: meant })
    })
  }
}

function assemble(conference: Conference, rooms: Rooms, drafts: readonly Draft[], ids: readonly string[]): Catalogue {
  const details = new Map<string, Details>()
  const sessions: Session[] = []
  for (const [index, draft] of drafts.entries()) {
    const id = ids[index] ?? ''
    sessions.push({ id, ...draft.session })
    const { abstract, takes, takeaways } = draft.details
    if (abstract !== undefined || takes.length > 0 || takeaways.length > 0) details.set(id, draft.details)
  }
  const timed = assumeEnds(sessions, (moment) => offsetAt(moment, conference.timezone))
  return { conference, rooms, sessions: timed, details: (id) => details.get(id) ?? NO_DETAILS }
}

/** Warns of rooms and speakers in two places at once, of walks that no speaker can make, and of sessions on other days. */
export function inspectProgramme(catalogue: Catalogue, drafts: readonly Draft[], findings: Findings): void {
  const { conference, rooms, sessions } = catalogue
  reportDoubleBookings(sessions, drafts, findings)
  for (const { holds, minutes } of findMissedWalks(sessions, walksOf({ walks: [] }, { rooms }))) {
    const [first, second] = holds
    const name = speakerOf(second)?.name ?? ''
    const [title, other] = [second.session.title, first.session.title]
    findings.warn(rangeOf(second, drafts), (at) => {
      return { code: 'walk-too-long', at, name, title, other, first: findings.place(rangeOf(first, drafts)), minutes }
    })
  }
  const { firstDay, lastDay } = conference
  if (firstDay === undefined || lastDay === undefined) return
  for (const [order, { when, kind }] of sessions.entries()) {
    if (when.kind === 'unscheduled' || isInPassing(kind)) continue
    const { day } = when
    // Workshops and co-located events on the day before belong to the conference, though that day has no number.
    if (day >= addDays(firstDay, -1) && day <= lastDay) continue
    const field = when.kind === 'dated' ? SESSION.date : SESSION.start
    findings.warn(drafts[order]?.row.at(field) ?? [0, 0], (at) => ({
      code: 'outside-days',
      at,
      day,
      firstDay,
      lastDay,
    }))
  }
}

function speakerOf({ session, speaker }: Hold): Speaker | undefined {
  return speaker === undefined ? undefined : session.speakers[speaker]
}

function reportDoubleBookings(sessions: readonly Session[], drafts: readonly Draft[], findings: Findings): void {
  for (const { what, holds, minutes } of findDoubleBookings(sessions)) {
    const [first, second, ...others] = holds
    const speaker = speakerOf(second)
    const name = speaker ? [speaker.name, speaker.organization].filter(Boolean).join(', ') : (second.session.room ?? '')
    const [title, other] = [second.session.title, first.session.title]
    findings.warn(rangeOf(second, drafts), (at) => {
      const place = findings.place(rangeOf(first, drafts))
      return { code: 'double-booked', at, what, name, title, other, first: place, minutes, more: others.length }
    })
  }
}

function rangeOf({ order, speaker }: Hold, drafts: readonly Draft[]): Range {
  const row = drafts[order]?.row
  const range = speaker === undefined ? row?.at(SESSION.room) : row?.items(SESSION.speakers)[speaker]
  return range ?? row?.at(SESSION.id) ?? [0, 0]
}

/** A limit on the ids compared for "did you mean", which would be slow for a hostile file. */
const COMPARISONS = 20_000

/**
 * The id of every draft, in order: as written or derived, and always unique. Reports ids that are used twice and
 * repeats of unknown sessions.
 */
export function giveIds(drafts: readonly Draft[], findings: Findings): readonly string[] {
  const written = new Map<string, Range>()
  for (const { id, row } of drafts) {
    if (id === undefined) continue
    const idRange = row.at(SESSION.id)
    const first = written.get(id)
    if (first) findings.report(idRange, (at) => ({ code: 'duplicate-id', at, id, first: findings.place(first) }))
    else written.set(id, idRange)
  }
  const derive = idMaker(new Set(written.keys()))
  const ids = drafts.map(({ id, session }) => id ?? derive(session.title))
  reportUnknownRepeats(drafts, ids, findings)
  return ids
}

function reportUnknownRepeats(drafts: readonly Draft[], ids: readonly string[], findings: Findings): void {
  const known = new Set(ids)
  let comparisons = 0
  for (const [index, { session, row }] of drafts.entries()) {
    const { repeatOf: id } = session
    const itself = id === ids[index]
    if (id === undefined || (known.has(id) && !itself)) continue
    findings.report(row.at(SESSION.repeatOf), (at) => {
      comparisons += known.size
      const [meant] = itself || comparisons > COMPARISONS ? [] : nearest(id, known)
      return definedFields({ code: 'unknown-repeat', at, id, nearest: meant })
    })
  }
}
