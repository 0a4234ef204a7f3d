import {
  type AgendaPick,
  type Block,
  type Dropped,
  type Problem,
  type Seen,
  type Session,
  severityOf,
  type When,
} from '../../model/index.js'
import { clockAt, clockLabel, isoUtc, isoWithOffset, minutesBetween } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, eachClash, entryOf } from '../../planning/agenda/clashes.js'
import type { Again } from '../../planning/agenda/sittings.js'
import type { Walks } from '../../planning/agenda/walks.js'
import { type Change, isPast, pickFinder } from '../../planning/changes/changes.js'
import type { Companion, SharedSession } from '../../planning/export/share-agenda.js'
import type { Ahead, Follower, Instead } from '../../planning/now.js'
import { sentenceOf } from '../sentences/sentences.js'
import { fileOf, placeOf } from '../sentences/words.js'
import type {
  AgendaView,
  ChangesView,
  ClashesView,
  ConferencesView,
  FacetView,
  KnownConference,
  NowView,
  OthersOfAgenda,
  ProblemsView,
  SessionsView,
  SessionView,
  TimetableView,
  View,
} from '../views.js'
import { speakerInFull } from '../words/labels.js'
import { catalogueDocument, walkFields } from './catalogue-document.js'
import { chosenFields } from './chosen-fields.js'
import {
  columnsOf,
  type Fields,
  filled,
  type LongDocument,
  momentCells,
  type Row,
  type Rows,
  SESSION_FIELDS,
  SESSION_HEADS,
  sessionCells,
  spanCells,
  spanFields,
  unknownWalkFields,
} from './fields.js'
import {
  demandCells,
  demandDocument,
  planCells,
  planDocument,
  teamCells,
  teamDocument,
  whyCells,
  whyDocument,
} from './plan-documents.js'

/** A view as data for machines. The first key names the document type; unknown values are left out. */
export function documentOf(view: Exclude<View, ClashesView>): Fields {
  switch (view.kind) {
    case 'sessions':
    case 'timetable':
      return catalogueDocument(view.catalogue, view.sessions)
    case 'session':
      return catalogueDocument(view.catalogue, [view.session])
    case 'facet': {
      const values = view.values.map(({ name, sessions, minutes }) => ({ name, sessions, minutes }))
      return { kubeplan: 'facets/1', facet: view.facet, values }
    }
    case 'agenda':
      return agendaDocument(view)
    case 'problems':
      return { kubeplan: 'problems/1', problems: view.problems.map((problem) => problemFields(problem, view.file)) }
    case 'changes':
      return changesDocument(view)
    case 'config':
      return { kubeplan: 'config/1', settings: view.settings.map(({ key, value, source }) => ({ key, value, source })) }
    case 'conferences':
      return conferencesDocument(view)
    case 'plan':
      return planDocument(view)
    case 'team':
      return teamDocument(view)
    case 'now':
      return nowDocument(view)
    case 'demand':
      return demandDocument(view)
    case 'why':
      return whyDocument(view)
  }
}

/** `documentOf` with these fields of each item, or all of them. */
export function documentWith(view: View, fields: readonly string[] | undefined): Fields {
  const document = view.kind === 'clashes' ? wholeDocument(clashesDocument(view)) : documentOf(view)
  return chosenFields(document, fields, document['kubeplan'] === 'catalogue/1' ? SESSION_FIELDS : [])
}

function wholeDocument({ head, key, items }: LongDocument): Fields {
  return { ...head, [key]: [...items] }
}

/** A view other than a list of sessions; times are `HH:MM` on the displayed clock. */
export function viewCells(view: Exclude<View, SessionsView | SessionView | TimetableView>): Rows {
  switch (view.kind) {
    case 'facet':
      return facetCells(view)
    case 'clashes':
      return clashCells(view)
    case 'agenda':
      return agendaCells(view)
    case 'problems':
      return problemCells(view)
    case 'changes':
      return changeCells(view)
    case 'config':
      return [
        ['key', 'value', 'source'],
        ...view.settings.map(({ key, value, source }) => [key, value.join(','), source]),
      ]
    case 'conferences':
      return conferenceCells(view)
    case 'plan':
      return planCells(view)
    case 'team':
      return teamCells(view)
    case 'now':
      return nowCells(view)
    case 'demand':
      return demandCells(view)
    case 'why':
      return whyCells(view)
  }
}

