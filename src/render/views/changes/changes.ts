import { clockAt, type Day, dayLabel, durationLabel, type Instant } from '../../../model/time.js'
import type { Clash } from '../../../planning/agenda/clashes.js'
import { bestSitting } from '../../../planning/agenda/sittings.js'
import { type Change, changedSessions, isPast, pickFinder } from '../../../planning/changes/changes.js'
import { closing, flow, type Part } from '../../layout/paragraph.js'
import type { Glyphs, Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { ChangesView } from '../../views.js'
import { count, daysLabel, dayTimeLabel, momentLabel, zoneLabel } from '../../words/labels.js'
import { insteadCommand, typed } from '../../words/shell.js'
import { type ChangeRow, changeRows, type DayHint, dayHinter, setRows, subjectOf } from './change-table.js'

interface Sorted {
  readonly mine: readonly Change[]
  readonly others: readonly Change[]
  readonly over: readonly Change[]
  readonly clashes: readonly Clash[]
}

export async function changesLines(view: ChangesView, sheet: Sheet): Promise<readonly string[]> {
  const sorted = sortChanges(view)
  const { glyphs } = sheet
  const hint = dayHinter(view.changes)
  const sections = [
    {
      heading: 'Yours',
      rows: [...changeRows(sorted.mine, hint, glyphs), ...clashRows(sorted.clashes, hint, glyphs)],
    },
    { heading: othersHeading(view), rows: changeRows(sorted.others, hint, glyphs) },
  ].filter(({ rows }) => rows.length > 0)
  const head = await headOf(view, sorted)
  const set = setRows(
    sections.flatMap((section) => section.rows),
    sheet,
  )
  const body = sections.flatMap(({ heading, rows: own }) => [
    ...(heading === '' ? [] : sheet.wrapTo(heading, sheet.width).map(sheet.ink.heading)),
    ...own.flatMap((row) => set(row)),
  ])
  return [...flow(head, sheet), ...body, ...closing(endingOf(view, sorted), sheet)]
}

function sortChanges({ changes, agenda, now, all, newClashes }: ChangesView): Sorted {
  const pickOf = pickFinder(agenda)
  const shown = changes.filter((change) => all || !isPast(change, now))
  return {
    mine: shown.filter((change) => pickOf(change) !== undefined),
    others: shown.filter((change) => pickOf(change) === undefined),
    over: all ? [] : changes.filter((change) => isPast(change, now)),
    clashes: newClashes.filter(({ end }) => all || end > now),
  }
}

/** Includes changes that are over, so that all numbers in the headline are of the same set. */
async function headOf(view: ChangesView, { clashes }: Sorted): Promise<readonly Part[]> {
  const { changes, catalogue, agenda, zone, seenSince, newClashes } = view
  const pickOf = pickFinder(agenda)
  const mine = changedSessions(changes.filter((change) => pickOf(change) !== undefined))
  const number = changedSessions(changes)
  const since = seenSince === undefined ? '' : ` since ${await momentIn(zone, seenSince)}`
  const clashing = clashesLabel(newClashes.length, newClashes.length - clashes.length)
  const yours = mine === 0 && newClashes.length === 0 ? 'none of yours' : `${mine || 'none'} of yours, ${clashing}`
  const whens = changes.map((change) => subjectOf(change).when)
  return [
    { text: `${changedLabel(changes, catalogue.sessions.length)}${since}`, tone: 'strong' },
    {
      text: number === 0 || agenda.picks.length === 0 ? '' : yours,
      ...(clashes.length > 0 && { tone: 'bad' as const }),
    },
    { text: safe(catalogue.conference.name) },
    {
      text: safe(
        zoneLabel(
          zone,
          whens.flatMap((when) => (when.kind === 'timed' ? [when.offset] : [])),
        ),
      ),
    },
  ]
}

/** `3 of 8 changed, 2 added, 1 removed`. Added and removed sessions do not count as changed. */
function changedLabel(changes: readonly Change[], sessions: number): string {
  const ways = ({ what }: Change) => (what === 'added' || what === 'removed' ? what : 'changed')
  const number = (way: ReturnType<typeof ways>) => changedSessions(changes.filter((change) => ways(change) === way))
  const [changed, added, removed] = [number('changed'), number('added'), number('removed')]
  const parts = [
    ...(changed > 0 ? [`${changed} of ${sessions} changed`] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ]
  return parts.length === 0 ? 'Nothing changed' : parts.join(', ')
}

function clashesLabel(all: number, over: number): string {
  if (all === 0) return 'no new clash'
  const number = count(all, 'new clash', 'new clashes')
  if (over === 0) return number
  return over === all ? `${number}, already over` : `${number}, ${over} already over`
}

/** `Sun 22 Mar 16:16` on the clocks of `zone`. */
async function momentIn(zone: string, moment: Instant): Promise<string> {
  const { offsetAt } = await import('../../../clock/zone.js')
  const offset = offsetAt(moment, zone)
  return `${dayLabel(clockAt(moment, offset).day)} ${momentLabel(moment, offset)}`
}

function othersHeading({ agenda, all }: ChangesView): string {
  if (agenda.picks.length === 0) return all ? '' : 'Still to come'
  return all ? 'Others' : 'Others, still to come'
}

function clashRows(clashes: readonly Clash[], hint: DayHint, { clash: sign }: Glyphs): readonly ChangeRow[] {
  return clashes.map(({ entries: [first, second], start, offset, minutes, reason, endAssumed }) => {
    const length = endAssumed ? '' : durationLabel(minutes)
    const extent = reason === 'walk' ? ['walk', length, length && 'short'].filter(Boolean).join(' ') : length
    return {
      what: 'clash',
      time: `${hint(clockAt(start, offset).day)} ${momentLabel(start, offset)}`,
      place: extent,
      title: safe(first.title),
      tail: `${sign} ${safe(second.title)}`,
      joint: ' ',
    }
  })
}

function endingOf(view: ChangesView, { mine, over, clashes }: Sorted): readonly string[] {
  const past = over.length === 0 ? [] : [`${changedSessions(over)} about ${daysOver(over)}, already over (--all).`]
  return [...past, ...advice(view, mine), ...stepsOf(view, clashes)]
}

function daysOver(over: readonly Change[]): string {
  return daysLabel(over.flatMap((change): Day[] => dayOf(change)))
}

function dayOf(change: Change): Day[] {
  const { when } = subjectOf(change)
  return when.kind === 'unscheduled' ? [] : [when.day]
}

/** Enough to answer at once. */
const MOST_AGAIN = 3

function advice({ agenda, likely = new Map(), sittingsOf }: ChangesView, mine: readonly Change[]): readonly string[] {
  const pickOf = pickFinder(agenda)
  const picksThat = (what: Change['what']) =>
    mine.flatMap((change) => (change.what === what ? (pickOf(change) ?? []) : []))
  const [other] = picksThat('replaced').filter(({ stage }) => stage === 'maybe')
  const lost = picksThat('removed')
  const [gone] = lost.filter(({ session }) => !likely.has(session))
  const again = picksThat('cancelled').flatMap(({ session }) => {
    const best = bestSitting(sittingsOf?.(session) ?? [])
    return best?.free ? [{ session, best: best.entry }] : []
  })
  return [
    ...(other ? [`A different talk now, so it is a maybe. To go anyway: kubeplan add ${typed(other.session)}`] : []),
    ...lost.flatMap(({ session }) => {
      const now = likely.get(session)
      return now
        ? [`Not in the programme any more, but perhaps ${safe(now.title)}. If so: ${insteadCommand(now.id, session)}`]
        : []
    }),
    ...picksThat('cancelled').flatMap(({ session }) => {
      const now = likely.get(session)
      return now ? [`Cancelled, but perhaps ${safe(now.title)} instead. If so: ${insteadCommand(now.id, session)}`] : []
    }),
    ...again.slice(0, MOST_AGAIN).map(({ session, best: { id, title, start, offset, day } }) => {
      return `${safe(title)} is given ${dayTimeLabel(start, offset, day)}, and you are free then: ${insteadCommand(id, session)}`
    }),
    ...(gone ? [`Not in the programme any more. Drop it: kubeplan drop ${typed(gone.session)}`] : []),
  ]
}

function stepsOf({ changes, seenSince }: ChangesView, clashes: readonly Clash[]): readonly string[] {
  return [
    ...(clashes.length > 0 ? ['What clashes: kubeplan clashes'] : []),
    ...(seenSince !== undefined && changes.length > 0 ? ['kubeplan changes --seen clears this list'] : []),
  ]
}
