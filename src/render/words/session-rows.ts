import { isNameParticle, pattern, type Session, type Speaker, type Timed, type When } from '../../model/index.js'
import { clockAt, type Day, type Instant } from '../../model/time.js'
import type { RoomChanges } from '../../planning/agenda/agenda-days.js'
import { type Phase, phaseAt } from '../../planning/agenda/relative-to-now.js'
import { type Again, bestSitting, type Sitting } from '../../planning/agenda/sittings.js'
import { backToBack, type Line } from '../../planning/agenda/walks.js'
import type { Part } from '../layout/paragraph.js'
import type { DayRows } from '../layout/rows.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { SessionsView } from '../views.js'
import { dateHint, listed, speakersInFull, type Times } from './labels.js'
import { withoutSharedLabels } from './shared-parts.js'

/** A session, or a run of keynotes, as one row. All texts are safe. */
export interface SessionRow {
  /** The first of a run; all of them have the same stage. */
  readonly session: Session
  /** Of all sessions that it stands for. */
  readonly ids: readonly string[]
  readonly time: string
  /** Whether the row before it, under the same heading, has the same time. */
  readonly isSameTime: boolean
  /** Undefined if there is no present moment, or the session has no time. */
  readonly phase: Phase | undefined
  readonly title: Label
  readonly speakers: Label
  readonly tracks: Label
  /** The room, or the track if no session of the list has a room. */
  readonly place: Label
}

/** The rows of a list in order, under headings if it is ordered by day. */
export function groupRows(
  view: Pick<SessionsView, 'ranked' | 'runs' | 'stages' | 'now'>,
  sessions: readonly Session[],
  place: 'room' | 'track',
  times: Times,
): readonly DayRows<SessionRow>[] {
  const byDay = !view.ranked && inDayOrder(sessions)
  const days = daysIn(sessions)
  const groups: { heading: DayRows<SessionRow>['heading']; rows: SessionRow[] }[] = []
  const titles = withoutSharedLabels(sessions.map(({ title }) => safe(title)))
  for (const line of linesOf(sessions, view, byDay)) {
    const heading = byDay ? headingOf(line.items[0], days.length > 1) : undefined
    const bare = rowOf(line, place, { byDay, days, now: view.now, titles, times })
    const last = groups.at(-1)
    const group = last && last.heading === heading ? last : { heading, rows: [] }
    if (group !== last) groups.push(group)
    group.rows.push({ ...bare, isSameTime: byDay && bare.time !== '' && group.rows.at(-1)?.time === bare.time })
  }
  return groups
}

export function daysIn(sessions: readonly Session[]): readonly Day[] {
  return [...new Set(sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])))].sort()
}

/** The title, marked if the session is cancelled. */
export function titleOf({ title, status }: Pick<Session, 'title' | 'status'>): string {
  return status === 'cancelled' ? `[cancelled] ${safe(title)}` : safe(title)
}

/** The title in several forms, the longest first: without labels that other titles share. */
export function titleLabel({ title, status }: Session, titles: ReturnType<typeof withoutSharedLabels>): Label {
  return { forms: titles(safe(title)).map((form) => titleOf({ title: form, status })), more: '' }
}

interface Order {
  readonly now: Instant | undefined
  readonly byDay: boolean
  readonly days: readonly Day[]
  readonly titles: ReturnType<typeof withoutSharedLabels>
  readonly times: Times
}

function linesOf(
  sessions: readonly Session[],
  { runs = false, stages }: Pick<SessionsView, 'runs' | 'stages'>,
  byDay: boolean,
): readonly Line<Session>[] {
  if (!runs || !byDay) return sessions.map((session) => ({ items: [session] }))
  return backToBack(sessions, (session) => ({ session, trait: stages.get(session.id) ?? '' }))
}

function rowOf({ items, run }: Line<Session>, place: 'room' | 'track', order: Order): Omit<SessionRow, 'isSameTime'> {
  const [session] = items
  const when = run ?? session.when
  return {
    session,
    ids: items.map(({ id }) => id),
    time: timeOf(when, order),
    phase: order.now === undefined || when.kind !== 'timed' ? undefined : phaseAt(when, order.now),
    title: run ? { forms: listedRunTitles(items.length), more: '' } : titleLabel(session, order.titles),
    speakers: speakerLabel(run ? [] : session.speakers),
    tracks: placeLabel(items, 'track'),
    place: placeLabel(items, place),
  }
}