function facetCells({ facet, values }: FacetView): Rows {
  const people = facet === 'speakers'
  const heads = ['name', 'sessions', 'minutes', ...(people ? ['organizations'] : [])]
  const rows = values.map(({ name, sessions, minutes, organizations = [] }) => {
    return [name, sessions, minutes, ...(people ? [organizations.join('; ')] : [])]
  })
  return [heads, ...rows]
}

/** Without a file a problem has no line. */
function problemFields(problem: Problem, file: string): Fields {
  const at = placeOf(problem)
  return filled({
    code: problem.code,
    severity: severityOf(problem),
    file: fileOf(problem, file),
    line: at?.line,
    column: at?.column,
    message: sentenceOf(problem).message,
  })
}

function problemCells({ problems, file }: ProblemsView): Rows {
  const heads = ['file', 'line', 'column', 'severity', 'code', 'message']
  return columnsOf(
    heads,
    problems.map((problem) => problemFields(problem, file)),
  )
}

/**
 * `conferences/1`: the library. `fetched` is missing for what was never fetched; `broken` marks one whose file cannot
 * be read, so that only its slug is known.
 */
function conferencesDocument({ conferences }: ConferencesView): Fields {
  return { kubeplan: 'conferences/1', conferences: conferences.map(conferenceFields) }
}

function conferenceFields({ slug, name, sessions, inUse, fetched }: KnownConference): Fields {
  const broken = sessions === undefined ? true : undefined
  return filled({ slug, name, sessions, in_use: inUse, fetched: fetched && isoUtc(fetched), broken })
}

function conferenceCells({ conferences }: ConferencesView): Rows {
  const heads = ['slug', 'name', 'sessions', 'in_use', 'fetched']
  return columnsOf(
    heads,
    conferences.map((one) => ({ ...conferenceFields(one), in_use: one.inUse ? 'yes' : 'no' })),
  )
}

/**
 * A clash in `clashes/1` and `agenda/1`, on the displayed clock; for a walk, start and end are the gap. `given_again`
 * has the other sittings of both sessions, if known.
 */
function clashFields(clash: Clash, again?: Again): Fields {
  const { reason, minutes } = clash
  const ids = clash.entries.map(({ id }) => id)
  const sittings = ids.flatMap((id) =>
    (again?.sittingsOf(id) ?? []).map(({ entry, free }) => {
      return { session: entry.id, instead_of: id, ...spanFields(entry), free }
    }),
  )
  return filled({
    sessions: ids,
    reason,
    ...spanFields(clash),
    minutes,
    given_again: sittings.length > 0 ? sittings : undefined,
  })
}

/** The ids of sessions of which I am going to several sittings; without any, the key is missing. */
function twiceFields({ twice }: Pick<Again, 'twice'> = { twice: [] }): Fields {
  return twice.length === 0 ? {} : { going_twice: twice.map(({ sittings }) => sittings.map(({ id }) => id)) }
}

/** `clashes/1`. */
export function clashesDocument({ scope, entries, walks, again, roomChanges }: ClashesView): LongDocument {
  return {
    head: { kubeplan: 'clashes/1', scope, ...twiceFields(again), ...unknownWalkFields(roomChanges) },
    key: 'clashes',
    items: clashItems(entries, walks, again),
  }
}

function* clashItems(entries: readonly Entry[], walks: Walks, again: Again | undefined): Generator<Fields> {
  for (const clash of eachClash(entries, walks)) yield clashFields(clash, again)
}

function* clashCells({ entries, walks }: ClashesView): Rows {
  yield ['first', 'second', 'date', 'start', 'end', 'minutes', 'reason', 'first_title', 'second_title']
  for (const clash of eachClash(entries, walks)) {
    const [first, second] = clash.entries
    yield [first.id, second.id, ...spanCells(clash), clash.minutes, clash.reason, first.title, second.title]
  }
}

/**
 * `agenda/1`: the fields of the agenda file for the picks and blocks in the view, each pick with its session's title,
 * times and room on the displayed clock, and the resulting clashes and gaps. `clashes_left_out` counts clashes that are
 * not listed because there are too many at one time.
 */
