import { appendTo, DEFAULT_PRIORITY, type Stage } from '../../../model/index.js'
import { durationLabel, type Instant, type Minutes, overlapOf } from '../../../model/time.js'
import type { Gap } from '../../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, entryKey, timeTakenBy } from '../../../planning/agenda/clashes.js'
import { type Phase, phaseAt } from '../../../planning/agenda/relative-to-now.js'
import { backToBack, type Line } from '../../../planning/agenda/walks.js'
import type { Companion, SharedSession } from '../../../planning/export/share-agenda.js'
import type { Part } from '../../layout/paragraph.js'
import { type DayRows, type FreeRow, freeLabel, type Placed, withFreeTime } from '../../layout/rows.js'
import type { Glyphs, Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { AgendaView, OthersOfAgenda } from '../../views.js'
import { firstLine, listed, ownLabel, type Times } from '../../words/labels.js'
import { givenAgain, RUN_HINT, remarkTitle, runTitle, titleOf } from '../../words/session-rows.js'
import type { Suggest } from '../../words/shell.js'

export interface AgendaRow {
  /** Of the sessions that it stands for; empty for a block. */
  readonly ids: readonly string[]
  /** Undefined without a time, and where the present moment does not matter. */
  readonly phase: Phase | undefined
  /** Of the clock at its start; 0 without a time. */
  readonly offset: Minutes
  /** Whether the entry before it has the same time. */
  readonly isSameTime?: boolean
  readonly time: string
  readonly stage: Stage | 'block'
  readonly title: string
  /** Of the session. */
  readonly url?: string | undefined
  /** How to list the sessions, if the row stands for several. */
  readonly hint?: string
  readonly room: string
  /** `p5`; empty for the default. */
  readonly priority: string
  readonly remarks: readonly Remark[]
  readonly clashes: boolean
  /** `with Ana, Ben?`; empty if I am alone. */
  readonly company: string
  readonly below: readonly string[]
  /** My rating, attendance and the first line of my note: beside the entry if they fit, or else below it. */
  readonly own: string
  readonly note: string
}

export interface Remark {
  readonly text: string
  readonly rest: string
}

type PlacedEntry = AgendaView['entries'][number]
type Company = ReturnType<typeof companyWords>

/**
 * The rows of each day in order of time, with free time between them, then rows without a time; those without a day
 * come last.
 */
export function agendaRows(view: AgendaView, sheet: Sheet): readonly DayRows<AgendaRow | FreeRow>[] {
  const company = companyWords(view, sheet.glyphs)
  const clashing = new Map<string, Clash[]>()
  for (const clash of view.clashes) {
    for (const key of new Set(clash.entries.map(entryKey))) {
      appendTo(clashing, key, clash)
    }
  }
  const days = view.days.map((day) => {
    const entries = view.entries.filter((entry) => entry.day === day)
    const behind = countBehind(entries, (id) => company(id).with === '')
    const shown = entries.filter(({ entry, stage }) => stage !== 'maybe' || !behind.hidden.has(entry.id))
    const own = shown.map((placed): EntryRow => {
      return {
        placed,
        row: entryRow(placed, clashing.get(entryKey(placed.entry)) ?? [], behind.counts, view, company, sheet),
      }
    })
    const timed = view.runs ? joinKeynotes(own, view.now, sheet.times) : own.map(singleRow)
    const inside = new Set(timed.flatMap((row) => row.inside))
    const gaps = gapsOf(entries, view.gaps).filter(({ end }) => !inside.has(end))
    const free = gaps.map((gap) => ({ at: gap.start, row: { free: freeLabel(gap) } }))
    const dated = view.untimed.filter(({ session: { when } }) => when.kind === 'dated' && when.day === day)
    return {
      heading: view.days.length > 1 ? day : undefined,
      rows: withTimesOnce([...withFreeTime(timed, free), ...dated.map((pick) => untimedRow(pick, view, company))]),
    }
  })
  const unscheduled = view.untimed.filter(({ session }) => session.when.kind === 'unscheduled')
  const last = unscheduled.map((pick) => untimedRow(pick, view, company))
  return [...days, { heading: 'unscheduled' as const, rows: last }].filter(({ rows }) => rows.length > 0)
}

function withTimesOnce(rows: readonly (AgendaRow | FreeRow)[]): readonly (AgendaRow | FreeRow)[] {
  let before = ''
  return rows.map((row) => {
    if ('free' in row) return row
    const isSameTime = row.time !== '' && row.time === before
    before = row.time
    return { ...row, isSameTime }
  })
}

/**
 * A maybe that only I have and that runs while I am going to something is only counted there, to keep the day readable.
 */
function countBehind(
  entries: readonly PlacedEntry[],
  isMineAlone: (id: string) => boolean,
): {
  readonly hidden: ReadonlySet<string>
  readonly counts: ReadonlyMap<string, number>
} {
  const hidden = new Set<string>()
  const counts = new Map<string, number>()
  const going = entries.filter(({ stage }) => stage === 'going')
  for (const { entry, stage } of entries) {
    const over =
      stage === 'maybe' && isMineAlone(entry.id) ? going.find((other) => overlapOf(entry, other.entry)) : undefined
    if (!over) continue
    hidden.add(entry.id)
    counts.set(over.entry.id, (counts.get(over.entry.id) ?? 0) + 1)
  }
  return { hidden, counts }
}

function entryRow(
  placed: PlacedEntry,
  clashes: readonly Clash[],
  behind: ReadonlyMap<string, number>,
  view: AgendaView,
  company: Company,
  { glyphs, times }: Sheet,
): AgendaRow {
  const { entry, day, stage, session } = placed
  const maybes = behind.get(entry.id) ?? 0
  const { with: whom, instead } = company(session ? entry.id : '')
  return {
    ids: session ? [session.id] : [],
    phase: view.now === undefined ? undefined : phaseAt(entry, view.now),
    offset: entry.offset,
    time: times.span(entry, day),
    stage,
    title: session ? titleOf(session) : safe(entry.title),
    url: session?.url,
    room: safe(entry.room ?? ''),
    ...ownOf(entry.id, view),
    remarks: [...clashRemark(entry, clashes, glyphs), ...(maybes > 0 ? [{ text: '', rest: `+${maybes} maybe` }] : [])],
    clashes: clashes.length > 0,
    company: whom,
    below: [...againLines(placed, clashes, view, times), ...instead],
  }
}

function againLines(
  { entry, day, stage, session }: PlacedEntry,
  clashes: readonly Clash[],
  { again }: AgendaView,
  times: Times,
): readonly string[] {
  if (!again || !session || stage !== 'going') return []
  const twice = again.twice.find(({ sittings }) => sittings.some(({ id }) => id === entry.id))
  if (twice) {
    const others = twice.sittings.filter(({ id }) => id !== entry.id)
    const moments = others.map(({ start, offset }) => times.time(start, offset, day))
    return [`also ${listed(moments, 'and')}: attend one`]
  }
  const given =
    clashes.length > 0 || session.status === 'cancelled' ? givenAgain(again.sittingsOf(entry.id), day, times) : ''
  return given === '' ? [] : [given]
}

function clashRemark(entry: Entry, clashes: readonly Clash[], { clash: sign }: Glyphs): readonly Remark[] {
  const [first, ...others] = clashes
  if (!first) return []
  if (others.length > 0) return [{ text: '', rest: `${sign} ${clashes.length} others` }]
  const [a, b] = first.entries
  const length = durationLabel(first.minutes)
  const extent = first.reason === 'walk' ? `, walk ${length} short` : `, ${length}`
  const other = entryKey(a) === entryKey(entry) ? b.title : a.title
  return [{ text: `${sign} ${remarkTitle(safe(other))}`, rest: first.endAssumed ? '' : extent }]
}

function untimedRow({ session, stage }: AgendaView['untimed'][number], view: AgendaView, company: Company): AgendaRow {
  const { with: whom } = company(session.id)
  return {
    ids: [session.id],
    phase: undefined,
    offset: 0,
    time: session.when.kind === 'dated' ? 'day only' : '',
    stage,
    title: titleOf(session),
    url: session.url,
    room: safe(session.room ?? ''),
    ...ownOf(session.id, view),
    remarks: [],
    company: whom,
    below: [],
    clashes: false,
  }
}

function ownOf(id: string, { agenda }: AgendaView): Pick<AgendaRow, 'priority' | 'own' | 'note'> {
  const pick = agenda.picks.find(({ session }) => session === id)
  const { priority = DEFAULT_PRIORITY, note = '' } = pick ?? {}
  return {
    priority: priority === DEFAULT_PRIORITY ? '' : `p${priority}`,
    own: pick ? ownLabel(pick) : '',
    note: firstLine(note),
  }
}

/** Each gap of a day ends where one of the day's entries starts. */
function gapsOf(entries: readonly PlacedEntry[], gaps: readonly Gap[]): readonly Gap[] {
  const starts = new Set(entries.filter(({ stage }) => stage !== 'maybe').map(({ entry }) => entry.start))
  return gaps.filter(({ end }) => starts.has(end))
}

interface EntryRow {
  readonly placed: PlacedEntry
  readonly row: AgendaRow
}

interface TimedRow extends Placed<AgendaRow> {
  /** The starts of the other entries it stands for, if I am going. */
  readonly inside: readonly Instant[]
}

/** The rows of a day in order of time. A run of keynotes is one row if none of its rows says more. */
function joinKeynotes(entries: readonly EntryRow[], now: Instant | undefined, times: Times): readonly TimedRow[] {
  const lines = backToBack(withTraits(entries), ({ placed: { session }, trait }) => session && { session, trait })
  return lines.map((line) => rowOf(line, now, times))
}

function singleRow({ placed, row }: EntryRow): TimedRow {
  const { entry, stage } = placed
  return { at: entry.start, isOver: stage !== 'maybe' && entry.end === entry.start, row, inside: [] }
}

function rowOf({ items, run }: Line<EntryRow>, now: Instant | undefined, times: Times): TimedRow {
  const [first, ...others] = items
  if (!run) return singleRow(first)
  const ids = items.flatMap((item) => item.row.ids)
  const row = {
    ...first.row,
    ids,
    phase: now === undefined ? undefined : phaseAt(run, now),
    url: undefined,
    title: runTitle(items.length),
    hint: RUN_HINT,
    time: times.span(run, run.day),
  }
  const inside = others.flatMap(({ placed: { entry, stage } }) => (stage === 'going' ? entry.start : []))
  return { at: run.start, row, inside }
}

interface Entered extends EntryRow {
  readonly trait: string | undefined
}

/** Anything else that takes my time splits a run. Its parts differ in the number of such entries before them. */
function withTraits(entries: readonly EntryRow[]): readonly Entered[] {
  let taken = 0
  const keynotes = new Map<string | undefined, number>()
  return entries.map((one) => {
    const { stage, session } = one.placed
    const ofRoom = session?.kind === 'keynote' ? (keynotes.get(session.room) ?? 0) : 0
    const { priority, company } = one.row
    const trait = isPlain(one.row) ? JSON.stringify([stage, priority, company, taken - ofRoom]) : undefined
    if (stage !== 'maybe' && (!session || timeTakenBy(session))) {
      taken++
      if (session?.kind === 'keynote') keynotes.set(session.room, ofRoom + 1)
    }
    return { ...one, trait }
  })
}

/** Whether a row shows nothing that would be lost in a run: no clashes or maybes, nothing of others or mine. */
function isPlain({ remarks, below, own, note }: AgendaRow): boolean {
  return remarks.length + below.length === 0 && own + note === ''
}

interface CompanyWords {
  /** `with Ana, Ben?` (who may go); empty if I am alone. */
  readonly with: string
  readonly instead: readonly string[]
}

const ALONE: CompanyWords = { with: '', instead: [] }
/** How many names and alternatives are listed; the JSON document has all of them. */
const NAMES = 2
const ALTERNATIVES = 2

function companyWords({ others }: AgendaView, glyphs: Glyphs): (id: string) => CompanyWords {
  if (!others) return () => ALONE
  const shared = new Map(others.shared.map((one) => [one.session.id, one]))
  return (id) => {
    const one = shared.get(id)
    return one ? { with: withWhom(one.company, others), instead: insteadLines(one, others, glyphs) } : ALONE
  }
}

function withWhom(company: readonly Companion[], others: OthersOfAgenda): string {
  const names = company
    .filter(({ member }) => member > 0)
    .map(({ member, stage }) => `${shortName(member, others)}${stage === 'maybe' ? '?' : ''}`)
  if (names.length === 0) return ''
  const more = names.length > NAMES ? ` +${names.length - NAMES}` : ''
  return `with ${names.slice(0, NAMES).join(', ')}${more}`
}

function insteadLines({ instead }: SharedSession, others: OthersOfAgenda, { arrow, dot }: Glyphs): readonly string[] {
  const lines = instead.slice(0, ALTERNATIVES).map(({ session, members }) => {
    const room = session.room === undefined ? '' : ` ${dot} ${safe(session.room)}`
    return `${arrow} ${listed(
      members.map((member) => shortName(member, others)),
      'or',
    )} could go to ${titleOf(session)}${room}`
  })
  const more = instead.length - lines.length
  return more > 0 ? [...lines, `${arrow} ${more} more: --json`] : lines
}

function nameOf(member: number, { people }: OthersOfAgenda): string {
  return member === 0 ? 'you' : safe(people[member - 1]?.name ?? '')
}

/** The first word of a name, unless others share it; the headline has the names in full. */
function shortName(member: number, others: OthersOfAgenda): string {
  const name = nameOf(member, others)
  const first = firstWord(name)
  const alike = others.people.filter((_, index) => firstWord(nameOf(index + 1, others)) === first)
  return alike.length > 1 ? name : first
}

function firstWord(name: string): string {
  return name.split(' ')[0] || name
}

export function companyParts({ others }: AgendaView): readonly Part[] {
  if (!others) return []
  const { people, shared, only } = others
  const without = shared.filter(({ company }) => company.every(({ member }) => member > 0)).length
  return [
    { text: `With ${people.map(({ name }) => safe(name)).join(', ')}`, tone: 'strong' },
    { text: `${shared.length} shared${without > 0 ? `, ${without} of them without you` : ''}` },
    ...only.map(({ length }, member) => ({ text: length === 0 ? '' : `${length} only ${nameOf(member, others)}` })),
  ]
}

export function companyStep({ others }: AgendaView, suggest: Suggest): readonly string[] {
  const more = others?.people.find((_, index) => (others.only[index + 1]?.length ?? 0) > 0)
  if (!more) return []
  return [`Pick what ${safe(more.name)} has, as maybe: ${suggest('add', [], [['--with', more.file]])}`]
}