/** The common place of a run; empty if there is none. */
export function placeLabel(items: Line<Session>['items'], place: 'room' | 'track'): Label {
  const [first, ...others] = items.map((one) => (place === 'track' ? tracksLabel(one.tracks) : roomLabel(one.room)))
  const one = first && others.every((other) => wholeOf(other) === wholeOf(first))
  return one ? first : NO_LABEL
}

function roomLabel(room: string | undefined): Label {
  return room === undefined ? NO_LABEL : { forms: [safe(room)], more: '' }
}

/** Without headings a row names its day, unless all have the same. */
function timeOf(when: Exclude<When, Timed> | NonNullable<Line<Session>['run']>, { byDay, days, times }: Order): string {
  if (when.kind === 'unscheduled') return byDay ? '' : 'unscheduled'
  const alone = byDay || days.length < 2
  const hint = (day: Day) => dateHint(day, (day === days[0] ? days.at(-1) : days[0]) ?? day)
  if (when.kind === 'dated') return alone ? 'day only' : `${hint(when.day)} day only`
  if (alone) return times.span(when, when.day)
  const { day } = clockAt(when.start, when.offset)
  return `${hint(day)} ${times.span(when, day)}`
}

function headingOf({ when }: Session, several: boolean): DayRows<SessionRow>['heading'] {
  if (when.kind === 'unscheduled') return 'unscheduled'
  return several ? when.day : undefined
}

/** `--sort title` mixes the days. */
function inDayOrder(sessions: readonly Session[]): boolean {
  let before = ''
  for (const { when } of sessions) {
    const day = when.kind === 'unscheduled' ? '~' : when.day
    if (day < before) return false
    before = day
  }
  return true
}

/** How to list each keynote of a run. */
export const RUN_HINT = '(--kind keynote)'

export function runTitle(keynotes: number): string {
  return `${keynotes} keynotes`
}

/** The title of a run in a list with a hint, the longest form first. */
function listedRunTitles(keynotes: number): readonly string[] {
  const title = runTitle(keynotes)
  return [`${title} back to back ${RUN_HINT}`, `${title} ${RUN_HINT}`, title]
}

export function isRun({ ids }: SessionRow): boolean {
  return ids.length > 1
}

/** In at most `width` columns, in full if that fits, then without organizations, then as many people as fit. */
export function fitSpeakers(speakers: readonly Speaker[], width: number, sheet: Sheet): string {
  const names = speakers.map(({ name }) => safe(name))
  const some = names.map((_, index) => `${names.slice(0, index + 1).join(', ')} +${names.length - index - 1}`)
  const forms = [speakersInFull(speakers), names.join(', '), ...some.slice(1, -1).reverse()]
  return forms.find((form) => sheet.widthOf(form) <= width) ?? fitLabel(speakerLabel(speakers), width, sheet)
}

export interface Label {
  /** All of them; shown if it fits. */
  readonly whole?: string
  /** The first one, longest form first: `A. Block, Red Hat`, `A. Block`. */
  readonly forms: readonly string[]
  /** ` +2` for the others; never cut. */
  readonly more: string
}

const NO_LABEL: Label = { forms: [''], more: '' }

export function speakerLabel(speakers: readonly Speaker[]): Label {
  const [first, ...others] = speakers
  if (!first) return NO_LABEL
  const name = shortName(safe(first.name))
  const more = others.length > 0 ? ` +${others.length}` : ''
  return { forms: first.organization === undefined ? [name] : [`${name}, ${safe(first.organization)}`, name], more }
}

/** `A, B`, or `A +1` if that is too long. */
export function tracksLabel(tracks: readonly string[]): Label {
  const [first, ...others] = tracks.map(safe)
  if (first === undefined) return NO_LABEL
  if (others.length === 0) return { forms: [first], more: '' }
  return { whole: [first, ...others].join(', '), forms: [first], more: ` +${others.length}` }
}

export function wholeOf(label: Label): string {
  return label.whole ?? shortOf(label)
}

export function shortOf({ forms, more }: Label): string {
  return `${forms[0] ?? ''}${more}`
}

export function briefOf({ forms, more }: Label): string {
  return `${forms.at(-1) ?? ''}${more}`
}

/** The longest form that fits into `width` columns, or else the shortest one, cut. */
export function fitLabel({ whole, forms, more }: Label, width: number, sheet: Sheet): string {
  if (whole !== undefined && sheet.widthOf(whole) <= width) return whole
  const room = width - more.length
  const form = forms.find((text) => sheet.widthOf(text) <= room) ?? forms.at(-1) ?? ''
  return sheet.fitTo(sheet.fitTo(form, room) + more, width)
}

