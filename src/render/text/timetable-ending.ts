import type { Folding } from '../../planning/foldable.js'
import type { TimetableDay } from '../../planning/timetable/timetable.js'
import type { TimetableView } from '../views.js'
import { count } from './count.js'
import { foldedSentence } from './folded.js'
import { daysLabel } from './moments.js'
import { typed } from './shell.js'
import { columnName } from './timetable-heads.js'
import { widthFor } from './timetable-measure.js'

/** So many names are listed; of more only the number is told. */
const NAMES = 3

/** Below one day: which columns are not there and why, how to see them, and what has no place in those that are. */
export function dayEnding(table: TimetableDay, gutter: number, view: TimetableView): readonly string[] {
  const { day, leftOut, boxes, columns } = table
  const beside = boxes.reduce((sum, { more }) => sum + more, 0)
  const besides = beside === 0 ? [] : [`${beside} more run beside these (+1 on an edge): kubeplan list`]
  if (!leftOut) return besides
  const { across } = view
  const shown = leftOut.of - leftOut.columns.length
  const names = leftOut.columns.map((column) => columnName(column, across))
  const several = `${across ?? 'column'}s`
  const mine = leftOut.columns.filter(({ picks }) => picks > 0).map((column) => columnName(column, across))
  const mySlots = columns.reduce((sum, column) => sum + (column.mine ? column.slots : 0), 0)
  const first = leftOut.columns.find(({ name }) => name !== undefined)?.name
  return [
    leftOut.why === 'not-mine'
      ? `${shown} of ${leftOut.of} ${several} fit: those with your picks.`
      : `The first ${shown} of ${leftOut.of} ${several} fit.`,
    ...(mine.length > 0 ? [`Picks of yours are in ${listed(mine)}, too.`] : []),
    `Not shown: ${listed(names)}.`,
    ...(first !== undefined && across ? [`One of them: kubeplan grid --day ${day} --${across} ${typed(first)}`] : []),
    `All: the same with --width ${widthFor(leftOut.wanted, gutter, mySlots)} | less -S`,
    ...besides,
  ]
}

/** Below all days: what is in none of them, and where to look for it. */
export function ending(view: TimetableView, { shown, folded }: Folding, tables: readonly unknown[]): readonly string[] {
  const elsewhere = new Set(view.otherDays)
  const untimed = view.sessions.filter(
    ({ when }) => when.kind === 'unscheduled' || (when.kind === 'dated' && !elsewhere.has(when.day)),
  ).length
  return [
    ...(tables.length === 0 && shown.length === 0 ? ['No session with a time.'] : []),
    foldedSentence(folded),
    untimed === 0 ? '' : `${count(untimed, 'session')} without a time: kubeplan list`,
    ...otherDays(view),
  ].filter(Boolean)
}

function otherDays({ otherDays: days }: TimetableView): readonly string[] {
  const [first] = days
  return first === undefined ? [] : [`Also ${daysLabel(days)}.`, `Another day: kubeplan grid --day ${first}`]
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES
  return more > 0 ? `${names.slice(0, NAMES).join(', ')} and ${more} more` : names.join(', ')
}