function agendaDocument(view: AgendaView): Fields {
  const { agenda, entries, untimed, missing } = view
  const shown = new Map<string, Session | undefined>([
    ...missing.map((id) => [id, undefined] as const),
    ...entries.map(({ entry, session }) => [entry.id, session] as const),
    ...untimed.map(({ session }) => [session.id, session] as const),
  ])
  const blocks = new Set(
    entries.flatMap(({ entry, stage }) => (stage === 'block' ? [`${entry.start} ${entry.title}`] : [])),
  )
  const isShown = ({ start, title }: Block) => blocks.has(`${start} ${title}`)
  const picks = agenda.picks.filter(({ session }) => shown.has(session))
  return filled({
    kubeplan: 'agenda/1',
    conference: agenda.conference,
    person: agenda.person,
    picks: picks.map((pick) => shownPick(pick, shown.get(pick.session))),
    blocks: agenda.blocks.filter(isShown).map(blockFields),
    walks: agenda.walks.map(walkFields),
    dropped: agenda.dropped.map(droppedFields),
    ...twiceFields(view.again),
    clashes: view.clashes.map((clash) => clashFields(clash, view.again)),
    clashes_left_out: view.unmade > 0 ? view.unmade : undefined,
    gaps: view.gaps.map(gapFields),
    ...unknownWalkFields(view.roomChanges),
    ...(view.others && sharingFields(view.others)),
  })
}

function shownPick(pick: AgendaPick, session: Session | undefined): Fields {
  const { title, room, when = { kind: 'unscheduled' } } = session ?? {}
  const times =
    when.kind === 'timed' ? spanFields(when) : filled({ date: when.kind === 'dated' ? when.day : undefined })
  return filled({ session: pick.session, title, ...times, room, ...pickFields(pick) })
}

/** The person's own words and marks on a session, and what calendars were told of it. */
export function pickFields({ stage, priority, note, take, rating, attended, takeaways, ...pick }: AgendaPick) {
  return {
    stage,
    priority,
    note,
    take,
    rating,
    attended,
    takeaways: takeaways.length > 0 ? takeaways : undefined,
    seen: pick.seen && seenFields(pick.seen),
    sequence: pick.sequence,
    changed: pick.changed,
  }
}

function seenFields({ uid, title, start, end, room }: Seen): Fields {
  return filled({ uid, title, start, end, room })
}

function droppedFields({ session, seen, sequence, changed }: Dropped): Fields {
  return filled({ session, seen: seen && seenFields(seen), sequence, changed })
}

export function blockFields({ title, room, ...span }: Block): Fields {
  return filled({ title, ...spanFields(span), room })
}

function gapFields({ minutes, walk, ...span }: AgendaView['gaps'][number]): Fields {
  return filled({ ...spanFields(span), minutes, walk })
}

/**
 * The comparison with others in `agenda/1`: `shared` are sessions on several agendas (`mine` is my stage), `instead` is
 * where some of those could go; `only_mine` and each `only` are on just one agenda.
 */
function sharingFields(others: OthersOfAgenda): Fields {
  const [mine = [], ...theirs] = others.only
  const ids = (sessions: readonly { readonly id: string }[]) => sessions.map(({ id }) => id)
  return {
    shared: others.shared.map((one) => sharedFields(one, others)),
    only_mine: ids(mine),
    others: others.people.map(({ name }, index) => ({ person: name, only: ids(theirs[index] ?? []) })),
  }
}

function sharedFields({ session, company, instead }: SharedSession, { people }: OthersOfAgenda): Fields {
  const nameOf = (member: number) => people[member - 1]?.name ?? ''
  const others = company.filter(({ member }) => member > 0)
  return filled({
    session: session.id,
    mine: company.find(({ member }) => member === 0)?.stage,
    others: others.map(({ member, stage }: Companion) => ({ person: nameOf(member), stage })),
    instead:
      instead.length === 0
        ? undefined
        : instead.map(({ session: other, members }) => ({
            session: other.id,
            me: members.includes(0),
            others: members.filter((member) => member > 0).map(nameOf),
          })),
  })
}