const HONORIFIC = /^(?:dr|prof|mr|mrs|ms)\.?$/i
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i
/** Initials are only taken in scripts that have capitals. */
const CAPITAL = pattern(String.raw`^\p{Lu}`, 'u')
const SMALL = pattern(String.raw`^\p{Ll}`, 'u')
/** Names of groups, several names in one, and names with what a person adds to theirs. */
const WHOLE =
  /[()[\]{}<>@/&+]|\b(?:the|and|und|et|teams?|village|foundation|groups?|crew|committee|community|collective|project|association|society|institute|university|universität|company|inc|ltd|llc|gmbh|ag|staff|members|maintainers|organi[sz]ers|volunteers|board|council|network|labs?|club|initiative|alliance|consortium)\b/i
/**
 * `Austen Lacy` becomes `A. Lacy`, `Ludwig van Beethoven` `L. van Beethoven`. Single words, names without capitals and
 * names that are not one person's (`Antrea team`, `The Linux Foundation`) are unchanged.
 */
export function shortName(name: string): string {
  const words = name.split(' ').filter(Boolean)
  if (WHOLE.test(name)) return words.join(' ')
  while (words.length > 2 && HONORIFIC.test(words[0] ?? '')) words.shift()
  let last = words.length - 1
  if (last > 1 && SUFFIX.test(words[last] ?? '')) last--
  const first = words[0] ?? ''
  if (last < 1 || !CAPITAL().test(first) || SMALL().test(words[last] ?? '')) return words.join(' ')
  while (last > 1 && isParticle(words[last - 1] ?? '')) last--
  const initial = String.fromCodePoint(first.codePointAt(0) ?? 0)
  return `${initial}. ${words.slice(last).join(' ')}`
}

function isParticle(word: string): boolean {
  return SMALL().test(word) || isNameParticle(word)
}

const SIGNS = pattern(String.raw`^[^\p{L}\p{N}\[("'«“‘]+(?=\S)`, 'u')
const LABEL =
  /^(?:(?:sponsored|project|opening|closing) +)*(?:keynote|tutorial|workshop|panel(?: discussion)?|contribfest|demo|(?:lightning|sponsored) talk): +(?=\S)/i

/** A title for narrow places, without its label: `Tutorial: Attack` becomes `Attack`. */
export function remarkTitle(title: string): string {
  return title.replace(SIGNS(), '').replace(LABEL, '') || title
}

/** `given again Thu 10:00, free`, for an entry listed under `day`; empty if there is no other sitting. */
export function givenAgain(sittings: readonly Sitting[], day: Day, times: Times): string {
  const best = bestSitting(sittings)
  if (!best) return ''
  const { start, offset } = best.entry
  return `given again ${times.time(start, offset, day)}, ${best.free ? 'free' : 'not free'}`
}

/** How many are named before the others are counted. */
const NAMED = 3

/** A sentence for each session of which I am going to several sittings, with the command that drops one. */
export function twiceSentences(
  { twice }: Pick<Again, 'twice'>,
  { suggest, times }: Pick<Sheet, 'suggest' | 'times'>,
): readonly string[] {
  const sentences = twice.slice(0, NAMED).flatMap(({ sittings, spare }) => {
    const [first] = sittings
    if (!first) return []
    const moments = sittings.map(({ start, offset }) => times.dayTime(start, offset, first.day))
    const number = sittings.length === 2 ? 'twice' : `${sittings.length} times`
    return [
      `Going ${number}: ${safe(first.title)}, ${listed(moments, 'and')}. Attend one: ${suggest('drop', [spare.id])}`,
    ]
  })
  return twice.length > NAMED
    ? [...sentences, `and ${twice.length - NAMED} more that you are going to twice`]
    : sentences
}

/** Says that some walks are unknown, with the flag that helps; empty if all are known. */
export function unknownWalks(changes: RoomChanges | undefined): Part {
  if (!changes || changes.unknown === 0) return { text: '' }
  const { unknown, all } = changes
  return {
    text: `walks between rooms are not known and count as 0 (${unknown} of ${all} room ${all === 1 ? 'change' : 'changes'}): --walk 5m`,
    brief: `walks not known (${unknown} of ${all}), counted as 0: --walk 5m`,
  }
}
