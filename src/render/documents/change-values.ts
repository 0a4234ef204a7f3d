import type { Session, Speaker, When } from '../../model/conference.js'
import { clockAt, clockLabel, isoUtc, isoWithOffset } from '../../model/time.js'
import { type Change, isOver, pickFinder } from '../../planning/changes/changes.js'
import type { ChangesView } from '../views.js'
import { clashFields } from './clashes-document.js'
import { type Fields, filled } from './fields.js'
import { momentCells } from './session-cells.js'

type Rows = readonly (readonly string[])[]

/**
 * `changes/1`: all changes, including those that are over. `from` and `to` are titles, times (with `from_end` and
 * `to_end`), rooms, speakers or statuses; they are missing where there was or is nothing, and for `other`, whose
 * `details` name the fields. `likely` is the id that a removed or cancelled pick may have become.
 */
export function changesDocument(view: ChangesView): Fields {
  const pickOf = pickFinder(view.agenda)
  return filled({
    kubeplan: 'changes/1',
    since: view.seenSince === undefined ? undefined : isoUtc(view.seenSince),
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
        past: isOver(change, view.now),
      }),
    ),
    new_clashes: view.newClashes.map((clash) => clashFields(clash)),
  })
}

export function changeCells({ changes, agenda, now }: ChangesView): Rows {
  const pickOf = pickFinder(agenda)
  const rows = changes.map((change) => {
    const { when, room, title } = change.after ?? change.before
    const [date, start] = momentCells(when)
    const { from = '', to = change.details?.join(' ') ?? '' } = valuesOf(change, shownTimes)
    const answers = [pickOf(change) !== undefined, isOver(change, now)].map((yes) => (yes ? 'yes' : 'no'))
    return [change.id, change.what, from, to, ...answers, date, start, room ?? '', title]
  })
  return [['id', 'what', 'from', 'to', 'mine', 'past', 'date', 'start', 'room', 'title'], ...rows]
}

interface Values {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly from_end?: string | undefined
  readonly to_end?: string | undefined
}

/** Writes a time: its start (or a day, or all of it), and its end if it is separate. */
type WriteTime = (when: When) => { readonly start?: string; readonly end?: string }

function valuesOf({ what, before, after }: Change, timesOf: WriteTime): Values {
  switch (what) {
    case 'added':
      return { to: after.title }
    case 'removed':
      return { from: before.title }
    case 'cancelled':
      return { from: before.status, to: after.status }
    case 'replaced':
    case 'title':
      return { from: before.title, to: after.title }
    case 'moved': {
      const [was, is] = [timesOf(before.when), timesOf(after.when)]
      return { from: was.start, to: is.start, from_end: was.end, to_end: is.end }
    }
    case 'room':
      return { from: before.room, to: after.room }
    case 'speakers':
      return { from: speakersText(before), to: speakersText(after) }
    case 'other':
      return {}
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

function speakersText({ speakers }: Session): string | undefined {
  return speakers.length === 0 ? undefined : speakers.map(speakerText).join('; ')
}

function speakerText({ name, organization }: Speaker): string {
  return organization === undefined ? name : `${name}, ${organization}`
}