function agendaCells({ agenda, entries, untimed, missing, others }: AgendaView): Rows {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const companies = new Map(others?.shared.map(({ session, company }) => [session.id, company]))
  const withOthers = (id: string) => {
    const company = (companies.get(id) ?? []).filter(({ member }) => member > 0)
    return company.map(({ member }) => others?.people[member - 1]?.name).join('; ')
  }
  const row = (id: string, times: Row, pick?: AgendaPick, room?: string, title?: string): Row => {
    const own = [pick?.stage ?? 'block', pick?.priority, room, title, pick?.rating, pick?.attended]
    return [id, ...times, ...own, ...(others ? [pick && withOthers(id)] : [])]
  }
  const heads = ['id', 'date', 'start', 'end', 'stage', 'priority', 'room', 'title', 'rating', 'attended']
  return [
    others ? [...heads, 'with'] : heads,
    ...entries.map(({ entry: { id, room, title, ...span }, stage }) => {
      return row(id, spanCells(span), stage === 'block' ? undefined : picks.get(id), room, title)
    }),
    ...untimed.map(({ session: { id, when, room, title } }) => row(id, momentCells(when), picks.get(id), room, title)),
    ...missing.map((id) => row(id, momentCells(undefined), picks.get(id), undefined, picks.get(id)?.seen?.title)),
  ]
}

/**
 * `changes/1`: all changes, including those that are over. `from` and `to` are titles, times (with `from_end` and
 * `to_end`), rooms, speakers or statuses; they are missing where there was or is nothing, and for `other`, whose
 * `details` name the fields. `likely` is the id that a removed or cancelled pick may have become.
 */
function changesDocument(view: ChangesView): Fields {
  const pickOf = pickFinder(view.agenda)
  return filled({
    kubeplan: 'changes/1',
    since: view.since === undefined ? undefined : isoUtc(view.since),
    changes: view.changes.map((change) =>
      filled({
        session: change.id,
        what: change.what,
        ...valuesOf(change, isoTimes),
        details: change.details,
        likely:
          change.what === 'removed' || change.what === 'cancelled'
            ? view.likely?.get(pickOf(change)?.session ?? '')?.id
            : undefined,
        mine: pickOf(change) !== undefined,
        past: isPast(change, view.now),
      }),
    ),
    new_clashes: view.newClashes.map((clash) => clashFields(clash)),
  })
}

function changeCells({ changes, agenda, now }: ChangesView): Rows {
  const pickOf = pickFinder(agenda)
  const rows = changes.map((change) => {
    const { when, room, title } = change.after ?? change.before
    const [date, start] = momentCells(when)
    const { from = '', to = change.details?.join(' ') ?? '' } = valuesOf(change, shownTimes)
    const answers = [pickOf(change) !== undefined, isPast(change, now)].map((yes) => (yes ? 'yes' : 'no'))
    return [change.id, change.what, from, to, ...answers, date, start, room, title]
  })
  return [['id', 'what', 'from', 'to', 'mine', 'past', 'date', 'start', 'room', 'title'], ...rows]
}

type Values = Partial<Record<'from' | 'to' | 'from_end' | 'to_end', string | undefined>>

/** Writes a time: its start (or a day, or all of it), and its end if it is separate. */
type WriteTime = (when: When) => { readonly start?: string; readonly end?: string }

export function valuesOf({ what, before, after }: Change, timesOf: WriteTime): Values {
  if (what === 'moved') {
    const [was, is] = [timesOf(before.when), timesOf(after.when)]
    return { from: was.start, to: is.start, from_end: was.end, to_end: is.end }
  }
  return { from: before && factOf(what, before), to: after && factOf(what, after) }
}

function factOf(what: Exclude<Change['what'], 'moved'>, session: Session): string | undefined {
  switch (what) {
    case 'added':
    case 'removed':
    case 'replaced':
    case 'title':
      return session.title
    case 'cancelled':
      return session.status
    case 'room':
      return session.room
    case 'speakers':
      return session.speakers.map(speakerInFull).join('; ') || undefined
    case 'other':
      return undefined
  }
}

function isoTimes(when: When): ReturnType<WriteTime> {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { start: when.day }
  const start = isoWithOffset(when.start, when.offset)
  return when.endAssumed ? { start } : { start, end: isoWithOffset(when.end, when.endOffset) }
}

