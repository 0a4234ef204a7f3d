import type { Session } from '../../model/conference.js'
import { clockAt, type Day, durationLabel, minutesBetween, overlapOf } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import { type Ahead, type Follower, type Instead, takesTime } from '../../planning/now.js'
import { safe } from '../terminal.js'
import type { NowView } from '../views.js'
import type { Part } from './flow.js'
import type { Glyphs } from './glyphs.js'
import { timeLabel } from './moments.js'
import { leaveLabel, leftLabel, untilLabel } from './now-times.js'
import { titleOf } from './session-rows.js'

export type NowLabel = 'NOW' | 'MAYBE' | 'NEXT' | 'FULL?' | 'THEN' | 'TODAY'

/** A line about what is on or next. All texts are safe. */
export interface NowRow {
  readonly label: NowLabel
  readonly time: string
  readonly title: string
  readonly room: string
  /**
   * If set, the title is shown in full with these facts below it; otherwise everything is on one line with a remark.
   */
  readonly facts?: readonly Part[]
  readonly remark: string
}

/** Enough rows with one label for a glance. */
export const MOST_ROWS = 4

export function nowRows(view: NowView, glyphs: Glyphs): readonly NowRow[] {
  const { now } = view
  const date = clockAt(now.at, view.offset).day
  const current = now.current.map((entry) => currentRow(entry, now, date, glyphs))
  const next = now.next.map((entry) => nextRow(entry, view, date, glyphs))
  const full = atAGlance(now.instead).map((instead) => insteadRow(instead, date))
  // People at a full room have to find the alternatives first.
  const atTheDoor = now.instead.some(({ of }) => of.start <= now.at)
  return [
    ...freeRow(view, date),
    ...current,
    ...(atTheDoor ? full : []),
    ...now.maybe.slice(0, MOST_ROWS).map((entry) => maybeRow(entry, now, date)),
    ...next,
    ...(atTheDoor ? [] : full),
    ...now.after.map((entry) => afterRow(entry, date, glyphs)),
    ...now.untimed.slice(0, MOST_ROWS).map(untimedRow),
  ]
}

/** A gap of up to a quarter of an hour is not called free. */
function freeRow({ now: { free, next } }: NowView, date: Day): readonly NowRow[] {
  const [first] = next
  if (free === undefined || free <= 15 || first === undefined) return []
  const until = `until ${timeLabel(first.entry.start, first.entry.offset, date)}`
  return [
    { label: 'NOW', time: '', title: `free for ${durationLabel(free)}, ${until}`, room: '', remark: '', facts: [] },
  ]
}

function currentRow(one: AgendaEntry, { at, current }: NowView['now'], date: Day, { clash }: Glyphs): NowRow {
  const torn = takesTime(one) && current.filter(takesTime).length > 1
  const facts: readonly Part[] = [
    { text: leftLabel(one.entry, at, date), tone: 'strong' },
    { text: safe(one.entry.room ?? '') },
    { text: sortOf(one) },
    { text: torn ? `${clash} at the same time` : '', tone: 'bad' },
  ]
  return { ...base('NOW', one, date), facts, remark: '' }
}

function nextRow(one: Ahead, { now }: NowView, date: Day, glyphs: Glyphs): NowRow {
  const late = one.leave !== undefined && minutesBetween(now.at, one.leave.at) < 0
  const facts: readonly Part[] = [
    { text: untilLabel(one, now), tone: 'strong' },
    { text: safe(one.entry.room ?? '') },
    { text: sortOf(one) },
    { text: one.leave ? leaveLabel(one.leave, one.entry, now.at, date) : '', ...(late && { tone: 'bad' }) },
    ...clashesOf(one, now, glyphs).map((text) => ({ text, tone: 'bad' as const })),
  ]
  return { ...base('NEXT', one, date), facts, remark: '' }
}

function clashesOf(one: Ahead, { current, next }: NowView['now'], { clash }: Glyphs): readonly string[] {
  if (!takesTime(one)) return []
  const running = current.filter((other) => takesTime(other) && overlapOf(other.entry, one.entry))
  const over = running.reduce((most, { entry }) => Math.max(most, minutesBetween(one.entry.start, entry.end)), 0)
  const open = running.some(({ entry }) => entry.endAssumed)
  const together = next.filter(takesTime).length > 1
  return [
    ...(over > 0 ? [open ? `${clash} NOW` : `${clash} NOW, ${durationLabel(over)}`] : []),
    ...(together ? [`${clash} start together`] : []),
  ]
}

/** Enough for a glance; another sitting is more useful than one more maybe. */
function atAGlance(instead: readonly Instead[]): readonly Instead[] {
  const shown = instead.slice(0, MOST_ROWS)
  const again = instead.find(({ why }) => why === 'repeat')
  return again === undefined || shown.includes(again) ? shown : [...shown.slice(0, -1), again]
}

function insteadRow({ entry, session, why, stage }: Instead, date: Day): NowRow {
  return {
    label: 'FULL?',
    ...placed(entry, date),
    title: titleOf(session),
    remark: why === 'maybe' ? 'maybe' : stage === 'going' ? 'given again (going)' : 'given again',
  }
}

function maybeRow(one: AgendaEntry, now: NowView['now'], date: Day): NowRow {
  const on = one.entry.start <= now.at
  return {
    ...base('MAYBE', one, date),
    remark: on ? leftLabel(one.entry, now.at, date) : untilLabel(one, now),
  }
}

function afterRow(one: Follower, date: Day, { clash }: Glyphs): NowRow {
  return { ...base('THEN', one, date), remark: gapLabel(one, clash) }
}

/** `15 min gap, walk 6`. */
function gapLabel({ gap, walk }: Follower, sign: string): string {
  if (gap === undefined) return ''
  if (gap < 0) return `${sign} NEXT, ${durationLabel(-gap)}`
  const short = walk !== undefined && walk > gap ? `, ${walk - gap} short` : ''
  return `${gap === 0 ? 'no gap' : `${durationLabel(gap)} gap`}${walk === undefined ? '' : `, walk ${walk}${short}`}`
}

function untimedRow(session: Session): NowRow {
  const remark = 'time not known'
  return { label: 'TODAY', time: '', title: titleOf(session), room: safe(session.room ?? ''), remark }
}

function base(label: NowLabel, one: AgendaEntry, date: Day): Omit<NowRow, 'facts'> {
  const title = one.session ? titleOf(one.session) : safe(one.entry.title)
  return { label, ...placed(one.entry, date), title, remark: '' }
}

function placed(entry: Entry, date: Day): Pick<NowRow, 'time' | 'room'> {
  return { time: timeLabel(entry.start, entry.offset, date), room: safe(entry.room ?? '') }
}

function sortOf(one: AgendaEntry): string {
  if (one.stage === 'block') return 'my block'
  return takesTime(one) ? '' : 'contains other sessions'
}
