import type { Session, Timed, When } from '../../model/conference.js'
import { clockAt, type Day, dayLabel, daysBetween } from '../../model/time.js'
import type { Change } from '../../planning/changes/changes.js'
import { safe } from '../terminal.js'
import { detailsLabel, peopleLabel } from './change-labels.js'
import type { Glyphs } from './glyphs.js'
import { momentLabel, spanLabel } from './moments.js'
import { titleOf } from './session-rows.js'
import { speakerLabel } from './speaker-label.js'

export interface ChangeRow {
  readonly what: Change['what'] | 'clash'
  readonly time: string
  readonly place: string
  /** Empty in every row of a session but its first, like time and place unless they changed. */
  readonly title: string
  /** The change: after the title, joined by `joint`, or below it. */
  readonly tail: string
  readonly joint: string
}

export type DayHint = (day: Day) => string

/** Uses weekdays as long as none of them could mean two dates. */
export function dayHinter(changes: readonly Change[]): DayHint {
  const sessions = changes.flatMap(({ before, after }) => [before, after].filter((session) => session !== undefined))
  const days = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [dayShown(when)])).sort()
  const [first, last] = [days[0], days.at(-1)]
  const near = first !== undefined && last !== undefined && daysBetween(first, last) < 7
  return (day) => (near ? dayLabel(day).slice(0, 3) : dayLabel(day))
}

export function changeRows(changes: readonly Change[], hint: DayHint, glyphs: Glyphs): readonly ChangeRow[] {
  return changes.map((change, index) => {
    const { time, place, tail = '', joint = ' ' } = newsOf(change, hint, glyphs)
    const row = { what: change.what, tail, joint }
    const session = subjectOf(change)
    const before = changes[index - 1]
    if (before && subjectOf(before) === session) return { ...row, time: time ?? '', place: place ?? '', title: '' }
    return {
      ...row,
      time: time ?? timeLabel(session.when, hint),
      place: time === undefined ? (place ?? safe(session.room ?? '')) : '',
      title: titleBefore(change),
    }
  })
}

export function subjectOf({ before, after }: Change): Session {
  return after ?? before
}

type News = Partial<Pick<ChangeRow, 'time' | 'place' | 'tail' | 'joint'>>

function newsOf(change: Change, hint: DayHint, glyphs: Glyphs): News {
  const { what, before, after } = change
  const to = (text: string) => `${glyphs.arrow} ${text}`
  switch (what) {
    case 'added':
    case 'removed':
    case 'cancelled':
      return {}
    case 'replaced':
      return { tail: to(withPeople(after)) }
    case 'moved':
      return movement(before.when, after.when, hint, to)
    case 'room':
      return { place: `${safe(before.room ?? 'no room')} ${to(safe(after.room ?? 'no room'))}` }
    case 'title':
      return { tail: to(safe(after.title)) }
    case 'speakers':
      return { tail: peopleLabel(before.speakers, after.speakers), joint: ', ' }
    case 'other':
      return { tail: detailsLabel(change, glyphs), joint: ` ${glyphs.dot} ` }
  }
}

/** The title that the person knows; the new one follows it. */
function titleBefore({ what, before, after }: Change): string {
  switch (what) {
    case 'added':
      return withPeople(after)
    case 'replaced':
      return withPeople(before)
    case 'cancelled':
      return safe(after.title)
    default:
      return titleOf(before)
  }
}

function withPeople(session: Session): string {
  const { forms, more } = speakerLabel(session.speakers)
  const people = (forms.at(-1) ?? '') + more
  return people === '' ? titleOf(session) : `${titleOf(session)} (${people})`
}

/** `Tue 16:25`; words as in a list if there is no time. */
function timeLabel(when: When, hint: DayHint): string {
  if (when.kind === 'unscheduled') return 'unscheduled'
  const day = hint(dayShown(when))
  return when.kind === 'dated' ? `${day} day only` : `${day} ${momentLabel(when.start, when.offset)}`
}

/** Ends are shown if the length changed, the day if it changed. */
function movement(was: When, is: When, hint: DayHint, to: (text: string) => string): News {
  if (was.kind !== 'timed' || is.kind !== 'timed') return { time: `${timeLabel(was, hint)} ${to(timeLabel(is, hint))}` }
  const [from, until] = [dayShown(was), dayShown(is)]
  const sameLength = lengthOf(was) === lengthOf(is)
  const clock = (when: typeof was, day: Day) =>
    sameLength ? momentLabel(when.start, when.offset) : spanLabel(when, day)
  const day = from === until ? '' : `${hint(until)} `
  return { time: `${hint(from)} ${clock(was, from)} ${to(`${day}${clock(is, until)}`)}` }
}

/** In milliseconds; undefined if the end is unknown. */
function lengthOf({ start, end, endAssumed }: Timed): number | undefined {
  return endAssumed ? undefined : end - start
}

function dayShown(when: Exclude<When, { kind: 'unscheduled' }>): Day {
  return when.kind === 'dated' ? when.day : clockAt(when.start, when.offset).day
}