/** `2020-11-20 16:00-16:35`, with the date of the end if it differs. */
function shownTimes(when: When): ReturnType<WriteTime> {
  if (when.kind !== 'timed') return isoTimes(when)
  const [from, to] = [clockAt(when.start, when.offset), clockAt(when.end, when.endOffset)]
  const end = when.endAssumed ? '?' : clockLabel(to.minute)
  return {
    start: `${from.day} ${clockLabel(from.minute)}-${to.day === from.day || when.endAssumed ? end : `${to.day} ${end}`}`,
  }
}

type Placed = Pick<AgendaEntry, 'entry' | 'session'> & { readonly stage?: AgendaEntry['stage'] }

/**
 * `now/1`: the moment, what is on, what is next, what follows, and alternatives to what is full. These are lists,
 * because picks may overlap; a block is `block:<title>`. With `scope: programme` they are the sessions of everybody.
 */
function nowDocument(view: NowView): Fields {
  const { now, offset, programme } = view
  const { current, next, maybe, after, instead } = entriesOf(view)
  return filled({
    kubeplan: 'now/1',
    scope: programme ? 'programme' : 'agenda',
    phase: now.phase,
    at: isoWithOffset(now.at, offset),
    current: current.map((one) => filled({ ...fieldsOf(one), minutes_left: minutesBetween(now.at, one.entry.end) })),
    maybe: programme ? undefined : maybe.map(fieldsOf),
    next: next.map((one) => nextFields(one, view)),
    // biome-ignore lint/suspicious/noThenProperty: the contract names it so, and nobody waits for a list
    then: after.map(({ gap, walk, ...one }) => filled({ ...fieldsOf(one), gap, walk })),
    instead: instead.map((one) => filled({ ...fieldsOf(one), why: one.why, of: one.of.id })),
    free: now.free,
    ...(!programme && unknownWalkFields(now.roomChanges)),
  })
}

/** The columns of `list`, then what each is (current, maybe, next, instead, then) and its stage. */
function nowCells(view: NowView): Rows {
  const { current, next, maybe, after, instead } = entriesOf(view)
  const rows = (what: string, entries: readonly Placed[]) => entries.map((one) => [...cellsOf(one), what, one.stage])
  return [
    [...SESSION_HEADS, 'what', 'stage'],
    ...rows('current', current),
    ...rows('maybe', maybe),
    ...rows('next', next),
    ...rows('instead', instead),
    ...rows('then', after),
  ]
}

interface Entries {
  readonly current: readonly Placed[]
  readonly maybe: readonly Placed[]
  readonly next: readonly (Placed & Pick<Ahead, 'leave'>)[]
  readonly instead: readonly (Placed & Pick<Instead, 'why' | 'of'>)[]
  readonly after: readonly (Placed & Pick<Follower, 'gap' | 'walk'>)[]
}

function entriesOf({ now, programme, stages }: NowView): Entries {
  if (!programme) return now
  const placed = (sessions: readonly Session[]) => sessions.flatMap((session) => placedOf(session, stages))
  return { current: placed(programme.current), maybe: [], next: placed(programme.next), instead: [], after: [] }
}

function placedOf(session: Session, stages: NowView['stages']): readonly Placed[] {
  const { id, when } = session
  const stage = stages.get(id)
  return when.kind === 'timed' ? [{ entry: entryOf(session, when), session, ...(stage && { stage }) }] : []
}

function fieldsOf({ entry, stage }: Placed): Fields {
  return filled({ session: entry.id, title: entry.title, ...spanFields(entry), room: entry.room, stage })
}

function nextFields(one: Placed & Pick<Ahead, 'leave'>, { now }: NowView): Fields {
  const { leave, entry } = one
  const late = leave ? minutesBetween(leave.at, now.at) : 0
  return filled({
    ...fieldsOf(one),
    minutes_until: minutesBetween(now.at, entry.start),
    from_room: leave?.from.room,
    walk: leave?.walk,
    leave: leave && isoWithOffset(leave.at, entry.offset),
    late: leave && late > 0 ? late : undefined,
  })
}

function cellsOf({ entry, session }: Placed): Row {
  return session ? sessionCells(session) : [entry.id, ...spanCells(entry), 'block', '', entry.room, entry.title, '']
}
